"""Paragraphs that stop in mid-sentence."""

import pytest

from annotator.propose.suspects.truncated import truncated
from tests.propose.suspects.readings import page, said

STORY = "春天来了，茶农一早就上山，沿着新修的水泥路走进茶园深处采摘嫩芽，直到太阳落山才回家。"


def test_a_long_paragraph_without_an_end_has_lost_it():
    text = STORY + "县里的技术员也来到村口，为大家讲解怎样防治虫害，还带来了新的"
    assert said(truncated, text) == [("的^", None)]
    (found,) = truncated(page(text))
    assert found.kind == "omission"


@pytest.mark.parametrize(
    "paragraph",
    [
        STORY,
        "春风又绿茶山，游人如织",
        STORY[:-1] + "：",
        ("caption", STORY[:-1]),
        ("headline", STORY[:-1]),
    ],
)
def test_what_ends_or_is_no_running_text_stays(paragraph):
    assert said(truncated, paragraph) == []


def test_a_pulled_quote_stays():
    quote = STORY[5:-1] + "，" + STORY[5:-1]
    assert said(truncated, quote, "老人讲道：" + quote + "。") == []


def test_a_short_line_without_an_end_is_a_weak_suspect_at_most():
    found = list(truncated(page("茶园里，老人一边采摘嫩芽一边讲起当年上山开荒种茶的故事和")))
    assert all(each.score < 0.3 for each in found)
