from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.measure.boundaries import MEASURES, score_page
from annotator.measure.pages import Reading

# Two articles of a headline (2) and a text (8), a label between them.
#       0  3         13 16 19        29
TEXT = "题甲\n甲一二三四五六七\n栏目\n题乙\n乙一二三\n四五六七"


def part(start: int, end: int, role: str) -> dict[str, Any]:
    return {"start": start, "end": end, "role": role}


def page(*articles: list[dict[str, Any]], **more: list[dict[str, Any]]) -> dict[str, Any]:
    return {"articles": [{"segments": parts} for parts in articles], **more}


FIRST = [part(0, 2, "headline"), part(3, 11, "body")]
SECOND = [part(15, 17, "headline"), part(18, 27, "body")]
LABEL = [part(12, 14, "section")]
GOLD = page(FIRST, SECOND, furniture=LABEL, soft_breaks=[{"start": 22, "end": 23}])


def test_gold_against_itself_is_perfect():
    score = score_page(TEXT, GOLD, GOLD)
    perfect = {
        name: 0.0 if name in ("splits", "merges", "pk", "window_diff") else 1.0 for name in MEASURES
    }
    assert {name: getattr(score, name) for name in MEASURES} == perfect


def test_nothing_found():
    score = score_page(TEXT, GOLD, {"articles": []})
    assert (score.exact_f1, score.iou90_f1, score.head_acc, score.soft_f1) == (0.0, 0.0, 0.0, 0.0)
    # One cluster of 22 characters against clusters of 10, 10 and 2: P = 204/484, R = 1.
    assert score.bcubed_f1 == pytest.approx(2 * 204 / (204 + 484))
    assert score.role_acc == 0.0


def test_all_in_one_article_attaches_headlines_but_not_exclusively():
    score = score_page(TEXT, GOLD, page([part(0, 27, "body")]))
    assert score.head_acc == 1.0
    assert score.head_excl == 0.0
    assert score.exact_f1 == 0.0
    assert score.role_acc == pytest.approx(16 / 22)
    # body: P = 16/22, R = 1; headline and section: nothing.
    assert score.role_f1 == pytest.approx((2 * 16 / 38) / 3)
    assert (score.splits, score.merges) == (0.0, 1.0)


def test_a_headline_left_out_costs_exactness_and_overlap():
    score = score_page(TEXT, GOLD, page(FIRST, [part(18, 27, "body")], furniture=LABEL))
    assert score.exact_f1 == 0.5
    assert score.iou90_f1 == 0.5
    assert score.head_acc == 0.5


def test_an_overlap_of_nine_tenths_is_enough_for_iou():
    text = "一二三四五六七八九十"
    gold, almost = page([part(0, 10, "body")]), page([part(0, 9, "body")])
    score = score_page(text, gold, almost)
    assert (score.exact_f1, score.iou90_f1) == (0.0, 1.0)
    assert score_page(text, gold, page([part(0, 8, "body")])).iou90_f1 == 0.0


def test_a_split_article():
    halves = page([part(0, 2, "headline")], [part(3, 11, "body")], SECOND, furniture=LABEL)
    score = score_page(TEXT, GOLD, halves)
    assert score.exact_f1 == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))
    assert (score.splits, score.merges) == (1.0, 0.0)


def test_borders_over_six_lines():
    # Owners by line: gold 0 0 - 1 1 1, found all one article: borders at 2 and 3, none found.
    # k = round(6 / 3 / 2) = 1, at least 2: windows of 2 borders out of 5: 01 11 10 00.
    score = score_page(TEXT, GOLD, page([part(0, 27, "body")]))
    assert score.pk == pytest.approx(3 / 4)
    assert score.window_diff == pytest.approx(3 / 4)


def test_white_space_never_counts():
    wide = page([part(0, 3, "headline"), part(3, 12, "body")], SECOND, furniture=LABEL)
    assert score_page(TEXT, GOLD, wide).exact_f1 == 1.0


def test_soft_breaks_are_compared_by_the_characters_beside_them():
    text = "一二\n\n三四\n五六"
    gold = page([part(0, 9, "body")], soft_breaks=[{"start": 2, "end": 4}])
    found = page([part(0, 9, "body")], soft_breaks=[{"start": 2, "end": 3}, {"start": 6, "end": 7}])
    assert score_page(text, gold, found).soft_f1 == pytest.approx(2 / 3)


def test_a_character_claimed_twice_stays_with_the_first():
    reading = Reading.of("一二三", page([part(0, 2, "body")], [part(1, 3, "body")]))
    assert list(reading.owner) == [0, 0, 1]
    assert reading.overlap == 1


def test_a_page_with_nothing_to_measure():
    score = score_page("", {"articles": []}, {"articles": []})
    assert (score.exact_f1, score.bcubed_f1, score.role_f1, score.head_acc, score.pk) == (None,) * 5


SPANS = st.lists(
    st.tuples(st.integers(0, 26), st.integers(1, 9), st.sampled_from(["body", "headline"])),
    max_size=4,
)


Pieces = list[list[tuple[int, int, str]]]


def made_of(articles: Pieces) -> dict[str, Any]:
    return page(*([part(s, s + n, role) for s, n, role in parts] for parts in articles if parts))


@given(st.lists(SPANS, max_size=3), st.lists(SPANS, max_size=3))
def test_every_measure_stays_in_its_range(gold: Pieces, found: Pieces):
    score = score_page(TEXT, made_of(gold), made_of(found))
    for name in MEASURES:
        value = getattr(score, name)
        counted = name in ("splits", "merges")
        assert value is None or (value >= 0.0 if counted else 0.0 <= value <= 1.0)
