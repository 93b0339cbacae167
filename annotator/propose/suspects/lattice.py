"""The cheapest cut of a text into words of jieba's dictionary, and what an edit would change about it.

A word costs the negative log of its frequency (unigram model; Viterbi both ways). What the best
cut costs left and right of a place is kept, so that an edit asks only for the words that would
cover it. Positions are code points of the text.
"""

from collections.abc import Mapping
from math import log

from annotator.propose.words import dictionary

LONGEST = 6
"""Characters of a word at most; longer ones are names of organisations, which are cut."""
REACH = 3
"""How many characters beside an edit a word may cover on either side when an edit is asked for."""


class Lattice:
    """One text. `forward[i]`: log probability of the best cut of `text[:i]`; `backward[i]`: of the rest."""

    def __init__(self, text: str, counts: tuple[Mapping[str, int], int] | None = None) -> None:
        """`counts` of words and their sum, as `words.dictionary` gives them if not given."""
        self.text = text
        self._counts, total = counts or dictionary()
        self._total = log(total)
        size = len(text)
        ends: list[list[tuple[int, float]]] = [[] for _ in range(size + 1)]
        starts: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        for start in range(size):
            for end, value in self._words_from(start):
                ends[end].append((start, value))
                starts[start].append((end, value))
        self.forward = [0.0] * (size + 1)
        cut = [0] * (size + 1)
        for end in range(1, size + 1):
            best = max((self.forward[start] + value, start) for start, value in ends[end])
            self.forward[end], cut[end] = best
        self.backward = [0.0] * (size + 1)
        for start in range(size - 1, -1, -1):
            self.backward[start] = max(self.backward[end] + value for end, value in starts[start])
        self.total = self.forward[size]
        self.bounds = self._bounds(cut)

    def _words_from(self, start: int) -> list[tuple[int, float]]:
        text, counts = self.text, self._counts
        found = [(start + 1, self._value(text[start]))]
        for end in range(start + 2, min(start + LONGEST, len(text)) + 1):
            count = counts.get(text[start:end])
            if count is None:
                break
            if count:
                found.append((end, log(count) - self._total))
        return found

    def _value(self, character: str) -> float:
        if character == "\n":
            return 0.0
        return log(self._counts.get(character) or 1) - self._total

    def _bounds(self, cut: list[int]) -> list[tuple[int, int]]:
        """Of each position the start and the end of its word."""
        bounds = [(0, 0)] * len(self.text)
        end = len(self.text)
        while end:
            bounds[cut[end] : end] = [(cut[end], end)] * (end - cut[end])
            end = cut[end]
        return bounds

    def count(self, word: str) -> int:
        """How often the dictionary counted it."""
        return self._counts.get(word) or 0

    def edited(self, start: int, end: int, put: str) -> tuple[float, str]:
        """What the best cut gains if `text[start:end]` were `put`, and the longest of its words there.

        The word is one of two characters or more that covers a character of `put`, or the joint
        where `put` is empty; "" where the best cut has none.
        """
        left = self.text[max(0, start - REACH) : start]
        right = self.text[end : end + REACH]
        whole, offset, size = left + put + right, len(left), len(put)
        at: list[tuple[float, str]] = [(self.forward[start], "")]
        for stop in range(1, size + 1):
            at.append(self._best_to(whole, offset, start, stop, at))
        value, word = at[size]
        best = value + self.backward[end], word
        for reach in range(1, len(right) + 1):
            stop = size + reach
            ahead = self.backward[end + reach]
            for first in range(-offset, size):
                count = self._counts.get(whole[offset + first : offset + stop])
                if count:
                    before, inner = at[first] if first >= 0 else (self.forward[start + first], "")
                    value = before + log(count) - self._total + ahead
                    if value > best[0]:
                        found = whole[offset + first : offset + stop]
                        best = value, max(inner, found, key=len)
        return best[0] - self.total, best[1]

    def _best_to(
        self, whole: str, offset: int, start: int, stop: int, at: list[tuple[float, str]]
    ) -> tuple[float, str]:
        """The best cut that ends behind the character `stop` of what is put in."""
        value, word = at[stop - 1]
        best = value + self._value(whole[offset + stop - 1]), word
        for first in range(-offset, stop - 1):
            found = whole[offset + first : offset + stop]
            count = self._counts.get(found)
            if count:
                before, inner = at[first] if first >= 0 else (self.forward[start + first], "")
                value = before + log(count) - self._total
                if value > best[0]:
                    best = value, max(inner, found, key=len)
        return best
