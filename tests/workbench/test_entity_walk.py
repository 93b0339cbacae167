"""From entity to entity, of one label where only that shows."""

from annotator.document.phrases import label_title, phrase
from annotator.document.spans import Selection, Span
from annotator.workbench.situation import Refusal


def starts(session, label=""):
    return [e.span.start for e in session.shown.entities if label in ("", e.label)]


def walked(session, command):
    found = []
    while True:
        session.run(command)
        if found and found[-1] == session.selection.caret:
            return found
        found.append(session.selection.caret)


def test_forward_and_back_through_all(session):
    session.select(Selection.at(0))
    every = starts(session)
    forward = walked(session, "next_entity")
    assert forward == [each for each in every if each > 0]
    back = walked(session, "previous_entity")
    assert back == every[-2::-1]
    answer = session.ask("previous_entity")
    assert answer.why.key == "refuse.no_entity_that_way"


def test_of_one_label_alone_until_it_is_said_again(session):
    session.show_only("PER")
    assert walked(session, "next_entity") == [e for e in starts(session, "PER") if e > 0]
    assert session.ask("next_entity").why.key == "refuse.no_label_that_way"
    assert {e.label for e in session.shown.only("PER").entities} == {"PER"}
    session.show_only("LOC")
    assert session.only_label == "LOC"
    session.show_only("LOC")
    assert session.only_label == ""
    assert session.shown.only("") is session.shown


def test_what_does_not_show_is_not_touched(session):
    """Neither removed nor resized nor taken over by another label."""
    start = session.page.raw.text.index("近年来")
    span = Span(start, start + 3)
    session.select(Selection(span.start, span.end))
    session.run("label_entity", "TIME")
    session.show_only("LOC")
    before = session.page.records
    for selection in (Selection.at(start + 1), Selection(span.start, span.end)):
        for command in (("remove_entity",), ("label_entity", "PER"), ("entity_end_right",)):
            session.select(selection)
            session.run(*command)
            assert session.page.records == before
    session.select(Selection(span.start + 1, span.end + 1))
    why = session.run("label_entity", "PER")
    assert why == Refusal(phrase("refuse.entity_hidden", label=label_title("LOC")))
    session.show_only("TIME")
    session.select(Selection.at(start + 1))
    session.run("remove_entity")
    assert not session.page.entities
