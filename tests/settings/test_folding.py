"""One character for one, whatever is folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.settings.folding import ALL_FOLDS, NO_FOLDS, Folds, simplified

EACH = st.builds(Folds, st.booleans(), st.booleans(), st.booleans())
ANY = st.text(st.sampled_from("國国發髮发ＡａaAé（(１1。，İſΣσς\u3000 龍龙龘𠮷"))


@given(EACH, ANY)
def test_a_fold_keeps_the_length_and_says_what_is_alike(folds, text):
    folded = folds.fold(text)
    assert len(folded) == len(text)
    for one, one_folded in zip(text, folded, strict=True):
        for other, other_folded in zip(text, folded, strict=True):
            assert (other in folds.alike(one)) == (one_folded == other_folded)


@given(ANY)
def test_folding_everything_makes_no_difference_that_a_single_fold_lets_pass(text):
    for folds in (Folds(variants=False, case=False), Folds(width=False, case=False), NO_FOLDS):
        for one in text:
            for other in folds.alike(one):
                assert ALL_FOLDS.fold(one) == ALL_FOLDS.fold(other)


@pytest.mark.parametrize(
    ("folds", "text", "folded"),
    [
        (ALL_FOLDS, "中國ＡＢＣ（１）", "中国abc(1)"),
        (Folds(variants=False), "中國Ａ", "中國a"),
        (Folds(case=False), "ＡＢ", "AB"),
        (Folds(width=False), "Ａa", "ａa"),
        (NO_FOLDS, "中國Ａ", "中國Ａ"),
    ],
)
def test_what_is_folded(folds, text, folded):
    assert folds.fold(text) == folded


def test_traditional_characters_become_simplified():
    assert simplified("報訊發髮") == "报讯发发"
    assert ALL_FOLDS.alike("發") == "发發髮"
