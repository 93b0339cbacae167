"""Commands that decide: accept, reject, many at once, and the page as a whole."""

from collections.abc import Sequence

from annotator.document.doubts import QueueFilter, class_of, lead_span
from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    lead_of,
)
from annotator.document.openness import compatible
from annotator.document.pages import FINISHED_LAYERS, PageState
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    Reviewed,
)
from annotator.document.spans import Span
from annotator.workbench.draft import Draft
from annotator.workbench.queue import neighbour, queue
from annotator.workbench.situation import Answer, Chosen, Refusal, Situation
from annotator.workbench.suspects import change_title, class_title

NO_PROPOSAL = Refusal(Phrase("refuse.no_proposal_here"))
NO_SUSPECT_LEFT = Refusal(Phrase("refuse.no_suspect_left"))
LAYERS = (*FINISHED_LAYERS, "corrections")
"""What is looked at all over on a page that an editor finishes."""


def title_of(proposal: Proposal, text: str, members: Sequence[Proposal] = ()) -> Phrase:
    """A proposal in a few words: what it says about which text; with the `members` of a class the class."""
    start, stop = lead_span(proposal)
    return title_with(proposal, text[start:stop], len(members))


def title_with(proposal: Proposal, words: str, count: int = 1) -> Phrase:
    """The same of a proposal with those words (`lead_span`), or of a class of so many."""
    name = class_of(proposal) if count > 1 else None
    if name is not None:
        return class_title(name, count)
    match proposal.body:
        case EntityBody(_, label):
            return phrase("doubt.entity", text="".join(words.split()), label=label_title(label))
        case FurnitureBody(_, role):
            return phrase("doubt.furniture", text=_short(words), role=Phrase(f"role.{role}"))
        case ArticleBody():
            return phrase("doubt.article", text=_short(words))
        case CorrectionBody(_, reads, _):
            return change_title(words, reads)


def _short(words: str) -> str:
    words = "".join(words[:80].split())
    return words if len(words) <= 24 else words[:23] + "…"


def accept_into(draft: Draft, proposal: Proposal, by: str) -> None:
    """The mark that a proposal asks for, and the decision."""
    origin = Accepted(by, proposal.id)
    match proposal.body:
        case EntityBody(span, label):
            draft.put(EntityMark(draft.new_id("e"), span, label, origin))
        case FurnitureBody(span, role):
            draft.put(FurnitureMark(draft.new_id("f"), span, role, origin))
        case ArticleBody(parts, breaks):
            draft.put(ArticleMark(draft.new_id("a"), parts, lead_of(parts), origin))
            draft.soften(breaks, origin)
        case CorrectionBody(place, text, kind):
            certainty = "suspect" if text is None else "sure"
            draft.put(CorrectionMark(draft.new_id("c"), place, text, kind, origin, certainty))
    draft.decide(proposal, "accepted")


def accept(situation: Situation) -> Answer:
    """The current proposal is right as it stands; of a class all are. Where none is, the first becomes it."""
    if not situation.members:
        return next_proposal(situation)
    chosen = _accept_all(draft := Draft(situation), situation.members)
    return draft.edit("accept", phrase("edit.accept", what=_title(situation, chosen)))


def _accept_all(draft: Draft, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Accepts those that can stand together, and answers which they were."""
    situation = draft.situation
    chosen = compatible(situation.page, proposals) if len(proposals) > 1 else tuple(proposals)
    for proposal in chosen:
        accept_into(draft, proposal, situation.by)
    return chosen


def _title(situation: Situation, chosen: Sequence[Proposal]) -> Phrase:
    return title_of(chosen[0], situation.text, chosen)


def reject(situation: Situation) -> Answer:
    """The current proposal is wrong, of a class all are; it will not come back."""
    if not situation.members:
        return NO_PROPOSAL
    draft = Draft(situation)
    for proposal in situation.members:
        draft.decide(proposal, "rejected")
    what = _title(situation, situation.members)
    return draft.edit("reject", phrase("edit.reject", what=what))


def accept_shown(situation: Situation) -> Answer:
    """Every proposal that the filter shows is right; one undo takes all back."""
    return _decide_shown(situation, accepted=True)


def reject_shown(situation: Situation) -> Answer:
    """Every proposal that the filter shows is wrong; one undo takes all back."""
    return _decide_shown(situation, accepted=False)


def _decide_shown(situation: Situation, *, accepted: bool) -> Answer:
    return _decide(situation, situation.queue.proposals, accepted=accepted)


def decide_passing(situation: Situation, wanted: QueueFilter, *, accepted: bool) -> Answer:
    """Every proposal of the page that the filter shows is right, or wrong: a page of the project's queue."""
    return _decide(situation, queue(situation.page, wanted).proposals, accepted=accepted)


def _decide(situation: Situation, chosen: Sequence[Proposal], *, accepted: bool) -> Answer:
    if not chosen:
        return NO_PROPOSAL
    draft = Draft(situation)
    if accepted:
        chosen = _accept_all(draft, chosen)
    else:
        for proposal in chosen:
            draft.decide(proposal, "rejected")
    key = "accept_shown" if accepted else "reject_shown"
    return draft.edit(key, phrase(f"edit.{key}", count=len(chosen)))


def next_proposal(situation: Situation) -> Answer:
    """The next proposal of the queue is the current one."""
    return _go(situation, 1) or NO_PROPOSAL


def previous_proposal(situation: Situation) -> Answer:
    """The proposal before in the queue is the current one."""
    return _go(situation, -1) or NO_PROPOSAL


def next_suspect(situation: Situation) -> Answer:
    """The next suspect of the queue is the current one."""
    return _go(situation, 1, only_suspects=True) or NO_SUSPECT_LEFT


def previous_suspect(situation: Situation) -> Answer:
    """The suspect before in the queue is the current one."""
    return _go(situation, -1, only_suspects=True) or NO_SUSPECT_LEFT


def _go(situation: Situation, step: int, *, only_suspects: bool = False) -> Chosen | None:
    now = situation.queue
    found = neighbour(now.rows, now.row_of(situation.current), step, only_suspects=only_suspects)
    return Chosen(found.id) if found else None


def finish_page(situation: Situation, leave_open: str = "") -> Answer:
    """Articles, entities and corrections of this page have been looked at all over.

    Refuses while proposals are open, unless `leave_open` says "yes": what is left undecided
    is then no gold. A flag on the page goes.
    """
    page = situation.page
    if page.state is PageState.FINISHED:
        return Refusal(Phrase("refuse.is_finished"))
    count = len(page.doubts)
    if count and leave_open != "yes":
        return Refusal(phrase("refuse.open_proposals", count=count))
    draft = Draft(situation)
    for layer in LAYERS:
        draft.put(Reviewed(layer, Span(0, len(page.raw)), situation.by, situation.at))
    if page.flag is not None:
        draft.drop(page.flag)
    return draft.edit("finish_page", phrase("edit.finish_page", page=page.name))


def reopen_page(situation: Situation) -> Answer:
    """The page is in work again."""
    draft = Draft(situation)
    for layer in LAYERS:
        reviewed = situation.page.reviewed.get(layer)
        if reviewed is not None:
            draft.drop(reviewed)
    answer = draft.edit("reopen_page", phrase("edit.reopen_page", page=situation.page.name))
    return Refusal(Phrase("refuse.not_finished")) if isinstance(answer, Refusal) else answer
