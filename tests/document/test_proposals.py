import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import Part
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    Decision,
    EntityBody,
    Proposal,
    extent_of,
    identity_of,
    propose,
)
from annotator.document.spans import Gap, Span
from tests.strategies import bodies, phrases

LENGTH = 20


@given(bodies(LENGTH), bodies(LENGTH))
def test_two_bodies_have_one_identity_exactly_when_they_say_the_same(one: Body, other: Body):
    assert (identity_of(one) == identity_of(other)) == (one == other)


@given(bodies(LENGTH), st.floats(0, 1), st.floats(0, 1), st.lists(phrases(), max_size=2))
def test_a_rerun_with_another_score_and_reason_meets_its_old_decision(
    body: Body, before: float, after: float, because: list[Phrase]
):
    first = propose(body, before, (), "lexicon 1")
    again = propose(body, after, tuple(because), "lexicon 2")
    assert first.id == again.id == identity_of(body)


def test_the_identity_of_a_body_stays_the_same_from_release_to_release():
    """Decisions in project files hang on it."""
    assert identity_of(EntityBody(Span(3, 6), "LOC")) == "fee2a6f2fd40c6a8"


def test_the_order_of_an_articles_parts_is_part_of_what_is_said():
    head, body = Part(Span(0, 2), "headline"), Part(Span(3, 6), "body")
    assert identity_of(ArticleBody((head, body))) != identity_of(ArticleBody((body, head)))


@pytest.mark.parametrize("score", [-0.01, 1.01, float("nan"), float("inf")])
def test_a_score_outside_0_to_1_is_refused(score: float):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Proposal("id", EntityBody(Span(0, 1), "PER"), score, (), "lexicon 1")


def test_an_unknown_verdict_is_refused():
    with pytest.raises(ValueError, match="unknown verdict"):
        Decision("id", "maybe", "ada", "2024-05-01T08:00:00Z")


@given(bodies(LENGTH))
def test_the_extent_of_a_body_holds_every_place_it_speaks_of(body: Body):
    start, end = extent_of(body)
    match body:
        case ArticleBody(parts, _):
            spans = [part.span for part in parts]
            assert all(Span(start, end).covers(span) for span in spans)
            assert any(span.start == start for span in spans)
            assert any(span.end == end for span in spans)
        case CorrectionBody(Gap(at), _, _):
            assert (start, end) == (at, at)
        case CorrectionBody(Span() as span, _, _):
            assert Span(start, end) == span
        case _:
            assert Span(start, end) == body.span
