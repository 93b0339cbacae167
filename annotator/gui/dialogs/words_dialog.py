"""A few words from an editor: a note, or why a page needs a look."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language

_LINES = 4


class WordsDialog(Dialog):
    """`exec` answers whether to keep `words`, which may be none. Enter keeps, Shift+Enter begins a line."""

    def __init__(
        self, title: str, about: str, keys: str, text: str, language: Language, parent: QWidget
    ) -> None:
        super().__init__(title, language, parent)
        self.about = self.add_text(about)
        self.editor = QPlainTextEdit(text, self)
        self.editor.setAccessibleName(title)
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedHeight(self.editor.fontMetrics().lineSpacing() * _LINES + 14)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.editor.installEventFilter(self)
        self.about.setBuddy(self.editor)
        self.body.addWidget(self.editor)
        self.add_text(keys)
        self.add_reject()
        self.yes = self.add_accept(language.say("notes.keep"))
        self.setMinimumWidth(420)
        self.editor.setFocus()

    @property
    def words(self) -> str:
        """What was written, without white space around it."""
        return self.editor.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field is the button's."""
        if (
            watched is self.editor
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.accept()
            return True
        return super().eventFilter(watched, event)
