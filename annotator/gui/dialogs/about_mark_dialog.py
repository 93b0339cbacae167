"""Where the mark at the caret comes from, to be read with the keyboard."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language
from annotator.workbench.about_mark import About


class AboutMarkDialog(Dialog):
    """What is known of a mark, a paragraph each; arrows move through the text, which can be copied."""

    def __init__(self, about: About, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(language.say("about_mark.title"), language, parent)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(self.windowTitle())
        self.text.setTabChangesFocus(True)
        self.text.setHtml(_html(about, language))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.body.addWidget(self.text, 1)
        self.close_button = self.add_accept(language.say("dialog.close"))
        self.resize(480, 380)
        self.text.setFocus()


def _html(about: About, language: Language) -> str:
    found = [f"<h3>{escape(language.sentence(about.title))}</h3>"]
    for title, lines in about.paragraphs:
        said = "".join(f"<li>{escape(language.sentence(line))}</li>" for line in lines)
        found.append(f"<p><b>{escape(language.sentence(title))}</b></p><ul>{said}</ul>")
    return "".join(found)
