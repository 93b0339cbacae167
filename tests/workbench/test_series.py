"""A series: listed with its state, fixed on all pages at once, taken back and done again as one."""

import sqlite3

import pytest

from annotator.document.spans import Selection
from annotator.errors import StaleEdit
from annotator.store.project import DO, Project
from annotator.workbench.events import Noted, ProgressChanged
from annotator.workbench.series import fixing, places
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern
from tests.workbench.proof_page import TEXT, place, proofreader_at, suspects

OTHERS = [
    ("second", "低族同胞\n来到低\n族村"),
    ("third", "这里没有"),
    ("fourth", "低族低族"),
]
PATTERN = Pattern("低族", "佤族")


@pytest.fixture
def reader(tmp_path):
    """At the first of four pages, three of which have the string."""
    return proofreader_at(tmp_path, suspects(), OTHERS)


def listed(reader, *, only_here=False):
    session = reader.session
    now = {"number": session.number, "shown": session.shown}
    return list(places(session.project, PATTERN, **now, only_here=only_here))


def fix(reader, chosen=None):
    return reader.session.run_series("fix_places", *fixing("佤族", chosen or listed(reader)))


def fixed(reader) -> dict[str, int]:
    """How many corrections each page has on disk."""
    project = reader.session.project
    pages = [project.page(number) for number in project.page_ids()]
    return {page.name: len(page.corrections) for page in pages}


NONE = {"first": 0, "fourth": 0, "second": 0, "third": 0}
ALL = {"first": 2, "fourth": 2, "second": 1, "third": 0}


def test_every_place_is_listed_with_its_line_and_state(reader):
    reader.click("低")
    reader.session.run("correct", "佤")
    found = listed(reader)
    assert [(each.name, each.line, each.start, each.state) for each in found] == [
        ("first", 1, place("低族")[0], "fixed"),
        ("first", 3, place("低族", 1)[0], "suspect"),
        ("fourth", 1, 0, "open"),
        ("fourth", 1, 2, "open"),
        ("second", 1, 0, "open"),
    ]
    assert (found[1].before, found[1].raw, found[1].after) == ("", "低族", "姑娘也来 了,北屯 村。")
    assert [each.name for each in listed(reader, only_here=True)] == ["first", "first"]


def test_a_word_over_a_soft_break_is_a_place_and_one_over_a_hard_break_is_none(reader):
    session = reader.session
    assert "second" in {each.name for each in listed(reader)}
    session.open_page(2)
    text = session.page.raw.text
    session.select(Selection(0, len(text)))
    session.run("start_article")
    session.select(Selection.at(len(text)))
    session.run("toggle_soft_break")
    assert [each.raw for each in listed(reader) if each.page == 2] == ["低族", "低⏎族"]
    fix(reader)
    session.open_page(2)
    assert [mark.text for mark in session.page.corrections] == ["佤", "佤"]


def test_a_word_over_blanks_at_a_line_end_is_found_on_other_pages_too(tmp_path):
    reader = proofreader_at(tmp_path, [], [("blanks", "来到低 \n　族村")])
    session = reader.session
    session.open_page(2)
    session.select(Selection(0, len(session.page.raw)))
    session.run("start_article")
    session.select(Selection.at(6))
    session.run("toggle_soft_break")
    session.open_page(1)
    assert [each.name for each in listed(reader)] == ["blanks", "first", "first"]


def test_latin_words_over_a_line_end_are_fixed_where_they_are_wrong(tmp_path):
    reader = proofreader_at(tmp_path, [], [("latin", "in Now \n York x")])
    session = reader.session
    session.open_page(2)
    session.select(Selection(0, len(session.page.raw)))
    session.run("start_article")
    session.select(Selection.at(9))
    session.run("toggle_soft_break")
    now = {"number": 2, "shown": session.shown}
    (found,) = places(session.project, Pattern("Now York", "New Yorks"), **now)
    session.run_series("fix_places", *fixing("New Yorks", [found]))
    assert session.shown.page_reading.text == "in New Yorks x"


def test_what_is_inserted_beside_a_place_does_not_fix_it(reader):
    session = reader.session
    session.open_page(4)
    session.select(Selection.at(2))
    session.run("correct", "和")
    assert [each.state for each in listed(reader) if each.page == 4] == ["open", "open"]
    fix(reader)
    assert session.shown.page_reading.text == "佤族和佤族"


def test_a_place_that_reads_so_already_is_not_open(tmp_path):
    reader = proofreader_at(tmp_path, [], [("towns", "昭通市和昭通和昭通")])
    session = reader.session
    session.open_page(2)
    session.select(Selection.at(6))
    session.run("correct", "市")
    now = {"number": 2, "shown": session.shown}
    found = places(session.project, Pattern("昭通", "昭通市"), **now)
    assert [each.state for each in found] == ["fixed", "fixed", "open"]


def test_a_finished_page_is_listed_as_one(reader):
    reader.session.open_page(4)
    reader.session.run("finish_page")
    assert {each.state for each in listed(reader) if each.page == 4} == {"finished"}


def test_a_series_is_one_edit_a_page_and_one_undo(reader):
    done = fix(reader)
    assert (done.places, done.pages, done.refused) == (5, 3, ())
    assert fixed(reader) == ALL
    heard = {event.number for event in reader.heard if isinstance(event, ProgressChanged)}
    assert heard >= {1, 2, 4}
    assert reader.session.undo()
    assert fixed(reader) == NONE
    assert reader.session.redo()
    assert fixed(reader) == ALL
    assert reader.session.undo()
    assert fixed(reader) == NONE


def test_undo_on_another_page_takes_all_back_and_survives_a_restart(reader):
    fix(reader)
    old = reader.session
    old.project.close()
    session = Session(Project.open(old.project.path), old.vocabulary, "other", lambda: "2027")
    session.open_page(4)
    reader.session = session
    assert session.undo()
    assert fixed(reader) == NONE
    session.open_page(2)
    assert session.redo()
    assert fixed(reader) == ALL


def test_a_jump_takes_series_back_on_all_pages_and_does_them_again(reader):
    session = reader.session
    found = listed(reader)
    fix(reader, [each for each in found if each.name == "fourth"])
    fix(reader, [each for each in found if each.name != "fourth"])
    session.run("flag_page", "?")
    last = session.history.last.revisions[-1]
    assert session.jump(0)
    assert fixed(reader) == NONE
    assert session.page.flag is None
    assert session.jump(last)
    assert fixed(reader) == ALL
    session.open_page(4)
    assert session.jump(0)
    assert fixed(reader) == ALL | {"fourth": 0}


def test_a_jump_over_a_series_lasts_over_a_restart(reader):
    old = reader.session
    start = old.history.last.revisions[-1]
    fix(reader)
    assert old.jump(start)
    assert fixed(reader) == NONE
    old.project.close()
    session = Session(Project.open(old.project.path), old.vocabulary, "other", lambda: "2027")
    session.open_page(4)
    reader.session = session
    assert session.redo()
    assert fixed(reader) == ALL


def test_only_what_is_ticked_is_fixed_and_undo_stays_where_the_editor_is(reader):
    chosen = [each for each in listed(reader) if each.name == "fourth"][:1]
    done = fix(reader, chosen)
    assert (done.places, done.pages) == (1, 1)
    assert fixed(reader) == NONE | {"fourth": 1}
    assert reader.session.number == 1
    assert reader.session.undo()  # on the page that had no place of its own
    assert fixed(reader) == NONE


def test_later_work_elsewhere_on_a_page_is_kept_and_the_series_goes_from_under_it(reader):
    session = reader.session
    fix(reader)
    session.open_page(2)
    session.select(Selection(2, 4))
    session.run("correct", "兄弟")
    session.open_page(1)
    assert session.undo()
    assert fixed(reader) == NONE | {"second": 1}
    assert not [event for event in reader.heard if isinstance(event, Noted)]
    assert session.redo()
    assert fixed(reader) == ALL | {"second": 2}
    session.open_page(2)
    assert session.undo()
    assert fixed(reader) == ALL


def test_a_page_where_later_work_is_in_the_way_is_left_and_told(reader):
    session = reader.session
    fix(reader)
    session.open_page(2)
    session.select(Selection.at(0))
    session.run("correct", "傣")
    session.open_page(1)
    assert session.undo()
    assert fixed(reader) == NONE | {"second": 1}
    (told,) = [event.what for event in reader.heard if isinstance(event, Noted)]
    assert dict(told.facts) == {"pages": "second"}


def test_a_page_with_other_work_since_is_not_done_again_and_told(reader):
    session = reader.session
    fix(reader)
    session.undo()
    session.open_page(2)
    session.select(Selection(2, 4))
    session.run("correct", "兄弟")
    session.open_page(1)
    assert session.redo()
    assert fixed(reader) == ALL
    assert [mark.text for mark in session.project.page(2).corrections] == ["兄弟"]
    (told,) = [event.what for event in reader.heard if isinstance(event, Noted)]
    assert dict(told.facts) == {"pages": "second"}


def test_a_page_on_which_a_place_cannot_be_fixed_is_left_whole_and_told(reader):
    session = reader.session
    session.open_page(4)
    session.select(Selection(1, 3))
    session.run("correct", "，")
    session.open_page(1)
    chosen = [each for each in listed(reader) if each.state != "fixed"]
    done = fix(reader, chosen)
    assert done.pages == 2
    (why,) = done.refused
    assert dict(why.facts)["page"] == "fourth"
    assert fixed(reader) == ALL | {"fourth": 1}


def test_a_series_is_done_on_all_pages_or_on_none(reader, monkeypatch):
    session = reader.session
    commit = type(session.project).commit

    def fails_on_the_last(self, number, before, edit, after, kind=DO, *, steps=1):
        if number == 1:
            raise StaleEdit(page="first", key="x")
        return commit(self, number, before, edit, after, kind, steps=steps)

    monkeypatch.setattr(type(session.project), "commit", fails_on_the_last)
    with pytest.raises(StaleEdit):
        fix(reader)
    monkeypatch.undo()
    assert fixed(reader) == NONE
    assert session.history.last is None or session.history.last.join_key is None
    with sqlite3.connect(session.project.path) as other:
        assert other.execute(
            "select count(*) from journal where join_key is not null"
        ).fetchone() == (0,)


def test_two_series_in_a_row_are_two_steps(reader):
    fix(reader, [each for each in listed(reader) if each.name == "second"])
    fix(reader, [each for each in listed(reader) if each.name == "fourth"])
    reader.session.undo()
    assert fixed(reader) == NONE | {"second": 1}
    reader.session.undo()
    assert fixed(reader) == NONE
    assert reader.session.page.raw.text == TEXT
