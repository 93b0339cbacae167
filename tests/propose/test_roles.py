import pytest

from annotator.document.raw_text import RawText
from annotator.propose.lines import lines_of
from annotator.propose.looks import is_name, look_of
from annotator.propose.page_facts import PageView
from annotator.propose.roles import Sighting, Weights, default_weights, role_of, sightings
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import word_list
from tests.propose.pages import COLUMNS, OLD, PARAGRAPHS


def shape(text: str) -> str:
    return look_of(lines_of(RawText.of(text))[0]).shape


def roles(text: str) -> list[tuple[str, str]]:
    view = PageView.of(lines_of(RawText.of(text)))
    found: list[Sighting] = sightings(view, default_weights().chain)
    return [(line.text, sight.role) for line, sight in zip(view.lines, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报记者 何远山 通讯员 周小溪", "byline"),
        ("（本報記者 何遠山）", "byline"),
        ("通讯员 马远程文/图", "credit"),
        ("何远山摄（影像中国）", "credit"),
        ("新华社记者 何远山 摄", "credit"),
        ("责编：高原 美编：石磊", "staff"),
        ("責任編輯：高原", "staff"),
        ("青石镇党委 青石日报社 联办", "sponsor"),
        ("2019年3月5日 星期二", "date"),
        ("中華民國二十四年六月三日", "date"),
        ("第4版", "page"),
        ("QINGSHI RIBAO", "pinyin"),
        ("简讯", "section"),
        ("圖片新聞", "section"),
        ("【柳河水漲】", "framed"),
        ("何远山", "name"),
        ("——青石镇见闻", "dash"),
        ("青石镇白果村——", "lead-in"),
        ("· — ·", "noise"),
        ("22222222", "noise"),
    ],
)
def test_the_look_of_a_line(text: str, expected: str):
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text", ["汉河银行与青石镇宣传部合作", "记者从县里获悉，道路通行", "青石镇的茶农忙"]
)
def test_running_words_are_neither_byline_nor_credit(text: str):
    assert shape(text) not in ("byline", "credit")


def test_a_name_begins_with_a_surname():
    assert is_name("欧阳小溪")
    assert is_name("歐陽小溪")
    assert is_name("李 四")
    assert not is_name("的确好")
    assert not is_name("青石镇白果村")


def test_surnames_are_single_lines_in_both_forms():
    names = word_list("surnames.txt")
    assert len(names) == len(set(names)) > 400
    assert {"刘", "劉", "欧阳", "歐陽", "张", "張"} <= set(names)


def test_states_name_their_role():
    assert [
        role_of(s) for s in ("lead", "signature", "body~", "headline+", "float:caption~", "ad")
    ] == [
        "body",
        "byline",
        "body",
        "headline",
        "caption",
        "ad",
    ]


def test_roles_of_a_page_of_paragraphs():
    found = dict(roles(PARAGRAPHS))
    assert found["聚焦"] == "section"
    assert found["山谷小镇办起图书车"] == "headline"
    assert found["本报记者 何远山 通讯员 周小溪"] == "byline"
    assert found["责编：高原 美编：石磊 组版：江波 校对：田野"] == "staff"
    assert sum(role == "body" for _, role in roles(PARAGRAPHS)) == 4


def test_roles_of_a_page_in_columns():
    found = dict(roles(COLUMNS))
    assert found["2019年3月5日 星期二 第4版"] == "masthead"
    assert found["通讯员 马远程 文/图"] == "byline"
    assert found["碌。清明前的嫩芽最值钱，天刚亮，"] == "body"
    assert found["采茶早 青石镇茶农收购价上涨"] == "headline"


def test_roles_of_an_old_page_in_traditional_characters():
    found = dict(roles(OLD))
    assert found["【柳河水漲】"] == "headline"
    assert found["【米價又落】"] == "headline"
    assert found["已派員前往勘查云。"] == "body"
    assert found["中華民國二十四年六月三日 星期一"] == "masthead"


def test_probabilities_are_probabilities():
    view = PageView.of(lines_of(RawText.of(PARAGRAPHS)))
    for sight in sightings(view, default_weights().chain):
        for sure in (sight.sure, sight.sure_start, sight.sure_soft):
            assert 0.0 <= sure <= 1.0


def test_a_page_without_text_has_no_roles():
    assert roles(" \n\n") == []


def test_calibration_keeps_the_order_of_scores():
    weights: Weights = default_weights()
    scores = [weights.calibrated(odds) for odds in (-8.0, -1.0, 0.0, 2.0, 9.0)]
    assert scores == sorted(scores)
    assert 0.0 <= scores[0] < scores[-1] <= 1.0


def test_every_reason_is_said_in_both_languages():
    keys = {
        language: {
            k
            for k in Language(language).keys
            if k.startswith(("because.article_", "because.furniture_", "because.break_"))
        }
        for language in LANGUAGES
    }
    assert keys["zh"] == keys["en"] != set()
