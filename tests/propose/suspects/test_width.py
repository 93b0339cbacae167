"""Half-width marks in Chinese text, and full-width ones in numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.width import width
from tests.propose.suspects.readings import page, said


def test_marks_beside_chinese_characters_become_full_width():
    text = "茶山很美,游客说:好!你去吗?去;不去"
    assert said(width, text) == [(",", "，"), (":", "："), ("!", "！"), ("?", "？"), (";", "；")]


def test_a_mark_behind_a_per_cent_sign_belongs_to_the_chinese_sentence():
    assert said(width, "茶叶增产9.4%,2021年再增") == [(",", "，")]


def test_brackets_go_in_pairs():
    assert said(width, "三个村(含茶厂)受益") == [("(", "（"), (")", "）")]
    assert said(width, "收入增长(2021)明显") == [("(", "（"), (")", "）")]


@pytest.mark.parametrize(
    "text",
    [
        "会议于9:30开始",
        "共有1,000人参加",
        "网址是 http://tea.example",
        "文件名 report(final) 在此",
        "全角的，都不用改：好！（是）",
        "no Chinese here, none at all (really)",
    ],
)
def test_numbers_times_and_foreign_words_stay(text):
    assert said(width, text) == []


def test_full_width_marks_inside_a_number_become_half_width():
    assert said(width, "共有1，000人，增长3．5倍") == [("，", ","), ("．", ".")]


def test_mastheads_are_left_alone():
    assert said(width, ("masthead", "第3版 责编:王晓")) == []


@given(st.text(alphabet="茶山,:;!?()（），ab01 %", max_size=60))
def test_only_the_width_of_single_marks_changes(text):
    for each in width(page(text.strip() or "茶")):
        assert each.kind == "width"
        assert each.end - each.start == len(each.text or "") == 1
