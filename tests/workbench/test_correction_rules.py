"""Rules on strings, by hand and from a list, and what the pages make of them."""

import pytest

from annotator.document.correcting import CorrectionRule
from annotator.workbench.correction_rules import LONGEST, add, import_rules, remove, rows
from annotator.workbench.events import PageChanged
from annotator.workbench.situation import Refusal
from tests.workbench.proof_page import place, proofreader_at, suspect

WA = CorrectionRule("低族", "佤族")


@pytest.mark.parametrize(
    ("raw", "text", "verdict", "why"),
    [
        ("低", "佤", "fix", "too_short"),
        ("  ", "", "fix", "too_short"),
        ("低族", "低族", "fix", "changes_nothing"),
        ("低\n族", "佤族", "fix", "one_line"),
        ("低族", "佤\n族", "fix", "one_line"),
        ("低" * (LONGEST + 1), "", "allow", "too_long"),
        ("低族", "佤" * (LONGEST + 1), "fix", "too_long"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_reason(project, raw, text, verdict, why):
    answer = add(project, raw, text, verdict, "me", "2026")
    assert isinstance(answer, Refusal)
    assert answer.why.key == f"correction_rule.{why}"
    assert rows(project) == []


def test_rules_are_added_found_and_removed(project):
    assert add(project, "低族", "佤族", "fix", "me", "2026") is None
    assert add(project, "高明", "whatever", "allow", "me", "2026") is None
    import_rules(project, [CorrectionRule("彝旌", "彝族", source="云南.tsv")], "me", "2026")
    assert [rule.raw for rule in rows(project)] == ["低族", "彝旌", "高明"]
    assert rows(project, "族", "fix") == [WA, CorrectionRule("彝旌", "彝族", source="云南.tsv")]
    assert rows(project, verdict="allow") == [CorrectionRule("高明", "", "allow")]
    remove(project, ["低族", "彝旌"])
    assert [rule.raw for rule in rows(project)] == ["高明"]


def test_a_rule_by_hand_shows_on_the_desk_at_once(proofreader):
    session = proofreader.session
    session.put_proposals(1, [suspect("王", None, 0.9)])
    add(session.project, "低族", "佤族", "fix", "me", "2026")
    session.rules_changed()
    assert proofreader.waiting() == ["低", "低", "王"]
    changed = [event for event in proofreader.heard if isinstance(event, PageChanged)]
    assert changed[-1].initiator == "rules"
    remove(session.project, ["低族"])
    session.rules_changed()
    assert proofreader.waiting() == ["王"]


def test_always_fixing_on_page_one_shows_on_page_two(tmp_path):
    proofreader = proofreader_at(tmp_path, [suspect("低", "佤", 0.7)], [("two", "说低族人")])
    session = proofreader.session
    session.put_proposals(2, [suspect("高", "嵩", 0.1)])
    session.run("next_suspect")
    session.run("always_fix")
    session.open_page(2)
    (ruled,) = session.queue
    assert (ruled.body.place.start, ruled.body.text, ruled.score) == (1, "佤", 0.98)
    assert session.project.page(2).proposals == session.page.proposals
    session.open_page(1)
    session.undo()
    session.open_page(2)
    assert session.queue == ()


def test_what_proposers_say_later_meets_the_rules(proofreader):
    session = proofreader.session
    add(session.project, "低族", "", "allow", "me", "2026")
    session.put_proposals(1, [suspect("低", "佤", 0.9), suspect("高", "嵩", 0.8)])
    assert proofreader.waiting() == ["高"]
    known = {each.body.place.start: each.score for each in session.page.open_proposals}
    assert known[place("低")[0]] < 0.3
