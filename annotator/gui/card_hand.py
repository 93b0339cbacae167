"""The mouse on the cards: what a press takes hold of, and what comes of it when it is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from annotator.document.reading import Side
from annotator.gui.card_drag import Band, CardDrag, LineDrag

if TYPE_CHECKING:
    from annotator.gui.card_view import CardView

EDGE = 28
"""A drag this near to the upper or lower edge scrolls, in pixels."""
_TICK = 40
"""Milliseconds between two steps while a drag scrolls the cards."""

_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class CardHand(QObject):
    """Text is selected; a head carries its card, a margin its lines; elsewhere, or with Ctrl, a band is drawn."""

    def __init__(self, view: CardView) -> None:
        super().__init__(view)
        self._view = view
        self._selecting = False
        self._held: CardDrag | LineDrag | Band | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._scroll_on)
        self._point = QPoint()

    @property
    def is_busy(self) -> bool:
        """Whether a button is down over something."""
        return self._held is not None

    # -- press ---------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        view, point = self._view, event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not view.cards_model.rowCount():
            return
        grows = bool(event.modifiers() & _SHIFT)
        if event.modifiers() & _CONTROL:
            scrolled = view.verticalScrollBar().value()
            self._held = Band(point, scrolled, view.selected_spans)
            return
        hit = view.hit(point)
        if hit is not None and view.is_text(point):
            self._selecting = True
            (view.reach_wanted if grows else view.place_wanted).emit(*hit)
        else:
            self._held = self._hold(point)

    def _hold(self, point: QPoint) -> CardDrag | LineDrag | Band:
        """What a press beside the text takes hold of."""
        view, row = self._view, self._view.row_at(point)
        if row is not None:
            laid, local = view.cards_model.laid(row), view.local(row, point)
            is_article = not view.cards_model.cards[row].is_furniture
            if is_article and laid.is_head(local.x(), local.y()):
                return CardDrag(row, point, point)
            numbers = view.gripped(point)
            if numbers:
                if not view.is_selected(row, numbers):
                    view.lines_wanted.emit(((row, numbers),), ())
                return LineDrag(point, point)
        return Band(point, view.verticalScrollBar().value())

    # -- move ----------------------------------------------------------------------------

    def move(self, event: QMouseEvent) -> None:
        view, point = self._view, event.position().toPoint()
        held = self._held
        if held is not None:
            far = (point - held.pressed).manhattanLength()
            if held.is_under_way or far >= QApplication.startDragDistance():
                self._carry(point)
        elif self._selecting:
            hit = view.hit(point)
            if hit is not None:
                view.reach_wanted.emit(*hit)
        else:
            self._hover(point, event.modifiers())

    def _hover(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        view, row = self._view, self._view.row_at(point)
        grip = view.grip_under(point) if not modifiers & _CONTROL else None
        view.show_grip(grip)
        view.viewport().setCursor(self._cursor_at(point, row, modifiers))

    def _cursor_at(
        self, point: QPoint, row: int | None, modifiers: Qt.KeyboardModifier
    ) -> Qt.CursorShape:
        view = self._view
        if modifiers & _CONTROL or row is None:
            return Qt.CursorShape.CrossCursor if row is not None else Qt.CursorShape.ArrowCursor
        if view.is_text(point):
            return Qt.CursorShape.IBeamCursor
        laid, local = view.cards_model.laid(row), view.local(row, point)
        is_article = not view.cards_model.cards[row].is_furniture
        if view.gripped(point) or (is_article and laid.is_head(local.x(), local.y())):
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.ArrowCursor

    def _carry(self, point: QPoint) -> None:
        """What is held follows the pointer; at the edges the list scrolls."""
        view, held = self._view, self._held
        assert held is not None
        self._point = point
        is_band = isinstance(held, Band)
        shape = Qt.CursorShape.CrossCursor if is_band else Qt.CursorShape.ClosedHandCursor
        view.viewport().setCursor(shape)
        if not EDGE <= point.y() <= view.viewport().height() - EDGE:
            self._scroll(point)
            self._timer.start()
        else:
            self._timer.stop()
        held.follow(view, point)
        view.viewport().update()

    def _scroll(self, point: QPoint) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (-EDGE if point.y() < EDGE else EDGE))

    def _scroll_on(self) -> None:
        if self._held is None:
            self._timer.stop()
            return
        self._scroll(self._point)
        self._held.follow(self._view, self._point)
        self._view.viewport().update()

    # -- release -------------------------------------------------------------------------

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, held = self._view, self._held
        self.let_go()
        match held:
            case CardDrag(row, gap=None):
                view.place_wanted.emit(row, view.cards_model.cards[row].start, Side.AFTER)
            case CardDrag(row) if held.target is not None:
                view.card_dropped.emit(row + 1, held.target)
            case LineDrag(is_under_way=True, stays=False):
                view.lines_dropped.emit(held.row, held.gap)
            case LineDrag(is_under_way=False) | Band(point=None):
                self._click(held)
            case _:
                pass

    def _click(self, held: LineDrag | Band) -> None:
        """In the margin a paragraph is selected alone; Ctrl and a click take it into the selection, or out."""
        view, row = self._view, self._view.row_at(held.pressed)
        if row is None:
            return
        if isinstance(held, LineDrag):
            view.lines_wanted.emit(((row, view.gripped(held.pressed)),), ())
            return
        laid, local = view.cards_model.laid(row), view.local(row, held.pressed)
        numbers = laid.touched(local.y(), local.y() + 1)
        if numbers and QApplication.keyboardModifiers() & _CONTROL:
            view.lines_toggled.emit(row, numbers[0])

    def let_go(self) -> None:
        """What the mouse was doing is over, and nothing comes of it."""
        if self._held is not None:
            self._view.viewport().unsetCursor()
            self._view.viewport().update()
        self._timer.stop()
        self._selecting, self._held = False, None

    def paint(self, painter: QPainter) -> None:
        """What is held, over the cards."""
        if self._held is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._held.paint(painter, self._view)
