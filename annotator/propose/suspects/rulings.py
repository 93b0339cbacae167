"""A page's suspects, adapted by what the project says of strings and of names.

Only suspects are touched. What the finder said can always be had back: an earlier adaptation
is undone first. Positions are code points of the raw text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from annotator.document.correcting import CorrectionRule, is_read_already, kind_of_change, minimal
from annotator.document.lexicon import Lexicon
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import (
    WEAK,
    CorrectionBody,
    Decision,
    Proposal,
    extent_of,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.reading import ReadingMap, Side, break_replacements
from annotator.document.spans import Span, place_at, places_collide
from annotator.propose.learnt import soft_breaks_of, weakened
from annotator.propose.suspects.stretches import ByPlace, Shields

RUN = "rulings 1"
_OURS = "rulings "
_REASONS = "because.ruled_"
_BY_NAME = "because.name_"
"""So begins the first reason of a suspect that speaks of a name, and may doubt one that is known."""

_TOLD = 0.98
"""The score of what an editor or a list always corrects."""

_MECHANICAL = ("width", "spacing")
"""Kinds that leave a name the name it is."""

_LONGEST_NAME = 24
"""Code points of a name that is looked for around a suspect, at most."""


def with_corrections_known(
    proposals: Iterable[Proposal],
    raw: RawText,
    rules: Collection[CorrectionRule],
    lexicon: Lexicon,
    *,
    entities: Iterable[Span] = (),
    corrections: Iterable[tuple[int, int]] = (),
    breaks: Iterable[Span] = (),
    decided: Mapping[str, Decision] = MappingProxyType({}),
) -> list[Proposal]:
    """The proposals for a page as its rules and the names known would have the suspects.

    A suspect inside one of the accepted `entities`, or in a string that the lexicon proposes, becomes
    weak, unless it is about a name itself; so does one inside a string that is allowed, or in a place
    of which an editor has rejected another reading. A string that is always fixed is proposed wherever it stands
    and no correction is (`corrections`: their start and end), over soft breaks too: `breaks`, and
    those that come with open articles. The proposals with an id in `decided` stay as they are.
    """
    given = list(proposals)
    kept = {each.id: each for each in given if each.id in decided}
    rest = {each.id: each for each in map(_plain, given) if each and each.id not in decided}
    suspects = [each for each in rest.values() if isinstance(each.body, CorrectionBody)]
    if not suspects and not rules:
        return [*kept.values(), *rest.values()]
    reading = _lines_joined(raw.text, (*breaks, *soft_breaks_of(rest.values())))
    ruled_on = list(_places(reading, rules))
    allowed = Shields(span for span, rule in ruled_on if rule.verdict == "allow")
    names = Shields([*entities, *_known_names(reading, lexicon, suspects)])
    rejected = [each for each in kept.values() if decided[each.id].verdict == "rejected"]
    objections = _Objections(raw.text, allowed, names, rejected)
    rest |= {each.id: _weak(each, why) for each in suspects if (why := objections.to(each))}
    ruled = _Ruled(raw.text, rest, kept.values(), list(corrections))
    for span, rule in ruled_on:
        if rule.verdict == "fix" and not allowed.cover(span.start, span.end):
            ruled.put(reading, span, rule)
    return [*kept.values(), *ruled.proposals.values()]


def _plain(each: Proposal) -> Proposal | None:
    """A proposal as if no ruling had been; None for one that a ruling made."""
    if each.run.startswith(_OURS):
        return None
    if not isinstance(each.body, CorrectionBody):
        return each
    because = tuple(reason for reason in each.because if not reason.key.startswith(_REASONS))
    score = each.score if each.plain_score is None else each.plain_score
    if because == each.because and score == each.score and each.plain_score is None:
        return each
    return replace(each, score=score, because=because, plain_score=None)


# -- what speaks against a suspect -------------------------------------------------------


class _Objections:
    """What is allowed, names that are known, and what an editor has rejected."""

    def __init__(
        self, text: str, allowed: Shields, names: Shields, rejected: Iterable[Proposal]
    ) -> None:
        self._text, self._allowed, self._names = text, allowed, names
        suspects = [each for each in rejected if isinstance(each.body, CorrectionBody)]
        self._right = {extent_of(each.body) for each in suspects}

    def to(self, each: Proposal) -> Phrase | None:
        """Why a suspect is not to be shown."""
        start, end = extent_of(each.body)
        span = self._allowed.cover(start, end)
        if span is not None:
            return phrase("because.ruled_allowed", text=_one_line(span.text_in(self._text)))
        if (start, end) in self._right:
            return Phrase("because.ruled_right")
        if _is_mechanical(each) or (each.because and each.because[0].key.startswith(_BY_NAME)):
            return None
        # An insertion at the edge of a name is not inside it.
        span = self._names.cover(*((start, end) if start < end else (start - 1, end + 1)))
        if span is None:
            return None
        return phrase("because.ruled_name", text=_one_line(span.text_in(self._text)))


def _is_mechanical(each: Proposal) -> bool:
    return isinstance(each.body, CorrectionBody) and each.body.kind in _MECHANICAL


def _one_line(words: str) -> str:
    return "".join(words.split("\n"))


def _weak(each: Proposal, reason: Phrase) -> Proposal:
    return replace(weakened(each, reason), plain_score=each.score)


def _known_names(
    reading: ReadingMap, lexicon: Lexicon, suspects: Iterable[Proposal]
) -> Iterator[Span]:
    """Where strings stand, around the suspects, that the lexicon holds for names."""
    for start, end in _windows(reading, suspects) if len(lexicon) else ():
        for match in lexicon.matches(reading.text[start:end]):
            yield from reading.raw_spans(start + match.start, start + match.end)


def _windows(reading: ReadingMap, suspects: Iterable[Proposal]) -> list[tuple[int, int]]:
    """The stretches of the reading that a name over a suspect can lie in, in text order, apart."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(extent_of(each.body) for each in suspects if not _is_mechanical(each)):
        start = reading.to_reading(low, Side.BEFORE)
        end = reading.to_reading(high, Side.AFTER)
        if start is None or end is None:
            continue
        start, end = max(0, start - _LONGEST_NAME), end + _LONGEST_NAME
        if found and start <= found[-1][1]:
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return found


# -- what is ruled -----------------------------------------------------------------------


@lru_cache(maxsize=1)
def _lines_joined(text: str, breaks: tuple[Span, ...]) -> ReadingMap:
    """The page joined over its soft breaks, and else as it stands, blanks and all."""
    whole = [Span(0, len(text))] if text else []
    return ReadingMap.over(text, whole, break_replacements(text, breaks))


def _places(
    reading: ReadingMap, rules: Collection[CorrectionRule]
) -> Iterator[tuple[Span, CorrectionRule]]:
    """Where the strings of the rules stand, over soft breaks too: the longest first, then in text order.

    Where the page reads already what a rule makes of its string, the string does not count.
    """
    text = reading.text if rules else ""
    heads: dict[str, list[CorrectionRule]] = {}
    for rule in rules:
        heads.setdefault(rule.raw[:2], []).append(rule)
    letters = {head[0] for head in heads}
    found = [
        (at, rule)
        for at, letter in enumerate(text)
        if letter in letters
        for head in {letter, text[at : at + 2]}
        for rule in heads.get(head, ())
        if text.startswith(rule.raw, at) and not is_read_already(text, at, rule.raw, rule.text)
    ]
    for at, rule in sorted(found, key=lambda each: -len(each[1].raw)):
        spans = reading.raw_spans(at, at + len(rule.raw))
        if len(spans) == 1:
            yield spans[0], rule


@dataclass(frozen=True, slots=True)
class _Change:
    """`[start, end)` of the raw text reads `text`."""

    start: int
    end: int
    text: str


def _change(reading: ReadingMap, span: Span, rule: CorrectionRule) -> _Change:
    """The least change that makes the rule's text of its string at `span`."""
    start = reading.to_reading(span.start, Side.AFTER)
    assert start is not None
    head, tail, text = minimal(rule.raw, rule.text)
    if head == tail:
        side = Side.AFTER if head < len(rule.raw) else Side.BEFORE
        at = reading.to_raw(start + head, side)
        return _Change(at, at, text)
    return _Change(
        reading.to_raw(start + head, Side.AFTER), reading.to_raw(start + tail, Side.BEFORE), text
    )


class _Ruled:
    """The undecided proposals of a page by id, while what is always fixed is put among them."""

    def __init__(
        self,
        text: str,
        proposals: dict[str, Proposal],
        decided: Iterable[Proposal],
        corrections: Sequence[tuple[int, int]],
    ) -> None:
        self.proposals = proposals
        self._text = text
        self._taken = sorted(corrections)
        self._decided = ByPlace(decided)
        self._open = ByPlace(proposals.values())

    def put(self, reading: ReadingMap, span: Span, rule: CorrectionRule) -> None:
        """The string at `span` is one that is always fixed; what is corrected in it, it is no longer."""
        change = _change(reading, span, rule)
        place, whole = (change.start, change.end), (span.start, span.end)
        taken = _near(self._taken, whole)
        if any(places_collide(place, other) or places_collide(whole, other) for other in taken):
            return
        if any(self._reads_alike(each, change) for each in self._decided.touching(place)):
            return
        reason = _grounds(rule)
        near = [self.proposals[each.id] for each in self._open.touching(place)]
        rivals = [
            each
            for each in near
            if places_collide(extent_of(each.body), place) or self._reads_alike(each, change)
        ]
        same = next((each for each in rivals if self._reads_alike(each, change)), None)
        if same is None:
            kind = kind_of_change(self._text, *place, change.text)
            made = propose(
                CorrectionBody(place_at(*place), change.text, kind), _TOLD, (reason,), RUN
            )
        else:
            plain = same.score if same.plain_score is None else same.plain_score
            because = (*_unruled(same.because), reason)
            made = replace(same, score=max(_TOLD, plain), because=because, plain_score=plain)
        for each in rivals:
            if each is not same and each.score >= WEAK and not each.run.startswith(_OURS):
                self.proposals[each.id] = _weak(each, reason)
        self.proposals[made.id] = made
        self._taken.insert(bisect_left(self._taken, place), place)

    def _reads_alike(self, each: Proposal, change: _Change) -> bool:
        """Whether a suspect and a change, wherever exactly they lie, leave the same text."""
        assert isinstance(each.body, CorrectionBody)
        start, end = extent_of(each.body)
        if each.body.text is None:
            return False
        low, high = min(start, change.start), max(end, change.end)
        one = self._text[low:start] + each.body.text + self._text[end:high]
        return one == self._text[low : change.start] + change.text + self._text[change.end : high]


def _near(ordered: Sequence[tuple[int, int]], place: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Of places in text order that do not collide those that could collide with `place`."""
    at = bisect_left(ordered, place)
    return ordered[max(0, at - 1) : bisect_right(ordered, (place[1], place[1]))]


def _unruled(because: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    return tuple(reason for reason in because if not reason.key.startswith(_REASONS))


def _grounds(rule: CorrectionRule) -> Phrase:
    key = "because.ruled_list" if rule.source else "because.ruled_fix"
    return phrase(key, raw=rule.raw, text=rule.text, source=rule.source)
