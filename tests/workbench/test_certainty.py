"""How sure a correction is, and of which kind, by one key."""

import pytest

from annotator.document.marks import Accepted, Adjusted
from annotator.document.spans import Gap, Selection
from tests.workbench.proof_page import TEXT, only, place, queued, refused


def test_a_suspect_is_accepted_as_likely_and_the_next_is_current(proofreader):
    session = proofreader.session
    first, second = queued(proofreader, "低"), queued(proofreader, "低", 1)
    proofreader.to(first)
    session.run("mark_likely")
    assert only(proofreader).certainty == "likely"
    assert only(proofreader).origin == Accepted("editor", first.id)
    assert session.current == second.id


def test_once_more_it_is_sure_again(proofreader):
    session = proofreader.session
    proofreader.to(queued(proofreader, "低"))
    session.run("mark_likely")
    at = only(proofreader).place.start
    for certainty in ("sure", "likely"):
        session.select(Selection.at(at))
        session.run("mark_likely")
        assert only(proofreader).certainty == certainty


def test_all_that_is_selected_is_likely_in_one_edit(proofreader):
    session = proofreader.session
    session.select(Selection(0, len(TEXT)))
    known = [e for e in session.shown.corrections if e.text is not None]
    session.run("mark_likely")
    marks = [mark for mark in session.page.corrections if mark.text is not None]
    assert len(marks) == len(known)
    assert {mark.certainty for mark in marks} == {"likely"}
    session.undo()
    assert session.page.corrections == ()


def test_of_a_row_of_many_all_are_likely(proofreader):
    session = proofreader.session
    session.choose(session.queue[0].id)
    session.run("mark_likely")
    assert [mark.certainty for mark in session.page.corrections] == ["likely"] * 4


def test_a_suspect_gets_another_kind(proofreader):
    one = queued(proofreader, "低")
    proofreader.to(one)
    proofreader.session.run("set_correction_kind", "punctuation")
    assert only(proofreader).kind == "punctuation"
    assert only(proofreader).origin == Adjusted("editor", one.id)
    assert proofreader.session.page.decisions[one.id].verdict == "adjusted"


def test_at_a_bare_caret_something_is_lost(proofreader):
    session = proofreader.session
    at = place("姑娘")[0] + 1
    session.select(Selection.at(at))
    session.run("set_correction_kind", "omission")
    mark = only(proofreader)
    assert (mark.place, mark.text, mark.certainty) == (Gap(at), None, "suspect")


@pytest.mark.parametrize(
    ("command", "arguments"), [("mark_likely", ()), ("set_correction_kind", ("width",))]
)
def test_where_there_is_no_correction_it_is_refused(proofreader, command, arguments):
    session = proofreader.session
    session.select(Selection.at(place("姑娘")[0] + 1))
    assert refused(session.run(command, *arguments)) == "refuse.no_correction_here"


def test_a_kind_that_is_none_is_a_bug(proofreader):
    with pytest.raises(ValueError, match="unknown kind"):
        proofreader.session.run("set_correction_kind", "colour")
