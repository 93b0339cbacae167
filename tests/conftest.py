"""What every test stands on: its own home folder, and a project of the seed pages."""

import json
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import hypothesis
import pytest

from annotator.document.marks import Part
from annotator.document.phrases import phrase
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span
from annotator.settings.resources import seed_gold, seed_pages
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

# A shared machine may be slow for a while: an example's time says nothing about the code. Where CI
# is set the examples are the same every time, so that a red run is somebody's change.
hypothesis.settings.register_profile("desk", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("desk")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Timings are for `--benchmark-only`, not for every run."""
    is_benchmark = "benchmarks" in collection_path.parts
    return True if is_benchmark and not config.getoption("benchmark_only") else None


@pytest.fixture(autouse=True)
def annotator_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folders, empty, and an English user: no test sees the settings of whoever runs it."""
    home = tmp_path / "home"
    monkeypatch.setenv("ANNOTATOR_HOME", str(home))
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "en_US.UTF-8")
    return home


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with the five seed pages, without proposals; a page is called as its file."""
    pages = [
        NewPage(path.stem, RawText.of(path.read_bytes().decode("utf-8")), path.name, "utf-8")
        for path in seed_pages()
    ]
    with Project.create(tmp_path / "seeds.db") as project:
        project.add_pages(pages, at="2024-01-01T00:00:00Z")
        yield project


@pytest.fixture
def numbers(project: Project) -> dict[str, int]:
    """The numbers of the seed pages under the first three digits of their names (`000` … `004`)."""
    return {path.stem[:3]: project.page_number(path.stem) for path in seed_pages()}


@pytest.fixture
def gold_proposals() -> Callable[[str], list[Proposal]]:
    """`gold_proposals("001")`: the gold of a seed page (000, 001 or 003) as a perfect machine would propose it."""
    return _gold_proposals


def _gold_proposals(digits: str) -> list[Proposal]:
    path = next(seed_gold().glob(f"{digits}_*.json"))
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    spans = [_span(row) for row in plain["soft_breaks"]]
    bodies: list[Body] = []
    for article in plain["articles"]:
        parts = tuple(Part(_span(row), row["role"]) for row in article["segments"])
        within = tuple(s for s in spans if any(part.span.covers(s) for part in parts))
        bodies.append(ArticleBody(parts, within))
    bodies += [FurnitureBody(_span(row), row["role"]) for row in plain["furniture"]]
    bodies += [EntityBody(_span(row), row["label"]) for row in plain["entities"]]
    for row in plain["corrections"]:
        place = Gap(row["start"]) if row["start"] == row["end"] else _span(row)
        bodies.append(CorrectionBody(place, row["replacement"], row["kind"]))
    because = (phrase("because.entity_tagger_sure"),)
    return [
        propose(body, 0.35 + number * 37 % 60 / 100, because, "gold 1")
        for number, body in enumerate(bodies)
    ]


def _span(row: dict[str, Any]) -> Span:
    return Span(row["start"], row["end"])


@pytest.fixture
def session(project: Project, numbers: dict[str, int]) -> Session:
    """An editor (`编辑`) at seed page 000; pages 000, 001 and 003 have the gold as proposals.

    Each request for the time answers one second later, from 2024-01-02T00:00:00Z on.
    """
    seconds = count()

    def now() -> str:
        at = next(seconds)
        return f"2024-01-02T{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}Z"

    session = Session(project, default_vocabulary(), "编辑", now)
    for digits in ("000", "001", "003"):
        session.put_proposals(numbers[digits], _gold_proposals(digits))
    session.open_page(numbers["000"])
    return session
