"""A card set in type: where each paragraph, line and character stands. All lengths are pixels."""

from collections.abc import Iterator
from copy import copy
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
        self.margin = round(self.em) + 6
        """Room beside the text for the letters of roles."""
        self.jump = round(QFontMetricsF(self.small).height()) + 6
        """Height of the line that says where the reading jumps to."""
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
        self.above = fonts.jump if paragraph.jump is not None else 0

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def moved(self, paragraph: Paragraph, top: float, above: int) -> "LaidParagraph":
        """The same text in the same role elsewhere: its lines are kept."""
        found = copy(self)
        found.paragraph, found.top, found.above = paragraph, top, above
        return found

    def jump_box(self, right: float) -> QRectF:
        """Where it stands that the reading jumps before this paragraph; empty where it does not."""
        return QRectF(self.left, self.top - self.above, right - self.left, self.above)

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


KnownParagraphs = dict[tuple[str, str, float], LaidParagraph]
"""What has been set in type with the fonts of now, by text, role and width."""


class LaidCard:
    """A card in paragraphs for one width. Coordinates start at the corner of the card's row."""

    def __init__(
        self,
        card: Card,
        fonts: CardFonts,
        width: int,
        gutter: float = 0.0,
        known: KnownParagraphs | None = None,
    ) -> None:
        self.width = width
        self.text_left = OUTER + STRIPE + PADDING + gutter
        room = width - self.text_left - OUTER - PADDING
        top = float(OUTER + fonts.header)
        self.paragraphs: list[LaidParagraph] = []
        before = ""
        for paragraph in card.paragraphs:
            top += _space_above(paragraph.role, before) * fonts.em
            before = paragraph.role
            top += fonts.jump if paragraph.jump is not None else 0
            laid = self._laid(paragraph, fonts, top, max(room, 4 * fonts.em), known)
            self.paragraphs.append(laid)
            top = laid.bottom
        self.header = fonts.header
        self.height = round(top) + FOOT

    def _laid(
        self,
        paragraph: Paragraph,
        fonts: CardFonts,
        top: float,
        room: float,
        known: KnownParagraphs | None,
    ) -> LaidParagraph:
        """The paragraph in lines, those that are `known` where it has been set in this width."""
        key = paragraph.text, paragraph.role, room
        known = {} if known is None else known
        if key in known:
            return known[key].moved(paragraph, top, fonts.jump if paragraph.jump is not None else 0)
        known[key] = LaidParagraph(paragraph, fonts, self.text_left, top, room)
        return known[key]

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
        """Whether the point is on the card's text rather than on its head, its margins or a jump."""
        if not self.paragraphs or not self.text_left - 4 <= x < self.width - OUTER - PADDING / 2:
            return False
        inside = self.paragraphs[0].top <= y < self.paragraphs[-1].bottom
        return inside and self.jump_at(y) is None

    def is_head(self, x: float, y: float) -> bool:
        """Whether the point is on the card's head."""
        return OUTER <= x < self.width - OUTER and OUTER <= y < OUTER + self.header - 4

    def jump_at(self, y: float) -> int | None:
        """The number of the paragraph before which a jump is told at height `y`; None for no jump."""
        found = (
            n for n, each in enumerate(self.paragraphs) if each.top - each.above <= y < each.top
        )
        return next(found, None)

    def grip_at(self, x: float, y: float) -> int | None:
        """The number of the paragraph that a hand takes hold of in the margin beside it."""
        if not OUTER <= x < self.text_left - 4:
            return None
        found = (n for n, each in enumerate(self.paragraphs) if each.top <= y < each.bottom)
        return next(found, None)

    def touched(self, top: float, bottom: float) -> tuple[int, ...]:
        """Numbers of the paragraphs with a line between two heights."""
        return tuple(
            number
            for number, each in enumerate(self.paragraphs)
            if each.top < bottom and top < each.bottom
        )

    def gap_at(self, y: float) -> int:
        """The number of the paragraph before which something dropped at height `y` would come."""
        above = (n for n, each in enumerate(self.paragraphs) if y < (each.top + each.bottom) / 2)
        return next(above, len(self.paragraphs))
