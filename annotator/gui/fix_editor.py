"""The one line in which a correction is typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class FixEditor(QLineEdit):
    """Enter takes what was typed, Escape leaves; an input method works here, and no command does."""

    taken = Signal(str)
    """What the place should read; empty for nothing at all."""
    left = Signal()
    """Escape: the place stays as it is."""
    entered = Signal()
    """A click: the editor wants to type. Only `begin` gives it the keys, and a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def begin(self, text: str) -> None:
        """Takes the keys, with `text` chosen: what is typed takes its place."""
        self.setText(text)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # every key is typing here: no command runs beneath it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit(self.text())
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if self.hasFocus():
            super().mousePressEvent(event)
        else:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """Whoever goes elsewhere with the mouse has left; a menu or another window has not."""
        super().focusOutEvent(event)
        away = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason)
        if event.reason() in away:
            self.left.emit()
