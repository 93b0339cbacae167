"""What a project knows of strings: which have been names in it, which have not, and what an editor rules.

A string is what a reader reads: `string_of` a stretch of raw text. Positions are code points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from annotator.document.claims import Claims
from annotator.document.reading import ReadingMap, break_replacements
from annotator.document.spans import Span

RULES = ("auto", "always", "never")
"""`auto`: the counts decide. `always` and `never`: an editor's word, or a list's."""

_WHITE = re.compile(r"\s+")
_FIRST_CJK = "\u2e80"
_HEAD = 2


def string_of(raw: str) -> str:
    """A stretch of raw text as a reader reads it.

    White space at the ends and beside a CJK character is dropped, any other run is one space.
    """
    if _WHITE.search(raw) is None:
        return raw
    return _WHITE.sub(_gap, raw.strip())


def _gap(match: "re.Match[str]") -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return "" if max(before, after) >= _FIRST_CJK else " "


class Verdict(StrEnum):
    """What the lexicon says of a string under a label."""

    PROPOSE = "propose"
    WEAKEN = "weaken"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A string under a label, and what this project has seen of it.

    `accepted` counts marks, `rejected` rejected proposals, `outside` where the string stands on
    finished pages outside every entity (under whatever label). `source` names the list a rule
    came from; empty for an editor's own. Raises ValueError for what no entry is.
    """

    text: str
    label: str
    accepted: int = 0
    rejected: int = 0
    outside: int = 0
    rule: str = "auto"
    source: str = ""

    def __post_init__(self) -> None:
        if not self.text or (_WHITE.search(self.text) and self.text != string_of(self.text)):
            raise ValueError(f"{self.text!r} is not a string as a reader reads it")
        if not self.label:
            raise ValueError(f"{self.text!r} has no label")
        if self.rule not in RULES:
            raise ValueError(f"unknown rule {self.rule!r}")
        if self.accepted < 0 or self.rejected < 0 or self.outside < 0:
            raise ValueError(f"{self.text!r} is counted below 0")

    @property
    def key(self) -> tuple[str, str]:
        return self.text, self.label

    @property
    def insists(self) -> bool:
        """Whether an editor's own word stands behind it, which may break up a longer proposal; a list may not."""
        return self.rule == "always" and not self.source

    @property
    def is_mostly_outside(self) -> bool:
        """Whether it stands outside entities at least half as often as it was accepted."""
        return 2 * self.outside >= self.accepted


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict, and the entry that decided; None where there is no such entry."""

    verdict: Verdict
    entry: LexiconEntry | None


@dataclass(frozen=True, slots=True)
class Match:
    """`[start, end)` of a text is the string of `entry`, to be proposed under its label."""

    start: int
    end: int
    entry: LexiconEntry


class Lexicon:
    """All entries of a project. Never changes; `replaced` answers another one."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        self._entries: dict[str, tuple[LexiconEntry, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """How long the strings with those first two characters are, longest first."""
        self._put(entries)

    def _put(self, entries: Iterable[LexiconEntry]) -> None:
        for entry in entries:
            text = entry.text
            others = self._entries.get(text)
            if others is None:
                self._entries[text] = (entry,)
            else:
                kept = [each for each in others if each.label != entry.label]
                self._entries[text] = tuple(sorted([*kept, entry], key=lambda each: each.label))
            known = self._lengths.get(text[:_HEAD], ())
            if len(text) not in known:
                self._lengths[text[:_HEAD]] = tuple(sorted((*known, len(text)), reverse=True))

    def __len__(self) -> int:
        return sum(map(len, self._entries.values()))

    def __iter__(self) -> Iterator[LexiconEntry]:
        for entries in self._entries.values():
            yield from entries

    def replaced(self, texts: Iterable[str], entries: Iterable[LexiconEntry]) -> Self:
        """The same lexicon with everything about the strings `texts` replaced by `entries`."""
        other = type(self)()
        other._entries = self._entries.copy()
        other._lengths = self._lengths.copy()
        for text in texts:
            other._entries.pop(text, None)
        other._put(entries)
        return other

    # -- rulings -------------------------------------------------------------------------

    def entries_of(self, text: str) -> tuple[LexiconEntry, ...]:
        """The entries of a string, by label."""
        return self._entries.get(text, ())

    def leader(self, text: str) -> LexiconEntry | None:
        """The entry under whose label the string is to be proposed wherever it stands; or None.

        A rule `always` wins. Otherwise it is the label accepted most often, none where two are
        equal; the string has two characters and is not mostly outside entities.
        """
        entries = self._entries.get(text, ())
        told = [each for each in entries if each.rule == "always"]
        if told:
            return max(told, key=lambda each: each.accepted)
        counted = [each for each in entries if each.rule == "auto" and each.accepted]
        if not counted or len(text) < 2:
            return None
        counted.sort(key=lambda each: -each.accepted)
        first = counted[0]
        is_tied = len(counted) > 1 and counted[1].accepted == first.accepted
        return None if is_tied or first.is_mostly_outside else first

    def verdict(self, text: str, label: str) -> Ruling:
        """What to do with a proposal of that string under that label."""
        own = next((each for each in self.entries_of(text) if each.label == label), None)
        if own is None:
            return Ruling(Verdict.NONE, None)
        is_refused = own.rule == "auto" and own.rejected > 0 and own.accepted == 0
        if own.rule == "never" or is_refused:
            return Ruling(Verdict.WEAKEN, own)
        if own.rule == "always" or own is self.leader(text):
            return Ruling(Verdict.PROPOSE, own)
        return Ruling(Verdict.NONE, own)

    # -- search --------------------------------------------------------------------------

    def occurrences(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of every string of the lexicon in `text`, overlapping ones too.

        In text order; of those that start at one place the longest first.
        """
        entries, lengths, end_of_text = self._entries, self._lengths, len(text)
        for start in range(end_of_text):
            for length in lengths.get(text[start : start + _HEAD], ()):
                end = start + length
                if end <= end_of_text and text[start:end] in entries:
                    yield start, end
            if start + 1 < end_of_text and text[start] in entries:
                yield start, start + 1

    def matches(self, text: str) -> list[Match]:
        """What is to be proposed in `text`, overlapping or not: the longest first, then in text order."""
        found: list[Match] = []
        leaders: dict[str, LexiconEntry | None] = {}
        for start, end in self.occurrences(text):
            word = text[start:end]
            if word not in leaders:
                leaders[word] = self.leader(word)
            leader = leaders[word]
            if leader is not None:
                found.append(Match(start, end, leader))
        found.sort(key=lambda each: (each.start - each.end, each.start))
        return found

    def entries_in(self, raw: str) -> list[LexiconEntry]:
        """Every entry whose string occurs in a page's raw text, wherever its lines break."""
        text = string_of(raw)
        words = dict.fromkeys(text[start:end] for start, end in self.occurrences(text))
        return [entry for word in words for entry in self._entries[word]]


def outside_counts(
    text: str, entities: Iterable[Span], soft_breaks: Iterable[Span], lexicon: Lexicon
) -> dict[str, int]:
    """How often strings of the lexicon stand in a page's text where no entity is, read over soft breaks."""
    if not text:
        return {}
    breaks = break_replacements(text, soft_breaks)
    reading = ReadingMap.over(text, [Span(0, len(text))], breaks)
    taken = Claims(entities)
    found = Counter[str]()
    for start, end in lexicon.occurrences(reading.text):
        if all(taken.is_free(span) for span in reading.raw_spans(start, end)):
            found[reading.text[start:end]] += 1
    return dict(found)
