"""The queue of doubts: what is still to be decided on the page, most doubtful first."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.document.doubts import start_of
from annotator.document.proposals import Proposal
from annotator.gui.detail_area import DetailArea
from annotator.gui.keys import native
from annotator.gui.queue_count import count_of
from annotator.gui.queue_delegate import QueueDelegate
from annotator.gui.queue_filter_bar import QueueFilterBar
from annotator.gui.queue_loader import QueueLoader
from annotator.gui.queue_model import QueueModel
from annotator.gui.queue_view import QueueView
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.suspect_pane import SuspectPane, Suspicion
from annotator.gui.suspect_view import class_rows, class_summary, suspicion_of
from annotator.gui.theme import Theme
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.workbench.situation import Situation

NAME = "queue_panel"
"""Under this name the panel moves the editor."""

BUTTONS = (
    ("accept", "queue_accept"),
    ("reject", "queue_reject"),
    ("accept_shown", "queue_accept_shown"),
    ("reject_shown", "queue_reject_shown"),
)
"""Commands that have a button here, and what stands on it."""

WHY_LINES = 5
"""Room for the reasons of the current proposal; more takes more."""
WHY_LINES_OF_SUSPECT = 2
"""The same above the pane of a suspect, which says the rest."""
LEAST_ROWS = 2
"""Rows of the list that show in the lowest window."""


class QueuePanel(QWidget):
    """Filters and shows the queue. Deciding is the window's: it hears `command_wanted`."""

    command_wanted = Signal(str)
    """The name of a command whose button was pressed."""

    def __init__(
        self,
        bridge: SessionBridge,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._language = bridge, language
        self._keymap = Keymap({})
        self._following = False
        self._suspects: tuple[Proposal, ...] = ()
        """What is suspected at the current row: one place, or all of a class."""
        bridge.session.remember_scope()
        self._make_widgets(theme, language)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        self.set_theme(theme)
        self.set_language(language)
        self._refresh()

    # -- making --------------------------------------------------------------------------

    def _make_widgets(self, theme: Theme, language: Language) -> None:
        vocabulary = self._bridge.session.vocabulary
        self.filter_bar = QueueFilterBar(vocabulary, language, self)
        self.count = QLabel(self)
        self.count.setContentsMargins(8, 4, 8, 6)
        self.view = QueueView(self)
        self.loader = QueueLoader(self._bridge, self)
        self.model = QueueModel(self._bridge, language, self)
        self.delegate = QueueDelegate(self.model, theme, language, vocabulary, self.view)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.set_row_height(self.delegate.height)
        self.view.setMinimumHeight(LEAST_ROWS * self.delegate.height)
        self.why = QLabel(self)
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.why.setContentsMargins(8, 6, 8, 0)
        self.pane = SuspectPane(theme, language, self)
        self.pane.hide()
        self.detail = DetailArea(self.why, self.pane, self)
        self.buttons: dict[str, QPushButton] = {}
        for command, _ in BUTTONS:
            button = QPushButton(self)
            # A click must not take the keys away from where the editor works.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setMinimumWidth(0)
            self.buttons[command] = button

    def _lay_out(self) -> None:
        foot = QGridLayout()
        foot.setContentsMargins(8, 6, 8, 8)
        foot.setSpacing(6)
        for number, button in enumerate(self.buttons.values()):
            foot.addWidget(button, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter_bar)
        column.addWidget(self.count)
        column.addWidget(self.view, 1)
        column.addWidget(self.detail)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filter_bar.wanted.connect(self._bridge.set_filter)
        self.filter_bar.scope_wanted.connect(self._bridge.set_scope)
        self.filter_bar.left.connect(self.view.setFocus)
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.view.clicked.connect(self._clicked)
        for command, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=command: self._want(name))
        self._bridge.queue_changed.connect(self._refresh)
        self._bridge.page_opened.connect(self._refresh)

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.pane.set_theme(theme)
        self.view.viewport().update()

    def set_keymap(self, keymap: Keymap) -> None:
        """The keys that the buttons' tool tips name."""
        self._keymap = keymap
        self.pane.set_keymap(keymap)
        self._name_buttons()

    def set_reading_font(self, font: QFont) -> None:
        """The font of page text: readings of a suspect follow its size."""
        self.pane.set_reading_font(font)

    def set_language(self, language: Language) -> None:
        self._language = self.delegate.language = language
        self.model.set_language(language)
        self.filter_bar.set_language(language)
        self.pane.set_language(language)
        self.view.setAccessibleName(language.say("panel.queue"))
        self._name_buttons()
        self._say_count()
        self.show_current()

    def _name_buttons(self) -> None:
        say = self._language.say
        for command, text in BUTTONS:
            button, title = self.buttons[command], say(f"command.{command}")
            keys = [native(key) for key in self._keymap.keys(command)]
            button.setText(self._word_on(command, text, keys))
            button.setAccessibleName(title)
            tip = say("panel.queue_with_key", title=title, key=keys[0]) if keys else title
            button.setToolTip(tip)

    def _word_on(self, command: str, text: str, keys: list[str]) -> str:
        """What stands on a button; of a suspect its key too, of a class how many places it is about."""
        say = self._language.say
        if command not in ("accept", "reject") or not self._suspects:
            return say(f"panel.{text}")
        word = say(f"suspect.{command}")
        if len(self._suspects) > 1:
            word = say(f"suspect.{command}_class", count=len(self._suspects))
        return f"{word}  {keys[0]}" if keys else word

    # -- following the session -----------------------------------------------------------

    def _refresh(self) -> None:
        self._following = True
        self.model.refill()
        self.filter_bar.show_filter(self._bridge.session.filter)
        self.filter_bar.show_scope(self._bridge.session.scope)
        row = self.model.current_row()
        selection = self.view.selectionModel()
        if row is None:
            selection.clear()
        else:
            index = self.model.index(row)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(index)
        self._following = False
        self._say_count()
        self.show_current()

    def show_current(self) -> None:
        """The reasons of the current proposal, in full, and what a suspect may read."""
        session = self._bridge.session
        situation = session.situation() if session.shown else None
        here = situation.proposal if situation else None
        self.why.setText(
            self._language.say("panel.reason_gap").join(self.model.words(here).reasons)
            if here is not None
            else ""
        )
        for command in ("accept", "reject"):
            self.buttons[command].setEnabled(here is not None)
        if not self.pane.is_typing:
            self._show_suspects(situation)

    def _show_suspects(self, situation: Situation | None) -> None:
        suspect = situation.suspect if situation else None
        before, self._suspects = self._suspects, situation.members if situation and suspect else ()
        lines = WHY_LINES_OF_SUSPECT if suspect else WHY_LINES
        self.why.setMinimumHeight(self.why.fontMetrics().lineSpacing() * lines + 6)
        if len(before) != len(self._suspects):
            self._name_buttons()
        if situation is None or suspect is None:
            self.pane.clear()
        elif len(self._suspects) > 1:
            rows = class_rows(situation, self._suspects)
            self.pane.show_class(class_summary(rows, self._language), rows)
        else:
            self.pane.show_suspicion(suspicion_of(situation, suspect))
        self.detail.fit(self.pane.readings if suspect else None)

    def show_place(self, suspicion: Suspicion) -> None:
        """A place that nobody suspects, to be corrected by hand."""
        self.why.clear()
        self.why.setMinimumHeight(0)
        self.pane.show_suspicion(suspicion)
        self.detail.fit(self.pane.readings)

    def _say_count(self) -> None:
        told = count_of(self._bridge.session, self.model.rowCount())
        self.count.setText(self._language.sentence(told.count))
        self.view.hint = self._language.sentence(told.hint) if told.hint else ""
        for command in ("accept_shown", "reject_shown"):
            self.buttons[command].setEnabled(told.is_any)

    # -- asking --------------------------------------------------------------------------

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        entry = self.model.entry(row)
        if entry is not None:
            self._bridge.choose_entry(entry, NAME)
        elif not self.model.is_wide:
            self._bridge.choose(self.model.proposals[row].id, NAME)

    def _want(self, command: str) -> None:
        self.pane.leave_typing()
        self.command_wanted.emit(command)

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the current row brings the caret back to it."""
        proposal, session = self.model.row(index.row()).proposal, self._bridge.session
        entry = self.model.entry(index.row())
        is_here = entry is None or entry[1] == session.number
        if proposal is not None and (not is_here or session.selection.caret != start_of(proposal)):
            self._choose(index.row())
