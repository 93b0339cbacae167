"""How long the queue of a large project takes: its first rows, all of it, a filter, and a key.

    pytest tests/benchmarks/test_queue_speed.py --benchmark-only

The pages are the seed pages with their gold as proposals, over and over. First rows and a whole
list are read by a thread; a key waits for nothing else.
"""

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.doubts import QueueFilter
from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText
from annotator.settings.resources import seed_pages
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.project_queue import FIRST, load
from annotator.workbench.session import Session

SEEDS = ("000", "001", "003")

_COPY_PAGE = """insert into pages (name, source, encoding, newline, source_sha256, sha256, text,
    length, state, revision, proposed, open, added_at)
    select ?, source, encoding, newline, source_sha256, sha256, text, length, state, revision,
    proposed, open, added_at from pages where id = ?"""
_COPY_PROPOSALS = """insert into proposals (page, id, kind, start, stop, label, text, score, body,
    because, run, is_open, at, urgency, class)
    select ?, id, kind, start, stop, label, text, score, body, because, run, is_open, at, urgency,
    class from proposals where page = ?"""


def large_project(path: Path, pages: int, said: Callable[[str], list[Proposal]]) -> Project:
    """So many pages, each a copy of one of the seeds that have gold."""
    project = Project.create(path)
    texts = {p.stem[:3]: RawText.of(p.read_text("utf-8")) for p in seed_pages()}
    made = [NewPage(name, texts[name], "", "utf-8") for name in SEEDS]
    session = Session(project, default_vocabulary(), "me", lambda: "2026")
    for number, name in zip(project.add_pages(made, "2026"), SEEDS, strict=True):
        session.put_proposals(number, said(name))
    project._db.execute("PRAGMA synchronous = OFF")
    with project.together():
        for number in range(4, pages + 1):
            like = 1 + number % len(SEEDS)
            project._db.execute(_COPY_PAGE, [f"p{number:06}", like])
            project._db.execute(_COPY_PROPOSALS, [number, like])
    project._db.execute("PRAGMA synchronous = FULL")
    return project


@pytest.fixture(scope="module", params=[1_000, 20_000], ids=["1,000 pages", "20,000 pages"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Project]:
    from tests.conftest import _gold_proposals

    path = tmp_path_factory.mktemp("queue") / "large.db"
    with large_project(path, request.param, _gold_proposals) as project:
        yield project


@pytest.fixture
def session(large: Project) -> Session:
    ticks = count()
    session = Session(large, default_vocabulary(), "me", lambda: f"2026-{next(ticks):06}")
    session.open_page(1)
    session.set_scope("project")
    return session


@pytest.mark.benchmark(timer=time.process_time)
def test_first_rows(benchmark: BenchmarkFixture, large: Project):
    found = benchmark.pedantic(
        lambda: load(large, QueueFilter(), FIRST, is_counted=False), rounds=5
    )
    assert len(found) == FIRST


@pytest.mark.benchmark(timer=time.process_time)
def test_first_rows_by_place(benchmark: BenchmarkFixture, large: Project):
    wanted = QueueFilter(by_place=True)
    found = benchmark.pedantic(lambda: load(large, wanted, FIRST, is_counted=False), rounds=5)
    assert len(found) == FIRST


FILTERS = {
    "all": QueueFilter(),
    "by place": QueueFilter(by_place=True),
    "kind and label": QueueFilter(kind="entity", label="TIME"),
    "score": QueueFilter(least=0.5, most=0.6),
    "text": QueueFilter(text="昭阳区"),
}


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", FILTERS)
def test_the_whole_list_of_a_filter(benchmark: BenchmarkFixture, large: Project, name: str):
    found = benchmark.pedantic(lambda: load(large, FILTERS[name]), rounds=2)
    assert found.total >= len(found) > 0


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("scope", ["page", "project"])
def test_space_on_one_page(benchmark: BenchmarkFixture, session: Session, scope: str):
    session.set_filter(QueueFilter(kind="entity", by_place=True))
    session.set_scope(scope)
    session.load_queue()
    number = session.number
    session.choose(session.queue[0].id)
    benchmark.pedantic(lambda: session.run("accept"), rounds=15)
    assert session.number == number


@pytest.mark.benchmark(timer=time.process_time)
def test_space_that_goes_on_to_another_page(benchmark: BenchmarkFixture, session: Session):
    session.set_filter(QueueFilter(kind="entity", label="ORG"))
    session.load_queue()
    assert session.wide is not None
    session.choose_entry(session.wide.rows[0])
    pages: list[int | None] = []

    def accept() -> None:
        session.run("accept")
        pages.append(session.number)

    benchmark.pedantic(accept, rounds=12)
    assert len(set(pages)) > 6


@pytest.mark.benchmark(timer=time.process_time)
def test_a_window_of_rows(benchmark: BenchmarkFixture, session: Session):
    session.load_queue()
    assert session.wide is not None
    rows = [entry[3] for entry in session.wide.rows[1_000:1_024]]
    found = benchmark.pedantic(lambda: session.project.doubt_rows(rows, session.filter), rounds=10)
    assert len(found) == len(rows)
