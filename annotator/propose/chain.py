"""A linear chain over the lines of a page: states with weights for evidence and for what follows what.

The best path is Viterbi's, the confidence of a state its forward-backward probability
(Lafferty, McCallum, Pereira 2001).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FORBIDDEN = -1e4


@dataclass(frozen=True)
class Chain:
    """`emission[feature, state]`, `transition[from, to]`, `start[state]`, as fitted."""

    states: tuple[str, ...]
    features: dict[str, int]
    emission: Array
    transition: Array
    start: Array

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Chain":
        """From the JSON of the weights file: evidence with its non-zero weights by state number."""
        states = tuple(plain["states"])
        emission = np.zeros((len(plain["evidence"]), len(states)))
        for row, weights in enumerate(plain["evidence"].values()):
            for state, weight in weights.items():
                emission[row, int(state)] = weight / 100
        features = {name: row for row, name in enumerate(plain["evidence"])}
        return cls(
            states,
            features,
            emission,
            np.array(plain["transition"]) / 100,
            np.array(plain["start"]) / 100,
        )

    def to_plain(self) -> dict[str, Any]:
        """As JSON values: weights in hundredths, zeros left out."""
        rows: dict[str, dict[str, int]] = {}
        for name, row in self.features.items():
            weights = {str(s): round(float(w) * 100) for s, w in enumerate(self.emission[row])}
            kept = {state: weight for state, weight in weights.items() if weight}
            if kept:
                rows[name] = kept
        return {
            "states": list(self.states),
            "start": [round(float(w) * 100) for w in self.start],
            "transition": [[round(float(w) * 100) for w in row] for row in self.transition],
            "evidence": rows,
        }

    def scores(self, evidence: Sequence[Sequence[str]]) -> Array:
        """Shape (lines, states): the sum of the weights of what is known."""
        found = np.zeros((len(evidence), len(self.states)))
        for at, names in enumerate(evidence):
            rows = [self.features[name] for name in names if name in self.features]
            found[at] = self.emission[rows].sum(axis=0)
        return found

    def best_path(self, scores: Array) -> list[int]:
        """State numbers of the likeliest path, one a line."""
        best, back = self.start + scores[0], np.zeros(scores.shape, dtype=np.int64)
        for at in range(1, len(scores)):
            ways = best[:, None] + self.transition
            back[at] = ways.argmax(axis=0)
            best = ways.max(axis=0) + scores[at]
        path = [int(best.argmax())]
        for at in range(len(scores) - 1, 0, -1):
            path.append(int(back[at, path[-1]]))
        return path[::-1]

    def marginals(self, scores: Array) -> Array:
        """Shape (lines, states): how probable each state is (rows sum to 1)."""
        count = len(scores)
        ahead, behind = np.zeros(scores.shape), np.zeros(scores.shape)
        odds = np.exp(self.transition - self.transition.max())
        ahead[0] = self.start + scores[0]
        for at in range(1, count):
            top = ahead[at - 1].max()
            ahead[at] = np.log(np.exp(ahead[at - 1] - top) @ odds + 1e-300) + top + scores[at]
        for at in range(count - 2, -1, -1):
            onward = behind[at + 1] + scores[at + 1]
            top = onward.max()
            behind[at] = np.log(odds @ np.exp(onward - top) + 1e-300) + top
        both = ahead + behind
        odds = np.exp(both - both.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)
