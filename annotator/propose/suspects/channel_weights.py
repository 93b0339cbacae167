"""The weights by which clues become probabilities: two logistic regressions for each way to go wrong.

`resources/suspects.json` holds them for three states: with a language model, with one and finished pages, with neither. One
regression says how sure it is that something is wrong at a place, the other which edit mends it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import Floats
from annotator.propose.suspects.clues import NAMES
from annotator.propose.suspects.shipped import Shipped, shipped
from annotator.settings.whole_file import write_whole

VERSION = 1
"""Raised when a clue of `clues.NAMES` comes to mean something else."""
Clues = NDArray[np.floating[Any]]
EXPECTED = {
    "replaced": 1 / 1000,
    "extra": 1 / 20_000,
    "lost": 1 / 20_000,
    "swapped": 1 / 100_000,
    "paired": 1 / 20_000,
}
"""Share of characters that are taken to be wrong in each way: with these the scores come true on real pages.

Counted in 204,000 characters of 43 pages with gold: 53 wrong, 8 extra, 8 lost, one pair, none
swapped. Errors put into clean text are harder to see than those: the scores of wrong characters
add up to what is right with a share of 1 in 1,000.
"""
STATES = ("model", "own", "words")
"""With a language model, with one and finished pages of the same paper, and with jieba's words alone."""


@dataclass(frozen=True)
class Regression:
    """Log odds: one weight a clue, and what is there without any."""

    weights: Floats
    base: float

    def __call__(self, clues: Clues) -> Floats:
        """One value a row."""
        return clues @ self.weights + self.base

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Raises KeyError for a clue that is missing, TypeError or ValueError for what is no number."""
        weights = [_finite(plain["weights"][name]) for name in NAMES]
        return cls(np.array(weights), _finite(plain["base"]))

    def to_plain(self) -> dict[str, Any]:
        """As JSON values."""
        weights = {n: round(float(w), 5) for n, w in zip(NAMES, self.weights, strict=True)}
        return {"base": round(self.base, 5), "weights": weights}


@dataclass(frozen=True)
class Weights:
    """Of one way to go wrong."""

    wrong: Regression
    """Whether something is wrong here; fitted to noise that hits `rate` of all characters."""
    right: Regression
    """Whether this edit mends it: for the order of edits of one place."""
    rate: float

    def log_odds(self, clues: Clues, expected: float) -> Floats:
        """That something is wrong where `expected` of all characters are."""
        return self.wrong(clues) + _log_odds(expected) - _log_odds(self.rate)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Raises KeyError where something is missing, TypeError or ValueError for what is no number."""
        return cls(
            Regression.from_plain(plain["wrong"]),
            Regression.from_plain(plain["right"]),
            _finite(plain["rate"]),
        )

    def to_plain(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "rate": self.rate,
            "wrong": self.wrong.to_plain(),
            "right": self.right.to_plain(),
        }


def _finite(value: float) -> float:
    number = float(value)
    if not isfinite(number):
        raise ValueError(f"{number} is no weight")
    return number


def _log_odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def probability(log_odds: Floats) -> Floats:
    """1 for certain."""
    return 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))


Sets = Mapping[str, Mapping[str, Weights]]
"""By state and way."""


def read_weights(path: Path) -> Sets:
    """The weights of a file. Raises OSError, LookupError, TypeError or ValueError where they are of no use."""
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if plain["version"] != VERSION:
        raise ValueError(f"version {plain['version']}, not {VERSION}")
    sets: dict[str, dict[str, dict[str, Any]]] = plain["sets"]
    return {
        state: {way: Weights.from_plain(sets[state][way]) for way in EXPECTED if way in sets[state]}
        for state in STATES
        if state in sets
    }


def write_weights(path: Path, sets: Sets, source: str, figures: Mapping[str, Any]) -> None:
    """The file, whole or not at all. Raises FolderNotWritable."""
    plain = {
        "version": VERSION,
        "source": source,
        "figures": figures,
        "sets": {
            state: {way: weights.to_plain() for way, weights in ways.items()}
            for state, ways in sets.items()
        },
    }
    write_whole(path, (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode())


def default_weights() -> Sets:
    """Those that ship; none where the file is missing or of no use: the channel is silent then."""
    return shipped_weights()[0]


@cache
def shipped_weights() -> Shipped[Sets]:
    """Those that ship, or why there are none."""
    return shipped("suspects.json", read_weights, {})


def fitted(
    clues: Clues, is_true: NDArray[np.bool_], penalty: float = 1.0, rounds: int = 9
) -> Regression:
    """Logistic regression with a squared penalty on standardised clues, by Newton's method; of no rows: even odds."""
    if not len(clues):
        return Regression(np.zeros(len(NAMES)), 0.0)
    mean, spread = clues.mean(0), clues.std(0) + 1e-6
    size = clues.shape[1]
    inverse = np.zeros((size + 1, size + 1))
    inverse[np.arange(size), np.arange(size)] = penalty
    weights = np.zeros(size + 1)
    for _ in range(rounds):
        slope = -inverse @ weights
        curve = inverse.copy()
        for start in range(0, len(clues), _AT_ONCE):
            rows = (clues[start : start + _AT_ONCE] - mean) / spread
            rows = np.append(rows, np.ones((len(rows), 1)), axis=1)
            said = probability(rows @ weights)
            slope += rows.T @ (is_true[start : start + _AT_ONCE] - said)
            curve += (rows * (said * (1 - said))[:, None]).T @ rows
        weights = weights + np.linalg.solve(curve + 1e-9 * np.eye(size + 1), slope)
    plain = weights[:-1] / spread
    return Regression(plain, float(weights[-1] - plain @ mean))


_AT_ONCE = 50_000
"""Rows that are standardised at a time, so that no copy of all of them is made."""
