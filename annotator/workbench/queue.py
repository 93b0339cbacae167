"""The one queue of doubts: what is still to be decided on a page, most doubtful first."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.document.pages import Page
from annotator.document.proposals import (
    WEAK,
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    extent_of,
)
from annotator.workbench.situation import Situation

KINDS = ("article", "furniture", "entity", "correction")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which doubts are shown, and in what order.

    `kind` and `label` (a label of entities or a role of furniture) are exact, `text` is looked
    for in the text that a proposal is about; empty means all. `by_place` orders by text order
    instead of by doubt; `with_weak` adds what the proposers filtered out.
    """

    kind: str = ""
    label: str = ""
    text: str = ""
    by_place: bool = False
    with_weak: bool = False


def kind_of(proposal: Proposal) -> str:
    """Which of `KINDS` a proposal is."""
    match proposal.body:
        case ArticleBody():
            return "article"
        case FurnitureBody():
            return "furniture"
        case EntityBody():
            return "entity"
        case CorrectionBody():
            return "correction"


def label_of(proposal: Proposal) -> str:
    """The label of an entity, the role of furniture, the kind of a correction; else empty."""
    match proposal.body:
        case EntityBody(_, label):
            return label
        case FurnitureBody(_, role):
            return role
        case CorrectionBody(_, _, kind):
            return kind
        case ArticleBody():
            return ""


def start_of(proposal: Proposal) -> int:
    """Where the caret goes for a proposal: the start of the first part it would be read from."""
    if isinstance(proposal.body, ArticleBody):
        return proposal.body.parts[0].span.start
    return extent_of(proposal.body)[0]


def _passes(proposal: Proposal, wanted: QueueFilter, page: Page) -> bool:
    if proposal.score < WEAK and not wanted.with_weak:
        return False
    if wanted.kind and kind_of(proposal) != wanted.kind:
        return False
    if wanted.label and label_of(proposal) != wanted.label:
        return False
    if not wanted.text:
        return True
    body = proposal.body
    spans = [p.span for p in body.parts] if isinstance(body, ArticleBody) else []
    if not spans:
        start, end = extent_of(body)
        return wanted.text in page.raw.text[start:end]
    return any(wanted.text in span.text_in(page.raw.text) for span in spans)


def queue(page: Page, wanted: QueueFilter) -> tuple[Proposal, ...]:
    """The open proposals that pass the filter, in its order."""
    found = [each for each in page.open_proposals if _passes(each, wanted, page)]
    if wanted.by_place:
        found.sort(key=lambda each: (start_of(each), each.id))
    else:
        found.sort(key=lambda each: (each.score, start_of(each), each.id))
    return tuple(found)


def under_caret(situation: Situation) -> Proposal | None:
    """The open proposal at the caret: an entity before the article around it."""
    caret = situation.selection.caret
    entity = situation.shown.entity_at(caret)
    if entity is not None and entity.proposal is not None:
        return entity.proposal
    stretch = situation.shown.stretch_at(caret)
    return stretch.owner.proposal if stretch else None


def current_proposal(situation: Situation) -> Proposal | None:
    """The proposal that Space and X decide: the queue's own, else the one under the caret."""
    open_ones = {each.id: each for each in situation.filtered}
    if situation.current in open_ones:
        return open_ones[situation.current]
    return under_caret(situation)


def neighbour(situation: Situation, step: int) -> Proposal | None:
    """The proposal `step` places on in the queue from the current one, around the end."""
    line = situation.filtered
    if not line:
        return None
    at = next((i for i, each in enumerate(line) if each.id == situation.current), None)
    if at is None:
        return line[0] if step > 0 else line[-1]
    return line[(at + step) % len(line)]


def behind(line: Sequence[Proposal], current: str | None) -> list[str] | None:
    """The ids that the queue has behind the current one; None where that is not in it."""
    ids = [each.id for each in line]
    return ids[ids.index(current) + 1 :] if current in ids else None


def next_of(line: Sequence[Proposal], later: list[str] | None, caret: int) -> str | None:
    """The first of `later` that is still in the queue, else the queue's last; None for an empty queue.

    One decision can settle others, before the current proposal and behind it. Without `later`
    it is what comes next in the text behind `caret` (code points).
    """
    if not line:
        return None
    if later is None:
        return min(line, key=lambda each: (start_of(each) < caret, start_of(each))).id
    open_ones = {each.id for each in line}
    return next((each for each in later if each in open_ones), line[-1].id)
