"""How a correction is drawn, in the raw text and on cards alike. Lengths are those of the painter."""

from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

WAVE = 0.19
"""Below the baseline, in em, as `SWING`, how far the wave swings."""
SWING = 0.065

DASHES = [2.6, 2.2]
"""Of what nobody has decided, in widths of the pen."""


def wave(left: float, right: float, y: float, swing: float) -> QPainterPath:
    """A wave from `left` to `right`, of whole bends."""
    path = QPainterPath(QPointF(left, y))
    count = max(2, ceil((right - left) / (3 * swing)))
    step = (right - left) / count
    for number in range(count):
        x, bend = left + number * step, y + (2 * swing if number % 2 else -2 * swing)
        path.quadTo(QPointF(x + step / 2, bend), QPointF(x + step, y))
    return path


def wedge(tip: QPointF, arm: float) -> list[QPointF]:
    """A wedge that points up between two characters: something is missing, or was taken out."""
    return [tip + QPointF(-arm, arm), tip, tip + QPointF(arm, arm)]
