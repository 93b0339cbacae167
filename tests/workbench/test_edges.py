"""Situations at the edges: several owners, nobody's text, the ends of the page, other programs."""

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Part,
    SoftBreak,
    Typed,
)
from annotator.document.phrases import phrase
from annotator.document.proposals import EntityBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import ProjectLocked, StaleEdit
from annotator.propose.worker import Proposed
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import batch
from annotator.workbench.commands.entities import occurrences, word_of
from annotator.workbench.events import PageOpened
from annotator.workbench.session import Session
from tests.workbench.small_page import TEXT, span_of

FILE = Imported("a file")
NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def desk(tmp_path):
    """Puts a text on the desk, with marks that came in with a file, and proposals."""
    opened = []

    def put(text, *marks: object, proposals=()):
        project = Project.create(tmp_path / f"{len(opened)}.db")
        opened.append(project)
        (number,) = project.add_pages([NewPage("p", RawText.of(text), "p.txt", "utf-8")], NOW)
        batch.put_marks(project, number, marks, "a file", "e")
        session = Session(project, default_vocabulary(), "e", lambda: NOW)
        session.put_proposals(number, proposals)
        session.open_page(number)
        return session

    yield put
    for project in opened:
        project.close()


def body(id_, start, end, rank=0.0, role="body"):
    return ArticleMark(id_, (Part(Span(start, end), role),), rank, FILE)


def spans(session):
    return [[(p.span.start, p.span.end, p.role) for p in a.parts] for a in session.page.articles]


# -- several owners ----------------------------------------------------------------------


def test_a_role_leaves_the_lines_of_several_articles_where_they_are(editor):
    editor.to_lines(5, 8)
    editor.session.run("set_role", "body")
    assert editor.articles() == [
        [
            ("headline", "春耕开始"),
            ("body", TEXT[span_of("今年").start : span_of("本报记者 王明").end]),
        ],
        [("body", "新校舍落成\n北屯村小学搬家了。\n校长说好。后来呢？")],
    ]


def test_a_role_takes_nobodys_lines_of_the_selection_in(desk):
    session = desk("甲一\n乙二\n丙三", body("a", 0, 2))
    session.select(Selection(0, 5))
    session.run("set_role", "body")
    assert spans(session) == [[(0, 5, "body")]]


def test_nobodys_rest_of_a_line_goes_with_the_line(desk):
    session = desk("甲一乙二\n丙三", body("a", 0, 2), body("b", 5, 7, 5.0))
    session.select(Selection(0, 6))
    session.run("give_lines", "2")
    assert spans(session) == [[(0, 7, "body")]]


def test_the_caret_in_nobodys_piece_of_a_line_means_that_piece(desk):
    session = desk("甲一乙二\n丙三", body("a", 0, 2), body("b", 5, 7, 5.0))
    session.select(Selection.at(3))
    session.run("give_lines", "2")
    assert spans(session) == [[(0, 2, "body")], [(2, 7, "body")]]


def test_furniture_of_that_role_is_so_already(desk):
    session = desk("甲一\n乙二", FurnitureMark("f", Span(0, 5), "noise", FILE))
    session.select(Selection.at(1))
    assert session.run("set_role", "noise").why.key == "refuse.has_that_role"


def test_above_text_without_article_the_previous_one_is_the_nearest(desk):
    session = desk("甲\n乙\n丙\n丁", body("a", 0, 1), body("b", 2, 3, 2.0), body("c", 6, 7, 6.0))
    session.select(Selection.at(4))
    session.run("previous_article")
    assert session.selection == Selection.at(2)


# -- nothing is lost ---------------------------------------------------------------------


def test_an_id_that_came_in_with_a_file_is_not_used_again(desk):
    mark = EntityMark("e2.1", Span(0, 2), "PER", FILE)
    session = desk("王明到北京。", mark)
    session.select(Selection(3, 5))
    session.run("label_entity", "LOC")
    assert [e.span for e in session.page.entities] == [Span(0, 2), Span(3, 5)]


def test_an_imported_break_outside_the_parts_survives_another_articles_edit(desk):
    breaks = SoftBreak("b", Span(2, 3), FILE), SoftBreak("c", Span(8, 9), FILE)
    split = ArticleMark("a", (Part(Span(0, 2), "body"), Part(Span(3, 5), "body")), 0.0, FILE)
    session = desk("甲一\n乙二\n丙\n丁\n戊", split, body("x", 6, 7, 6.0), *breaks)
    session.select(Selection.at(6))
    session.run("set_role", "headline")
    assert [each.id for each in session.page.soft_breaks] == ["b", "c"]


def test_a_page_that_cannot_be_opened_leaves_the_desk_as_it_was(editor, monkeypatch):
    session = editor.session
    (other,) = session.project.add_pages([NewPage("q", RawText.of("另"), "q.txt", "utf-8")], NOW)
    before, told = session.number, []
    session.watch(told.append)

    def locked(_key, _value):
        raise ProjectLocked(path="x")

    monkeypatch.setattr(session.project, "set_setting", locked)
    with pytest.raises(ProjectLocked):
        session.open_page(other)
    assert session.number == before
    assert session.page.raw.text == TEXT
    assert not any(isinstance(event, PageOpened) for event in told)


def test_proposals_made_while_an_editor_was_at_work_do_not_turn_the_page_back(editor):
    session = editor.session
    with Project.open(session.project.path) as other:
        old = other.page(session.number)
        editor.select("校长")
        session.run("label_entity", "PER")
        with pytest.raises(StaleEdit):
            other.put_proposals(session.number, old.with_proposals(()))
    editor.select("北屯村")
    session.run("label_entity", "ORG")
    assert session.project.page(session.number).records == session.page.records
    assert session.project.page(session.number).revision == session.page.revision == 2


def test_a_run_over_the_project_meets_the_page_as_it_is_by_then(editor):
    session = editor.session

    def propose_late(_asked):
        editor.select("校长")
        session.run("label_entity", "PER")
        return Proposed([propose(EntityBody(span_of("王明"), "PER"), 0.9, (), "late")])

    with Project.open(session.project.path) as other:
        assert batch.propose_pages(other, propose_late, again=True) == 1
        page = other.page(session.number)
    assert page.revision == session.page.revision
    assert [e.span for e in page.entities] == [span_of("校长")]
    assert [p.run for p in page.proposals.values()] == ["late"]


def test_a_decided_proposal_is_kept_as_it_was_decided_in_memory_and_on_disk(editor):
    session = editor.session
    editor.to_word("今年")
    session.run("reject")
    again = propose(EntityBody(span_of("今年"), "TIME"), 0.9, (), "test 2")
    session.put_proposals(session.number, [again])
    assert session.page.proposals == session.project.page(session.number).proposals
    assert session.page.proposals[again.id].run == "test 1"


# -- the queue ---------------------------------------------------------------------------


def test_a_decision_that_settles_others_skips_none(desk):
    said = [(0, 2, 0.3), (0, 3, 0.4), (1, 2, 0.5), (4, 5, 0.6), (6, 7, 0.7)]
    made = [propose(EntityBody(Span(a, b), "PER"), score, (), "t") for a, b, score in said]
    session = desk("甲乙丙丁戊己庚辛", proposals=made)
    session.choose(made[1].id)
    session.run("accept")
    assert session.current == made[3].id
    session.run("reject")
    assert session.current == made[4].id


# -- entities ----------------------------------------------------------------------------


def test_an_end_stops_at_white_space_that_opens_or_closes_the_page(desk):
    session = desk("　　北京 ", EntityMark("e", Span(2, 4), "LOC", FILE))
    session.select(Selection.at(3))
    assert session.run("entity_start_left").why.key == "refuse.nothing_changes"
    assert session.run("entity_end_right").why.key == "refuse.nothing_changes"
    assert session.page.entities[0].span == Span(2, 4)


def test_two_drags_are_two_steps(desk):
    session = desk("甲乙丙丁", EntityMark("e", Span(0, 1), "PER", FILE))
    session.select(Selection.at(0))
    session.run("resize_entity", "0", "2")
    session.run("resize_entity", "0", "3")
    session.undo()
    assert session.page.entities[0].span == Span(0, 2)


def test_a_selection_with_white_space_around_a_proposal_accepts_it(desk):
    made = propose(EntityBody(Span(1, 3), "LOC"), 0.9, (), "t")
    session = desk(" 北京 ", proposals=[made])
    session.select(Selection(0, 4))
    session.run("label_entity", "LOC")
    assert session.page.decisions[made.id].verdict == "accepted"


@pytest.mark.parametrize(
    ("text", "soft", "word"),
    [
        ("在北 \n　京。在北京。", Span(2, 5), "北京"),
        ("the New\nYork post", Span(7, 8), "New York"),
        ("𠮷\n野家在𠮷野家", Span(1, 2), "𠮷野家"),
    ],
)
def test_a_word_over_a_soft_break_is_read_as_a_reader_reads_it(desk, text, soft, word):
    start = 1 if "在" in text[:1] else 4 if "the" in text else 0
    end = soft.end + len(word.replace(" ", "")) - (soft.start - start)
    session = desk(text, SoftBreak("b", soft, FILE), EntityMark("e", Span(start, end), "LOC", FILE))
    assert word_of(session.shown, Span(start, end)) == word
    assert Span(start, end) in [each.span for each in occurrences(session.shown, word)]


def test_a_corrected_word_finds_itself(desk):
    fixed = CorrectionMark("c", Span(1, 2), "京", "substitution", FILE)
    session = desk("北亰和北京", fixed, EntityMark("e", Span(0, 2), "LOC", FILE))
    word = word_of(session.shown, Span(0, 2))
    assert [each.span for each in occurrences(session.shown, word)] == [Span(0, 2), Span(3, 5)]


def test_gold_in_the_way_of_an_occurrence_is_seen_behind_a_proposal(desk):
    made = propose(EntityBody(Span(0, 1), "PER"), 0.9, (), "t")
    session = desk("甲乙丙", EntityMark("e", Span(1, 3), "PER", FILE), proposals=[made])
    (found,) = occurrences(session.shown, "甲乙丙")
    assert not found.is_free()


def test_a_proposed_break_beside_a_soft_one_of_other_width_is_no_conflict(editor):
    at = TEXT.index("春\n耕")
    session = editor.session
    mark = SoftBreak("b", Span(at, at + 2), Typed("e"))
    edit = Edit("x", phrase("x"), (Change(None, mark),), Selection.at(0), "e", NOW)
    page = session.page
    session.project.commit(session.number, page, edit, edit.apply(page))
    session.open_page(session.number)
    editor.to_line(5)
    session.run("set_role", "subhead")
    assert ("subhead", "村民很高兴。") in editor.articles()[0]
    assert mark in session.page.soft_breaks
