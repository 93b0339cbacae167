"""How long labels take in a large project: what a held key shows, counts of use, and a label that goes.

    pytest tests/benchmarks/test_vocabulary_speed.py --benchmark-only

A project of 2,000 pages with 500 entities each, of 50,000 strings.
"""

import sqlite3
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.raw_text import RawText
from annotator.settings.keymap import shipped_keymap
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session
from annotator.workbench.vocabulary import Plan, carried_out, planned

PAGES, EACH, STRINGS = 2_000, 500, 50_000
SHIPPED = default_vocabulary()
_GIVEN = "insert into entities (page, id, start, stop, label, text, origin, origin_by) values (?, ?, ?, ?, ?, ?, 'typed', 'me')"
_COUNTED = """insert into lexicon (text, label, accepted, rejected, rule, source)
    select text, label, count(*), 0, 'auto', '' from entities group by text, label"""


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Entities straight into the tables: `LOC` on every page, `TIME` on twenty of them."""
    path = tmp_path_factory.mktemp("large") / "million.db"
    text = "".join(chr(0x4E00 + number % 20_000) for number in range(EACH * 3))
    raw = RawText.of(text)
    with Project.create(path) as project:
        project.add_pages(
            (NewPage(f"p{n:05}", raw, "p.txt", "utf-8") for n in range(PAGES)), "2024"
        )
    db = sqlite3.connect(path)
    for page in range(1, PAGES + 1):
        rows = [
            (page, f"e1.{at}", at * 3, at * 3 + 2, _label(page, at), text[at * 3 : at * 3 + 2])
            for at in range(EACH)
        ]
        db.executemany(_GIVEN, rows)
    db.execute("update pages set state = 'in_work'")
    db.execute(_COUNTED)
    wide = [(f"名{number}", "LOC", 1 + number % 9) for number in range(STRINGS)]
    db.executemany("insert into lexicon values (?, ?, ?, 0, 'auto', '')", wide)
    db.commit()
    db.close()
    return path


def _label(page: int, at: int) -> str:
    return "TIME" if page % 100 == 0 and at < 5 else "LOC"


def test_what_a_held_key_shows(million: Path, benchmark: BenchmarkFixture):
    with Project.open(million) as project:
        found = benchmark(lambda: project.frequent_strings("label", "LOC", 6))
    assert len(found) == 6


def test_how_often_each_label_is_in_use(million: Path, benchmark: BenchmarkFixture):
    with Project.open(million) as project:
        found = benchmark.pedantic(lambda: project.uses("label"), rounds=3)
    assert sum(found.values()) == PAGES * EACH


def test_a_vocabulary_that_has_not_changed_is_at_hand(million: Path, benchmark: BenchmarkFixture):
    with Project.open(million) as project:
        assert benchmark(project.vocabulary) == SHIPPED


def test_a_label_goes_from_twenty_pages(million: Path, benchmark: BenchmarkFixture):
    with Project.open(million) as project:
        session = Session(project, project.vocabulary(), "me", lambda: "2024")
        session.open_page(1)
        labels = tuple(label for label in SHIPPED.labels if label.id != "TIME")
        go = {("label", "TIME"): "ORG"}

        def leave() -> int:
            plan = planned(project, labels, SHIPPED.roles, shipped_keymap(), go)
            assert isinstance(plan, Plan)
            return carried_out(session, plan).pages

        assert benchmark.pedantic(leave, rounds=1) == PAGES // 100
        assert "TIME" not in project.uses("label")
