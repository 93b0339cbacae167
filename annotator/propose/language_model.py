"""How likely a text is, character by character: each one given the four before it.

A modified Kneser-Ney model of order 5 in back-off form (Chen, Goodman 1999, "An Empirical Study of
Smoothing Techniques for Language Modeling"), fitted by `train_language.py`, kept by
`language_file.py`. It knows characters as `as_counted` spells them; digits share one id and Latin
letters another, each equally likely in it, and so do the unknown characters.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from annotator.errors import LanguageModelUnusable
from annotator.propose.characters import folded
from annotator.propose.language_file import ROOM, STEP, Arrays, read_arrays
from annotator.settings.resources import resource

ORDER = 5
BOUNDARY, UNKNOWN = 0, 1
NOTHING = -1
"""The id of a gap: no n-gram reaches over it, and what its own value is means nothing."""

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]

_SPELLING = str.maketrans(
    dict.fromkeys("。！？；!?;\r\n", "\n")
    | dict(zip(",:()\t", "，：（） ", strict=True))
    | dict.fromkeys("0123456789", "0")
    | {chr(code): "A" for code in (*range(0x41, 0x5B), *range(0x61, 0x7B))}
)
_CODES = 0x10000
"""Code points that may have an id of their own."""


def as_counted(text: str) -> str:
    """`text` as the model knows it, one code point for one: sentence ends are line feeds."""
    return folded(text).translate(_SPELLING)


def _codes(text: str) -> NDArray[np.uint32]:
    """Its code points; 0 for those that have no id of their own in any alphabet."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.where(codes < _CODES, codes, 0)


@cache
def _spelling() -> NDArray[np.uint32]:
    """Of each code point the one that it counts as."""
    return _codes(as_counted("".join(map(chr, range(_CODES)))))


def counted_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """`as_counted` for code points under 65,536."""
    return _spelling()[codes]


class Alphabet:
    """The ids of characters. `codes` are their code points, in the order of their ids."""

    def __init__(self, codes: NDArray[np.uint32]) -> None:
        self.codes = codes
        places = np.full(_CODES, UNKNOWN)
        places[codes] = np.arange(len(codes))
        self._ids = places[_spelling()]

    def __len__(self) -> int:
        return len(self.codes)

    def ids(self, text: str) -> Ids:
        """One id a code point."""
        return self._ids[_codes(text)]


class LanguageModel:
    """Natural logs of probabilities. Takes raw text and never changes."""

    def __init__(self, arrays: Arrays) -> None:
        """From the arrays of a file. Raises IndexError, KeyError or ValueError where they do not fit together."""
        self.alphabet = Alphabet(arrays["alphabet"])
        self._probabilities = [arrays["p1"].astype(np.float64)]
        self._weights = [arrays["b1"].astype(np.float64)]
        self._keys: list[Ids] = []
        for order in range(2, ORDER + 1):
            opened = arrays[f"c{order - 1}"]
            contexts = np.repeat(np.arange(len(opened)), opened)
            self._keys.append(contexts * len(self.alphabet) + arrays[f"w{order}"])
            self._probabilities.append(arrays[f"p{order}"] * -STEP)
            if order < ORDER:
                self._weights.append((ROOM - arrays[f"b{order}"].astype(np.float64)) * STEP)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The model of a file. Raises LanguageModelUnusable."""
        try:
            return cls(read_arrays(path))
        except (IndexError, KeyError, ValueError) as error:
            raise LanguageModelUnusable(path=path, cause=error) from error

    def log_probabilities(self, text: str) -> Floats:
        """Of each code point, and last of the end, given what is before: len(text) + 1 values.

        The text starts behind a boundary.
        """
        return self.given(self.alphabet.ids(f"\n{text}\n"))[1:]

    def score(self, texts: Sequence[str]) -> Floats:
        """The sum of `log_probabilities` of each text."""
        if not texts:
            return np.zeros(0)
        starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
        return np.add.reduceat(self.log_probabilities("\n".join(texts)), starts)

    def joints(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """For the end of a line and the start of the next: log odds that the text goes on.

        log P(right[:2] | left[-4:]) - log P(boundary | left[-4:]) - log P(right[:2] | boundary);
        0 where one of the two is empty.
        """
        sides = [(left[1 - ORDER :], right[:2]) for left, right in pairs]
        ids = self.alphabet.ids(
            "".join(f"\0{left}{right}\0{left}\n{right}" for left, right in sides)
        )
        before = np.array([len(left) for left, _ in sides], np.int64)
        both = before + np.array([len(right) for _, right in sides], np.int64)
        starts = np.cumsum(2 * both + 3) - (2 * both + 3)
        middles = starts + 1 + both
        ids[starts] = ids[middles] = NOTHING
        sums = np.append(0.0, np.cumsum(self.given(ids)))
        goes_on = sums[middles] - sums[starts + 1 + before]
        ends_here = sums[middles + both + 2] - sums[middles + 1 + before]
        return np.where((before > 0) & (both > before), goes_on - ends_here, 0.0)

    def given(self, ids: Ids) -> Floats:
        """Of each id given the four before it, or fewer where the ids begin or a gap lies.

        Whatever the model says comes from here. A boundary behind a boundary is the same one: 0.
        """
        scores = self._probabilities[0][ids]
        found = ids
        for order in range(1, ORDER):
            if not len(self._keys[order - 1]):
                break
            context, last = found[:-1], ids[order:]
            weights = np.where(context >= 0, self._weights[order - 1][context], 0.0)
            scores[order:] += weights
            found = self._following(order, context, last)
            is_known = found >= 0
            scores[order:][is_known] = self._probabilities[order][found[is_known]]
        scores[1:][(ids[1:] == BOUNDARY) & (ids[:-1] == BOUNDARY)] = 0.0
        return scores

    def pairs(self) -> tuple[Ids, Ids, Floats]:
        """Every pair of characters that the model holds: ids of both, log probability; sorted by them."""
        keys, size = self._keys[0], len(self.alphabet)
        return keys // size, keys % size, self._probabilities[1]

    def triples(self) -> tuple[Ids, Ids, Floats]:
        """Every triple: the place of its first two among `pairs`, the third id, log probability."""
        keys, size = self._keys[1], len(self.alphabet)
        return keys // size, keys % size, self._probabilities[2]

    def _following(self, order: int, context: Ids, last: Ids) -> Ids:
        """The place of each n-gram of the next order, a context of `order` and a last id; -1 for none."""
        keys = self._keys[order - 1]
        found = np.full(len(context), NOTHING)
        asked = np.flatnonzero((context >= 0) & (last >= 0))
        wanted = context[asked] * len(self.alphabet) + last[asked]
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found[asked] = np.where(keys[places] == wanted, places, NOTHING)
        return found


@cache
def default_language_model() -> LanguageModel:
    """The one that ships. Raises LanguageModelUnusable."""
    return LanguageModel.load(resource("language.bin"))


def language_model_refused() -> LanguageModelUnusable | None:
    """Why the one that ships cannot be used, where it cannot; proposals go on without it."""
    try:
        default_language_model()
    except LanguageModelUnusable as refused:
        return refused
    return None
