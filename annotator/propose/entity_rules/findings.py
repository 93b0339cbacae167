"""What a rule sees and what it says."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from annotator.document.claims import Claims
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.spans import Span
from annotator.propose.lac import Word

NAMES = ("PER", "LOC", "ORG")
WEAK = 0.29
"""Scores up to this are of what a rule set aside: kept, shown as weak."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Text `[start, end)` is taken for a `label`, with a score of 0 to 1 and the reasons."""

    start: int
    end: int
    label: str
    score: float
    because: tuple[Phrase, ...]

    @property
    def is_weak(self) -> bool:
        return self.score <= WEAK

    def weakened(self, reason: Phrase) -> Self:
        """The same finding set aside; its order among the weak stays."""
        return replace(self, score=self.score * WEAK, because=(*self.because, reason))

    def scored(self, score: float, *reasons: Phrase) -> Self:
        """The same finding with another score, at most 0.99, and further reasons."""
        return replace(self, score=min(score, 0.99), because=(*self.because, *reasons))

    @property
    def span(self) -> Span:
        """Of the joined text."""
        return Span(self.start, self.end)


class TaggedPage:
    """A page's text as the rules read it, the tagger's words, and where words begin and end.

    `text` is the joined text, folded character by character (`characters.folded`).
    """

    def __init__(self, text: str, words: Iterable[Word]) -> None:
        self.text = text
        self.words = tuple(words)

    @cached_property
    def starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _edges(self) -> frozenset[int]:
        return frozenset([*self.starts, *(word.end for word in self.words)])

    def is_edge(self, at: int) -> bool:
        """Whether the tagger cut the text at `at`."""
        return at in self._edges

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """All words that share text with `[start, end)`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = bisect_left(self.starts, end)
        return tuple(word for word in self.words[first:last] if word.end > start)

    def sureness(self, start: int, end: int) -> float:
        """The least confidence of the words in `[start, end)`."""
        return min((word.confidence for word in self.words_in(start, end)), default=0.0)

    def names(self) -> list[Finding]:
        """The tagger's own persons, places and organisations; white space inside cuts one in two."""
        found: list[Finding] = []
        for word in self.words:
            if word.tag not in NAMES:
                continue
            at = word.start
            for piece in self.text[word.start : word.end].split():
                start = self.text.index(piece, at)
                at = start + len(piece)
                if any(character.isalnum() for character in piece):
                    reason = phrase("because.entity_tagger", tag=label_title(word.tag), text=piece)
                    found.append(Finding(start, at, word.tag, word.confidence, (reason,)))
        return found


def settled(ranked: Iterable[Iterable[Finding]]) -> list[Finding]:
    """Findings without overlap, in text order: earlier ranks first, then the longer, then the surer.

    Strong ones of every rank go before weak ones.
    """
    everything = [(rank, each) for rank, group in enumerate(ranked) for each in group]
    everything.sort(
        key=lambda pair: (
            pair[1].is_weak,
            pair[0],
            pair[1].start - pair[1].end,
            -pair[1].score,
            pair[1].start,
            pair[1].label,
        )
    )
    claims = Claims()
    chosen = [each for _, each in everything if claims.take([each.span])]
    return sorted(chosen, key=lambda each: each.start)
