"""A label's key that stays down tells what the label means; so does a role's letter after R.

The key has labelled when it went down; the card that comes up later goes with the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from annotator.document.labels import Label, Word, kind_of
from annotator.errors import AnnotatorError
from annotator.gui.badge import badge
from annotator.gui.dialogs.knowledge_page import SIGN
from annotator.gui.theme import Theme
from annotator.gui.word_tips import shortened, told, word_of
from annotator.settings.language import Language
from annotator.workbench.contexts import in_context

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

HOLD_MS = 400
"""So long a key is down before it is held, in milliseconds."""

FREQUENT = 6
"""So many strings of the project are shown."""

_WIDTH, _GAP = 340, 12
"""Of the card, and between it and the line of the caret, in pixels."""


class WordCard(QFrame):
    """Title, definition, examples, and what is most frequent in the project; it takes no keys and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self.title, self.text = QLabel(self), QLabel(self), QLabel(self)
        bold = QFont(self.title.font())
        bold.setBold(True)
        self.title.setFont(bold)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.title, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.text, 1, 0, 1, 2)
        self.setFixedWidth(_WIDTH)
        self.hide()

    def tell(
        self, word: Word, frequent: list[tuple[str, int]], theme: Theme, language: Language
    ) -> None:
        """Says what the word means; `frequent` are strings with how often they have it."""
        ground, edge = theme.colour("raised").name(), theme.colour("muted").name()
        self.setStyleSheet(f"WordCard {{ background: {ground}; border: 1px solid {edge}; }}")
        ink = theme.label(word) if isinstance(word, Label) else theme.colour("muted")
        self._sign.setPixmap(badge(word.letter, ink, self, SIGN.width()).pixmap(SIGN))
        said = told(word, language)
        self.title.setText(f"{said.title}  {word.name}")
        lines = [said.definition]
        if said.examples:
            lines.append(f"{language.say('hold.examples')}  {said.examples}")
        often = [
            language.say("hold.count", text=shortened(text), count=f"{count:,}")
            for text, count in frequent
        ]
        found = language.say("hold.separator").join(often) or language.say("hold.frequent_none")
        lines.append(f"{language.say('hold.frequent')}  {found}")
        self.text.setText("\n\n".join(filter(None, lines)))
        self.setAccessibleName(f"{self.title.text()}\n{self.text.text()}")
        self.setFixedHeight(self.heightForWidth(_WIDTH) if self.hasHeightForWidth() else 200)


class HeldKey(QObject):
    """Hears of keys that label (`begin`) and of all key events of the window (`see`)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._card: WordCard | None = None
        self._held: Word | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(HOLD_MS)
        self._wait.timeout.connect(self._show)

    @property
    def card(self) -> WordCard | None:
        """The card, while it shows."""
        return self._card if self._card is not None and self._card.isVisible() else None

    def begin(self, command: str, argument: str) -> None:
        """A key calls a command: where it gives a label or a role, that is told if the key stays down."""
        session = self._window.session
        self.end()
        self._held = word_of(session.vocabulary, command, argument)
        if self._held is None or session.shown is None:
            return
        if in_context(session.situation(), command, argument) == (command, argument):
            self._wait.start()

    def see(self, event: QEvent) -> None:
        """A key that comes up, or another that goes down, ends it; never takes the event."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self.end()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self.end()

    def end(self) -> None:
        """The key is up."""
        self._wait.stop()
        self._held = None
        if self._card is not None:
            self._card.hide()

    def _show(self) -> None:
        word, window = self._held, self._window
        if word is None:
            return
        try:
            frequent = window.session.project.frequent_strings(kind_of(word), word.id, FREQUENT)
        except AnnotatorError:  # the file is busy: what the label means can be said without
            frequent = []
        if self._card is None:
            self._card = WordCard(window)
        self._card.tell(word, frequent, window.theme, window.language)
        self._card.move(self._place(self._card))
        self._card.show()
        self._card.raise_()

    def _place(self, card: WordCard) -> QPoint:
        """Below the line of the caret, or above it where there is no room; inside the window."""
        window, text = self._window, self._window.desk.text
        box = text.cursorRect()
        at = text.viewport().mapTo(window, box.bottomLeft()) + QPoint(0, _GAP)
        if at.y() + card.height() > window.height():
            above = text.viewport().mapTo(window, box.topLeft())
            at.setY(max(0, above.y() - _GAP - card.height()))
        at.setX(max(0, min(at.x(), window.width() - card.width() - _GAP)))
        return at
