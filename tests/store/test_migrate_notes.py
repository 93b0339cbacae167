"""A project from before flags and notes opens with what it knew, and takes them from now on."""

from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.notes import Flag, Note
from annotator.document.pages import PageState
from annotator.document.phrases import Phrase
from annotator.document.plain import edit_to_plain
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.store.library import Database
from annotator.store.migrations import project_migrations
from annotator.store.page_list import PageFilter
from annotator.store.project import Project
from annotator.store.stops import Stop

TEXT = "昭阳区好\n沈迅说"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project as the release before left it: a finished page with one undone edit in its journal."""
    path = tmp_path / "old.db"
    db = Database(path)
    project_migrations.apply(db, stop_before="flags_notes_and_where_editors_stopped")
    raw = RawText.of(TEXT)
    page = {"id": 1, "name": "p1", "text": TEXT, "sha256": raw.sha256, "length": len(raw)}
    page |= {"source_sha256": raw.source_sha256, "newline": "\n", "state": "in_work"}
    page |= {"revision": 2, "proposed": None, "open": 0, "changed_by": "ada", "changed_at": "2024"}
    db.table("pages").insert(page)
    edit = Edit("x", Phrase("edit.undo"), (), Selection.at(0), "ada", "2024")
    for revision, kind in ((1, "do"), (2, "undo")):
        row = {"page": 1, "revision": revision, "kind": kind, "command": "x", "by": "ada"}
        row |= {"title": '{"key": "edit.undo"}', "at": "2024", "join_key": None}
        row["edit"] = repr(edit_to_plain(edit)).replace("'", '"').replace("None", "null")
        db.table("journal").insert(row)
    db.close()
    return path


def test_an_older_project_knows_of_no_flag_and_no_note(old):
    for _ in range(2):
        with Project.open(old) as project:
            (row,) = project.page_rows([1])
            assert (row.notes, row.flag, row.changed_by) == (0, None, "ada")
            assert project.page(1).notes == ()
            assert project.stop_on(1) == Stop()
            assert [each.steps for each in project.journal(1)] == [1, 1]
            assert list(project.listed(PageFilter(by="ada"))) == [1]


def test_it_takes_them_from_now_on(old):
    flag, note = Flag("缺行", "李四", "2026"), Note("n3.1", "?", "李四", "2026", Span(0, 3))
    with Project.open(old) as project:
        page = project.page(1)
        changes = (Change(None, flag), Change(None, note))
        edit = Edit("flag_page", Phrase("x"), changes, Selection.at(0), "李四", "2026")
        project.commit(1, page, edit, edit.apply(page))
    with Project.open(old) as project:
        again = project.page(1)
        assert (again.flag, again.notes) == (flag, (note,))
        (row,) = project.page_rows([1])
        assert (row.state, row.notes, row.flag) == (PageState.NEEDS_LOOK, 1, flag)
        project.put_stop(1, Stop(1, 4, 0))
        assert project.stop_on(1) == Stop(1, 4, 0)
