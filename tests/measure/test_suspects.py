"""The figures of corrections are as they are defined, and as an editor would count by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import CORRECTION_KINDS
from annotator.measure.agreement import Agreement
from annotator.measure.classes import class_agreement
from annotator.measure.fixes import HARD, PageFixes, fixes_of
from annotator.measure.suspects import (
    best_recall,
    first_precision,
    first_recall,
    overlap,
    recall_by_kind,
)
from annotator.measure.suspects_table import suspects_table
from tests.measure import definitions

Plain = dict[str, Any]


def fix(start: int, end: int, kind: str, reads: str | None, score: float | None = None) -> Plain:
    row: Plain = {"start": start, "end": end, "kind": kind, "replacement": reads}
    return row if score is None else row | {"score": score}


def page(text: str, gold: list[Plain], found: list[Plain]) -> PageFixes:
    return PageFixes(text, fixes_of({"corrections": gold}), fixes_of({"corrections": found}))


@st.composite
def fixes(draw: st.DrawFn) -> Plain:
    start = draw(st.integers(0, 12))
    end = start + draw(st.integers(0, 3))
    reads = draw(st.sampled_from([None, "", "甲", "乙"]))
    score = draw(st.integers(1, 9)) / 10
    return fix(start, end, draw(st.sampled_from(CORRECTION_KINDS)), reads, score)


@st.composite
def gold_and_found(draw: st.DrawFn) -> tuple[Plain, Plain]:
    gold, found = draw(st.lists(fixes(), max_size=5)), draw(st.lists(fixes(), max_size=7))
    kept = [row | {"score": draw(st.integers(1, 9)) / 10} for row in gold if draw(st.booleans())]
    return {"corrections": gold}, {"corrections": [*found, *kept]}


def close(value: float | None, defined: definitions.Value) -> bool:
    if value is None or defined is None:
        return value is None and defined is None
    return value == pytest.approx(float(defined), abs=1e-12)


@given(gold_and_found())
def test_the_overlap_is_as_defined(case: tuple[Plain, Plain]):
    gold, found = case
    both = PageFixes("字" * 15, fixes_of(gold), fixes_of(found))
    for kinds, one, other in (
        (definitions.HARD, both.hard_gold, both.hard_found),
        (None, both.gold, both.found),
    ):
        score = overlap(one, other)
        values = (score.precision, score.recall, score.f1, score.exact)
        defined = definitions.corrections(
            definitions.of_kinds(gold, kinds), definitions.of_kinds(found, kinds)
        )
        assert all(map(close, values, defined)), (values, defined)


@given(st.lists(gold_and_found(), min_size=1, max_size=3))
def test_the_best_threshold_is_as_defined(cases: list[tuple[Plain, Plain]]):
    pages = [PageFixes("字" * 15, fixes_of(gold), fixes_of(found)) for gold, found in cases]
    best = best_recall(pages)
    recall, precision = definitions.best_recall(cases)
    assert close(best.recall if best else None, recall)
    assert close(best.precision if best else None, precision)


def test_the_hard_kinds_are_those_that_are_no_class():
    assert set(HARD) == definitions.HARD == set(CORRECTION_KINDS) - {"width", "spacing"}


def test_two_insertion_points_beside_one_character_touch():
    gold = [fix(4, 4, "omission", "甲")]
    assert overlap(*both_of(gold, [fix(5, 5, "omission", "甲", 1.0)])).recall == 1.0
    assert overlap(*both_of(gold, [fix(6, 6, "omission", "甲", 1.0)])).recall == 0.0
    assert overlap(*both_of(gold, [fix(4, 6, "omission", "甲", 1.0)])).recall == 1.0


def both_of(gold: list[Plain], found: list[Plain]):
    made = page("字" * 9, gold, found)
    return made.gold, made.found


# -- the queue ---------------------------------------------------------------------------

COUNTY = "在高明县，去高明县。高明市"


def test_the_same_change_between_the_same_neighbours_is_one_row():
    found = [fix(1, 2, "substitution", "嵩", 0.4), fix(6, 7, "substitution", "嵩", 0.9)]
    other = [fix(10, 11, "substitution", "嵩", 0.5)]
    rows = page("在高明县，在高明县，在嵩明", [], [*found, fix(11, 12, "omission", "x")]).rows
    assert [(row.score, len(row.fixes)) for row in rows] == [(1.0, 1), (0.9, 2)]
    assert len(page(COUNTY, [], [*found, *other]).rows) == 3


def test_a_row_is_right_where_half_of_its_places_touch_gold():
    text = "高明。高明。高明。"
    found = [fix(at, at + 1, "substitution", "嵩", 0.5) for at in (3, 6)]
    one, none = [fix(3, 4, "substitution", "嵩")], [fix(0, 1, "substitution", "嵩")]
    assert [row.is_right for row in page(text, one, found).rows] == [True]
    assert [row.is_right for row in page(text, none, found).rows] == [False]


def test_classes_are_no_rows():
    found = [fix(4, 5, "width", "，", 0.9), fix(0, 0, "spacing", " ", 0.9)]
    assert page(COUNTY, found, found).rows == ()
    assert first_recall([page(COUNTY, found, found)]) is None


def test_recall_counts_what_stands_in_the_first_rows_of_its_page():
    text = "一二三四五六七八九"
    gold = [fix(0, 1, "substitution", "甲"), fix(8, 9, "insertion", "")]
    found = [fix(at, at + 1, "substitution", "乙", (9 - at) / 10) for at in range(9)]
    assert first_recall([page(text, gold, found)], 1) == 0.5
    assert first_recall([page(text, gold, found)], 8) == 0.5
    assert first_recall([page(text, gold, found)], 9) == 1.0


def test_precision_is_of_the_likeliest_rows_of_all_pages():
    text = "一二三四"
    gold = [fix(0, 1, "substitution", "甲")]
    good = page(text, gold, [fix(0, 1, "substitution", "乙", 0.9)])
    bad = page(text, gold, [fix(2, 3, "substitution", "乙", 0.8), fix(3, 4, "insertion", "", 0.7)])
    assert first_precision([bad, good], 1) == 1.0
    assert first_precision([bad, good], 2) == 0.5
    assert first_precision([bad, good], 50) == pytest.approx(1 / 3)
    assert first_precision([page(text, gold, [])], 10) is None


def test_a_prediction_without_a_score_is_certain():
    found = [fix(0, 1, "insertion", ""), fix(2, 3, "insertion", "", 0.99)]
    assert [row.score for row in page("一二三四", [], found).rows] == [1.0, 0.99]


def test_recall_by_kind_takes_any_prediction_there():
    gold = [fix(0, 1, "width", "，"), fix(2, 3, "omission", None), fix(5, 6, "omission", None)]
    found = [fix(0, 1, "punctuation", "。"), fix(1, 3, "substitution", "甲")]
    assert recall_by_kind([page("一二三四五六", gold, found)]) == {
        "omission": (1, 2),
        "width": (1, 1),
    }


def test_pooled_thresholds_count_corrections_and_not_pages():
    text = "一二三四五六七八"
    many = [fix(at, at + 1, "insertion", "") for at in range(4)]
    full = page(text, many, [row | {"score": 0.9} for row in many])
    wrong = page(text, [many[0]], [fix(at, at + 1, "insertion", "", 0.9) for at in (4, 5, 6)])
    pooled = best_recall([full, wrong], is_pooled=True)
    assert pooled is not None
    assert (pooled.precision, pooled.recall) == (pytest.approx(4 / 7), 0.8)
    assert best_recall([wrong]) is None


# -- classes -----------------------------------------------------------------------------


def agreement(text: str, gold: list[Plain], found: list[Plain]) -> dict[str, Agreement]:
    return class_agreement([page(text, gold, found)])


def test_one_long_correction_is_worth_its_single_characters():
    text = "(张 三 丰)摄"
    long = [fix(0, 7, "width", "（张三丰）")]
    short = [
        fix(0, 1, "width", "（"),
        fix(2, 3, "spacing", ""),
        fix(4, 5, "spacing", ""),
        fix(6, 7, "width", "）"),
    ]
    assert agreement(text, long, short) == {
        "width": Agreement(2, 2, 2),
        "spacing": Agreement(2, 2, 2),
    }


def test_which_of_two_blanks_goes_is_all_the_same():
    gold, found = [fix(1, 3, "spacing", " ")], [fix(2, 3, "spacing", "")]
    assert agreement("甲  乙", gold, found)["spacing"] == Agreement(1, 1, 1)
    both = [fix(1, 2, "spacing", ""), fix(2, 3, "spacing", "")]
    assert agreement("甲  乙", gold, both)["spacing"] == Agreement(1, 2, 1)


def test_another_mark_in_its_place_is_no_hit():
    gold, found = [fix(0, 1, "width", "，")], [fix(0, 1, "width", "、")]
    assert agreement(",", gold, found)["width"] == Agreement(0, 1, 1)


@given(gold_and_found())
def test_gold_agrees_with_itself(case: tuple[Plain, Plain]):
    same = fixes_of(case[0])
    for counts in class_agreement([PageFixes("甲 乙, 丙  丁,", same, same)]).values():
        assert counts.hits == counts.predicted == counts.gold


# -- the table ---------------------------------------------------------------------------


def test_pages_without_corrections_have_no_table():
    assert suspects_table([page("一二", [], [])]) == []


def test_a_page_on_which_nothing_is_right_is_a_table_all_the_same():
    table = suspects_table([page("一二三", [fix(0, 1, "insertion", "")], [])])
    assert any(line.split()[:4] == ["hard", "kinds", "0.000", "0.000"] for line in table)
    assert any(line.split() == ["insertion", "0.000", "0", "1"] for line in table)


@pytest.mark.parametrize(
    "row", [{}, {"start": "x", "end": 1}, fix(0, 1, "width", "a") | {"replacement": 3}]
)
def test_what_is_no_correction_is_refused(row: Plain):
    with pytest.raises((KeyError, TypeError, ValueError)):
        fixes_of({"corrections": [row]})
