"""The learner as bytes: whole, small, and nothing else taken for one."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.learner import Learner
from annotator.propose.learner_gate import Gate
from annotator.propose.learner_state import (
    _HEAD,
    MAGIC,
    VERSION,
    LearnerUnusable,
    from_bytes,
    to_bytes,
)
from tests.propose.learner_words import PLACES, wrong_and_right


def taught():
    learner = Learner(gate=Gate(120, ((3, 4), (9, 2))))
    for page, place in enumerate(PLACES):
        wrong, right = wrong_and_right(place)
        learner.learn(page, [wrong], [right])
    return learner


DATA = to_bytes(taught())


def test_what_comes_back_answers_and_learns_as_before():
    before, after = taught(), from_bytes(DATA)
    unseen, right = wrong_and_right("甘棠")
    assert after.gate == before.gate
    assert after.pages == before.pages
    assert after.kept == before.kept
    assert after.answers([unseen]) == before.answers([unseen])
    for learner in (before, after):
        learner.learn(99, [unseen], [right])
    assert to_bytes(after) == to_bytes(before)


def test_a_learner_without_lessons_comes_back_as_well():
    assert from_bytes(to_bytes(Learner())).pages == []


def test_only_what_was_touched_is_written():
    assert len(DATA) < 40_000


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_a_byte_that_has_changed_is_noticed(at, change):
    damaged = bytearray(DATA)
    damaged[at] ^= change
    with pytest.raises(LearnerUnusable):
        from_bytes(bytes(damaged))


@given(st.integers(0, len(DATA) - 1))
def test_a_state_cut_short_is_refused(length):
    with pytest.raises(LearnerUnusable):
        from_bytes(DATA[:length])


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused_even_under_our_name(data):
    with pytest.raises(LearnerUnusable):
        from_bytes(data)
    body = zlib.compress(data)
    with pytest.raises(LearnerUnusable):
        from_bytes(_HEAD.pack(MAGIC, VERSION, zlib.crc32(body)) + body)


def test_another_version_is_refused():
    body = DATA[_HEAD.size :]
    with pytest.raises(LearnerUnusable, match="version"):
        from_bytes(_HEAD.pack(MAGIC, VERSION + 1, zlib.crc32(body)) + body)
