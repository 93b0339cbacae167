import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.measure.boundaries import Hit
from annotator.measure.reliability import BANDS, Band, reliability

RIGHT, NEAR, WRONG = (
    Hit(exact=True, iou90=True),
    Hit(exact=False, iou90=True),
    Hit(exact=False, iou90=False),
)


def test_each_band_counts_what_was_right_in_it():
    found = reliability([(0.05, WRONG), (0.85, RIGHT), (0.95, NEAR), (0.8, RIGHT)])
    assert found == [
        Band(0.0, 0.2, 1, pytest.approx(0.05), 0, 0),
        Band(0.8, 1.0, 3, pytest.approx(2.6 / 3), 2, 3),
    ]


def test_the_last_band_holds_the_highest_score():
    assert [band.low for band in reliability([(1.0, RIGHT), (0.0, WRONG)])] == [0.0, 0.8]


def test_nothing_scored_makes_no_band():
    assert reliability([]) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([RIGHT, NEAR, WRONG]))))
def test_every_proposal_is_in_the_band_of_its_score(scored: list[tuple[float, Hit]]):
    bands = reliability(scored)
    assert sum(band.count for band in bands) == len(scored)
    assert sum(band.exact for band in bands) == sum(hit.exact for _, hit in scored)
    for band in bands:
        inside = [s for s, _ in scored if band.low <= s < band.high or s == band.high == 1.0]
        assert abs(len(inside) - band.count) <= sum(
            s * BANDS == round(s * BANDS) for s, _ in scored
        )
        assert band.low - 1e-9 <= band.mean <= band.high + 1e-9
