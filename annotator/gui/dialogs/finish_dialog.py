"""A page with open proposals says so before it lets itself be finished."""

from collections import Counter
from enum import Enum

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from annotator.document.pages import Page
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language
from annotator.workbench.queue import KINDS, kind_of


class FinishChoice(Enum):
    """What an editor may do with a page that still has open proposals."""

    GO_ON = "go_on"
    ACCEPT_ALL = "accept_all"
    LEAVE_OPEN = "leave_open"


class FinishDialog(Dialog):
    """How many of which kind are open; `choice` is what the editor chose, `GO_ON` at Escape."""

    def __init__(self, page: Page, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(language.say("dialog.finish"), language, parent)
        self.choice = FinishChoice.GO_ON
        open_ones = Counter(map(kind_of, page.doubts))
        self.add_text(self.say("finish_open", page=page.name, count=open_ones.total()))
        rows = [
            self.say("finish_kind", kind=language.say(f"panel.kind_{kind}"), count=open_ones[kind])
            for kind in KINDS
            if open_ones[kind]
        ]
        self.kinds = self.add_text("\n".join(rows))
        self.kinds.setIndent(12)
        self.add_text(self.say("finish_meaning"))
        self.go_on = self.add_reject(self.say("finish_go_on"))
        self.go_on.setDefault(True)
        self.leave_open = self._add(FinishChoice.LEAVE_OPEN, "finish_leave_open")
        self.accept_all = self._add(FinishChoice.ACCEPT_ALL, "finish_accept_all")
        self.setMinimumWidth(460)
        self.go_on.setFocus()

    def _add(self, choice: FinishChoice, text: str) -> QPushButton:
        button = QPushButton(self.say(text), self)
        button.setAutoDefault(False)
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda: self._choose(choice))
        return button

    def _choose(self, choice: FinishChoice) -> None:
        self.choice = choice
        self.accept()
