"""Brackets and quotation marks without a partner."""

import pytest

from annotator.propose.suspects.brackets import brackets
from tests.propose.suspects.readings import page, said


def test_a_title_that_opens_again_has_lost_its_end():
    assert said(brackets, "从《茶山谣《采茶曲》到新歌，听众都很喜欢。") == [("谣^", "》")]


def test_a_lost_beginning_is_put_before_the_title():
    found = list(brackets(page("晚会上演唱了茶山谣》，听众都很喜欢。")))
    places = [(each.start, each.text) for each in (found[0].edit, *found[0].alternatives)]
    assert (7, "《") in places


def test_a_bracket_that_never_closes_is_found():
    ((_, text),) = said(brackets, "新茶厂（位于山脚下年产茶叶五十吨。")
    assert text == "）"


def test_the_mark_itself_may_be_too_much():
    (found,) = brackets(page("茶农说，收成很好）。"))
    last = found.alternatives[-1]
    assert (last.start, last.end, last.text) == (8, 9, "")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["他说：“今年的茶（春茶）真好。”"],
        ["“第一段话说到这里。", "“第二段话接着说完。”"],
        ["“一句话分在两段，", "到这里才说完。”"],
        ["没有任何括号的一段。"],
    ],
)
def test_partners_may_stand_in_the_next_paragraph(paragraphs):
    assert said(brackets, *paragraphs) == []


def test_headlines_are_left_alone_for_their_quotes_run_over_lines():
    assert said(brackets, ("headline", "“茶山")) == []
