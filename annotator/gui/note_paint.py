"""Painting the signs of notes: a corner over the last character of the place that each is about."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.gui.page_paint import Sight

_SIDE, _ABOVE = 0.46, 1.02
"""Side of the corner, and its height over the baseline, in em."""


def paint_notes(painter: QPainter, sight: Sight) -> None:
    """Dots over each noted place in sight, and a filled corner at its end, as spreadsheets mark a comment."""
    span = sight.grid.span
    if span is None:
        return
    colour, side = sight.theme.colour("warning"), _SIDE * sight.em
    dots = QPen(colour, max(1.5, 0.08 * sight.em), Qt.PenStyle.DotLine)
    for place, _ in sight.marks.notes_in(span):
        for row, box in sight.grid.boxes(place.start, place.end):
            y = row.baseline - _ABOVE * sight.em
            painter.setPen(dots)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            if place.end <= row.reach.end:
                corner = QPointF(box.right() + 0.08 * sight.em, y - 1)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                triangle = [corner + QPointF(-side, 0), corner, corner + QPointF(0, side)]
                painter.drawPolygon(QPolygonF(triangle))
