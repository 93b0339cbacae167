import time
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.document.marks import CorrectionMark, SoftBreak, Typed
from annotator.document.reading import (
    HARD_BREAK,
    Piece,
    ReadingMap,
    Replacement,
    Side,
    correction_replacements,
    joiner,
    reading_of,
)
from annotator.document.spans import Gap, Span
from tests.strategies import replacements, separate_places, separate_spans, spans, texts

BOTH = (Side.BEFORE, Side.AFTER)
ADA = Typed("ada")
Setting = tuple[str, list[Span], list[Replacement]]
Read = tuple[str, ReadingMap]


# -- what is drawn, and the slow way to the same end -------------------------------------


@st.composite
def settings_of_a_reading(draw: st.DrawFn) -> Setting:
    """A text, stretches of it in any order, and replacements that may get in each other's way."""
    raw = draw(texts(min_size=1, max_size=30))
    cut = draw(separate_spans(len(raw), 5).filter(bool))
    wanted = draw(st.lists(replacements(len(raw)), max_size=6))
    return raw, draw(st.permutations(cut)), wanted


def in_the_way(one: Replacement, other: Replacement) -> bool:
    """Whether two replacements want the same characters or the same insertion point."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end


def read_slowly(raw: str, stretches: Sequence[Span], wanted: Sequence[Replacement]) -> str:
    """The reading text as a copyist would make it: from the end of each stretch backwards."""
    kept: list[Replacement] = []
    for each in wanted:
        if not any(in_the_way(each, other) for other in kept):
            kept.append(each)
    copies: list[str] = []
    for stretch in stretches:
        mine = [r for r in kept if stretch.start <= r.start and r.end <= stretch.end]
        kept = [r for r in kept if r not in mine]
        copy = raw[: stretch.end]
        for each in sorted(mine, key=lambda r: (r.start, r.end), reverse=True):
            copy = copy[: each.start] + each.text + copy[each.end :]
        copies.append(copy[stretch.start :])
    return "\n".join(copies)


@st.composite
def readings(draw: st.DrawFn) -> Read:
    raw, stretches, wanted = draw(settings_of_a_reading())
    return raw, ReadingMap.over(raw, stretches, wanted)


# -- the text ----------------------------------------------------------------------------


@given(settings_of_a_reading())
def test_the_reading_is_what_a_copyist_makes_of_the_stretches(drawn: Setting):
    raw, stretches, wanted = drawn
    assert ReadingMap.over(raw, stretches, wanted).text == read_slowly(raw, stretches, wanted)


@given(readings())
def test_the_pieces_tile_raw_stretches_and_reading_text_without_a_hole(drawn: Read):
    raw, reading = drawn
    tiles: list[Piece] = []
    last = -1
    for stretch, begin, stop in reading.stretches:
        assert begin == last + 1, "one newline between two stretches"
        assert begin == 0 or reading.text[last] == "\n"
        mine = _pieces_between(reading, begin, stop)
        assert [stretch.start, *(p.raw_end for p in mine)] == [
            *(p.raw_start for p in mine),
            stretch.end,
        ]
        assert [begin, *(p.end for p in mine)] == [*(p.start for p in mine), stop]
        tiles += mine
        last = stop
    assert tuple(tiles) == reading.pieces
    assert last == len(reading.text)
    for piece in tiles:
        if piece.verbatim:
            assert raw[piece.raw_start : piece.raw_end] == reading.text[piece.start : piece.end]


@given(readings())
def test_a_reading_without_replacements_is_the_raw_text(drawn: Read):
    raw, reading = drawn
    stretches = [stretch for stretch, _, _ in reading.stretches]
    assert ReadingMap.over(raw, stretches).text == "\n".join(s.text_in(raw) for s in stretches)


# -- positions ---------------------------------------------------------------------------


@given(readings())
def test_a_verbatim_position_leads_to_the_other_text_and_back(drawn: Read):
    raw, reading = drawn
    for piece in reading.pieces:
        if not piece.verbatim:
            continue
        for step in range(piece.raw_end - piece.raw_start):
            raw_at, at = piece.raw_start + step, piece.start + step
            assert raw[raw_at] == reading.text[at]
            # The character's front edge sticks to what comes after it, its back edge to before.
            assert reading.to_reading(raw_at, Side.AFTER) == at
            assert reading.to_raw(at, Side.AFTER) == raw_at
            assert reading.to_reading(raw_at + 1, Side.BEFORE) == at + 1
            assert reading.to_raw(at + 1, Side.BEFORE) == raw_at + 1


@given(readings())
def test_positions_never_run_backwards_inside_a_stretch(drawn: Read):
    _, reading = drawn
    for stretch, begin, stop in reading.stretches:
        for side in BOTH:
            raw = [reading.to_raw(at, side) for at in range(begin, stop + 1)]
            assert raw == sorted(raw)
            assert all(stretch.start <= at <= stretch.end for at in raw)
        # At a raw end the neighbouring stretch may be the one that is stuck to.
        after = [reading.to_reading(at, Side.AFTER) for at in range(stretch.start, stretch.end)]
        before = [
            reading.to_reading(at, Side.BEFORE) for at in range(stretch.start + 1, stretch.end + 1)
        ]
        for positions in (after, before):
            assert all(at is not None and begin <= at <= stop for at in positions)
            assert positions == sorted(positions)


@given(readings())
def test_the_side_before_never_lies_behind_the_side_after(drawn: Read):
    _, reading = drawn
    for stretch, begin, stop in reading.stretches:
        for at in range(begin, stop + 1):
            assert reading.to_raw(at, Side.BEFORE) <= reading.to_raw(at, Side.AFTER)
        for at in range(stretch.start + 1, stretch.end):
            before, after = reading.to_reading(at, Side.BEFORE), reading.to_reading(at, Side.AFTER)
            assert before is not None
            assert after is not None
            assert before <= after


@given(readings())
def test_the_ends_of_a_stretch_are_the_ends_of_its_reading(drawn: Read):
    _, reading = drawn
    ends = [stretch.end for stretch, _, _ in reading.stretches]
    starts = [stretch.start for stretch, _, _ in reading.stretches]
    for stretch, begin, stop in reading.stretches:
        assert reading.to_raw(begin, Side.BEFORE) == stretch.start
        assert reading.to_raw(stop, Side.AFTER) == stretch.end
        if stretch.start not in ends:
            assert reading.to_reading(stretch.start, Side.BEFORE) == begin
        if stretch.end not in starts:
            assert reading.to_reading(stretch.end, Side.AFTER) == stop


@given(readings())
def test_inside_a_replaced_stretch_each_side_answers_with_an_end_of_it(drawn: Read):
    _, reading = drawn
    for piece in reading.pieces:
        if piece.verbatim:
            continue
        for at in range(piece.start + 1, piece.end):
            assert reading.to_raw(at, Side.BEFORE) == piece.raw_start
            assert reading.to_raw(at, Side.AFTER) == piece.raw_end
        for at in range(piece.raw_start + 1, piece.raw_end):
            assert reading.to_reading(at, Side.BEFORE) == piece.start
            assert reading.to_reading(at, Side.AFTER) == piece.end


@given(readings())
def test_a_raw_position_that_no_stretch_touches_is_not_read(drawn: Read):
    raw, reading = drawn
    for at in range(len(raw) + 1):
        touched = any(s.start <= at <= s.end for s, _, _ in reading.stretches)
        for side in BOTH:
            assert (reading.to_reading(at, side) is not None) == touched


@given(readings(), st.sampled_from(BOTH))
def test_a_position_outside_the_reading_is_refused(drawn: Read, side: Side):
    _, reading = drawn
    for at in (-1, len(reading.text) + 1):
        with pytest.raises(ValueError, match="is not in a reading"):
            reading.to_raw(at, side)


def test_a_reading_of_nothing_is_empty_and_leads_nowhere():
    reading = ReadingMap.over("昭阳区", [])
    assert reading.text == ""
    assert reading.to_reading(1, Side.AFTER) is None
    assert reading.reading_ranges(Span(0, 3)) == ()
    assert reading.raw_spans(0, 0) == ()
    with pytest.raises(ValueError, match="is not in a reading"):
        reading.to_raw(0, Side.AFTER)


def test_where_a_break_was_dropped_the_sides_are_its_ends():
    reading = ReadingMap.over("昭阳\n　区", [Span(0, 5)], [Replacement(2, 4, "")])
    assert reading.text == "昭阳区"
    assert reading.to_raw(2, Side.BEFORE) == 2
    assert reading.to_raw(2, Side.AFTER) == 4
    assert [reading.to_reading(at, Side.BEFORE) for at in (2, 3, 4)] == [2, 2, 2]


def test_the_sides_of_an_insertion_point_are_the_ends_of_what_goes_in():
    reading = ReadingMap.over("昭区", [Span(0, 2)], [Replacement(1, 1, "阳")])
    assert reading.text == "昭阳区"
    assert reading.to_reading(1, Side.BEFORE) == 1
    assert reading.to_reading(1, Side.AFTER) == 2
    assert {reading.to_raw(at, side) for at in (1, 2) for side in BOTH} == {1}


def test_what_goes_in_between_two_stretches_is_read_once_with_the_first_of_them():
    wanted = [Replacement(2, 2, "！")]
    assert ReadingMap.over("昭阳区民", [Span(0, 2), Span(2, 4)], wanted).text == "昭阳！\n区民"
    assert ReadingMap.over("昭阳区民", [Span(2, 4), Span(0, 2)], wanted).text == "！区民\n昭阳"


def test_a_replacement_over_the_edge_of_a_stretch_does_not_count():
    stretches = [Span(0, 2), Span(2, 4)]
    assert ReadingMap.over("昭阳区民", stretches, [Replacement(1, 3, "甲")]).text == "昭阳\n区民"


# -- spans -------------------------------------------------------------------------------


@given(readings(), st.data())
def test_where_a_span_is_read_all_of_its_read_text_is_and_whole_replacements(
    drawn: Read, data: st.DataObject
):
    raw, reading = drawn
    span = data.draw(spans(len(raw)))
    ranges = reading.reading_ranges(span)
    covered = {at for start, end in ranges for at in range(start, end)}
    expected: set[int] = set()
    for piece in reading.pieces:
        if not piece.verbatim:
            meets = piece.raw_start < span.end and span.start < piece.raw_end
            alone = piece.raw_start == piece.raw_end
            if meets and not alone:
                expected.update(range(piece.start, piece.end))
            continue
        low, high = max(piece.raw_start, span.start), min(piece.raw_end, span.end)
        shift = piece.start - piece.raw_start
        expected.update(range(low + shift, high + shift))
    # An insertion is read with a span that runs on at both sides of it, in the same stretch.
    insertions = {
        at
        for piece in reading.pieces
        if piece.raw_start == piece.raw_end and span.start < piece.raw_start < span.end
        for at in range(piece.start, piece.end)
    }
    assert expected <= covered <= expected | insertions
    assert all(start < end for start, end in ranges)
    assert all(end < start for (_, end), (start, _) in pairwise(ranges))


@given(readings(), st.data())
def test_a_span_comes_back_from_its_reading_with_all_the_text_that_is_read(
    drawn: Read, data: st.DataObject
):
    raw, reading = drawn
    span = data.draw(spans(len(raw)))
    back = [s for start, end in reading.reading_ranges(span) for s in reading.raw_spans(start, end)]
    for piece in reading.pieces:
        low, high = max(piece.raw_start, span.start), min(piece.raw_end, span.end)
        if low < high and piece.start < piece.end:
            if not piece.verbatim:
                low, high = piece.raw_start, piece.raw_end
            assert any(each.covers(Span(low, high)) for each in back)
    for each in back:
        met = [p for p in reading.pieces if not p.verbatim and p.raw_start < p.raw_end]
        for piece in met:
            replaced = Span(piece.raw_start, piece.raw_end)
            assert each.covers(replaced) or not each.overlaps(replaced)
        assert each.overlaps(span)


@given(readings(), st.data())
def test_a_verbatim_span_comes_back_exactly(drawn: Read, data: st.DataObject):
    raw, reading = drawn
    verbatim = [piece for piece in reading.pieces if piece.verbatim]
    assume(verbatim)
    piece = data.draw(st.sampled_from(verbatim))
    inner = data.draw(spans(piece.end - piece.start))
    span = Span(piece.raw_start + inner.start, piece.raw_start + inner.end)
    ((start, end),) = reading.reading_ranges(span)
    assert reading.text[start:end] == span.text_in(raw)
    assert reading.raw_spans(start, end) == (span,)


@given(readings(), st.data())
def test_a_range_of_the_reading_gives_one_raw_span_for_each_stretch_with_raw_text(
    drawn: Read, data: st.DataObject
):
    _, reading = drawn
    assume(reading.text)
    wanted = data.draw(spans(len(reading.text)))
    expected: list[Span] = []
    for _, begin, stop in reading.stretches:
        first, last = max(wanted.start, begin), min(wanted.end, stop)
        # What was dropped counts between two characters that are read, not at an end.
        mine = [
            piece
            for piece in _pieces_between(reading, begin, stop)
            if piece.start < last and first < piece.end
        ]
        if first >= last or not mine:
            continue
        low, high = mine[0].raw_start, mine[-1].raw_end
        if mine[0].verbatim:
            low += first - mine[0].start
        if mine[-1].verbatim:
            high -= mine[-1].end - last
        if low < high:
            expected.append(Span(low, high))
    assert reading.raw_spans(wanted.start, wanted.end) == tuple(expected)


@given(readings())
def test_the_whole_reading_comes_from_all_text_that_is_read(drawn: Read):
    _, reading = drawn
    whole = reading.raw_spans(0, len(reading.text))
    for stretch, begin, stop in reading.stretches:
        mine = [each for each in whole if stretch.covers(each)]
        assert len(mine) <= 1
        if any(p.start < p.end for p in _pieces_between(reading, begin, stop) if _has_raw(p)):
            assert mine


def _pieces_between(reading: ReadingMap, begin: int, stop: int) -> list[Piece]:
    return [piece for piece in reading.pieces if begin <= piece.start and piece.end <= stop]


def _has_raw(piece: Piece) -> bool:
    return piece.raw_start < piece.raw_end


# -- what a reading is made of -----------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("昭阳", "区", "昭阳区"),
        ("New", "York", "New York"),
        ("No", "7", "No 7"),
        ("用Qt", "画", "用Qt画"),
        ("画", "Qt", "画Qt"),
        ("end.", "New", "end.New"),
        ("ＡＢ", "Ｃ", "ＡＢＣ"),
        ("", "York", "York"),
        ("New", "", "New"),
    ],
)
def test_a_soft_break_is_a_space_between_latin_words_and_nothing_between_characters(
    before: str, after: str, joined: str
):
    raw = f"{before}\n{after}"
    at = Span(len(before), len(before) + 1)
    assert before + joiner(raw, at.start, at.end) + after == joined
    assert reading_of(raw, [Span(0, len(raw))], soft_breaks=[at]).text == joined


@given(texts(min_size=1))
def test_a_reading_has_no_blank_lines_indents_or_trailing_space(raw: str):
    text = reading_of(raw, [Span(0, len(raw))]).text
    for line in text.split("\n")[1:]:
        assert line[:1].strip() == line[:1]
    for line in text.split("\n")[:-1]:
        assert line[-1:].strip() == line[-1:]
    assert "".join(text.split()) == "".join(raw.split())


@given(texts(min_size=1), st.data())
def test_every_correction_is_read_and_outdoes_the_breaks(raw: str, data: st.DataObject):
    places = data.draw(separate_places(len(raw)))
    corrections = [
        CorrectionMark(str(number), place, "正", "substitution", ADA)
        for number, place in enumerate(places)
    ]
    suspects = [
        CorrectionMark(f"s{number}", place, None, "substitution", ADA, "suspect")
        for number, place in enumerate(places)
    ]
    whole = [Span(0, len(raw))]
    breaks = [SoftBreak("b", span, ADA) for span in data.draw(separate_spans(len(raw), 3))]
    read = reading_of(raw, whole, corrections=corrections, soft_breaks=breaks)
    corrected = [p for p in read.pieces if read.text[p.start : p.end] == "正" and not p.verbatim]
    assert len(corrected) == len(corrections)
    unread = reading_of(raw, whole, corrections=suspects, soft_breaks=breaks)
    assert unread == reading_of(raw, whole, soft_breaks=breaks)
    assert correction_replacements(suspects) == []


@pytest.mark.parametrize(
    ("place", "text", "read"),
    [
        (Span(1, 2), "", "节日"),
        (Span(2, 3), "", "节日"),
        (Span(3, 4), "", "节日"),
        (Span(0, 2), "佳节", "佳节日"),
        (Span(3, 5), "目", "节目"),
        (Span(0, 5), "节日", "节日"),
        (Gap(2), "，", "节，日"),
        (Gap(1), "假", "节假日"),
        (Gap(4), "假", "节假日"),
    ],
)
def test_what_a_correction_leaves_of_a_soft_break_is_joined_over(
    place: Span | Gap, text: str, read: str
):
    raw = "节 \n　日"
    fixes = [CorrectionMark("c", place, text, "spacing", ADA)]
    assert reading_of(raw, [Span(0, 5)], corrections=fixes, soft_breaks=[Span(1, 4)]).text == read


def test_latin_words_stay_apart_where_a_blank_at_the_line_end_is_taken_out():
    fixes = [CorrectionMark("c", Span(3, 4), "", "spacing", ADA)]
    whole = [Span(0, 9)]
    read = reading_of("New \nYork", whole, corrections=fixes, soft_breaks=[Span(3, 5)])
    assert read.text == "New York"


def test_an_article_is_read_as_one_text_with_its_parts_in_order():
    raw = "新闻\n　　昭阳区中\n华书苟 New\nYork。\n\n　　完\n大标题"
    found = {text: raw.index(text) for text in ("　　昭阳", "苟", "中\n华", "New\nYork", "大标题")}
    head = Span(found["大标题"], len(raw))
    body = Span(found["　　昭阳"] + 2, raw.index("\n大标题"))
    reading = reading_of(
        raw,
        [head, body],
        corrections=[
            CorrectionMark("c", Span(found["苟"], found["苟"] + 1), "局", "substitution", ADA),
            CorrectionMark("d", Gap(found["大标题"] + 3), "！", "punctuation", ADA),
        ],
        soft_breaks=[
            Span(found["中\n华"] + 1, found["中\n华"] + 2),
            Span(found["New\nYork"] + 3, found["New\nYork"] + 4),
        ],
    )
    assert reading.text == "大标题！\n昭阳区中华书局 New York。\n完"
    start = reading.text.index("中华书局")
    (span,) = reading.raw_spans(start, start + 4)
    assert span.text_in(raw) == "中\n华书苟"
    assert reading.reading_ranges(span) == ((start, start + 4),)


@given(st.text(st.sampled_from("甲 \u3000\u00a0\f\u2028\n"), max_size=30))
def test_a_hard_break_takes_all_the_white_space_around_its_line_feeds(text: str):
    found = [match.span() for match in HARD_BREAK.finditer(text)]
    starts = [start for start, _ in found]
    for at, character in enumerate(text):
        index = bisect_right(starts, at) - 1
        inside = index >= 0 and at < found[index][1]
        run = _white_run(text, at)
        assert inside == (character.isspace() and "\n" in run)


def _white_run(text: str, at: int) -> str:
    start = end = at
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return text[start:end]


def test_a_line_of_nothing_but_blanks_is_read_in_no_time():
    """A table that was scanned as spaces must not hold the window up."""
    raw = "甲" + "\u3000" * 50_000 + "乙"
    started = time.process_time()
    assert reading_of(raw, [Span(0, len(raw))]).text == raw
    assert time.process_time() - started < 1
