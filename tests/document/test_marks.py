import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    Part,
    Typed,
    lead_of,
    place_of,
)
from annotator.document.spans import Gap, Span
from tests.strategies import ROLES, separate_spans

ADA = Typed("ada")
LENGTH = 20


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Parts of one article in any reading order."""
    cut = draw(separate_spans(LENGTH).filter(bool).flatmap(st.permutations))
    return tuple(Part(span, draw(st.sampled_from(ROLES))) for span in cut)


def test_an_article_without_parts_is_refused():
    with pytest.raises(ValueError, match="at least one part"):
        ArticleMark("a", (), 0.0, ADA)


@given(parts(), st.data())
def test_an_article_that_owns_a_character_twice_is_refused(
    several: tuple[Part, ...], data: st.DataObject
):
    twice = data.draw(st.sampled_from(several))
    with pytest.raises(ValueError, match="share text"):
        ArticleMark("a", (*several, Part(twice.span, "body")), 0.0, ADA)


@given(parts())
def test_an_article_keeps_its_parts_in_reading_order(several: tuple[Part, ...]):
    article = ArticleMark("a", several[:1], 3.5, ADA).with_parts(several)
    assert article == ArticleMark("a", several, 3.5, ADA)


@given(parts())
def test_an_article_leads_with_its_first_body_else_with_its_first_part(several: tuple[Part, ...]):
    lead = lead_of(several)
    body = {part.span.start for part in several if part.role == "body"}
    candidates = body or {part.span.start for part in several}
    assert lead in candidates
    assert all(lead <= start for start in candidates)


def test_a_correction_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        CorrectionMark("c", Span(0, 1), "甲", "typo", ADA)


def test_a_correction_of_unknown_certainty_is_refused():
    with pytest.raises(ValueError, match="unknown certainty"):
        CorrectionMark("c", Span(0, 1), "甲", "substitution", ADA, "maybe")


def test_a_suspect_is_damage_whose_original_is_unknown():
    assert CorrectionMark("c", Span(0, 1), None, "substitution", ADA, "suspect").text is None
    for text, certainty in (("甲", "suspect"), (None, "sure"), (None, "likely")):
        with pytest.raises(ValueError, match="only a suspect"):
            CorrectionMark("c", Span(0, 1), text, "substitution", ADA, certainty)


def test_an_article_is_ranked_by_a_finite_number():
    for rank in (float("nan"), float("inf"), float("-inf")):
        with pytest.raises(ValueError, match="cannot be ranked"):
            ArticleMark("a", (Part(Span(0, 1), "body"),), rank, ADA)


def test_a_gap_filled_with_nothing_is_refused_but_a_stretch_may_be_dropped():
    with pytest.raises(ValueError, match="corrects nothing"):
        CorrectionMark("c", Gap(1), "", "omission", ADA)
    assert CorrectionMark("c", Span(0, 1), "", "insertion", ADA).text == ""


def test_the_place_of_an_insertion_has_equal_ends():
    assert place_of(CorrectionMark("c", Gap(4), "甲", "omission", ADA)) == (4, 4)
    assert place_of(CorrectionMark("c", Span(4, 6), "甲", "substitution", ADA)) == (4, 6)
