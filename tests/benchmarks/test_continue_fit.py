"""The weights of "continue this article", fitted without the pages of one layout in turn.

    PAGES=DIR pytest --benchmark-only tests/benchmarks/test_continue_fit.py -s

Takes a folder of gold with the field `style`, and minutes; prints the weights of a fit to all pages, and in
which share of cuts the right run comes first, or among the first three, by weights that have not
seen the layout of its page.
"""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.measure.gold import read_folder
from annotator.propose.continuing import WEIGHTS, Continuing
from annotator.propose.joints import facts_of
from tests.benchmarks.test_continue_figures import TEARS, cut_after, pages, print_shares, torn

Floats = NDArray[np.float64]
SHARES = {"beside proposals": 1.0, "beside gold": 0.5} | dict(
    zip(TEARS, (0.1, 0.1, 0.2), strict=True)
)
"""How much a cut of each kind counts in a fit."""
STEPS, PENALTY = 400, 0.15


@dataclass(frozen=True)
class Case:
    """The evidence for each run of a page, a row each, and which of them is right."""

    kind: str
    style: str
    evidence: Floats
    right: int

    def slope(self, weights: Floats) -> Floats:
        """Of the logarithm of the right run's share in the softmax."""
        odds = self.evidence @ weights
        shares = np.exp(odds - odds.max())
        return self.evidence[self.right] - (shares / shares.sum()) @ self.evidence

    def place(self, weights: Floats) -> int:
        """How many runs come before the right one."""
        odds = self.evidence @ weights
        return int((odds > odds[self.right]).sum())


def case(kind: str, style: str, continuing: Continuing, wanted: int) -> Case | None:
    runs = list(continuing.runs())
    starts = [first for first, _ in runs]
    if wanted not in starts:
        return None
    rows = [[continuing.evidence(*run)[name] for name in WEIGHTS] for run in runs]
    return Case(kind, style, np.array(rows), starts.index(wanted))


def cases() -> Iterator[Case]:
    styles = {page.name: page.field("style") for page in read_folder(Path(os.environ["PAGES"]))}
    chance = Random(3)  # noqa: S311
    for page in pages():
        style = styles[page.name]
        lines = facts_of(page.raw).lines
        for number, runs in enumerate(page.articles):
            for upto in range(1, len(runs)):
                start = runs[upto][0].span.start
                wanted = next(at for at, line in enumerate(lines) if line.end > start)
                for with_gold in (False, True):
                    continuing = cut_after(page, number, upto, with_gold=with_gold).continuing
                    kind = "beside gold" if with_gold else "beside proposals"
                    found = case(kind, style, continuing, wanted)
                    yield from [found] if found else []
            for tear in TEARS:
                tried = torn(page, number, tear, chance)
                found = case(tear, style, *tried) if tried else None
                yield from [found] if found else []


def fitted(known: Sequence[Case]) -> Floats:
    """Weights by gradient ascent with momentum (Adam)."""
    weights = np.zeros(len(WEIGHTS))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = sum((SHARES[each.kind] * each.slope(weights) for each in known), -PENALTY * weights)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        rate = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights = weights + 0.05 * first / (1 - 0.9**step) / rate
    return weights


@pytest.mark.timeout(1200)
@pytest.mark.skipif("PAGES" not in os.environ, reason="needs PAGES=DIR, a folder of gold")
def test_weights_hold_on_layouts_they_have_not_seen(benchmark: BenchmarkFixture):
    known = benchmark.pedantic(lambda: list(cases()), rounds=1)
    for name, weight in zip(WEIGHTS, fitted(known), strict=True):
        print(f"{name:24} {weight:6.2f}")
    tried = {kind: Counter[str]() for kind in SHARES}
    for style in sorted({each.style for each in known}):
        weights = fitted([each for each in known if each.style != style])
        for each in (each for each in known if each.style == style):
            place = each.place(weights)
            tried[each.kind]["tried"] += 1
            tried[each.kind]["first"] += place == 0
            tried[each.kind]["three"] += place < 3
    for kind, counted in tried.items():
        print_shares(f"{kind}, left out", counted)
    assert tried["beside gold"]["three"] >= 0.8 * tried["beside gold"]["tried"]
