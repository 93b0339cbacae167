"""Which open proposals can stand on a page together, and the page on which they all do."""

from collections.abc import Iterable

from annotator.document.claims import Claims, Ground
from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    SoftBreak,
    lead_of,
)
from annotator.document.pages import Page, Record, record_key
from annotator.document.proposals import (
    WEAK,
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
)


def compatible(page: Page, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Of `proposals`, all of the page's own, those that can stand on it together, the likeliest first."""
    ordered = sorted(proposals, key=lambda each: (-each.score, each.id))
    free = {each.id for each in page.open_proposals} & page.apart
    rivals = [each for each in ordered if each.id not in free]
    if rivals:
        ground = Ground(page.records.values())
        free |= {each.id for each in rivals if ground.take(each.body)}
    return tuple(each for each in ordered if each.id in free)


def with_open_accepted(page: Page, by: str, *, least_suspect: float = WEAK) -> Page:
    """The page as if every doubt had been accepted, the likeliest first where two exclude each other.

    For exports of proposals: marks have the id `p-` + the proposal's. Corrections count from the
    score `least_suspect` on, weak ones too.
    """
    records: dict[str, Record] = dict(page.records)
    joined = Claims(mark.span for mark in page.soft_breaks)
    wanted = [
        each
        for each in page.open_proposals
        if each.score >= (least_suspect if isinstance(each.body, CorrectionBody) else WEAK)
    ]
    for proposal in compatible(page, wanted):
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
