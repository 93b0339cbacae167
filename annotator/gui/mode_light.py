"""Whether letters are commands or text: known from the widget that has the keys."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from annotator.gui.status_line import StatusLine


def takes_text(widget: QWidget | None) -> bool:
    """Whether letters and input methods write into that widget."""
    match widget:
        case QLineEdit() | QPlainTextEdit() | QTextEdit():
            return not widget.isReadOnly() and widget.isEnabled()
        case QAbstractSpinBox():
            return not widget.isReadOnly()
        case QComboBox():
            return widget.isEditable()
        case _:
            return False


class ModeLight(QObject):
    """Follows the keys through the whole application, dialogs as well."""

    def __init__(self, application: QApplication, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._status = application, status
        application.focusChanged.connect(self._show)

    def _show(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._status.show_mode(typing=takes_text(now))

    def stop(self) -> None:
        """The window closes."""
        self._application.focusChanged.disconnect(self._show)
