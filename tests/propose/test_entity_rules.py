"""Each rule on text made for it. `_page("昭阳区/LOC 很/d")` is a page with the tagger's words."""

import pytest

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entities import findings
from annotator.propose.entity_rules import bylines, organs, persons, places, propagation, times
from annotator.propose.entity_rules.findings import WEAK, Finding, TaggedPage, settled
from annotator.propose.entity_rules.lists import divisions, entries, short_name, surnames
from annotator.propose.lac import Word


def _page(tagged: str, confidence: float = 0.95) -> TaggedPage:
    """Words `text/tag`, divided by a single space; `_` is a space, `|` a line break."""
    text, words = "", []
    for pair in tagged.split(" "):
        word, _, tag = pair.rpartition("/")
        word = word.replace("_", " ").replace("|", "\n")
        words.append(Word(len(text), len(text) + len(word), tag, confidence))
        text += word
    return TaggedPage(text, words)


def _strong(page: TaggedPage) -> list[tuple[str, str]]:
    return [
        (page.text[each.start : each.end], each.label)
        for each in findings(page)
        if not each.is_weak
    ]


def _weak(page: TaggedPage) -> list[str]:
    return [page.text[each.start : each.end] for each in findings(page) if each.is_weak]


def _times(text: str) -> list[str]:
    page = TaggedPage(text, ())
    return [text[each.start : each.end] for each in times.calendar_times(page)]


# -- times ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年3月24日 星期五", ["2023年3月24日"]),
        ("从2020年初的36种", ["2020年初"]),
        ("去年11月下旬，仅某县", ["去年11月下旬"]),
        ("今年春节期间", ["今年春节"]),
        ("规划(2021-2025年)", ["2021-2025年"]),
        ("今年以来，去年底，明年", ["今年", "去年", "明年"]),
        ("10月1日至7日放假", ["10月1日至7日"]),
        ("本报讯 16日，记者获悉", ["16日"]),
        ("3月5日、6日", ["3月5日", "6日"]),
        ("上世纪90年代，20世纪80年代末", ["上世纪90年代", "20世纪80年代末"]),
        ("二〇二二年十月一日", ["二〇二二年十月一日"]),
        ("今年第一季度和2022年上半年", ["今年第一季度", "2022年上半年"]),
        ("第12版 2019.02.26", ["2019.02.26"]),
        ("农历正月十五", ["农历正月十五"]),
        ("１９４９年".translate({0xFF11: "1", 0xFF19: "9", 0xFF14: "4"}), ["1949年"]),
    ],
)
def test_a_calendar_time_is_found_whole(text: str, found: list[str]):
    assert _times(text) == found


@pytest.mark.parametrize(
    "text",
    ["近年来", "目前", "年初", "五年行动", "10分钟", "三年", "3个月", "七日游", "20日游", "目前年均",
     "70年来", "一年级", "星期五", "8小时", "12日内", "提前年检", "第20日"],
)  # fmt: skip
def test_what_is_no_calendar_time_is_none(text: str):
    assert _times(text) == []


# -- bylines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者_张晓明_李国庆/n", ["张晓明", "李国庆"]),
        ("本报记者_张晓明_通讯员_王丽_文/图/n", ["张晓明", "王丽"]),
        ("通讯员_马霞文/图/n", ["马霞"]),
        ("本报讯（记者_张晓明_通讯员_陈如）/n", ["张晓明", "陈如"]),
        ("责编:毛利涛_美编：张晓_校对:王文富/n", ["毛利涛", "张晓", "王文富"]),
        ("张龙摄（影像中国）/n", ["张龙"]),
        ("庞革平_黄勇丹摄影报道/n", ["庞革平", "黄勇丹"]),
        ("记者_欧阳文华_报道/n", ["欧阳文华"]),
        ("一句话。|（李长云_王丽）/n", ["李长云", "王丽"]),
    ],
)
def test_names_of_a_byline_are_found(line: str, names: list[str]):
    page = _page(line)
    found = sorted(bylines.byline_names(page), key=lambda each: each.start)
    assert [page.text[each.start : each.end] for each in found] == names
    assert {each.label for each in found} == {"PER"}


@pytest.mark.parametrize(
    "line",
    ["记者从昭阳区获悉/n", "记者了解到/n", "记者手记/n", "告诉记者，老人说/n", "编辑部/n",
     "（街道）/n", "拍摄一批工作/n", "作者单位/n", "本报记者/n"],
)  # fmt: skip
def test_running_text_about_reporters_is_no_byline(line: str):
    assert bylines.byline_names(_page(line)) == []


def test_a_byline_overrules_the_tagger():
    page = _page("通讯员/n _/v 马霞文/PER //w 图/n")
    assert _strong(page) == [("马霞", "PER")]


# -- persons -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["沈迅", "金洪仓", "欧阳海", "司马文杰", "约翰逊", "瓦谢尔·拉格拉夫"]
)
def test_a_person_by_its_form_is_strong(name: str):
    assert _strong(_page(f"{name}/PER 说/v")) == [(name, "PER")]


@pytest.mark.parametrize(
    "name", ["弘扬", "王", "昭阳区", "霍书记", "老李先生", "严格执行", "文/图"]
)
def test_what_is_nobodys_name_is_kept_as_weak(name: str):
    page = _page(f"{name}/PER 了/u", 0.8)
    assert not any(label == "PER" for _, label in _strong(page))


def test_a_title_in_the_taggers_word_is_cut_off():
    assert _strong(_page("应国家主席习近平/PER 邀请/v")) == [("习近平", "PER")]
    assert _strong(_page("王小明教授/PER 说/v")) == [("王小明", "PER")]


def test_a_country_is_no_person():
    assert _strong(_page("科摩罗/PER 政府/n")) == [("科摩罗政府", "ORG")]


def test_a_double_surname_is_one_surname():
    assert persons.surname_of("欧阳海") == "欧阳"
    assert persons.surname_of("张三") == "张"
    assert persons.surname_of("张") == ""


# -- places --------------------------------------------------------------------------------


def test_the_levels_of_an_address_are_one_place():
    page = _page("昭阳区/LOC 靖安镇/LOC 大耆老村/LOC 是/v 昭阳区/LOC 靖安镇/LOC 的/u")
    assert _strong(page) == [("昭阳区靖安镇大耆老村", "LOC"), ("昭阳区靖安镇", "LOC")]


def test_two_abbreviated_places_are_two():
    assert _strong(_page("沪滇/LOC 协作/vn")) == [("沪", "LOC"), ("滇", "LOC")]


@pytest.mark.parametrize(
    "place", ["民族村", "智慧乡村", "工业园区", "国家级贫困县", "金山银山", "惠民"]
)
def test_a_generic_place_is_weak(place: str):
    page = _page(f"建设/v {place}/LOC ，/w")
    assert _strong(page) == []
    assert _weak(page) == [place]


def test_a_quoted_figure_of_speech_is_weak():
    assert _strong(_page("“/w 连心桥/LOC ”/w", 0.7)) == []


def test_a_site_behind_a_place_belongs_to_it_but_not_in_a_documents_title():
    assert _strong(_page("赤水河/LOC 流域/n 监测/v")) == [("赤水河流域", "LOC")]
    page = _page("《/w 昭阳区/LOC 民族/n 团结/a 进步/vn 示范区/n 规划/n 》/w")
    assert _strong(page) == [("昭阳区", "LOC")]


def test_the_type_behind_a_division_comes_back():
    assert _strong(_page("展现/v 昭通/LOC 市直机关/n 单位/n")) == [("昭通市", "LOC")]


def test_the_other_members_of_a_list_of_places_are_places():
    page = _page("在/p 靖安/LOC 、/w 红路/n 等/u 22个/m 安置点/n")
    assert _strong(page) == [("靖安", "LOC"), ("红路", "LOC")]


def test_a_division_that_the_tagger_missed_is_found():
    assert ("镇雄县", "LOC") in _strong(_page("镇雄县/n 的/u 群众/n"))
    assert _strong(_page("中国/LOC 化/v 方向/n")) == []


def test_a_line_between_two_cities_is_a_place():
    assert _strong(_page("推进/v 渝昆高铁/nz 建设/vn")) == [("渝昆高铁", "LOC")]


# -- organisations -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("大耆老村/LOC 党/n 总/a 支部/n 进一步/d", "大耆老村党总支部"),
        ("大耆老村/LOC 驻/v 村/n 工作队/n 将/d", "大耆老村驻村工作队"),
        ("昭通市公安局/ORG 党委/n 紧扣/v", "昭通市公安局党委"),
        ("昭阳区/LOC 苹果/n 产业/n 党支部/n 有/v", "昭阳区苹果产业党支部"),
        ("政协/n 昭阳区/LOC 第六届/m 委员会/n 委员/n", "政协昭阳区第六届委员会"),
        ("昭阳/LOC 区委书记/n 说/v", "昭阳区委"),
        ("昭通市/LOC 市委市直机关工委/ORG 说/v", "昭通市市委市直机关工委"),
        ("昭通/LOC 公安/n 工作/n", "昭通公安"),
        ("昭通/LOC 市委常委/n 、/w", "昭通市委"),
    ],
)
def test_a_place_and_the_organ_behind_it_are_one_organisation(tagged: str, name: str):
    assert (name, "ORG") in _strong(_page(tagged))


def test_an_organ_with_its_level_is_an_organisation():
    page = _page("市/n 教体局/n 和/c 市委/n 政法委/n 、/w 省/n 应急/vn 管理/vn 厅/n 宣教处/n")
    names = [name for name, label in _strong(page) if label == "ORG"]
    assert names == ["市教体局", "市委政法委", "省应急管理厅宣教处"]


def test_organs_of_all_places_at_once_are_none():
    assert _strong(_page("各/r 县/n 公安局/n 和/c 全/a 市/n 公安局/n")) == []


@pytest.mark.parametrize(
    "organ",
    ["区委", "县委", "市政府", "村委会", "党支部", "本报", "驻村工作队", "各乡镇", "市人民政府"],
)
def test_a_bare_organ_is_weak(organ: str):
    page = _page(f"{organ}/ORG 说/v")
    assert _strong(page) == []
    assert _weak(page) == [organ]


@pytest.mark.parametrize("words", ["苹果", "品牌知名度", "全国党性教育干部学院"])
def test_everyday_words_name_no_organisation(words: str):
    assert _strong(_page(f"{words}/ORG 的/u", 0.9)) == []


def test_national_organs_need_no_tagger():
    page = _page("被/p 中共中央/n 、/w 国务院/n 授予/v ，/w 教育部/n 部门/n")
    assert [name for name, _ in _strong(page)] == ["中共中央", "国务院", "教育部"]


def test_the_title_behind_an_organ_is_cut_off():
    assert _strong(_page("广东省委常委/ORG 、/w")) == [("广东省委", "ORG")]


# -- repetition ----------------------------------------------------------------------------


def test_a_sure_name_is_set_again_and_so_is_its_short_form():
    page = _page("昭阳区/LOC 。/w 沈迅/PER 在/p 昭阳苹果/nz 节/n 。/w 沈迅/n 说/v", 0.98)
    assert _strong(page) == [
        ("昭阳区", "LOC"),
        ("沈迅", "PER"),
        ("昭阳", "LOC"),
        ("沈迅", "PER"),
    ]


def test_a_name_is_not_set_inside_other_words():
    page = _page("靖安/LOC 。/w 靖/n 安置/vn 区/n", 0.98)
    assert _strong(page) == [("靖安", "LOC")]


def test_an_unsure_name_is_not_set_again():
    page = _page("甲乙丙丁/n 再/d 甲乙/n")
    unsure = Finding(0, 2, "LOC", 0.5, (phrase("because.entity_unsure"),))
    assert list(propagation.repeated(page, [unsure])) == []


# -- settling and lists --------------------------------------------------------------------


def test_earlier_ranks_and_longer_findings_win_and_weak_ones_come_last():
    reason = (phrase("because.entity_unsure"),)
    first = Finding(0, 2, "PER", 0.9, reason)
    longer = Finding(1, 6, "ORG", 0.9, reason)
    short = Finding(4, 6, "LOC", 0.99, reason)
    weak = Finding(2, 9, "LOC", 0.2, reason)
    other = Finding(7, 9, "LOC", 0.1, reason)
    assert settled([[first], [longer, short, weak, other]]) == [first, short, other]
    assert settled([[longer, short], [first]]) == [longer]


def test_setting_aside_keeps_the_order_among_the_weak():
    found = Finding(0, 2, "LOC", 0.95, ())
    less = Finding(0, 2, "LOC", 0.5, ())
    reason = phrase("because.entity_unsure")
    assert WEAK >= found.weakened(reason).score > less.weakened(reason).score > 0
    assert found.weakened(reason).is_weak


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("昭阳区", "昭阳"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("昭通", "昭通"),
    ],
)
def test_a_place_without_its_type(place: str, short: str):
    assert short_name(place) == short


def test_the_lexicons_have_what_the_rules_ask_for():
    assert divisions()["昭阳"] == "昭阳区"
    assert divisions()["云南"] == "云南省"
    assert "和平" not in divisions()
    assert {"王", "欧阳"} <= surnames()
    assert "品牌" in common_words()
    assert "昭通" not in common_words()
    for name in ("organ_suffixes", "organ_tails", "facility_suffixes", "national_organs", "titles"):
        assert len(entries(name)) > 30, name


def test_generic_places_are_told_from_named_ones():
    assert places.is_generic("")
    assert places.is_generic("国家级")
    assert not places.is_generic("大耆老")
    assert organs.is_everyday("民族宗教事务")
    assert not organs.is_everyday("扎西干部")


def test_a_village_is_no_person_although_it_begins_with_a_surname():
    page = TaggedPage("鱼田村人说", [Word(0, 3, "PER", 0.9)])
    found = persons.judged(page.names()[0], page)
    assert found.label == "LOC"
    assert not found.is_weak
    page = TaggedPage("王国镇说", [Word(0, 3, "PER", 0.9)])
    assert persons.judged(page.names()[0], page).label == "PER"
