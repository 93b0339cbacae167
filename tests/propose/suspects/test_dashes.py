"""一 for a dash and the reverse."""

import pytest

from annotator.propose.suspects.dashes import dashes
from tests.propose.suspects.readings import page, said


def test_one_in_a_chain_of_levels_is_a_dash():
    assert said(dashes, "建立“县级—乡镇—村组一农户”四级网络。") == [("一", "—")]


@pytest.mark.parametrize("text", ["他们进—步扩大茶园。", "茶香—直飘到山下。", "交出了—份好答卷。"])
def test_a_dash_that_makes_sense_as_one(text):
    assert said(dashes, text) == [("—", "一")]


def test_half_a_dash_between_two_phrases_is_a_weak_suspect():
    (found,) = dashes(page("走进茶叶示范园—春风里的茶山。"))
    assert (found.text, found.alternatives[0].text) == ("——", "一")
    assert found.score < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "新建“生产—流通—消费”链条。",
        "茶园——我们的家园。",
        "营业时间为10月1日—6日。",
        "村里只有一条路。",
    ],
)
def test_chains_and_whole_dashes_stay(text):
    assert said(dashes, text) == []


def test_a_dash_between_two_places_stays():
    names = [("中国", "LOC"), ("毛里求斯", "LOC")]
    assert said(dashes, "中国—毛里求斯协定签署。", names=names) == []


def test_half_a_dash_that_leads_on_to_a_name_is_one():
    names = [("南山茶园", "LOC")]
    assert said(dashes, "记者来到示范园—南山茶园采访。", names=names) == [("—", "——")]


def test_a_deck_opens_with_a_whole_dash():
    assert said(dashes, ("deck", "一一记茶山的采茶人")) == [("一一", "——")]
    assert said(dashes, ("body", "一一介绍来宾")) == []
