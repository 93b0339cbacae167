"""What a person has said about a page: the gold, and where each piece of it came from."""

from dataclasses import dataclass, replace
from math import inf
from typing import Self

from annotator.document.spans import Gap, Place, Span, first_overlap

CORRECTION_KINDS = (
    "substitution",
    "insertion",
    "omission",
    "duplicate",
    "punctuation",
    "width",
    "spacing",
)
"""Kinds of OCR correction, as the annotation guidelines name them."""

CERTAINTIES = ("sure", "likely", "suspect")
"""How sure a correction is; `suspect`: damaged, the original unknown."""


# -- origin: who made a mark, and from what ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """A person made it from nothing."""

    by: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A person accepted a proposal (its id) as it stood."""

    by: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A person made it out of a proposal (its id) by changing it."""

    by: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Human work that came in with a file; `source` is the file's name."""

    source: str


Origin = Typed | Accepted | Adjusted | Imported


# -- marks -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article and its role (`headline`, `body`, ...)."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class EntityMark:
    """A named entity: one span, over a soft break at most."""

    id: str
    span: Span
    label: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """One independent news item: parts in reading order, anywhere on the page.

    `rank` is its place among the page's articles: at first the start of its first body part
    (code points), later whatever reordering made of it. Raises ValueError when there are no
    parts, two of them share text, or the rank is no finite number.
    """

    id: str
    parts: tuple[Part, ...]
    rank: float
    origin: Origin

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("an article has at least one part")
        clash = first_overlap(part.span for part in self.parts)
        if clash:
            raise ValueError(f"parts of one article share text: {clash}")
        if not abs(self.rank) < inf:
            raise ValueError(f"an article cannot be ranked {self.rank}")

    def with_parts(self, parts: tuple[Part, ...]) -> Self:
        """The same article with other parts."""
        return replace(self, parts=parts)


@dataclass(frozen=True, slots=True)
class FurnitureMark:
    """Text that belongs to no article: masthead, section label, staff line, advertisement."""

    id: str
    span: Span
    role: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line break in mid-paragraph; `span` is the white space to be joined over."""

    id: str
    span: Span
    origin: Origin


@dataclass(frozen=True, slots=True)
class CorrectionMark:
    """An OCR correction beside the raw text: `place` reads `text`.

    `text` None marks a suspect: damaged, the original unknown. Raises ValueError for an
    unknown kind or certainty, for a suspect with a text or the reverse, and for a gap into
    which nothing goes.
    """

    id: str
    place: Place
    text: str | None
    kind: str
    origin: Origin
    certainty: str = "sure"

    def __post_init__(self) -> None:
        if self.kind not in CORRECTION_KINDS:
            raise ValueError(f"unknown kind of correction {self.kind!r}")
        if self.certainty not in CERTAINTIES:
            raise ValueError(f"unknown certainty {self.certainty!r}")
        if (self.text is None) != (self.certainty == "suspect"):
            raise ValueError("a suspect has no text, and only a suspect has none")
        if isinstance(self.place, Gap) and self.text == "":
            raise ValueError("a gap filled with nothing corrects nothing")


Mark = EntityMark | ArticleMark | FurnitureMark | SoftBreak | CorrectionMark


def place_of(correction: CorrectionMark) -> tuple[int, int]:
    """Start and end of a correction; equal for an insertion point."""
    place = correction.place
    return (place.at, place.at) if isinstance(place, Gap) else (place.start, place.end)


def lead_of(parts: tuple[Part, ...]) -> float:
    """The rank a new article gets: where its first body part starts, else its first part."""
    body = [part.span.start for part in parts if part.role == "body"]
    return float(min(body) if body else min(part.span.start for part in parts))
