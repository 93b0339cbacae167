"""What is drawn over the text of a card: entities as in the raw text, and what was corrected."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.document.labels import Vocabulary
from annotator.gui.card_layout import CardFonts, LaidParagraph
from annotator.gui.card_text import Card, Underline
from annotator.gui.ink import MIDDLE_LEFT
from annotator.gui.theme import Theme
from annotator.gui.waves import DASHES, SWING, WAVE, wave, wedge

_UNDERLINE, _THICK = 0.31, 0.095
"""Below the baseline, and strength, in em, as all measures here; the raw text has the same."""
_TAG_WIDTH, _TAG_HEIGHT = 0.66, 0.62


def paint_fixes(
    painter: QPainter, card: Card, paragraph: LaidParagraph, em: float, theme: Theme
) -> None:
    """A wave under what reads otherwise than the raw text, a wedge where some of that is gone.

    What is damaged, or lost, has the colour of what is still wrong; what is only suspected is
    dashed, as in the raw text.
    """
    pen = QPen(theme.colour("good"), max(1.3, 0.075 * em))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, end in card.fixes:
        _paint_fix(painter, paragraph, start, end, em)
    pen.setColor(theme.colour("warning"))
    painter.setPen(pen)
    for start, end in card.damaged:
        _paint_fix(painter, paragraph, start, end, em)
    pen.setDashPattern(DASHES)
    painter.setPen(pen)
    for start, end in card.suspects:
        _paint_fix(painter, paragraph, start, end, em)


def _paint_fix(
    painter: QPainter, paragraph: LaidParagraph, start: int, end: int, em: float
) -> None:
    own = paragraph.paragraph
    if start == end and own.start <= start <= own.end:
        foot = paragraph.caret(start)
        at = QPointF(foot.center().x(), foot.bottom() - 0.16 * em)
        painter.drawPolyline(wedge(at, 0.16 * em))
    elif start < own.end and end > own.start:
        for box in paragraph.strokes(start, end):
            painter.drawPath(wave(box.left(), box.right(), box.top() + WAVE * em, SWING * em))


def paint_underlines(
    painter: QPainter,
    card: Card,
    paragraph: LaidParagraph,
    fonts: CardFonts,
    theme: Theme,
    vocabulary: Vocabulary,
) -> None:
    """Under an entity a line, solid for gold and dashed for a proposal, and the label's letter."""
    own = paragraph.paragraph
    painter.setFont(fonts.letter)
    for each in card.underlines:
        if each.start < own.end and each.end > own.start:
            label = vocabulary.label(each.label)
            colour, letter = theme.label(label), label.letter if label else "?"
            _paint_underline(
                painter, paragraph, each, fonts.em, colour, theme.colour("base"), letter
            )


def _paint_underline(
    painter: QPainter,
    paragraph: LaidParagraph,
    each: Underline,
    em: float,
    colour: QColor,
    ground: QColor,
    letter: str,
) -> None:
    pen = QPen(colour, max(2.0, round(_THICK * em)))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not each.is_gold:
        pen.setDashPattern([2.2, 1.5])
    boxes = list(paragraph.strokes(each.start, each.end))
    for number, box in enumerate(boxes):
        y, right = round(box.top() + _UNDERLINE * em) + pen.widthF() % 2 / 2, box.right() - 1
        if number == len(boxes) - 1:
            tag = QRectF(0, y - 0.2 * em, _TAG_WIDTH * em, _TAG_HEIGHT * em)
            tag.moveRight(right)
            right = tag.left()
            _paint_tag(painter, tag, colour, ground, letter, is_gold=each.is_gold)
        if box.left() + 1 < right:
            painter.setPen(pen)
            painter.drawLine(QPointF(round(box.left()) + 1, y), QPointF(right, y))


def _paint_tag(
    painter: QPainter, tag: QRectF, colour: QColor, ground: QColor, letter: str, *, is_gold: bool
) -> None:
    """The letter on its colour where the entity is gold, else outlined."""
    painter.setPen(QPen(colour, 1))
    painter.setBrush(colour if is_gold else ground)
    painter.drawRoundedRect(tag, tag.height() * 0.22, tag.height() * 0.22)
    painter.setPen(ground if is_gold else colour)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, letter)


# -- beside the text ---------------------------------------------------------------------


def paint_letter(
    painter: QPainter, box: QRectF, letter: str, band: QColor, fonts: CardFonts
) -> None:
    """The letter of a role in an outline of its article's colour."""
    painter.setPen(QPen(band, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(fonts.letter)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def paint_jump(painter: QPainter, box: QRectF, words: str, fonts: CardFonts, theme: Theme) -> None:
    """A dotted line over the text that is read on elsewhere on the page, and which lines those are."""
    painter.setFont(fonts.small)
    painter.setPen(theme.colour("muted"))
    width = QFontMetricsF(fonts.small).horizontalAdvance(words)
    painter.drawText(box, MIDDLE_LEFT, words)
    pen = QPen(theme.colour("muted"), 1)
    pen.setDashPattern([1.0, 3.0])
    painter.setPen(pen)
    y = round(box.center().y()) + 0.5
    painter.drawLine(QPointF(box.left() + width + 6, y), QPointF(box.right(), y))


def paint_grip(painter: QPainter, box: QRectF, em: float, theme: Theme) -> None:
    """Six dots: here a hand takes hold."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("text"))
    radius, step = 0.07 * em, 0.3 * em
    for x in (-0.5, 0.5):
        for y in (-1, 0, 1):
            at = (
                box.center() if box.height() < 3 * em else QPointF(box.center().x(), box.top() + em)
            )
            painter.drawEllipse(at + QPointF(x * step, y * step), radius, radius)
