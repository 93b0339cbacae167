"""Blanks inside words, at figures and at marks."""

import pytest

from annotator.propose.suspects.spacing import spacing
from tests.propose.suspects.readings import said


def test_blanks_around_figures_go():
    assert said(spacing, "茶园有 25 公里山路") == [(" ", ""), (" ", "")]


def test_blanks_before_marks_go():
    assert said(spacing, "服务基层 、服务群众 。") == [(" ", ""), (" ", "")]


def test_a_line_of_characters_set_apart_is_one_suspect():
    assert said(spacing, "新路修到村口/采 茶 合 作 社 300/户，收入增加") == [
        ("采 茶 合 作 社 300", "采茶合作社300")
    ]


def test_a_wider_gap_in_such_a_line_stays():
    assert said(spacing, "（记者 李青/王 小 山   张 大 河 ） 茶 园/丰收") == [
        ("王 小 山   张 大 河 ） 茶 园", "王小山   张大河）茶园")
    ]


def test_a_blank_within_a_sentence_is_less_sure():
    assert said(spacing, "他们沿着山路走 了很远，才到茶园。") == [(" ", "")]


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 19岁的茶农上山采茶。",
        "本报讯 近日，茶农上山采茶。",
        "本报北京2月3日电 茶农上山，采茶忙。",
        "（记者 李青 通讯员 王小山）茶农上山，采茶忙。",
        "晚会《春风吹 茶山绿》开演，观众很多。",
        "精装全册 送货上门 货到付款 欢迎订购，电话见报。",
        "春风吹绿千座茶山 歌声唱响万家院落；",
        "a line of English, 3 words",
    ],
)
def test_blanks_that_part_what_belongs_apart_stay(text):
    assert said(spacing, text) == []


def test_headlines_keep_blanks_between_their_halves():
    assert said(spacing, ("headline", "茶园增收 3年翻番")) == []
    assert said(spacing, ("headline", "茶园增收 30 万元")) == [(" ", "")]


def test_a_byline_wants_a_blank_before_what_was_made():
    assert said(spacing, ("byline", "通讯员 王小山文图")) == [("王小山文图", "王小山 文图")]
    assert said(spacing, ("byline", "通讯员 王小山 文图")) == []
