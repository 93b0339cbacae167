"""The table of hits: what stands before a hit ends at it, what stands behind begins there."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.find_model import AFTER, ARTICLE, BEFORE, LINE, PAGE, READS, TEXT, FindModel
from annotator.gui.ink import Index
from annotator.gui.keys import is_own_key
from annotator.gui.places_view import set_up_concordance

_WIDEST = 14
"""Of hits, in characters."""


def _widest(metrics: QFontMetrics, words: Iterable[str]) -> int:
    return max(map(metrics.horizontalAdvance, words), default=0)


class MiddleMatters(QStyledItemDelegate):
    """Names lose their middle where there is no room: what tells pages apart stands at the ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FindView(QTableView):
    """Arrows move, Enter goes to the hit; letters are the window's commands."""

    wanted = Signal(int)
    """The row of a hit that the editor wants to see, by Enter or by a click."""
    left = Signal()
    """Enter: the keys go where the hit is."""

    def __init__(self, rows: FindModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.hint = ""
        set_up_concordance(self, rows, BEFORE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegateForColumn(PAGE, MiddleMatters(self))
        self.clicked.connect(self._click)

    def _click(self, index: Index) -> None:
        self.wanted.emit(index.row())

    def set_reading_font(self, font: QFont) -> None:
        """The font of page text, for all rows."""
        self._rows.font = QFont(font)
        self.setFont(font)
        self.horizontalHeader().setFont(QApplication.font())
        self.fit()

    def fit(self) -> None:
        """Gives the hits their room, and what is left to the two sides alike."""
        metrics = QFontMetrics(self.font())
        em = metrics.horizontalAdvance("国")
        height = metrics.height() + 6
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        some = self._rows.rows[:200]
        bold = QFont(self.font())
        bold.setBold(True)
        hit = max(map(QFontMetrics(bold).horizontalAdvance, {e.text for e in some}), default=0)
        small = QFontMetrics(QApplication.font())
        page, number = _widest(small, {e.name for e in some}), _widest(small, ("8,888",))
        most = round(0.2 * self.viewport().width())
        widths = {
            PAGE: min(most, self._head(PAGE, page)),
            LINE: self._head(LINE, number),
            ARTICLE: self._head(ARTICLE, small.horizontalAdvance("88")),
            TEXT: min(_WIDEST * em, max(3 * em, hit + em)),
            READS: self._head(READS, _widest(small, self._rows.words_for_texts())),
        }
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        rest = max(0, self.viewport().width() - sum(widths.values()))
        self.setColumnWidth(BEFORE, rest // 2)
        self.setColumnWidth(AFTER, rest - rest // 2)

    def _head(self, column: int, least: int) -> int:
        """Room for the title of a column and for so many pixels, with some space around."""
        words = self._rows.headerData(column, Qt.Orientation.Horizontal)
        metrics = QFontMetrics(self.horizontalHeader().font())
        return max(least, metrics.horizontalAdvance(str(words))) + 14

    def show_row(self, row: int | None) -> None:
        """That row is the current one, in sight; none without it."""
        selection = self.selectionModel()
        if row is None:
            selection.clear()
            return
        index = self._rows.index(row, TEXT)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection.setCurrentIndex(index, flags | QItemSelectionModel.SelectionFlag.Rows)
        self.scrollTo(self._rows.index(row, PAGE))

    # -- Qt's ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if row >= 0:
                self.wanted.emit(row)
                self.left.emit()
        elif is_own_key(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str, /) -> None:
        """Letters are commands here."""

    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        if self.hint and not self._rows.rows:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self._rows.theme.colour("muted"))
                box = self.viewport().rect().adjusted(20, 8, -20, -8)
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(box, flags, self.hint)
