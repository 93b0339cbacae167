"""Wrong, extra, lost and swapped characters: found, left alone, and told why."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.phrases import Phrase
from annotator.propose.suspects.channel import AT_ONCE, MOST, Channel, default_channel
from annotator.propose.suspects.channel_weights import default_weights, read_weights, write_weights
from annotator.propose.suspects.finding import FLOOR, Suspect
from annotator.propose.suspects.glyphs import empty_glyphs
from annotator.propose.suspects.local_counts import LocalCounts
from annotator.propose.suspects.paragraphs import PageReading
from annotator.propose.suspects.sounds import Sounds
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import resource
from tests.propose.suspects.readings import page, said

CLEAN = (
    "会议强调，县乡两级党委和政府要十分重视安全生产工作，好好保障人民群众生命财产的安全。",
    "近年来，全县大力发展特色产业，带动群众增收致富，农村面貌发生了巨大变化。",
    "记者从国家统计局了解到，今年上半年国民经济运行总体平稳。",
)
TRADITIONAL = "國民政府行政院昨日召開會議，討論華北戰區難民救濟問題，與會者對於經費來源意見紛歧。"
WRONG = [
    ("党委和政府", "党委和攻府", ("攻", "政")),
    ("安全生产工作", "安全生户工作", ("户", "产")),
    ("人民群众", "人民群从", ("从", "众")),
    ("特色产业", "特色严业", ("严", "产")),
    ("国家统计局", "国家统汁局", ("汁", "计")),
    ("发生了巨大", "发生了臣大", ("臣", "巨")),
]


@pytest.fixture(scope="module")
def channel() -> Channel:
    return default_channel()


LIKELY = 0.1
"""Below it a suspect is one of many that are listed when they are asked for."""


def likely(channel: Channel) -> Callable[[PageReading], list[Suspect]]:
    return lambda asked: [each for each in channel.suspects(asked) if each.score >= LIKELY]


def spoilt(right: str, wrong: str) -> list[str]:
    return [each.replace(right, wrong) for each in CLEAN]


@pytest.mark.parametrize(("right", "wrong", "edit"), WRONG)
def test_a_look_alike_is_found_and_mended(
    channel: Channel, right: str, wrong: str, edit: tuple[str, str]
):
    assert said(likely(channel), *spoilt(right, wrong)) == [edit]


def test_a_clean_page_is_left_alone(channel: Channel):
    assert said(likely(channel), *CLEAN) == []


def test_an_extra_character_is_taken_out(channel: Channel):
    assert ("丨", "") in said(likely(channel), *spoilt("人民群众", "人民丨群众"))


def test_a_lost_character_is_put_in(channel: Channel):
    found = said(likely(channel), *spoilt("人民群众生命", "人民众生命"))
    assert ("民^", "群") in found


def test_two_swapped_characters_are_put_right(channel: Channel):
    assert ("济经", "经济") in said(likely(channel), *spoilt("国民经济", "国民济经"))


def test_words_of_printed_news_are_left_alone(channel: Channel):
    assert said(likely(channel), "图为群众在新建成的广场上跳舞。") == []


def test_without_a_language_model_words_and_shapes_are_enough_for_plain_errors(channel: Channel):
    alone = Channel(replace(channel.tables, model=None), default_weights())
    assert ("汁", "计") in said(alone.suspects, *spoilt("国家统计局", "国家统汁局"))
    assert said(alone.suspects, *CLEAN) == []


def test_without_any_table_it_still_answers():
    tables = replace(default_channel().tables, glyphs=empty_glyphs(), sounds=Sounds({}), model=None)
    for suspect in Channel(tables, default_weights()).suspects(page(*CLEAN)):
        assert FLOOR <= suspect.score <= 1


def test_without_weights_it_is_silent(channel: Channel):
    assert Channel(channel.tables, {}).suspects(page("国家统汁局")) == []


def test_traditional_pages_are_left_alone(channel: Channel):
    assert said(likely(channel), TRADITIONAL, TRADITIONAL.replace("討論", "討諭")) == []


def test_english_pages_are_left_alone(channel: Channel):
    text = "The committee met on Monday to discuss the annual budget, he said."
    assert said(likely(channel), text, "12345", "……") == []


@pytest.mark.parametrize("role", ["byline", "credit", "staff", "ad"])
def test_signatures_and_furniture_are_left_alone(channel: Channel, role: str):
    assert said(likely(channel), CLEAN[0], (role, "国家统汁局人民群从")) == []


def test_only_what_is_asked_for_is_answered_and_as_on_the_whole_page(channel: Channel):
    texts = [each.replace("国家统计局", "国家统汁局") for each in CLEAN]
    texts[0] = texts[0].replace("政府", "攻府")
    whole = page(*texts)
    alone = likely(channel)(replace(whole, only=frozenset({2})))
    assert [(each.paragraph, each.text) for each in alone] == [(2, "计")]
    assert alone[0].start == texts[2].index("汁")
    assert [each.paragraph for each in likely(channel)(whole)] == [0, 2]


def test_a_long_page_gets_the_answers_of_its_paragraphs_one_by_one(channel: Channel):
    texts = [each.replace(right, wrong) for right, wrong, _ in WRONG for each in CLEAN] * 4
    whole = page(*texts)
    assert sum(len(each) for each in texts) > AT_ONCE
    alone = [channel.suspects(replace(whole, only=frozenset({at}))) for at in range(len(texts))]
    assert channel.suspects(whole) == [each for found in alone for each in found]


def test_the_end_of_a_paragraph_says_nothing_of_the_next(channel: Channel):
    texts = [CLEAN[0], "国家统汁局。", CLEAN[1]]
    whole = page(*texts)
    first, *_ = likely(channel)(whole)
    (alone,) = likely(channel)(replace(page(texts[1]), page=whole.page))
    assert first.score == alone.score


def test_a_page_full_of_errors_is_trusted_less(channel: Channel):
    doubtful = "工人们正在安装设各。"
    bad = [wrong for right, wrong, _ in WRONG for wrong in spoilt(right, wrong)]
    (alone,) = likely(channel)(page(doubtful))
    among, *_ = likely(channel)(page(doubtful, *bad))
    assert alone.edit == among.edit
    assert alone.score < among.score


def test_what_finished_pages_say_counts(channel: Channel):
    local = LocalCounts()
    for number in range(60):
        local.put(number, "工作人员来到松华坝水库开展巡查。记者走进松华坝水库采访。" * 8)
    known = Channel(channel.tables, default_weights(), local)
    wrong = "环保人员日前来到松毕坝水库取样。"
    assert said(likely(channel), wrong) == []
    assert said(known.suspects, wrong) == [("毕", "华")]
    assert said(known.suspects, wrong.replace("毕", "华")) == []


# -- what a suspect is ---------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(
        st.text("会议强调县乡两级党委和攻府要十分重视，。“”A1 \n𠮷國é", max_size=30).filter(
            str.strip
        ),
        min_size=1,
        max_size=3,
    )
)
def test_suspects_lie_in_their_paragraphs_with_scores_reasons_and_few_alternatives(
    texts: list[str],
):
    reading = page(*texts)
    for suspect in default_channel().suspects(reading):
        text = reading.paragraphs[suspect.paragraph].text
        assert FLOOR <= suspect.score <= 1
        assert len(suspect.alternatives) < MOST
        for edit in (suspect.edit, *suspect.alternatives):
            assert 0 <= edit.start <= edit.end <= len(text)
            assert edit.text is not None
            assert text[edit.start : edit.end] != edit.text
        assert_said(suspect.because)


def assert_said(reason: Phrase) -> None:
    for name in LANGUAGES:
        sentence = Language(name).sentence(reason)
        assert "{" not in sentence
        assert reason.key not in sentence


def reason_for(channel: Channel, reading: PageReading) -> str:
    found: list[Suspect] = channel.suspects(reading)
    return Language("zh").sentence(found[0].because)


def test_the_reason_names_the_word_and_the_likeness(channel: Channel):
    said_ = reason_for(channel, page("记者从国家统汁局了解到情况。"))
    assert "统计局" in said_
    assert "统汁局" in said_
    assert "字形相近" in said_


def test_the_same_page_gets_the_same_suspects(channel: Channel):
    ask: Callable[[], list[Suspect]] = lambda: channel.suspects(page(*spoilt("政府", "攻府")))  # noqa: E731
    assert ask() == ask()


def test_the_files_of_the_channel_are_small():
    names = ("glyphs.bin", "sounds.txt", "suspects.json", "language.bin")
    assert sum(resource(name).stat().st_size for name in names) < 8_000_000


# -- weights -------------------------------------------------------------------------------


def test_weights_come_back_from_their_file(tmp_path: Path):
    path = tmp_path / "weights.json"
    write_weights(path, default_weights(), "tests", {})
    again = read_weights(path)
    assert {state: set(ways) for state, ways in again.items()} == {
        state: set(ways) for state, ways in default_weights().items()
    }
    assert (
        again["model"]["replaced"].to_plain() == default_weights()["model"]["replaced"].to_plain()
    )


def test_weights_of_other_clues_are_refused(tmp_path: Path):
    path = tmp_path / "weights.json"
    write_weights(path, default_weights(), "tests", {})
    path.write_text(path.read_text("utf-8").replace('"gain"', '"gone"'), "utf-8")
    with pytest.raises(KeyError):
        read_weights(path)
