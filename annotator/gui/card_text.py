"""What a card says: the paragraphs of an article as a reader reads them, and what is marked in them."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from annotator.document.marks import CorrectionMark, Part, place_of
from annotator.document.raw_text import RawText
from annotator.document.reading import ReadingMap, Side, reading_of
from annotator.document.spans import Span
from annotator.workbench.shown import Shown, ShownArticle


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one role; `start` is its place in the card's reading text (code points).

    `opens` its part. Where the reading jumps to another place of the page before it, `jump` has
    the first and last line (from 0) of the passage that is read from here on.
    """

    start: int
    text: str
    role: str
    opens: bool = True
    jump: tuple[int, int] | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Underline:
    """An entity where it is read: `[start, end)` of the card's reading text."""

    start: int
    end: int
    label: str
    is_gold: bool


@dataclass(frozen=True)
class Card:
    """An article, or the page's furniture (number 0), ready to be laid out."""

    key: str
    number: int
    is_gold: bool
    lines: tuple[int, int]
    """First and last line of the page (from 0) that the card has text of."""
    reading: ReadingMap
    paragraphs: tuple[Paragraph, ...]
    underlines: tuple[Underline, ...]
    fixes: tuple[tuple[int, int], ...]
    """What is corrected: `[start, end)`, empty where text was taken out."""
    damaged: tuple[tuple[int, int], ...]
    """What was misread, and nobody knows how it read; empty where text is lost."""
    suspects: tuple[tuple[int, int], ...]
    """What is suspected and not decided; empty where something may be missing."""
    essence: "Essence"
    note: str = ""
    """What people noted on the article."""

    @property
    def is_furniture(self) -> bool:
        return self.number == 0

    @property
    def headline(self) -> str:
        """The headline in one line, else the first paragraph; for lists and screen readers."""
        heads = [each.text for each in self.paragraphs if each.role == "headline"]
        return "".join(heads) or (self.paragraphs[0].text if self.paragraphs else "")

    @property
    def start(self) -> int:
        """Where the first paragraph is read; 0 where all text was taken out."""
        return self.paragraphs[0].start if self.paragraphs else 0

    @property
    def length(self) -> int:
        """How many characters a reader reads."""
        return sum(len(each.text) for each in self.paragraphs)

    def paragraph_at(self, at: int) -> int:
        """The number of the paragraph that holds reading position `at`, or that ends there."""
        starts = [each.start for each in self.paragraphs]
        return max(0, bisect_left(starts, at + 1) - 1)

    def span_of(self, paragraph: Paragraph) -> Span:
        """Where a paragraph stands on the page, with what was taken out at its ends."""
        to_raw = self.reading.to_raw
        start = to_raw(paragraph.start, Side.AFTER)
        end = max(start + 1, to_raw(paragraph.end, Side.BEFORE))
        while start in self._starts_of_gone:
            start = self._starts_of_gone[start]
        while end in self._ends_of_gone:
            end = self._ends_of_gone[end]
        return Span(start, end)

    @cached_property
    def _ends_of_gone(self) -> dict[int, int]:
        """Of what was taken out: the raw end under the raw start."""
        return dict(place_of(mark) for mark in self.essence.corrections if mark.text == "")

    @cached_property
    def _starts_of_gone(self) -> dict[int, int]:
        return {end: start for start, end in self._ends_of_gone.items()}

    def passage_of(self, number: int) -> tuple[Span, ...]:
        """Where the paragraphs from that one on stand, up to the next jump."""
        last = number + 1
        while last < len(self.paragraphs) and self.paragraphs[last].jump is None:
            last += 1
        return tuple(map(self.span_of, self.paragraphs[number:last]))

    def place_of(self, raw: int) -> int | None:
        """Where the raw position is read on this card; None where it is not."""
        return self.reading.to_reading(raw, Side.AFTER) if self.reading.pieces else None


@dataclass(frozen=True, slots=True)
class Essence:
    """Everything a card's text is made of. Two cards of one essence say the same."""

    parts: tuple[Part, ...]
    entities: tuple[tuple[Span, str, bool], ...]
    breaks: tuple[Span, ...]
    corrections: tuple[CorrectionMark, ...]
    suspects: tuple[tuple[int, int], ...] = ()
    """Start and end of each correction that is only proposed."""


class CardMaker:
    """Makes the cards of one page; what has not changed since the page before is kept."""

    def __init__(self, shown: Shown, before: Sequence[Card] = ()) -> None:
        self._shown = shown
        self._before = {card.essence.parts: card for card in before}
        self._notes = {note.mark: note.text for note in shown.page.notes if note.mark}
        self._corrections = shown.page.corrections
        self._correction_starts = [place_of(mark)[0] for mark in self._corrections]

    def cards(self) -> list[Card]:
        """A card for each article in the page's order, and one for furniture where there is some."""
        found = [self.card(article) for article in self._shown.articles]
        if self._shown.furniture:
            found.append(self.furniture())
        return found

    def card(self, article: ShownArticle) -> Card:
        """The card of one article."""
        card = self._card(article.key, article.number, article.is_gold, article.parts)
        note = self._notes.get(article.key, "")
        return card if card.note == note else replace(card, note=note)

    def furniture(self) -> Card:
        """The card of everything that belongs to no article, in text order."""
        pieces = self._shown.furniture
        parts = tuple(Part(each.span, each.role) for each in pieces)
        return self._card("furniture", 0, all(each.is_gold for each in pieces), parts)

    def _card(self, key: str, number: int, is_gold: bool, parts: tuple[Part, ...]) -> Card:  # noqa: FBT001
        essence = self._essence(parts)
        old = self._before.get(parts)
        if old is not None and old.essence == essence:
            if (old.key, old.number, old.is_gold) == (key, number, is_gold):
                return old
            return replace(old, key=key, number=number, is_gold=is_gold)
        reading = self._reading(essence)
        raw = self._shown.page.raw
        first = min(raw.line_at(part.span.start) for part in parts)
        last = max(raw.line_at(part.span.end - 1) for part in parts)
        return Card(
            key,
            number,
            is_gold,
            (first, last),
            reading,
            _paragraphs(reading, parts, _jumps(parts, raw) if number else {}),
            _underlines(reading, essence.entities),
            _fixes(reading, essence.corrections),
            _places(reading, _lost(essence.corrections)),
            _places(reading, essence.suspects),
            essence,
        )

    def _essence(self, parts: tuple[Part, ...]) -> Essence:
        entities: list[tuple[Span, str, bool]] = []
        breaks: list[Span] = []
        corrections: list[CorrectionMark] = []
        suspects: list[tuple[int, int]] = []
        for part in parts:
            span = part.span
            entities += [
                (each.span, each.label, each.is_gold) for each in self._shown.entities_in(span)
            ]
            soft = self._shown.break_spans
            at = bisect_left(soft, span.start, key=lambda each: each.start)
            while at < len(soft) and soft[at].end <= span.end:
                breaks.append(soft[at])
                at += 1
            at = bisect_left(self._correction_starts, span.start)
            while at < len(self._corrections) and place_of(self._corrections[at])[1] <= span.end:
                corrections.append(self._corrections[at])
                at += 1
            near = self._shown.corrections_in(span.start, span.end)
            suspects += [(each.start, each.end) for each in near if not each.is_gold]
        return Essence(
            parts,
            tuple(dict.fromkeys(entities)),
            tuple(breaks),
            tuple(corrections),
            tuple(dict.fromkeys(suspects)),
        )

    def _reading(self, essence: Essence) -> ReadingMap:
        return reading_of(
            self._shown.page.raw.text,
            [part.span for part in essence.parts],
            corrections=essence.corrections,
            soft_breaks=essence.breaks,
        )


def _paragraphs(
    reading: ReadingMap, parts: tuple[Part, ...], jumps: Mapping[int, tuple[int, int]]
) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for number, (part, (_, begin, stop)) in enumerate(zip(parts, reading.stretches, strict=True)):
        at, opens = begin, True
        for text in reading.text[begin:stop].split("\n"):
            if text:
                jump = jumps.get(number) if opens else None
                found.append(Paragraph(at, text, part.role, opens, jump))
                opens = False
            at += len(text) + 1
    return tuple(found)


def _jumps(parts: tuple[Part, ...], raw: RawText) -> dict[int, tuple[int, int]]:
    """Under the number of each part that does not stand right below the one before: lines of its passage."""
    found: dict[int, tuple[int, int]] = {}
    opened = 0
    for number, part in enumerate(parts):
        above = parts[number - 1].span.end if number else part.span.start
        goes_on = above <= part.span.start and not raw.text[above : part.span.start].strip()
        opened = opened if goes_on else number
        if opened:
            first, last = parts[opened].span.start, part.span.end - 1
            found[opened] = raw.line_at(first), raw.line_at(last)
    return found


def _underlines(
    reading: ReadingMap, entities: tuple[tuple[Span, str, bool], ...]
) -> tuple[Underline, ...]:
    found = [
        Underline(start, end, label, is_gold)
        for span, label, is_gold in entities
        for start, end in reading.reading_ranges(span)
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _fixes(
    reading: ReadingMap, corrections: tuple[CorrectionMark, ...]
) -> tuple[tuple[int, int], ...]:
    places = {place_of(mark) for mark in corrections if mark.text is not None}
    return tuple(
        (piece.start, piece.end)
        for piece in reading.pieces
        if not piece.verbatim and (piece.raw_start, piece.raw_end) in places
    )


def _lost(corrections: tuple[CorrectionMark, ...]) -> list[tuple[int, int]]:
    """Where the original is unknown."""
    return [place_of(mark) for mark in corrections if mark.text is None]


def _places(reading: ReadingMap, places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Where raw places are read; a gap stays empty."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if start < end:
            found += reading.reading_ranges(Span(start, end))
        else:
            at = reading.to_reading(start, Side.BEFORE)
            found += [(at, at)] if at is not None else []
    return tuple(found)
