"""What two stretches of a page share, told without a dictionary."""

from annotator.document.raw_text import RawText
from annotator.propose.lines import lines_of
from annotator.propose.shared_pairs import SharedPairs


def pairs(*lines: str) -> SharedPairs:
    return SharedPairs(lines_of(RawText.of("\n\n".join(lines))))


def test_strings_are_told_whole_and_scraps_are_not():
    shared = pairs("果农们在苹果园采摘苹果。", "丰收了，果农们都在苹果园。", "电动车要守规矩。")
    assert sorted(shared.words([0], [1])) == ["果农", "苹果园"]
    assert shared.words([0], [2]) == []


def test_what_speaks_of_the_same_is_more_alike():
    shared = pairs("果农采摘苹果装车。", "今年苹果丰收，果农装车忙。", "交警整治电动车头盔。")
    assert shared.likeness([0], [1]) > shared.likeness([0], [2])
    assert shared.likeness([0], [0]) == 1.0
    assert shared.share([2], [0]) == 0.0


def test_of_nothing_nothing_is_shared():
    shared = pairs("苹果丰收。", "……")
    assert shared.likeness([0], [1]) == 0.0
    assert shared.words([0], [1]) == []
