import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.raw_text import NEWLINES, RawText, sha256_of
from annotator.document.spans import Span
from tests.strategies import raw_texts, texts


@given(raw_texts())
def test_lines_are_what_lies_between_line_feeds_and_nothing_else_ends_one(raw: RawText):
    lines = raw.text.split("\n")
    assert len(raw.line_starts) == len(lines)
    assert [raw.line_text(number) for number in range(len(lines))] == lines


@pytest.mark.parametrize("mark", ["\f", "\v", "\u2028", "\u2029", "\u0085", "\x1c", "\u3000"])
def test_what_other_programs_take_for_a_line_end_is_a_character_here(mark: str):
    raw = RawText.of(f"甲{mark}乙\n丙")
    assert raw.line_text(0) == f"甲{mark}乙"
    assert raw.line_at(2) == 0


@given(raw_texts())
def test_every_position_lies_in_the_line_whose_bounds_hold_it(raw: RawText):
    for position in range(len(raw) + 1):
        start, end = raw.line_bounds(raw.line_at(position))
        assert start <= position <= end


@given(st.data(), raw_texts())
def test_a_run_of_lines_spans_its_text_without_the_white_space_around(
    data: st.DataObject, raw: RawText
):
    number = st.integers(0, len(raw.line_starts) - 1)
    first, last = sorted((data.draw(number), data.draw(number)))
    text = "\n".join(raw.line_text(line) for line in range(first, last + 1)).strip()
    span = raw.lines_span(first, last)
    assert (span.text_in(raw.text) if span else "") == text
    if span:
        assert Span(raw.line_bounds(first)[0], raw.line_bounds(last)[1]).covers(span)


@given(texts(), st.sampled_from(NEWLINES))
def test_a_text_carries_its_digest_and_its_length_in_code_points(text: str, newline: str):
    raw = RawText.of(text, newline=newline)
    assert raw.sha256 == raw.source_sha256 == sha256_of(text)
    assert len(raw) == len(text)
    assert RawText(text, raw.sha256, raw.source_sha256, newline) == raw


def test_the_digest_of_the_source_file_is_kept_beside_the_texts():
    raw = RawText.of("甲", source_sha256="ab" * 32, newline="\r\n")
    assert raw.source_sha256 == "ab" * 32
    assert raw.sha256 == sha256_of("甲")


def test_a_carriage_return_is_refused():
    with pytest.raises(ValueError, match="carriage return"):
        RawText.of("甲\r\n乙")


def test_a_lone_surrogate_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        RawText.of("甲\ud842乙")


def test_a_digest_of_another_text_is_refused():
    with pytest.raises(ValueError, match="not this text's"):
        RawText("甲", sha256_of("乙"), "")


def test_an_unknown_newline_is_refused():
    with pytest.raises(ValueError, match="unknown newline"):
        RawText.of("甲", newline="\n\r")
