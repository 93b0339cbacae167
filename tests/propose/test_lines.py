from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.raw_text import RawText
from annotator.propose.lines import Line, lines_of, visual_width

TEXTS = st.text(
    alphabet=st.sampled_from("一二三四，。”（）《》 \u3000\n\x0c\u2028a1●—"), max_size=300
)


def lines(text: str) -> tuple[Line, ...]:
    return lines_of(RawText.of(text))


@given(TEXTS)
def test_lines_hold_all_text_that_is_not_white_space(text: str):
    found = lines(text)
    covered = {at for line in found for at in range(line.start, line.end)}
    assert covered >= {at for at, char in enumerate(text) if not char.isspace()}
    assert all(line.text == text[line.start : line.end] for line in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_only_a_newline_ends_a_line():
    assert len(lines("山高\u2028水长\x0c路远")) == 1


def test_blank_lines_above_are_counted():
    assert [line.blank for line in lines("甲\n\n\n乙\n丙")] == [0, 2, 0]


def test_a_column_is_known_by_lines_of_even_width():
    column = "\n".join(["山坡上就有人背着竹篓采"] * 6 + ["新茶炒好。"])
    assert {line.column for line in lines(column)} == {11.0}
    assert lines(column)[-1].lack == pytest.approx(6.0)


def test_two_columns_of_one_page_have_each_their_width():
    narrow = ["八个字宽的一栏文"] * 10
    wide = ["十六个字宽的一栏文字从这里才开始"] * 10
    found = lines("\n".join(narrow + wide))
    assert found[3].column == 8.0
    assert found[16].column == 16.0


def test_paragraphs_on_one_line_each_stand_in_no_column():
    paragraphs = ["山" * 120, "水" * 60 + "。", "田" * 200, "云" * 90, "题目在此", "雨" * 40]
    assert not any(line.is_wrapped for line in lines("\n\n".join(paragraphs)))


def test_spaces_between_the_characters_of_a_justified_line_have_no_width():
    assert visual_width("盖 起 新 屋 住 户") == 6.0
    assert visual_width("共有 500 户") == 5.0


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("他来了。", "terminal"),
        ("他说：“来了。”", "terminal"),
        ("（见图）", "closed"),
        ("他来了，", "comma"),
        ("他来", "bare"),
        ("他说：“", "open"),
    ],
)
def test_how_a_line_ends(text: str, ending: str):
    assert lines(text)[0].ending == ending


def test_an_open_quotation_is_seen():
    assert lines("他说：“明天再")[0].leaves_open
    assert not lines("他说：“明天。”")[0].leaves_open


def test_a_byline_behind_the_last_full_stop_is_a_piece_of_its_own():
    found = lines("事情就这样办好了。 通讯员 马远程")
    assert [line.text for line in found] == ["事情就这样办好了。", "通讯员 马远程"]
    assert [line.same_row for line in found] == [False, True]


def test_a_sentence_about_a_reporter_is_not_cut():
    assert len(lines("雨停了。记者从县里获悉，道路已经通行")) == 1
