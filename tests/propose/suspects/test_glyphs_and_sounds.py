"""Which characters look alike and sound alike, and what a missing or damaged table says."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.glyphs import (
    default_glyphs,
    empty_glyphs,
    read_glyphs,
    write_glyphs,
)
from annotator.propose.suspects.sounds import Sounds, as_sounds, default_sounds, write_sounds
from annotator.settings.resources import resource

TAKEN_FOR_EACH_OTHER = [
    "己已",
    "未末",
    "土士",
    "低佤",
    "日曰",
    "干千",
    "人入",
    "大太",
    "侯候",
    "析折",
    "免兔",
]
CHARACTERS = st.sampled_from("一丁七万丈三上下不与國国O0〇l1，。a\n𠮷")


@pytest.mark.parametrize("pair", TAKEN_FOR_EACH_OTHER)
def test_characters_taken_for_each_other_are_neighbours(pair: str):
    one, other = pair
    assert other in [each for each, _ in default_glyphs().neighbours(one, 10)]


@given(one=CHARACTERS, other=CHARACTERS)
def test_similarity_is_a_share_and_the_same_both_ways(one: str, other: str):
    found = default_glyphs().similarity(one, other)
    assert 0 <= found <= 1
    assert found == default_glyphs().similarity(other, one)


def test_the_same_character_is_most_alike_and_an_unknown_one_not_at_all():
    assert default_glyphs().similarity("国", "国") == 1
    assert default_glyphs().similarity("国", "𠮷") == 0
    assert default_glyphs().neighbours("𠮷", 5) == []


def test_many_pairs_are_compared_as_each_of_them():
    pairs = [("己", "已"), ("国", "𠮷"), ("低", "佤")]
    alone = [default_glyphs().similarity(*pair) for pair in pairs]
    assert list(default_glyphs().similarities(pairs)) == pytest.approx(alone)


def test_a_simplified_character_has_no_traditional_neighbours():
    near = default_glyphs().near("国")
    assert "國" not in near
    assert near
    near.encode("gb2312")


def test_figures_and_letters_are_neighbours():
    assert "O" in default_glyphs().near("0")
    assert "l" in default_glyphs().near("1")


def test_a_table_comes_back_from_its_file(tmp_path: Path):
    shapes = np.array([[127, 0], [100, 10], [0, 127]], np.int8)
    neighbours = np.array([[1, 2], [0, 2], [1, 0]], np.uint16)
    write_glyphs(tmp_path / "table", "己已一", shapes, neighbours, "a font")
    table = read_glyphs(tmp_path / "table")
    assert table.near("己") == "已一"
    assert table.similarity("己", "已") > 0.9
    assert table.similarity("己", "一") == 0


def test_a_damaged_table_is_refused(tmp_path: Path):
    data = bytearray(resource("glyphs.bin").read_bytes())
    data[-1] ^= 1
    (tmp_path / "table").write_bytes(data)
    with pytest.raises(ValueError, match="damaged"):
        read_glyphs(tmp_path / "table")


def test_without_a_table_nothing_is_alike():
    assert empty_glyphs().neighbours("己", 5) == []
    assert empty_glyphs().similarity("己", "已") == 0


def test_characters_of_one_reading_sound_alike_whatever_their_tone():
    assert default_sounds().alike("做", "作")
    assert default_sounds().alike("买", "卖")
    assert not default_sounds().alike("买", "做")
    assert "做" in default_sounds().neighbours("作")


def test_a_character_with_two_readings_has_neighbours_of_both():
    sounds = as_sounds(["# a comment", "hang 航行", "xing 行星"])
    assert sounds.neighbours("行") == ["航", "星"]


def test_sounds_come_back_from_their_file(tmp_path: Path):
    write_sounds(tmp_path / "sounds.txt", {"da": "大打", "ba": "八"})
    lines = (tmp_path / "sounds.txt").read_text("utf-8").split("\n")
    assert as_sounds(lines).neighbours("大") == ["打"]


def test_without_a_table_nothing_sounds_alike():
    assert not Sounds({}).alike("做", "作")
    assert Sounds({}).neighbours("做") == []
