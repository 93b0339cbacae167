"""Beside each line: its number, whose it is, and what it is in there."""

from dataclasses import replace

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.document.pages import PageState
from annotator.document.spans import Selection, Span
from annotator.gui.gutter_paint import GutterSight, paint_gutter, width_for
from annotator.gui.page_grid import Row
from annotator.gui.page_hints import stretch_hint
from annotator.gui.page_text import PageText
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.situation import touched_lines

_TICK = 40
"""Milliseconds between two steps while a drag scrolls the view."""


class ArticleGutter(QWidget):
    """Stands left of the text and scrolls with it; lines are selected by clicks and drags here."""

    NAME = "article_gutter"
    context_menu_wanted = Signal(QPoint)
    """Where on the screen; the line there is already selected."""

    def __init__(
        self, view: PageText, bridge: SessionBridge, theme: Theme, language: Language
    ) -> None:
        super().__init__(view)
        self._view = view
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._first: int | None = None
        """The line where a drag began, from 0."""
        self._kept: tuple[Span, ...] = ()
        """What was selected before a drag with Ctrl, and stays so."""
        self._beyond = 0.0
        self._scrolling = QBasicTimer()
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_language(self, language: Language) -> None:
        self._language = language
        self.setAccessibleName(language.say("view.gutter"))

    def wanted_width(self) -> int:
        """Pixels for the numbers of this page's lines, its articles and roles."""
        return width_for(len(self._view.raw.line_starts), self._view.em, self._view.font())

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent, /) -> None:
        session, view = self._bridge.session, self._view
        page = session.page
        if page is None:
            return
        sight = GutterSight(
            view.raw.text,
            view.grid(),
            view.marks,
            self._theme,
            session.vocabulary,
            view.em,
            self.width(),
            self._selected_lines(),
            not session.selection.spans,
            page.state is PageState.FINISHED,
        )
        with QPainter(self) as painter:  # ended even when a bug gets in between
            painter.setFont(view.font())
            paint_gutter(painter, sight, event.rect())

    def _selected_lines(self) -> frozenset[int]:
        """Numbers of the lines that the selection touches, from 0; the caret's where it is bare."""
        runs = touched_lines(self._view.raw, self._bridge.session.selection)
        return frozenset(line for first, last in runs for line in range(first, last + 1))

    # -- mouse ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        row = self._row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._first = self._view.raw.line_at(self._bridge.session.selection.anchor)
        else:
            self._first = row.line
        self._kept = ()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._kept = self._bridge.session.selection.spans
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._select_to(row.line)

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._first is None:
            return
        y = event.position().y()
        self._beyond = min(0.0, y) + max(0.0, y - self.height())
        if self._beyond:
            if not self._scrolling.isActive():
                self._scrolling.start(_TICK, self)
            return
        self._scrolling.stop()
        self._select_to_height(y)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._first = None
            self._scrolling.stop()

    def timerEvent(self, event: QTimerEvent, /) -> None:
        if self._first is None:
            super().timerEvent(event)
            return
        bar = self._view.verticalScrollBar()
        steps = 1 + int(abs(self._beyond) // 40)
        bar.setValue(bar.value() + (steps if self._beyond > 0 else -steps))
        self._select_to_height(self.height() - 1.0 if self._beyond > 0 else 0.0)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        self._view.wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        row = self._row_at(event.pos().y())
        if row is not None and row.line not in self._selected_lines():
            self._first, self._kept = row.line, ()
            self._select_to(row.line)
            self._first = None
        self.context_menu_wanted.emit(event.globalPos())

    def _row_at(self, y: float) -> Row | None:
        """The row at a height; below the last line of the page the last one."""
        rows = self._view.grid().rows
        if not rows:
            return None
        inside = (row for row in rows if y < row.bottom)
        return next(inside, rows[-1])

    def _select_to_height(self, y: float) -> None:
        row = self._row_at(y)
        if row is not None:
            self._select_to(row.line)

    def _select_to(self, line: int) -> None:
        """Selects whole lines from where the drag began; the caret is at the end that moves."""
        raw, first = self._view.raw, self._first
        if first is None:
            return
        if line >= first:
            selection = Selection(raw.line_bounds(first)[0], raw.line_bounds(line)[1])
        else:
            selection = Selection(raw.line_bounds(first)[1], raw.line_bounds(line)[0])
        if selection.span is not None:
            also = [rest for span in self._kept for rest in span.without(selection.span)]
            selection = replace(selection, also=tuple(sorted(also)))
        self._bridge.select(selection, self.NAME)

    # -- hints ---------------------------------------------------------------------------

    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.hint_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def hint_at(self, where: QPointF) -> str:
        """What the tooltip says at a place of the gutter, as rich text; empty where nothing is."""
        row = self._row_at(where.y())
        owners = self._view.marks.owners(row) if row else []
        vocabulary = self._bridge.session.vocabulary
        return "<br>".join(
            stretch_hint(owned.stretch, vocabulary, self._language) for owned in owners
        )
