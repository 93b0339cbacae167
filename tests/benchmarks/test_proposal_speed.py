"""How long proposals take and how much memory, and whether the scores of entities come true.

    pytest tests/benchmarks/test_proposal_speed.py --benchmark-only -s

Budgets (CPU time, everything loaded): a page of 6,000 characters is cut into articles within 0.3 s and
searched for entities within 0.2 s, one of 100,000 gets all its proposals within 5 s, in less than 250 MB.
"""

import json
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.proposals import WEAK, EntityBody
from annotator.document.raw_text import RawText
from annotator.propose.entities import EntityFinder
from annotator.propose.segmenter import Segmenter
from annotator.settings.resources import seed_pages

ARTICLES, ENTITIES, LONG, MEMORY = 0.3, 0.2, 5.0, 250
BANDS = (0.3, 0.5, 0.8, 0.9, 0.95, 1.01)
GOLD = Path(__file__).parents[2] / "seeds" / "gold"


def page(name: str) -> RawText:
    path = next(path for path in seed_pages() if path.stem.startswith(name))
    return RawText.of(path.read_bytes().decode("utf-8"))


def median(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return float(benchmark.stats.stats.median)


@pytest.mark.parametrize("name", ["000", "001"])
@pytest.mark.benchmark(timer=time.process_time)
def test_articles_of_a_page(benchmark: BenchmarkFixture, name: str):
    raw, segmenter = page(name), Segmenter()
    benchmark.pedantic(lambda: segmenter.propose(raw), rounds=7, warmup_rounds=1)
    assert median(benchmark) < ARTICLES * len(raw) / 6000


@pytest.mark.parametrize("name", ["000", "001"])
@pytest.mark.benchmark(timer=time.process_time)
def test_entities_of_a_page(benchmark: BenchmarkFixture, name: str):
    raw, finder = page(name), EntityFinder()
    benchmark.pedantic(lambda: finder.propose(raw), rounds=7, warmup_rounds=1)
    assert median(benchmark) < ENTITIES * len(raw) / 6000


LONG_PAGE = """
import resource, sys, time
from annotator.propose.worker import propose_page, use_one_thread
use_one_thread()
text = sys.stdin.read()
propose_page(text[:6000])
began = time.process_time()
propose_page(text)
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_a_page_of_100_000_characters(benchmark: BenchmarkFixture):
    text = "\n".join(path.read_bytes().decode("utf-8") for path in seed_pages())
    text = "\n".join([text] * 4)[:100_000]

    def measured() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", LONG_PAGE],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    seconds, megabytes = benchmark.pedantic(measured, rounds=1)
    print(f"\n100,000 characters: {float(seconds):.1f} s, {megabytes} MB at most")
    assert float(seconds) < LONG
    assert int(megabytes) < MEMORY


def test_scores_of_entities_come_true(benchmark: BenchmarkFixture):
    """Over the seed pages with gold, on which the rules were tuned: mildly hopeful."""
    finder = EntityFinder()
    scored: list[tuple[float, bool]] = []

    def look() -> None:
        scored.clear()
        for path in sorted(GOLD.glob("*.json")):
            gold = {
                (e["start"], e["end"], e["label"])
                for e in json.loads(path.read_text("utf-8"))["entities"]
            }
            for each in finder.propose(page(path.stem[:3])):
                if isinstance(each.body, EntityBody) and each.score >= WEAK:
                    span = each.body.span
                    scored.append((each.score, (span.start, span.end, each.body.label) in gold))

    benchmark.pedantic(look, rounds=1)
    print("\n| score | entities | right |\n| --- | ---: | ---: |")
    for low, high in pairwise(BANDS):
        inside = [right for score, right in scored if low <= score < high]
        if inside:
            share = sum(inside) / len(inside)
            print(f"| {low}–{min(high, 1.0)} | {len(inside)} | {sum(inside)} ({share:.3f}) |")
    sure = [right for score, right in scored if score >= 0.95]
    assert sum(sure) / len(sure) >= 0.95
