"""A linear-chain conditional random field: the best tags of a sentence, and how sure each is.

Rabiner: A Tutorial on Hidden Markov Models (1989) for Viterbi and forward-backward; Lafferty,
McCallum, Pereira: Conditional Random Fields (2001).

Every function takes a batch's emissions, one array (characters x tags) a sentence, the longest
sentence first, none empty: then the sentences still running are always the first of a batch.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Probabilities = NDArray[np.float64]


class ConditionalRandomField:
    """`weights`: row 0 starts, row 1 stops, row 2 + j goes from tag j to the tag of the column."""

    def __init__(self, weights: Floats) -> None:
        self._start, self._stop = weights[0], weights[1]
        self._from_to = np.ascontiguousarray(weights[2:])
        self._to_from = np.ascontiguousarray(weights[2:].T)

    def score(self, emissions: Floats, path: Sequence[int]) -> float:
        """Of one sentence tagged so: start, emissions, transitions and stop, summed."""
        steps = sum(self._from_to[a, b] for a, b in pairwise(path))
        held = emissions[np.arange(len(path)), path].sum()
        return float(self._start[path[0]] + held + steps + self._stop[path[-1]])

    def best_paths(self, emissions: Sequence[Floats]) -> list[list[int]]:
        """Each sentence's tag ids of the highest score (Viterbi).

        Going forward only the scores are kept; going back the best tag before is found anew,
        which costs one column a character and saves the table of back pointers.
        """
        padded, running = _padded(emissions)
        scores = padded  # of the best path that ends in each tag
        scores[0] += self._start
        from_to = self._from_to[:, None, :]
        for step in range(1, len(padded)):
            rows = running[step]
            before = scores[step - 1, :rows].T[:, :, None]
            scores[step, :rows] += np.maximum.reduce(before + from_to, axis=0)
        paths = np.zeros(padded.shape[:2], np.intp)
        going = 0
        for step in range(len(padded) - 1, -1, -1):
            rows = running[step]
            onward = self._to_from[paths[step + 1, :going]] if going else self._to_from[:0]
            paths[step, :going] = (scores[step, :going] + onward).argmax(axis=1)
            paths[step, going:rows] = (scores[step, going:rows] + self._stop).argmax(axis=1)
            going = rows
        return [paths[: len(each), n].tolist() for n, each in enumerate(emissions)]

    def marginals(self, emissions: Sequence[Floats]) -> list[Probabilities]:
        """Each sentence's probability of each tag (columns) at each character (rows): forward-backward.

        Both passes are scaled to sum 1 at every step, so nothing runs under.
        """
        padded, running = _padded(emissions)
        held = np.exp(padded - padded.max(axis=2, keepdims=True), dtype=np.float64)
        onward = np.exp(self._from_to, dtype=np.float64)
        forward = np.empty_like(held)
        forward[0] = _scaled(held[0] * np.exp(self._start, dtype=np.float64))
        for step in range(1, len(held)):
            rows = running[step]
            fed = (forward[step - 1, :rows] @ onward) * held[step, :rows]
            forward[step, :rows] = _scaled(fed)
        stop = np.exp(self._stop, dtype=np.float64)
        back = np.tile(stop, (held.shape[1], 1))
        sure = np.empty_like(held)
        for step in range(len(held) - 1, -1, -1):
            rows = running[step]
            sure[step, :rows] = _scaled(forward[step, :rows] * back[:rows])
            back[:rows] = _scaled((back[:rows] * held[step, :rows]) @ onward.T)
        return [sure[: len(each), n] for n, each in enumerate(emissions)]


def _scaled(rows: Probabilities) -> Probabilities:
    return rows / rows.sum(axis=1, keepdims=True)


def _padded(emissions: Sequence[Floats]) -> tuple[Floats, list[int]]:
    """Steps x sentences x tags, zeros after a sentence's end; and how many sentences run at each step."""
    lengths = np.array([len(each) for each in emissions])
    padded = np.zeros((int(lengths[0]), len(emissions), emissions[0].shape[1]), np.float32)
    for number, each in enumerate(emissions):
        padded[: len(each), number] = each
    return padded, [int(np.count_nonzero(lengths > step)) for step in range(int(lengths[0]))]
