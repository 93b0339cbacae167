import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.edits import Change, Edit
from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.marks import EntityMark, Typed
from annotator.document.pages import FINISHED_LAYERS, Page, Record
from annotator.document.phrases import phrase
from annotator.document.proposals import Decision, EntityBody, Reviewed, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import PageUnknown, ProjectDamaged
from annotator.store.project import NewPage, Project
from tests.recount import counted, recounted
from tests.strategies import histories, proposals, raw_texts

TEXT = "昭阳区好，昭\n阳区大。沈迅说"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Project]:
    """A project of two pages with the same text, numbers 1 and 2."""
    with Project.create(tmp_path / "one.db") as project:
        raw = RawText.of(TEXT)
        project.add_pages([NewPage(name, raw, f"{name}.txt", "utf-8") for name in "ab"], "2024")
        yield project


def mark(name: str, start: int, end: int, label: str = "LOC") -> EntityMark:
    return EntityMark(name, Span(start, end), label, Typed("me"))


def perform(project: Project, number: int, *changes: Change) -> Edit:
    """The changes as one edit."""
    before = project.page(number)
    edit = Edit("test", phrase("edit.undo"), changes, Selection.at(0), "me", "2024")
    project.commit(number, before, edit, edit.apply(before))
    return edit


def put(project: Project, number: int, *records: Record) -> Edit:
    return perform(project, number, *(Change(None, record) for record in records))


def finished(page: Page) -> list[Record]:
    return [Reviewed(layer, Span(0, len(page.raw)), "me", "2024") for layer in FINISHED_LAYERS]


def entry(project: Project, text: str, label: str = "LOC") -> LexiconEntry | None:
    return next((each for each in project.lexicon() if each.key == (text, label)), None)


# -- counts --------------------------------------------------------------------------------


def test_marks_count_as_accepted_however_their_lines_break(one):
    put(one, 1, mark("e1", 0, 3), mark("e2", 5, 9))
    put(one, 2, mark("e1", 0, 3))
    assert list(one.lexicon()) == [LexiconEntry("昭阳区", "LOC", accepted=3)]


def test_a_rejected_proposal_counts_and_no_longer_when_that_is_undone(one):
    said = propose(EntityBody(Span(0, 3), "LOC"), 0.9, (), "base 1")
    one.put_proposals(1, one.page(1).with_proposals([said]))
    edit = put(one, 1, Decision(said.id, "rejected", "me", "2024"))
    assert list(one.lexicon()) == [LexiconEntry("昭阳区", "LOC", rejected=1)]
    perform(one, 1, *edit.inverse().changes)
    assert len(one.lexicon()) == 0


def test_a_changed_label_moves_the_count(one):
    put(one, 1, mark("e1", 0, 3))
    perform(one, 1, Change(mark("e1", 0, 3), mark("e1", 0, 3, "ORG")))
    assert list(one.lexicon()) == [LexiconEntry("昭阳区", "ORG", accepted=1)]


def test_a_proposal_that_comes_after_its_rejection_counts_from_then_on(one):
    said = propose(EntityBody(Span(0, 3), "LOC"), 0.9, (), "base 1")
    put(one, 1, Decision(said.id, "rejected", "me", "2024"))
    assert len(one.lexicon()) == 0
    for _ in range(2):
        one.put_proposals(1, one.page(1).with_proposals([said]))
        assert counted(one) == recounted(one) == {("昭阳区", "LOC"): (0, 1)}


def test_a_mark_that_is_set_aside_counts_no_more(one):
    put(one, 1, mark("e1", 0, 3))
    with sqlite3.connect(one.path) as other:
        other.execute("update entities set start = 1, stop = 4")
    other.close()
    assert counted(one) == {("昭阳区", "LOC"): (1, 0)}
    one.page(1)
    assert counted(one) == recounted(one) == {}


@st.composite
def lives(draw: st.DrawFn):
    """A page with its first records, edits, and what a proposer says before each of them."""
    page, edits = draw(histories())
    said = st.lists(proposals(len(page.raw)), max_size=3)
    return page, edits, [draw(said) for _ in edits], draw(st.booleans())


@settings(max_examples=60)
@given(lives())
def test_after_any_edits_undone_or_not_the_counts_are_what_a_recount_gives(drawn):
    start, edits, said, is_undone = drawn
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "p.db") as project:
        project.add_pages([NewPage("p", start.raw, "p.txt", "utf-8")], "2024")
        bare = project.page(1)
        project.put_proposals(1, bare.with_proposals(start.proposals.values()))
        if start.records:
            put(project, 1, *start.records.values())
        for edit, proposed in zip(edits, said, strict=True):
            before = project.page(1)
            project.put_proposals(1, before.with_proposals(proposed))
            before = project.page(1)
            project.commit(1, before, edit, edit.apply(before))
            assert counted(project) == recounted(project)
        for edit in reversed(edits) if is_undone else ():
            perform(project, 1, *edit.inverse().changes)
            assert counted(project) == recounted(project)
        with Project.open(project.path) as other:
            assert set(other.lexicon()) == set(project.lexicon())


# -- outside -------------------------------------------------------------------------------


def test_a_finished_page_counts_where_known_strings_are_no_names(one):
    put(one, 1, mark("e1", 0, 3))
    edit = put(one, 1, *finished(one.page(1)))
    assert entry(one, "昭阳区") == LexiconEntry("昭阳区", "LOC", accepted=1)
    perform(one, 1, *edit.inverse().changes)
    put(one, 2, *finished(one.page(2)))
    assert entry(one, "昭阳区") == LexiconEntry("昭阳区", "LOC", accepted=1, outside=1)


def test_a_reopened_page_counts_no_more_and_finished_again_counts_anew(one):
    put(one, 1, mark("e1", 0, 3))
    edit = put(one, 2, *finished(one.page(2)))
    assert entry(one, "昭阳区").outside == 1
    perform(one, 2, *edit.inverse().changes)
    assert entry(one, "昭阳区").outside == 0
    put(one, 2, mark("e1", 0, 3))
    put(one, 2, *finished(one.page(2)))
    assert entry(one, "昭阳区") == LexiconEntry("昭阳区", "LOC", accepted=2)


# -- rules ---------------------------------------------------------------------------------


def test_rules_stand_beside_the_counts_and_survive_them(one):
    edit = put(one, 1, mark("e1", 0, 3))
    one.set_rules([LexiconEntry("昭阳区", "LOC", rule="never", source="词.tsv")])
    assert entry(one, "昭阳区") == LexiconEntry("昭阳区", "LOC", 1, rule="never", source="词.tsv")
    perform(one, 1, *edit.inverse().changes)
    assert entry(one, "昭阳区") == LexiconEntry("昭阳区", "LOC", rule="never", source="词.tsv")
    one.set_rules([LexiconEntry("昭阳区", "LOC")])
    assert len(one.lexicon()) == 0


def test_many_rules_come_in_at_once(one):
    words = [LexiconEntry(f"词{number}", "ORG", rule="always") for number in range(2_000)]
    one.lexicon()
    one.set_rules(words)
    assert set(one.lexicon()) == set(words)


def test_a_lexicon_that_was_handed_out_does_not_change(one):
    put(one, 1, mark("e1", 0, 3))
    first = one.lexicon()
    put(one, 2, mark("e1", 0, 3))
    assert [each.accepted for each in first] == [1]
    assert [each.accepted for each in one.lexicon()] == [2]


def test_without_news_the_same_lexicon_is_handed_out(one):
    assert one.lexicon() is one.lexicon()


def test_what_another_program_writes_is_known(one):
    one.lexicon()
    with Project.open(one.path) as other:
        put(other, 2, mark("e1", 0, 3))
        assert entry(one, "昭阳区") == entry(other, "昭阳区")
        assert entry(one, "昭阳区").accepted == 1


def test_what_is_taken_back_as_a_whole_leaves_no_trace_in_the_lexicon(one):
    put(one, 1, mark("e1", 0, 3))

    def half() -> None:
        with one.together():
            put(one, 2, mark("e1", 0, 3))
            put(one, 2, *finished(one.page(2)))
            assert entry(one, "昭阳区").accepted == 2
            raise PageUnknown(page="half", project=one.path)

    with pytest.raises(PageUnknown):
        half()
    assert counted(one) == recounted(one) == {("昭阳区", "LOC"): (1, 0)}
    assert entry(one, "昭阳区").outside == 0


def test_what_was_read_before_something_is_taken_back_is_forgotten_too(one):
    one.lexicon()

    def half() -> None:
        with one.together():
            one.set_rules([LexiconEntry("昭阳区", "LOC", rule="always")])
            assert entry(one, "昭阳区") is not None
            raise PageUnknown(page="half", project=one.path)

    with pytest.raises(PageUnknown):
        half()
    assert len(one.lexicon()) == 0


def test_pages_that_are_finished_one_after_another_do_not_read_everything_anew(one):
    one.lexicon()
    whole: list[str] = []
    one._db.conn.set_trace_callback(
        lambda said: whole.append(said) if said.endswith("from lexicon l") else None
    )
    for turn in range(8):
        words = (f"词{turn}第{number}" for number in range(100))
        one.set_rules(LexiconEntry(word, "LOC", rule="always") for word in words)
        edit = put(one, 1, mark("e1", 0, 3), *finished(one.page(1)))
        perform(one, 1, *edit.inverse().changes)
    assert whole == []
    assert len(one.lexicon()) == 800


def test_an_entry_that_was_tampered_with_is_damage(one):
    one.set_rules([LexiconEntry("昭阳区", "LOC", rule="always")])
    with sqlite3.connect(one.path) as other:
        other.execute("update lexicon set rule = 'perhaps'")
    other.close()
    with pytest.raises(ProjectDamaged):
        one.lexicon()


@given(st.data())
def test_a_plain_score_is_kept(data):
    raw = data.draw(raw_texts(min_size=1))
    score = data.draw(st.none() | st.floats(0, 1))
    drawn = data.draw(proposals(len(raw)))
    said = replace(drawn, plain_score=score)
    with TemporaryDirectory() as folder, Project.create(Path(folder) / "p.db") as project:
        project.add_pages([NewPage("p", raw, "p.txt", "utf-8")], "2024")
        project.put_proposals(1, project.page(1).with_proposals([said]))
        assert list(project.page(1).proposals.values()) == [said]


def test_an_empty_project_knows_nothing(one):
    assert list(one.lexicon()) == list(Lexicon())
