"""Commands that decide: accept, reject, many at once, and the page as a whole."""

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
from annotator.document.spans import Gap, Selection, Span
from annotator.workbench.queue import current_proposal, neighbour, start_of
from annotator.workbench.situation import Answer, Draft, Refusal, Situation

NO_PROPOSAL = Refusal(Phrase("refuse.no_proposal_here"))


def title_of(proposal: Proposal, text: str) -> Phrase:
    """A proposal in a few words: what it says about which text."""
    match proposal.body:
        case EntityBody(span, label):
            return phrase(
                "doubt.entity", text="".join(span.text_in(text).split()), label=label_title(label)
            )
        case FurnitureBody(span, role):
            return phrase("doubt.furniture", text=_short(text, span), role=Phrase(f"role.{role}"))
        case ArticleBody(parts, _):
            lead = next((p for p in parts if p.role == "headline"), parts[0])
            return phrase("doubt.article", text=_short(text, lead.span))
        case CorrectionBody(place, wanted, _):
            raw = "" if isinstance(place, Gap) else _visible(place.text_in(text))
            if wanted is None:
                return phrase("doubt.suspect", raw=raw)
            key = "doubt.insert" if not raw else "doubt.correction" if wanted else "doubt.delete"
            return phrase(key, raw=raw, text=_visible(wanted))


def _visible(words: str) -> str:
    """Short, with white space that can be seen: it is what many corrections are about."""
    shown = "".join("␣" if each.isspace() else each for each in words)
    return shown if len(shown) <= 24 else shown[:23] + "…"


def _short(text: str, span: Span) -> str:
    words = "".join(text[span.start : min(span.end, span.start + 80)].split())
    return words if len(words) <= 24 else words[:23] + "…"


def _accept(draft: Draft, proposal: Proposal, by: str) -> None:
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
    """The current proposal is right as it stands."""
    proposal = current_proposal(situation)
    if proposal is None:
        return NO_PROPOSAL
    draft = Draft(situation)
    _accept(draft, proposal, situation.by)
    return draft.edit("accept", phrase("edit.accept", what=title_of(proposal, situation.text)))


def reject(situation: Situation) -> Answer:
    """The current proposal is wrong; it will not come back."""
    proposal = current_proposal(situation)
    if proposal is None:
        return NO_PROPOSAL
    draft = Draft(situation)
    draft.decide(proposal, "rejected")
    return draft.edit("reject", phrase("edit.reject", what=title_of(proposal, situation.text)))


def accept_shown(situation: Situation) -> Answer:
    """Every proposal that the filter shows is right; one undo takes all back."""
    return _decide_shown(situation, accepted=True)


def reject_shown(situation: Situation) -> Answer:
    """Every proposal that the filter shows is wrong; one undo takes all back."""
    return _decide_shown(situation, accepted=False)


def _decide_shown(situation: Situation, *, accepted: bool) -> Answer:
    if not situation.filtered:
        return NO_PROPOSAL
    draft = Draft(situation)
    chosen = situation.filtered
    if accepted:
        chosen = compatible(situation.page, chosen)
        for proposal in chosen:
            _accept(draft, proposal, situation.by)
    else:
        for proposal in chosen:
            draft.decide(proposal, "rejected")
    key = "accept_shown" if accepted else "reject_shown"
    return draft.edit(key, phrase(f"edit.{key}", count=len(chosen)))


def next_proposal(situation: Situation) -> Answer:
    """The caret goes to the next proposal of the queue."""
    return _go(situation, 1)


def previous_proposal(situation: Situation) -> Answer:
    """The caret goes to the proposal before in the queue."""
    return _go(situation, -1)


def _go(situation: Situation, step: int) -> Answer:
    proposal = neighbour(situation, step)
    return Selection.at(start_of(proposal)) if proposal else NO_PROPOSAL


def finish_page(situation: Situation, leave_open: str = "") -> Answer:
    """Articles and entities of this page have been looked at all over.

    Refuses while proposals are open, unless `leave_open` says "yes": what is left undecided
    is then no gold.
    """
    page = situation.page
    if page.state is PageState.FINISHED:
        return Refusal(Phrase("refuse.is_finished"))
    count = len(page.doubts)
    if count and leave_open != "yes":
        return Refusal(phrase("refuse.open_proposals", count=count))
    draft = Draft(situation)
    for layer in FINISHED_LAYERS:
        draft.put(Reviewed(layer, Span(0, len(page.raw)), situation.by, situation.at))
    return draft.edit("finish_page", phrase("edit.finish_page", page=page.name))


def reopen_page(situation: Situation) -> Answer:
    """The page is in work again."""
    draft = Draft(situation)
    for layer in FINISHED_LAYERS:
        reviewed = situation.page.reviewed.get(layer)
        if reviewed is not None:
            draft.drop(reviewed)
    answer = draft.edit("reopen_page", phrase("edit.reopen_page", page=situation.page.name))
    return Refusal(Phrase("refuse.not_finished")) if isinstance(answer, Refusal) else answer
