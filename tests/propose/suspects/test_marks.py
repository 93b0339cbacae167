"""Marks that cannot follow one another."""

import pytest

from annotator.propose.suspects.marks import marks
from tests.propose.suspects.readings import page, said


@pytest.mark.parametrize(
    ("text", "found", "reads"),
    [
        ("茶农上山，，采茶忙。", "，，", "，"),
        ("茶园很美。，游客很多。", "。，", "。"),
        ("茶、，桔都丰收。", "、，", "、"),
        ("会议指出、茶园要扩建。", "、", "，"),
        ("主要有两点；一是修路。", "；", "："),
        ("收成很好。今年1月底。新茶上市。", "。", "，"),
        ("身为茶乡。这里游客很多。", "。", "，"),
        ("好戏连台．美食很多。", "．", "。"),
    ],
)
def test_one_of_them_is_wrong(text, found, reads):
    assert said(marks, text) == [(found, reads)]


def test_the_other_mark_is_offered_too():
    (found,) = marks(page("茶园很美。，游客很多。"))
    assert [each.text for each in found.alternatives] == ["，"]


@pytest.mark.parametrize(
    "text",
    [
        "真的吗？！",
        "他说……",
        "茶园——家园。",
        "“好！”他说。",
        "（一）修路；（二）种茶。",
        "开园在今年1月底。新茶上市。",
    ],
)
def test_marks_that_may_follow_one_another_stay(text):
    assert said(marks, text) == []


def test_a_paragraph_does_not_begin_with_a_comma():
    assert said(marks, "，茶农上山采茶。") == [("，", "")]
    assert said(marks, "“茶农上山。”他说。") == []
