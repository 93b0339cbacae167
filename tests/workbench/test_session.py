import sqlite3

import pytest

from annotator.document.doubts import QueueFilter, kind_of
from annotator.document.pages import PageState
from annotator.document.spans import Selection
from annotator.errors import ProjectLocked, StaleEdit
from annotator.store.project import Project
from annotator.workbench.events import PageChanged, Refused
from annotator.workbench.session import Session
from tests.workbench.small_page import TEXT


def test_the_queue_begins_with_the_most_doubtful(editor):
    assert [each.score for each in editor.session.queue] == [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]


def test_the_filter_shows_a_kind_a_label_a_text_the_weak_or_text_order(editor):
    session = editor.session
    session.set_filter(QueueFilter(kind="entity"))
    assert {kind_of(each) for each in session.queue} == {"entity"}
    session.set_filter(QueueFilter(label="ORG"))
    assert [each.score for each in session.queue] == [0.6]
    session.set_filter(QueueFilter(text="小学"))
    assert [each.score for each in session.queue] == [0.6, 0.7]
    session.set_filter(QueueFilter(with_weak=True))
    assert session.queue[0].score == 0.1
    session.set_filter(QueueFilter(by_place=True))
    assert [each.score for each in session.queue] == [0.9, 0.8, 0.5, 0.95, 0.7, 0.6]


def test_one_key_decides_and_advances(editor):
    session = editor.session
    session.run("next_proposal")
    assert session.selection == Selection.at(TEXT.index("今年"))
    session.run("accept")
    assert ("今年", "TIME", True) in editor.entities()
    assert session.selection == Selection.at(TEXT.index("北屯村小学"))
    session.run("reject")
    assert editor.verdicts() == ["accepted", "rejected"]
    assert session.selection == Selection.at(TEXT.index("新校舍"))


def test_the_proposal_under_the_caret_is_the_current_one(editor):
    editor.to_line(8)
    current = {each.id: each for each in editor.session.queue}[editor.session.current]
    assert current.score == 0.6  # the entity, before the article around it
    editor.to_line(7)
    current = {each.id: each for each in editor.session.queue}[editor.session.current]
    assert current.score == 0.7


def test_all_that_the_filter_shows_is_accepted_with_one_undo(editor):
    session = editor.session
    session.set_filter(QueueFilter(kind="entity"))
    session.run("accept_shown")
    assert len(session.page.entities) == 3
    assert session.queue == ()
    session.undo()
    assert session.page.entities == ()
    assert len(session.queue) == 3


def test_a_rejected_proposal_does_not_come_back(editor, small_proposals):
    session = editor.session
    session.run("next_proposal")
    session.run("reject")
    session.put_proposals(1, small_proposals)
    assert 0.5 not in [each.score for each in session.queue]


def test_a_rerun_touches_no_mark_and_no_decision(editor, small_proposals):
    session = editor.session
    editor.to_line(8)
    session.run("give_lines", "1")
    before = dict(session.page.records)
    session.put_proposals(1, small_proposals[:2])
    assert dict(session.page.records) == before
    assert dict(session.project.page(1).records) == before


def test_a_page_with_open_proposals_says_how_many(editor):
    answer = editor.session.run("finish_page")
    assert answer.why.key == "refuse.open_proposals"
    assert dict(answer.why.facts)["count"] == "6"


def test_a_finished_page_is_finished_after_a_restart_until_undone(editor, reopen):
    editor.session.run("accept_shown")
    editor.session.run("finish_page")
    again = reopen()
    assert again.session.page.state is PageState.FINISHED
    again.session.undo()
    assert again.session.page.state is PageState.IN_WORK


def test_undo_goes_back_to_where_the_editor_stood(editor):
    editor.to_line(9)
    editor.session.run("start_article")
    editor.to_line(2)
    editor.session.undo()
    assert editor.session.selection.caret == TEXT.index("校长")


def test_undo_and_redo_survive_a_restart(editor, reopen):
    editor.to_line(5)
    editor.session.run("start_article")
    editor.to_line(6)
    editor.session.run("set_role", "credit")
    split = editor.articles()
    editor.session.undo()
    again = reopen()
    assert again.session.redo()
    assert again.articles() == split
    assert again.session.undo()
    assert again.session.undo()
    assert again.session.page.articles == ()
    assert not again.session.undo()


def test_a_new_edit_ends_what_could_be_redone(editor):
    editor.to_line(5)
    editor.session.run("start_article")
    editor.session.undo()
    editor.to_line(6)
    editor.session.run("set_role", "credit")
    assert not editor.session.redo()


def test_watchers_hear_what_changed_and_why_nothing_did(editor):
    heard = []
    editor.session.watch(heard.append)
    editor.to_line(2)
    editor.session.run("start_article")
    assert [e.why.key for e in heard if isinstance(e, Refused)] == ["refuse.article_starts_here"]
    editor.to_line(5)
    editor.session.run("start_article")
    changed = [event for event in heard if isinstance(event, PageChanged)]
    assert [event.initiator for event in changed] == ["start_article"]
    assert len(changed[0].before.articles) == 2
    assert len(changed[0].after.articles) == 3


def test_an_edit_that_cannot_be_stored_did_not_happen(editor):
    session = editor.session
    before = session.page
    with sqlite3.connect(session.project.path) as other:
        other.execute("BEGIN IMMEDIATE")
        editor.to_line(5)
        with pytest.raises(ProjectLocked):
            session.run("start_article")
        other.rollback()
    assert session.page is before
    assert session.history.last is None
    session.run("start_article")
    assert session.page.revision == 1


def test_two_programs_do_not_overwrite_each_other(editor):
    session = editor.session
    with Project.open(session.project.path) as other_project:
        other = Session(other_project, session.vocabulary, "other", lambda: "2024")
        other.open_page(1)
        other.select(Selection.at(TEXT.index("村民")))
        other.run("start_article")
        editor.to_line(6)
        with pytest.raises(StaleEdit):
            session.run("set_role", "credit")
    assert session.page.revision == 0
