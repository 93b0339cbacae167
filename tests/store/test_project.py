import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from annotator.document.edits import Change, Edit
from annotator.document.marks import EntityMark, Typed
from annotator.document.pages import PageState
from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import PageAlreadyThere, PageUnknown, ProjectDamaged
from annotator.store.project import NewPage, Project
from tests.strategies import histories


def page(name: str, text: str) -> NewPage:
    return NewPage(name, RawText.of(text), f"{name}.txt", "utf-8")


def test_pages_come_in_all_or_none(project):
    count = len(project.page_ids())
    with pytest.raises(PageAlreadyThere):
        project.add_pages([page("new", "新"), page("new", "旧")], "2024")
    assert len(project.page_ids()) == count


def test_pages_are_listed_by_name_and_found_by_part_of_it_and_by_state(project, numbers):
    rows = project.page_rows(project.page_ids())
    assert [row.name[:3] for row in rows] == ["000", "001", "002", "003", "004"]
    assert {row.state for row in rows} == {PageState.NEW}
    assert list(project.page_ids(contains="001")) == [numbers["001"]]
    assert len(project.page_ids(state=PageState.FINISHED)) == 0
    assert project.counts()[PageState.NEW] == 5


def test_rows_come_in_the_order_asked_for(project, numbers):
    wanted = [numbers["003"], 999, numbers["000"]]
    assert [row.id for row in project.page_rows(wanted)] == [numbers["003"], numbers["000"]]


def test_progress_counts_what_is_open(session, numbers):
    row = session.project.page_rows([numbers["001"]])[0]
    assert row.state is PageState.PROPOSED
    assert row.proposed == row.open > 80


def test_an_unknown_page_is_said_to_be_unknown(project):
    with pytest.raises(PageUnknown):
        project.page(999)
    with pytest.raises(PageUnknown):
        project.page_number("nowhere")


def test_a_raw_text_that_was_tampered_with_is_damage(project, numbers):
    with sqlite3.connect(project.path) as other:
        other.execute("update pages set text = text || '?' where id = ?", [numbers["000"]])
    other.close()
    with pytest.raises(ProjectDamaged):
        project.page(numbers["000"])


def test_a_mark_that_no_longer_fits_is_set_aside_and_never_moved(session, numbers):
    session.run("accept_shown")
    number = numbers["000"]
    entity = session.page.entities[0]
    with sqlite3.connect(session.project.path) as other:
        where = [number, entity.id]
        other.execute("update entities set start = start + 1 where page = ? and id = ?", where)
    other.close()
    found = session.project.page(number, at="2024")
    assert entity.id not in found.records
    assert len(found.records) == len(session.page.records) - 1
    (aside,) = session.project.set_aside(number)
    assert entity.span.text_in(found.raw.text) in aside["record"]
    assert session.project.page(number).records == found.records


def test_the_gold_views_can_be_queried_by_a_person(session):
    session.run("accept_shown")
    with sqlite3.connect(session.project.path) as other:
        entities = other.execute(
            """select e.text, substr(p.text, e.start + 1, e.stop - e.start)
            from gold_entities e join pages p on p.name = e.page"""
        ).fetchall()
        headlines = other.execute(
            "select text from gold_articles where role = 'headline' order by rank"
        ).fetchall()
        kinds = other.execute("select distinct kind from gold_corrections").fetchall()
    other.close()
    assert len(entities) == len(session.page.entities) > 100
    assert all(kept == sliced for kept, sliced in entities)
    assert headlines[0] == ("产业链上党旗红 苹果产业促增收",)
    assert ("substitution",) in kinds


@settings(max_examples=40, deadline=None)
@given(drawn=histories())
def test_any_history_is_on_disk_as_it_is_in_memory(drawn):
    start, edits = drawn
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "p.db") as project:
        (number,) = project.add_pages([NewPage("p", start.raw, "p.txt", "utf-8")], "2024")
        now = project.page(number)
        if start.records:
            now = _fill(project, number, dict(start.records))
        for edit in edits:
            after = edit.apply(now)
            project.commit(number, now, edit, after)
            now = after
            assert dict(project.page(number).records) == dict(now.records)
        assert dict(project.replayed(number).records) == dict(now.records)


def _fill(project, number, records):
    changes = tuple(Change(None, record) for record in records.values())
    edit = Edit("fill", phrase("edit.undo"), changes, Selection.at(0), "me", "2024")
    before = project.page(number)
    after = edit.apply(before)
    project.commit(number, before, edit, after)
    return after


def test_marking_a_page_is_not_looking_at_it_as_a_proposer_does(project, numbers):
    number = numbers["002"]
    page_2 = project.page(number)
    _fill(project, number, {"e1": EntityMark("e1", Span(3, 5), "LOC", Typed("me"))})
    assert number in project.unproposed(number, 1)
    project.put_proposals(number, page_2.with_records(project.page(number).records, 1))
    assert number not in project.unproposed(number, 1)


def test_what_is_written_together_is_there_whole_or_not_at_all(project):
    count = len(project.page_ids())

    def half() -> None:
        with project.together():
            (number,) = project.add_pages([page("half", "一半")], "2024")
            project.set_setting("half", str(number))
            raise PageUnknown(page="half", project=project.path)

    with pytest.raises(PageUnknown):
        half()
    assert len(project.page_ids()) == count
    assert project.setting("half") is None
