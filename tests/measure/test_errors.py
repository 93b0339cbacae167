"""Error rates are what a plain Levenshtein of raw and corrected text gives."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import CorrectionMark, Typed
from annotator.document.spans import Gap, Span
from annotator.measure.errors import TextErrors, distance, errors_of, pairs_of, single_edits

BY = Typed("ada")
TEXTS = st.text(st.sampled_from("甲乙丙, \n"), max_size=14)


def fix(start: int, end: int, reads: str | None, kind: str = "substitution") -> CorrectionMark:
    place = Gap(start) if start == end else Span(start, end)
    return CorrectionMark(
        f"c{start}-{end}", place, reads, kind, BY, "suspect" if reads is None else "sure"
    )


def levenshtein(one: str, other: str) -> int:
    """By the book: one row of the matrix after the other."""
    row = list(range(len(other) + 1))
    for at, old in enumerate(one, 1):
        above, row = row, [at]
        for j, new in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (old != new)))
    return row[-1]


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, list[CorrectionMark], str]:
    """A raw text, corrections of it that do not overlap, and the text that they make."""
    raw = draw(TEXTS)
    marks: list[CorrectionMark] = []
    made, at = "", 0
    while at < len(raw):
        start = at + draw(st.integers(0, 4))
        end = min(len(raw), start + draw(st.integers(0, 3)))
        if start > end:
            break
        reads = draw(st.none() | st.text(st.sampled_from("甲乙丁 "), max_size=3))
        if reads is None and start == end:
            reads = "丁"
        if start == end and not reads:
            reads = "丁"
        marks.append(fix(start, end, reads))
        made += raw[at:start] + (raw[start:end] if reads is None else reads)
        at = end + (start == end)
        made += raw[end:at]
    return raw, marks, made + raw[at:]


@given(TEXTS, TEXTS)
def test_the_distance_is_levenshtein_s(one: str, other: str):
    assert distance(one, other) == levenshtein(one, other)


@given(corrected())
def test_corrections_alone_tell_the_errors_between_raw_and_corrected_text(
    case: tuple[str, list[CorrectionMark], str],
):
    raw, marks, made = case
    errors = errors_of(raw, marks)
    bare_raw, bare = ("".join(text.split()) for text in (raw, made))
    assert errors.errors == levenshtein(bare_raw, bare)
    assert errors.characters == len(bare)


def test_white_space_is_no_error():
    errors = errors_of("昭 阳\n区", [fix(1, 2, "", "spacing")])
    assert errors == TextErrors(3, 0, 0, 0)
    assert errors.rate == 0.0


def test_damaged_text_of_unknown_original_is_counted_apart():
    errors = errors_of("永丰 镇新社", [fix(1, 4, None, "omission"), fix(5, 6, "区")])
    assert errors == TextErrors(5, 1, 1, 2)
    assert errors.rate == pytest.approx(0.2)


def test_a_text_without_characters_has_no_rate():
    assert errors_of("", []).rate is None
    assert errors_of(" \n", []).rate is None


def test_two_texts_add_up():
    assert TextErrors(10, 1, 2, 3) + TextErrors(20, 4, 5, 6) == TextErrors(30, 5, 7, 9)


@given(TEXTS, TEXTS)
def test_single_edits_make_one_text_of_the_other_and_are_the_fewest(one: str, other: str):
    edits = single_edits(one, other, 100)
    assert len(edits) == levenshtein(one, other)
    made, at = "", 0
    for place, old, new in edits:
        start = place - 100
        assert one[start : start + len(old)] == old
        assert len(old) <= 1
        assert len(new) <= 1
        made += one[at:start] + new
        at = start + len(old)
    assert made + one[at:] == other


def test_pairs_are_what_differs_and_classes_go_by_character():
    raw = "高明县(图 一),低族"
    marks = [
        fix(0, 3, "嵩明县"),
        fix(3, 8, "（图一）", "width"),
        fix(8, 9, "，", "width"),
        fix(9, 11, None),
    ]
    assert pairs_of(raw, marks) == Counter(
        {
            (("高", "嵩"), "substitution"): 1,
            (("(", "（"), "width"): 1,
            ((" ", ""), "width"): 1,
            ((")", "）"), "width"): 1,
            ((",", "，"), "width"): 1,
        }
    )
