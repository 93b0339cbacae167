"""How long a proof sheet of 10,000 corrections takes, and the error rates of the pages they are on.

    pytest tests/benchmarks/test_proof_sheet_speed.py --benchmark-only

20 pages with 500 corrections each: the sheet is written within 3 s, the rates are there within 4 s
(CPU time, for other programs run too).
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.edits import Change, Edit
from annotator.document.marks import CorrectionMark, Typed
from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.settings.language import Language
from annotator.settings.resources import seed_pages
from annotator.store.project import NewPage, Project
from annotator.workbench.ocr_stats import ocr_stats
from annotator.workbench.proof_sheet import Scope, write_proof_sheet

SHEET, RATES = 3.0, 4.0
PAGES, EACH = 20, 500


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Each correction of a page was an edit of its own for the first ten, the others came at once."""
    path = max(seed_pages(), key=lambda path: path.stat().st_size)
    raw = RawText.of(path.read_bytes().decode("utf-8"))
    stride = len(raw) // EACH
    with Project.create(tmp_path_factory.mktemp("proofs") / "big.db") as project:
        names = [f"日报-20240102-{number:02}" for number in range(PAGES)]
        project.add_pages([NewPage(name, raw, "", "utf-8") for name in names], "2024")
        for number in project.page_ids():
            marks = [
                CorrectionMark(f"c{at}", Span(at, at + 1), "文", "substitution", Typed("ada"))
                for at in range(0, EACH * stride, stride)
            ]
            for some in (*([mark] for mark in marks[:10]), marks[10:]):
                page = project.page(number)
                changes = tuple(Change(None, mark) for mark in some)
                edit = Edit("test", phrase("edit.undo"), changes, Selection.at(0), "ada", "2024")
                project.commit(number, page, edit, edit.apply(page))
        yield project


def least(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return benchmark.stats.stats.min


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", ["sheet.html", "sheet.csv"])
def test_writing_the_sheet(
    benchmark: BenchmarkFixture, project: Project, tmp_path: Path, name: str
):
    language = Language("zh")
    wrote = benchmark.pedantic(
        lambda: write_proof_sheet(project, tmp_path / name, Scope(), language), rounds=3
    )
    assert wrote == PAGES * EACH
    assert least(benchmark) < SHEET


@pytest.mark.benchmark(timer=time.process_time)
def test_error_rates(benchmark: BenchmarkFixture, project: Project):
    stats = benchmark.pedantic(lambda: ocr_stats(project), rounds=3)
    assert len(stats.pages) == PAGES
    assert least(benchmark) < RATES
