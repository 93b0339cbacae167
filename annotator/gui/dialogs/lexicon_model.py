"""The rows of the table of strings: what the project knows of each under a label."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from annotator.document.labels import Label, Vocabulary
from annotator.document.lexicon import RULES, LexiconEntry, Verdict
from annotator.gui.badge import badge
from annotator.gui.dialogs.knowledge_page import SIGN
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, NOWHERE, Index
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.lexicon import Key, LexiconRow

TEXT, LABEL, ACCEPTED, REJECTED, OUTSIDE, VERDICT, RULE, SOURCE = range(8)
"""Columns."""
NUMBERS = (ACCEPTED, REJECTED, OUTSIDE)
MARGIN = "\u00a0\u00a0"
"""Right of a number, which would touch the words of the next column."""
_NAMES = ("text", "label", "accepted", "rejected", "outside", "verdict", "rule", "source")

_COLOURS = {Verdict.PROPOSE: "good", Verdict.WEAKEN: "warning", Verdict.NONE: "muted"}


class LexiconModel(TableModel):
    """Rows as they were handed over, or sorted by a column."""

    ruled = Signal(object, str)
    """The key of an entry for which a rule was chosen in its cell, and the rule; nothing is done yet."""

    def __init__(
        self, vocabulary: Vocabulary, theme: Theme, language: Language, parent: QWidget
    ) -> None:
        keys = (f"lexicon_dialog.column_{name}" for name in _NAMES)
        super().__init__(keys, language, parent, _side)
        self._theme = theme
        self._given: Sequence[LexiconRow] = ()
        self._rows: list[LexiconRow] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        gone = (word for word in vocabulary.retired if isinstance(word, Label))
        labels = (*vocabulary.labels, *gone)
        self._places = {label.id: place for place, label in enumerate(labels)}
        self._titles = {label.id: language.pick(label.titles) for label in labels}
        self._signs: dict[str, QIcon] = {
            label.id: badge(label.letter, theme.label(label), parent, SIGN.width())
            for label in labels
        }

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return self._language.say(f"{self._keys[section]}_tip")
        title = super().headerData(section, orientation, role)
        is_number = role == Qt.ItemDataRole.DisplayRole and section in NUMBERS
        return f"{title}{MARGIN}" if is_number and title is not None else title

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == RULE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.EditRole if column == RULE:
                return row.entry.rule
            case Qt.ItemDataRole.DecorationRole if column == LABEL:
                return self._signs.get(row.entry.label)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                role_ = _colour(row, column)
                return self._theme.colour(role_) if role_ else None
            case Qt.ItemDataRole.ToolTipRole if column in (TEXT, SOURCE):
                return self._words(row, column) or None
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self._rows[index.row()].entry
        if role != Qt.ItemDataRole.EditRole or value not in RULES or value == entry.rule:
            return False
        self.ruled.emit(entry.key, value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By that column; -1 is the order in which the rows were handed over."""
        self._order = column, order
        self.show(self._given)

    def _words(self, row: LexiconRow, column: int) -> str:
        entry, say = row.entry, self._language.say
        match column:
            case _ if column == TEXT:
                return entry.text
            case _ if column == LABEL:
                return self._titles.get(entry.label, entry.label)
            case _ if column == VERDICT:
                return say(f"lexicon.verdict_{row.verdict}")
            case _ if column == RULE:
                return say(f"lexicon.rule_{entry.rule}")
            case _ if column == SOURCE:
                return entry.source
            case _:
                return f"{_count(entry, column):,}"

    # -- ours ----------------------------------------------------------------------------

    def show(self, rows: Sequence[LexiconRow]) -> None:
        """These rows, in the order chosen."""
        column, order = self._order
        self.beginResetModel()
        self._given, self._rows = rows, list(rows)
        if column >= 0:
            is_down = order is Qt.SortOrder.DescendingOrder
            self._rows.sort(key=self._sort_key(column), reverse=is_down)
        self.endResetModel()

    def _sort_key(self, column: int) -> Callable[[LexiconRow], str | int]:
        match column:
            case _ if column == TEXT:
                return lambda row: row.entry.text
            case _ if column == LABEL:
                return lambda row: self._places.get(row.entry.label, len(self._places))
            case _ if column == VERDICT:
                return lambda row: list(Verdict).index(row.verdict)
            case _ if column == RULE:
                return lambda row: RULES.index(row.entry.rule)
            case _ if column == SOURCE:
                return lambda row: row.entry.source
            case _:
                return lambda row: _count(row.entry, column)

    def put(self, rows: Collection[LexiconRow], texts: Collection[str]) -> None:
        """`rows` are all that is known now of the strings `texts`; the order stays."""
        known = {row.entry.key: row for row in rows}
        here = [number for number, row in enumerate(self._rows) if row.entry.text in texts]
        if any(self._rows[number].entry.key not in known for number in here):
            self._given = [
                known.get(row.entry.key, row)
                for row in self._given
                if row.entry.text not in texts or row.entry.key in known
            ]
            self.show(self._given)
            return
        self._given = [
            known[row.entry.key] if row.entry.text in texts else row for row in self._given
        ]
        for number in here:
            self._rows[number] = known[self._rows[number].entry.key]
        if here:
            self.dataChanged.emit(self.index(here[0], TEXT), self.index(here[-1], SOURCE))

    def key(self, row: int) -> Key:
        """String and label of a row."""
        return self._rows[row].entry.key

    def words_of(self, column: int) -> list[str]:
        """The words that a column may show, where they are few."""
        say = self._language.say
        if column == LABEL:
            return list(self._titles.values())
        if column == VERDICT:
            return [say(f"lexicon.verdict_{verdict}") for verdict in Verdict]
        return [say(f"lexicon.rule_{rule}") for rule in RULES] if column == RULE else []

    def rows_of(self, keys: Collection[Key]) -> list[int]:
        """The numbers of the rows that have those keys, in order."""
        wanted = set(keys)
        return [number for number, row in enumerate(self._rows) if row.entry.key in wanted]


def _count(entry: LexiconEntry, column: int) -> int:
    return {ACCEPTED: entry.accepted, REJECTED: entry.rejected, OUTSIDE: entry.outside}[column]


def _side(column: int) -> Qt.AlignmentFlag:
    return MIDDLE_RIGHT if column in NUMBERS else MIDDLE_LEFT


def _colour(row: LexiconRow, column: int) -> str:
    """The role of the theme in which a cell is written; empty for the usual one."""
    if column == VERDICT:
        return _COLOURS[row.verdict]
    is_quiet = column == SOURCE or (column == RULE and row.entry.rule == "auto")
    is_zero = column in NUMBERS and not _count(row.entry, column)
    return "muted" if is_quiet or is_zero else ""
