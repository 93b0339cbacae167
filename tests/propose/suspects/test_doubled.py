"""Words and characters twice in a row."""

import pytest

from annotator.propose.suspects.doubled import doubled
from tests.propose.suspects.readings import said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("推动全县经济发展发展的各项任务", "发展"),
        ("一户平均平均五亩茶园", "平均"),
        ("村里的合作社合作社今年增收", "合作社"),
        ("种植桔、茶、茶和各种花", "、茶"),
        ("当地卖出了茶、茶等土产", "、茶"),
    ],
)
def test_the_second_copy_should_go(text, word):
    assert said(doubled, text) == [(word, "")]


def test_a_doubled_character_before_a_word():
    assert said(doubled, "对当地社会经济发发展起着重要作用") == [("发", "")]


@pytest.mark.parametrize(
    "text",
    [
        "任务一级一级压实，一件一件落实",
        "支队三大队大队长李青介绍",
        "成包成包的茶叶堆在库房",
        "人人都来采茶，天天都有笑声",
        "新闻社社长李青表示",
        "2019年年底，茶园扩大了。",
        "主任、副主任、主任助理都来了",
        "那里出产红茶、茶等土产",
    ],
)
def test_what_is_doubled_on_purpose_stays(text):
    assert said(doubled, text) == []
