"""Rules and channel merged, and every suspect with its way back to the raw text."""

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.phrases import phrase
from annotator.document.proposals import CorrectionBody, extent_of
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span, places_collide
from annotator.propose.suspects.finder import SuspectFinder
from annotator.propose.suspects.finding import Edit, Suspect
from annotator.propose.suspects.paragraphs import PageReading
from tests.propose.suspects.readings import named, sheet


def nothing_known(_raw):
    return []


def finder(channel=None):
    return SuspectFinder(nothing_known, channel)


def suspected(score, text, start, end, reads, alternatives=()):
    """A channel that says one thing about the first paragraph with `text`."""

    def channel(page: PageReading) -> Iterable[Suspect]:
        for paragraph in page.asked:
            at = paragraph.text.find(text)
            if at >= 0:
                edits = tuple(Edit(at + a, at + b, r, "substitution") for a, b, r in alternatives)
                because = phrase("because.channel")
                yield Suspect(
                    paragraph.number,
                    at + start,
                    at + end,
                    reads,
                    "substitution",
                    "channel",
                    score,
                    because,
                    edits,
                )

    return channel


def bodies(proposals):
    return [(*extent_of(each.body), each.body.text) for each in proposals]


def test_places_lead_back_over_soft_breaks_and_blanks():
    raw, known = sheet("茶农上山采/茶,今年 20l9 年丰收。")
    assert bodies(finder().suspects_of(raw, known, ())) == [
        (7, 8, "，"),
        (10, 11, ""),
        (13, 14, "1"),
        (15, 16, ""),
    ]


def test_an_insertion_sticks_to_the_character_before_it():
    raw, known = sheet("从《茶山谣/《采茶曲》到新歌，听众都很喜欢。")
    (found,) = finder().suspects_of(raw, known, ())
    assert found.body == CorrectionBody(Gap(5), "》", "punctuation")


def test_words_are_looked_at_as_if_width_and_blanks_were_mended():
    raw, known = sheet("推动全县经济 发展发展的任务,大家都很高兴。")
    found = finder().suspects_of(raw, known, ())
    assert (9, 11, "") in bodies(found)


def test_what_is_corrected_is_read_and_not_suspected_again():
    raw, known = sheet("早在201B年,茶园就已经扩建。")
    assert bodies(finder().suspects_of(raw, known, ())) == [(5, 6, "8"), (7, 8, "，")]
    assert bodies(finder().suspects_of(raw, known, [(5, 6, "8")])) == [(7, 8, "，")]


def test_an_edit_that_touches_a_correction_is_dropped():
    raw, known = sheet("茶农上山采茶忙。")
    channel = suspected(0.8, "采茶", 0, 2, "彩茶")
    assert bodies(finder(channel).suspects_of(raw, known, ())) == [(4, 6, "彩茶")]
    assert finder(channel).suspects_of(raw, known, [(4, 5, "采")]) == []


def test_colliding_edits_become_one_suspect_with_alternatives():
    raw, known = sheet("茶农心中的|敬畏从未改变。")
    channel = suspected(0.4, "|敬", 0, 2, "惊", [(0, 2, "尊")])
    (found,) = finder(channel).suspects_of(raw, known, ())
    assert (found.body.text, found.body.kind) == ("", "insertion")
    assert [each.text for each in found.alternatives] == ["，", "。", "、", "惊", "尊"]


def test_no_more_than_nine_candidates():
    raw, known = sheet("茶农上山采茶忙。")
    others = [(0, 1, character) for character in "彩菜踩睬蔡才材财裁猜"]
    channel = suspected(0.8, "采茶", 0, 1, "来", [*others, *others])
    plain = suspected(0.5, "采茶", 0, 1, "孚")

    def both(page):
        return [*channel(page), *plain(page)]

    (found,) = finder(both).suspects_of(raw, known, ())
    assert len(found.alternatives) == 8
    assert len(set(found.alternatives)) == 8


def test_the_channel_is_not_heard_inside_names_bylines_and_furniture():
    raw, known = sheet("茶农上山采茶忙。")
    channel = suspected(0.8, "采茶", 0, 1, "彩")
    names = named(raw, [("山采茶", "LOC")])
    assert finder(channel).suspects_of(raw, [*known, *names], ()) == []
    for role in ("byline", "credit", "staff", "section"):
        raw, known = sheet((role, "茶农上山采茶忙"))
        assert finder(channel).suspects_of(raw, known, ()) == []


def test_a_rule_about_names_is_heard_inside_names():
    raw, known = sheet("记者来到高明县采访茶农。")
    names = named(raw, [("高明县", "LOC")])
    (found,) = finder().suspects_of(raw, [*known, *names], ())
    assert found.because[0].key == "because.name_place"


def test_what_is_hardly_likely_is_not_proposed():
    raw, known = sheet("茶农上山采茶忙。")
    assert finder(suspected(0.01, "采茶", 0, 1, "彩")).suspects_of(raw, known, ()) == []


def test_one_paragraph_asked_again_gets_the_suspects_that_it_had():
    raw, known = sheet("茶农上山,采茶忙。", "今年 30 户增收。", "早在201B年就开始。")
    ready = finder()
    everything = ready.suspects_of(raw, known, ())
    at = raw.text.index("30")
    again = ready.again(raw, known, (), Span(at, at + 2))
    assert again == [each for each in everything if at - 1 <= extent_of(each.body)[0] <= at + 3]
    assert len(again) == 2


def test_asked_again_it_knows_the_new_correction():
    raw, known = sheet("早在201B年,茶园就扩建。")
    ready = finder()
    ready.suspects_of(raw, known, ())
    assert bodies(ready.again(raw, known, [(5, 6, "8")], Span(5, 6))) == [(7, 8, "，")]


def test_a_page_without_articles_has_no_suspects():
    assert finder().suspects_of(RawText.of("早在201B年,"), [], ()) == []
    assert finder().propose(RawText.of("")) == []


PARAGRAPHS = st.lists(
    st.text(alphabet="茶山路一—，。、,:（“”《》）() 20lB|·县族", min_size=1, max_size=40),
    max_size=4,
)


@given(PARAGRAPHS, st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_the_text_suspects_do_not_collide_and_change_something(paragraphs, data):
    raw, known = sheet(*(each for each in paragraphs if each.strip()))
    size = len(raw.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    corrections = [(start, end, "山")] if start < end else []
    found = finder().suspects_of(raw, known, corrections)
    places = [extent_of(each.body) for each in found]
    assert places == sorted(places)
    for at, place in enumerate(places):
        assert not any(places_collide(place, other) for other in places[at + 1 :])
        assert not any(places_collide(place, (a, b)) for a, b, _ in corrections)
    for each in found:
        low, high = extent_of(each.body)
        assert each.body.text != raw.text[low:high] or (low == high and each.body.text is None)
    assert finder().suspects_of(raw, known, corrections) == found


@pytest.mark.parametrize(
    "text",
    [
        "春风吹过山谷茶农采茶忙" * 3000,
        "a" * 30_000,
        "1" * 30_000,
        "（" * 3_000,
        "，" * 3_000,
        "1" * 30_000 + "x",
        "，".join("一" * 3_000),
        "（茶山" * 5_000,
        "(1" * 10_000 + ")1" * 10_000,
        "（茶 山）" * 5_000,
        "茶园 山路" * 5_000,
        "茶山—山路" * 3_000,
        "发发展" * 3_000,
        "".join(f"“茶山{at:04}路”" for at in range(3_000)),
        "".join(f"茶山{chr(0x4E00 + at)}县" for at in range(5_000)),
        " ".join("茶" * 3_000),
        "/".join("春夏秋冬天地玄黄"[at % 8] for at in range(3000)),
    ],
)
def test_odd_paragraphs_are_read_in_time(text):
    raw, known = sheet(text)
    finder().suspects_of(*sheet("早在201B年就开始,茶园很美“。"), ())
    began = time.process_time()
    for each in finder().suspects_of(raw, known, ()):
        assert extent_of(each.body)[1] <= len(raw.text)
    assert time.process_time() - began < 2.5


def test_ten_thousand_lines_of_one_character_each():
    raw, known = sheet(*("春夏秋冬天地玄黄"[at % 8] for at in range(10_000)))
    began = time.process_time()
    assert finder().suspects_of(raw, known, ()) == []
    assert time.process_time() - began < 2.5
