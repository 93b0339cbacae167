"""The list of cards under the hand: what a click, a drag or a key on it means."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QToolTip, QWidget

from annotator.document.labels import Vocabulary
from annotator.document.reading import Side
from annotator.document.spans import Span
from annotator.gui.card_delegate import CardDelegate, Place
from annotator.gui.card_hand import CardHand
from annotator.gui.card_layout import OUTER, CardFonts
from annotator.gui.cards_model import CardsModel
from annotator.gui.ink import Index
from annotator.gui.theme import Theme
from annotator.settings.language import Language

Numbers = tuple[int, ...]


class CardView(QListView):
    """Cards with a caret. It says what is wanted; positions are of a card's reading text."""

    place_wanted = Signal(int, int, object)
    """The caret goes to: row, position, and the `Side` of the character that was hit."""
    reach_wanted = Signal(int, int, object)
    """The selection grows to: row, position and side."""
    entity_wanted = Signal(int, int, object)
    """A double click: row, position and side."""
    card_dropped = Signal(int, int)
    """Number of the card that was dragged, and of the one whose place it takes (both from 1)."""
    lines_wanted = Signal(object, object)
    """Paragraphs are to be selected (`Touched`), and spans beside them."""
    lines_toggled = Signal(int, int)
    """A paragraph is to be selected, or to be so no more: row and number."""
    lines_dropped = Signal(object, object)
    """The selected lines go into the card of that row before the paragraph of that number; None as in `LineDrag`."""
    all_left = Signal()
    """Escape: nothing is to be selected."""
    menu_wanted = Signal(QPoint)
    """A context menu, at that global point."""

    def __init__(
        self, theme: Theme, language: Language, vocabulary: Vocabulary, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.cards_model = CardsModel(language, self)
        self.setModel(self.cards_model)
        self.delegate = CardDelegate(self.cards_model, theme, language, vocabulary, self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.viewport().setMouseTracking(True)
        self.hint = "panel.no_cards"
        """The key of what stands where there are no cards."""
        self.selected_spans: tuple[Span, ...] = ()
        self.selected_lines: tuple[str, int] = ("", 0)
        """The numbers of the selected lines in words, and how many there are."""
        self.hand = CardHand(self)

    # -- geometry ------------------------------------------------------------------------

    def set_fonts(self, font: QFont) -> None:
        self._set_type(CardFonts(font))

    def _set_type(self, fonts: CardFonts) -> None:
        self.cards_model.set_type(fonts, self.viewport().width())
        self.verticalScrollBar().setSingleStep(max(12, round(fonts.em * 2)))
        self.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._set_type(self.cards_model.fonts)
        super().resizeEvent(event)

    def card_box(self, row: int) -> QRectF:
        """The row of a card, in the viewport."""
        return QRectF(self.visualRect(self.cards_model.index(row)))

    def caret_box(self, row: int, at: int) -> QRectF:
        """Where a caret at reading position `at` stands, in the viewport."""
        laid, card = self.cards_model.laid(row), self.cards_model.cards[row]
        paragraph = laid.paragraphs[card.paragraph_at(at)]
        return paragraph.caret(at).translated(self.card_box(row).topLeft())

    def head_point(self, number: int) -> QPoint:
        """A point on the head of card `number` (from 1): what a hand takes to drag it."""
        box = self.card_box(number - 1)
        return QPointF(box.center().x(), box.top() + OUTER + 10).toPoint()

    def show_place(self, place: Place) -> None:
        """Scrolls no more than it takes to see the place with a few lines around it."""
        caret = self.caret_box(place.row, place.at)
        height, room = self.viewport().height(), self.cards_model.fonts.em * 3
        if caret.top() >= room and caret.bottom() <= height - room:
            return
        bar = self.verticalScrollBar()
        card = self.card_box(place.row)
        top = card.top() if card.height() <= height * 0.8 else caret.top() - height * 0.3
        bar.setValue(bar.value() + round(max(top, caret.bottom() + room - height)))

    def row_at(self, point: QPoint) -> int | None:
        """The row of the card at a point of the viewport."""
        index = self.indexAt(point)
        return index.row() if index.isValid() else None

    def visible_rows(self) -> range:
        """The rows that show at least in part."""
        count = self.cards_model.rowCount()
        top = self.row_at(QPoint(self.viewport().width() // 2, 0))
        bottom = self.row_at(QPoint(self.viewport().width() // 2, self.viewport().height() - 1))
        return range(top or 0, count if bottom is None else bottom + 1)

    def article_boxes(self) -> list[QRectF]:
        """The rows of all articles, in the viewport."""
        cards = self.cards_model.cards
        return [self.card_box(row) for row, card in enumerate(cards) if not card.is_furniture]

    def local(self, row: int, point: QPoint) -> QPointF:
        """A point of the viewport from the corner of that row."""
        return QPointF(point) - self.card_box(row).topLeft()

    def hit(self, point: QPoint) -> tuple[int, int, Side] | None:
        """Row, reading position and side of what is next to a point; None where no card is."""
        row = self.row_at(point)
        if row is None:
            return None
        local = self.local(row, point)
        found = self.cards_model.laid(row).place_at(local.x(), local.y())
        return (row, *found) if found else None

    def is_text(self, point: QPoint) -> bool:
        """Whether a point of the viewport is on the text of a card."""
        row = self.row_at(point)
        if row is None:
            return False
        local = self.local(row, point)
        return self.cards_model.laid(row).is_text(local.x(), local.y())

    # -- lines ---------------------------------------------------------------------------

    def grip_under(self, point: QPoint) -> tuple[int, int] | None:
        """Row and paragraph of the margin under a point."""
        row = self.row_at(point)
        if row is None:
            return None
        local = self.local(row, point)
        number = self.cards_model.laid(row).grip_at(local.x(), local.y())
        return (row, number) if number is not None else None

    def gripped(self, point: QPoint) -> Numbers:
        """The paragraphs that a hand takes at a point: one beside its margin, a passage at the jump to it."""
        row = self.row_at(point)
        if row is None:
            return ()
        grip = self.grip_under(point)
        if grip is not None:
            return (grip[1],)
        local = self.local(row, point)
        first = self.cards_model.laid(row).jump_at(local.y())
        if first is None or not OUTER <= local.x() < self.viewport().width() - 2 * OUTER:
            return ()
        return tuple(range(first, first + len(self.cards_model.cards[row].passage_of(first))))

    def grip_point(self, row: int, number: int) -> QPoint:
        """Where a hand takes a paragraph."""
        laid = self.cards_model.laid(row)
        y = laid.paragraphs[number].top + self.cards_model.fonts.em / 2
        return (self.card_box(row).topLeft() + QPointF(OUTER + 8, y)).toPoint()

    def show_grip(self, grip: tuple[int, int] | None) -> None:
        """Dots beside the paragraph that the mouse could take."""
        before, self.delegate.grip = self.delegate.grip, grip
        for row in {each[0] for each in (before, grip) if each is not None and before != grip}:
            self.update(self.cards_model.index(row))

    def is_selected(self, row: int, numbers: Numbers) -> bool:
        """Whether all of those paragraphs are."""
        card = self.cards_model.cards[row]
        spans = (card.span_of(card.paragraphs[number]) for number in numbers)
        return all(any(own.covers(span) for own in self.selected_spans) for span in spans)

    # -- mouse ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.show_grip(None)
        super().leaveEvent(event)

    def let_go(self) -> None:
        """What the mouse was doing is over, and nothing comes of it."""
        self.hand.let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        hit = self.hit(point)
        if event.button() == Qt.MouseButton.LeftButton and hit and self.is_text(point):
            self.entity_wanted.emit(*hit)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.delegate.place
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.hit(event.pos())
            if hit is not None and not self._in_selection(hit[0], hit[1]):
                self.place_wanted.emit(*hit)
        elif place is not None:
            caret = self.caret_box(place.row, place.at)
            where = self.viewport().mapToGlobal(caret.bottomLeft().toPoint())
        self.menu_wanted.emit(where)

    def _in_selection(self, row: int, at: int) -> bool:
        ranges = self.delegate.selected.get(row, ())
        return any(start <= at <= end for start, end in ranges)

    # -- keys ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls; everything else belongs to the window's commands."""
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if event.key() == Qt.Key.Key_Escape and self.hand.is_busy:
            self.let_go()
        elif event.key() == Qt.Key.Key_Escape and self.selected_spans:
            self.all_left.emit()
        elif event.key() in steps and not event.modifiers():
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    # -- hints ---------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self.hit(event.pos()) if self.is_text(event.pos()) else None
            QToolTip.showText(event.globalPos(), self.hint_of(*hit) if hit else "", self)
            return True
        return super().viewportEvent(event)

    def hint_of(self, _row: int, _at: int, _side: Side) -> str:
        """What is to be said of a position as rich text; here nothing is known of it."""
        return ""

    # -- drawing over the cards ----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.cards_model.rowCount():
            self._paint_hint(painter)
        else:
            self.hand.paint(painter)
        painter.end()

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setPen(self.delegate.theme.colour("muted"))
        box = self.viewport().rect().adjusted(24, 24, -24, -24)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, self.delegate.language.say(self.hint))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The caret is the session's; the list has no current row of its own."""
