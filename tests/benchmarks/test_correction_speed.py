"""How long a proofreader's keys take on a large page, and how soon a series is listed and done.

    pytest tests/benchmarks/test_correction_speed.py --benchmark-only

A page of 30,000 characters with 1,000 names, 40 articles of soft breaks and 400 suspects answers
any key within 50 ms, the whole class of 200 and a rule among 500 too. Over 500 pages the first
places of a series are there in 100 ms, all 1,000 in 1 s, and they are fixed in 2 s (CPU time, for
other programs run too).
"""

import random
import time
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.correcting import CorrectionRule
from annotator.document.doubts import QueueFilter
from annotator.document.marks import Part
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.series import fixing, places
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern

KEY, FIRST, LISTED, FIXED = 0.050, 0.100, 1.0, 2.0
LINES, WIDTH, PAGES = 1_000, 30, 500
CHARACTERS = "今年北屯村的春耕比去早民很高兴本报记者新校舍落成小学搬家了长说好后来呢"
WHY = (Phrase("because.channel"),)


def large_text() -> str:
    dice = random.Random(7)  # noqa: S311  a text, not a secret
    line = lambda: "".join(dice.choices(CHARACTERS, k=WIDTH - 1))  # noqa: E731
    return "\n".join(line() for _ in range(LINES))


def said() -> list[Proposal]:
    found: list[Proposal] = []
    for first in range(0, LINES, 25):
        span = Span(first * WIDTH, (first + 25) * WIDTH - 1)
        breaks = (Span((n + 1) * WIDTH - 1, (n + 1) * WIDTH) for n in range(first, first + 24))
        found.append(propose(ArticleBody((Part(span, "body"),), tuple(breaks)), 0.8, (), "test"))
    names = (EntityBody(Span(n * WIDTH, n * WIDTH + 3), "LOC") for n in range(LINES))
    found += [propose(body, 0.9, (), "test") for body in names]
    for number in range(200):
        comma, wrong = number * 150 + 20, number * 150 + 52
        width = CorrectionBody(Span(comma, comma + 1), "，", "width")
        body = CorrectionBody(Span(wrong, wrong + 1), "佤", "substitution")
        other = CorrectionBody(Span(wrong, wrong + 1), "氐", "substitution")
        found.append(propose(width, 0.9, WHY, "test"))
        found.append(propose(body, 0.5 + number / 1000, WHY, "test", (other,)))
    return found


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """At the large page: its articles and names are gold, its suspects open."""
    project = Project.create(tmp_path / "large.db")
    project.add_pages([NewPage("large", RawText.of(large_text()), "", "utf-8")], "2026")
    rules = [
        CorrectionRule(f"{a}{b}{n}", "佤")
        for n, (a, b) in enumerate(zip("村民" * 250, "春耕" * 250, strict=True))
    ]
    project.put_correction_rules(rules, "me", "2026")
    ticks = count()
    session = Session(project, default_vocabulary(), "me", lambda: f"2026-{next(ticks):06}")
    session.open_page(1)
    session.put_proposals(1, said())
    for kind in ("entity", "article"):
        session.set_filter(QueueFilter(kind=kind))
        session.run("accept_shown")
    session.set_filter(QueueFilter())
    return session


def least(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return benchmark.stats.stats.min


KEYS: dict[str, Callable[[Session], object]] = {
    "accept": lambda session: session.run("accept"),
    "take_candidate": lambda session: session.run("take_candidate", "2"),
    "reject": lambda session: session.run("reject"),
    "correct": lambda session: session.run("correct", "佤佤"),
    "mark_suspect": lambda session: session.run("mark_suspect"),
    "always_fix": lambda session: session.run("always_fix"),
    "always_allow": lambda session: session.run("always_allow"),
    "next_suspect": lambda session: session.run("next_suspect"),
}


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("key", KEYS)
def test_a_key_on_a_suspect(benchmark: BenchmarkFixture, session: Session, key: str):
    session.set_filter(QueueFilter(kind="correction", label="substitution"))
    session.run("next_suspect")
    benchmark.pedantic(lambda: KEYS[key](session), rounds=8)
    assert least(benchmark) < KEY


@pytest.mark.benchmark(timer=time.process_time)
def test_a_class_accepted_and_taken_back(benchmark: BenchmarkFixture, session: Session):
    session.set_filter(QueueFilter(label="width"))

    def accept_and_undo() -> None:
        session.choose(session.queue[0].id)
        session.run("accept")
        assert not session.queue
        session.undo()

    benchmark.pedantic(accept_and_undo, rounds=5)
    assert least(benchmark) < 2 * KEY


@pytest.mark.benchmark(timer=time.process_time)
def test_walking_over_the_page(benchmark: BenchmarkFixture, session: Session):
    dice = random.Random(3)  # noqa: S311
    benchmark.pedantic(
        lambda: session.select(Selection.at(dice.randrange(LINES * WIDTH))), rounds=50
    )
    assert least(benchmark) < KEY / 10


@pytest.mark.benchmark(timer=time.process_time)
def test_suspects_of_a_paragraph_anew(benchmark: BenchmarkFixture, session: Session):
    dice = random.Random(3)  # noqa: S311

    def come_anew() -> None:
        at = dice.randrange(LINES * WIDTH - 200)
        body = CorrectionBody(Span(at + 50, at + 51), "佤", "substitution")
        session.put_suspects(1, Span(at, at + 150), [propose(body, 0.7, WHY, "test")])

    benchmark.pedantic(come_anew, rounds=8)
    assert least(benchmark) < KEY


# -- series ------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Session:
    """A project of 500 pages of 3,000 characters, each with two places of one pattern."""
    project = Project.create(tmp_path / "many.db")
    text = large_text()
    page = lambda n: text[n * 50 : n * 50 + 1500] + "低族" + text[:1500] + "低族"  # noqa: E731
    new = [NewPage(f"{n:04}", RawText.of(page(n)), "", "utf-8") for n in range(PAGES)]
    project.add_pages(new, "2026")
    session = Session(project, default_vocabulary(), "me", lambda: "2026")
    session.open_page(1)
    return session


def test_a_series_over_the_project(benchmark: BenchmarkFixture, many: Session):
    pattern = Pattern("低族", "佤族")
    started = time.process_time()
    list(islice(places(many.project, pattern), 20))
    assert time.process_time() - started < FIRST
    started = time.process_time()
    found = list(places(many.project, pattern))
    assert len(found) == 2 * PAGES
    assert time.process_time() - started < LISTED
    benchmark.pedantic(lambda: many.run_series("fix_places", *fixing("佤族", found)), rounds=1)
    assert least(benchmark) < FIXED
    started = time.process_time()
    assert many.undo()
    assert time.process_time() - started < FIXED
