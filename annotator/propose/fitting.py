"""Fits a chain to pages whose states are known: conditional likelihood, Adam, a penalty on large weights."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.propose.chain import FORBIDDEN, Array, Chain
from annotator.propose.roles import SOFT, START

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """A page: the evidence of each line, its state, and the gold page that it was made from."""

    evidence: list[list[str]]
    states: list[str]
    source: str = ""


@dataclass(frozen=True)
class Recipe:
    """How to fit: passes over the pages, pages a step, step size, penalty.

    Evidence must stand on `rarest` different gold pages, or it is of one page and not of newspapers.
    `dropout` (0 to 1) is the share of a line's evidence that a step does not see, so that no
    piece is relied on alone (Srivastava and others 2014).
    """

    passes: int = 6
    batch: int = 12
    rate: float = 0.06
    penalty: float = 1e-4
    rarest: int = 3
    seed: int = 1
    dropout: float = 0.3


def allowed(states: Sequence[str]) -> Array:
    """0 where a state may follow another, `FORBIDDEN` where it may not: text goes on in its own role."""
    table = np.zeros((len(states), len(states)))
    for to, state in enumerate(states):
        role = state.rstrip(SOFT)
        for where, before in enumerate(states):
            above = before.rstrip(START + SOFT)
            if SOFT in state and role not in (above, "body" if above == "lead" else above):
                table[where, to] = FORBIDDEN
    return table


class _Adam:
    def __init__(self, weights: Array, rate: float) -> None:
        self.weights, self.rate = weights, rate
        self.mean, self.square, self.count = np.zeros_like(weights), np.zeros_like(weights), 0
        self.total, self.kept = np.zeros_like(weights), 0

    def step(self, gradient: Array, rate: float) -> None:
        self.count += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.01 * (gradient**2 - self.square)
        mean = self.mean / (1 - 0.9**self.count)
        square = self.square / (1 - 0.99**self.count)
        self.weights -= self.rate * rate * mean / (np.sqrt(square) + 1e-8)

    def keep(self) -> None:
        """Counts the weights of now into the average."""
        self.total += self.weights
        self.kept += 1

    @property
    def average(self) -> Array:
        return self.total / max(1, self.kept)


def fit(examples: Sequence[Example], recipe: Recipe) -> Chain:
    """The chain that makes the known states likely; the same examples give the same chain."""
    states = tuple(sorted({state for example in examples for state in example.states}))
    kept = _common(examples, recipe.rarest)
    features = {name: row for row, name in enumerate(kept)}
    known = {state: n for n, state in enumerate(states)}
    pages = [
        (
            [np.array([features[f] for f in names if f in features]) for names in e.evidence],
            np.array([known[s] for s in e.states]),
        )
        for e in examples
    ]
    fence = allowed(states)
    emission = _Adam(np.zeros((len(kept), len(states))), recipe.rate)
    transition = _Adam(np.zeros((len(states), len(states))), recipe.rate)
    start = _Adam(np.zeros(len(states)), recipe.rate)
    dice = np.random.default_rng(recipe.seed)
    order, chance = list(range(len(pages))), random.Random(recipe.seed)  # noqa: S311 - order only
    for number in range(recipe.passes):
        chance.shuffle(order)
        rate = 1.0 - number / recipe.passes
        for first in range(0, len(order), recipe.batch):
            chosen = [pages[i] for i in order[first : first + recipe.batch]]
            thinned = [(_thinned(rows, recipe.dropout, dice), known) for rows, known in chosen]
            slopes = _slopes(thinned, emission.weights, transition.weights + fence, start.weights)
            for part, slope in zip((emission, transition, start), slopes, strict=True):
                part.step(slope + recipe.penalty * part.weights, rate)
                if 2 * number >= recipe.passes:
                    part.keep()
    ways = np.where(fence < 0, FORBIDDEN, transition.average)
    return Chain(states, features, emission.average * (1 - recipe.dropout), ways, start.average)


def _common(examples: Sequence[Example], rarest: int) -> list[str]:
    """The evidence that stands on so many different gold pages; on all of them where they are fewer."""
    seen: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        seen[example.source].update(name for names in example.evidence for name in names)
    counts = Counter(name for names in seen.values() for name in names)
    return sorted(name for name, count in counts.items() if count >= min(rarest, len(seen)))


def _thinned(rows: list[Numbers], share: float, dice: np.random.Generator) -> list[Numbers]:
    """The evidence of each line without `share` of it."""
    return [row[dice.random(len(row)) >= share] for row in rows]


def _slopes(
    pages: Sequence[tuple[list[Numbers], Numbers]], emission: Array, ways: Array, start: Array
) -> tuple[Array, Array, Array]:
    """Gradient of the mean negative log-likelihood a line over some pages, side by side."""
    longest, count = max(len(rows) for rows, _ in pages), emission.shape[1]
    scores = np.zeros((len(pages), longest, count))
    gold = np.full((len(pages), longest), -1)
    for n, (rows, states) in enumerate(pages):
        for at, row in enumerate(rows):
            scores[n, at] = emission[row].sum(axis=0)
        gold[n, : len(states)] = states
    held = gold >= 0
    node, edge = _expected(scores, ways, start, held)
    total = float(held.sum())
    for n, at in zip(*np.nonzero(held), strict=True):
        node[n, at, gold[n, at]] -= 1.0
    both = held[:, 1:]
    np.add.at(edge, (gold[:, :-1][both], gold[:, 1:][both]), -1.0)
    slope = np.zeros_like(emission)
    index = np.concatenate([row for rows, _ in pages for row in rows])
    parts = np.concatenate(
        [
            np.repeat(node[n, at][None], len(row), axis=0)
            for n, (rows, _) in enumerate(pages)
            for at, row in enumerate(rows)
        ]
    )
    ordered = np.argsort(index, kind="stable")
    index = index[ordered]
    firsts = np.flatnonzero(np.r_[True, index[1:] != index[:-1]])
    slope[index[firsts]] = np.add.reduceat(parts[ordered], firsts, axis=0)
    return slope / total, edge / total, node[:, 0].sum(axis=0) / total


def _expected(
    scores: Array, ways: Array, start: Array, held: NDArray[np.bool_]
) -> tuple[Array, Array]:
    """Probabilities of states (pages, lines, states) and summed ones of steps (from, to)."""
    _, longest, count = scores.shape
    odds = np.exp(ways)
    ahead, behind = np.zeros(scores.shape), np.zeros(scores.shape)
    heights = np.exp(scores - scores.max(axis=2, keepdims=True))
    ahead[:, 0] = np.exp(start) * heights[:, 0]
    ahead[:, 0] /= ahead[:, 0].sum(axis=1, keepdims=True)
    for at in range(1, longest):
        now = (ahead[:, at - 1] @ odds) * heights[:, at]
        now /= now.sum(axis=1, keepdims=True)
        ahead[:, at] = np.where(held[:, at : at + 1], now, ahead[:, at - 1])
    behind[:, -1] = 1.0
    edge = np.zeros((count, count))
    for at in range(longest - 2, -1, -1):
        onward = heights[:, at + 1] * behind[:, at + 1]
        step = ahead[:, at][:, :, None] * odds[None] * onward[:, None, :]
        sums = step.sum(axis=(1, 2), keepdims=True)
        valid = held[:, at + 1][:, None, None]
        edge += (np.where(valid, step / np.maximum(sums, 1e-300), 0.0)).sum(axis=0)
        now = onward @ odds.T
        now /= np.maximum(now.sum(axis=1, keepdims=True), 1e-300)
        behind[:, at] = np.where(held[:, at + 1 : at + 2], now, 1.0)
    node = ahead * behind
    node /= np.maximum(node.sum(axis=2, keepdims=True), 1e-300)
    return np.where(held[:, :, None], node, 0.0), edge
