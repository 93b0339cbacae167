"""Strings found in raw and corrected text, as a slow and plain search finds them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.document.finding import (
    BOTH,
    CORRECTED,
    RAW,
    Searched,
    find,
    find_in_lines,
    in_one_line,
    windows,
)
from annotator.document.marks import place_of
from annotator.document.pages import Page
from annotator.document.reading import Replacement, correction_replacements
from annotator.document.spans import Span
from tests.strategies import pages, texts

Letter = tuple[str, int, int]
"""A character that is read, and the raw text behind it."""


def look_for(needle: str):
    """A look for a string, blanks and all."""
    return lambda text: (match.span() for match in re.finditer(re.escape(needle), text))


def over_blanks(needle: str):
    """A look for Chinese characters, whatever white space is between them."""
    return lambda text: (
        match.span() for match in re.finditer(r"\s*".join(map(re.escape, needle)), text)
    )


def searched(page: Page) -> Searched:
    return Searched(page.raw.text, tuple(correction_replacements(page.corrections)))


# -- the plain search --------------------------------------------------------------------


def letters(page: Page, *, corrected: bool) -> list[Letter]:
    found: list[Letter] = []
    at = 0
    marks = [mark for mark in page.corrections if mark.text is not None] if corrected else []
    for mark in sorted(marks, key=place_of):
        start, end = place_of(mark)
        found += [(page.raw.text[i], i, i + 1) for i in range(at, start)]
        found += [(each, start, end) for each in mark.text]
        at = end
    return found + [(page.raw.text[i], i, i + 1) for i in range(at, len(page.raw))]


def plainly_found(read: list[Letter], needle: str) -> list[tuple[int, int]]:
    """Places of `needle` in what is read, white space left out, without overlap."""
    inked = [each for each in read if not each[0].isspace()]
    found: list[tuple[int, int]] = []
    at = 0
    while at + len(needle) <= len(inked):
        hit = inked[at : at + len(needle)]
        if "".join(each for each, _, _ in hit) == needle:
            found.append((hit[0][1], hit[-1][2]))
            at += len(needle)
        else:
            at += 1
    return found


def shared(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@st.composite
def needles(draw: st.DrawFn) -> tuple[Page, str]:
    """A page, and a string without white space that may be read on it."""
    page = draw(pages())
    read = letters(page, corrected=draw(st.booleans()))
    inked = "".join(each for each, _, _ in read if not each.isspace())
    start = draw(st.integers(0, max(0, len(inked) - 1)))
    cut = inked[start : start + draw(st.integers(1, 6))]
    drawn = "".join(draw(texts(1, 3)).split()) or "本"
    return page, cut if cut and draw(st.booleans()) else drawn


@given(needles())
def test_what_is_found_is_what_a_plain_search_finds_in_both_texts(drawn):
    page, needle = drawn
    raw = set(plainly_found(letters(page, corrected=False), needle))
    corrected = set(plainly_found(letters(page, corrected=True), needle))
    found = {each.places: each.reads for each in find(searched(page), over_blanks(needle))}
    if not any(mark.text is not None for mark in page.corrections):
        assert found == {(place,): BOTH for place in raw}
        return
    met = {place for place in raw if any(shared(place, each) for each in corrected)}
    alone = {each for each in corrected if not any(shared(each, place) for place in raw)}
    wanted = {(place,): BOTH if place in met else RAW for place in raw}
    wanted |= {(place,): CORRECTED for place in alone}
    assert found == wanted


@given(needles(), st.integers(1, 4))
def test_whatever_the_raw_text_does_not_have_is_in_a_window(drawn, size):
    page, needle = drawn
    inked = "".join(page.raw.text.split())
    kept = windows(searched(page), size)
    for each in find(searched(page), over_blanks(needle)):
        if needle in inked:
            continue
        assert each.reads == CORRECTED
        if len(needle) <= size + 1:
            assert any(needle in window for window in kept)
        else:
            pieces = [needle[at : at + size] for at in range(len(needle) - size + 1)]
            assert any(piece in window for piece in pieces for window in kept)


@given(pages(), st.sampled_from([r".", r"^.*$", r"\w+", r"本.?報", r"\s"]))
def test_a_hit_by_lines_lies_in_the_text_and_reads_as_the_text_does(page, body):
    text = page.raw.text
    expression = re.compile(body, re.MULTILINE)
    breaks = tuple(m.span for m in page.soft_breaks if m.span.text_in(text).isspace())
    fixes = tuple(correction_replacements(page.corrections))
    hits = find_in_lines(
        Searched(text, fixes, breaks=breaks),
        lambda read: (m.span() for m in expression.finditer(read) if m.group()),
    )
    for each in hits:
        assert all(0 <= start <= end <= len(text) for start, end in each.places)
        if each.reads != CORRECTED:
            read = "".join(text[start:end] for start, end in each.places)
            assert "".join(read.split()) == "".join(each.text.split())


# -- examples ----------------------------------------------------------------------------


def test_a_word_that_goes_on_in_another_column_is_found_with_both_its_places():
    text = "春耕已经开\n图片说明\n始了，人人\n广告\n高兴"
    body = Span(0, 5), Span(11, 16), Span(20, 22)
    page = Searched(text, runs=(body,))
    (hit,) = find(page, over_blanks("开始"))
    assert (hit.places, hit.reads) == (((4, 5), (11, 12)), BOTH)
    assert (hit.before, hit.text, hit.after) == ("春耕已经", "开始", "了，人人高兴")
    (long,) = find(page, over_blanks("经开始了，人人高"))
    assert long.places == ((3, 5), (11, 16), (20, 21))
    assert any("开始" in window for window in windows(page, 1))
    assert any("人高" in window for window in windows(page, 1))


def test_stretches_that_follow_one_another_are_found_once():
    text = "春耕已经开\n始了"
    page = Searched(text, runs=((Span(0, 5), Span(6, 8)),))
    assert [each.places for each in find(page, over_blanks("开始"))] == [((4, 7),)]
    assert windows(page, 3) == []


def test_what_a_correction_alone_says_has_an_empty_place():
    page = Searched("春已开始", (Replacement(1, 1, "耕"),))
    (alone,) = find(page, look_for("耕"))
    assert (alone.places, alone.reads) == (((1, 1),), CORRECTED)
    (whole,) = find(page, look_for("春耕已"))
    assert whole.places == ((0, 2),)


def test_a_hit_says_which_text_reads_so():
    page = Searched("低族人，佤族人", (Replacement(0, 2, "佤族"),))
    assert [(e.places, e.reads) for e in find(page, look_for("佤族"))] == [
        (((0, 2),), CORRECTED),
        (((4, 6),), BOTH),
    ]
    assert [(e.places, e.reads) for e in find(page, look_for("低族"))] == [(((0, 2),), RAW)]


def test_what_both_texts_read_at_overlapping_places_is_one_hit():
    page = Searched("低族人，佤族人", (Replacement(0, 2, "佤族"),))
    hits = [(each.places, each.reads) for each in find(page, look_for("族"))]
    assert hits == [(((1, 2),), BOTH), (((5, 6),), BOTH)]


def test_lines_are_joined_at_soft_breaks_and_over_blanks_and_nowhere_else():
    page = Searched("二〇二 四年\n五月\n六日", breaks=(Span(6, 7),))
    dates = re.compile(r"四年五月")
    hits = find_in_lines(page, lambda text: (m.span() for m in dates.finditer(text)))
    assert [each.places for each in hits] == [((4, 9),)]
    lines = re.compile(r"^.*$", re.MULTILINE)
    whole = find_in_lines(page, lambda text: (m.span() for m in lines.finditer(text)))
    assert [each.text for each in whole] == ["二〇二四年五月", "六日"]


def test_corrections_come_before_the_breaks_that_they_cut():
    page = Searched("开\n 始了", (Replacement(1, 3, "头"),), breaks=(Span(1, 3),))
    dots = re.compile(r"开.?始")
    hits = find_in_lines(page, lambda text: (m.span() for m in dots.finditer(text)))
    assert [(each.places, each.text, each.reads) for each in hits] == [
        (((0, 4),), "开始", BOTH),
    ]
    heads = find_in_lines(page, lambda text: (m.span() for m in re.finditer("开头始", text)))
    assert [(each.places, each.reads) for each in heads] == [(((0, 4),), CORRECTED)]


def test_context_is_in_one_line_and_latin_words_stay_apart():
    assert in_one_line("云 南\n省 in the\nnorth 的") == "云南省in the north的"
