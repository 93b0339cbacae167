"""Which proposals are still open: undecided, and not overtaken by what a person has marked."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    SoftBreak,
    lead_of,
    place_of,
)
from annotator.document.pages import Page, Record, record_key
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    extent_of,
)
from annotator.document.spans import Span, first_overlap, places_collide

WEAK = 0.3
"""Below this score a proposal is a hint: listed when asked for, never shown in the text, nothing to decide."""


class Claims:
    """Stretches that are taken, kept sorted and apart."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def is_free(self, span: Span) -> bool:
        """Whether nothing taken shares text with `span`."""
        at = bisect_left(self._spans, span)
        if at and self._spans[at - 1].end > span.start:
            return False
        return at == len(self._spans) or self._spans[at].start >= span.end

    def take(self, spans: Iterable[Span]) -> bool:
        """Takes all of `spans`, or none where one is not free or two of them share text."""
        wanted = tuple(spans)
        if first_overlap(wanted) or not all(self.is_free(span) for span in wanted):
            return False
        for span in wanted:
            insort(self._spans, span)
        return True


class Ground:
    """What marks own on a page, by layer: whoever owns text of a proposal has overtaken it."""

    def __init__(self, page: Page) -> None:
        owned = [part.span for article in page.articles for part in article.parts]
        self._articles = Claims([*owned, *(mark.span for mark in page.furniture)])
        self._entities = Claims(mark.span for mark in page.entities)
        self._corrections = [place_of(mark) for mark in page.corrections]

    def is_free(self, body: Body) -> bool:
        """Whether no mark is in the way of `body`."""
        match body:
            case ArticleBody(parts, _):
                return all(self._articles.is_free(part.span) for part in parts)
            case FurnitureBody(span, _):
                return self._articles.is_free(span)
            case EntityBody(span, _):
                return self._entities.is_free(span)
            case CorrectionBody():
                place = extent_of(body)
                at = bisect_left(self._corrections, place)
                near = self._corrections[max(0, at - 1) : at + 1]
                return not any(places_collide(place, other) for other in near)

    def take(self, body: Body) -> bool:
        """Claims the text that `body` speaks of; False where it is taken."""
        match body:
            case ArticleBody(parts, _):
                return self._articles.take(part.span for part in parts)
            case FurnitureBody(span, _):
                return self._articles.take([span])
            case EntityBody(span, _):
                return self._entities.take([span])
            case CorrectionBody():
                free = self.is_free(body)
                if free:
                    insort(self._corrections, extent_of(body))
                return free


def open_proposals(page: Page) -> tuple[Proposal, ...]:
    """The proposals that nobody has decided and no mark has overtaken, weak ones included."""
    ground = Ground(page)
    return tuple(
        proposal
        for proposal in page.proposals.values()
        if proposal.id not in page.decisions and ground.is_free(proposal.body)
    )


def doubts(page: Page) -> tuple[Proposal, ...]:
    """The open proposals that ask for a decision: all but the weak."""
    return tuple(each for each in open_proposals(page) if each.score >= WEAK)


def compatible(page: Page, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Of `proposals` those that can stand on the page together, the likeliest first."""
    ground = Ground(page)
    ordered = sorted(proposals, key=lambda each: (-each.score, each.id))
    return tuple(each for each in ordered if ground.take(each.body))


def with_open_accepted(page: Page, by: str) -> Page:
    """The page as if every doubt had been accepted, the likeliest first where two exclude each other.

    For exports of proposals: marks have the id `p-` + the proposal's.
    """
    records: dict[str, Record] = dict(page.records)
    joined = Claims(mark.span for mark in page.soft_breaks)
    for proposal in compatible(page, doubts(page)):
        name, origin = f"p-{proposal.id}", Accepted(by, proposal.id)
        made: list[Record] = []
        match proposal.body:
            case ArticleBody(parts, breaks):
                made.append(ArticleMark(name, parts, lead_of(parts), origin))
                fresh = [span for span in breaks if joined.take([span])]
                made += [SoftBreak(f"{name}-{span.start}", span, origin) for span in fresh]
            case FurnitureBody(span, role):
                made.append(FurnitureMark(name, span, role, origin))
            case EntityBody(span, label):
                made.append(EntityMark(name, span, label, origin))
            case CorrectionBody(place, text, kind):
                certainty = "suspect" if text is None else "likely"
                made.append(CorrectionMark(name, place, text, kind, origin, certainty))
        records.update((record_key(record), record) for record in made)
    return page.with_records(records, page.revision)
