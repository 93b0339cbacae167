"""What the stretches of a page speak of: its words, weighed by how rare they are in the language and on the page."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from annotator.propose import words
from annotator.propose.lines import Line

BLOCK = 300
"""Code points in a block; a word's rarity on the page is counted in blocks."""

_HANZI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_NUMBER = re.compile(r"[0-9０-９.%％]+")
_DICTIONARY_SIZE = 6e7


def _terms(text: str) -> list[tuple[str, int]]:
    """Words of two characters or more, numbers, and pairs of neighbouring single characters, each with its place."""
    found: list[tuple[str, int]] = []
    at, single = 0, ""
    for word in words.segmentation(text):
        if len(word) > 1 and (_HANZI.match(word) or word.isalnum() or _NUMBER.fullmatch(word)):
            found.append((word.lower(), at))
            single = ""
        elif len(word) == 1 and _HANZI.match(word):
            if single:
                found.append((single + word, at - 1))
            single = word
        else:
            single = ""
        at += len(word)
    return found


@dataclass(frozen=True)
class Topics:
    """The terms of each line of a page (code points do not matter here, lines do)."""

    by_line: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Topics":
        """Wrapped lines are read on across the break, so that no word is lost to it."""
        terms: list[list[str]] = [[] for _ in lines]
        at = 0
        while at < len(lines):
            last = at
            while (
                last + 1 < len(lines)
                and lines[last].is_wrapped
                and lines[last].ending in ("bare", "comma", "open")
            ):
                last += 1
            starts = [0]
            for line in lines[at : last + 1]:
                starts.append(starts[-1] + len(line.text))
            here = 0
            for term, place in _terms("".join(line.text for line in lines[at : last + 1])):
                while place >= starts[here + 1]:
                    here += 1
                terms[at + here].append(term)
            at = last + 1
        return cls(tuple(tuple(t) for t in terms), tuple(len(line.text) for line in lines))

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of each term, above 0: how rare it is in the language times how rare on the page."""
        blocks: dict[str, set[int]] = defaultdict(set)
        block = size = 0
        for terms, length in zip(self.by_line, self.sizes, strict=True):
            for term in terms:
                blocks[term].add(block)
            size += length
            block = size // BLOCK
        count = block + 2
        return {
            term: self._language_rarity(term) * math.log(count / len(where))
            for term, where in blocks.items()
        }

    @staticmethod
    def _language_rarity(term: str) -> float:
        known = words.frequency(term)
        if _NUMBER.fullmatch(term):
            return 0.3 if len(term) < 3 else 0.7
        if not known:
            return 0.55 if len(term) == 2 else 0.9
        return min(1.0, math.log(_DICTIONARY_SIZE / known) / math.log(_DICTIONARY_SIZE / 30)) ** 2

    def terms_between(self, first: int, last: int) -> Counter[str]:
        """Terms of lines `first` to `last - 1` with their counts."""
        found: Counter[str] = Counter()
        for terms in self.by_line[max(0, first) : last]:
            found.update(terms)
        return found

    def weight_of(self, terms: Iterable[str]) -> float:
        """Sum of the weights of different terms, the same in whatever order they come."""
        weights = self.weights
        return math.fsum(weights.get(term, 0.0) for term in terms)

    def window(self, at: int, step: int, size: int) -> Counter[str]:
        """Terms of the lines from `at` on (step 1) or before `at` (step -1), about `size` code points."""
        ends = self._ends
        if step > 0:
            lines = self.by_line[at : bisect_left(ends, ends[at] + size)]
        else:
            first = max(0, bisect_right(ends, ends[at] - size) - 1)
            lines = self.by_line[first:at][::-1]
        return Counter(chain.from_iterable(lines))

    @cached_property
    def _ends(self) -> list[int]:
        """Code points of the lines before each line, and of all of them."""
        return [0, *accumulate(self.sizes)]

    def covered(self, part: Iterable[str], whole: Counter[str]) -> float:
        """Share (0 to 1) of the weight of `part` that `whole` also has."""
        wanted = set(part)
        total = self.weight_of(wanted)
        return self.weight_of(t for t in wanted if t in whole) / total if total else 0.0

    def likeness(self, left: Counter[str], right: Counter[str]) -> float:
        """Cosine (0 to 1) of two stretches over weighed terms."""
        weights = self.weights
        dot = math.fsum(
            weights[t] ** 2 * min(left[t], 3) * min(right[t], 3) for t in left.keys() & right.keys()
        )
        if not dot:
            return 0.0
        one = sum((weights[t] * min(n, 3)) ** 2 for t, n in left.items())
        two = sum((weights[t] * min(n, 3)) ** 2 for t, n in right.items())
        return dot / math.sqrt(one * two)
