"""Suspects in the queue: ranked, in classes that are one decision, and one by one where they are clicked."""

import pytest

from annotator.document.doubts import QueueFilter
from annotator.document.edits import Edit
from annotator.document.proposals import WEAK, EntityBody, extent_of, propose
from annotator.document.spans import Selection, Span
from annotator.workbench.commands.proposals import title_of
from annotator.workbench.situation import Refusal
from annotator.workbench.suspects import (
    Pattern,
    both_readings,
    candidates,
    class_of,
    context,
    pattern_of,
)
from tests.workbench.proof_page import TEXT, place, suspect, suspect_at, suspects


def row_of(proofreader, raw: str):
    return next(
        each
        for each, word in zip(proofreader.session.queue, proofreader.waiting(), strict=True)
        if word == raw
    )


def test_the_likeliest_error_comes_first_and_a_class_is_one_row(proofreader):
    assert proofreader.waiting() == [",", " ", "高", "低", "低", "王", ""]


def test_a_doubtful_entity_and_a_likely_error_are_equally_urgent(proofreader, small_proposals):
    entity = next(each for each in small_proposals if each.score == 0.6)
    session = proofreader.session
    session.put_proposals(1, [suspect("高", "嵩", 0.5), suspect("王", "玉", 0.35), entity])
    assert [each.score for each in session.queue] == [0.5, 0.6, 0.35]


def test_the_weak_are_listed_on_request_one_by_one(proofreader):
    weak = suspect(",", "，", 0.2, nth=3)
    proofreader.session.put_proposals(1, [*suspects()[:3], weak])
    assert proofreader.waiting() == [","]
    proofreader.session.set_filter(QueueFilter(with_weak=True))
    assert proofreader.waiting() == [",", ","]
    assert proofreader.session.members(weak.id) == (weak,)
    assert class_of(weak) is None
    assert weak.score < WEAK


def test_a_class_is_accepted_in_one_edit_and_taken_back_in_one(proofreader):
    session = proofreader.session
    session.run("next_suspect")
    assert len(session.situation().members) == 4
    answer = session.run("accept")
    assert isinstance(answer, Edit)
    assert dict(dict(answer.title.facts)["what"].facts) == {"count": "4"}
    assert proofreader.fixes() == [(",", "，")] * 4
    assert proofreader.waiting()[0] == " "
    assert session.current == session.queue[0].id
    session.undo()
    assert proofreader.fixes() == []
    assert proofreader.waiting()[0] == ","
    assert len(session.situation().members) == 4  # Space would accept all again


def test_a_class_is_rejected_in_one_edit(proofreader):
    proofreader.session.run("next_suspect")
    proofreader.session.run("reject")
    assert proofreader.verdicts().count("rejected") == 4
    assert "," not in proofreader.waiting()


@pytest.mark.parametrize("nth", range(4))
def test_a_click_in_the_text_means_that_member_alone(proofreader, nth):
    session = proofreader.session
    proofreader.click(",", nth)
    assert session.alone
    assert session.row == row_of(proofreader, ",").id
    assert [extent_of(each.body) for each in session.situation().members] == [place(",", nth)]
    session.run("accept")
    assert [fix[:2] for fix in proofreader.corrections()] == [place(",", nth)]
    assert len(session.members(row_of(proofreader, ",").id)) == 3
    session.undo()
    assert [extent_of(each.body) for each in session.situation().members] == [place(",", nth)]


def test_after_a_single_member_the_queue_goes_on_behind_its_class(proofreader):
    proofreader.click(",", 2)
    proofreader.session.run("accept")
    assert proofreader.session.current == row_of(proofreader, " ").id


def test_a_member_chosen_by_its_id_is_alone_and_a_row_is_its_class(proofreader):
    session = proofreader.session
    row = row_of(proofreader, ",").id
    third = session.folded[row][2].id
    session.choose(third)
    assert (session.current, session.alone, session.row) == (third, True, row)
    assert session.selection == Selection.at(place(",", 2)[0])
    session.choose(row)
    assert (session.current, session.alone) == (row, False)


def test_tab_walks_over_rows_whichever_member_is_current(proofreader):
    session = proofreader.session
    proofreader.click(",", 3)
    session.run("next_proposal")
    assert session.current == row_of(proofreader, " ").id
    proofreader.click(",", 3)
    session.run("previous_proposal")
    assert session.current == session.queue[-1].id


def test_a_class_stays_current_when_its_first_member_goes(proofreader):
    session = proofreader.session
    session.choose(row_of(proofreader, ",").id)
    first = place(",")
    session.put_suspects(1, Span(*first), [])
    assert session.current == row_of(proofreader, ",").id
    assert len(session.situation().members) == 3
    assert not session.alone


def test_a_class_of_one_is_a_row_of_its_own(proofreader):
    session = proofreader.session
    session.put_proposals(1, suspects()[:1])
    (only,) = session.queue
    assert session.folded == {}
    proofreader.click(",")
    assert (session.current, session.alone) == (only.id, False)
    assert title_of(only, TEXT, session.members(only.id)).key == "doubt.correction"


def test_the_filter_folds_only_what_it_lets_through(proofreader):
    session = proofreader.session
    session.set_filter(QueueFilter(kind="correction", label="width"))
    assert proofreader.waiting() == [","]
    session.run("accept_shown")
    assert proofreader.fixes() == [(",", "，")] * 4
    session.undo()
    session.run("reject_shown")
    assert proofreader.verdicts().count("rejected") == 4


def test_f8_goes_over_suspects_alone_and_says_when_none_is_left(proofreader, small_proposals):
    session = proofreader.session
    entity = next(each for each in small_proposals if each.score == 0.6)
    session.put_proposals(1, [entity, suspect("高", "嵩", 0.9)])
    session.run("next_suspect")
    assert session.current != entity.id
    session.run("next_suspect")
    assert session.current == suspect("高", "嵩", 0.9).id
    session.run("reject")
    answer = session.run("previous_suspect")
    assert isinstance(answer, Refusal)
    assert answer.why.key == "refuse.no_suspect_left"


def test_under_the_caret_the_shorter_comes_first(proofreader):
    word = propose(EntityBody(Span(*place("低族")), "ORG"), 0.9, (), "test 1")
    fix = suspect("低", "佤", 0.9)
    proofreader.session.put_proposals(1, [word, fix])
    proofreader.click("低族")
    assert proofreader.session.current == fix.id
    proofreader.click("低族", at=2)
    assert proofreader.session.current == word.id


def test_what_a_page_shows_of_its_corrections(proofreader):
    shown = proofreader.session.shown
    start, end = place("高")
    found = shown.correction_at(start)
    assert (found.text, found.is_gold, found.end) == ("嵩", False, end)
    assert shown.correction_at(end) == found  # it ends there, and nothing else begins
    gap = place("的记者")[0]
    assert shown.correction_at(gap).text == "昭通"
    assert shown.correction_at(place("姑娘")[0]) is None
    assert [each.start for each in shown.corrections] == sorted(e.start for e in shown.corrections)


# -- what is said of a suspect -----------------------------------------------------------


def test_candidates_come_likeliest_first():
    assert [each.text for each in candidates(suspect("低", "佤", 0.7, "氐"))] == ["佤", "氐"]


def test_a_pattern_has_as_much_around_it_as_makes_it_known_again():
    assert pattern_of(TEXT, suspect("低", "佤", 0.7).body) == Pattern("低族", "佤族")
    assert pattern_of(TEXT, suspect("王", None, 0.7).body) is None
    assert pattern_of(TEXT, suspect("的", "", 0.7, nth=1).body) == Pattern("的的记", "的记")
    assert pattern_of(TEXT, suspect(" ", "", 0.7).body) == Pattern("来 了", "来了")
    assert pattern_of(TEXT, suspect("众", "—", 0.7).body) == Pattern("群众欢", "群—欢")
    lost = suspect_at(*[place("记者")[0]] * 2, "昭通", 0.7)
    assert pattern_of(TEXT, lost.body) == Pattern("的记者", "的昭通记者")
    over_a_line = suspect("节\n日", "节日", 0.7)
    assert pattern_of(TEXT, over_a_line.body) is None


def test_the_line_around_a_place():
    assert context(TEXT, *place("低族", 1)) == ("", "低族", "姑娘也来 了,北屯 村。")
    assert context(TEXT, *place("节\n日")) == ("高明县低族群众欢庆", "节⏎日", ",载歌载舞,十分高兴,")
    long = "一" * 100
    assert context(long, 50, 51) == ("一" * 24, "一", "一" * 24)


def test_an_entity_over_a_corrected_stretch_says_both_readings(proofreader):
    proofreader.click("低")
    proofreader.session.run("accept")
    shown = proofreader.session.shown
    assert both_readings(shown, Span(*place("低族"))) == ("低族", "佤族")
    assert both_readings(shown, Span(*place("节\n日"))) == ("节日", "节日")
    assert both_readings(shown, Span(*place("低"))) == ("低", "佤")


def test_what_is_inserted_beside_an_entity_is_no_part_of_its_reading(proofreader):
    (start, end), session = place("姑娘"), proofreader.session
    for at, text in ((start, "的"), (start + 1, "小"), (end, "们")):
        session.select(Selection.at(at))
        assert isinstance(session.run("correct", text), Edit)
    assert both_readings(session.shown, Span(start, end)) == ("姑娘", "姑小娘")


def test_the_current_suspect_stays_when_others_around_it_come_anew(proofreader):
    session = proofreader.session
    first = row_of(proofreader, "低")
    session.choose(first.id)
    session.put_suspects(1, Span(0, TEXT.index("\n")), [first, suspect("群", "人", 0.9)])
    assert session.current == first.id
    session.put_suspects(1, Span(0, TEXT.index("\n")), [])
    assert session.current is None
