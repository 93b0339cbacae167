"""A page as suspects are looked for on it: whole paragraphs with their roles, and the way back to raw text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, Proposal
from annotator.document.raw_text import RawText
from annotator.document.reading import HARD_BREAK, ReadingMap, Replacement, Side, joiner
from annotator.document.spans import Span, places_collide, trimmed
from annotator.propose.joining import Correction

NAME_LABELS = ("PER", "LOC", "ORG")
SURE_NAME = 0.5
"""Score from which a proposed name is taken for one."""
FURNITURE = -1
"""The number of the article of what belongs to none."""
_BESIDE_TEXT = frozenset(("caption", "credit"))
"""Roles of what stands in the middle of a text without parting it."""
_CLOSED = "。！？；…!?;”’」』）)》"


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed name; positions are code points of its paragraph's text."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True)
class Block:
    """Where a paragraph lies: its raw text without white space at the ends, and the joints of its lines.

    `article` numbers the page's articles, `FURNITURE` for what belongs to none. `is_whole` says no
    where the text goes on elsewhere, so that neither its ends nor its partners can be judged.
    """

    number: int
    role: str
    article: int
    is_whole: bool
    span: Span
    joints: tuple[Replacement, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A block as it reads: lines joined, corrections made so far and what is taken for granted put in.

    Names are the proposed ones of good score. `fixed` and `assumed` are the raw places of what
    the text has replaced, sorted.
    """

    block: Block
    text: str
    reading: ReadingMap
    fixed: tuple[tuple[int, int], ...] = ()
    assumed: tuple[tuple[int, int], ...] = ()
    names: tuple[Name, ...] = ()

    @property
    def number(self) -> int:
        """Its place among the paragraphs of the page, from 0 in text order."""
        return self.block.number

    @property
    def role(self) -> str:
        """A role of roles.toml."""
        return self.block.role

    @property
    def is_whole(self) -> bool:
        """Whether it begins and ends here."""
        return self.block.is_whole

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each of its printed lines, in the text."""
        places = (self.reading.to_reading(each.start, Side.BEFORE) for each in self.block.joints)
        cuts = [0, *(at for at in places if at is not None), len(self.text)]
        return tuple(pairwise(cuts))

    def to_raw(self, start: int, end: int) -> tuple[int, int] | None:
        """The raw place of `[start, end)` of the text; None where it collides with what is replaced.

        An insertion point sticks to the character before it. What is only taken for granted
        gives way to an edit that covers it and more.
        """
        if start == end:
            low = high = self.reading.to_raw(start, Side.BEFORE if start else Side.AFTER)
        else:
            low = self.reading.to_raw(start, Side.AFTER)
            high = self.reading.to_raw(end, Side.BEFORE)
        if low > high or _colliding(self.fixed, low, high) or self._is_replaced(start, end):
            return None
        for first, last in _colliding(self.assumed, low, high):
            if not (low <= first and last <= high and last - first < high - low):
                return None
        return low, high

    def _is_replaced(self, start: int, end: int) -> bool:
        """Whether some of `[start, end)` was put in, or part of it is half of what was."""
        pieces = self.reading.pieces
        at = bisect_right(pieces, start, key=lambda each: each.end)
        while at < len(pieces) and pieces[at].start < end:
            piece = pieces[at]
            place = piece.raw_start, piece.raw_end
            if not piece.verbatim and start < piece.end:
                is_covered = start <= piece.start and piece.end <= end
                if place in self.fixed or (place in self.assumed and not is_covered):
                    return True
            at += 1
        return False

    def is_in_name(self, start: int, end: int, labels: Sequence[str] = NAME_LABELS) -> bool:
        """Whether `[start, end)` shares text with such a name; an insertion point: lies inside one."""
        return any(
            each.label in labels and each.start < max(end, start) and min(start, end) < each.end
            for each in self.names
        )


def _colliding(places: Sequence[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    at = max(0, bisect_left(places, (low, low)) - 1)
    found: list[tuple[int, int]] = []
    while at < len(places) and places[at][0] <= high:
        if places_collide(places[at], (low, high)):
            found.append(places[at])
        at += 1
    return found


@dataclass(frozen=True)
class PageReading:
    """All paragraphs of a page in text order, and which of them are asked for (None: all).

    `page` is the digest of the raw text: what page-wide counts may be kept under.
    """

    page: str
    paragraphs: tuple[Paragraph, ...]
    only: frozenset[int] | None = None

    @cached_property
    def asked(self) -> tuple[Paragraph, ...]:
        """The paragraphs to speak about, in text order."""
        if self.only is None:
            return self.paragraphs
        return tuple(each for each in self.paragraphs if each.number in self.only)


# -- from the page -----------------------------------------------------------------------


def blocks_of(text: str, proposals: Iterable[Proposal]) -> tuple[Block, ...]:
    """The paragraphs of the proposed articles and furniture, in text order."""
    found: list[tuple[Span, str, int, bool, tuple[Replacement, ...]]] = []
    article = 0
    for body in (each.body for each in proposals):
        if isinstance(body, FurnitureBody):
            pieces = _pieces(text, body.span, ())
            found += [(span, body.role, FURNITURE, True, joints) for span, joints in pieces]
        elif isinstance(body, ArticleBody):
            found += _of_article(text, body, article)
            article += 1
    found.sort(key=lambda each: each[0])
    return tuple(
        Block(number, role, number_of_article, is_whole, span, joints)
        for number, (span, role, number_of_article, is_whole, joints) in enumerate(found)
    )


def _of_article(
    text: str, body: ArticleBody, article: int
) -> Iterator[tuple[Span, str, int, bool, tuple[Replacement, ...]]]:
    """A text that stops without a mark goes on in the next part of its role, unless another one than a picture's parts them."""
    parts = [each for each in body.parts if each.role not in _BESIDE_TEXT]
    following = dict(pairwise(parts))
    goes_on = False
    for part in body.parts:
        pieces = _pieces(text, part.span, body.soft_breaks)
        follows = part in following and following[part].role == part.role
        for at, (span, joints) in enumerate(pieces):
            is_last = at == len(pieces) - 1
            opens = goes_on and at == 0 and part.role not in _BESIDE_TEXT
            leads_on = is_last and follows and text[span.end - 1] not in _CLOSED
            yield span, part.role, article, not (opens or leads_on), joints
            if is_last and part.role not in _BESIDE_TEXT:
                goes_on = leads_on


def _pieces(
    text: str, part: Span, soft_breaks: Sequence[Span]
) -> list[tuple[Span, tuple[Replacement, ...]]]:
    soft = {each.start for each in soft_breaks}
    found: list[tuple[Span, tuple[Replacement, ...]]] = []
    start, joints = part.start, list[Replacement]()
    for match in HARD_BREAK.finditer(text, part.start, part.end):
        if match.start() in soft:
            low, high = match.span()
            joints.append(Replacement(low, high, joiner(text, low, high)))
            continue
        _put(found, text, start, match.start(), joints)
        start, joints = match.end(), []
    _put(found, text, start, part.end, joints)
    return found


def _put(
    found: list[tuple[Span, tuple[Replacement, ...]]],
    text: str,
    start: int,
    end: int,
    joints: list[Replacement],
) -> None:
    span = trimmed(Span(start, end), text) if start < end else None
    if span is not None:
        found.append((span, tuple(joints)))


# -- as it reads -------------------------------------------------------------------------


@dataclass(frozen=True)
class Sources:
    """What a page's paragraphs are read from; all places are raw, names and corrections sorted by place."""

    raw: RawText
    blocks: tuple[Block, ...]
    names: tuple[tuple[Span, str, float], ...] = ()
    corrections: tuple[Correction, ...] = ()

    def page(self) -> PageReading:
        """The page as it reads with the corrections alone."""
        return PageReading(self.raw.sha256, tuple(self.paragraph(each) for each in self.blocks))

    def fixed(self, block: Block) -> tuple[Correction, ...]:
        """The corrections that lie in the block, or reach into it."""
        return tuple(_touching(self.corrections, block.span))

    def paragraph(self, block: Block, assumed: Sequence[Correction] = ()) -> Paragraph:
        """One block as it reads; `assumed` is taken for granted and sorted by place."""
        fixed = self.fixed(block)
        replacements = [Replacement(*each) for each in (*fixed, *assumed)]
        reading = ReadingMap.over(self.raw.text, [block.span], [*replacements, *block.joints])
        names = tuple(
            Name(start, end, label, score)
            for span, label, score in _names_within(self.names, block.span)
            for start, end in reading.reading_ranges(span)
        )
        return Paragraph(
            block,
            reading.text,
            reading,
            tuple((start, end) for start, end, _ in fixed),
            tuple((start, end) for start, end, _ in assumed),
            names,
        )


def _touching(corrections: Sequence[Correction], span: Span) -> Iterator[Correction]:
    """Corrections share no text, so that only one can reach in from before."""
    first = bisect_left(corrections, (span.start, -1, ""))
    for start, end, reads in islice(corrections, max(0, first - 1), None):
        if start > span.end:
            break
        if end >= span.start:
            yield start, end, reads


def _names_within(
    names: Sequence[tuple[Span, str, float]], span: Span
) -> Iterator[tuple[Span, str, float]]:
    at = bisect_left(names, span.start, key=lambda each: each[0].start)
    while at < len(names) and names[at][0].start < span.end:
        yield names[at]
        at += 1


def names_of(proposals: Iterable[Proposal]) -> tuple[tuple[Span, str, float], ...]:
    """The proposed persons, places and organisations of good score, in text order."""
    return tuple(
        sorted(
            (each.body.span, each.body.label, each.score)
            for each in proposals
            if isinstance(each.body, EntityBody)
            and each.body.label in NAME_LABELS
            and each.score >= SURE_NAME
        )
    )
