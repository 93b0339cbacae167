"""An editor's own patterns: words of a list and regular expressions, found in the joined text."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import regex

from annotator.document.claims import Claims
from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.proposals import WEAK, EntityBody, Proposal
from annotator.document.proposals import propose as proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span, trimmed
from annotator.propose.expressions import KEPT, UNUSABLE, compiled
from annotator.propose.joining import SoftBreaks, joined, likely_soft_breaks
from annotator.propose.learnt import soft_breaks_of, strong_over, weakened

RUN = "patterns 1"
SECONDS = 0.5
"""For one expression on one page."""
_TRYING = 2.0
"""Seconds for all texts on which an expression is tried."""
_LONGEST = 100
"""Code points of what an expression finds at most: more is no name."""

_SCORES = {"words": 0.95, "regex": 0.9}
_PROBE, _MOST_PROBES = 2_000, 40
"""Code points of one character in a row, on which an expression is tried; and so many characters."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    pattern: Pattern


class PatternFinder:
    """The proposer of what patterns match. `soft_breaks` says which white space to join over.

    A pattern that cannot be used on a page is left out there, and its reason is in `troubles`.
    """

    def __init__(
        self, patterns: Iterable[Pattern], soft_breaks: SoftBreaks = likely_soft_breaks
    ) -> None:
        self.patterns = tuple(each for each in patterns if each.is_on)
        self.soft_breaks = soft_breaks
        self.troubles: tuple[Phrase, ...] = ()
        """Why patterns were left out on the page proposed for last."""

    @property
    def run(self) -> str:
        return RUN

    def propose(self, raw: RawText) -> list[Proposal]:
        """What the patterns match, without overlap, in text order: word lists first, then the longer."""
        self.troubles = ()
        if not self.patterns:
            return []
        reading = joined(raw, self.soft_breaks(raw))
        found = [each for pattern in self.patterns for each in self._matches(pattern, reading.text)]
        found.sort(
            key=lambda each: (-_SCORES[each.pattern.kind], each.start - each.end, each.start)
        )
        taken = Claims()
        chosen: list[Proposal] = []
        for each in found:
            spans = reading.raw_spans(each.start, each.end)
            if len(spans) == 1 and taken.take(spans):
                score = _SCORES[each.pattern.kind]
                body = EntityBody(spans[0], each.pattern.label)
                chosen.append(proposal(body, score, (_reason(each.pattern),), RUN))
        return sorted(chosen, key=_span_of)

    def _matches(self, pattern: Pattern, text: str) -> list[_Found]:
        try:
            return [_Found(start, end, pattern) for start, end in _places(pattern, text)]
        except UNUSABLE as error:
            said = phrase("pattern.left_out", pattern=pattern.title, why=_flaw_of(pattern, error))
            self.troubles = (*self.troubles, said)
            return []


def with_patterns(
    proposals: Iterable[Proposal], raw: RawText, patterns: Iterable[Pattern]
) -> tuple[list[Proposal], tuple[Phrase, ...]]:
    """The proposals for a page with those of its patterns, and why patterns were left out.

    Of two that overlap, the one with the lower score becomes weak, the pattern's where they are
    equal. What is said twice stands once, with the higher score.
    """
    given = [each for each in proposals if each.run != RUN]
    finder = PatternFinder(patterns, lambda _: soft_breaks_of(given))
    merged = {each.id: each for each in given}
    places = strong_over(given)
    for found in sorted(finder.propose(raw), key=lambda each: -each.score):
        span = _span_of(found)
        names = {name for at in range(span.start, span.end) for name, _ in places.get(at, ())}
        rivals = [merged[name] for name in names if merged[name].score >= WEAK]
        twin = merged.get(found.id)
        if twin is not None and twin.score >= found.score:
            continue
        if any(each.score >= found.score for each in rivals):
            merged.setdefault(found.id, weakened(found))
            continue
        for each in rivals:
            merged[each.id] = weakened(each, _by_pattern(found, raw))
        because = (*twin.because, *found.because) if twin else found.because
        merged[found.id] = replace(found, because=because)
    return list(merged.values()), finder.troubles


def flaw(pattern: Pattern, texts: Iterable[str] = ()) -> Phrase | None:
    """Why a pattern cannot be kept, None where it can; it is tried on `texts`, which are pages."""
    if pattern.kind == "words":
        return None if pattern.words else phrase("pattern.no_words")
    if not pattern.body.strip():
        return phrase("pattern.empty")
    until = time.monotonic() + _TRYING
    try:
        for text in chain(_probes(pattern.body), texts):
            for _ in _places(pattern, text):
                pass
            if time.monotonic() > until:
                raise TimeoutError
    except UNUSABLE as error:
        return _flaw_of(pattern, error)
    return None


# -- finding -------------------------------------------------------------------------------


def _flaw_of(pattern: Pattern, error: BaseException) -> Phrase:
    match error:
        case TimeoutError():
            return phrase("pattern.too_slow", pattern=pattern.title)
        case regex.error():
            return phrase("pattern.invalid", pattern=pattern.title, cause=str(error))
        case _:
            return phrase("pattern.too_large", pattern=pattern.title)


@lru_cache(KEPT)
def _word_lexicon(pattern: Pattern) -> Lexicon:
    return Lexicon(LexiconEntry(word, pattern.label, rule="always") for word in pattern.words)


def _places(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what a pattern matches, line by line. Raises one of `UNUSABLE`."""
    if pattern.kind == "words":
        for match in _word_lexicon(pattern).matches(text):
            yield match.start, match.end
        return
    expression = compiled(pattern.body)
    until = time.monotonic() + SECONDS
    at = 0
    for line in text.split("\n"):
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        for match in expression.finditer(line, timeout=left):
            start, end = match.span()
            name = trimmed(Span(start, end), line) if start < end else None
            if name is not None and len(name) <= _LONGEST:
                yield at + name.start, at + name.end
        at += len(line) + 1


def _probes(body: str) -> Iterator[str]:
    """Lines on which a slow expression shows: long runs of one character that it may speak of."""
    characters = dict.fromkeys([*(each for each in body if each.isalnum()), "中", "1", " "])
    for character in list(characters)[:_MOST_PROBES]:
        yield character * _PROBE + "\u0001"


# -- merging -------------------------------------------------------------------------------


@lru_cache(KEPT)
def _reason(pattern: Pattern) -> Phrase:
    # Of a long list the title takes a while, and a page may have many of its words.
    return phrase(f"because.pattern_{pattern.kind}", pattern=pattern.title)


def _by_pattern(found: Proposal, raw: RawText) -> Phrase:
    assert isinstance(found.body, EntityBody)
    text, label = string_of(_span_of(found).text_in(raw.text)), label_title(found.body.label)
    return phrase("because.pattern_overlap", text=text, label=label)


def _span_of(found: Proposal) -> Span:
    assert isinstance(found.body, EntityBody)
    return found.body.span
