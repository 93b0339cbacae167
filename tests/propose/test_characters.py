"""One character for one, always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.characters import folded, normalised, simplified
from annotator.settings.resources import word_list


@given(st.text())
def test_nothing_changes_the_length(text: str):
    assert len(normalised(text)) == len(folded(text)) == len(simplified(text)) == len(text)


@given(st.text(), st.text())
def test_each_character_is_mapped_for_itself(left: str, right: str):
    assert normalised(left + right) == normalised(left) + normalised(right)
    assert folded(left + right) == folded(left) + folded(right)


@given(st.text())
def test_folding_twice_is_folding_once(text: str):
    assert folded(folded(text)) == folded(text)
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２０２３年，“昭通”。", '2023年,"昭通".'),
        ("ＫＴＶ（Ａ座）！？", "ktv(a座)!?"),
        ("【一】〔二〕〈三〉『四』", '[一](二)<三>"四"'),
        ("甲、乙——丙……\u3000丁", "甲,乙--丙.. 丁"),
        ("《人民日報》·副刊", "《人民日报》·副刊"),
    ],
)
def test_the_tagger_gets_plain_text(text: str, plain: str):
    assert normalised(text) == plain


def test_the_rules_keep_the_marks():
    assert folded("２０２３年，“昭陽區”、ＫＴＶ。") == "2023年，“昭阳区”、KTV。"


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("雲南省昭通市鎮雄縣", "云南省昭通市镇雄县"),
        ("記者劉麗攝影報導", "记者刘丽摄影报导"),
        ("昭阳区", "昭阳区"),
    ],
)
def test_traditional_becomes_simplified(traditional: str, plain: str):
    assert simplified(traditional) == plain


def test_the_table_pairs_single_characters_and_ends_there():
    pairs = [entry.split() for entry in word_list("simplified.txt")]
    assert len(pairs) > 4000
    assert all(len(pair) == 2 and len(pair[0]) == len(pair[1]) == 1 for pair in pairs)
    assert len({traditional for traditional, _ in pairs}) == len(pairs)
