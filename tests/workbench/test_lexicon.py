"""A project that learns: what is decided on one page is known on the next."""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from annotator.document.lexicon import LexiconEntry, Verdict
from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase
from annotator.document.proposals import WEAK, EntityBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import BadFormat
from annotator.propose.patterns import with_patterns
from annotator.propose.worker import Asked, Proposed
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import batch
from annotator.workbench import lexicon as desk
from annotator.workbench.events import ProgressChanged
from annotator.workbench.lexicon import LexiconFilter, LexiconRow, ListImported
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal
from tests.recount import counted, recounted

FIRST = "幸福来到北屯村，小明很高兴。"
SECOND = "北屯村的幸福，小明说。"
TEXTS = {1: FIRST, 2: SECOND}


def machine(text: str) -> list[Proposal]:
    """Takes 幸福 for a person and never sees 北屯村."""
    found = [(text.index("幸福"), "PER", 0.7), (text.index("小明"), "PER", 0.9)]
    return [
        propose(EntityBody(Span(at, at + 2), label), score, (), "machine 1")
        for at, label, score in found
    ]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the first of two pages, both of which have their proposals already."""
    with Project.create(tmp_path / "two.db") as project:
        pages = [NewPage(f"p{n}", RawText.of(t), f"p{n}.txt", "utf-8") for n, t in TEXTS.items()]
        project.add_pages(pages, "2024")
        ticks = count()
        session = Session(project, default_vocabulary(), "me", lambda: f"2024-{next(ticks):05}")
        for number, text in TEXTS.items():
            session.put_proposals(number, machine(text))
        session.open_page(1)
        yield session


def doubts(session: Session) -> list[tuple[str, str]]:
    """String and label of the proposed entities that ask for a decision, in text order."""
    assert session.page is not None
    bodies = [each.body for each in session.page.doubts if isinstance(each.body, EntityBody)]
    bodies.sort(key=lambda body: body.span)
    return [(body.span.text_in(session.page.raw.text), body.label) for body in bodies]


def go_to(session: Session, word: str) -> None:
    assert session.page is not None
    session.select(Selection.at(session.page.raw.text.index(word)))


def label(session: Session, word: str, name: str) -> None:
    assert session.page is not None
    at = session.page.raw.text.index(word)
    session.select(Selection(at, at + len(word)))
    session.run("label_entity", name)


def reject(session: Session, word: str) -> None:
    go_to(session, word)
    session.run("reject")


# -- from page to page ---------------------------------------------------------------------


def test_what_is_rejected_on_one_page_is_no_doubt_on_the_next_until_that_is_undone(session):
    reject(session, "幸福")
    session.open_page(2)
    assert doubts(session) == [("小明", "PER")]
    session.open_page(1)
    session.undo()
    session.open_page(2)
    assert doubts(session) == [("幸福", "PER"), ("小明", "PER")]


def test_what_is_held_back_stays_as_a_hint_with_its_reason(session):
    reject(session, "幸福")
    session.open_page(2)
    (hint,) = [each for each in session.page.open_proposals if each.score < WEAK]
    assert hint.plain_score == 0.7
    assert hint.because == (Phrase("because.lexicon_rejected", (("count", "1"),)),)


def test_a_name_that_the_machine_missed_is_proposed_on_the_next_page(session):
    label(session, "北屯村", "LOC")
    session.open_page(2)
    assert doubts(session) == [("北屯村", "LOC"), ("幸福", "PER"), ("小明", "PER")]
    go_to(session, "北屯村")
    session.run("accept")
    assert [mark.label for mark in session.page.entities] == ["LOC"]
    assert counted(session.project)["北屯村", "LOC"] == (2, 0)


def test_the_list_of_pages_hears_of_the_other_count(session):
    reject(session, "幸福")
    told: list[object] = []
    session.watch(told.append)
    session.open_page(2)
    assert ProgressChanged(2) in told
    (row,) = session.project.page_rows([2])
    assert row.open == len(doubts(session)) == 1


def test_the_page_on_the_desk_is_left_as_it_stands(session):
    label(session, "北屯村", "LOC")
    session.open_page(2)
    before = session.page.proposals
    session.run("accept_shown")
    label(session, "的", "PER")
    assert session.page.proposals == before


def test_proposing_again_asks_the_lexicon_and_moves_no_mark_and_no_decision(session):
    label(session, "北屯村", "LOC")
    reject(session, "幸福")
    session.open_page(2)
    reject(session, "小明")
    label(session, "说", "PER")
    marks, decisions = dict(session.page.records), dict(session.page.decisions)
    for _ in range(2):
        session.put_proposals(2, machine(SECOND))
        assert dict(session.page.records) == marks
        assert dict(session.page.decisions) == decisions
        assert doubts(session) == [("北屯村", "LOC")]
    assert dict(session.project.page(2).records) == marks


def test_a_rejected_proposal_of_the_lexicon_does_not_come_back(session):
    label(session, "北屯村", "LOC")
    session.open_page(2)
    reject(session, "北屯村")
    session.put_proposals(2, machine(SECOND))
    session.open_page(2)
    assert ("北屯村", "LOC") not in doubts(session)


def test_a_finished_page_keeps_its_proposals(session):
    session.open_page(2)
    session.run("finish_page", "yes")
    before = session.project.page(2).proposals
    session.open_page(1)
    label(session, "北屯村", "LOC")
    session.open_page(2)
    assert session.page.proposals == before


def test_a_page_that_no_proposer_has_seen_stays_one(session):
    raw = RawText.of("北屯村")
    (number,) = session.project.add_pages([NewPage("p3", raw, "p3.txt", "utf-8")], "2024")
    label(session, "北屯村", "LOC")
    session.open_page(number)
    assert session.project.unproposed(number, 1) == [number]
    session.put_proposals(number, [])
    assert doubts(session) == [("北屯村", "LOC")]


def answer(asked: Asked) -> Proposed:
    raw = RawText.of(asked.text)
    return Proposed(*with_patterns(machine(asked.text), raw, asked.patterns))


def test_a_run_over_the_project_asks_lexicon_and_patterns(session):
    reject(session, "幸福")
    desk.save_pattern(session.project, Pattern(0, "LOC", "words", "北屯村"))
    slow = session.project.put_pattern(Pattern(0, "LOC", "regex", "("))
    told: list[Phrase] = []
    count = batch.propose_pages(session.project, answer, again=True, tell=told.append)
    assert count == 2
    session.open_page(2)
    assert doubts(session) == [("北屯村", "LOC"), ("小明", "PER")]
    assert [said.key for said in told] == ["pattern.left_out"]
    assert slow.title in Language("en").sentence(told[0])


def test_counts_hold_through_undo_and_redo(session):
    reject(session, "幸福")
    label(session, "北屯村", "LOC")
    session.run("finish_page", "yes")
    for step in (session.undo, session.undo, session.undo, session.redo, session.redo):
        assert step()
        assert counted(session.project) == recounted(session.project)
    assert counted(session.project) == {("幸福", "PER"): (0, 1), ("北屯村", "LOC"): (1, 0)}


# -- the table -----------------------------------------------------------------------------


def shown(session: Session, wanted: LexiconFilter | None = None) -> list[tuple[str, str, str]]:
    rows: Sequence[LexiconRow] = desk.rows(session.project, wanted)
    return [(row.entry.text, row.entry.label, row.verdict.value) for row in rows]


def test_rows_say_what_each_entry_does_and_can_be_filtered(session):
    label(session, "北屯村", "LOC")
    reject(session, "幸福")
    desk.add(session.project, "昭阳区", "LOC")
    propose_, weaken = Verdict.PROPOSE.value, Verdict.WEAKEN.value
    assert shown(session) == [
        ("北屯村", "LOC", propose_),
        ("幸福", "PER", weaken),
        ("昭阳区", "LOC", propose_),
    ]
    assert shown(session, LexiconFilter(contains="屯 村")) == [("北屯村", "LOC", propose_)]
    assert shown(session, LexiconFilter(label="PER")) == [("幸福", "PER", weaken)]
    assert shown(session, LexiconFilter(rule="always")) == [("昭阳区", "LOC", propose_)]
    assert shown(session, LexiconFilter(verdict="weaken")) == [("幸福", "PER", weaken)]


def test_an_editors_rule_is_at_work_on_the_next_page(session):
    assert desk.add(session.project, "北 屯村", "LOC") is None
    assert desk.add(session.project, "小明", "PER", "never") is None
    session.open_page(2)
    assert doubts(session) == [("北屯村", "LOC"), ("幸福", "PER")]
    desk.set_rule(session.project, [("小明", "PER")], "always")
    desk.forget(session.project, [("北屯村", "LOC")])
    session.open_page(2)
    assert doubts(session) == [("幸福", "PER"), ("小明", "PER")]


def test_what_is_forgotten_keeps_its_counts(session):
    label(session, "北屯村", "LOC")
    desk.set_rule(session.project, [("北屯村", "LOC")], "never")
    desk.forget(session.project, [("北屯村", "LOC")])
    assert list(session.project.lexicon()) == [LexiconEntry("北屯村", "LOC", accepted=1)]


def test_a_changed_label_is_proposed_in_the_place_of_the_old_one(session):
    label(session, "北屯村", "LOC")
    assert desk.change_label(session.project, [("北屯村", "LOC")], "ORG") is None
    session.open_page(2)
    assert doubts(session)[0] == ("北屯村", "ORG")
    desk.add(session.project, "昭阳区", "PER")
    desk.change_label(session.project, [("昭阳区", "PER")], "LOC")
    labels = [row.entry.label for row in desk.rows(session.project, LexiconFilter("昭阳区"))]
    assert labels == ["LOC"]


def test_many_labels_change_in_one_go(session):
    words = [LexiconEntry(f"词{number}", "PER", rule="always") for number in range(400)]
    session.project.set_rules(words)
    writes = []
    session.project._db.conn.set_trace_callback(
        lambda said: writes.append(said) if said.startswith("COMMIT") else None
    )
    desk.change_label(session.project, [*(each.key for each in words), ("词0", "LOC")], "LOC")
    assert len(writes) == 1
    assert {(each.label, each.rule) for each in session.project.lexicon()} == {("LOC", "always")}


@pytest.mark.parametrize(
    ("text", "name"), [(" \n", "LOC"), ("北屯村", "FOOD"), ("北屯村", ""), ("北" * 101, "LOC")]
)
def test_what_cannot_be_added_is_refused_in_a_sentence(session, text: str, name: str):
    refusal = desk.add(session.project, text, name)
    assert isinstance(refusal, Refusal)
    for language in map(Language, LANGUAGES):
        assert refusal.why.key in language.keys
        assert "{" not in language.sentence(refusal.why)
    assert len(session.project.lexicon()) == 0


def test_no_label_changes_to_one_that_nobody_knows(session):
    desk.add(session.project, "小明", "PER")
    before = set(session.project.lexicon())
    assert isinstance(desk.change_label(session.project, [("小明", "PER")], "FOOD"), Refusal)
    assert set(session.project.lexicon()) == before


# -- files ---------------------------------------------------------------------------------


def test_a_list_comes_in_and_is_named_as_the_reason(session, tmp_path):
    path = tmp_path / "地名.txt"
    path.write_text("北屯村\n南屯村\n", "utf-8")
    assert desk.import_list(session.project, path, "LOC") == ListImported(2, 0)
    session.open_page(2)
    (found,) = [each for each in session.page.doubts if each.run == "lexicon 1"]
    assert "地名.txt" in Language("en").sentence(found.because[0])


def test_a_list_with_a_bad_line_does_not_come_in(session, tmp_path):
    path = tmp_path / "bad.tsv"
    path.write_text("北屯村\tLOC\n南屯村\tFOOD\n", "utf-8")
    with pytest.raises(BadFormat) as refused:
        desk.import_list(session.project, path)
    assert refused.value.facts["line"] == "2"
    assert len(session.project.lexicon()) == 0
    assert isinstance(desk.import_list(session.project, path, "FOOD"), Refusal)


def test_what_one_project_rules_another_can_take_over(session, tmp_path):
    label(session, "北屯村", "LOC")
    desk.add(session.project, "小明", "PER", "never")
    path = tmp_path / "out" / "words.tsv"
    assert desk.export_list(session.project, path) == 2
    with Project.create(tmp_path / "other.db") as other:
        assert desk.import_list(other, path) == ListImported(1, 1)
        taken = LexiconEntry("小明", "PER", rule="never", source="words.tsv")
        assert list(other.lexicon()) == [taken]


# -- patterns ------------------------------------------------------------------------------


def test_a_pattern_is_kept_switched_and_removed(session):
    kept = desk.save_pattern(session.project, Pattern(0, "ORG", "regex", "《[^》]+》"))
    assert isinstance(kept, Pattern)
    assert desk.patterns(session.project) == [kept]
    desk.switch_pattern(session.project, kept.id, is_on=False)
    desk.switch_pattern(session.project, 999, is_on=True)
    assert [each.is_on for each in desk.patterns(session.project)] == [False]
    desk.remove_pattern(session.project, kept.id)
    assert desk.patterns(session.project) == []


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern(0, "ORG", "regex", "("),
        Pattern(0, "ORG", "regex", "(a+)+$"),
        Pattern(0, "ORG", "words", "\n"),
        Pattern(0, "FOOD", "words", "苹果"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_and_not_kept(session, pattern: Pattern):
    assert isinstance(desk.save_pattern(session.project, pattern), Refusal)
    assert desk.patterns(session.project) == []
