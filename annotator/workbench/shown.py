"""What a page shows: gold where there is gold, open proposals where there is none."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, Self, TypeVar

from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Part,
    lead_of,
)
from annotator.document.openness import compatible
from annotator.document.pages import Page
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
)
from annotator.document.reading import ReadingMap, reading_of
from annotator.document.spans import TEXT_ORDER, Gap, Place, Span


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article under its number on the page (from 1): a mark, or a proposal still open."""

    number: int
    parts: tuple[Part, ...]
    rank: float
    mark: ArticleMark | None
    proposal: Proposal | None

    @property
    def is_gold(self) -> bool:
        return self.mark is not None

    @property
    def key(self) -> str:
        """The mark's or the proposal's id."""
        source = self.mark or self.proposal
        assert source is not None
        return source.id

    @property
    def proposed_breaks(self) -> tuple[Span, ...]:
        """The soft breaks that come with a proposal; a mark's are marks of their own."""
        if self.proposal is not None and isinstance(self.proposal.body, ArticleBody):
            return self.proposal.body.soft_breaks
        return ()


@dataclass(frozen=True, slots=True)
class ShownFurniture:
    """Furniture: a mark, or a proposal still open."""

    span: Span
    role: str
    mark: FurnitureMark | None
    proposal: Proposal | None

    @property
    def is_gold(self) -> bool:
        return self.mark is not None


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """An entity: a mark, or a proposal still open."""

    span: Span
    label: str
    mark: EntityMark | None
    proposal: Proposal | None

    @property
    def is_gold(self) -> bool:
        return self.mark is not None


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """A correction: a mark, or a suspect still open. `text` None: the original is unknown."""

    place: Place
    text: str | None
    mark: CorrectionMark | None
    proposal: Proposal | None

    @property
    def is_gold(self) -> bool:
        return self.mark is not None

    @property
    def start(self) -> int:
        return self.place.at if isinstance(self.place, Gap) else self.place.start

    @property
    def end(self) -> int:
        """The same as `start` for an insertion."""
        return self.place.at if isinstance(self.place, Gap) else self.place.end


Owner = ShownArticle | ShownFurniture


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the raw text with one owner and one role."""

    span: Span
    role: str
    owner: Owner


@dataclass(frozen=True)
class Shown:
    """A page as the window, the commands and the cards see it. Entities may not overlap."""

    page: Page
    articles: tuple[ShownArticle, ...]
    furniture: tuple[ShownFurniture, ...]
    entities: tuple[ShownEntity, ...]
    breaks: tuple[tuple[Span, bool], ...]
    """Soft breaks in text order, with whether they are gold."""
    corrections: tuple[ShownCorrection, ...] = ()
    """In text order; they share no text."""

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Everything that is owned, in text order; no two overlap."""
        owned = [Stretch(p.span, p.role, a) for a in self.articles for p in a.parts]
        owned += [Stretch(f.span, f.role, f) for f in self.furniture]
        return tuple(sorted(owned, key=TEXT_ORDER))

    @cached_property
    def _starts(self) -> list[int]:
        return [each.span.start for each in self.stretches]

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [each.span.start for each in self.entities]

    def stretch_at(self, position: int) -> Stretch | None:
        """The stretch that holds `position`, or that ends there with nothing behind it."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        found = self.stretches[index]
        return found if position <= found.span.end else None

    def stretches_in(self, span: Span) -> tuple[Stretch, ...]:
        """All stretches that share text with `span`, in text order."""
        return tuple(_overlapping(self.stretches, self._starts, span))

    def entity_at(self, position: int) -> ShownEntity | None:
        """The entity that holds `position`, or that ends there."""
        for at in (position, position - 1):
            index = bisect_right(self._entity_starts, at) - 1
            if index >= 0 and at in self.entities[index].span:
                return self.entities[index]
        return None

    def entities_in(self, span: Span) -> tuple[ShownEntity, ...]:
        """All entities that share text with `span`, in text order."""
        return tuple(_overlapping(self.entities, self._entity_starts, span))

    @cached_property
    def _correction_starts(self) -> list[int]:
        return [each.start for each in self.corrections]

    def corrections_in(self, start: int, end: int) -> tuple[ShownCorrection, ...]:
        """All corrections that touch `[start, end]`, those that end or begin at its edges too."""
        first = bisect_left(self._correction_starts, start)
        while first and self.corrections[first - 1].end >= start:
            first -= 1
        return self.corrections[first : bisect_right(self._correction_starts, end)]

    def correction_at(self, position: int) -> ShownCorrection | None:
        """The correction that holds `position`, else an insertion there, else one that ends there."""
        near = self.corrections_in(position, position)
        return min(
            near,
            key=lambda each: (not each.start <= position < each.end, each.start < each.end),
            default=None,
        )

    def article(self, number: int) -> ShownArticle | None:
        """The article of that number (from 1), or None."""
        return self.articles[number - 1] if 0 < number <= len(self.articles) else None

    def only(self, label: str) -> Self:
        """With the entities of that label alone; with all of them where it is empty."""
        if not label:
            return self
        return replace(self, entities=tuple(e for e in self.entities if e.label == label))

    @cached_property
    def break_spans(self) -> tuple[Span, ...]:
        return tuple(span for span, _ in self.breaks)

    def runs_over_a_break(self, start: int, end: int) -> bool:
        """Whether the end of a paragraph is in the stretch: a line end that no soft break covers."""
        text = self.page.raw.text
        at = text.find("\n", start, end)
        while at >= 0:
            if not any(at in soft for soft in self.break_spans):
                return True
            at = text.find("\n", at + 1, end)
        return False

    def reading(self, article: ShownArticle) -> ReadingMap:
        """The article as a reader reads it."""
        spans = [part.span for part in article.parts]
        low, high = min(span.start for span in spans), max(span.end for span in spans)
        within = [span for span in self.break_spans if low <= span.start < high]
        return reading_of(
            self.page.raw.text, spans, corrections=self.page.corrections, soft_breaks=within
        )

    @cached_property
    def page_reading(self) -> ReadingMap:
        """The whole page joined and corrected, in raw order."""
        whole = [Span(0, len(self.page.raw))] if len(self.page.raw) else []
        return reading_of(
            self.page.raw.text,
            whole,
            corrections=self.page.corrections,
            soft_breaks=self.break_spans,
        )


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_S = TypeVar("_S", bound=_Spanned)


def _overlapping(things: Sequence[_S], starts: Sequence[int], span: Span) -> list[_S]:
    """Of `things` in text order that do not overlap each other, those that share text with `span`."""
    first = max(0, bisect_right(starts, span.start) - 1)
    found: list[_S] = []
    for index in range(first, len(things)):
        thing = things[index]
        if thing.span.start >= span.end:
            break
        if thing.span.overlaps(span):
            found.append(thing)
    return found


def shown(page: Page) -> Shown:
    """What `page` shows: its marks, and every open proposal that is not weak."""
    articles = [(mark.parts, mark.rank, mark, None) for mark in page.articles]
    furniture = [ShownFurniture(mark.span, mark.role, mark, None) for mark in page.furniture]
    entities = [ShownEntity(mark.span, mark.label, mark, None) for mark in page.entities]
    breaks = {mark.span: True for mark in page.soft_breaks}
    corrections = [ShownCorrection(mark.place, mark.text, mark, None) for mark in page.corrections]
    proposed: list[tuple[tuple[Part, ...], float, ArticleMark | None, Proposal | None]] = []
    for proposal in compatible(page, page.doubts):
        match proposal.body:
            case ArticleBody(parts, soft_breaks):
                proposed.append((parts, lead_of(parts), None, proposal))
                for each in soft_breaks:
                    breaks.setdefault(each, False)
            case FurnitureBody(span, role):
                furniture.append(ShownFurniture(span, role, None, proposal))
            case EntityBody(span, label):
                entities.append(ShownEntity(span, label, None, proposal))
            case CorrectionBody(place, text, _):
                corrections.append(ShownCorrection(place, text, None, proposal))
    ordered = sorted([*articles, *proposed], key=lambda each: (each[1], each[0][0].span))
    return Shown(
        page,
        tuple(ShownArticle(n, *each) for n, each in enumerate(ordered, 1)),
        tuple(sorted(furniture, key=TEXT_ORDER)),
        tuple(sorted(entities, key=TEXT_ORDER)),
        tuple(sorted(breaks.items(), key=lambda each: (each[0].start, each[0].end))),
        tuple(sorted(corrections, key=lambda each: (each.start, each.end))),
    )
