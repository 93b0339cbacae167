"""What the learner makes of a page's proposals, and what it takes from a finished page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.document.claims import Claims
from annotator.document.lexicon import Lexicon, Verdict, string_of
from annotator.document.phrases import phrase
from annotator.document.proposals import WEAK, EntityBody, Proposal
from annotator.document.proposals import identity_of as proposal_id
from annotator.document.proposals import propose as proposal
from annotator.document.raw_text import RawText
from annotator.propose.learner import Learner
from annotator.propose.learner_gate import Named, corrections
from annotator.propose.learner_pages import ReadPage
from annotator.propose.learnt import LEARNER_DROPPED as DROPPED
from annotator.propose.learnt import weakened, with_lexicon

RUN = "learner 1"
ADDED = "because.learner_added"


@dataclass(frozen=True, slots=True)
class Answers:
    """Two answers to one page: `plain`, with the lexicon alone, and `learner`'s."""

    plain: tuple[EntityBody, ...]
    learner: tuple[EntityBody, ...]

    def errors(self, gold: Iterable[EntityBody]) -> tuple[int, int]:
        """The corrections each of them would need."""
        meant = named_places(gold)
        return corrections(named_places(self.plain), meant), corrections(
            named_places(self.learner), meant
        )


def named_places(bodies: Iterable[EntityBody]) -> list[Named]:
    """Entities as the gate counts them."""
    return [(body.span.start, body.span.end, body.label) for body in bodies]


def strong(proposals: Iterable[Proposal]) -> list[EntityBody]:
    """The entities that proposals ask to be decided, in text order."""
    bodies = [
        each.body for each in proposals if isinstance(each.body, EntityBody) and each.score >= WEAK
    ]
    return sorted(bodies, key=lambda body: body.span)


def answers(
    learner: Learner, page: ReadPage, raw: RawText, proposals: Sequence[Proposal], lexicon: Lexicon
) -> Answers:
    """What an editor would be shown without the learner, and with it.

    The learner says nothing of what no sentence holds, sets nothing aside that an editor rules
    to be a name, and brings back no string that was rejected.
    """
    plain = strong(with_lexicon(proposals, raw, lexicon))
    rows = learner.answers(page.sentences(plain, lexicon))
    kept = [body for body in plain if not page.is_seen(body) or _is_ruled(body, raw, lexicon)]
    taken = Claims(body.span for body in kept)
    known = set(plain)
    said = [
        body
        for body in page.entities(rows)
        if (body in known or not _is_refused(body, raw, lexicon)) and taken.take([body.span])
    ]
    return Answers(tuple(plain), tuple(sorted([*kept, *said], key=lambda body: body.span)))


def _is_ruled(body: EntityBody, raw: RawText, lexicon: Lexicon) -> bool:
    entry = lexicon.verdict(string_of(body.span.text_in(raw.text)), body.label).entry
    return entry is not None and entry.rule == "always"


def _is_refused(body: EntityBody, raw: RawText, lexicon: Lexicon) -> bool:
    word = string_of(body.span.text_in(raw.text))
    return not word or lexicon.verdict(word, body.label).verdict is Verdict.WEAKEN


def corrected(
    learner: Learner, page: ReadPage, raw: RawText, proposals: Sequence[Proposal], lexicon: Lexicon
) -> list[Proposal]:
    """The proposals with the learner's word on them; the lexicon's is still to come, as ever.

    What it adds is of its own run; what it sets aside becomes weak. Both have their reason.
    `with_lexicon` keeps its hands off what was set aside.
    """
    said = answers(learner, page, raw, proposals, lexicon)
    wanted, before = set(said.learner), set(said.plain)
    out = {each.id: each for each in proposals}
    adapted = with_lexicon(proposals, raw, lexicon)
    owed = Claims(
        body.span for body in wanted & before if not _is_strong(out.get(proposal_id(body)))
    )
    dropped = phrase(DROPPED, count=learner.gate.seen)
    for each in adapted:
        body = each.body
        if not isinstance(body, EntityBody) or body in wanted:
            continue
        if each.id not in out:
            out[each.id] = weakened(replace(each, because=(), run=RUN, plain_score=None), dropped)
        elif body in before or (
            _is_strong(out[each.id])
            and owed.is_free(body.span)
            and not _is_refused(body, raw, lexicon)
        ):
            out[each.id] = weakened(out[each.id], dropped)
    added = [body for body in said.learner if body not in before]
    reason = phrase(ADDED, count=learner.gate.seen)
    for body, score in zip(added, _scores(learner, page, said.plain, added, lexicon), strict=True):
        out[proposal_id(body)] = proposal(body, score, (reason,), RUN)
    return list(out.values())


def _is_strong(each: Proposal | None) -> bool:
    return each is not None and each.score >= WEAK


def _scores(
    learner: Learner,
    page: ReadPage,
    plain: Sequence[EntityBody],
    added: Sequence[EntityBody],
    lexicon: Lexicon,
) -> list[float]:
    """How likely each addition is right: from the least sure of its tags.

    Of those sure to .95 and more, four fifths were right on a public set; below, a third.
    """
    if not added:
        return []
    rows = page.sentences(plain, lexicon)
    scores: list[float] = []
    for body in added:
        number, start, end = page.place_of(body)
        table = learner.sureness(rows[number])
        inside = [f"B-{body.label}", *[f"I-{body.label}"] * (end - start - 1)]
        sure = min(float(table[tag][start + at]) for at, tag in enumerate(inside))
        scores.append(round(WEAK + 0.5 * min(sure, 1.0) ** 8, 4))
    return scores


def taught(
    learner: Learner,
    number: int,
    page: ReadPage,
    raw: RawText,
    proposals: Sequence[Proposal],
    gold: Sequence[EntityBody],
    lexicon: Lexicon,
) -> Answers:
    """One lesson: the learner answers, its answer is counted, and only then it is shown the right one.

    A page learnt before is learnt again, but its answers count no more.
    """
    said = answers(learner, page, raw, proposals, lexicon)
    if number not in learner.pages:
        learner.gate = learner.gate.after(*said.errors(gold))
    learner.learn(number, page.sentences(said.plain, lexicon), page.tags(gold))
    return said
