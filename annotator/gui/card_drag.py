"""What a mouse carries or spans over the cards, and how that looks. Points are of the viewport."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.gui.card_layout import OUTER
from annotator.gui.ink import on

if TYPE_CHECKING:
    from annotator.gui.card_view import CardView

Touched = tuple[tuple[int, tuple[int, ...]], ...]
"""Rows of cards, each with numbers of its paragraphs."""


def paint_tag(painter: QPainter, view: CardView, at: QPoint, words: str, band: QColor) -> None:
    """A few words beside the pointer, inside the pane."""
    fonts, window = view.cards_model.fonts, painter.window()
    painter.setFont(fonts.badge)
    size = QFontMetricsF(fonts.badge).size(0, words)
    tag = QRectF(QPointF(at) + QPointF(14, 10), size).adjusted(-8, -4, 8, 4)
    tag.moveRight(min(tag.right(), window.width() - 4.0))
    tag.moveBottom(min(tag.bottom(), window.height() - 4.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(band)
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(on(band))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


def paint_bar(painter: QPainter, view: CardView, y: float, left: float, right: float) -> None:
    """A line where something would go; before and behind what is higher than the pane it keeps to the edge."""
    y = min(max(y, 3.0), painter.window().height() - 3.0)
    painter.setPen(QPen(view.delegate.theme.colour("accent"), 4))
    painter.drawLine(QPointF(left, y), QPointF(right, y))


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

    @property
    def is_under_way(self) -> bool:
        return self.gap is not None

    def follow(self, view: CardView, point: QPoint) -> None:
        """The pointer is at `point`."""
        self.point = point
        boxes = view.article_boxes()
        above = (row for row, box in enumerate(boxes) if point.y() < box.center().y())
        self.gap = next(above, len(boxes))

    @property
    def target(self) -> int | None:
        """The number (from 1) of the card whose place it would take; None where it would stay."""
        if self.gap is None or self.gap in (self.row, self.row + 1):
            return None
        return self.gap if self.gap > self.row else self.gap + 1

    def paint(self, painter: QPainter, view: CardView) -> None:
        """A line where the card would go, and at the pointer its number and its place."""
        boxes = view.article_boxes()
        if self.gap is None or not boxes:
            return
        box = boxes[min(self.gap, len(boxes) - 1)]
        y = (box.top() if self.gap < len(boxes) else box.bottom()) + OUTER / 2
        paint_bar(painter, view, y, OUTER, box.width() - OUTER)
        say, target = view.delegate.language.say, self.target
        words = (
            say("panel.card_stays")
            if target is None
            else say("panel.card_to_place", number=self.row + 1, place=target)
        )
        paint_tag(painter, view, self.point, words, view.delegate.theme.band(self.row + 1))


@dataclass(slots=True)
class LineDrag:
    """Begun by a press at `pressed` on the margin beside a paragraph: the selected lines are in the hand.

    They would go into the card in `row` before its paragraph `gap` (behind the last where there
    is none), or to where a reader would read them where `gap` is None, or, where `row` is None
    too, into an article of their own. What nobody can have is `stays`.
    """

    pressed: QPoint
    point: QPoint
    is_under_way: bool = False
    row: int | None = None
    gap: int | None = None
    stays: bool = True

    def follow(self, view: CardView, point: QPoint) -> None:
        """The pointer is at `point`."""
        self.is_under_way, self.point = True, point
        self.row = view.row_at(point)
        self.gap, self.stays = None, False
        if self.row is None:
            return
        if view.cards_model.cards[self.row].is_furniture:
            self.stays = True
            return
        laid, local = view.cards_model.laid(self.row), view.local(self.row, point)
        if laid.paragraphs and not laid.is_head(local.x(), local.y()):
            self.gap = laid.gap_at(local.y())

    def words(self, view: CardView) -> str:
        """Which lines, and where they would go."""
        say, lines = view.delegate.language.say, view.selected_lines[0]
        if self.stays:
            return say("panel.lines_stay", lines=lines)
        if self.row is None:
            return say("panel.lines_to_new", lines=lines)
        key = "panel.lines_to_article" if self.gap is None else "panel.lines_to_place"
        return say(key, lines=lines, number=self.row + 1)

    def paint(self, painter: QPainter, view: CardView) -> None:
        """A line between two paragraphs, or a frame around a card; at the pointer what would happen."""
        if not self.is_under_way:
            return
        theme = view.delegate.theme
        if self.row is not None and not self.stays:
            box, laid = view.card_box(self.row), view.cards_model.laid(self.row)
            if self.gap is None:
                painter.setPen(QPen(theme.colour("accent"), 4))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(laid.frame().translated(box.topLeft()), 6, 6)
            else:
                all_ = laid.paragraphs
                at = (
                    all_[self.gap].top - all_[self.gap].above
                    if self.gap < len(all_)
                    else all_[-1].bottom
                )
                paint_bar(painter, view, box.top() + at - 2, laid.text_left, laid.width - 2 * OUTER)
        band = theme.colour("furniture") if self.stays else theme.colour("accent")
        paint_tag(painter, view, self.point, self.words(view), band)


@dataclass(slots=True)
class Band:
    """A rubber band from `pressed`, which scrolls with the cards. What was selected before is `kept` too."""

    pressed: QPoint
    scrolled: int
    """Where the list stood when it began."""
    kept: Sequence[object] = ()
    point: QPoint | None = None
    touched: Touched = ()

    @property
    def is_under_way(self) -> bool:
        return self.point is not None

    def box(self, view: CardView) -> QRectF:
        """Where the band lies now."""
        point = self.point or self.pressed
        origin = self.pressed - QPoint(0, view.verticalScrollBar().value() - self.scrolled)
        return QRectF(QPointF(origin), QPointF(point)).normalized()

    def follow(self, view: CardView, point: QPoint) -> None:
        """The pointer is at `point`: every paragraph that the band touches is selected."""
        self.point = point
        box = self.box(view)
        found: list[tuple[int, tuple[int, ...]]] = []
        for row in range(view.cards_model.rowCount()):
            card = view.card_box(row)
            if card.top() < box.bottom() and box.top() < card.bottom():
                laid = view.cards_model.laid(row)
                numbers = laid.touched(box.top() - card.top(), box.bottom() - card.top())
                found += [(row, numbers)] if numbers else []
        if tuple(found) != self.touched:
            self.touched = tuple(found)
            view.lines_wanted.emit(self.touched, self.kept)

    def paint(self, painter: QPainter, view: CardView) -> None:
        """The band, and at the pointer which lines are selected."""
        if self.point is None:
            return
        theme, box = view.delegate.theme, self.box(view)
        accent = theme.colour("accent")
        ground = QColor(accent)
        ground.setAlpha(36)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawRect(box)
        lines, count = view.selected_lines
        if count:
            words = view.delegate.language.say("panel.lines_selected", lines=lines, count=count)
            paint_tag(painter, view, self.point, words, accent)
