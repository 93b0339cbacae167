"""Joined for the tagger, and every character with its way back."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.joining import joined, likely_soft_breaks, sentences

_TEXTS = st.text(
    alphabet="昭阳区委书记者王丽摄，。、！“”《》（）0１2年 \u3000\n本报aB", max_size=120
)


def _read(text: str) -> str:
    raw = RawText.of(text)
    return joined(raw, likely_soft_breaks(raw)).text


def test_a_soft_break_is_joined_over_and_leads_back():
    text = "昭阳\n区委"
    reading = joined(RawText.of(text), [Span(2, 3)])
    assert reading.text == "昭阳区委"
    assert reading.raw_spans(0, 3) == (Span(0, 4),)
    assert reading.raw_spans(2, 4) == (Span(3, 5),)


def test_corrections_are_read_and_lead_back():
    reading = joined(RawText.of("低族\n茶20lB年"), [Span(2, 3)], [(0, 1, "佤"), (6, 8, "18")])
    assert reading.text == "佤族茶2018年"
    assert reading.raw_spans(0, 2) == (Span(0, 2),)
    assert reading.raw_spans(3, 7) == (Span(4, 8),)


def test_a_hard_break_stays():
    assert joined(RawText.of("标题\n正文"), []).text == "标题\n正文"


def test_spaced_out_words_close_up():
    assert _read("分公司 驻 村 工 作 队 帮扶") == "分公司 驻村工作队 帮扶"
    assert _read("“ 把 红 军 长 征 ”") == "“ 把红军长征 ”"


def test_spaces_beside_figures_go():
    assert _read("去年 11 月下旬有 2 名") == "去年11月下旬有2名"
    assert _read(" 4 2023年3月24日") == " 4 2023年3月24日"


def test_names_of_a_byline_stay_apart():
    assert _read("本报记者 蔡侯友 陈如丽 通讯员 杨敏") == "本报记者 蔡侯友 陈如丽 通讯员 杨敏"
    assert _read("通讯员 陈 如") == "通讯员 陈如"
    assert _read("本报记者 王 丽 李 明") == "本报记者 王丽 李明"


def test_full_lines_without_a_closing_mark_go_on():
    text = "产业振兴是乡村振兴的基础和关键，\n产业发展离不开金融的支持和帮助。\n科技助力增产增效，电商助推提速\n扩销。"
    raw = RawText.of(text)
    assert [span.text_in(text) for span in likely_soft_breaks(raw)] == ["\n", "\n"]
    assert joined(raw, likely_soft_breaks(raw)).text.count("\n") == 1


def test_a_byline_or_a_bullet_or_two_blank_lines_begin_something_new():
    column = "产业振兴是乡村振兴的基础和关键，\n"
    for opening in (
        "本报记者某某某某某某某某某某某某\n",
        "●第二条第二条第二条第二条第二条\n",
        "\n\n产业振兴是乡村振兴的基础和关键\n",
    ):
        raw = RawText.of(column + opening)
        assert likely_soft_breaks(raw) == []


def test_sentences_end_at_their_marks_and_at_line_ends():
    text = "甲乙。丙丁！”戊；己\n庚\n \n"
    assert [text[a:b] for a, b in sentences(text)] == ["甲乙。", "丙丁！”", "戊；", "己", "庚"]


def test_an_endless_sentence_is_cut_after_a_comma_or_anywhere():
    text = "字" * 150 + "，" + "字" * 600
    pieces = [text[a:b] for a, b in sentences(text)]
    assert pieces[0] == "字" * 150 + "，"
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= 200 for piece in pieces)


@given(_TEXTS)
def test_joining_only_drops_white_space(text: str):
    raw = RawText.of(text)
    reading = joined(raw, likely_soft_breaks(raw))
    assert "".join(reading.text.split()) == "".join(text.split())
    for at, character in enumerate(reading.text):
        spans = reading.raw_spans(at, at + 1)
        if not character.isspace():
            assert [span.text_in(text) for span in spans] == [character]


@given(_TEXTS)
def test_sentences_are_in_order_and_hold_all_ink(text: str):
    bounds = sentences(text)
    assert all(start < end for start, end in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    held = "".join(text[start:end] for start, end in bounds)
    assert "".join(held.split()) == "".join(text.split())
    assert "\n" not in held
