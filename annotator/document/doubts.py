"""What is asked of a proposal that waits for a decision: its kind, class and urgency, and whether a filter shows it.

`store/doubts.py` asks the same of rows; a test holds the two to each other.
"""

from dataclasses import dataclass

from annotator.document.proposals import (
    WEAK,
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    extent_of,
)

KINDS = ("article", "furniture", "entity", "correction")
PROPOSERS = ("segmenter", "entities", "learner", "lexicon", "patterns", "suspects", "rulings")
"""Who proposes, as the first word of `Proposal.run` has it."""
CLASSES = ("to_full_width", "to_half_width", "blanks_out", "blanks_in")
"""What a page has hundreds of, and what is one decision."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which doubts are shown, and in what order.

    `kind`, `label` (a label of entities, a role of furniture or a kind of correction) and
    `proposer` are exact, `text` is looked for in the raw text that a proposal is about; empty
    means all. Scores lie in `[least, most]`. `by_place` orders by page and text instead of by
    urgency; `with_weak` adds what the proposers filtered out.
    """

    kind: str = ""
    label: str = ""
    text: str = ""
    by_place: bool = False
    with_weak: bool = False
    proposer: str = ""
    least: float = 0.0
    most: float = 1.0

    @property
    def floor(self) -> float:
        """The lowest score that is shown."""
        return self.least if self.with_weak else max(self.least, WEAK)


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


def proposer_of(proposal: Proposal) -> str:
    """Who made it, without the version."""
    return proposal.run.partition(" ")[0]


def start_of(proposal: Proposal) -> int:
    """Where the caret goes for a proposal: the start of the first part it would be read from."""
    if isinstance(proposal.body, ArticleBody):
        return proposal.body.parts[0].span.start
    return extent_of(proposal.body)[0]


def urgency(proposal: Proposal) -> float:
    """How much a proposal needs the eye: a suspect the more the likelier it is, any other the less."""
    is_suspect = isinstance(proposal.body, CorrectionBody)
    return proposal.score if is_suspect else 1.0 - proposal.score


def class_of(proposal: Proposal) -> str | None:
    """The one of `CLASSES` that a suspect belongs to, or None.

    What is weak belongs to none: it is looked at one by one.
    """
    body = proposal.body
    if not isinstance(body, CorrectionBody) or body.text is None or proposal.score < WEAK:
        return None
    if body.kind == "width":
        return "to_half_width" if body.text.isascii() else "to_full_width"
    if body.kind == "spacing":
        start, end = extent_of(body)
        return "blanks_in" if len(body.text) > end - start else "blanks_out"
    return None


def passes(proposal: Proposal, wanted: QueueFilter, text: str) -> bool:
    """Whether the filter shows a proposal of the page with that raw text."""
    if not wanted.floor <= proposal.score <= wanted.most:
        return False
    if wanted.kind and kind_of(proposal) != wanted.kind:
        return False
    if wanted.label and label_of(proposal) != wanted.label:
        return False
    if wanted.proposer and proposer_of(proposal) != wanted.proposer:
        return False
    return not wanted.text or any(wanted.text in text[start:end] for start, end in _about(proposal))


def _about(proposal: Proposal) -> list[tuple[int, int]]:
    """The stretches of raw text that a proposal is about."""
    if isinstance(proposal.body, ArticleBody):
        return [(part.span.start, part.span.end) for part in proposal.body.parts]
    return [extent_of(proposal.body)]


def lead_span(proposal: Proposal) -> tuple[int, int]:
    """The stretch whose words name a proposal: of an article its headline, else its first part."""
    if isinstance(proposal.body, ArticleBody):
        parts = proposal.body.parts
        lead = next((part for part in parts if part.role == "headline"), parts[0])
        return lead.span.start, lead.span.end
    return extent_of(proposal.body)
