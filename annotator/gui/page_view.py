"""The raw text of the page on the desk, with all that is marked in it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QToolTip, QWidget

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.gui.article_gutter import ArticleGutter
from annotator.gui.current import current_proposals
from annotator.gui.hit_paint import PageHits, paint_hits
from annotator.gui.mark_paint import paint_marks
from annotator.gui.page_hints import hint_at
from annotator.gui.page_lines import grown_by_line
from annotator.gui.page_marks import PageMarks, changed_entities
from annotator.gui.page_mouse import EndDrag, end_at, nearest_boundary
from annotator.gui.page_paint import Sight, paint_caret, paint_ground, paint_text
from annotator.gui.page_text import PageText
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, reading_font
from annotator.settings.language import Language
from annotator.workbench.shown import Shown

NAME = "page_view"
"""How this view signs the selections that it asks for."""

_POINTS = 13.0
_BY_LINE = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PageView(PageText):
    """Follows the session, draws what it shows, and asks it for what keys and mouse want."""

    context_menu_wanted = Signal(QPoint)
    """Where on the screen; the caret is already there."""
    zoom_wanted = Signal(int)
    """Steps up or down, from the wheel with Ctrl."""

    def __init__(
        self, bridge: SessionBridge, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(reading_font(chinese_family(), _POINTS), parent)
        self._bridge = bridge
        self._theme = theme
        self._language = language
        self._drag: EndDrag | None = None
        self._is_following = False
        self._hits = PageHits()
        self._framed: str | None = None
        """The proposal that was last painted as the current one."""
        self.gutter = ArticleGutter(self, bridge, theme, language)
        self.gutter.context_menu_wanted.connect(self.context_menu_wanted)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.set_theme(theme)
        self.set_language(language)
        self.cursorPositionChanged.connect(self._report_selection)
        self.selectionChanged.connect(self._report_selection)
        self.updateRequest.connect(self._take_gutter_along)
        bridge.page_opened.connect(self._open)
        bridge.page_changed.connect(self._take_change)
        bridge.selection_moved.connect(self._follow)
        bridge.queue_changed.connect(self._frame_current)
        bridge.session.view_top = self.top_point
        self._open()

    # -- how it looks and sounds ---------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.setPalette(theme.palette())
        self.gutter.set_theme(theme)
        self.viewport().update()

    def set_language(self, language: Language) -> None:
        self._language = language
        self.setAccessibleName(language.say("view.raw_text"))
        self.gutter.set_language(language)

    def set_reading_font(self, font: QFont) -> None:
        super().set_reading_font(font)
        self._make_room()

    def _make_room(self) -> None:
        width = self.gutter.wanted_width()
        self.setViewportMargins(width, 0, 0, 0)
        self.gutter.setGeometry(0, 0, width, self.height())
        self.gutter.update()

    def _take_gutter_along(self, rect: QRect, _scrolled: int) -> None:
        self.gutter.update(0, rect.y(), self.gutter.width(), rect.height())

    # -- following the session -----------------------------------------------------------

    def _open(self) -> None:
        shown = self._bridge.session.shown
        self._drag = None
        self.marks = PageMarks(shown and shown.only(self._bridge.session.only_label))
        self._is_following = True
        try:
            self.load(shown.page.raw if shown else RawText.of(""))
            self.show_selection(self._bridge.session.selection)
        finally:
            self._is_following = False
        self.stand_at(self._bridge.session.top, self._bridge.session.selection.caret)
        self._make_room()

    def _take_change(self, _before: Shown, after: Shown, _initiator: str) -> None:
        before, self.marks = self.marks, PageMarks(after.only(self._bridge.session.only_label))
        self._drag = None
        spans = changed_entities(before, self.marks)
        if spans is None:
            self.viewport().update()
            self.gutter.update()
            return
        for span in spans:
            self.viewport().update(self.lines_rect(span))

    def show_hits(self, hits: PageHits) -> None:
        """What a search has found on this page is marked."""
        self._hits = hits
        self.viewport().update()

    def _frame_current(self) -> None:
        current = self._bridge.session.current
        if current != self._framed:
            self._framed = current
            self.viewport().update()

    def _follow(self, selection: Selection, initiator: str) -> None:
        self.viewport().update()
        self.gutter.update()
        if initiator == NAME:
            return
        self._is_following = True
        try:
            self.show_selection(selection)
        finally:
            self._is_following = False
        if initiator != self.gutter.NAME:
            self.reveal(selection.caret)

    def _report_selection(self) -> None:
        if not self._is_following:
            self._bridge.select(self.shown_selection(), NAME)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent, /) -> None:
        sight = self._sight(event.rect().top(), event.rect().bottom())
        with QPainter(self.viewport()) as painter:  # ended even when a bug gets in between
            painter.setFont(self.font())
            paint_ground(painter, sight)
            paint_hits(painter, sight.grid, self._hits, sight.selection.span, sight.em, self._theme)
            paint_text(painter, sight, QRectF(event.rect()))
            paint_marks(painter, sight)
            paint_caret(painter, sight, is_on=self.getPaintContext().cursorPosition >= 0)

    def _sight(self, top: float, bottom: float) -> Sight:
        em = self.em
        session = self._bridge.session
        return Sight(
            self.raw.text,
            self.units,
            self.grid(top - 2 * em, bottom + 2 * em),
            self.marks,
            self._theme,
            session.vocabulary,
            em,
            session.selection,
            current_proposals(session),
            self.hasFocus(),
            (self._drag.entity, self._drag.span) if self._drag else None,
        )

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.gutter.setGeometry(0, 0, self.gutter.wanted_width(), self.height())

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- keys ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        now, is_escape = self._bridge.session.selection, event.key() == Qt.Key.Key_Escape
        if is_escape and self._drag is not None:
            self._end_drag()
        elif is_escape and now.spans and not self._hits.has(now.span):
            self._bridge.select(Selection.at(now.caret), "escape")
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() in _BY_LINE:
            step = _BY_LINE[Qt.Key(event.key())]
            self._bridge.select(grown_by_line(self.raw, now, step), "lines")
        else:
            super().keyPressEvent(event)

    # -- mouse ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self._drag = self._end_under(event.position())
            if self._drag is not None:
                return
            # Not a drag of the selected text, which Qt would begin: a new selection.
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if self._drag is not None:
            to = nearest_boundary(self.grid(), event.position())
            if to is not None:
                self._drag = self._drag.moved(to)
                self.viewport().update()
            return
        if not event.buttons():
            on_end = self._end_under(event.position()) is not None
            shape = Qt.CursorShape.SplitHCursor if on_end else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if self._drag is None:
            super().mouseReleaseEvent(event)
            return
        drag = self._drag
        self._end_drag()
        was = drag.entity.span
        if drag.span == was:
            self._bridge.select(Selection.at(drag.at), "mouse")
            return
        self._bridge.select(Selection.at(was.start), "mouse")
        self._bridge.run("resize_entity", str(drag.span.start), str(drag.span.end))

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        point = self.character_at(event.position())
        entity = self.marks.entity_at(point) if point is not None else None
        if entity is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseDoubleClickEvent(event)
            return
        self._end_drag()
        self._bridge.select(Selection(entity.span.start, entity.span.end), "mouse")

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom_wanted.emit(1 if steps > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            self.context_menu_wanted.emit(where)
            return
        at = nearest_boundary(self.grid(), QPointF(event.pos()))
        span = self._bridge.session.selection.span
        if at is not None and (span is None or not span.start <= at <= span.end):
            self._bridge.select(Selection.at(at), "mouse")
        self.context_menu_wanted.emit(event.globalPos())

    def _end_under(self, where: QPointF) -> EndDrag | None:
        return end_at(self.grid(), self.marks, where, self.em)

    def _end_drag(self) -> None:
        self._drag = None
        self.viewport().update()

    # -- hints ---------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.hint_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def hint_at(self, where: QPointF) -> str:
        """What the tooltip says at a place of the viewport, as rich text; empty where nothing is."""
        point = self.character_at(where)
        if point is None:
            return ""
        return hint_at(self.marks, point, self._bridge.session.vocabulary, self._language)
