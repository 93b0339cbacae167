"""The gate: corrections counted as an editor makes them, and who may speak."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.learner_gate import NEEDED, RECENT, Gate, corrections


@st.composite
def apart(draw):
    """Entities that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, 9), max_size=8)))
    places = zip(cuts[::2], cuts[1::2], strict=False)
    return [(a, b, draw(st.sampled_from(("PER", "LOC")))) for a, b in places]


def fewest_edits(answer, gold):
    """By trying everything: each answer goes, or becomes one entity of the gold that it shares text with."""
    if not answer:
        return len(gold)
    (start, end, label), rest = answer[0], answer[1:]
    tries = [1 + fewest_edits(rest, gold)]
    for at, (low, high, name) in enumerate(gold):
        if start < high and low < end:
            others = gold[:at] + gold[at + 1 :]
            cost = int((start, end, label) != (low, high, name))
            # What is right already is left alone.
            tries.append(cost + fewest_edits(rest, others))
    return min(tries)


@given(apart(), apart())
def test_no_editor_needs_fewer_corrections(answer, gold):
    right = [each for each in answer if each in gold]
    wrong = [each for each in answer if each not in right]
    missed = [each for each in gold if each not in right]
    assert corrections(answer, gold) == fewest_edits(wrong, missed)


@given(apart())
def test_the_right_answer_needs_none(gold):
    assert corrections(gold, gold) == 0
    assert corrections([], gold) == corrections(gold, []) == len(gold)


def test_span_and_label_wrong_at_once_are_one_correction():
    assert corrections([(0, 2, "LOC")], [(1, 4, "ORG")]) == 1


def test_nothing_is_in_use_before_enough_corrections_were_seen():
    gate = Gate().after(NEEDED - 1, 0)
    assert not gate.is_open
    assert gate.after(1, 0).is_open


def test_a_learner_that_is_only_as_good_is_not_in_use():
    assert not Gate().after(NEEDED, NEEDED).is_open
    assert Gate().after(NEEDED, NEEDED - 1).is_open


def test_old_lessons_are_forgotten_but_for_their_number_of_corrections():
    gate = Gate().after(NEEDED, 0)
    for _ in range(RECENT):
        gate = gate.after(3, 4)
    assert not gate.is_open
    assert gate.seen == NEEDED + 3 * RECENT
    assert (gate.plain_errors, gate.learner_errors) == (3 * RECENT, 4 * RECENT)
