"""What lines of a page speak of, without a dictionary: pairs of neighbouring characters.

A pair counts by how rare it is in the language, times how rare it is on the page.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annotator.errors import LanguageModelUnusable
from annotator.propose.language_model import default_language_model
from annotator.propose.lines import Line

_BLOCK = 300
"""Code points in a block; a pair's rarity on the page is counted in blocks."""
_HAN = re.compile("[\u3400-\u9fff]+")
_LONGEST = 8
"""Code points of a string shared that is told of."""
_FUNCTION = "的是了和在与及对为等把被不这那也都就将从到以于之其或但而们"
"""Characters that begin or end no string worth telling."""
_MOST_WORDS = 3


@dataclass(frozen=True)
class SharedPairs:
    """Answers for stretches of `lines`, each given as the indices of its lines."""

    lines: tuple[Line, ...]

    @cached_property
    def _pairs(self) -> list[frozenset[str]]:
        return [
            frozenset(a + b for a, b in pairwise(line.text) if _is_word(a + b))
            for line in self.lines
        ]

    @cached_property
    def _weights(self) -> dict[str, float]:
        blocks: dict[str, set[int]] = {}
        size = 0
        for line, pairs in zip(self.lines, self._pairs, strict=True):
            for pair in pairs:
                blocks.setdefault(pair, set()).add(size // _BLOCK)
            size += len(line.text)
        count, names = size // _BLOCK + 2, sorted(blocks)
        try:
            rarity = [-float(each) for each in default_language_model().score(names)]
        except LanguageModelUnusable:
            rarity = [1.0] * len(names)
        return {
            name: rare * math.log(count / len(blocks[name]))
            for name, rare in zip(names, rarity, strict=True)
        }

    def learn(self) -> None:
        """Makes out now what the first question would have to wait for."""
        self._weight(())

    def _weight(self, pairs: Iterable[str]) -> float:
        return math.fsum(map(self._weights.__getitem__, pairs))

    def _of(self, lines: Sequence[int]) -> set[str]:
        return set[str]().union(*(self._pairs[at] for at in lines))

    def likeness(self, one: Sequence[int], other: Sequence[int]) -> float:
        """How much of what they speak of both have, 0 to 1."""
        left, right = self._of(one), self._of(other)
        whole = math.sqrt(self._weight(left) * self._weight(right))
        return self._weight(left & right) / whole if whole else 0.0

    def share(self, one: Sequence[int], other: Sequence[int]) -> float:
        """How much (0 to 1) of what `one` speaks of `other` has."""
        wanted = self._of(one)
        whole = self._weight(wanted)
        return self._weight(wanted & self._of(other)) / whole if whole else 0.0

    def words(self, one: Sequence[int], other: Sequence[int]) -> list[str]:
        """At most three strings of Chinese that both have, those with the rarest pairs first."""
        shared = self._of(one) & self._of(other)
        own = "\n".join(self.lines[at].text for at in one)
        found: dict[str, float] = {}
        for at in other:
            for run in _runs_of(shared, self.lines[at].text):
                word = run.strip(_FUNCTION)
                if _is_telling(word) and word in own:
                    found[word] = max(self._weights[a + b] for a, b in pairwise(word))
        return sorted(found, key=lambda word: (-found[word], word))[:_MOST_WORDS]


def _runs_of(pairs: set[str], text: str) -> Iterator[str]:
    """The longest stretches of `text` of which every two neighbours are one of `pairs`."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at - 1 : at + 1] not in pairs:
            if at - start > 1:
                yield text[start:at]
            start = at


def _is_telling(word: str) -> bool:
    """Whether a string shared is worth telling: Chinese, a word or a few, and no sentence."""
    return 1 < len(word) <= _LONGEST and bool(_HAN.fullmatch(word))


def _is_word(pair: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or char.isalnum() for char in pair)
