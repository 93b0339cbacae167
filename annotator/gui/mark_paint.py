"""Painting what lies over the text: entities, corrections, soft breaks, and what is current."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from annotator.document.proposals import ArticleBody, Proposal, extent_of
from annotator.document.spans import Span
from annotator.gui.note_paint import paint_notes
from annotator.gui.page_grid import Row
from annotator.gui.page_paint import Sight, mixed
from annotator.gui.waves import DASHES, SWING, WAVE, wave, wedge
from annotator.workbench.shown import ShownCorrection, ShownEntity

_UNDERLINE = 0.31
"""Below the baseline, in em, as all measures here."""
_THICK = 0.095
_LETTER, _TAG_WIDTH, _TAG_HEIGHT = 0.56, 0.66, 0.62


def paint_marks(painter: QPainter, sight: Sight) -> None:
    """Everything over the text of the rows in sight, the current proposal last."""
    span = sight.grid.span
    if span is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for where, is_gold in sight.marks.breaks_in(span):
        _paint_break(painter, sight, where, is_gold=is_gold)
    for fix in sight.marks.fixes_in(span):
        _paint_fix(painter, sight, fix)
    paint_notes(painter, sight)
    dragged = sight.preview[0] if sight.preview else None
    for entity in sight.marks.entities_in(span):
        if entity is not dragged:
            _paint_entity(painter, sight, entity, entity.span)
    for proposal in sight.current:
        start, end = extent_of(proposal.body)
        if start <= span.end and span.start <= end:
            _paint_frame(painter, sight, proposal)
    if sight.preview:
        _paint_preview(painter, sight, *sight.preview)


# -- entities ----------------------------------------------------------------------------


def _paint_entity(painter: QPainter, sight: Sight, entity: ShownEntity, span: Span) -> None:
    label = sight.vocabulary.label(entity.label)
    colour = sight.theme.label(label)
    pen = QPen(colour, _thick(sight))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not entity.is_gold:
        pen.setDashPattern([2.2, 1.5])
    for row, box in sight.grid.boxes(span.start, span.end):
        y = _sharp(row.baseline + _UNDERLINE * sight.em, pen.widthF())
        right = box.right() - 1
        if span.end <= row.end:
            tag = QRectF(0, y - 0.2 * sight.em, _TAG_WIDTH * sight.em, _TAG_HEIGHT * sight.em)
            tag.moveRight(right)
            _paint_tag(painter, sight, tag, colour, label.letter if label else "?", entity)
            right = tag.left()
        painter.setPen(pen)
        if box.left() + 1 < right:
            painter.drawLine(QPointF(round(box.left()) + 1, y), QPointF(right, y))


def _thick(sight: Sight) -> float:
    """Width of underlines and frames: whole pixels."""
    return max(2.0, round(_THICK * sight.em))


def _sharp(at: float, width: float) -> float:
    """Where a line of whole pixels covers whole pixels."""
    return round(at) + (width % 2) / 2


def _paint_tag(
    painter: QPainter, sight: Sight, tag: QRectF, colour: QColor, letter: str, entity: ShownEntity
) -> None:
    """The label's letter at the end of its underline: on colour where it is gold, else outlined."""
    painter.save()
    corner = 0.14 * sight.em
    ground = sight.theme.colour("base")
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if entity.is_gold else ground)
    painter.drawRoundedRect(tag, corner, corner)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(_LETTER * sight.em)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ground if entity.is_gold else colour)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def _paint_preview(painter: QPainter, sight: Sight, entity: ShownEntity, span: Span) -> None:
    colour = QColor(sight.theme.label(sight.vocabulary.label(entity.label)))
    colour.setAlpha(50)
    for _, box in sight.grid.boxes(span.start, span.end):
        painter.fillRect(box, colour)
    _paint_entity(painter, sight, entity, span)


# -- corrections -------------------------------------------------------------------------


def _paint_fix(painter: QPainter, sight: Sight, fix: ShownCorrection) -> None:
    """A wave, dashed while it is only suspected; a wedge where something is missing."""
    is_mended = fix.is_gold and fix.text is not None
    colour = sight.theme.colour("good" if is_mended else "warning")
    pen = QPen(colour, max(1.2, 0.075 * sight.em))
    if not fix.is_gold:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if fix.start == fix.end:
        for row in sight.grid.rows_of(fix.start, fix.start):
            _paint_wedge(painter, sight, row, fix.start)
    for row, box in sight.grid.boxes(fix.start, fix.end):
        y = row.baseline + WAVE * sight.em
        painter.drawPath(wave(box.left(), box.right(), y, SWING * sight.em))


def _paint_wedge(painter: QPainter, sight: Sight, row: Row, at: int) -> None:
    """Something is missing here: a wedge that points up between two characters."""
    at_ = QPointF(sight.grid.x_of(row, at), row.baseline + 0.1 * sight.em)
    painter.drawPolyline(wedge(at_, 0.16 * sight.em))


# -- soft breaks -------------------------------------------------------------------------


def _paint_break(painter: QPainter, sight: Sight, where: Span, *, is_gold: bool) -> None:
    """A hook behind the line's last character: the text runs on below."""
    for row in sight.grid.rows_of(where.start, where.start):
        if where.start not in row.reach or not row.is_last:
            return
        colour = mixed(
            sight.theme.colour("muted"), sight.theme.colour("base"), 0.9 if is_gold else 0.5
        )
        unit = sight.em
        x = min(sight.grid.text_end(row) + 0.2 * unit, sight.grid.width - 0.55 * unit)
        y = row.baseline - 0.32 * unit
        pen = QPen(colour, 0.08 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        path = QPainterPath(QPointF(x, y))
        path.quadTo(QPointF(x + 0.38 * unit, y), QPointF(x + 0.34 * unit, y + 0.46 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPath(path)
        tip, arm = QPointF(x + 0.34 * unit, y + 0.48 * unit), 0.13 * unit
        painter.drawPolyline([tip + QPointF(-arm, -arm), tip, tip + QPointF(arm, -arm * 1.1)])


# -- the current proposal ----------------------------------------------------------------


def _paint_frame(painter: QPainter, sight: Sight, proposal: Proposal) -> None:
    body = proposal.body
    pen = QPen(sight.theme.colour("accent"), _thick(sight))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(body, ArticleBody):
        for part in body.parts:
            _frame_lines(painter, sight, part.span)
        return
    start, end = extent_of(body)
    if start == end:
        for row in sight.grid.rows_of(start, start):
            x = sight.grid.x_of(row, start)
            _frame_text(painter, sight, row, x - 0.2 * sight.em, x + 0.2 * sight.em)
    for row, box in sight.grid.boxes(start, end):
        _frame_text(painter, sight, row, box.left() - 1, box.right() + 1)


def _frame_text(painter: QPainter, sight: Sight, row: Row, left: float, right: float) -> None:
    top, bottom = row.baseline - 0.98 * sight.em, row.baseline + 0.6 * sight.em
    _draw_frame(painter, sight, QRectF(left, top, right - left, bottom - top))


def _frame_lines(painter: QPainter, sight: Sight, span: Span) -> None:
    """One frame around the rows of a part, open where the part goes on out of sight."""
    rows = list(sight.grid.rows_of(span.start, span.end))
    if not rows:
        return
    inset = 0.08 * sight.em
    top = rows[0].top + inset if rows[0].start <= span.start else rows[0].top - sight.em
    bottom = rows[-1].bottom - inset
    if rows[-1].reach.end < span.end:
        bottom += sight.em
    _draw_frame(painter, sight, QRectF(inset, top, sight.grid.width - 2 * inset, bottom - top))


def _draw_frame(painter: QPainter, sight: Sight, frame: QRectF) -> None:
    width, corner = painter.pen().widthF(), 0.18 * sight.em
    left, top = _sharp(frame.left(), width), _sharp(frame.top(), width)
    right, bottom = _sharp(frame.right(), width), _sharp(frame.bottom(), width)
    painter.drawRoundedRect(QRectF(left, top, right - left, bottom - top), corner, corner)
