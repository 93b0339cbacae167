"""How often a page is wrong in each way, as far as its own suspects tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.channel_weights import EXPECTED
from annotator.propose.suspects.page_shares import MOST, Weighed, shares_of, shifted

SIZE = 6_000


def weighed(way: str, start: int, log_odds: float) -> Weighed:
    return Weighed(way, start, start + 1, "字", log_odds, 0.0)


def test_a_page_without_suspects_is_taken_for_a_little_better_than_others():
    found = shares_of([[]], SIZE)
    assert all(0 < found[way] < share for way, share in EXPECTED.items())


def test_no_text_changes_nothing():
    assert shares_of([], 0) == pytest.approx(EXPECTED)


def test_many_sure_errors_of_a_way_raise_that_way_alone():
    found = shares_of([[weighed("swapped", 10 * at, 5.0) for at in range(30)]], SIZE)
    assert found["swapped"] > 10 * EXPECTED["swapped"]
    assert all(found[way] < EXPECTED[way] for way in EXPECTED if way != "swapped")


def test_edits_that_touch_are_one_error_of_the_likeliest_way():
    alone = shares_of([[weighed("replaced", 10, 4.0)]], SIZE)
    both = shares_of([[weighed("replaced", 10, 4.0), weighed("lost", 11, 1.0)]], SIZE)
    assert both == alone


ANY = st.lists(
    st.builds(weighed, st.sampled_from(list(EXPECTED)), st.integers(0, 500), st.floats(-8, 12)),
    max_size=30,
)


@given(st.lists(ANY, max_size=3), st.integers(0, 20_000))
def test_shares_stay_in_bounds(texts: list[list[Weighed]], size: int):
    found = shares_of(texts, size)
    assert all(0 < found[way] <= MOST * share for way, share in EXPECTED.items())


def test_other_shares_are_other_log_odds():
    (each,) = shifted(
        [weighed("lost", 3, 1.0)], {**EXPECTED, "lost": 2.718281828 * EXPECTED["lost"]}
    )
    assert each.log_odds == pytest.approx(2.0)
