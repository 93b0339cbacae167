"""What the checks find on a page, beside it: a list that stays, jumps, and mends by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.document.spans import Selection
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.flow_layout import FlowLayout
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.language import Language
from annotator.workbench.checks.problem import Fix, Problem
from annotator.workbench.checks.table import problems

if TYPE_CHECKING:
    from annotator.gui.session_bridge import SessionBridge

NAME = "check_list"
"""The initiator of its moves."""


class CheckList(Dialog):
    """Follows the page on the desk. The current problem is where the caret is; Escape closes."""

    command_wanted = Signal(str, str)
    """A fix that the window makes itself, such as one that asks back."""

    def __init__(
        self, bridge: SessionBridge, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("check.list"), language, parent)
        self._bridge = bridge
        self.found: tuple[Problem, ...] = ()
        self.count, self.hint = QLabel(self), QLabel(language.say("check.keys"), self)
        self.list = _Problems(self)
        self.list.setAccessibleName(language.say("check.list"))
        self.list.setWordWrap(True)
        self.list.setStyleSheet(style_sheet(theme))
        self.count.setBuddy(self.list)
        self.hint.setWordWrap(True)
        self.fixes = QWidget(self)
        self._row = FlowLayout(self.fixes)
        column: QVBoxLayout = self.body
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        column.addWidget(self.fixes)
        column.addWidget(self.hint)
        self.add_reject(language.say("check.close"))
        self.list.currentRowChanged.connect(self._go)
        self.list.itemDoubleClicked.connect(self._mend_first)
        bridge.page_changed.connect(self._follow)
        bridge.page_opened.connect(self._follow)
        self.resize(480, 520)
        self._follow()
        self.list.setFocus()

    # -- what is found -------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        shown, say = self._bridge.session.shown, self.language.say
        row = max(0, self.list.currentRow())
        self.found = problems(shown) if shown is not None else ()
        self.setWindowTitle(say("check.title", page=shown.page.name if shown else ""))
        none, some = say("check.none"), say("check.count", count=len(self.found))
        self.count.setText(some if self.found else none)
        self.list.blockSignals(True)  # noqa: FBT003  Qt's own
        self.list.clear()
        for each in self.found:
            line = shown.page.raw.line_at(each.span.start) + 1 if shown else 0
            place = say("check.line", line=line)
            self.list.addItem(f"{place}  {self.language.sentence(each.what)}")
        self.list.setCurrentRow(min(row, len(self.found) - 1))
        self.list.blockSignals(False)  # noqa: FBT003
        self._show_fixes()

    @property
    def current(self) -> Problem | None:
        """The problem that keys are about."""
        row = self.list.currentRow()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _show_fixes(self) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        problem, say = self.current, self.language.say
        if problem is None:
            return
        for number, fix in enumerate(problem.fixes, 1):
            title = self.language.sentence(fix.title)
            text = say("check.mend", number=number, title=title)
            self._add_button(text, lambda _=False, at=number: self.mend(at))
        self._add_button(say("check.right"), lambda _=False: self.call_right())

    def _add_button(self, text: str, act: Callable[[], None]) -> None:
        button = QPushButton(text, self.fixes)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        self._row.addWidget(button)

    # -- doing ---------------------------------------------------------------------------

    def _go(self, _row: int = 0) -> None:
        problem = self.current
        if problem is not None:
            self._bridge.select(Selection.at(problem.span.start), NAME)
        self._show_fixes()

    def go_first(self, caret: int) -> None:
        """Stands on the first problem at the caret or behind it."""
        later = (row for row, each in enumerate(self.found) if each.span.end > caret)
        self.list.setCurrentRow(next(later, 0 if self.found else -1))
        self._go()

    def _mend_first(self, _item: QListWidgetItem) -> None:
        self.mend(1)

    def mend(self, number: int) -> None:
        """Does the fix of that number (from 1), where there is one."""
        problem = self.current
        if problem is None or not 0 < number <= len(problem.fixes):
            return
        fix: Fix = problem.fixes[number - 1]
        if fix.selection is not None:
            self._bridge.select(fix.selection, NAME)
        if fix.command == "continue_article":
            self.command_wanted.emit(fix.command, "")
        else:
            self._bridge.run(fix.command, *fix.arguments)

    def call_right(self) -> None:
        """The current problem is none."""
        if self.current is not None:
            self._bridge.run("call_right", self.current.id)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Undo):
            self._bridge.run("undo")
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._bridge.run("redo")
        elif key in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1):
            self.mend(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.mend(1)
        elif key == Qt.Key.Key_X:
            self.call_right()
        else:
            super().keyPressEvent(event)


class _Problems(QListWidget):
    """Hands its letters and digits to the dialog: it looks for no row by its first letter."""

    def keyboardSearch(self, _search: str, /) -> None:
        """Nothing: letters and digits are commands."""

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)
