"""What a project file says of its corrections without opening page after page."""

from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.marks import CorrectionMark, EntityMark, Typed
from annotator.document.pages import Record
from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import ProjectDamaged
from annotator.store.project import NewPage, Project

FIX = CorrectionMark("c", Span(0, 1), "乙", "substitution", Typed("ada"))
NAME = EntityMark("e", Span(1, 3), "LOC", Typed("ada"))


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Pages b, a and c, in that order."""
    project = Project.create(tmp_path / "p.db")
    project.add_pages([NewPage(n, RawText.of("甲北京"), "", "utf-8") for n in "bac"], "2024")
    return project


def change(project: Project, number: int, before: Record | None, after: Record | None) -> Edit:
    page = project.page(number)
    title, changes = phrase("edit.undo"), (Change(before, after),)
    edit = Edit("test", title, changes, Selection.at(0), "ada", "2024")
    project.commit(number, page, edit, edit.apply(page))
    return edit


def test_pages_that_have_corrections_stand_by_name(small: Project):
    change(small, 1, None, FIX)
    change(small, 2, None, FIX)
    change(small, 3, None, NAME)
    assert small.pages_with_corrections() == [2, 1]
    change(small, 2, FIX, None)
    assert small.pages_with_corrections() == [1]


def test_edits_that_speak_of_no_correction_are_passed_over(small: Project):
    made = change(small, 1, None, FIX)
    change(small, 1, None, NAME)
    gone = change(small, 1, FIX, None)
    change(small, 2, None, FIX)
    assert small.correction_edits(1) == [made, gone]
    assert small.correction_edits(3) == []


def test_a_journal_that_holds_no_edit_is_damaged(small: Project):
    change(small, 1, None, FIX)
    small._db.execute('update journal set edit = \'{"kind": "correction"}\'')
    with pytest.raises(ProjectDamaged):
        small.correction_edits(1)
