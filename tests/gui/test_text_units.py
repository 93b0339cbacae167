"""Code points and UTF-16 units: there and back for any text."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text_units import TextUnits, visible
from tests.strategies import texts

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | texts()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(any_text)
def test_every_position_goes_there_and_back(text: str) -> None:
    units = TextUnits(text)
    for at in range(len(text) + 1):
        assert units.to_qt(at) == utf16_length(text[:at])
        assert units.to_points(units.to_qt(at)) == at
    assert units.length == utf16_length(text)


@given(any_text)
def test_a_position_inside_a_pair_snaps_to_its_character(text: str) -> None:
    units = TextUnits(text)
    for at, character in enumerate(text):
        if character > "\uffff":
            assert units.to_points(units.to_qt(at) + 1) == at


@given(any_text)
def test_what_is_shown_is_as_long_as_what_is_stored(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert utf16_length(shown) == utf16_length(text)
    assert [at for at, c in enumerate(shown) if c == "\n"] == [
        at for at, c in enumerate(text) if c == "\n"
    ]


def test_the_example_that_once_went_wrong() -> None:
    text = "𠮷野家在上海"
    units = TextUnits(text)
    assert units.to_qt(text.index("上海")) == 5
    assert units.to_points(1) == 0


def test_signs_stand_for_what_qt_would_change_and_the_rest_stays() -> None:
    assert visible("甲\u2028乙\u2029丙\f丁") == "甲¶乙¶丙¶丁"
    assert visible("\ufdd0\ufffc\x00") == "\ufffd\ufffd\ufffd"
    assert visible("甲\u00a0乙\u3000丙\t丁\n") == "甲\u00a0乙\u3000丙\t丁\n"
