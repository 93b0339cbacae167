"""Hits as the rows of a table: where each stands, what is around it, and which text reads so."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotator.document.finding import BOTH, CORRECTED, RAW
from annotator.document.spans import Selection, Span
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, NOWHERE, Index
from annotator.gui.shown_text import as_tip
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.finding import Hit
from annotator.workbench.shown import Shown, ShownArticle

PAGE, LINE, ARTICLE, BEFORE, TEXT, AFTER, READS = range(7)
"""Columns."""
_NAMES = ("page", "line", "article", "before", "text", "after", "reads")

Key = tuple[str, int]
"""Where a hit stands in the project: name of the page, first code point."""


def _name_of(hit: Hit) -> str:
    return hit.name


def key_of(hit: Hit) -> Key:
    return hit.name, hit.places[0][0]


class FindModel(TableModel):
    """Rows in the order of pages and text. `stale` are pages that have changed and were not looked at since."""

    def __init__(self, theme: Theme, language: Language, parent: QObject) -> None:
        super().__init__((f"find.column_{name}" for name in _NAMES), language, parent, _side)
        self.theme = theme
        self.rows: list[Hit] = []
        self.font = QFont()
        self.stale: set[int] = set()
        self._pages: dict[int, int] = {}
        """How many hits each page has."""
        self._shown: Shown | None = None
        self._here: int | None = None

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(hit, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                is_quiet = hit.page in self.stale or column in (PAGE, LINE, ARTICLE, READS)
                return self.theme.colour("muted") if is_quiet else None
            case Qt.ItemDataRole.FontRole:
                return self._font_of(column, is_stale=hit.page in self.stale)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(self._spoken(hit))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(hit)
            case _:
                return None

    def _font_of(self, column: int, *, is_stale: bool) -> QFont:
        """Of page text for what is read, that of the window for what is said about it."""
        font = QFont(self.font if column in (BEFORE, TEXT, AFTER) else QApplication.font())
        font.setBold(column == TEXT)
        font.setItalic(is_stale)
        return font

    def _words(self, hit: Hit, column: int) -> str:
        said = (
            hit.name,
            str(hit.line),
            self._article(hit),
            hit.before,
            hit.text,
            hit.after,
            "" if hit.reads == BOTH else self._language.say(f"find.reads_{hit.reads}"),
        )
        return said[column]

    def _article(self, hit: Hit) -> str:
        """The number of the article that has the hit, for hits on the page on the desk."""
        if hit.page != self._here or self._shown is None:
            return ""
        stretch = self._shown.stretch_at(hit.places[0][0])
        owner = stretch.owner if stretch else None
        return str(owner.number) if isinstance(owner, ShownArticle) else "–"

    def _spoken(self, hit: Hit) -> str:
        place = self._language.say("find.place", page=hit.name, line=hit.line)
        words = f"{hit.before}〔{hit.text}〕{hit.after}"
        reads = self._words(hit, READS)
        stale = self._language.say("find.stale") if hit.page in self.stale else ""
        return " · ".join(filter(None, (place, words, reads, stale)))

    # -- ours ----------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        self._language = language
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, READS)
        self.repaint_rows()

    def repaint_rows(self) -> None:
        """They look otherwise, all of them."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, READS))

    def show_page(self, number: int | None, shown: Shown | None) -> None:
        """The page on the desk, and what it shows: whose a hit is."""
        self._here, self._shown = number, shown
        if self.rows:
            self.dataChanged.emit(self.index(0, ARTICLE), self.index(len(self.rows) - 1, ARTICLE))

    def clear(self) -> None:
        self.beginResetModel()
        self.rows, self.stale, self._pages = [], set(), {}
        self.endResetModel()

    def append(self, hits: list[Hit]) -> None:
        """More rows behind those there are; those of a page that was looked at again meanwhile are there."""
        start = len(self.rows)
        if start and hits and key_of(hits[0]) <= key_of(self.rows[-1]):
            for page in dict.fromkeys(each.page for each in hits):
                self.replace(page, [each for each in hits if each.page == page])
            return
        self.beginInsertRows(NOWHERE, start, start + len(hits) - 1)
        self.rows += hits
        self._count(hits, 1)
        self.endInsertRows()

    def replace(self, page: int, hits: list[Hit]) -> None:
        """The rows of one page are these now."""
        self.stale.discard(page)
        first = next((row for row, each in enumerate(self.rows) if each.page == page), None)
        if page not in self._pages or first is None:
            if hits:
                at = bisect_left(self.rows, key_of(hits[0]), key=key_of)
                self._insert(at, hits)
            return
        last = first
        while last < len(self.rows) and self.rows[last].page == page:
            last += 1
        if self.rows[first:last] == hits:
            self.dataChanged.emit(self.index(first, 0), self.index(last - 1, READS))
            return
        self.beginRemoveRows(NOWHERE, first, last - 1)
        self._count(self.rows[first:last], -1)
        del self.rows[first:last]
        self.endRemoveRows()
        self._insert(first, hits)

    def _insert(self, at: int, hits: list[Hit]) -> None:
        if hits:
            self.beginInsertRows(NOWHERE, at, at + len(hits) - 1)
            self.rows[at:at] = hits
            self._count(hits, 1)
            self.endInsertRows()

    def mark_stale(self, page: int) -> None:
        """That page has changed; its rows say so until it has been looked at."""
        if page not in self.stale:
            self.stale.add(page)
            self.repaint_rows()

    def words_for_texts(self) -> tuple[str, ...]:
        """What may stand in the last column."""
        return tuple(self._language.say(f"find.reads_{text}") for text in (RAW, CORRECTED))

    @property
    def page_count(self) -> int:
        """On how many pages there are hits."""
        return len(self._pages)

    def _count(self, hits: Iterable[Hit], step: int) -> None:
        for each in hits:
            self._pages[each.page] = self._pages.get(each.page, 0) + step
            if not self._pages[each.page]:
                del self._pages[each.page]

    def _rows_of(self, name: str) -> range:
        """The rows of the page of that name."""
        first = bisect_left(self.rows, name, key=_name_of)
        return range(first, bisect_right(self.rows, name, lo=first, key=_name_of))

    def spans_on(self, name: str) -> list[Span]:
        """The places on the page of that name, in text order; those of insertions are left out."""
        places = [place for row in self._rows_of(name) for place in self.rows[row].places]
        return sorted(Span(start, end) for start, end in places if start < end)

    def row_of(self, name: str, selection: Selection) -> int | None:
        """The row of the hit that is selected on the page of that name; None for no hit."""
        ends = selection.anchor, selection.caret
        place = min(ends), max(ends)
        rows = (row for row in self._rows_of(name) if self.rows[row].places[0] == place)
        return next(rows, None)

    def next_row(self, here: Key, step: int, at: int | None) -> tuple[int, bool] | None:
        """The row after (`step` 1) or before (-1) row `at`, or a place that is no row's; whether that is around the end."""
        count = len(self.rows)
        if not count:
            return None
        if at is not None:
            row = at + step
        elif step > 0:
            row = bisect_left(self.rows, here, key=key_of)
        else:
            row = bisect_right(self.rows, here, key=key_of) - 1
            if row >= 0 and key_of(self.rows[row]) == here:
                row -= 1
        return row % count, not 0 <= row < count


def _side(column: int) -> Qt.AlignmentFlag:
    if column == TEXT:
        return Qt.AlignmentFlag.AlignCenter
    return MIDDLE_RIGHT if column in (LINE, ARTICLE, BEFORE) else MIDDLE_LEFT
