"""Going on where one stopped: page by page, and after a restart."""

import pytest

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.errors import ProjectLocked
from annotator.store.project import NewPage
from annotator.store.stops import Stop
from tests.workbench.small_page import TEXT


@pytest.fixture
def two(editor):
    """The session of the small page, and a short one beside it under number 2."""
    editor.session.project.add_pages([NewPage("z", RawText.of("短。"), "", "utf-8")], "2024")
    return editor.session


def test_each_page_keeps_its_caret_and_what_was_at_the_top(two):
    two.view_top = lambda: 7
    two.select(Selection(3, 9))
    two.open_page(2)
    assert (two.selection, two.top) == (Selection.at(0), 0)
    two.select(Selection.at(1))
    two.open_page(1)
    assert (two.selection, two.top) == (Selection(3, 9), 7)
    two.open_page(2)
    assert two.selection == Selection.at(1)


def test_a_restart_goes_on_at_the_caret(two, reopen):
    two.select(Selection.at(12))
    two.note_stop(two.project)
    again = reopen().session
    assert again.selection == Selection.at(12)
    assert again.project.setting("last_page") == "1"


def test_moving_the_caret_writes_nothing(two, monkeypatch):
    written: list[object] = []
    monkeypatch.setattr(type(two.project), "put_stop", lambda _self, *facts: written.append(facts))
    for at in range(len(TEXT)):
        two.select(Selection.at(at))
    assert written == []
    two.open_page(2)
    assert written == [(1, Stop(len(TEXT) - 1, len(TEXT) - 1, 0))]


def test_a_place_that_is_not_in_the_text_is_its_end(two):
    two.project.put_stop(2, Stop(50, 60, 70))
    two.open_page(2)
    assert (two.selection, two.top) == (Selection.at(2), 2)


def test_a_page_that_cannot_be_left_stays_on_the_desk(two, monkeypatch):
    def fails(project, *_facts: object) -> None:
        raise ProjectLocked(path=project.path)

    monkeypatch.setattr(type(two.project), "put_stop", fails)
    two.select(Selection.at(3))
    with pytest.raises(ProjectLocked):
        two.open_page(2)
    assert (two.number, two.selection) == (1, Selection.at(3))
