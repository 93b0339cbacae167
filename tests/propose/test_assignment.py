from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.assignment import assign

GAINS = st.integers(0, 4).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.one_of(st.integers(-3, 3).map(float), st.floats(-2, 2)),
            min_size=columns,
            max_size=columns,
        ),
        max_size=4,
    )
)


def worth(gains: list[list[float]], chosen: list[int | None], none: float) -> float:
    return sum(none if c is None else gains[r][c] for r, c in enumerate(chosen))


@given(GAINS, st.sampled_from([-1.0, 0.0, 0.4]))
def test_no_other_assignment_is_worth_more(gains: list[list[float]], none: float):
    columns = len(gains[0]) if gains else 0
    tries = permutations(range(columns + len(gains)), len(gains))
    best = max(worth(gains, [c if c < columns else None for c in t], none) for t in tries)
    assert worth(gains, assign(gains, none), none) == pytest.approx(best, abs=1e-9)


@given(GAINS)
def test_no_column_is_given_twice(gains: list[list[float]]):
    given_away = [column for column in assign(gains) if column is not None]
    assert len(set(given_away)) == len(given_away)


def test_a_row_that_gains_too_little_gets_none():
    assert assign([[0.1, 0.9], [0.2, 0.8]], none=0.3) == [1, None]


def test_a_row_gives_way_where_both_gain():
    assert assign([[5.0, 4.0], [5.0, 0.0]]) == [1, 0]


def test_without_rows_or_columns_there_is_nothing_to_give():
    assert assign([]) == []
    assert assign([[], []]) == [None, None]
