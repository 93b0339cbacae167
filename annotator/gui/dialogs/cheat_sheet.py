"""All keys on one sheet, read off the table of commands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.document.labels import Vocabulary
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.keys import native
from annotator.gui.keys_model import slots_of, title_of
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.workbench.command_table import COMMANDS, DIGITS, Binding, bindings

COLUMNS = 3
"""At most: fewer where the screen is narrow."""
KEYS_EM, TITLE_EM = 9, 15
"""Widths of keys and of what they do, in heights of a line."""


@dataclass(frozen=True, slots=True)
class _Line:
    keys: str
    title: str
    words: str
    """What it can be found by."""


class CheatSheet(Dialog):
    """Groups of commands in columns; typing leaves those whose title or key has the text."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        keymap: Keymap,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("dialog.cheat_sheet"), language, parent)
        self._vocabulary, self._keymap = vocabulary, keymap
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.say("cheat_sheet_filter"))
        self.filter.setAccessibleName(self.say("cheat_sheet_filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.nothing = QLabel(self.say("cheat_sheet_nothing"), self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        self._rows: list[tuple[str, str, tuple[QLabel, QLabel]]] = []
        """What a row can be found by, its group, its two labels."""
        self._titles: dict[str, QLabel] = {}
        self.body.addWidget(self.filter)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self._sheet(bindings(vocabulary, keymap)), 1)
        self.add_accept(self.say("close"))
        em = self.fontMetrics().height()
        self.resize(COLUMNS * ((KEYS_EM + TITLE_EM) * em + 40), 48 * em)
        self.filter.setFocus()

    def _sheet(self, found: tuple[Binding, ...]) -> QScrollArea:
        sheet = QWidget(self)
        row = QHBoxLayout(sheet)
        row.setSpacing(24)
        row.setContentsMargins(4, 4, 12, 4)
        groups = [
            (group, self._lines(of_group))
            for group, of_group in groupby(found, lambda each: each.group)
        ]
        count = self._columns()
        room = sum(len(lines) + 3 for _, lines in groups) / count
        columns: list[QVBoxLayout] = []
        used = room
        for group, lines in groups:
            if not columns or (used + len(lines) / 2 > room and len(columns) < count):
                column = QVBoxLayout()
                column.setSpacing(16)
                columns.append(column)
                row.addLayout(column, 1)
                used = 0
            columns[-1].addLayout(self._group(group, lines))
            used += len(lines) + 3
        for column in columns:
            column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area

    def _columns(self) -> int:
        """As many as the screen has room for."""
        width = (KEYS_EM + TITLE_EM) * self.fontMetrics().height() + 40
        return max(1, min(COLUMNS, round(self.screen().availableSize().width() * 0.94) // width))

    def _lines(self, of_group: Iterable[Binding]) -> list[_Line]:
        """One for each binding; the members of a family of digits share one."""
        lines: list[_Line] = []
        for command, same in groupby(of_group, lambda each: each.command):
            found = list(same)
            if COMMANDS[command].family == DIGITS:
                keys = self._keymap.keys(command) or self._keymap.keys(COMMANDS[command].shares)
                slots = slots_of(command, self._vocabulary)
                lines.append(self._line(map(slots.spelled, keys), title_of(command, self.language)))
                continue
            for binding in found:
                keys = map(native, (*binding.keys, *binding.shared))
                lines.append(self._line(keys, self.language.sentence(binding.title)))
        return lines

    def _line(self, keys: Iterable[str], title: str) -> _Line:
        spelled = "   ".join(keys) or "—"
        return _Line(spelled, title, f"{spelled}\n{title}".casefold())

    def _group(self, group: str, lines: list[_Line]) -> QGridLayout:
        em = self.fontMetrics().height()
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(14)
        grid.setColumnMinimumWidth(1, round(TITLE_EM * em * 0.8))
        grid.setColumnStretch(1, 1)
        title = QLabel(self.language.say(f"group.{group}"), self)
        font = title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        title.setFont(font)
        grid.addWidget(title, 0, 0, 1, 2)
        self._titles[group] = title
        for number, line in enumerate(lines, 1):
            key, label = QLabel(line.keys, self), QLabel(line.title, self)
            key.setTextFormat(Qt.TextFormat.PlainText)
            key.setFixedWidth(KEYS_EM * em)
            bold = key.font()
            bold.setBold(True)
            key.setFont(bold)
            top = Qt.AlignmentFlag.AlignTop
            for each, column in ((key, 0), (label, 1)):
                each.setWordWrap(True)
                grid.addWidget(each, number, column, top)
            self._rows.append((line.words, group, (key, label)))
        return grid

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        groups: set[str] = set()
        for words, group, labels in self._rows:
            fits = wanted in words
            for label in labels:
                label.setVisible(fits)
            if fits:
                groups.add(group)
        for group, title in self._titles.items():
            title.setVisible(group in groups)
        self.nothing.setVisible(not groups)

    @property
    def listed(self) -> list[tuple[str, str]]:
        """Keys and titles that show now."""
        return [
            (key.text(), label.text()) for _, _, (key, label) in self._rows if not label.isHidden()
        ]
