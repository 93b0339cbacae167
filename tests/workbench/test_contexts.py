"""Keys that mean something else on a suspect, and only there."""

import json

import pytest

from annotator.document.proposals import EntityBody, propose
from annotator.document.spans import Selection, Span
from annotator.workbench.contexts import in_context
from annotator.workbench.series import pattern_here
from annotator.workbench.suspects import Pattern
from tests.workbench.proof_page import place, suspect


def called(proofreader, command: str, argument: str = "") -> tuple[str, str]:
    return in_context(proofreader.session.situation(), command, argument)


@pytest.mark.parametrize(("label", "digit"), [("PER", "1"), ("TIME", "4")])
def test_digits_take_candidates_on_a_suspect_and_label_elsewhere(proofreader, label, digit):
    proofreader.click("低")
    assert called(proofreader, "label_entity", label) == ("take_candidate", digit)
    proofreader.click("姑娘")
    assert called(proofreader, "label_entity", label) == ("label_entity", label)
    proofreader.select("低族")
    assert called(proofreader, "label_entity", label) == ("label_entity", label)


def test_finishing_is_always_fixing_on_a_suspect_but_not_on_a_class(proofreader):
    proofreader.click("低")
    assert called(proofreader, "finish_page") == ("always_fix", "")
    proofreader.session.choose(proofreader.session.queue[0].id)
    assert called(proofreader, "finish_page") == ("finish_page", "")
    proofreader.click("姑娘")
    assert called(proofreader, "finish_page") == ("finish_page", "")


@pytest.mark.parametrize(
    ("command", "there"),
    [("remove_entity", "remove_correction"), ("ask_everywhere", "ask_series")],
)
def test_del_and_a_are_about_the_correction_at_the_caret(proofreader, command, there):
    session = proofreader.session
    proofreader.click("姑娘")
    assert called(proofreader, command) == (command, "")
    proofreader.click("低")
    assert called(proofreader, command) == (there, "")
    session.run("correct", "佤")
    proofreader.click("低")
    assert session.situation().suspect is None
    assert called(proofreader, command) == (there, "")
    proofreader.select("低")
    assert called(proofreader, command) == (command, "")


def test_a_smaller_entity_on_a_correction_comes_first(proofreader):
    session = proofreader.session
    start, end = place("也来 了")
    session.select(Selection(place("族姑娘也")[0], end))
    session.run("correct", "族小姑娘也来了")
    proofreader.click("姑娘")
    assert called(proofreader, "remove_entity") == ("remove_entity", "")
    session.select(Selection.at(start + 1))
    assert called(proofreader, "remove_entity") == ("remove_correction", "")


def test_an_open_entity_under_the_caret_keeps_its_keys(proofreader):
    word = propose(EntityBody(Span(*place("群众")), "ORG"), 0.9, (), "test 1")
    whole = suspect("低族群众", "佤族群众", 0.9)
    proofreader.session.put_proposals(1, [word, whole])
    proofreader.click("群众")
    assert called(proofreader, "label_entity", "PER") == ("label_entity", "PER")
    proofreader.click("低")
    assert called(proofreader, "label_entity", "PER") == ("take_candidate", "1")


def test_a_series_is_about_the_suspect_the_correction_or_what_is_selected(proofreader):
    session = proofreader.session
    proofreader.click("低")
    assert pattern_here(session.situation()) == Pattern("低族", "佤族")
    session.run("fix_places", "傣族", json.dumps([list(place("低族"))]))
    session.select(Selection.at(0))
    proofreader.click("低")
    assert pattern_here(session.situation()) == Pattern("低族", "傣族")
    proofreader.select("群众")
    assert pattern_here(session.situation()) == Pattern("群众", "群众")
    proofreader.select("节\n日")
    assert pattern_here(session.situation()) is None
    proofreader.click("姑娘", at=1)
    assert pattern_here(session.situation()) is None
