"""All keys on one sheet, read off the table of commands."""

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
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.workbench.command_table import Binding, bindings

COLUMNS = 3


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
        self.resize(1120, 760)
        self.filter.setFocus()

    def _sheet(self, found: tuple[Binding, ...]) -> QScrollArea:
        sheet = QWidget(self)
        row = QHBoxLayout(sheet)
        row.setSpacing(32)
        row.setContentsMargins(4, 4, 12, 4)
        groups = [
            (group, list(of_group)) for group, of_group in groupby(found, lambda each: each.group)
        ]
        room = sum(len(of_group) + 3 for _, of_group in groups) / COLUMNS
        columns: list[QVBoxLayout] = []
        used = room
        for group, of_group in groups:
            if not columns or (used + len(of_group) / 2 > room and len(columns) < COLUMNS):
                column = QVBoxLayout()
                column.setSpacing(16)
                columns.append(column)
                row.addLayout(column, 1)
                used = 0
            columns[-1].addLayout(self._group(group, of_group))
            used += len(of_group) + 3
        for column in columns:
            column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        return area

    def _group(self, group: str, of_group: list[Binding]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(14)
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnStretch(1, 1)
        title = QLabel(self.language.say(f"group.{group}"), self)
        font = title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.1)
        title.setFont(font)
        grid.addWidget(title, 0, 0, 1, 2)
        self._titles[group] = title
        for number, binding in enumerate(of_group, 1):
            keys = "   ".join(map(native, (*binding.keys, *binding.shared))) or "—"
            words = self.language.sentence(binding.title)
            key, label = QLabel(keys, self), QLabel(words, self)
            key.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            bold = key.font()
            bold.setBold(True)
            key.setFont(bold)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(key, number, 0, top)
            grid.addWidget(label, number, 1, top)
            self._rows.append((f"{keys}\n{words}".casefold(), group, (key, label)))
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
