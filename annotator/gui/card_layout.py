"""A card set in type: where each paragraph, line and character stands. All lengths are pixels."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from annotator.document.reading import Side
from annotator.gui.card_text import Card, Paragraph
from annotator.gui.text_units import TextUnits, visible


@dataclass(frozen=True, slots=True)
class Look:
    """How a role is set: size beside body text, weight, colour role, indent and space above in em."""

    size: float
    bold: bool = False
    colour: str = "text"
    indent: float = 0.0
    above: float = 0.35


LOOKS = {
    "kicker": Look(0.95, colour="muted", above=0.0),
    "headline": Look(1.3, bold=True, above=0.1),
    "deck": Look(1.05, above=0.2),
    "byline": Look(0.9, colour="muted"),
    "subhead": Look(1.0, bold=True, above=0.7),
    "body": Look(1.0, indent=2.0, above=0.25),
    "caption": Look(0.9, colour="muted", above=0.6),
    "credit": Look(0.85, colour="muted"),
}
FURNITURE = Look(0.92, above=0.2)

OUTER = 8
"""Between a card and the edge of the pane, and between two cards."""
STRIPE = 5
"""Width of the band in the article's colour at the left."""
PITCH = 1.75
"""From line to line of body text, in em: room for an underline and a letter below the text."""
PADDING = 12
FOOT = 10


def look_of(role: str) -> Look:
    """How text of that role is set."""
    return LOOKS.get(role, FURNITURE)


class CardFonts:
    """The fonts of the cards, all made of the font that page text is read in."""

    def __init__(self, base: QFont) -> None:
        self.base = base
        self.small = QFont(base)
        self.small.setPointSizeF(base.pointSizeF() * 0.8)
        self.badge = QFont(base)
        self.badge.setPointSizeF(base.pointSizeF() * 0.85)
        self.badge.setBold(True)
        metrics = QFontMetricsF(base)
        self.em = metrics.horizontalAdvance("国")
        self.letter = QFont(base)
        self.letter.setPixelSize(max(8, round(0.56 * self.em)))
        self.letter.setBold(True)
        self.leading = max(0.0, round(PITCH * self.em - metrics.lineSpacing()))
        self.header = round(QFontMetricsF(self.badge).height()) + 14
        self._by_role: dict[str, QFont] = {}

    def of(self, role: str) -> QFont:
        """The font of a role."""
        if role not in self._by_role:
            look, font = look_of(role), QFont(self.base)
            font.setPointSizeF(self.base.pointSizeF() * look.size)
            font.setBold(look.bold)
            self._by_role[role] = font
        return self._by_role[role]


class LaidParagraph:
    """One paragraph in lines, `top` below the top of its card."""

    def __init__(
        self, paragraph: Paragraph, fonts: CardFonts, left: float, top: float, width: float
    ) -> None:
        self.paragraph = paragraph
        self.top, self.left = top, left
        self.units = TextUnits(paragraph.text)
        look = look_of(paragraph.role)
        indent = look.indent * fonts.em if width > 8 * fonts.em else 0.0
        self.layout = QTextLayout(visible(paragraph.text), fonts.of(paragraph.role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        self.layout.setCacheEnabled(True)
        self.layout.beginLayout()
        y = 0.0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(max(fonts.em, width - indent))
            line.setPosition(QPointF(indent, y))
            y += line.height() + fonts.leading
            indent = 0.0
        self.layout.endLayout()
        self.height = y

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def line_at(self, at: int) -> QTextLine:
        """The line on which position `at` of the card's reading text is drawn."""
        return self.layout.lineForTextPosition(self._qt(at))

    def _qt(self, at: int) -> int:
        inside = min(max(at - self.paragraph.start, 0), len(self.paragraph.text))
        return self.units.to_qt(inside)

    def place_at(self, x: float, y: float) -> tuple[int, Side]:
        """The reading position next to a point (from the paragraph's corner), and the side of the character there."""
        number = next(
            (
                i
                for i in range(self.layout.lineCount())
                if y < self.layout.lineAt(i).y() + self.layout.lineAt(i).height() + 4
            ),
            self.layout.lineCount() - 1,
        )
        line = self.layout.lineAt(number)
        unit = line.xToCursor(x)
        at = self.units.to_points(unit)
        side = Side.AFTER if x >= _x_of(line, unit) else Side.BEFORE
        if at == 0:
            side = Side.AFTER
        elif at == len(self.paragraph.text):
            side = Side.BEFORE
        return self.paragraph.start + at, side

    def caret(self, at: int) -> QRectF:
        """Where a caret at reading position `at` stands, from the card's corner."""
        line = self.line_at(at)
        x = round(self.left + _x_of(line, self._qt(at)))
        return QRectF(x - 1, self.top + line.y(), 2, line.height())

    def line_box(self, at: int) -> QRectF:
        """The box of the line of reading position `at`, from the card's corner."""
        line = self.line_at(at)
        return QRectF(self.left + line.x(), self.top + line.y(), line.width(), line.height())

    def strokes(self, start: int, end: int) -> Iterator[QRectF]:
        """Where `[start, end)` of the reading text is drawn: from the baseline down, one box a line."""
        low, high = self._qt(start), self._qt(end)
        if low >= high:
            return
        first = self.layout.lineForTextPosition(low).lineNumber()
        for number in range(first, self.layout.lineCount()):
            line = self.layout.lineAt(number)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if begin >= high:
                return
            left, right = _x_of(line, max(low, begin)), _x_of(line, min(high, stop))
            y = line.y() + line.ascent()
            yield QRectF(self.left + left, self.top + y, right - left, line.descent())

    def unit_range(self, start: int, end: int) -> tuple[int, int]:
        """Start and length of `[start, end)` of the reading text in this paragraph, in Qt's units."""
        low, high = self._qt(start), self._qt(end)
        return low, max(0, high - low)


def _x_of(line: QTextLine, unit: int) -> float:
    """Where the caret before that unit stands; the type stubs do not know PySide's pair."""
    found: object = line.cursorToX(unit)
    if isinstance(found, tuple):
        return float(found[0])  # pyright: ignore[reportUnknownArgumentType]
    assert isinstance(found, float)
    return found


def _space_above(role: str, before: str) -> float:
    """Space between paragraphs of two roles, in em: none at the top, little inside one title."""
    if not before:
        return 0.0
    look = look_of(role)
    return 0.0 if look.bold and role == before else look.above


class LaidCard:
    """A card in paragraphs for one width. Coordinates start at the corner of the card's row."""

    def __init__(self, card: Card, fonts: CardFonts, width: int, gutter: float = 0.0) -> None:
        self.width = width
        self.text_left = OUTER + STRIPE + PADDING + gutter
        room = width - self.text_left - OUTER - PADDING
        top = float(OUTER + fonts.header)
        self.paragraphs: list[LaidParagraph] = []
        before = ""
        for paragraph in card.paragraphs:
            top += _space_above(paragraph.role, before) * fonts.em
            before = paragraph.role
            laid = LaidParagraph(paragraph, fonts, self.text_left, top, max(room, 4 * fonts.em))
            self.paragraphs.append(laid)
            top = laid.bottom
        self.header = fonts.header
        self.height = round(top) + FOOT

    def frame(self) -> QRectF:
        """The card itself, without the space around it."""
        return QRectF(OUTER, OUTER, self.width - 2 * OUTER, self.height - OUTER)

    def place_at(self, x: float, y: float) -> tuple[int, Side] | None:
        """The reading position next to a point; None for a card without text."""
        if not self.paragraphs:
            return None
        below = (each for each in self.paragraphs if y < each.bottom)
        laid = next(below, self.paragraphs[-1])
        return laid.place_at(x - laid.left, y - laid.top)

    def is_text(self, x: float, y: float) -> bool:
        """Whether the point is on the card's text rather than on its head or margins."""
        if not self.paragraphs or x < self.text_left - 4:
            return False
        return self.paragraphs[0].top <= y < self.paragraphs[-1].bottom
