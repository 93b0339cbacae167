"""Hits of a search in text and cards: a ground behind the characters and a box around them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.document.reading import ReadingMap
from annotator.document.spans import Span
from annotator.gui.card_layout import LaidParagraph
from annotator.gui.page_grid import PageGrid
from annotator.gui.theme import Theme


class PageHits:
    """The places of hits on a page, in text order; code points of the raw text."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self.spans = tuple(spans)
        self._starts = [span.start for span in self.spans]
        self._longest = max(map(len, self.spans), default=0)
        self._read: dict[int, tuple[ReadingMap, tuple[tuple[int, int], ...]]] = {}

    def meeting(self, start: int, end: int) -> Iterator[Span]:
        """Those that share text with `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest)
        for span in self.spans[first : bisect_left(self._starts, end)]:
            if span.end > start:
                yield span

    def has(self, span: Span | None) -> bool:
        """Whether it is the place of one of them."""
        return span is not None and span in self.meeting(span.start, span.end)

    def read_in(self, reading: ReadingMap) -> tuple[tuple[int, int], ...]:
        """Where they are read in a card; known after the first time."""
        known = self._read.get(id(reading))
        if known is None or known[0] is not reading:
            ranges = {
                each
                for stretch, _, _ in reading.stretches
                for span in self.meeting(stretch.start, stretch.end)
                for each in reading.reading_ranges(span)
            }
            known = reading, tuple(sorted(ranges))
            self._read[id(reading)] = known
        return known[1]


def paint_hits(
    painter: QPainter,
    grid: PageGrid,
    hits: PageHits,
    selected: Span | None,
    em: float,
    theme: Theme,
) -> None:
    """Behind the text of the rows in sight; of the one that is selected the box alone, and stronger."""
    sight = grid.span
    if sight is None or not hits.spans:
        return
    for span in hits.meeting(sight.start, sight.end):
        is_selected = selected is not None and selected.overlaps(span)
        painter.setPen(QPen(theme.colour("found"), 2 if is_selected else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if is_selected else theme.colour("found_tint"))
        for row, box in grid.boxes(span.start, span.end):
            top, bottom = row.baseline - 0.98 * em, row.baseline + 0.2 * em
            _box(painter, QRectF(box.left(), top, box.width(), bottom - top))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_card_hits(
    painter: QPainter,
    paragraph: LaidParagraph,
    ranges: Sequence[tuple[int, int]],
    em: float,
    theme: Theme,
    *,
    behind: bool,
) -> None:
    """A paragraph's, behind its text and, as the selection covers that, over it; ranges of its card's reading text."""
    own = paragraph.paragraph
    inside = [each for each in ranges if each[0] < own.end and each[1] > own.start]
    if not inside:
        return
    painter.setPen(QPen(theme.colour("found"), 1))
    painter.setBrush(theme.colour("found_tint") if behind else Qt.BrushStyle.NoBrush)
    for start, end in inside:
        for foot in paragraph.strokes(max(start, own.start), min(end, own.end)):
            top = foot.top() - 0.98 * em
            _box(painter, QRectF(foot.left(), top, foot.width(), 1.18 * em))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _box(painter: QPainter, box: QRectF) -> None:
    left, right = round(box.left()) + 0.5, round(box.right()) - 0.5
    top, bottom = round(box.top()) + 0.5, round(box.bottom()) + 0.5
    painter.drawRect(QRectF(left, top, max(1.0, right - left), bottom - top))
