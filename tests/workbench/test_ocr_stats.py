"""Error rates of a project, page by page, and what was read for what."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.marks import CorrectionMark, Typed
from annotator.document.pages import FINISHED_LAYERS, Record
from annotator.document.phrases import phrase
from annotator.document.proposals import Reviewed
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import Cancelled
from annotator.measure.errors import TextErrors
from annotator.settings.language import Language
from annotator.store.project import NewPage, Project
from annotator.workbench.ocr_stats import ErrorPair, ocr_stats, page_table, pair_table

TEXT = "昭阳区,低族 村\n昭阳区,好"
WHOLE = Span(0, len(TEXT))


def fix(start: int, end: int, reads: str | None, kind: str) -> CorrectionMark:
    certainty = "suspect" if reads is None else "sure"
    return CorrectionMark(f"c{start}", Span(start, end), reads, kind, Typed("ada"), certainty)


FIXES = (
    fix(3, 4, "，", "width"),
    fix(4, 6, "佤族", "substitution"),
    fix(6, 7, "", "spacing"),
    fix(12, 13, "，", "punctuation"),
    fix(13, 14, None, "omission"),
)
FINISHED = [Reviewed(layer, WHOLE, "ada", "2024") for layer in FINISHED_LAYERS]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Pages 1 to 4: corrected and finished, corrected, finished without an error, untouched."""
    with Project.create(tmp_path / "p.db") as project:
        new = [NewPage(str(n), RawText.of(TEXT), "", "utf-8") for n in range(1, 5)]
        project.add_pages(new, "2024")
        put(project, "1", *FIXES, *FINISHED)
        put(project, "2", FIXES[0])
        put(project, "3", *FINISHED)
        yield project


def put(project: Project, name: str, *records: Record) -> None:
    number = project.page_number(name)
    page = project.page(number)
    changes = tuple(Change(None, each) for each in records)
    edit = Edit("test", phrase("edit.undo"), changes, Selection.at(0), "ada", "2024")
    project.commit(number, page, edit, edit.apply(page))


def test_pages_that_are_finished_or_corrected_are_counted(project: Project):
    stats = ocr_stats(project)
    assert [(page.page, page.is_finished) for page in stats.pages] == [
        ("1", True),
        ("2", False),
        ("3", True),
    ]
    assert stats.pages[0].errors == TextErrors(12, 3, 1, 1)
    assert stats.pages[1].errors == TextErrors(12, 1, 0, 0)
    assert stats.pages[2].errors == TextErrors(12, 0, 0, 0)
    assert stats.all == TextErrors(36, 4, 1, 1)


def test_pages_in_work_can_be_left_out(project: Project):
    stats = ocr_stats(project, only_finished=True)
    assert [page.page for page in stats.pages] == ["1", "3"]
    assert stats.all.errors == 3


def test_pairs_come_by_frequency_with_their_kinds(project: Project):
    assert ocr_stats(project).pairs == (
        ErrorPair(",", "，", 3, ("width", "punctuation")),
        ErrorPair(" ", "", 1, ("spacing",)),
        ErrorPair("低", "佤", 1, ("substitution",)),
    )


def test_a_project_without_corrections_has_no_figures(tmp_path: Path):
    with Project.create(tmp_path / "empty.db") as empty:
        stats = ocr_stats(empty)
    assert (stats.pages, stats.pairs, stats.all.rate) == ((), (), None)


def test_the_tables_say_it_in_words(project: Project):
    stats, english = ocr_stats(project), Language("en")
    pages = page_table(stats, english)
    assert pages[1] == ("1", "Finished", "12", "3", "25.00%", "1", "1")
    assert pages[2][1] == "In work"
    assert pages[-1] == ("all", "", "36", "4", "11.11%", "1", "1")
    assert {len(row) for row in pages} == {7}
    assert pair_table(stats, english)[1:] == [
        (",", "，", "3", "Width, Punctuation"),
        ("␣", "(taken out)", "1", "Spacing"),
        ("低", "佤", "1", "Wrong character"),
    ]
    assert len(pair_table(stats, english, 1)) == 2


def test_it_can_be_stopped(project: Project):
    with pytest.raises(Cancelled):
        ocr_stats(project, progress=lambda *_: False)
