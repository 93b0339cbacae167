"""The best cut of a text into words, and what edits change about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.lattice import Lattice

TEXTS = st.text("中国人民共和国银行经济的发展，。\n北京", min_size=1, max_size=12)


@given(text=TEXTS)
def test_every_place_lies_on_a_cut_no_better_than_the_best(text: str):
    lattice = Lattice(text)
    assert lattice.forward[-1] == pytest.approx(lattice.backward[0])
    for ahead, behind in zip(lattice.forward, lattice.backward, strict=True):
        assert ahead + behind <= lattice.total + 1e-6


@given(text=TEXTS, data=st.data())
def test_an_edit_changes_what_the_text_with_it_would_cost(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(start + 2, len(text))))
    put = data.draw(st.text("国人民的行", max_size=2))
    lattice = Lattice(text)
    gain, word = lattice.edited(start, end, put)
    whole = text[:start] + put + text[end:]
    after = Lattice(whole).total if whole else 0.0
    assert gain <= after - lattice.total + 1e-6
    assert word in whole


@given(text=TEXTS, data=st.data())
def test_of_words_of_up_to_four_characters_it_is_exact(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    words = {"中国": 90, "人民": 80, "银行": 50, "经济": 60, "发展": 70, "北京": 40, "共和国": 9}
    counts = {**words, "共和": 0}, 1000
    gain, _ = Lattice(text, counts).edited(start, start + 1, "国")
    after = Lattice(text[:start] + "国" + text[start + 1 :], counts)
    assert gain == pytest.approx(after.total - Lattice(text, counts).total)


def test_a_word_of_the_dictionary_is_gained():
    gain, word = Lattice("银仃家").edited(1, 2, "行")
    assert gain > 0
    assert word == "银行家"


def test_each_place_knows_its_word():
    assert Lattice("中国人民").bounds == [(0, 2), (0, 2), (2, 4), (2, 4)]
