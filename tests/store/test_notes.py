"""Flags and notes in their tables, and the list of pages that tells of them."""

from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.notes import Flag, Note
from annotator.document.pages import Page, PageState, Record
from annotator.document.phrases import Phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.store.page_list import Order, PageFilter
from annotator.store.project import NewPage, Project

TEXTS = {"甲": "昭阳区好，沈迅说。", "乙": "短。", "丙": "中等长短。"}


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p.db") as made:
        new = [NewPage(name, RawText.of(text), "", "utf-8") for name, text in TEXTS.items()]
        made.add_pages(new, "2024")
        yield made


def put(project: Project, number: int, *records: Record, by: str = "ada", at: str = "2026") -> Page:
    page = project.page(number)
    changes = tuple(Change(None, record) for record in records)
    edit = Edit("x", Phrase("x"), changes, Selection.at(0), by, at)
    after = edit.apply(page)
    project.commit(number, page, edit, after)
    return after


def take(project: Project, number: int, record: Record) -> None:
    page = project.page(number)
    edit = Edit("x", Phrase("x"), (Change(record, None),), Selection.at(0), "ada", "2026")
    project.commit(number, page, edit, edit.apply(page))


def names(project: Project, wanted: PageFilter) -> str:
    return "".join(row.name for row in project.page_rows(project.listed(wanted)))


NOTES = (
    Note("n1", "整页\n不清", "ada", "2026"),
    Note("n2", "?", "李四", "2026", Span(5, 7)),
    Note("n3", "!", "李四", "2026", Span(0, 3), "e9.9"),
)


def test_what_is_put_is_there_and_what_is_taken_is_gone(project):
    flag = Flag("", "ada", "2026")
    after = put(project, 1, flag, *NOTES)
    assert dict(project.page(1).records) == dict(after.records) == dict(project.replayed(1).records)
    take(project, 1, flag)
    take(project, 1, NOTES[1])
    again = project.page(1)
    assert (again.flag, again.notes) == (None, (NOTES[0], NOTES[2]))
    (row,) = project.page_rows([1])
    assert (row.flag, row.notes, row.state) == (None, 2, PageState.NEW)


def test_the_notes_of_a_page_are_told_without_the_page(project):
    put(project, 1, *NOTES)
    assert project.notes_on(1, 9) == [NOTES[0], NOTES[2], NOTES[1]]
    assert project.notes_on(1, 1) == [NOTES[0]]
    assert project.notes_on(2, 9) == []


def test_a_note_whose_text_has_gone_is_set_aside_and_one_on_the_page_never(project):
    put(project, 1, *NOTES)
    project._db.execute("update notes set text = '昭阳市' where id = 'n3'")
    project._db.conn.commit()
    assert project.page(1, at="2027").notes == NOTES[:2]
    (row,) = project.set_aside(1)
    assert "昭阳市" in row["record"]
    assert project.page_rows([1])[0].notes == 2
    assert project.page(1).notes == NOTES[:2]


def test_pages_are_filtered_by_state_editor_and_notes(project):
    put(project, 1, Flag("", "ada", "2026"))
    put(project, 2, NOTES[0], by="李四")
    assert names(project, PageFilter(state=PageState.NEEDS_LOOK)) == "甲"
    assert names(project, PageFilter(by="李四")) == "乙"
    assert names(project, PageFilter(with_notes=True)) == "乙"
    assert names(project, PageFilter(contains="丙")) == "丙"
    assert names(project, PageFilter(contains="丙", with_notes=True)) == ""
    assert project.editors() == ["ada", "李四"]
    assert sorted(project.to_do()) == [1, 2, 3]


def test_pages_are_sorted_by_state_change_and_length(project):
    put(project, 2, Flag("", "ada", "2025"), at="2025")
    put(project, 3, NOTES[0], at="2026")
    assert names(project, PageFilter()) == "丙乙甲"
    assert names(project, PageFilter(order=Order.LENGTH)) == "甲丙乙"
    assert names(project, PageFilter(order=Order.CHANGED)) == "丙乙甲"
    assert names(project, PageFilter(order=Order.STATE)) == "乙丙甲"


def test_pages_with_most_to_decide_come_first(project):
    for number, count in ((1, 3), (2, 7), (3, 0)):
        project._db.execute("update pages set open = ? where id = ?", [count, number])
    assert names(project, PageFilter(order=Order.OPEN)) == "乙甲丙"
