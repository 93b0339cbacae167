"""A page's raw text in a text widget: loading, fonts, positions, scrolling. No painting, no requests."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.page_grid import PageGrid, Row
from annotator.gui.page_marks import PageMarks
from annotator.gui.roomy_layout import RoomyLayout
from annotator.gui.text_units import TextUnits, visible

_MARGIN = 12
"""Pixels around the text; the sign of a soft break needs them."""

_CONTEXT = 4
"""Rows that stay in sight above and below a place to which the view is led."""


class PageText(QPlainTextEdit):
    """Shows a raw text that cannot be typed into and has a caret and a selection all the same.

    One block of the document is one raw line. Qt changes text, so none is ever read back: what
    is copied comes out of the raw text. Positions in arguments and answers are code points.
    """

    def __init__(self, font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.raw = RawText.of("")
        self.marks = PageMarks(None)
        """What the page shows, by place."""
        self.units = TextUnits("")
        self._bound: frozenset[str] = frozenset()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(_MARGIN)
        self._layout = RoomyLayout(document)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        # Single letters are commands: an input method must not gather them.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        PageText.set_reading_font(self, font)

    # -- text and font -------------------------------------------------------------------

    def load(self, raw: RawText) -> None:
        """Puts another text into the view, at its top."""
        self.raw = raw
        self.units = TextUnits(raw.text)
        self.setPlainText(visible(raw.text))

    def set_reading_font(self, font: QFont) -> None:
        """The font of the text; the place at the top of the view stays there."""
        top = self.firstVisibleBlock()
        self._layout.measure(font)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._scroll_to(top, 0, 0)

    @property
    def em(self) -> float:
        """Pixels of one Chinese character."""
        return QFontMetricsF(self.font()).horizontalAdvance("国")

    def inputMethodEvent(self, event: QInputMethodEvent, /) -> None:
        event.ignore()  # Qt would type what is committed, read-only or not

    def createMimeDataFromSelection(self) -> QMimeData:
        # The clipboard keeps the data until after Python has ended, and what Python made would
        # then call back into it and crash: Qt has to make it, and a model's is empty enough.
        model = QStringListModel([""])
        data = model.mimeData([model.index(0)])
        data.clear()
        span = self.shown_selection().span
        data.setText(span.text_in(self.raw.text) if span else "")
        return data

    def sizeHint(self) -> QSize:
        return QSize(round(46 * self.em), round(40 * self.em))

    # -- keys ----------------------------------------------------------------------------

    def set_bound_keys(self, keys: frozenset[str]) -> None:
        """First keys of all shortcuts, in Qt's portable names: none of them is the view's own."""
        self._bound = keys

    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            # Qt's text widgets claim letters, Del, Ctrl+Z and more for typing. There is no typing
            # here, and the second key of "R, H" is on no list: every key is first a command's.
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if key_name(event) in self._bound:
            event.ignore()  # its command is out of use just now; the view has no other meaning for it
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool, /) -> bool:  # noqa: A002, FBT001  Qt's own name
        if ("Tab" if next else "Shift+Tab") in self._bound:
            return False
        return super().focusNextPrevChild(next)

    # -- geometry ------------------------------------------------------------------------

    def grid(self, low: float = 0.0, high: float | None = None) -> PageGrid:
        """The rows between two heights of the viewport (pixels), by default all in sight."""
        high = self.viewport().height() if high is None else high
        rows: list[Row] = []
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        top = self.blockBoundingGeometry(block).top() + offset.y()
        while block.isValid() and top + self._layout.drop < high:
            below = top + self.blockBoundingRect(block).height()
            if below + self._layout.drop > low:
                self._add_rows(rows, block, QPointF(offset.x(), top), low, high)
            block, top = block.next(), below
        return PageGrid(rows, self.units, self.viewport().width())

    def _add_rows(
        self, rows: list[Row], block: QTextBlock, at: QPointF, low: float, high: float
    ) -> None:
        layout, begin = block.layout(), block.position()
        count, start = layout.lineCount(), self.units.to_points(begin)
        if not count:
            return
        step = layout.lineAt(0).height() + self._layout.gap
        above = at.y() + layout.lineAt(0).y() - self._layout.gap + self._layout.drop
        first = max(0, int((low - above) // step))
        for index in range(first, count):
            line = layout.lineAt(index)
            top = at.y() + line.y() - self._layout.gap + self._layout.drop
            if top >= high:
                return
            bottom = top + line.height() + self._layout.gap
            unit = begin + line.textStart()
            start = self.units.to_points(unit)
            end = self.units.to_points(unit + line.textLength())
            rows.append(
                Row(
                    block.blockNumber(),
                    index == 0,
                    index == count - 1,
                    start,
                    end,
                    top,
                    bottom,
                    at.y() + line.y() + line.ascent(),
                    block,
                    line,
                    at,
                )
            )

    def lines_rect(self, span: Span) -> QRect:
        """Where the lines of `span` stand in the viewport, with the tags that hang below them."""
        blocks = (self.document().findBlock(self.units.to_qt(at)) for at in (span.start, span.end))
        rects = [
            self.blockBoundingGeometry(each).translated(self.contentOffset()) for each in blocks
        ]
        return rects[0].united(rects[-1]).adjusted(0, -self.em, 0, self.em).toAlignedRect()

    def character_at(self, where: QPointF) -> int | None:
        """The code point drawn at a place of the viewport, or None."""
        grid = self.grid()
        row = grid.row_at(where.y())
        return grid.character_at(row, where.x()) if row else None

    # -- caret and selection -------------------------------------------------------------

    def shown_selection(self) -> Selection:
        """What the widget's own cursor has selected."""
        cursor = self.textCursor()
        return Selection(
            self.units.to_points(cursor.anchor()), self.units.to_points(cursor.position())
        )

    def show_selection(self, selection: Selection) -> None:
        """Sets the widget's cursor, as far as the text goes, without scrolling."""
        bar = self.verticalScrollBar()
        before = bar.value()
        cursor = self.textCursor()
        last = len(self.raw)
        cursor.setPosition(self.units.to_qt(min(selection.anchor, last)))
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(self.units.to_qt(min(selection.caret, last)), keep)
        self.setTextCursor(cursor)
        bar.setValue(before)

    def top_point(self) -> int:
        """What stands at the top of the view."""
        block = self.firstVisibleBlock()
        line = block.layout().lineAt(self.verticalScrollBar().value() - block.firstLineNumber())
        return self.units.to_points(block.position() + (line.textStart() if line.isValid() else 0))

    def stand_at(self, top: int, caret: int) -> None:
        """The row of `top` is the first one, and the caret in sight."""
        self._scroll_to(*self._row_of(top), 0)
        seen = self.grid().span
        if seen is None or not seen.start <= caret <= seen.end:
            self.reveal(caret)

    def _row_of(self, point: int) -> tuple[QTextBlock, int]:
        """The block that holds `point`, laid out, and the number of its row in it."""
        unit = self.units.to_qt(min(point, len(self.raw)))
        block = self.document().findBlock(unit)
        self.blockBoundingRect(block)  # lays the block out
        line = block.layout().lineForTextPosition(unit - block.position())
        return block, line.lineNumber() if line.isValid() else 0

    def reveal(self, point: int) -> None:
        """Scrolls so that `point` is in sight with some rows around it; not at all where it is."""
        block, number = self._row_of(point)
        row = block.firstLineNumber() + number
        bar = self.verticalScrollBar()
        context = min(_CONTEXT, max(0, bar.pageStep() // 3))
        if row < bar.value() + context or row > bar.value() + bar.pageStep() - 1 - context:
            above = context if row < bar.value() else bar.pageStep() // 3
            self._scroll_to(block, number, above)

    def _scroll_to(self, block: QTextBlock, number: int, above: int) -> None:
        """Row `number` of a block comes so many rows below the top."""
        self.blockBoundingRect(block)
        self.verticalScrollBar().setValue(max(0, block.firstLineNumber() + number - above))


def key_name(event: QKeyEvent) -> str:
    """A key with its modifiers in Qt's portable names."""
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return name.replace("Backtab", "Tab")
