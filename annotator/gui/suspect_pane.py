"""What a proofreader sees of the current suspect: the line it stands in, its readings, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.candidate_row import CandidateRow
from annotator.gui.fix_editor import FixEditor
from annotator.gui.flow_layout import FlowLayout
from annotator.gui.keys import native
from annotator.gui.places_model import PlaceRow, PlacesModel
from annotator.gui.places_view import PlacesView
from annotator.gui.shown_text import seen
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.workbench.command_table import COMMANDS

BUTTONS = (
    "type_fix",
    "mark_suspect",
    "always_fix",
    "always_allow",
    "ask_series",
    "pick_lookalike",
)
"""Commands that have a button here, next to those of the queue."""

_MISSING = "∧"
"""A proofreader's sign between two characters: something belongs here."""

PLACES = 5
"""Places of a class that show at once, at least."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is shown of one place: its line, what stands there, and what it may read.

    Without `is_proposed` nobody suspects it: an editor corrects what is selected.
    """

    before: str
    raw: str
    after: str
    candidates: tuple[str | None, ...] = ()
    is_proposed: bool = True


class SuspectPane(QWidget):
    """Shows what it is told. Deciding is the window's: it hears `command_wanted` and `typed`."""

    command_wanted = Signal(str, str)
    """A command and its argument (empty for none)."""
    typed = Signal(str)
    """What was typed for the place shown."""
    left = Signal()
    """The editor wants its keys back where they were."""
    appeared = Signal()
    """There is a suspect where there was none."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._language, self._keymap = theme, language, Keymap({})
        self._shown: Suspicion | None = None
        self.is_typing = False
        """Whether the editor has the keys: until then nothing else is shown."""
        self.context, self.summary = QLabel(self), QLabel(self)
        for label in (self.context, self.summary):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.context.setTextFormat(Qt.TextFormat.RichText)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.readings = CandidateRow(theme, language, self)
        self.places = PlacesModel(theme, language, self)
        self.list = PlacesView(self.places, self, quiet=True)
        self.editor = FixEditor(self)
        self.buttons: dict[str, QPushButton] = {}
        self._acts = QWidget(self)
        self._make_buttons()
        self._lay_out()
        self.readings.wanted.connect(self._chosen)
        self.editor.taken.connect(self.typed)
        self.editor.left.connect(self.left)
        self.editor.entered.connect(lambda: self._want("type_fix"))
        self.set_theme(theme)
        self.set_language(language)

    def _make_buttons(self) -> None:
        flow = FlowLayout(self._acts)
        for command in BUTTONS:
            button = QPushButton(self._acts)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, c=command: self._want(c))
            self.buttons[command] = button
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._acts.setSizePolicy(policy)

    @property
    def _from_top(self) -> tuple[QWidget, ...]:
        """What stands below one another."""
        return self.context, self.readings, self.summary, self.list, self.editor, self._acts

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 0)
        column.setSpacing(8)
        for widget in self._from_top:
            column.addWidget(widget)
        column.addStretch(1)

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._theme = self.places.theme = theme
        self.readings.set_theme(theme)
        self.editor.setStyleSheet(style_sheet(theme))
        self.list.viewport().update()
        self._say_context()

    def set_language(self, language: Language) -> None:
        self._language = language
        self.readings.set_language(language)
        self.places.set_language(language)
        self.editor.setPlaceholderText(language.say("suspect.editor_hint"))
        self.editor.setAccessibleName(language.say("suspect.editor"))
        self.list.setAccessibleName(language.say("suspect.places"))
        self._name_buttons()

    def set_keymap(self, keymap: Keymap) -> None:
        """The keys that stand on the buttons."""
        self._keymap = keymap
        self._name_buttons()

    def _name_buttons(self) -> None:
        say = self._language.say
        for command, button in self.buttons.items():
            key, word = self.key_of(command), say(f"suspect.{command}")
            button.setText(f"{word}  {key}".strip())
            title = say(f"command.{command}")
            button.setAccessibleName(title)
            button.setToolTip(say("panel.queue_with_key", title=title, key=key) if key else title)

    def key_of(self, command: str) -> str:
        """What calls a command while a suspect is current: a key it shares before its own; or nothing."""
        shares = COMMANDS[command].shares
        shared = self._keymap.keys(shares) if shares else ()
        keys = (*shared, *self._keymap.keys(command))
        return native(keys[0]).replace("Return", "Enter") if keys else ""

    def set_reading_font(self, font: QFont) -> None:
        """The font of page text."""
        self.readings.set_reading_font(font)
        line = QFont(font)
        line.setPointSizeF(max(font.pointSizeF() * 0.95, self.font().pointSizeF()))
        for widget in (self.context, self.summary, self.list):
            widget.setFont(line)
        self.places.font = line
        # So high for most lines: what is below must not jump from one suspect to the next.
        self.context.setMinimumHeight(2 * self.context.fontMetrics().lineSpacing())

    # -- what is shown -------------------------------------------------------------------

    def show_suspicion(self, suspicion: Suspicion) -> None:
        """One place and its candidates."""
        self._shown = suspicion
        raw_key = self.key_of("reject") if suspicion.is_proposed else ""
        self.readings.show_suspect(
            suspicion.raw, suspicion.candidates, raw_key, numbers=suspicion.is_proposed
        )
        self.readings.raw.setEnabled(suspicion.is_proposed)
        self._say_context()
        self._show_only(self.context, self.readings, self.editor, self._acts)
        for command in ("always_fix", "always_allow"):
            self.buttons[command].setVisible(suspicion.is_proposed)
        self.buttons["pick_lookalike"].setEnabled(bool(suspicion.raw.strip()))
        self.buttons["ask_series"].setEnabled(bool(suspicion.candidates))
        self.show()

    def show_class(self, summary: str, rows: Sequence[PlaceRow]) -> None:
        """Many places of one class: how many of what, and each before and after."""
        self._shown = None
        self.summary.setText(summary)
        self.places.show(rows)
        count = max(2, min(PLACES, len(rows)))
        self.list.setFixedHeight(self.list.verticalHeader().defaultSectionSize() * count + 4)
        self._show_only(self.summary, self.list)
        self.show()

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.appeared.emit()

    def clear(self) -> None:
        """There is no suspect."""
        self._shown = None
        self.hide()

    def _show_only(self, *wanted: QWidget) -> None:
        for widget in self._from_top:
            widget.setVisible(widget in wanted)

    def _say_context(self) -> None:
        found = self._shown
        if found is None:
            return
        colour = {role: self._theme.colour(role).name() for role in ("muted", "warning")}
        tint = self._theme.colour("warning_tint").name()
        # The mark is a colour, a ground, bold and underlined: seen without colours too.
        self.context.setText(
            f"{escape(found.before)}"
            f'<span style="color:{colour["warning"]}; background-color:{tint};'
            f' font-weight:600; text-decoration:underline">{escape(seen(found.raw) or _MISSING)}</span>'
            f"{escape(found.after)}"
        )
        self.context.setAccessibleName(f"{found.before}〔{seen(found.raw)}〕{found.after}")

    # -- asking --------------------------------------------------------------------------

    def _chosen(self, number: int) -> None:
        if self._shown is None or not self._shown.is_proposed:
            return
        if number:
            self._want("take_candidate", str(number))
        else:
            self._want("reject")

    def _want(self, command: str, argument: str = "") -> None:
        self.leave_typing()
        self.command_wanted.emit(command, argument)

    def leave_typing(self) -> None:
        """A button was clicked: what was typed is not for the suspect that comes next."""
        if self.is_typing:
            self.left.emit()

    def begin_typing(self, text: str | None = None) -> None:
        """The keys go to the editor, with `text` to be changed, or what stands on the page."""
        if self._shown is not None:
            self.is_typing = True
            self.editor.begin(self._shown.raw if text is None else text)

    def end_typing(self) -> None:
        """What was typed is forgotten."""
        self.is_typing = False
        self.editor.clear()
