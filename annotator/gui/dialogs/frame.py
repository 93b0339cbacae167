"""What all dialogs have in common: a title, a body, and buttons in the language of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.settings.language import Language


class Dialog(QDialog):
    """Asks for one decision. `exec` answers whether it was taken; Escape never takes one."""

    def __init__(self, title: str, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.buttons = QDialogButtonBox(self)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(14)
        column.addLayout(self.body, 1)
        column.addWidget(self.buttons)

    def exec(self) -> int:
        """Whether the decision was taken; the dialog is gone when the window's loop comes round."""
        answer = super().exec()
        self.deleteLater()
        return answer

    def showEvent(self, event: QShowEvent) -> None:
        """No larger than the screen."""
        self.resize(self.size().boundedTo(self.screen().availableSize() * 0.94))
        super().showEvent(event)

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence `dialog.<key>`."""
        return self.language.say(f"dialog.{key}", **facts)

    def add_text(self, text: str) -> QLabel:
        """A paragraph of the body, wrapped; what looks like markup in it is none."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.body.addWidget(label)
        return label

    def add_accept(self, text: str) -> QPushButton:
        """The button that Enter presses: the decision is taken."""
        button = QPushButton(text, self)
        button.setDefault(True)
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        button.clicked.connect(self.accept)
        return button

    def add_reject(self, text: str = "") -> QPushButton:
        """The button that leaves everything as it is."""
        button = QPushButton(text or self.say("cancel"), self)
        button.setAutoDefault(False)
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.RejectRole)
        return button
