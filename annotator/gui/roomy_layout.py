"""Line spacing for a QPlainTextEdit, which has none of its own."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

ROW = 1.75
"""Height of a row in sizes of the font (em): room for an underline and a letter below the text."""

_BELOW = 0.8
"""How much of the added room lies below the text; the rest above it."""


class RoomyLayout(QPlainTextDocumentLayout):
    """Lays lines out as Qt does and then moves them apart, block by block as they come into sight."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._gap = 0.0

    def measure(self, font: QFont) -> None:
        """Takes the room between lines from `font`, which the document gets next."""
        metrics = QFontMetricsF(font)
        self._gap = max(0.0, ROW * metrics.horizontalAdvance("国") - metrics.lineSpacing())

    @property
    def gap(self) -> float:
        """Pixels added above each line."""
        return self._gap

    @property
    def drop(self) -> float:
        """Pixels by which a row (what tints and bands fill) lies below the room of its line."""
        return self._gap * _BELOW

    def blockBoundingRect(self, block: QTextBlock, /) -> QRectF:
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount()
        # A block that has just been laid out has its first line at the very top.
        if not count or not self._gap or layout.lineAt(0).y() > 0:
            return rect
        for index in range(count):
            line = layout.lineAt(index)
            line.setPosition(QPointF(line.x(), line.y() + self._gap * (index + 1)))
        return super().blockBoundingRect(block)
