"""What several delegates draw alike."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
"""What Qt asks a model or a delegate about."""

NOWHERE = QModelIndex()

MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def on(colour: QColor) -> QColor:
    """Near black or white, whichever reads better on `colour`."""
    bright = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
    return QColor("#101010") if bright > 140 else QColor("#ffffff")


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
