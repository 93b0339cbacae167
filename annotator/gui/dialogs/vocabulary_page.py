"""One tab of the dialog about labels and roles: the list, and the word that is chosen."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.document.labels import Flaw, Label, Word
from annotator.gui.badge import badge
from annotator.gui.dialogs.knowledge_page import SIGN
from annotator.gui.dialogs.where_to import WhereTo
from annotator.gui.dialogs.word_form import WordForm
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.vocabulary import AWAY
from annotator.workbench.words_draft import WordsDraft

TITLE, NAME, KEY, USES = range(4)
"""Columns of the list."""


class VocabularyPage(QWidget):
    """Edits the words of one kind in `draft`."""

    changed = Signal()
    told = Signal(str)
    """A sentence about what has just been done."""

    def __init__(
        self, kind: str, draft: WordsDraft, theme: Theme, language: Language, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kind, self._draft, self._theme, self._language = kind, draft, theme, language
        self._flaws: list[Flaw] = []
        self.list = QTableWidget(0, USES + 1, self)
        self.form = WordForm(kind, theme, language, self)
        self.retired = QComboBox(self)
        self.buttons: dict[str, QPushButton] = {}
        self._set_up_list()
        self._lay_out()
        self.form.edited.connect(self._edited)
        self.list.currentCellChanged.connect(self._row_chosen)
        self.reload()

    def _say(self, key: str, /, **facts: object) -> str:
        return self._language.say(f"words_dialog.{key}", **facts)

    # -- making ----------------------------------------------------------------------------

    def _set_up_list(self) -> None:
        table = self.list
        table.setAccessibleName(self._say("list"))
        table.setIconSize(SIGN)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
        for column in (NAME, KEY, USES):
            table.horizontalHeader().setSectionResizeMode(
                column, QHeaderView.ResizeMode.ResizeToContents
            )
        table.horizontalHeader().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        table.setMinimumWidth(330)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        acts = (
            ("add", self._add),
            ("remove", self._remove),
            ("up", self._up),
            ("down", self._down),
        )
        for place, (key, act) in enumerate(acts):
            button = QPushButton(self._say(key), self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.buttons[key] = button
            grid.addWidget(button, 0, place)
        back = QPushButton(self._say("take_back"), self)
        back.setAutoDefault(False)
        back.clicked.connect(self._take_back)
        self.buttons["take_back"] = back
        self.retired.setAccessibleName(self._say("retired"))
        grid.addWidget(self.retired, 1, 0, 1, 3)
        grid.addWidget(back, 1, 3)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 10)
        row.addLayout(left, 5)
        row.addWidget(self.form, 6, Qt.AlignmentFlag.AlignTop)
        acts_ = [self.buttons[key] for key, _ in acts]
        stops = [self.list, *acts_, self.retired, back, *self.form.stops]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    # -- showing ---------------------------------------------------------------------------

    def reload(self, choose: int = 0) -> None:
        """The list as the draft has it, one of its rows chosen."""
        words = self._draft.words(self._kind)
        blocker = QSignalBlocker(self.list)
        self.list.setRowCount(len(words))
        for row, word in enumerate(words):
            self._show_row(row, word)
        blocker.unblock()
        choose = min(choose, len(words) - 1)
        self.list.setCurrentCell(choose, TITLE)
        self._show_word(choose)
        self.retired.clear()
        for word in self._draft.retired(self._kind):
            self.retired.addItem(self._called(word), word.id)
        for widget in (self.retired, self.buttons["take_back"]):
            widget.setVisible(self.retired.count() > 0)

    def _called(self, word: Word) -> str:
        return f"{self._language.pick(word.titles) or word.name} ({word.name})"

    def _show_row(self, row: int, word: Word) -> None:
        is_label = isinstance(word, Label)
        ink = self._theme.label(word) if is_label else self._theme.colour("muted")
        uses = self._draft.uses(word)
        cells = {
            TITLE: self._language.pick(word.titles) or word.name,
            NAME: word.name,
            KEY: word.key if is_label else f"R {word.letter}",
            USES: f"{uses:,}" if uses else "–",
        }
        for column, text in cells.items():
            item = QTableWidgetItem(text)
            if column == TITLE:
                item.setIcon(badge(word.letter, ink, self.list, SIGN.width()))
            if column == USES:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                key = "uses" if uses else "used_nowhere"
                item.setToolTip(self._say(key, count=f"{uses:,}"))
            self.list.setItem(row, column, item)
        flawed = any(flaw.id == word.id for flaw in self._flaws)
        title = self.list.item(row, TITLE)
        if title is not None and flawed:
            title.setForeground(self._theme.colour("warning"))
            title.setText(f"{title.text()}  !")

    def _show_word(self, row: int) -> None:
        words = self._draft.words(self._kind)
        word = words[row] if 0 <= row < len(words) else None
        self.form.show_word(word, self._draft.uses(word) if word else 0)
        self.form.show_flaws([flaw for flaw in self._flaws if word and flaw.id == word.id])
        self.buttons["remove"].setEnabled(word is not None)
        self.buttons["up"].setEnabled(row > 0)
        self.buttons["down"].setEnabled(0 <= row < len(words) - 1)

    def show_flaws(self, flaws: list[Flaw]) -> None:
        """What is wrong with words of this kind: in the list, and at the fields of the chosen one."""
        self._flaws = [flaw for flaw in flaws if flaw.kind == self._kind]
        words = self._draft.words(self._kind)
        for row, word in enumerate(words):
            self._show_row(row, word)
        row = self.list.currentRow()
        here = words[row].id if 0 <= row < len(words) else ""
        self.form.show_flaws([flaw for flaw in self._flaws if flaw.id == here])

    # -- acting ----------------------------------------------------------------------------

    def _row_chosen(self, row: int) -> None:
        self._show_word(row)

    def _edited(self) -> None:
        row, word = self.list.currentRow(), self.form.word
        if word is not None and row >= 0:
            self._draft.put(self._kind, row, word)
            self.changed.emit()

    def _add(self) -> None:
        self._draft.add(self._kind, self._say("new_name"))
        self._changed(len(self._draft.words(self._kind)) - 1)
        name = self.form.fields["name"]
        name.setFocus()
        name.selectAll()

    def _remove(self) -> None:
        row = self.list.currentRow()
        word = self._draft.words(self._kind)[row]
        uses, instead = self._draft.uses(word), AWAY
        if uses:
            dialog = WhereTo(word, uses, self._draft, self._theme, self._language, self)
            if not dialog.exec():
                return
            instead = dialog.instead
        self._draft.remove(word, instead)
        self._changed(row)
        key = "will_go" if uses else "removed_unused"
        self.told.emit(self._say(key, name=word.name))

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        self._changed(self._draft.move(self._kind, self.list.currentRow(), by))

    def _take_back(self) -> None:
        wanted = self.retired.currentData()
        word = next((w for w in self._draft.retired(self._kind) if w.id == wanted), None)
        if word is not None:
            self._draft.take_back(replace(word))
            self._changed(len(self._draft.words(self._kind)) - 1)

    def _changed(self, choose: int) -> None:
        self.reload(choose)
        self.changed.emit()
