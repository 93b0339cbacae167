"""Draws a card: whose it is, what a reader reads, and what is marked in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.document.labels import Vocabulary
from annotator.gui.card_layout import OUTER, PADDING, STRIPE, LaidCard, LaidParagraph, look_of
from annotator.gui.card_marks import (
    paint_fixes,
    paint_grip,
    paint_jump,
    paint_letter,
    paint_underlines,
)
from annotator.gui.card_text import Card
from annotator.gui.cards_model import CardsModel
from annotator.gui.hit_paint import PageHits, paint_card_hits
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT, Index, box_of, on
from annotator.gui.notes_words import SIGN
from annotator.gui.theme import Theme
from annotator.settings.language import Language

ROUND = 6.0
"""Radius of a card's corners, in pixels."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the editor stands among the cards: row, and position in its reading text."""

    row: int
    at: int


Selected = Mapping[int, tuple[tuple[int, int], ...]]
"""Of each row that has some of it, what is selected of its reading text."""


class CardDelegate(QStyledItemDelegate):
    """Draws rows of a `CardsModel`. `place` marks where the editor stands.

    `grip` is what a hand is on, as row and number of a paragraph.
    """

    def __init__(
        self,
        model: CardsModel,
        theme: Theme,
        language: Language,
        vocabulary: Vocabulary,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.theme, self.language = theme, language
        self.hits = PageHits()
        """What a search has found."""
        self.vocabulary = vocabulary
        self.place: Place | None = None
        self.selected: Selected = {}
        self.grip: tuple[int, int] | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        laid = self._model.laid(index.row())
        return QSize(laid.width, laid.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.row()
        card, laid = self._model.cards[row], self._model.laid(row)
        rect = box_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        place = self.place if self.place is not None and self.place.row == row else None
        self._paint_frame(painter, card, laid, is_here=place is not None)
        self._paint_head(painter, card, laid)
        window = painter.window()
        for number, paragraph in enumerate(laid.paragraphs):
            top = rect.top() + paragraph.top - paragraph.above
            if top < window.bottom() and top + paragraph.above + paragraph.height > 0:
                self._paint_paragraph(painter, card, laid, paragraph, place, row)
                if self.grip == (row, number):
                    box = QRectF(OUTER + STRIPE, paragraph.top, PADDING, paragraph.height)
                    paint_grip(painter, box, self._model.fonts.em, self.theme)
        painter.restore()

    # -- frame and head ------------------------------------------------------------------

    def _band(self, card: Card) -> QColor:
        return self.theme.colour("furniture") if card.is_furniture else self.theme.band(card.number)

    def _paint_frame(self, painter: QPainter, card: Card, laid: LaidCard, *, is_here: bool) -> None:
        frame, band = laid.frame(), self._band(card)
        inner = frame.adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("base"))
        painter.drawRoundedRect(inner, ROUND, ROUND)
        head = QRectF(inner.left(), inner.top(), inner.width(), laid.header - 4)
        tint = self.theme.colour("raised") if card.is_furniture else self.theme.tint(card.number)
        painter.setBrush(tint)
        painter.drawRoundedRect(head, ROUND, ROUND)
        stripe = QRectF(inner.left(), inner.top() + 2, STRIPE, inner.height() - 4)
        if card.is_gold:
            painter.fillRect(stripe, band)
        else:
            pen = QPen(band, STRIPE, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1.6, 1.0])
            painter.setPen(pen)
            x = stripe.center().x()
            painter.drawLine(QPointF(x, stripe.top()), QPointF(x, stripe.bottom()))
        width = 2.0 if is_here else 1.2
        style = Qt.PenStyle.SolidLine if card.is_gold else Qt.PenStyle.DashLine
        painter.setPen(QPen(band, width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, ROUND, ROUND)

    def _paint_head(self, painter: QPainter, card: Card, laid: LaidCard) -> None:
        fonts, frame, band = self._model.fonts, laid.frame(), self._band(card)
        metrics = QFontMetricsF(fonts.badge)
        word = str(card.number) if card.number else self.language.say("panel.card_furniture")
        width = max(metrics.horizontalAdvance(word) + 12, metrics.height() + 4)
        top = frame.top() + 4
        left = frame.left() + STRIPE + PADDING - 4
        badge = QRectF(left, top, width, metrics.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(fonts.badge)
        painter.setPen(on(band))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(fonts.small)
        painter.setPen(self.theme.colour("text" if card.is_gold else "muted"))
        state = self.language.say("panel.card_gold" if card.is_gold else "panel.card_proposed")
        beside = QRectF(badge.right() + 8, top, frame.right() - badge.right() - 20, badge.height())
        if card.note:
            state += f" · {SIGN} {' '.join(card.note.split())}"
            state = painter.fontMetrics().elidedText(
                state, Qt.TextElideMode.ElideRight, round(beside.width())
            )
        painter.drawText(beside, MIDDLE_LEFT, state)
        painter.setPen(self.theme.colour("muted"))
        facts = self._facts(card)
        if QFontMetricsF(fonts.small).horizontalAdvance(state + facts) + 16 < beside.width():
            painter.drawText(beside, MIDDLE_RIGHT, facts)

    def _facts(self, card: Card) -> str:
        lines = _lines(*card.lines)
        return self.language.say("panel.card_facts", lines=lines, length=card.length)

    # -- text ----------------------------------------------------------------------------

    def _paint_paragraph(
        self,
        painter: QPainter,
        card: Card,
        laid: LaidCard,
        paragraph: LaidParagraph,
        place: Place | None,
        row: int,
    ) -> None:
        if place is not None and paragraph.paragraph.start <= place.at <= paragraph.paragraph.end:
            self._paint_place(painter, laid, paragraph, place.at)
        role = paragraph.paragraph.role
        colour = look_of(role).colour
        if card.is_furniture:
            self._paint_role(painter, laid, paragraph)
        elif paragraph.paragraph.opens:
            self._paint_letter(painter, card, laid, paragraph)
        if paragraph.paragraph.jump is not None:
            words = self._jump_words(*paragraph.paragraph.jump)
            box = paragraph.jump_box(laid.width - OUTER - PADDING)
            paint_jump(painter, box, words, self._model.fonts, self.theme)
        ranges = self.hits.read_in(card.reading) if self.hits.spans else ()
        em = self._model.fonts.em
        paint_card_hits(painter, paragraph, ranges, em, self.theme, behind=True)
        painter.setPen(self.theme.colour(colour))
        corner = QPointF(paragraph.left, paragraph.top)
        paragraph.layout.draw(painter, corner, self._selections(paragraph, row))
        paint_card_hits(painter, paragraph, ranges, em, self.theme, behind=False)
        fonts, words = self._model.fonts, self.vocabulary
        paint_fixes(painter, card, paragraph, fonts.em, self.theme)
        paint_underlines(painter, card, paragraph, fonts, self.theme, words)
        if place is not None and paragraph.paragraph.start <= place.at <= paragraph.paragraph.end:
            painter.fillRect(paragraph.caret(place.at), self.theme.colour("accent"))

    def _paint_place(
        self, painter: QPainter, laid: LaidCard, paragraph: LaidParagraph, at: int
    ) -> None:
        """The line of the caret has a ground, its paragraph a bar."""
        box = paragraph.line_box(at)
        left = OUTER + STRIPE + 3.0
        ground = QRectF(left, box.top() - 1, laid.width - OUTER - 3 - left, box.height() + 2)
        painter.fillRect(ground, self.theme.colour("caret_line"))
        leading = self._model.fonts.leading
        bar = QRectF(left, paragraph.top, 3, paragraph.height - leading)
        painter.fillRect(bar, self.theme.colour("accent"))

    def _paint_role(self, painter: QPainter, laid: LaidCard, paragraph: LaidParagraph) -> None:
        """Beside furniture stands what it is."""
        painter.setFont(self._model.fonts.small)
        painter.setPen(self.theme.colour("muted"))
        left = OUTER + STRIPE + PADDING
        line = paragraph.layout.lineAt(0)
        box = QRectF(left, paragraph.top, laid.text_left - left, line.height())
        title = self._model.role_title(paragraph.paragraph.role)
        painter.drawText(box, MIDDLE_LEFT, title)

    def _paint_letter(
        self, painter: QPainter, card: Card, laid: LaidCard, paragraph: LaidParagraph
    ) -> None:
        """Beside the first line of each part stands the letter of its role, as in the raw text."""
        role = self.vocabulary.role(paragraph.paragraph.role)
        line, em = paragraph.layout.lineAt(0), self._model.fonts.em
        right = laid.text_left - 6
        box = QRectF(right - em, paragraph.top + (line.height() - em) / 2, em, em)
        paint_letter(
            painter, box, role.letter if role else "?", self._band(card), self._model.fonts
        )

    def _jump_words(self, first: int, last: int) -> str:
        return self.language.say("panel.card_jump", lines=_lines(first, last))

    def _selections(self, paragraph: LaidParagraph, row: int) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        for start, end in self.selected.get(row, ()):
            begin, length = paragraph.unit_range(start, end)
            if length:
                each = QTextLayout.FormatRange()
                each.start, each.length = begin, length
                look = QTextCharFormat()
                look.setBackground(self.theme.colour("selection"))
                each.format = look
                found.append(each)
        return found


def _lines(first: int, last: int) -> str:
    """Lines from 0 as an editor counts them."""
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"
