"""What came of long work: several sentences that can be read in peace and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language


class ReportDialog(Dialog):
    """One sentence a line."""

    def __init__(
        self, lines: Sequence[str], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("dialog.message"), language, parent)
        self.text = QPlainTextEdit("\n".join(lines), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.windowTitle())
        self.body.addWidget(self.text, 1)
        self.add_accept(self.say("close"))
        self.resize(620, 320)
