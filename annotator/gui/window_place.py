"""Where the window stands and how large it is."""

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QWidget

SIZE = QSize(1600, 960)
"""Of a fresh window, where the screen has room for it."""
FRAME = QSize(0, 40)
"""About what a title bar takes."""


def restore_place(window: QWidget, kept: str) -> None:
    """As it was kept (base64 of what Qt says); the usual size where nothing was."""
    window.resize(SIZE.boundedTo(window.screen().availableSize() - FRAME))
    if kept:
        window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))
