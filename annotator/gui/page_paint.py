"""Painting a page: what lies behind the text, and the text. What lies over it is in mark_paint."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextLayout

from annotator.document.labels import Vocabulary
from annotator.document.proposals import Proposal
from annotator.document.spans import Selection, Span
from annotator.gui.page_grid import PageGrid, Row
from annotator.gui.page_marks import Owned, PageMarks
from annotator.gui.text_units import TextUnits
from annotator.gui.theme import Theme
from annotator.workbench.shown import ShownArticle, ShownEntity


@dataclass(frozen=True, slots=True)
class Sight:
    """All that one painting of the view depends on. Offsets are code points, `em` is pixels."""

    text: str
    units: TextUnits
    grid: PageGrid
    marks: PageMarks
    theme: Theme
    vocabulary: Vocabulary
    em: float
    selection: Selection
    current: tuple[Proposal, ...]
    """The current proposal; of a class all its members."""
    has_focus: bool
    preview: tuple[ShownEntity, Span] | None
    """An entity whose end is being dragged, and where it would be."""


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` (0 to 1) of `colour` on `ground`."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * colour.redF() + rest * ground.redF(),
        share * colour.greenF() + rest * ground.greenF(),
        share * colour.blueF() + rest * ground.blueF(),
    )


# -- behind the text ---------------------------------------------------------------------


def paint_ground(painter: QPainter, sight: Sight) -> None:
    """Tints of the articles, the line of the caret, the selection."""
    for row in sight.grid.rows:
        for owned in sight.marks.owners(row):
            _paint_tint(painter, sight, row, owned)
    _paint_caret_line(painter, sight)
    _paint_selection(painter, sight)


def _paint_tint(painter: QPainter, sight: Sight, row: Row, owned: Owned) -> None:
    owner = owned.stretch.owner
    if not isinstance(owner, ShownArticle):
        return
    tint = sight.theme.tint(owner.number)
    if not owner.is_gold:
        tint = mixed(tint, sight.theme.colour("base"), 0.6)
    painter.fillRect(box_of(sight, row, owned), tint)


def box_of(sight: Sight, row: Row, owned: Owned) -> QRectF:
    """The part of a row that is `owned`, out to the edge where nothing else stands before it."""
    left, right = 0.0, sight.grid.width
    if sight.text[row.start : owned.start].strip():
        left = sight.grid.x_of(row, owned.start)
    if sight.text[owned.end : row.end].strip():
        right = sight.grid.x_of(row, owned.end)
    return QRectF(left, row.top, right - left, row.bottom - row.top)


def _paint_caret_line(painter: QPainter, sight: Sight) -> None:
    caret = sight.selection.caret
    here = next(iter(sight.grid.rows_of(caret, caret)), None)
    if here is None:
        return
    rows = [row for row in sight.grid.rows if row.line == here.line]
    edge = mixed(sight.theme.colour("accent"), sight.theme.colour("base"), 0.45)
    painter.setPen(QPen(edge, 1))
    for y in (rows[0].top if rows[0].is_first else None, rows[-1].bottom - 1):
        if y is not None:
            painter.drawLine(QPointF(0, round(y) + 0.5), QPointF(sight.grid.width, round(y) + 0.5))


def _paint_selection(painter: QPainter, sight: Sight) -> None:
    for span in sight.selection.spans:
        _paint_selected(painter, sight, span)


def _paint_selected(painter: QPainter, sight: Sight, span: Span) -> None:
    colour = sight.theme.colour("selection")
    for row in sight.grid.rows_of(span.start, span.end):
        low, high = max(span.start, row.start), min(span.end, row.end)
        left, right = sight.grid.x_of(row, low), sight.grid.x_of(row, high)
        if row.is_last and span.end > row.end:
            right += 0.5 * sight.em  # the newline is selected as well
        painter.fillRect(QRectF(left, row.top, right - left, row.bottom - row.top), colour)


# -- the text ----------------------------------------------------------------------------


def paint_text(painter: QPainter, sight: Sight, clip: QRectF) -> None:
    """The characters of all blocks in sight; furniture is pale."""
    painter.setPen(sight.theme.colour("text"))
    last = -1
    for row in sight.grid.rows:
        if row.line != last:
            last = row.line
            row.block.layout().draw(painter, row.origin, _pale(sight, row), clip)


def furniture_ink(theme: Theme) -> QColor:
    """Paler than the text of articles, and still to be read, selected as well."""
    return mixed(theme.colour("furniture"), theme.colour("text"), 0.6)


def _pale(sight: Sight, row: Row) -> list[QTextLayout.FormatRange]:
    """The furniture of the row's block, in the block's own UTF-16 offsets."""
    begin = row.block.position()
    start = sight.units.to_points(begin)
    end = sight.units.to_points(begin + row.block.length() - 1)
    ink = furniture_ink(sight.theme)
    found: list[QTextLayout.FormatRange] = []
    for stretch in sight.marks.stretches_in(Span(start, end)) if start < end else ():
        if isinstance(stretch.owner, ShownArticle):
            continue
        low, high = max(start, stretch.span.start), min(end, stretch.span.end)
        pale = QTextLayout.FormatRange()
        pale.start = sight.units.to_qt(low) - begin
        pale.length = sight.units.to_qt(high) - begin - pale.start
        pale.format = QTextCharFormat()
        pale.format.setForeground(ink)
        found.append(pale)
    return found


def paint_caret(painter: QPainter, sight: Sight, *, is_on: bool) -> None:
    """The caret: strong and blinking (`is_on`) where keys arrive, pale and still elsewhere."""
    caret = sight.selection.caret
    row = next(iter(sight.grid.rows_of(caret, caret)), None)
    if row is None or (sight.has_focus and not is_on):
        return
    x = sight.grid.x_of(row, min(caret, row.end))
    colour = sight.theme.colour("text" if sight.has_focus else "muted")
    top, width = row.baseline - sight.em, 2.0 if sight.has_focus else 1.0
    painter.fillRect(QRectF(round(x) - width / 2, top, width, 1.25 * sight.em), colour)
