"""Counties, peoples, surnames and names of the page that are one look-alike off."""

import pytest

from annotator.propose.suspects.echoes import echoes
from annotator.propose.suspects.peoples import peoples
from annotator.propose.suspects.places import places
from annotator.propose.suspects.surnames import surnames_unknown
from tests.propose.suspects.readings import page, said


def test_a_county_that_is_none_gets_the_one_that_looks_like_it():
    assert said(places, "记者来到高明县采访茶农。")[0] == ("高", "嵩")


def test_a_county_of_the_same_province_comes_first_and_is_surer():
    (alone,) = places(page("记者来到高明县采访茶农。"))
    (near,) = places(page("记者来到高明县采访茶农。", "石林彝族自治县和宜良县也丰收。"))
    assert near.score > alone.score
    assert near.text == "嵩"


@pytest.mark.parametrize(
    "text",
    [
        "记者来到嵩明县采访茶农。",
        "沧源县的茶农上山采茶。",
        "日本石川县发生地震。",
        "全县各族群众欢聚一堂，该县县委书记讲话。",
        "让更多县城里的青年回乡。",
        "寿光县后来改为寿光市。",
    ],
)
def test_known_counties_and_what_is_none_stay(text):
    assert said(places, text) == []


def test_a_people_that_is_none():
    assert said(peoples, "这里是低族、傣族聚居的山村。")[0] == ("低", "佤")


@pytest.mark.parametrize(
    "text",
    [
        "这里是佤族聚居的山村。",
        "上班族和打工族都来了。",
        "民族团结一家亲。",
        "水族馆开放了。",
        "家族企业增多。",
    ],
)
def test_peoples_and_other_words_stay(text):
    assert said(peoples, text) == []


def test_a_surname_that_is_none():
    reading = page(("credit", "本报通讯员 适志宏 摄"))
    (found,) = surnames_unknown(reading)
    assert reading.paragraphs[0].text[found.start : found.end] == "适"
    assert found.text in ("通", "逄", "连", "逯", "迟")


@pytest.mark.parametrize(
    "text",
    ["本报记者 王小山", "本报通讯员 欧阳青", "本报记者 洪大河", "本报记者 综合", "他向记者介绍说"],
)
def test_persons_with_surnames_stay(text):
    assert said(surnames_unknown, ("byline", text)) == []


def test_a_name_one_look_alike_off_a_frequent_one():
    text = ["人民日报记者来了。", "人民日报刊登了消息。", "人民曰报也报道了。"]
    assert said(echoes, *text, names=[("人民日报", "ORG")]) == [("曰", "日")]


def test_two_names_that_look_nothing_alike_stay():
    text = ["王小山来了。", "王小山说话。", "王小河也来了。"]
    assert said(echoes, *text, names=[("王小山", "PER"), ("王小河", "PER")]) == []


def test_the_type_of_a_place_is_not_compared():
    text = ["昭通市开会。", "昭通市修路。", "立足昭通实际。"]
    assert said(echoes, *text, names=[("昭通市", "LOC")]) == []


def test_quoted_terms_one_character_apart():
    assert said(echoes, "“村长直播带茶”开播。", "“村长直播带货”收官。") == [("货", "茶")]
    assert said(echoes, "“天河一号”开机。", "“天河二号”开机。") == []


def test_a_wrong_county_is_found_without_its_type_inside_a_longer_name():
    text = ["记者来到高明县采访。", "高明职教新城有一处茶社，做法很高明。"]
    assert said(places, *text, names=[("高明职教新城", "LOC")]) == [("高", "嵩")] * 2
