"""Where the visible text stands in the viewport, row by row."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from annotator.document.spans import Span
from annotator.gui.text_units import TextUnits


@dataclass(frozen=True, slots=True)
class Row:
    """One visible row: a raw line, or a piece of one where it wraps.

    `start` and `end` are code points of the raw text (without the newline), the rest pixels of
    the viewport; rows touch each other.
    """

    line: int
    """Number of the raw line, from 0."""
    is_first: bool
    is_last: bool
    start: int
    end: int
    top: float
    bottom: float
    baseline: float
    block: QTextBlock
    qt_line: QTextLine
    origin: QPointF
    """Where the block's own coordinates begin."""

    @property
    def reach(self) -> Span:
        """The row's text with the newline that ends it; never empty."""
        return Span(self.start, max(self.start + 1, self.end + (1 if self.is_last else 0)))


class PageGrid:
    """The rows that a viewport shows, top down; a new one for each look at them."""

    def __init__(self, rows: Sequence[Row], units: TextUnits, width: float) -> None:
        self.rows = rows
        self.width = width
        """Of the viewport, in pixels."""
        self._units = units
        self._starts = [row.start for row in rows]

    @property
    def span(self) -> Span | None:
        """All raw text in sight, or None where there are no rows."""
        return Span(self.rows[0].start, self.rows[-1].reach.end) if self.rows else None

    def row_at(self, y: float) -> Row | None:
        """The row at that height; None above the first and below the last."""
        for row in self.rows:
            if row.top <= y < row.bottom:
                return row
        return None

    def x_of(self, row: Row, point: int) -> float:
        """Where the boundary before code point `point` stands in a row that holds it."""
        unit = self._units.to_qt(point) - row.block.position()
        found = cast("float | tuple[float, int]", row.qt_line.cursorToX(unit))
        return row.origin.x() + (found[0] if isinstance(found, tuple) else found)

    def text_end(self, row: Row) -> float:
        """Where the text of a row ends."""
        return row.origin.x() + row.qt_line.x() + row.qt_line.naturalTextWidth()

    def boundary_at(self, row: Row, x: float) -> int:
        """The boundary between code points that is nearest to `x`."""
        unit = row.qt_line.xToCursor(x - row.origin.x())
        return min(row.end, self._units.to_points(row.block.position() + unit))

    def character_at(self, row: Row, x: float) -> int | None:
        """The code point that is drawn at `x`, or None beside the text."""
        if not row.origin.x() + row.qt_line.x() <= x < self.text_end(row):
            return None
        edge = QTextLine.CursorPosition.CursorOnCharacter
        unit = row.qt_line.xToCursor(x - row.origin.x(), edge)
        point = self._units.to_points(row.block.position() + unit)
        return point if row.start <= point < row.end else None

    def rows_of(self, start: int, end: int) -> Iterator[Row]:
        """The rows that hold text of `[start, end)`; of an empty stretch the one that holds its place."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for row in self.rows[first:]:
            if row.start >= max(end, start + 1):
                return
            if start < row.reach.end:
                yield row

    def boxes(self, start: int, end: int) -> list[tuple[Row, QRectF]]:
        """Where `[start, end)` is drawn: a box of full row height for each row."""
        found: list[tuple[Row, QRectF]] = []
        for row in self.rows_of(start, end):
            low, high = max(start, row.start), min(end, row.end)
            if low < high:
                left, right = self.x_of(row, low), self.x_of(row, high)
                found.append((row, QRectF(left, row.top, right - left, row.bottom - row.top)))
        return found
