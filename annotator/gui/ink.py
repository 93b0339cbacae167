"""What several delegates draw alike."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
"""What Qt asks a model or a delegate about."""

NOWHERE = QModelIndex()

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2, level AA)."""

_STEPS = 40
"""So many steps lie between a colour and black, or white."""


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours are apart in light, 1 to 21 (WCAG 2)."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def _light(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2)."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on(colour: QColor) -> QColor:
    """Near black or white, whichever reads better on `colour`."""
    inks = (QColor("#101010"), QColor("#ffffff"))
    return max(inks, key=lambda ink: contrast(ink, colour))


def readable(colour: QColor, grounds: Iterable[QColor]) -> QColor:
    """The colour, or the next one on its way to black or white that can be read on every ground.

    The grounds are all light or all dark; which way it goes they say.
    """
    behind = list(grounds)
    end = max(
        (QColor("#000000"), QColor("#ffffff")),
        key=lambda each: min(contrast(each, ground) for ground in behind),
    )
    for step in range(_STEPS + 1):
        shifted = _between(colour, end, step / _STEPS)
        if all(contrast(shifted, ground) >= READABLE for ground in behind):
            return shifted
    return end


def _between(one: QColor, other: QColor, share: float) -> QColor:
    starts = (one.red(), one.green(), one.blue())
    ends = (other.red(), other.green(), other.blue())
    pairs = zip(starts, ends, strict=True)
    return QColor(*(round(start + (end - start) * share) for start, end in pairs))


def box_of(option: QStyleOptionViewItem) -> QRectF:
    """The box of a row; the stubs do not know the option's fields."""
    return QRectF(option.rect)


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether the row is the chosen one; the stubs do not know the option's fields."""
    state: QStyle.StateFlag = option.state
    return bool(state & QStyle.StateFlag.State_Selected)


def draw_bar(painter: QPainter, box: QRectF, share: float, ground: QColor, colour: QColor) -> None:
    """A thin bar that is full up to `share` (0 to 1); a little of it shows even for 0."""
    painter.setPen(Qt.PenStyle.NoPen)
    round_ = box.height() / 2
    painter.setBrush(ground)
    painter.drawRoundedRect(box, round_, round_)
    if share > 0:
        painter.setBrush(colour)
        full = QRectF(box.left(), box.top(), max(box.height(), box.width() * share), box.height())
        painter.drawRoundedRect(full, round_, round_)
