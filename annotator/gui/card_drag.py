"""A card in the hand: where it came from, where it would go, and how that looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from annotator.gui.card_layout import OUTER, CardFonts
from annotator.gui.ink import on
from annotator.gui.theme import Theme
from annotator.settings.language import Language


@dataclass(slots=True)
class CardDrag:
    """Begun by a press at `pressed` on the head of the card in `row`.

    `gap` is None until the pointer has really moved; then the card would go before the card
    in row `gap`, or behind the last.
    """

    row: int
    pressed: QPoint
    point: QPoint
    gap: int | None = None

    def follow(self, point: QPoint, boxes: Sequence[QRectF]) -> None:
        """The pointer is at `point`; `boxes` are the rows of all articles, in the viewport."""
        self.point = point
        above = (row for row, box in enumerate(boxes) if point.y() < box.center().y())
        self.gap = next(above, len(boxes))

    @property
    def target(self) -> int | None:
        """The number (from 1) of the card whose place it would take; None where it would stay."""
        if self.gap is None or self.gap in (self.row, self.row + 1):
            return None
        return self.gap if self.gap > self.row else self.gap + 1

    def paint(
        self,
        painter: QPainter,
        boxes: Sequence[QRectF],
        fonts: CardFonts,
        theme: Theme,
        language: Language,
    ) -> None:
        """A line where the card would go, and at the pointer its number and its place."""
        if self.gap is None or not boxes:
            return
        window = painter.window()
        box = boxes[min(self.gap, len(boxes) - 1)]
        y = (box.top() if self.gap < len(boxes) else box.bottom()) + OUTER / 2
        # Before and behind a card that is higher than the pane the line keeps to the edge.
        y = min(max(y, 3.0), window.height() - 3.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 4))
        painter.drawLine(QPointF(OUTER, y), QPointF(box.width() - OUTER, y))
        target = self.target
        words = (
            language.say("panel.card_stays")
            if target is None
            else language.say("panel.card_to_place", number=self.row + 1, place=target)
        )
        painter.setFont(fonts.badge)
        size = QFontMetricsF(fonts.badge).size(0, words)
        tag = QRectF(QPointF(self.point) + QPointF(14, 10), size).adjusted(-8, -4, 8, 4)
        tag.moveRight(min(tag.right(), window.width() - 4.0))
        tag.moveBottom(min(tag.bottom(), window.height() - 4.0))
        band = theme.band(self.row + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(on(band))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)
