"""What a project says of strings: kept, taken along by edits and by what undoes them."""

import sqlite3
from dataclasses import replace

import pytest

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Edit, RuleChange
from annotator.document.phrases import Phrase
from annotator.document.proposals import CorrectionBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import ProjectDamaged, StaleEdit
from annotator.store.project import UNDO, NewPage, Project

WA = CorrectionRule("低族", "佤族")
ALLOW = CorrectionRule("低族", "", "allow")
BAR = CorrectionRule("丨丨", "", source="名单.tsv")


def telling(*rules: RuleChange) -> Edit:
    return Edit("always_fix", Phrase("edit.test"), (), Selection.at(0), "ada", "2026", rules=rules)


def perform(project: Project, number: int, edit: Edit, kind: str = "do") -> None:
    page = project.page(number)
    project.commit(number, page, edit, edit.apply(page), kind)


def perform_and_fail(project: Project, number: int, edit: Edit) -> None:
    with project.together():
        perform(project, number, edit)
        assert dict(project.correction_rules()) == {"低族": WA}
        raise ZeroDivisionError


def test_rules_are_kept_one_a_string_and_are_there_after_opening_again(project):
    project.put_correction_rules([BAR, WA], "ada", "2026")
    project.put_correction_rules([ALLOW], "ada", "2027")
    with Project.open(project.path) as other:
        assert dict(other.correction_rules()) == {"丨丨": BAR, "低族": ALLOW}
    project.remove_correction_rules(["低族", "nothing"])
    assert list(project.correction_rules().values()) == [BAR]


def test_rules_that_another_program_writes_are_seen(project):
    assert project.correction_rules() == {}
    with Project.open(project.path) as other:
        other.put_correction_rules([WA], "bo", "2026")
    assert dict(project.correction_rules()) == {"低族": WA}


def test_an_edit_takes_its_rules_along_and_its_undoing_takes_them_back(project, numbers):
    edit = telling(RuleChange(None, WA))
    perform(project, numbers["000"], edit)
    assert dict(project.correction_rules()) == {"低族": WA}
    assert project.edits(numbers["000"], [1]) == [edit]
    perform(project, numbers["000"], edit.inverse(), UNDO)
    assert project.correction_rules() == {}


def test_a_rule_that_somebody_else_has_changed_stays(project, numbers):
    project.put_correction_rules([ALLOW], "bo", "2026")
    perform(project, numbers["000"], telling(RuleChange(None, WA)))
    assert dict(project.correction_rules()) == {"低族": ALLOW}


def test_an_edit_that_fails_leaves_no_rule(project, numbers):
    page = project.page(numbers["000"])
    edit = telling(RuleChange(None, WA))
    with pytest.raises(StaleEdit):
        project.commit(numbers["000"], replace(page, revision=7), edit, page)
    assert project.correction_rules() == {}
    with pytest.raises(ZeroDivisionError):
        perform_and_fail(project, numbers["000"], edit)
    assert project.correction_rules() == {}
    assert project.journal(numbers["000"]) == []


def test_a_row_that_is_no_rule_is_damage(project):
    with sqlite3.connect(project.path) as other:
        other.execute(
            "insert into correction_rules (raw, text, verdict, source) values ('a', 'b', 'x', '')"
        )
    other.close()
    with pytest.raises(ProjectDamaged):
        project.correction_rules()


# -- other readings, and what a series asks ----------------------------------------------


def test_other_readings_of_a_suspect_are_kept(project, numbers):
    body = CorrectionBody(Span(0, 1), "佤", "substitution")
    others = tuple(replace(body, text=text) for text in ("氐", None, ""))
    page = project.page(numbers["000"]).with_proposals([propose(body, 0.7, (), "test", others)])
    project.put_proposals(numbers["000"], page)
    (back,) = project.page(numbers["000"]).proposals.values()
    assert back.alternatives == others


def test_only_what_differs_is_written_where_the_page_is_known(project, numbers):
    number = numbers["000"]
    bodies = [CorrectionBody(Span(at, at + 1), "佤", "substitution") for at in range(3)]
    first, second, third = (propose(body, 0.7, (), "test") for body in bodies)
    empty = project.page(number)
    before = empty.with_proposals([first, second])
    project.put_proposals(number, before)
    after = empty.with_proposals([replace(second, score=0.2), third])
    project.put_proposals(number, after, before)
    assert project.page(number).proposals == after.proposals
    assert project.page_rows([number])[0].proposed == 2


def test_pages_with_a_string_are_found_over_line_ends(project, numbers):
    text = project.raw_text(numbers["001"]).text
    at = text.index("\n", 200)
    across = text[at - 2 : at] + text[at + 1 : at + 3]
    assert numbers["001"] in project.pages_with(across.replace("\n", ""))
    assert project.pages_with("这一串字哪里也没有") == []


def test_nor_do_the_blanks_around_a_line_end_part_a_string(project):
    raw = RawText.of("来到低 \n　　族村")
    (number,) = project.add_pages([NewPage("blanks", raw, "blanks.txt", "utf-8")], "2026")
    assert project.pages_with("低族村") == [number]


def test_corrections_are_read_without_the_page(session, numbers):
    session.open_page(numbers["000"])
    line = next(each for each in session.page.raw.text.split("\n") if len(each) > 12)
    at = session.page.raw.text.index(line)
    session.select(Selection(at + 4, at + 6))
    session.run("correct", "新字")
    session.select(Selection(at + 10, at + 11))
    session.run("mark_suspect")
    assert session.project.corrections_of(numbers["000"]) == ((at + 4, at + 6, "新字"),)
