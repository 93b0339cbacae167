"""Flags and notes: what people say to each other about a page."""

import pytest

from annotator.document.edits import Edit
from annotator.document.pages import PageState
from annotator.document.proposals import EntityBody, propose
from annotator.document.spans import Selection
from annotator.workbench.commands.notes import notes_at
from annotator.workbench.situation import Refusal
from tests.workbench.small_page import TEXT, span_of


def notes(editor) -> list[tuple[str, str]]:
    """What each note says, and the text that it stands at now; "" for the page."""
    page = editor.session.page
    places = {note.id: place.text_in(TEXT) for place, note in page.noted}
    return [(note.text, places.get(note.id, "")) for note in page.notes]


# -- flags -------------------------------------------------------------------------------


def test_a_flag_says_who_when_and_why_and_the_same_key_takes_it_off(editor):
    session = editor.session
    session.run("flag_page", "  第三栏\n缺一行 ")
    flag = session.page.flag
    assert (flag.why, flag.by) == ("第三栏 缺一行", "editor")
    assert session.page.state is PageState.NEEDS_LOOK
    session.run("flag_page")
    assert session.page.flag is None
    assert session.undo()
    assert session.page.flag == flag


def test_a_flag_needs_no_reason(editor):
    assert isinstance(editor.session.run("flag_page"), Edit)
    assert editor.session.page.flag.why == ""


def test_finishing_a_flagged_page_takes_the_flag_in_the_same_edit(editor):
    session = editor.session
    session.run("flag_page", "?")
    session.run("finish_page", "yes")
    assert session.page.state is PageState.FINISHED
    assert session.undo()
    assert session.page.state is PageState.NEEDS_LOOK


def test_a_finished_page_that_is_flagged_is_finished_again_when_looked_at(editor):
    session = editor.session
    session.run("finish_page", "yes")
    session.run("flag_page", "?")
    assert session.page.state is PageState.NEEDS_LOOK
    session.run("flag_page")
    assert session.page.state is PageState.FINISHED


def test_no_proposer_touches_a_finished_page_because_it_is_flagged(editor):
    session = editor.session
    session.run("finish_page", "yes")
    before = session.page.proposals
    session.run("flag_page", "?")
    session.put_proposals(1, [propose(EntityBody(span_of("校长"), "PER"), 0.9, (), "test")])
    assert session.page.proposals == before
    session.run("flag_page")
    assert session.page.state is PageState.FINISHED
    assert session.project.page(1).proposals == before


def test_a_flag_is_there_after_a_restart(editor, reopen):
    editor.session.run("flag_page", "?")
    again = reopen().session
    assert again.page.flag.why == "?"
    assert again.undo()
    assert again.page.flag is None


# -- notes -------------------------------------------------------------------------------


def test_a_note_on_a_mark_goes_with_it_and_stays_at_its_place_when_it_goes(editor):
    session = editor.session
    editor.select("北屯村")
    session.run("label_entity", "LOC")
    editor.to_word("北屯村")
    session.run("note_here", "地名？")
    assert notes(editor) == [("地名？", "北屯村")]
    session.run("entity_end_right")
    assert notes(editor) == [("地名？", "北屯村的")]
    session.run("remove_entity")
    assert session.page.entities == ()
    assert notes(editor) == [("地名？", "北屯村")]


def test_the_same_key_changes_the_note_and_an_empty_text_takes_it_away(editor):
    editor.select("很高兴")
    editor.session.run("note_here", "?")
    editor.select("很高兴")
    editor.session.run("note_here", "??")
    assert notes(editor) == [("??", "很高兴")]
    editor.session.select(Selection.at(TEXT.index("很高兴") + 1))
    editor.session.run("note_here", "")
    assert notes(editor) == []
    assert editor.session.undo()
    assert notes(editor) == [("??", "很高兴")]


def test_what_is_only_proposed_is_a_place_and_stays_proposed(editor):
    before = editor.entities()
    editor.to_word("北屯村")
    editor.session.run("note_here", "?")
    assert notes(editor) == [("?", "北屯村")]
    assert editor.session.page.notes[0].mark == ""
    assert editor.entities() == before


def test_a_note_in_an_article_is_on_the_article(editor):
    session = editor.session
    article = session.shown.articles[0]
    session.choose(article.proposal.id)
    session.run("accept")
    editor.to_line(5)
    session.run("note_here", "完了？")
    (note,) = session.page.notes
    assert note.mark == session.page.articles[0].id
    assert notes(editor) == [("完了？", "春耕开始")]
    assert notes_at(session.page, TEXT.index("很高兴")) == (note,)
    editor.to_line(4)
    session.run("note_here", "")
    assert notes(editor) == []


def test_elsewhere_a_note_is_on_the_line(editor):
    editor.to_line(10)
    editor.session.run("note_here", "?")
    assert notes(editor) == [("?", "王明 摄")]


def test_a_note_on_the_page_has_no_place(editor):
    editor.session.run("note_page", "下半版模糊")
    editor.to_line(10)
    editor.session.run("note_here", "?")
    assert notes(editor) == [("下半版模糊", ""), ("?", "王明 摄")]
    editor.session.run("note_page", "清楚了")
    assert notes(editor)[0] == ("清楚了", "")


@pytest.mark.parametrize("command", ["note_here", "note_page"])
def test_an_empty_note_says_nothing(editor, command):
    answer = editor.session.run(command, " \n")
    assert isinstance(answer, Refusal)
    assert answer.why.key == "refuse.empty_note"


def test_the_same_words_again_change_nothing(editor):
    editor.session.run("note_page", "?")
    assert isinstance(editor.session.run("note_page", "?"), Refusal)


def test_notes_take_no_text_from_anybody(editor):
    editor.select("北屯村小学")
    editor.session.run("note_here", "?")
    open_before = len(editor.session.page.open_proposals)
    editor.session.undo()
    assert len(editor.session.page.open_proposals) == open_before
    assert span_of("北屯村小学") not in [e.span for e in editor.session.page.entities]
