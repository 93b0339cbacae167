import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.spans import Gap, Selection, Span, first_overlap, trimmed
from tests.strategies import separate_spans, spans, texts

LENGTH = 12


def positions(span: Span | None) -> set[int]:
    """The code points that a span names."""
    return set(range(span.start, span.end)) if span else set()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_backward_or_before_the_text(start: int, end: int):
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


def test_a_gap_may_lie_at_the_start_of_the_text_but_not_before_it():
    assert Gap(0).at == 0
    with pytest.raises(ValueError, match="cannot lie before"):
        Gap(-1)


@given(spans(LENGTH), spans(LENGTH))
def test_spans_relate_as_the_sets_of_their_code_points(one: Span, other: Span):
    mine, theirs = positions(one), positions(other)
    assert len(one) == len(mine)
    assert all((at in one) == (at in mine) for at in range(-1, LENGTH + 1))
    assert one.overlaps(other) == bool(mine & theirs)
    assert one.covers(other) == (mine >= theirs)
    assert positions(one.meet(other)) == mine & theirs
    left = one.without(other)
    assert set().union(*map(positions, left)) == mine - theirs
    assert list(left) == sorted(left)


@given(st.data(), texts(min_size=1))
def test_a_span_names_its_slice(data: st.DataObject, text: str):
    span = data.draw(spans(len(text)))
    assert span.text_in(text) == "".join(text[at] for at in sorted(positions(span)))


@given(st.data(), texts(min_size=1))
def test_trimming_takes_white_space_off_the_ends_and_nothing_else(data: st.DataObject, text: str):
    span = data.draw(spans(len(text) + 3))
    kept = trimmed(span, text)
    if kept is None:
        assert not span.text_in(text).strip()
    else:
        assert span.covers(kept)
        assert kept.text_in(text) == span.text_in(text).strip()
        assert not text[span.start : kept.start].strip()


@given(st.lists(spans(LENGTH), max_size=6))
def test_an_overlap_is_found_whenever_two_spans_share_text(several: list[Span]):
    shared = any(one.overlaps(other) for i, one in enumerate(several) for other in several[i + 1 :])
    clash = first_overlap(several)
    assert (clash is not None) == shared
    if clash:
        assert clash[0].overlaps(clash[1])
        assert clash[0] in several
        assert clash[1] in several


@given(separate_spans(LENGTH).flatmap(st.permutations))
def test_spans_that_only_touch_do_not_overlap(several: list[Span]):
    assert first_overlap(several) is None


@given(st.integers(0, LENGTH), st.integers(0, LENGTH))
def test_a_selection_covers_the_same_text_from_either_end(anchor: int, caret: int):
    forward, backward = Selection(anchor, caret), Selection(caret, anchor)
    assert forward.span == backward.span
    covered = set(range(min(anchor, caret), max(anchor, caret)))
    assert positions(forward.span) == covered


def test_a_caret_before_the_text_is_refused():
    for anchor, caret in ((-1, 0), (0, -1)):
        with pytest.raises(ValueError, match="before the text"):
            Selection(anchor, caret)


@given(st.integers(0, LENGTH))
def test_a_bare_caret_selects_nothing(position: int):
    assert Selection.at(position).span is None
