"""A page with open proposals, or with something that looks wrong, says so before it lets itself be finished."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from annotator.document.doubts import KINDS, kind_of
from annotator.document.pages import Page
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language
from annotator.workbench.checks.problem import Problem

FIRST = 6
"""So many problems are listed."""


class FinishChoice(Enum):
    """What an editor may do with a page that still has open proposals or problems."""

    GO_ON = "go_on"
    LOOK = "look"
    ACCEPT_ALL = "accept_all"
    LEAVE_OPEN = "leave_open"


class FinishDialog(Dialog):
    """How many proposals of which kind are open, and what the checks find; `choice` is `GO_ON` at Escape.

    A, F and V choose as the buttons do.
    """

    def __init__(
        self,
        page: Page,
        language: Language,
        parent: QWidget | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__(language.say("dialog.finish"), language, parent)
        self.choice = FinishChoice.GO_ON
        self._keys: dict[int, QPushButton] = {}
        open_ones = Counter(map(kind_of, page.doubts))
        if open_ones:
            self._tell_open(page, open_ones)
        if problems:
            self._tell_problems(problems)
        self.go_on = self.add_reject(self.say("finish_go_on"))
        self.go_on.setDefault(True)
        if problems:
            self.look = self._add(FinishChoice.LOOK, "finish.look", Qt.Key.Key_V)
        leave = "finish.leave_open" if open_ones else "finish.all_the_same"
        self.leave_open = self._add(FinishChoice.LEAVE_OPEN, leave, Qt.Key.Key_F)
        if open_ones:
            self.accept_all = self._add(FinishChoice.ACCEPT_ALL, "finish.accept_all", Qt.Key.Key_A)
        self.setMinimumWidth(max(460, self.buttons.sizeHint().width() + 48))
        self.go_on.setFocus()

    def _tell_open(self, page: Page, open_ones: Counter[str]) -> None:
        self.add_text(self.say("finish_open", page=page.name, count=open_ones.total()))
        titles = {kind: self.language.say(f"panel.kind_{kind}") for kind in KINDS}
        rows = [
            self.say("finish_kind", kind=titles[kind], count=open_ones[kind])
            for kind in KINDS
            if open_ones[kind]
        ]
        self.kinds = self.add_text("\n".join(rows))
        self.kinds.setIndent(12)
        self.add_text(self.say("finish_meaning"))

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        self.add_text(self.language.say("finish.problems", count=len(problems)))
        rows = [self.language.sentence(each.what) for each in problems[:FIRST]]
        if len(problems) > FIRST:
            rows.append(self.language.say("finish.more", count=len(problems) - FIRST))
        self.problems = self.add_text("\n".join(rows))
        self.problems.setIndent(12)

    def _add(self, choice: FinishChoice, text: str, key: Qt.Key) -> QPushButton:
        button = QPushButton(self.language.say(text), self)
        button.setAutoDefault(False)
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(lambda: self._choose(choice))
        self._keys[key] = button
        return button

    def _choose(self, choice: FinishChoice) -> None:
        self.choice = choice
        self.accept()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        button = self._keys.get(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if button is not None and plain:
            button.click()
        else:
            super().keyPressEvent(event)
