"""A short sign on its colour, as an icon: the number of an article, the letter of a label."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from annotator.gui.ink import on

WIDTH, HEIGHT = 26, 20
"""Of a badge, in pixels of the window."""


def badge(sign: str, colour: QColor, widget: QWidget, width: int = WIDTH) -> QIcon:
    """`sign` on `colour`, in a chosen row as well; sharp on the screen of `widget`."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(round(width * ratio), round(HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(0, 0, width, HEIGHT, 4, 4)
    painter.setPen(on(colour))
    painter.drawText(0, 0, width, HEIGHT, Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon
