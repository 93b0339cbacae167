"""Places in the raw text."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of code points, never empty.

    Raises ValueError for an empty or negative stretch.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether every code point of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def meet(self, other: "Span") -> "Span | None":
        """The stretch that both share, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def without(self, other: "Span") -> "tuple[Span, ...]":
        """What is left of this span when `other` is taken out: none, one or two spans."""
        left = (self.start, min(self.end, other.start))
        right = (max(self.start, other.end), self.end)
        return tuple(Span(start, end) for start, end in (left, right) if start < end)

    def text_in(self, text: str) -> str:
        """The slice of `text` that this span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """An insertion point: before code point `at`, or at the end of the text."""

    at: int

    def __post_init__(self) -> None:
        if self.at < 0:
            raise ValueError(f"a gap cannot lie before the text ({self.at})")


Place = Span | Gap


def place_at(start: int, end: int) -> Place:
    """`[start, end)`, an insertion point where the two are equal."""
    return Gap(start) if start == end else Span(start, end)


@dataclass(frozen=True, slots=True)
class Selection:
    """Where the editor is: the fixed end and the moving end, as positions between code points.

    `also` are further stretches, for commands on lines: in text order, apart from each other and
    from what lies between the ends. Raises ValueError for a place before the text.
    """

    anchor: int
    caret: int
    also: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.anchor < 0 or self.caret < 0:
            raise ValueError(f"a caret cannot lie before the text ({self.anchor}, {self.caret})")

    @classmethod
    def at(cls, position: int) -> "Selection":
        """A caret without selected text."""
        return cls(position, position)

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Selection":
        """`spans`, at least one of them, with the caret before the first; what overlaps or adjoins is one."""
        first, *rest = joined_up(spans)
        return cls(first.end, first.start, tuple(rest))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Everything selected, in text order; empty at a bare caret."""
        return tuple(sorted((self.span, *self.also))) if self.span else self.also

    @property
    def bare(self) -> "Selection":
        """The same without the further stretches."""
        return Selection(self.anchor, self.caret) if self.also else self

    @property
    def span(self) -> Span | None:
        """The selected stretch, or None at a bare caret."""
        if self.anchor == self.caret:
            return None
        return Span(min(self.anchor, self.caret), max(self.anchor, self.caret))


def trimmed(span: Span, text: str) -> Span | None:
    """`span` without white space at its ends; None where nothing else is in it."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def joined_up(spans: Iterable[Span]) -> list[Span]:
    """`spans` in text order, those that overlap or adjoin as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def places_collide(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two corrections cannot stand together; each as start and end, equal for a gap.

    They may adjoin, but not share text, nor fill one gap twice, nor fill a gap inside a stretch.
    """
    first, second = sorted((left, right))
    return second[0] < first[1] or first == second


TEXT_ORDER = attrgetter("span.start", "span.end")
"""The key that sorts whatever has a span by its place in the text."""


def first_overlap(spans: Iterable[Span]) -> tuple[Span, Span] | None:
    """The first two of `spans` (in text order) that share a code point, or None."""
    ordered = sorted(spans, key=attrgetter("start"))
    for left, right in pairwise(ordered):
        if right.start < left.end:
            return left, right
    return None
