"""Corrections by key: taken, typed, marked as damaged, removed; nothing else on the page moves."""

import pytest

from annotator.document.marks import Accepted, Adjusted, Typed
from annotator.document.spans import Gap, Selection, Span
from annotator.workbench.commands.corrections import place_to_fix
from tests.workbench.proof_page import TEXT, only, place, queued, refused

# -- candidates --------------------------------------------------------------------------


def test_a_digit_takes_a_candidate_and_goes_on(proofreader):
    session = proofreader.session
    first, second = queued(proofreader, "低"), queued(proofreader, "低", 1)
    proofreader.to(first)
    session.run("take_candidate", "2")
    assert proofreader.fixes() == [("低", "氐")]
    assert only(proofreader).origin == Adjusted("editor", first.id)
    assert session.page.decisions[first.id].verdict == "adjusted"
    assert session.current == second.id


def test_the_first_candidate_is_the_proposal_accepted(proofreader):
    one = queued(proofreader, "低")
    proofreader.to(one)
    proofreader.session.run("take_candidate", "1")
    assert only(proofreader).origin == Accepted("editor", one.id)
    assert proofreader.verdicts().count("adjusted") == 0


def test_a_candidate_that_is_not_there_is_refused(proofreader):
    proofreader.to(queued(proofreader, "低"))
    assert refused(proofreader.session.run("take_candidate", "9")) == "refuse.no_such_candidate"
    proofreader.session.select(Selection.at(place("姑娘")[0]))
    assert refused(proofreader.session.run("take_candidate", "1")) == "refuse.no_suspect_here"


def test_the_first_candidate_of_a_class_is_the_class_and_another_is_refused(proofreader):
    session = proofreader.session
    session.choose(session.queue[0].id)
    assert refused(session.run("take_candidate", "2")) == "refuse.is_a_class"
    session.run("take_candidate", "1")
    assert proofreader.fixes() == [(",", "，")] * 4


@pytest.mark.parametrize("command", ["mark_suspect", "always_fix", "always_allow"])
def test_what_is_meant_for_one_suspect_is_not_done_to_a_class(proofreader, command):
    session = proofreader.session
    session.choose(session.queue[0].id)
    assert refused(session.run(command)) == "refuse.is_a_class"
    assert refused(session.run("correct", "、")) == "refuse.is_a_class"
    proofreader.click(",", 1)
    session.run("correct", "、")
    assert proofreader.fixes() == [(",", "、")]


# -- typing ------------------------------------------------------------------------------


def test_what_is_selected_reads_what_is_typed(proofreader):
    proofreader.select("群众")
    proofreader.session.run("correct", "人民")
    assert proofreader.corrections() == [(*place("群众"), "人民", "substitution")]
    assert only(proofreader).origin == Typed("editor")
    assert "低族人民欢庆节日" in proofreader.reading()
    assert proofreader.session.page.raw.text == TEXT


def test_what_decides_no_suspect_leaves_the_editor_where_he_is(proofreader):
    proofreader.select("群众")
    before = proofreader.session.selection
    proofreader.session.run("correct", "人民")
    assert proofreader.session.selection == before


def test_without_a_selection_it_is_the_current_suspect(proofreader):
    one = queued(proofreader, "低", 1)
    proofreader.to(one)
    proofreader.session.run("correct", "傣")
    assert proofreader.corrections() == [(*place("低", 1), "傣", "substitution")]
    assert only(proofreader).origin == Adjusted("editor", one.id)


def test_typing_what_a_suspect_says_is_accepting_it(proofreader):
    one = queued(proofreader, "低")
    proofreader.to(one)
    proofreader.session.run("correct", "佤")
    assert only(proofreader).origin == Accepted("editor", one.id)
    assert proofreader.session.page.decisions[one.id].verdict == "accepted"


def test_at_a_bare_caret_text_is_inserted(proofreader):
    proofreader.click("欢庆")
    proofreader.session.run("correct", "热烈")
    (start, _) = place("欢庆")
    assert proofreader.corrections() == [(start, start, "热烈", "omission")]
    assert only(proofreader).place == Gap(start)
    assert "群众热烈欢庆" in proofreader.reading()


def test_a_correction_at_the_caret_is_typed_over_and_keeps_its_id(proofreader):
    session = proofreader.session
    proofreader.select("群众")
    session.run("correct", "人民")
    made = only(proofreader)
    proofreader.click("群众", at=1)
    assert place_to_fix(session.situation()) == place("群众")
    session.run("correct", "同胞")
    assert (only(proofreader).id, only(proofreader).text) == (made.id, "同胞")
    session.undo()
    assert only(proofreader) == made


def test_nothing_typed_takes_the_text_out(proofreader):
    proofreader.select("的", 1)
    proofreader.session.run("correct", "")
    assert proofreader.corrections() == [(*place("的", 1), "", "duplicate")]
    assert "本报的记者" in proofreader.reading()


def test_what_reads_so_already_is_refused(proofreader):
    proofreader.select("群众")
    assert refused(proofreader.session.run("correct", "群众")) == "refuse.reads_so_already"
    proofreader.click("欢庆")
    assert refused(proofreader.session.run("correct", "")) == "refuse.nothing_to_insert"
    assert proofreader.corrections() == []


def test_suspects_in_a_corrected_stretch_are_settled_with_it(proofreader):
    start, end = place("高明县低族")
    proofreader.session.select(Selection(start, end))
    proofreader.session.run("correct", "嵩明县佤族")
    assert proofreader.verdicts().count("adjusted") == 2
    assert proofreader.waiting() == [",", " ", "低", "王", ""]


# -- what a correction may not do --------------------------------------------------------


def test_a_correction_does_not_run_over_the_end_of_a_paragraph(proofreader):
    session = proofreader.session
    start, end = place("高兴,")[0], place("低族姑娘")[1]
    session.select(Selection(start, end))
    assert refused(session.run("correct", "高兴，佤族")) == "refuse.correction_over_paragraphs"
    session.run("correct", "")  # it may take the text out
    assert proofreader.corrections() == [(start, end, "", "insertion")]


def test_over_a_soft_break_it_may(proofreader):
    start, end = place("节\n日")
    proofreader.session.select(Selection(end, start))
    proofreader.session.run("correct", "佳节")
    assert proofreader.corrections() == [(start, end, "佳节", "substitution")]


def test_line_ends_at_the_edge_of_a_selection_do_not_count(proofreader):
    start, end = place("高兴,\n")
    proofreader.session.select(Selection(start, end))
    proofreader.session.run("correct", "高兴。")
    assert proofreader.corrections() == [(start, end - 1, "高兴。", "substitution")]


def test_a_correction_is_text_in_one_line(proofreader):
    proofreader.select("群众")
    assert refused(proofreader.session.run("correct", "群\n众")) == "refuse.correction_of_one_line"


def test_a_new_correction_replaces_what_it_covers_and_none_that_it_cuts(proofreader):
    session = proofreader.session
    for word in ("群", "欢庆"):
        proofreader.select(word)
        session.run("correct", "佳" * len(word))
    proofreader.select("庆节")
    answer = session.run("correct", "度节")
    assert refused(answer) == "refuse.correction_in_the_way"
    assert dict(answer.why.facts)["line"] == "1"
    proofreader.click("欢庆", at=1)
    start = place("欢庆")[0]
    proofreader.select("群众欢庆")
    session.run("correct", "人人欢喜")
    assert proofreader.fixes() == [("群众欢庆", "人人欢喜")]
    session.undo()
    assert proofreader.fixes() == [("群", "佳"), ("欢庆", "佳佳")]
    session.select(Selection.at(start + 1))
    assert session.situation().correction is not None


def test_entities_and_articles_stay_where_they_are(proofreader):
    session = proofreader.session
    before = session.page.articles, session.page.entities
    start, end = place("族姑")
    session.select(Selection(start, end))
    session.run("correct", "族的姑")
    assert (session.page.articles, session.page.entities) == before
    assert session.project.set_aside(1) == []


# -- damaged, and removed ----------------------------------------------------------------


def test_a_place_is_damaged_and_nobody_knows_what_stood_there(proofreader):
    proofreader.select("群众")
    proofreader.session.run("mark_suspect")
    mark = only(proofreader)
    assert (mark.text, mark.certainty, mark.place) == (None, "suspect", Span(*place("群众")))
    assert "群众" in proofreader.reading()
    proofreader.click("来")
    assert refused(proofreader.session.run("mark_suspect")) == "refuse.select_damaged"


def test_a_suspect_is_damaged_by_one_key(proofreader):
    one, damaged = queued(proofreader, "低"), queued(proofreader, "王")
    proofreader.to(one)
    proofreader.session.run("mark_suspect")
    assert proofreader.session.page.decisions[one.id].verdict == "adjusted"
    proofreader.to(damaged)
    proofreader.session.run("mark_suspect")
    assert proofreader.session.page.decisions[damaged.id].verdict == "accepted"
    assert proofreader.fixes() == [("低", None), ("王", None)]


def test_del_takes_the_correction_at_the_caret_or_all_that_are_selected(proofreader):
    session = proofreader.session
    for word in ("群", "欢庆"):
        proofreader.select(word)
        session.run("correct", "佳" * len(word))
    proofreader.click("群")
    session.run("remove_correction")
    assert proofreader.fixes() == [("欢庆", "佳佳")]
    session.undo()
    proofreader.select("群众欢庆")
    session.run("remove_correction")
    assert proofreader.fixes() == []
    assert refused(session.run("remove_correction")) == "refuse.no_correction_here"


def test_del_on_a_suspect_rejects_it(proofreader):
    one = queued(proofreader, "低")
    proofreader.to(one)
    proofreader.session.run("remove_correction")
    assert proofreader.session.page.decisions[one.id].verdict == "rejected"
