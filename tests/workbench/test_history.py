"""The history of a page as a list, jumps in it, and where a mark comes from."""

import pytest

from annotator.document.spans import Selection
from annotator.errors import ProjectLocked
from annotator.settings.language import Language
from annotator.workbench.about_mark import About, about
from annotator.workbench.history_list import Standing, entries, place_of
from annotator.workbench.situation import Refusal
from tests.workbench.small_page import TEXT, span_of

SAY = Language("en").sentence


def listed(session):
    return entries(session.project.journal(1))


def told(session) -> list[tuple[str, str]]:
    """Words and standing of each row, the newest first."""
    return [(SAY(entry.title), entry.standing.value) for entry in listed(session)[0]]


def label(editor, *words: str) -> None:
    for word in words:
        editor.select(word)
        editor.session.run("label_entity", "LOC")


def records(editor) -> dict[str, object]:
    return dict(editor.session.page.records)


# -- the list ----------------------------------------------------------------------------


def test_the_history_is_in_words_with_the_newest_first(editor):
    label(editor, "很高兴")
    editor.to_word("北屯村")
    editor.session.choose(editor.session.situation().under_caret.id)
    editor.session.run("accept")
    found, here = listed(editor.session)
    assert [SAY(entry.title) for entry in found] == [
        "accept 北屯村: Place",
        "很高兴: Place",
        "the page before any edit",
    ]
    assert here == 0
    assert {entry.by for entry in found[:2]} == {"editor"}
    assert found[0].at > found[1].at


def test_what_was_undone_says_so_and_what_was_overwritten_too(editor):
    label(editor, "很高兴", "春耕", "校长")
    editor.session.undo()
    editor.session.undo()
    assert told(editor.session) == [
        ("校长: Place", "undone"),
        ("春耕: Place", "undone"),
        ("很高兴: Place", "done"),
        ("the page before any edit", "done"),
    ]
    assert listed(editor.session)[1] == 2
    label(editor, "后来")
    assert told(editor.session) == [
        ("后来: Place", "done"),
        ("校长: Place", "gone"),
        ("春耕: Place", "gone"),
        ("很高兴: Place", "done"),
        ("the page before any edit", "done"),
    ]


def test_edits_that_are_undone_as_one_are_one_row(editor):
    label(editor, "很高兴")
    editor.to_word("很高兴")
    editor.session.run("entity_start_left")
    editor.session.run("entity_start_left")
    assert [len(entry.revisions) for entry in listed(editor.session)[0]] == [2, 1, 0]


def test_a_row_knows_where_its_edit_was(editor):
    label(editor, "很高兴")
    session = editor.session
    editor.to_line(1)
    entry = listed(session)[0][0]
    span = span_of("很高兴")
    assert place_of(session.project, 1, session.page, entry) == Selection(span.start, span.end)
    assert place_of(session.project, 1, session.page, listed(session)[0][-1]) == Selection.at(0)


def test_a_rejection_was_where_its_proposal_is(editor):
    session = editor.session
    editor.to_word("今年")
    session.choose(session.situation().under_caret.id)
    session.run("reject")
    span = span_of("今年")
    place = place_of(session.project, 1, session.page, listed(session)[0][0])
    assert place == Selection(span.start, span.end)


# -- jumps -------------------------------------------------------------------------------


def test_a_jump_back_is_one_edit_and_one_redo_at_a_time_leads_forward(editor):
    session = editor.session
    label(editor, "很高兴")
    first, revision = records(editor), session.page.revision
    label(editor, "春耕", "校长", "后来")
    last, count = records(editor), session.page.revision
    assert session.jump(revision)
    assert records(editor) == first
    assert session.page.revision == count + 1
    assert session.redo()
    assert [e.span.text_in(TEXT) for e in session.page.entities] == ["春耕", "很高兴"]
    assert session.redo()
    assert session.redo()
    assert records(editor) == last
    assert not session.redo()


def test_a_jump_forward_comes_back(editor):
    session = editor.session
    label(editor, "很高兴", "春耕", "校长")
    last, target = records(editor), session.history.last.revisions[-1]
    assert session.jump(0)
    assert records(editor) == {}
    assert not session.undo()
    assert session.jump(target)
    assert records(editor) == last


def test_a_jump_lasts_over_a_restart(editor, reopen):
    label(editor, "很高兴", "春耕", "校长")
    first = editor.session.history.done[0].revisions[-1]
    editor.session.jump(first)
    again = reopen()
    assert [each[1] for each in told(again.session)] == ["undone", "undone", "done", "done"]
    assert again.session.redo()
    assert len(again.session.page.entities) == 2
    assert again.session.jump(0)
    assert dict(again.session.project.replayed(1).records) == {}
    assert again.session.jump(again.session.history.undone[-1].revisions[-1])
    assert len(again.session.page.entities) == 3


@pytest.mark.parametrize("revision", [99, -1])
def test_no_jump_leads_where_no_step_is(editor, revision):
    label(editor, "很高兴")
    before = editor.session.page
    assert not editor.session.jump(revision)
    assert editor.session.page is before


def test_a_jump_to_where_the_page_is_does_nothing(editor):
    label(editor, "很高兴")
    before = editor.session.page
    assert not editor.session.jump(before.revision)
    assert editor.session.page is before


def test_a_jump_that_cannot_be_written_changes_nothing(editor, monkeypatch):
    label(editor, "很高兴", "春耕")
    session, before = editor.session, records(editor)

    def fails(project, *_args: object) -> None:
        raise ProjectLocked(path=project.path)

    monkeypatch.setattr(type(session.project), "_put", fails)
    monkeypatch.setattr(type(session.project), "_take", fails)
    with pytest.raises(ProjectLocked):
        session.jump(0)
    monkeypatch.undo()
    assert records(editor) == before
    assert len(session.history.done) == 2
    assert dict(session.project.page(1).records) == before


def test_the_caret_goes_where_the_page_stood(editor):
    session = editor.session
    label(editor, "很高兴")
    editor.to_line(9)
    label(editor, "校长")
    session.jump(session.history.done[0].revisions[-1])
    assert session.selection.span == span_of("校长")


# -- where a mark comes from -------------------------------------------------------------


def known(editor) -> dict[str, list[str]]:
    """The paragraphs about what is at the caret."""
    found = about(editor.session.situation(), editor.session.project, 1)
    assert isinstance(found, About)
    return {SAY(title): [SAY(line) for line in lines] for title, lines in found.paragraphs}


def test_an_accepted_mark_tells_of_its_proposal_and_of_what_came_later(editor):
    session = editor.session
    editor.to_word("北屯村")
    session.choose(session.situation().under_caret.id)
    session.run("accept")
    editor.to_word("北屯村")
    session.run("entity_end_right")
    editor.to_word("北屯村")
    session.run("note_here", "地名？")
    said = known(editor)
    assert "by editor" in said["Origin"][0]
    assert said["The proposal"][0] == "Proposed by test 1, score 95 of 100."
    assert [line.split(" — ")[0] for line in said["Later"]] == ["bounds of 北屯村的"]
    assert said["Notes"][0].startswith("地名？")


def test_a_typed_mark_has_no_proposal(editor):
    label(editor, "很高兴")
    editor.to_word("很高兴")
    said = known(editor)
    assert list(said) == ["Origin"]
    assert said["Origin"][0].startswith("Made by editor, ")


def test_an_undone_removal_is_among_what_came_later(editor):
    label(editor, "很高兴")
    editor.to_word("很高兴")
    editor.session.run("remove_entity")
    editor.session.undo()
    editor.to_word("很高兴")
    assert len(known(editor)["Later"]) == 2


def test_an_open_proposal_says_who_proposed_it(editor):
    editor.to_word("今年")
    said = known(editor)
    assert said["Origin"] == ["Proposed; nobody has decided it yet."]
    assert said["The proposal"][0] == "Proposed by test 1, score 50 of 100."


def test_an_article_is_asked_about_in_its_text(editor):
    editor.to_line(5)
    assert "Proposed by test 1, score 80 of 100." in known(editor)["The proposal"]


def test_where_nothing_is_nothing_is_said(editor):
    editor.to_line(10)
    found = about(editor.session.situation(), editor.session.project, 1)
    assert isinstance(found, Refusal)


def test_standings_are_all_said_in_both_languages():
    for name in ("zh", "en"):
        keys = Language(name).keys
        assert {f"history.{each.value}" for each in Standing} <= keys
