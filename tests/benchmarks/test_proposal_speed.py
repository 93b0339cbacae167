"""How long proposals take and how much memory, and whether the scores of entities come true.

    pytest tests/benchmarks/test_proposal_speed.py --benchmark-only -s

Budgets (CPU time, everything loaded): a page of 6,000 characters is cut into articles within 0.3 s and
searched for entities within 0.2 s and for suspects within 1.5 s, one paragraph of it again within 0.05 s;
one of 100,000 gets all its proposals within 25 s, in less than 250 MB.
"""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.proposals import WEAK, EntityBody
from annotator.document.raw_text import RawText
from annotator.propose.entities import EntityFinder
from annotator.settings.resources import seed_pages

ARTICLES, ENTITIES, SUSPECTS, AGAIN, LONG, MEMORY = 0.3, 0.2, 1.5, 0.05, 25.0, 250
BANDS = (0.3, 0.5, 0.8, 0.9, 0.95, 1.01)
GOLD = Path(__file__).parents[2] / "seeds" / "gold"


def page(name: str) -> RawText:
    path = next(path for path in seed_pages() if path.stem.startswith(name))
    return RawText.of(path.read_bytes().decode("utf-8"))


ONE_PAGE = """
import statistics, sys, time
from annotator.propose.worker import use_one_thread
use_one_thread()
from annotator.document.raw_text import RawText
from annotator.propose.entities import EntityFinder
from annotator.propose.segmenter import Segmenter
text = sys.stdin.read()
for proposer in (Segmenter(), EntityFinder()):
    proposer.propose(RawText.of(text))
    took = []
    for number in range(7):  # another page each time: an answer may be kept
        raw = RawText.of(f"{text}\\n{number}")
        began = time.process_time()
        proposer.propose(raw)
        took.append(time.process_time() - began)
    print(statistics.median(took))
"""

SUSPECTS_OF_A_PAGE = """
import statistics, sys, time
from annotator.propose.worker import use_one_thread
use_one_thread()
from annotator.document.proposals import ArticleBody
from annotator.document.raw_text import RawText
from annotator.propose.catalogue import default_proposers
segmenter, entities, suspects = default_proposers()
raw = RawText.of(sys.stdin.read())
known = [*segmenter.propose(raw), *entities.propose(raw)]
parts = [p.span for each in known if isinstance(each.body, ArticleBody) for p in each.body.parts]
suspects.suspects_of(raw, known, ())
pages, paragraphs = [], []
for span in parts[:40]:
    made = ((span.start, span.start + 1, "某"),)  # another correction each time
    began = time.process_time()
    if len(pages) < 5:
        suspects.suspects_of(raw, list(known), made)
        pages.append(time.process_time() - began)
        suspects.suspects_of(raw, known, ())
        began = time.process_time()
    suspects.again(raw, known, made, span)
    paragraphs.append(time.process_time() - began)
print(statistics.median(pages), statistics.median(paragraphs))
"""

LONG_PAGE = """
import re, sys, time
from pathlib import Path
from annotator.propose.worker import propose_page, use_one_thread
use_one_thread()
text = sys.stdin.read()
propose_page(text[:6000])
began = time.process_time()
propose_page(text)
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - began, int(peak) // 1024)
"""


def told_by(script: str, text: str) -> list[float]:
    """The figures that a process of its own prints: numpy's threads are set before it starts."""
    done = subprocess.run(
        [sys.executable, "-c", script], input=text, capture_output=True, text=True, check=True
    )
    return [float(figure) for figure in done.stdout.split()]


@pytest.mark.parametrize("name", ["000", "001"])
def test_a_page(benchmark: BenchmarkFixture, name: str):
    text = page(name).text
    articles, entities = benchmark.pedantic(lambda: told_by(ONE_PAGE, text), rounds=1)
    print(
        f"\n{name}: articles {articles:.3f} s, entities {entities:.3f} s of {len(text)} characters"
    )
    assert articles < ARTICLES * len(text) / 6000
    assert entities < ENTITIES * len(text) / 6000


@pytest.mark.parametrize("name", ["000", "001"])
def test_suspects_of_a_page_and_of_a_part_of_it_again(benchmark: BenchmarkFixture, name: str):
    text = page(name).text
    whole, part = benchmark.pedantic(lambda: told_by(SUSPECTS_OF_A_PAGE, text), rounds=1)
    print(f"\n{name}: suspects {whole:.2f} s, one part again {part:.3f} s")
    assert whole < SUSPECTS * len(text) / 6000
    assert part < AGAIN


def test_a_page_of_100_000_characters(benchmark: BenchmarkFixture):
    text = "\n".join(path.read_bytes().decode("utf-8") for path in seed_pages())
    text = "\n".join([text] * 4)[:100_000]

    seconds, megabytes = benchmark.pedantic(lambda: told_by(LONG_PAGE, text), rounds=1)
    print(f"\n100,000 characters: {seconds:.1f} s, {megabytes:.0f} MB at most")
    assert seconds < LONG
    assert megabytes < MEMORY


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
