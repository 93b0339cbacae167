"""All places of a pattern `raw → text`, in their context, to be corrected at once."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from annotator.gui.dialogs.places_dialog import PlacesDialog
from annotator.gui.places_model import PlaceRow
from annotator.gui.shown_text import seen
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.language import Language
from annotator.workbench.series import Place, places
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern

PAUSE_MS = 250
"""So long after the last letter the places of another text are looked for, in milliseconds."""


class SeriesDialog(PlacesDialog):
    """A concordance of the page or the project: places come in while it is open.

    `text` and `chosen` are what is to be done. Places that read so already show, and stay.
    """

    def __init__(
        self,
        session: Session,
        pattern: Pattern,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        title = language.say("series.title", raw=seen(pattern.raw))
        super().__init__(title, theme, language, font, parent)
        self._session, self._raw = session, pattern.raw
        self.editor = QLineEdit(self)
        self._is_asked = pattern.text in ("", pattern.raw)
        """Whether the editor has yet to say what it reads."""
        self.editor.setText(pattern.text)
        self.editor.setStyleSheet(style_sheet(theme))
        self._add_editor()
        self.add_reject()
        self.yes = self.add_accept(language.say("series.yes"))
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self.search)
        self.editor.textChanged.connect(self._text_changed)
        self.search()
        self.editor.selectAll()
        (self.editor if self._is_asked else self.table).setFocus()

    def _add_editor(self) -> None:
        raw = QLabel(f"{seen(self._raw)}  →", self)
        font = QFont(self.rows.font)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        raw.setFont(font)
        self.editor.setFont(font)
        self.editor.setMaximumWidth(260)
        self.editor.setAccessibleName(self.language.say("series.text"))
        self.editor.setPlaceholderText(self.language.say("series.text"))
        raw.setBuddy(self.editor)
        self.head.insertWidget(0, raw)
        self.head.insertWidget(1, self.editor)

    # -- looking for places --------------------------------------------------------------

    @property
    def pattern(self) -> Pattern:
        """What is looked for, and what it should read."""
        return Pattern(self._raw, self.editor.text())

    def search(self) -> None:
        """Begins anew."""
        self._typed.stop()
        super().search()

    def _places(self) -> Iterator[Place]:
        session = self._session
        return places(
            session.project,
            self.pattern,
            number=session.number,
            shown=session.shown,
            only_here=self.here.isChecked(),
        )

    def _row(self, each: Place) -> PlaceRow:
        is_open = each.state == "open"
        return PlaceRow(
            each.name,
            each.line,
            each.before,
            each.raw,
            self.editor.text(),
            each.after,
            "" if is_open else self.language.say(f"series.state_{each.state}"),
            is_free=each.state != "fixed",
            is_likely=each.state != "finished",
        )

    def _text_changed(self) -> None:
        self._trickle.stop()
        self._typed.start()
        self._say_count()

    # -- what is chosen ------------------------------------------------------------------

    def _say_count(self) -> None:
        text = self.language.say("series.count", **self.counted)
        is_looking = self._trickle.is_running or self._typed.isActive()
        self.count.setText(f"{text} {self.language.say('series.looking')}" if is_looking else text)
        wanted = self.editor.text()
        self.yes.setEnabled(
            self.rows.ticked_count > 0 and not is_looking and wanted not in ("", self._raw)
        )

    @property
    def text(self) -> str:
        """What the places should read."""
        return self.editor.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it, wherever the keys go; down leaves the text for the list."""
        if event.key() == Qt.Key.Key_Down and self.editor.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)
