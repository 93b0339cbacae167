"""Many places at once, rules on strings, and the page as a whole."""

import json

import pytest

from annotator.document.pages import PageState
from annotator.document.proposals import CorrectionBody, propose
from annotator.document.spans import Selection, Span
from annotator.workbench.correction_rules import add, remove
from tests.workbench.proof_page import (
    TEXT,
    place,
    proofreader_at,
    queued,
    refused,
    suspect,
    suspects,
)

# -- many places, always -----------------------------------------------------------------


def test_places_are_fixed_where_they_differ_in_one_edit(proofreader):
    session = proofreader.session
    both = [list(place("低族", nth)) for nth in range(2)]
    session.run("fix_places", "佤族", json.dumps(both))
    assert proofreader.corrections() == [
        (*place("低", 0), "佤", "substitution"),
        (*place("低", 1), "佤", "substitution"),
    ]
    assert proofreader.verdicts().count("accepted") == 2 + 2  # the article and the name among them
    session.undo()
    assert proofreader.fixes() == []


def test_places_that_read_so_already_are_refused(proofreader):
    both = json.dumps([list(place("低族", nth)) for nth in range(2)])
    assert refused(proofreader.session.run("fix_places", "低族", both)) == "refuse.reads_so_already"
    assert refused(proofreader.session.run("fix_places", "佤族", "[]")) == "refuse.nothing_changes"


def test_a_word_over_a_soft_break_is_fixed_where_it_is_wrong(proofreader):
    proofreader.session.run("fix_places", "佳日", json.dumps([list(place("节\n日"))]))
    assert proofreader.fixes() == [("节", "佳")]


def test_always_fixing_accepts_and_proposes_the_other_places(proofreader):
    session = proofreader.session
    session.put_proposals(1, [suspect("低", "佤", 0.7)])
    session.run("next_suspect")
    session.run("always_fix")
    assert [(r.raw, r.text) for r in session.project.correction_rules().values()] == [
        ("低族", "佤族")
    ]
    assert proofreader.fixes() == [("低", "佤")]
    (other,) = session.queue
    assert proofreader.waiting() == ["低"]
    assert (other.score, other.because[0].key) == (0.98, "because.ruled_fix")
    session.undo()
    assert session.project.correction_rules() == {}
    assert proofreader.waiting() == ["低"]
    assert session.queue[0].score == 0.7
    session.redo()
    assert list(session.project.correction_rules()) == ["低族"]
    assert session.queue[0].score == 0.98


def test_a_rule_that_was_changed_since_survives_undo(proofreader):
    session = proofreader.session
    proofreader.to(queued(proofreader, "低"))
    session.run("always_fix")
    project = session.project
    rule = next(iter(project.correction_rules().values()))
    project.put_correction_rules([type(rule)("低族", "傣族")], "other", "2027")
    session.undo()
    assert project.correction_rules()["低族"].text == "傣族"


def test_always_allowing_rejects_and_the_other_places_become_weak(proofreader):
    session = proofreader.session
    proofreader.to(queued(proofreader, "低"))
    session.run("always_allow")
    rule = session.project.correction_rules()["低族"]
    assert (rule.verdict, rule.text) == ("allow", "")
    assert "低" not in proofreader.waiting()
    session.undo()
    assert proofreader.waiting().count("低") == 2
    assert session.project.correction_rules() == {}


def test_a_correction_that_is_made_already_becomes_a_rule(proofreader):
    session = proofreader.session
    proofreader.select("群众")
    session.run("correct", "人民")
    proofreader.click("群众", at=1)
    before = session.page.corrections
    session.run("always_fix")
    assert session.project.correction_rules()["群众"].text == "人民"
    assert session.page.corrections == before
    session.undo()
    assert session.project.correction_rules() == {}
    assert session.page.corrections == before


def test_a_decision_taken_back_after_its_rule_has_gone_leaves_no_trace_of_the_rule(proofreader):
    session = proofreader.session
    session.put_proposals(1, [suspect("低", "佤", 0.7)])
    session.run("next_suspect")
    session.run("always_fix")
    session.run("next_suspect")
    session.run("accept")
    assert proofreader.fixes() == [("低", "佤"), ("低", "佤")]
    remove(session.project, ["低族"])
    session.rules_changed()
    session.undo()
    assert proofreader.waiting() == []
    assert session.project.page(1).proposals == session.page.proposals


def test_a_string_that_is_corrected_otherwise_is_ruled_on_no_more_until_that_is_undone(proofreader):
    session = proofreader.session
    session.put_proposals(1, [])
    add(session.project, "低族", "佤族", "fix", "me", "2026")
    session.rules_changed()
    assert proofreader.waiting() == ["低", "低"]
    start = place("低族")[0]
    session.select(Selection(start + 1, start + 2))
    session.run("correct", "旌")
    assert proofreader.waiting() == ["低"]
    session.undo()
    assert proofreader.waiting() == ["低", "低"]
    assert session.project.page(1).proposals == session.page.proposals


def test_too_little_text_makes_no_rule(proofreader):
    session = proofreader.session
    session.put_proposals(1, [suspect("王", None, 0.9)])
    session.run("next_suspect")
    assert refused(session.run("always_fix")) == "refuse.no_pattern"
    proofreader.click("姑娘")
    assert refused(session.run("always_allow")) == "refuse.no_suspect_here"


@pytest.mark.parametrize("command", ["always_fix", "always_allow"])
def test_a_passage_makes_no_rule(tmp_path, command):
    passage = "高明县低族群众欢庆节日" * 10
    reader = proofreader_at(tmp_path, [], [("twice", passage + passage)])
    session = reader.session
    place_ = Span(len(passage), 2 * len(passage))
    session.open_page(2)
    session.put_proposals(2, [propose(CorrectionBody(place_, "", "duplicate"), 0.9, (), "test")])
    session.run("next_suspect")
    assert refused(session.run(command)) == "correction_rule.too_long"
    assert session.project.correction_rules() == {}


# -- the page as a whole -----------------------------------------------------------------


def test_a_finished_page_was_looked_at_for_corrections_too_and_keeps_its_peace(proofreader):
    session = proofreader.session
    session.run("finish_page", "yes")
    assert set(session.page.reviewed) == {"articles", "entities", "corrections"}
    assert session.page.state is PageState.FINISHED
    before = session.page
    session.put_suspects(1, Span(0, len(TEXT)), [])
    session.put_proposals(1, suspects()[:1])
    assert session.page is before
    session.run("reopen_page")
    assert session.page.reviewed == {}


def test_suspects_of_a_stretch_come_anew_and_decided_ones_stay(proofreader):
    session = proofreader.session
    first = queued(proofreader, "低")
    proofreader.to(first)
    session.run("reject")
    fresh = suspect("群", "人", 0.9)
    session.put_suspects(1, Span(0, TEXT.index("\n")), [first, fresh])
    assert proofreader.waiting() == ["群", ",", " ", "低", "王", ""]
    assert first.id in session.page.decisions
    assert session.project.page(1).proposals == session.page.proposals


def test_a_place_said_to_be_right_is_not_asked_about_again_under_another_candidate(proofreader):
    session = proofreader.session
    first = queued(proofreader, "低")
    proofreader.to(first)
    session.run("reject")
    session.put_suspects(1, Span(0, TEXT.index("\n")), [suspect("低", "彝", 0.8, "佤")])
    assert "低" not in proofreader.waiting()[:1]
    assert proofreader.waiting().count("低") == 1  # the one further down
    session.put_proposals(1, [suspect("低", "彝", 0.8, "佤")])
    assert proofreader.waiting() == []


def test_corrections_and_rules_survive_a_restart(proofreader):
    session = proofreader.session
    proofreader.to(queued(proofreader, "低"))
    session.run("always_fix")
    records = dict(session.page.records)
    again = type(session)(
        type(session.project).open(session.project.path), session.vocabulary, "me", lambda: "2027"
    )
    again.open_page(1)
    assert dict(again.page.records) == records
    again.undo()
    assert again.project.correction_rules() == {}
    assert again.page.corrections == ()
    again.redo()
    assert list(again.project.correction_rules()) == ["低族"]
    again.project.close()
