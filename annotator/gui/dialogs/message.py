"""A refusal that an editor must not miss."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language


class MessageDialog(Dialog):
    """One sentence: what happened, where, what to do. Its text can be copied."""

    def __init__(
        self, said: AnnotatorError | Phrase, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("dialog.message"), language, parent)
        self.text = self.add_text(language.sentence(said))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMinimumWidth(380)
        self.close_button = self.add_accept(self.say("close"))


def tell(said: AnnotatorError | Phrase, language: Language, parent: QWidget | None) -> None:
    """Shows the sentence and waits until it has been read."""
    MessageDialog(said, language, parent).exec()
