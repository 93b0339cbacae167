"""Passages that stand twice."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.repeats import SHORTEST, repeats
from tests.propose.suspects.readings import page, said

STORY = "春天来了，茶农一早就上山，沿着新修的水泥路走进茶园深处采摘嫩芽，直到太阳落山才回家。"
OTHER = "县里的技术员也来到村口，为大家讲解怎样防治虫害。"
PASSAGE = STORY[10:]


def test_a_copy_that_begins_in_mid_sentence_should_go():
    assert said(repeats, STORY, OTHER + PASSAGE) == [(PASSAGE, "")]


def test_the_intruder_may_come_first():
    assert said(repeats, OTHER + PASSAGE, STORY) == [(PASSAGE, "")]


def test_what_repeats_itself_at_once_should_go():
    assert said(repeats, "每年" + PASSAGE + PASSAGE) == [(PASSAGE, "")]


def test_a_pulled_quote_stays():
    assert said(repeats, STORY[5:-1], OTHER + STORY) == []


def test_a_set_phrase_stays():
    assert len(STORY[:16]) < SHORTEST
    assert said(repeats, "老人说，" + STORY[:16] + "。", "青年说，" + STORY[:16] + "！") == []


def test_the_same_sentence_far_away_stays():
    filler = [f"第{number}段讲的是别的村子和别的茶园。" for number in range(12)]
    assert said(repeats, OTHER, *filler, "后来" + OTHER[2:]) == []


@given(st.text(alphabet="茶山路。，", min_size=1, max_size=200))
def test_of_any_text_only_what_stands_elsewhere_too_is_taken_out(text):
    reading = page(text)
    for each in repeats(reading):
        passage = reading.paragraphs[each.paragraph].text[each.start : each.end]
        assert reading.paragraphs[0].text.count(passage) > 1 or len(passage) < SHORTEST
