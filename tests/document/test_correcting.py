"""The kind of a change, read off its texts; rules on strings; the least change."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.document.correcting import (
    ENOUGH,
    CorrectionRule,
    is_read_already,
    kind_of_change,
    minimal,
    widened,
)
from annotator.document.marks import CORRECTION_KINDS
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "raw", "reads", "kind"),
    [
        ("高明县", "高", "嵩", "substitution"),
        ("低族干部", "低族", "佤族", "substitution"),
        ("今年,春耕", ",", "，", "width"),
        ("２０２２年", "２０２２", "2022", "width"),
        ("20 日", " ", "", "spacing"),
        ("第3次", "3", " 3 ", "spacing"),
        ("（昭通）", "（昭通）", "（昭通", "insertion"),
        ("他说”好", "”", "“", "punctuation"),
        ("他说好。", "。", "。”", "punctuation"),
        ("的的人", "的", "", "duplicate"),
        ("春耕春耕开始", "春耕", "", "duplicate"),
        ("春耕丨开始", "丨", "", "insertion"),
        ("昭通，市", "，", "", "punctuation"),
        ("北屯村", "屯", "屯新", "omission"),
        ("他说好", "说好", "说，好", "punctuation"),
    ],
)
def test_the_texts_say_what_kind_of_error_it_was(text, raw, reads, kind):
    start = text.index(raw)
    assert kind_of_change(text, start, start + len(raw), reads) == kind


def test_an_insertion_is_an_omission_or_a_mark_that_was_lost():
    assert kind_of_change("昭市", 1, 1, "通") == "omission"
    assert kind_of_change("他说好", 2, 2, "，") == "punctuation"
    assert kind_of_change("3月", 1, 1, " ") == "spacing"


@given(texts(1), st.data(), texts(max_size=4))
def test_every_change_has_a_kind(text, data, reads):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assume(text[start:end] != reads)
    assert kind_of_change(text, start, end, reads) in CORRECTION_KINDS


# -- rules -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text", "verdict", "why"),
    [
        ("", "佤族", "fix", "one line"),
        ("低\n族", "佤族", "fix", "one line"),
        ("低族", "佤\n族", "fix", "one line"),
        ("低族", "低族", "fix", "as it stands"),
        ("低族", "佤族", "allow", "reads nothing else"),
        ("低族", "佤族", "never", "unknown verdict"),
    ],
)
def test_what_is_no_rule_is_none(raw, text, verdict, why):
    with pytest.raises(ValueError, match=why):
        CorrectionRule(raw, text, verdict)


def test_a_rule_may_take_a_string_out_or_allow_it():
    assert CorrectionRule("丨丨", "").verdict == "fix"
    assert CorrectionRule("低族", "", "allow").text == ""


def test_a_place_is_widened_to_what_can_be_known_again():
    text = "（低族人民）"
    assert widened(text, 1, 2) == (1, 3)  # the right neighbour first
    assert widened(text, 4, 5) == (3, 5)
    assert widened(text, 1, 3) == (1, 3)
    assert widened("低，族", 0, 1) == (0, 1)


@given(texts(1), st.data())
def test_widening_stays_on_the_line_and_keeps_the_place(text, data):
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    low, high = widened(text, start, end)
    assert low <= start
    assert end <= high
    added = text[low:start] + text[end:high]
    assert all(each.isalnum() for each in added)
    assert len(added) <= ENOUGH


@given(texts(max_size=12), texts(max_size=12))
def test_the_least_change_makes_the_same_text(raw, text):
    start, end, reads = minimal(raw, text)
    assert raw[:start] + reads + raw[end:] == text
    if raw != text and start < end and reads:
        assert raw[start] != reads[0]
        assert raw[end - 1] != reads[-1]


@pytest.mark.parametrize(
    ("text", "at", "raw", "reads", "is_read"),
    [
        ("云南省", 0, "云南", "云南省", True),
        ("云南人", 0, "云南", "云南省", False),
        ("在云南", 1, "云南", "在云南", True),
        ("云南", 0, "云南", "在云南", False),
        ("甲甲甲", 1, "甲甲", "甲甲甲", True),
        ("低族", 0, "低族", "佤族", False),
        ("低族", 0, "低族", "低族", False),
    ],
)
def test_a_string_can_be_part_of_what_it_should_read(text, at, raw, reads, is_read):
    assert is_read_already(text, at, raw, reads) is is_read


def test_the_least_change_of_a_word_is_its_wrong_character():
    assert minimal("高明县", "嵩明县") == (0, 1, "嵩")
    assert minimal("的的人", "的人") == (1, 2, "")
    assert minimal("昭市", "昭通市") == (1, 1, "通")
