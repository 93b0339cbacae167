"""The table of a concordance: what stands before a place ends at it, what stands behind begins there."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.ink import Index
from annotator.gui.places_model import AFTER, BEFORE, FIX, LINE, PAGE, STATE, TICK, PlacesModel
from annotator.gui.table_model import TableModel

_WIDEST = 14
"""Of the column with the change and of page names, in characters."""


class EndMatters(QStyledItemDelegate):
    """Text loses its beginning where there is no room, not its end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


def set_up_concordance(view: QTableView, rows: TableModel, before: int) -> None:
    """A row is chosen whole, column `before` keeps its end, and nothing moves by itself."""
    view.setModel(rows)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setItemDelegateForColumn(before, EndMatters(view))
    down = view.verticalHeader()
    down.hide()
    down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    # Of its own and empty: before each paint a header asks whether all rows are chosen.
    header.setSelectionModel(QItemSelectionModel(rows, header))
    header.setMinimumSectionSize(16)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


class PlacesView(QTableView):
    """Space ticks the current row; a `quiet` view shows context and change alone and takes no keys."""

    def __init__(self, rows: PlacesModel, parent: QWidget, *, quiet: bool = False) -> None:
        super().__init__(parent)
        self.rows, self._is_quiet = rows, quiet
        set_up_concordance(self, rows, BEFORE)
        if quiet:
            self._be_quiet()
        rows.modelReset.connect(self.fit)

    def _be_quiet(self) -> None:
        self.horizontalHeader().hide()
        for column in (TICK, PAGE, LINE, STATE):
            self.hideColumn(column)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)

    # -- widths --------------------------------------------------------------------------

    def fit(self) -> None:
        """Gives the change its room, and what is left to the two sides alike."""
        metrics = QFontMetrics(self.font())
        em = metrics.horizontalAdvance("国")
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 10)
        bold = QFont(self.font())
        bold.setBold(True)
        changes = {self.rows.change_of(each) for each in self.rows.rows[:200]}
        widest = max(map(QFontMetrics(bold).horizontalAdvance, changes), default=3 * em) + em
        most = round(0.4 * self.viewport().width()) if self._is_quiet else _WIDEST * em
        fixed = {FIX: min(most, widest)}
        if not self._is_quiet:
            pages = {each.page for each in self.rows.rows[:200]}
            page = max(map(metrics.horizontalAdvance, pages), default=0) + em
            fixed |= {TICK: 2 * em, PAGE: min(_WIDEST * em, max(4 * em, page)), LINE: 3 * em}
            fixed[STATE] = 7 * em
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        rest = max(0, self.viewport().width() - sum(fixed.values()))
        self.setColumnWidth(BEFORE, rest // 2)
        self.setColumnWidth(AFTER, rest - rest // 2)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    # -- keys ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.rows.turn(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the dialog's own
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Letters look for nothing here."""
