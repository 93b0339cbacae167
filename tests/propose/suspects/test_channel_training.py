"""Errors put into text, and what is learnt from finding them again."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.candidates import WAYS
from annotator.propose.suspects.channel import default_channel
from annotator.propose.suspects.channel_weights import fitted, probability
from annotator.propose.suspects.clues import NAMES
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.noise import Noise
from annotator.propose.suspects.train_channel import (
    Page,
    figures,
    fitted_channel,
    left_out,
    read_confusions,
    trials,
)

TEXT = (
    "会议强调，县乡两级党委和政府要十分重视安全生产工作，好好保障人民群众生命财产的安全。\n"
    "近年来，全县大力发展特色产业，带动群众增收致富，农村面貌发生了巨大变化。"
)


@given(way=st.sampled_from(WAYS), seed=st.integers(0, 50))
def test_mending_every_error_gives_the_clean_text_again(way: str, seed: int):
    spoilt = Noise(default_glyphs(), {}).into(TEXT, way, 0.2, Random(seed))  # noqa: S311
    text = spoilt.text
    for at, (size, right) in sorted(spoilt.errors.items(), reverse=True):
        text = text[:at] + right + text[at + size :]
    assert text == TEXT


def test_confusions_are_put_in_as_they_are_listed():
    pairs = read_confusions("# right, wrong\n政\t攻\n政\t玫\nnot a pair\n")
    assert pairs == {"政": ["攻", "玫"]}
    noise = Noise(default_glyphs(), pairs)
    found = {noise.into("政", "replaced", 1.0, Random(seed)).text for seed in range(60)}  # noqa: S311
    assert {"攻", "玫"} <= found


def test_the_fit_learns_what_tells_errors():
    random = np.random.default_rng(1)
    clues = random.normal(size=(4000, 3))
    is_true = random.random(4000) < probability(2 * clues[:, 0] - clues[:, 1] - 1)
    learnt = fitted(clues, is_true)
    assert learnt.weights == pytest.approx([2, -1, 0], abs=0.25)
    assert learnt.base == pytest.approx(-1, abs=0.25)


def test_of_nothing_nothing_is_learnt():
    size = len(NAMES)
    learnt = fitted(np.zeros((0, size)), np.zeros(0, bool))
    assert learnt(np.ones((2, size))).tolist() == [0, 0]


def test_figures_of_a_perfect_judge_and_of_none():
    tables = default_channel().tables
    pages = [Page("a", TEXT)] * 6
    found = trials(pages, "replaced", tables, Noise(tables.glyphs, {}), 3)
    perfect = figures(found, lambda t: t.is_right.astype(float), lambda t: t.is_right.astype(float))
    can_be_found = sum(len({*t.error_of[t.is_right].tolist()}) for t in found)
    assert perfect[0].recall >= can_be_found / sum(t.errors for t in found)
    assert perfect[0].first > 0


def test_weights_are_fitted_for_each_state_and_checked_on_groups_left_out():
    told: list[tuple[str, str]] = []
    pages = [Page(group, TEXT * 6) for group in ("a", "a", "b", "b")]
    tables = default_channel().tables
    sets = fitted_channel(pages, tables, {}, lambda state, way, _: told.append((state, way)))
    assert set(sets) == {"model", "own", "words"}
    assert ("model", "replaced") in told
    found = trials(pages, "swapped", tables, Noise(tables.glyphs, {}))
    for each in left_out(found, "swapped"):
        assert 0 <= each.recall <= 1
        assert 0 <= each.first <= each.among_three <= 1
