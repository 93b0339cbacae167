"""The rows of the history of a page: what was done, who did it, when, and what has become of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from annotator.gui.ink import MIDDLE_LEFT, NOWHERE, Index
from annotator.gui.shown_text import as_tip
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.gui.when import when
from annotator.settings.language import Language
from annotator.workbench.history_list import Entry, Standing

SIGN, TITLE, BY, AT = range(4)
"""Columns."""
NAMES = ("standing", "title", "by", "at")
HERE = "▶"
_SIGNS = {Standing.DONE: "", Standing.UNDONE: "↷", Standing.GONE: "✗"}
"""Beside the colour and the line through the words: not by colour alone."""


class HistoryModel(TableModel):
    """Entries as they were handed over; `here` is the row of the last one that is done."""

    def __init__(
        self,
        entries: Sequence[Entry],
        here: int,
        theme: Theme,
        language: Language,
        parent: QObject,
    ) -> None:
        super().__init__((f"history.column_{name}" for name in NAMES), language, parent)
        self.entries, self.here = entries, here
        self._theme = theme

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self.entries[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(entry, column, is_here=index.row() == self.here)
            case Qt.ItemDataRole.ToolTipRole if column == TITLE:
                return as_tip(self._language.sentence(entry.title))
            case Qt.ItemDataRole.AccessibleTextRole if column == SIGN:
                return self.standing_words(index.row())
            case Qt.ItemDataRole.TextAlignmentRole:
                return MIDDLE_LEFT
            case Qt.ItemDataRole.ForegroundRole if entry.standing is not Standing.DONE:
                return self._theme.colour("muted")
            case Qt.ItemDataRole.FontRole if column == TITLE:
                return self._font(entry, is_here=index.row() == self.here)
            case _:
                return None

    def _words(self, entry: Entry, column: int, *, is_here: bool) -> str:
        match column:
            case _ if column == SIGN:
                return HERE if is_here else _SIGNS[entry.standing]
            case _ if column == TITLE:
                return self._language.sentence(entry.title)
            case _ if column == BY:
                return entry.by
            case _:
                return when(entry.at, self._language) if entry.at else ""

    def _font(self, entry: Entry, *, is_here: bool) -> QFont:
        font = QFont()
        font.setBold(is_here)
        font.setStrikeOut(entry.standing is Standing.GONE)
        return font

    def standing_words(self, row: int) -> str:
        """What has become of the step of a row."""
        name = "here" if row == self.here else self.entries[row].standing.value
        return self._language.say(f"history.{name}")
