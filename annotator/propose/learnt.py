"""A page's proposals, adapted by what the project's lexicon knows of their strings.

Only entities are touched. What the proposer said can always be had back: `plain`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from annotator.document.lexicon import Lexicon, LexiconEntry, Verdict, string_of
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.proposals import WEAK, ArticleBody, EntityBody, Proposal
from annotator.document.proposals import propose as proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.joining import joined

RUN = "lexicon 1"
_OURS = "lexicon "
_REASONS = "because.lexicon_"
LEARNER_DROPPED = "because.learner_dropped"
"""The reason of what the project's learner set aside: there only a rule of an editor adds anything."""
_SET_ASIDE = 0.29
"""A weakened score is this share of what it was: under `WEAK`, the order among the weak kept."""

_LEAST, _MOST = 0.5, 0.99
_TOLD = 0.9
"""The least score of a string that an editor or a list rules to be a name."""


def soft_breaks_of(proposals: Iterable[Proposal]) -> list[Span]:
    """The soft breaks of the proposed articles, in text order."""
    bodies = [each.body for each in proposals]
    return sorted(s for body in bodies if isinstance(body, ArticleBody) for s in body.soft_breaks)


def plain(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals as if no lexicon had spoken."""
    return [_restored(each) for each in proposals if not each.run.startswith(_OURS)]


def _restored(each: Proposal) -> Proposal:
    if each.plain_score is None:
        return each
    because = tuple(reason for reason in each.because if not reason.key.startswith(_REASONS))
    return replace(each, score=each.plain_score, because=because, plain_score=None)


def weakened(each: Proposal, *reasons: Phrase) -> Proposal:
    """The proposal as a weak one, and why; one that is weak keeps its score."""
    score = round(each.score * _SET_ASIDE, 4) if each.score >= WEAK else each.score
    return replace(each, score=score, because=(*each.because, *reasons))


def with_lexicon(
    proposals: Iterable[Proposal],
    raw: RawText,
    lexicon: Lexicon,
    decided: Collection[str] = (),
    marked: Iterable[Span] = (),
) -> list[Proposal]:
    """The proposals for a page as this lexicon would have them; an earlier adaptation is undone first.

    Strings it refuses become weak, strings it proposes and nobody did are added, what these
    overlap becomes weak. The proposals with an id in `decided` stay as they are, and nothing
    is done for their sake; nothing is added over `marked` entities. Where the strong entity
    proposals that come in share no text, those that go out share none either.
    """
    given = list(proposals)
    kept = [each for each in given if each.id in decided]
    rest = plain(each for each in given if each.id not in decided)
    if not len(lexicon):
        return [*kept, *rest]
    adapted = _Adaptation(raw, lexicon, rest)
    adapted.weaken_refused()
    adapted.add_known(soft_breaks_of(given), decided, marked)
    return [*kept, *adapted.proposals.values()]


def _strong(proposals: Iterable[Proposal]) -> list[tuple[str, EntityBody]]:
    return [
        (each.id, each.body)
        for each in proposals
        if isinstance(each.body, EntityBody) and each.score >= WEAK
    ]


def strong_over(proposals: Iterable[Proposal]) -> dict[int, list[tuple[str, EntityBody]]]:
    """Id and body of the strong entity proposals over each code point that has any."""
    owners: dict[int, list[tuple[str, EntityBody]]] = {}
    for name, body in _strong(proposals):
        for at in range(body.span.start, body.span.end):
            owners.setdefault(at, []).append((name, body))
    return owners


class _Adaptation:
    """The undecided proposals of a page by id, while they are adapted."""

    def __init__(self, raw: RawText, lexicon: Lexicon, proposals: Sequence[Proposal]) -> None:
        self.proposals = {each.id: each for each in proposals}
        self._text, self._raw, self._lexicon = raw.text, raw, lexicon

    def weaken_refused(self) -> None:
        """Strong proposals whose string the lexicon refuses under their label."""
        for name, body in _strong(self.proposals.values()):
            ruling = self._lexicon.verdict(string_of(body.span.text_in(self._text)), body.label)
            if ruling.verdict is Verdict.WEAKEN and ruling.entry is not None:
                self._weaken(name, _refusal(ruling.entry))

    def add_known(
        self, soft_breaks: Sequence[Span], decided: Collection[str], marked: Iterable[Span]
    ) -> None:
        """The strings that the lexicon proposes, longest first, in the text joined over the breaks."""
        reading = joined(self._raw, soft_breaks)
        owners = strong_over(self.proposals.values())
        taken = bytearray(len(self._text))
        for span in marked:
            taken[span.start : span.end] = b"1" * len(span)
        held = self._set_aside_by_learner()
        for match in self._lexicon.matches(reading.text):
            spans = reading.raw_spans(match.start, match.end)
            if len(spans) != 1 or any(taken[spans[0].start : spans[0].end]):
                continue
            (span,) = spans
            if not match.entry.insists and any(held[span.start : span.end]):
                continue
            rivals = {
                name: body
                for at in range(span.start, span.end)
                for name, body in owners.get(at, ())
                if self.proposals[name].score >= WEAK
            }
            if not match.entry.insists and _stands_inside(span, rivals.values()):
                continue
            if not self._is_said(span, match.entry.text, rivals.values()):
                body = EntityBody(span, match.entry.label)
                known = proposal(body, *_grounds(match.entry), RUN)
                if known.id in decided:
                    continue
                self._put(known, body, rivals)
            taken[span.start : span.end] = b"1" * len(span)

    def _set_aside_by_learner(self) -> bytearray:
        """A mark for each code point of what the learner set aside."""
        held = bytearray(len(self._text))
        for each in self.proposals.values():
            if isinstance(each.body, EntityBody) and any(
                reason.key == LEARNER_DROPPED for reason in each.because
            ):
                span = each.body.span
                held[span.start : span.end] = b"1" * len(span)
        return held

    def _is_said(self, span: Span, text: str, rivals: Iterable[EntityBody]) -> bool:
        """Whether a strong proposal says the same, or names a label that is ruled as well."""
        return any(
            body.span == span and self._lexicon.verdict(text, body.label).verdict is Verdict.PROPOSE
            for body in rivals
        )

    def _put(self, known: Proposal, body: EntityBody, rivals: Collection[str]) -> None:
        if rivals:
            text, label = body.span.text_in(self._text), label_title(body.label)
            reason = phrase("because.lexicon_overlap", text=string_of(text), label=label)
            for name in rivals:
                self._weaken(name, reason)
        weak = self.proposals.get(known.id)
        if weak is not None:
            because = (*weak.because, *known.because)
            known = replace(weak, score=known.score, because=because, plain_score=weak.score)
        self.proposals[known.id] = known

    def _weaken(self, name: str, reason: Phrase) -> None:
        each = self.proposals[name]
        self.proposals[name] = replace(weakened(each, reason), plain_score=each.score)


def _stands_inside(span: Span, others: Iterable[EntityBody]) -> bool:
    """Whether one of `others` is longer and covers all of `span`."""
    return any(len(body.span) > len(span) and body.span.covers(span) for body in others)


def _refusal(entry: LexiconEntry) -> Phrase:
    if entry.rule != "never":
        return phrase("because.lexicon_rejected", count=entry.rejected)
    if entry.source:
        return phrase("because.lexicon_never_list", source=entry.source)
    return phrase("because.lexicon_never")


def _grounds(entry: LexiconEntry) -> tuple[float, tuple[Phrase, ...]]:
    """How likely a string that the lexicon proposes is a name, and why it is proposed."""
    counted = (entry.accepted + 1) / (entry.accepted + entry.outside + 2)
    score = min(max(counted, _LEAST), _MOST)
    because: list[Phrase] = []
    if entry.rule == "always":
        score = max(score, _TOLD)
        list_ = phrase("because.lexicon_list", source=entry.source)
        because.append(list_ if entry.source else phrase("because.lexicon_always"))
    if entry.accepted:
        because.append(phrase("because.lexicon_accepted", count=entry.accepted))
    return score, tuple(because)
