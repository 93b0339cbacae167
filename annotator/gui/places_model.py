"""Places of a change as a concordance: one a row, each in its context, each ticked or not."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont

from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, NOWHERE, Index
from annotator.gui.shown_text import change, seen, shortened
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language

TICK, PAGE, LINE, BEFORE, FIX, AFTER, STATE = range(7)
"""Columns."""
_NAMES = ("", "page", "line", "before", "fix", "after", "state")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where it is (page by name, line from 1), what is read around it, and what it would read.

    `state` says in words what is there already; what is not `is_free` cannot be ticked, what is
    not `is_likely` is not ticked at first.
    """

    page: str
    line: int
    before: str
    raw: str
    text: str | None
    after: str
    state: str = ""
    is_free: bool = True
    is_likely: bool = True

    @property
    def is_ticked_first(self) -> bool:
        return self.is_free and self.is_likely


class PlacesModel(TableModel):
    """Rows in the order in which they came; likely ones are ticked unless somebody says otherwise."""

    ticked_changed = Signal()
    """Another number of rows is ticked."""

    def __init__(self, theme: Theme, language: Language, parent: QObject | None = None) -> None:
        keys = (f"series.column_{name}" if name else "" for name in _NAMES)
        super().__init__(keys, language, parent, _side)
        self.theme = theme
        self._rows: list[PlaceRow] = []
        self._ticks = bytearray()
        self.font = QFont()
        """Of the view."""

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.column() == TICK and self._rows[index.row()].is_free:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.CheckStateRole if column == TICK and row.is_free:
                is_ticked = self._ticks[index.row()]
                return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = not row.is_free or column in (PAGE, LINE, STATE)
                return self.theme.colour("muted") if is_quiet else None
            case Qt.ItemDataRole.FontRole if column == FIX and row.is_free:
                bold = QFont(self.font)
                bold.setBold(True)
                return bold
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._rows[index.row()].is_free:
            return False
        self._ticks[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked_changed.emit()
        return True

    def _words(self, row: PlaceRow, column: int) -> str:
        match column:
            case _ if column == PAGE:
                return row.page
            case _ if column == LINE:
                return str(row.line)
            case _ if column == BEFORE:
                return seen(row.before) if row.before.isspace() else row.before
            case _ if column == FIX:
                return self.change_of(row)
            case _ if column == AFTER:
                return row.after
            case _ if column == STATE:
                return row.state
            case _:
                return ""

    def _spoken(self, row: PlaceRow) -> str:
        place = self._language.say("series.place", page=row.page, line=row.line)
        words = f"{row.before}〔{self.change_of(row)}〕{row.after}"
        return " · ".join(filter(None, (place, words, row.state)))

    # -- ours ----------------------------------------------------------------------------

    @property
    def rows(self) -> list[PlaceRow]:
        return self._rows

    def name_fix(self, key: str) -> None:
        """What stands above the column of the text at the place."""
        self._keys[FIX] = key

    def change_of(self, row: PlaceRow) -> str:
        """What changes at a place, in the language of the window; the text alone where it stays as it is."""
        if row.raw == row.text:
            return shortened(seen(row.raw), 40)
        return change(row.raw, row.text, self._language)

    def set_language(self, language: Language) -> None:
        self._language = language
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, STATE))

    def show(self, rows: Iterable[PlaceRow]) -> None:
        """These rows and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self._ticks = bytearray(each.is_ticked_first for each in self._rows)
        self.endResetModel()
        self.ticked_changed.emit()

    def append(self, rows: list[PlaceRow]) -> None:
        """More rows behind those there are."""
        if rows:
            count = len(self._rows)
            self.beginInsertRows(NOWHERE, count, count + len(rows) - 1)
            self._rows += rows
            self._ticks += bytearray(each.is_ticked_first for each in rows)
            self.endInsertRows()
            self.ticked_changed.emit()

    def tick_all(self, *, ticked: bool) -> None:
        """Ticks every free row, or none."""
        self._ticks = bytearray(ticked and each.is_free for each in self._rows)
        if self._rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self._rows) - 1, TICK))
        self.ticked_changed.emit()

    def turn(self, row: int) -> None:
        """Ticks a free row, or takes its tick away."""
        index = self.index(row, TICK)
        is_ticked = bool(self._ticks[row])
        state = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        self.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    @property
    def ticked(self) -> list[int]:
        """The numbers of the ticked rows."""
        return [row for row, is_ticked in enumerate(self._ticks) if is_ticked]

    @property
    def ticked_count(self) -> int:
        return sum(self._ticks)


def _side(column: int) -> Qt.AlignmentFlag:
    if column == FIX:
        return Qt.AlignmentFlag.AlignCenter
    return MIDDLE_RIGHT if column in (LINE, BEFORE) else MIDDLE_LEFT
