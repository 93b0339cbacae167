"""Letters among figures, and stray strokes."""

import pytest

from annotator.propose.suspects.digits import digits
from tests.propose.suspects.readings import page, said


@pytest.mark.parametrize(
    ("text", "letter", "figure"),
    [
        ("20l9年茶园扩建", "l", "1"),
        ("早在201B年就开始", "B", "8"),
        ("近2O年来茶园扩大", "O", "0"),
        ("同比增长l3.3%，创新高", "l", "1"),
        ("到201S年底", "S", "5"),
    ],
)
def test_letters_in_numbers_are_figures(text, letter, figure):
    assert said(digits, text) == [(letter, figure)]


def test_a_letter_among_chinese_numerals_is_a_zero():
    assert said(digits, "二O二三年春天") == [("O", "〇")]


@pytest.mark.parametrize(
    "text",
    ["一家4S店开业", "采用O2O模式", "5G网络覆盖茶园", "H5作品上线", "B2区停车场", "增长3.5%"],
)
def test_codes_and_brands_stay(text):
    assert said(digits, text) == []


@pytest.mark.parametrize("mark", ["|", "丨", "."])
def test_strokes_and_points_between_characters_are_stray(mark):
    assert said(digits, f"茶农心中的{mark}敬畏从未改变") == [(mark, "")]


def test_a_dot_inside_a_word_is_stray():
    assert said(digits, "这是一条政府主导的路·子，走得很稳。") == [("·", "")]


def test_a_dot_inside_a_word_is_stray_though_a_name_was_proposed_there():
    assert said(digits, "这是一条政府主导的路·子，走得很稳。", names=[("路·子", "PER")]) == [
        ("·", "")
    ]


@pytest.mark.parametrize(
    "text", ["导演比利·林恩来了", "主题为“融合·守正·创新”的论坛", "《尚书·舜典》有载"]
)
def test_dots_of_names_and_titles_stay(text):
    assert said(digits, text) == []


def test_other_marks_are_offered_for_a_stray_stroke():
    (found,) = digits(page("茶农上山|大家都很高兴"))
    assert [each.text for each in found.alternatives] == ["，", "。", "、"]
