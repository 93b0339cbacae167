"""How often "continue this article" offers the right lines: gold articles cut short, one by one.

    pytest --benchmark-only tests/benchmarks/test_continue_figures.py -s

The pages are the seed pages; PAGES=DIR in the environment names a folder of other text files, each
with its gold beside it as page-json. An article that stands in several runs on its page is cut after
each of them, and what it goes on with is asked for: beside the proposals for the rest of the page,
and beside the gold of all other articles. Other articles are cut inside their text, and the rest is
left where it is, or moved behind another article.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.marks import ArticleMark, FurnitureMark, Part, Typed
from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.measure.gold import read_folder
from annotator.propose.continuing import FURNITURE, Continuing, Seen
from annotator.propose.joints import PageFacts
from annotator.propose.lines import lines_of
from annotator.propose.segmenter import Segmenter
from annotator.settings.resources import seed_gold
from annotator.workbench.continuing import Continuations
from annotator.workbench.shown import shown

EDITOR = Typed("editor")
Runs = list[list[Part]]


@dataclass(frozen=True)
class Gold:
    """A page: the runs of each article, in reading order, and the furniture."""

    name: str
    raw: RawText
    articles: list[Runs]
    furniture: list[Part]

    @cached_property
    def proposals(self) -> dict[str, Proposal]:
        return {each.id: each for each in Segmenter().propose(self.raw)}


def part_of(plain: dict[str, Any]) -> Part:
    return Part(Span(plain["start"], plain["end"]), plain["role"])


def runs_of(parts: list[Part], text: str) -> Runs:
    """Parts that follow one another on the page with nothing between them."""
    runs: Runs = []
    for part in parts:
        above = runs[-1][-1].span.end if runs else None
        if (
            above is not None
            and above <= part.span.start
            and not text[above : part.span.start].strip()
        ):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def pages() -> Iterator[Gold]:
    named = os.environ.get("PAGES")
    for page in read_folder(Path(named) if named else seed_gold()):
        articles = [
            runs_of([part_of(each) for each in article["segments"]], page.text)
            for article in page.marks["articles"]
        ]
        furniture = [part_of(each) for each in page.marks["furniture"]]
        yield Gold(page.name, RawText.of(page.text), articles, furniture)


# -- articles in several runs ------------------------------------------------------------


def cut_after(page: Gold, number: int, upto: int, *, with_gold: bool) -> Continuations:
    """An article of which only the first runs are known."""
    marks: list[ArticleMark | FurnitureMark] = []
    names = (f"a{n}" for n in count())
    for other, runs in enumerate(page.articles):
        kept = runs[:upto] if other == number else runs if with_gold else []
        parts = tuple(part for run in kept for part in run)
        if parts:
            marks.append(ArticleMark(f"{next(names)}", parts, float(other), EDITOR))
    if with_gold:
        marks += [
            FurnitureMark(f"f{n}", part.span, part.role, EDITOR)
            for n, part in enumerate(page.furniture)
        ]
    whole = Page(page.name, page.raw, records={m.id: m for m in marks}, proposals=page.proposals)
    now = shown(whole)
    article = next(a for a in now.articles if a.mark and a.rank == float(number))
    return Continuations(now, article)


@pytest.mark.parametrize("with_gold", [False, True], ids=["beside proposals", "beside gold"])
def test_the_next_run_is_among_the_first_offers(benchmark: BenchmarkFixture, with_gold: bool):  # noqa: FBT001
    tried = benchmark.pedantic(_next_runs, args=(with_gold,), rounds=1)
    print_shares("beside gold" if with_gold else "beside proposals", tried)
    assert tried["tried"] > 0
    assert tried["three"] / tried["tried"] >= 0.6


def _next_runs(with_gold: bool) -> Counter[str]:  # noqa: FBT001
    tried = Counter[str]()
    for page in pages():
        for number, runs in enumerate(page.articles):
            for upto in range(1, len(runs)):
                offers = cut_after(page, number, upto, with_gold=with_gold).found()
                starts = [each.spans[0].start for each in offers]
                note(tried, starts, runs[upto][0].span.start)
    return tried


def note(tried: Counter[str], starts: list[int], wanted: int) -> None:
    tried["tried"] += 1
    tried["first"] += starts[:1] == [wanted]
    tried["three"] += wanted in starts[:3]


def print_shares(what: str, tried: Counter[str]) -> None:
    first, three = tried["first"] / tried["tried"], tried["three"] / tried["tried"]
    print(f"{what:36} {tried['tried']:4} cuts  first {first:.2f}  of three {three:.2f}")


# -- articles torn apart -----------------------------------------------------------------

TEARS = ("left where it is", "behind another article", "in another article")


@pytest.mark.parametrize("tear", TEARS)
def test_a_text_torn_apart_reads_on(benchmark: BenchmarkFixture, tear: str):
    tried = benchmark.pedantic(_torn, args=(tear,), rounds=1)
    print_shares(tear, tried)
    assert tried["tried"] > 0


def _torn(tear: str) -> Counter[str]:
    tried = Counter[str]()
    chance = Random(3)  # noqa: S311
    for page in pages():
        for number in range(len(page.articles)):
            case = torn(page, number, tear, chance)
            if case is not None:
                continuing, wanted = case
                note(tried, [run.first for run in continuing.ranked(5)], wanted)
    return tried


def torn(page: Gold, number: int, tear: str, chance: Random) -> tuple[Continuing, int] | None:
    """An article cut before some line of its text, and where the lines behind the cut stand then."""
    lines = lines_of(page.raw)
    owners = {
        at: (other, part.role)
        for other, runs in enumerate(page.articles)
        for part in (part for run in runs for part in run)
        for at, line in enumerate(lines)
        if part.span.start <= line.start < part.span.end
    }
    body = [at for at in owners if owners[at] == owners.get(at - 1) == (number, "body")]
    others = sorted({other for other, _ in owners.values()} - {number})
    if len(body) < 3 or (tear != TEARS[0] and not others):
        return None
    cut = end = chance.choice(body)
    while owners.get(end + 1, (None, ""))[0] == number:
        end += 1
    rest, host = range(cut, end + 1), chance.choice(others) if others else -1
    seen = [_seen(owners.get(at), number) for at in range(len(lines))]
    for at in rest:
        glued = Seen(f"a{host}", owners[at][1], f"a{host}")
        seen[at] = glued if tear == TEARS[2] else Seen("", owners[at][1], "rest")
    order = list(range(len(lines)))
    if tear != TEARS[0]:
        order = [at for at in order if at not in rest]
        behind = order.index(max(at for at, (other, _) in owners.items() if other == host)) + 1
        order[behind:behind] = rest
    for at, (other, _) in owners.items():
        if other == number and at > end:
            seen[at] = Seen(FURNITURE, "", FURNITURE)
    places = {at: place for place, at in enumerate(order)}
    own = tuple(places[at] for at in owners if owners[at][0] == number and at < cut)
    return (
        Continuing(
            PageFacts(tuple(lines[at] for at in order)), tuple(seen[at] for at in order), own
        ),
        places[cut],
    )


def _seen(owner: tuple[int, str] | None, number: int) -> Seen:
    if owner is None:
        return Seen(FURNITURE, "", FURNITURE)
    seen = Seen(f"a{owner[0]}", owner[1], f"a{owner[0]}")
    return replace(seen, is_gold=True) if owner[0] == number else seen
