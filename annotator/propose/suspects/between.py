"""Which characters the language model has seen at a place, given what stands beside it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import Ids, LanguageModel

Column = NDArray[Any]

MOST_BEHIND = 160
"""Of the characters behind another so many of the likeliest are tried."""


class Between:
    """The pairs and triples of characters that a model holds, ready to be asked from any side.

    Every question is about places in a row of neighbours and is answered with which place, and
    the id of a character that may stand there: at most `count` a place, likeliest first.
    """

    def __init__(self, model: LanguageModel) -> None:
        contexts, lasts, logs = map(_small, model.pairs())
        self._size = len(model.alphabet)
        self._keys = _small(contexts.astype(np.int64) * self._size + lasts)
        self._logs = logs
        self._starts = np.searchsorted(contexts, np.arange(self._size + 1))
        order = np.lexsort((-logs, contexts))
        self._lasts, self._ordered = lasts[order], logs[order]
        pairs, thirds, triple_logs = map(_small, model.triples())
        self._after = Lists(self._keys[pairs], thirds, triple_logs)
        tails = _small(lasts[pairs].astype(np.int64) * self._size + thirds)
        self._before = Lists(tails, contexts[pairs], triple_logs + logs[pairs])

    def between(self, left: Ids, right: Ids, count: int) -> tuple[Ids, Ids]:
        """Seen both behind `left` and before `right`."""
        starts = self._starts[left]
        sizes = np.minimum(self._starts[left + 1] - starts, MOST_BEHIND)
        which, row = _spread(starts, sizes)
        found = self._lasts[row].astype(np.int64)
        wanted = (found * self._size + right[which]).astype(self._keys.dtype)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        known = np.flatnonzero(self._keys[places] == wanted)
        value = self._ordered[row[known]] + self._logs[places[known]]
        which, found = which[known], found[known]
        order = np.lexsort((-value, which))
        which, found = which[order], found[order]
        rank = np.arange(len(which)) - np.searchsorted(which, which)
        return which[rank < count], found[rank < count]

    def after(self, first: Ids, second: Ids, count: int) -> tuple[Ids, Ids]:
        """Seen behind the two."""
        return self._after.of(first * self._size + second, count)

    def before(self, first: Ids, second: Ids, count: int) -> tuple[Ids, Ids]:
        """Seen before the two."""
        return self._before.of(first * self._size + second, count)


class Lists:
    """Ids by key, those of greatest `value` first."""

    def __init__(self, keys: Column, found: Column, value: Column) -> None:
        order = np.lexsort((-value, keys))
        self._keys, self._found = keys[order], found[order].astype(np.int32)

    def of(self, wanted: Column, count: int) -> tuple[Ids, Ids]:
        """At most `count` for each key of `wanted`: its index there, and the id."""
        wanted = wanted.astype(self._keys.dtype)
        starts = np.searchsorted(self._keys, wanted)
        sizes = np.searchsorted(self._keys, wanted, side="right") - starts
        which, row = _spread(starts, np.minimum(sizes, count))
        return which, self._found[row].astype(np.int64)


def _small(values: Column) -> Column:
    """In half the room where they fit: the model's values are multiples of a power of two."""
    if values.dtype == np.float64:
        return values.astype(np.float32)
    return values.astype(np.int32) if not len(values) or values.max() < 1 << 31 else values


def _spread(starts: Ids, sizes: Ids) -> tuple[Ids, Ids]:
    """Of every row of the stretches that begin at `starts`: which stretch, and the row."""
    which = np.repeat(np.arange(len(starts)), sizes)
    within = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, starts[which] + within
