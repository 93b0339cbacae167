"""Every occurrence of a word on the page, in its context, to be labelled at once."""

import json
from collections import Counter

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.document.labels import Vocabulary
from annotator.document.reading import Side
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.ink import Index
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.commands.entities import Occurrence, occurrences
from annotator.workbench.shown import Shown

AROUND = 24
"""So many characters of context stand on each side."""

TICK, LINE, BEFORE, WORD, AFTER, NOW = range(6)
"""Columns."""


class EndMatters(QStyledItemDelegate):
    """What stands before a word loses its beginning where there is no room, not its end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class EverywhereDialog(Dialog):
    """A concordance. Free places are ticked; where gold stands already, it is shown and stays.

    `label` and `places` are the arguments of the command `label_everywhere`.
    """

    def __init__(
        self,
        shown: Shown,
        word: str,
        vocabulary: Vocabulary,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
        *,
        label: str = "",
    ) -> None:
        super().__init__(language.say("dialog.everywhere", word=word), language, parent)
        self._shown, self._vocabulary, self._theme = shown, vocabulary, theme
        self.found = occurrences(shown, word)
        self.labels, self.count = QComboBox(self), QLabel(self)
        self._add_head(label or self._likeliest())
        self.table = QTableWidget(len(self.found), NOW + 1, self)
        self._fill_table(word)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.add_reject()
        self.yes = self.add_accept(self.say("everywhere_yes"))
        self.table.itemChanged.connect(self._say_count)
        self._say_count()
        self.resize(860, 460)
        self.table.installEventFilter(self)
        self.table.selectRow(0)
        self.table.setFocus()

    # -- making --------------------------------------------------------------------------

    def _likeliest(self) -> str:
        """The label that most of the places have already, gold or proposed."""
        counted = Counter(each.entity.label for each in self.found if each.entity)
        return counted.most_common(1)[0][0] if counted else self._vocabulary.labels[0].name

    def _add_head(self, label: str) -> None:
        row = QHBoxLayout()
        title = QLabel(self.say("everywhere_label"), self)
        title.setBuddy(self.labels)
        self.labels.setAccessibleName(self.say("everywhere_label"))
        for each in self._vocabulary.labels:
            name = self.language.pick(each.titles)
            self.labels.addItem(f"{each.key}  {name} ({each.name})", each.name)
        self.labels.setCurrentIndex(max(0, self.labels.findData(label)))
        all_, none = QPushButton(self.say("tick_all"), self), QPushButton(self.say("tick_none"))
        for button, state in ((all_, Qt.CheckState.Checked), (none, Qt.CheckState.Unchecked)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, to=state: self._tick_all(to))
        for widget in (title, self.labels, all_, none):
            row.addWidget(widget)
        row.insertStretch(2, 1)
        self.body.addLayout(row)

    def _fill_table(self, word: str) -> None:
        table = self.table
        table.setAccessibleName(self.say("everywhere", word=word))
        titles = ("", "line", "before", "word", "after", "now")
        table.setHorizontalHeaderLabels([self.say(f"everywhere_{t}") if t else "" for t in titles])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        for row, each in enumerate(self.found):
            self._fill_row(row, each)
        table.setItemDelegateForColumn(BEFORE, EndMatters(table))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)

    def _fill_row(self, row: int, each: Occurrence) -> None:
        before, word, after = self._context(each)
        line = self._shown.page.raw.line_at(each.span.start) + 1
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        texts = ("", str(line), before, word, after, self._now(each))
        sides = (left, right, right, Qt.AlignmentFlag.AlignHCenter, left, left)
        for column, (text, side) in enumerate(zip(texts, sides, strict=True)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            if column == TICK and each.is_free():
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                item.setCheckState(Qt.CheckState.Checked)
            if not each.is_free() or column == LINE:
                item.setForeground(self._theme.colour("muted"))
            elif column == WORD:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            item.setFlags(flags)
            self.table.setItem(row, column, item)

    def _context(self, each: Occurrence) -> tuple[str, str, str]:
        """What a reader reads before the place, at it and after it, inside its paragraph."""
        reading = self._shown.page_reading
        start = reading.to_reading(each.span.start, Side.AFTER) or 0
        end = reading.to_reading(each.span.end, Side.BEFORE) or start
        before = reading.text[max(0, start - AROUND) : start].rpartition("\n")[2]
        after = reading.text[end : end + AROUND].partition("\n")[0]
        return before, reading.text[start:end], after

    def _now(self, each: Occurrence) -> str:
        if each.entity is None:
            return ""
        key = "everywhere_is_gold" if each.entity.is_gold else "everywhere_is_proposed"
        return self.say(key, label=each.entity.label)

    # -- what is chosen ------------------------------------------------------------------

    def _is_ticked(self, row: int) -> bool:
        item = self.table.item(row, TICK)
        ticked = item is not None and item.checkState() == Qt.CheckState.Checked
        return ticked and self.found[row].is_free()

    def _tick_all(self, state: Qt.CheckState) -> None:
        for row, each in enumerate(self.found):
            item = self.table.item(row, TICK)
            if item is not None and each.is_free():
                item.setCheckState(state)

    def _say_count(self) -> None:
        ticked = sum(map(self._is_ticked, range(len(self.found))))
        done = sum(not each.is_free() for each in self.found)
        self.count.setText(self.say("everywhere_count", ticked=ticked, done=done))
        self.yes.setEnabled(ticked > 0)

    @property
    def label(self) -> str:
        """The label chosen."""
        return str(self.labels.currentData())

    @property
    def places(self) -> str:
        """The ticked places as JSON: [[start, end], …], code points of the raw text."""
        spans = [each.span for row, each in enumerate(self.found) if self._is_ticked(row)]
        return json.dumps([[span.start, span.end] for span in spans])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the table a label's key chooses the label, and Space ticks the row."""
        if watched is not self.table or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = [label.key for label in self._vocabulary.labels]
        if event.text() in keys:
            self.labels.setCurrentIndex(keys.index(event.text()))
            return True
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.table.currentRow())
            return True
        return super().eventFilter(watched, event)

    def _turn(self, row: int) -> None:
        """Ticks the row, or takes the tick away."""
        item = self.table.item(row, TICK)
        if item is not None and self.found[row].is_free():
            ticked = self._is_ticked(row)
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
