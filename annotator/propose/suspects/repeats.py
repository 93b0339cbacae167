"""Passages that stand twice on a page: recognition has read a column twice."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.document.phrases import phrase
from annotator.propose.suspects.finding import Edit, Suspect, suspect
from annotator.propose.suspects.page_counts import codes_of
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

SHORTEST = 25
"""Code points: what is shorter and stands twice is a set phrase."""
_SCORE = 0.93
_SEED = 12
"""Code points of the pieces by which copies are found; less than half of the shortest passage."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""A piece as one number: the sum of its code points times powers of this odd one, modulo 2**64."""
_MOST_PLACES = 4
_LETTERS = 4
"""Different characters that a piece must have: ……………… is no passage."""
_NEAR = 4
"""Paragraphs between the copies at most."""
_SENTENCE_END = "。！？；…”：\n"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Text:
    """All checked paragraphs in a row, one line feed between them, and where each begins."""

    paragraphs: Sequence[Paragraph]
    starts: Sequence[int]
    text: str


def repeats(page: PageReading) -> Iterator[Suspect]:
    """Of two copies the one that breaks into its surroundings should go, else the second."""
    joined = _joined(page.paragraphs)
    asked = {each.number for each in page.asked}
    for first, second, size in _copies(joined.text):
        start, other = _intruder(joined.text, first, second)
        places = list(_places(joined, start, start + size))
        if not _is_misread(joined, start, other, size):
            continue
        shown = joined.text[start : start + _SHOWN]
        because = phrase("because.repeated", text=shown, size=size)
        for paragraph, low, high in places:
            if paragraph.number in asked:
                edit = Edit(low, high, "", "duplicate")
                yield suspect(paragraph, edit, "repeats", _SCORE, because)


def _joined(paragraphs: Sequence[Paragraph]) -> _Text:
    checked = [p for p in paragraphs if p.block.article >= 0 and p.role in ("body", "caption")]
    starts: list[int] = []
    at = 0
    for paragraph in checked:
        starts.append(at)
        at += len(paragraph.text) + 1
    return _Text(checked, starts, "\n".join(each.text for each in checked))


def _copies(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, start of the copy, size: what stands twice within a paragraph each, in text order of the copy."""
    seen: dict[str, list[int]] = {}
    free = 0
    for at in _likely_twice(text):
        piece = text[at : at + _SEED]
        if at < free or "\n" in piece or len(set(piece)) < _LETTERS:
            continue
        places = seen.setdefault(piece, [])
        found = [_extended(text, first, at) for first in places if first + _SEED <= at]
        if len(places) < _MOST_PLACES:
            places.append(at)
        first, low, size = max(found, key=lambda each: each[2], default=(0, 0, 0))
        if size >= SHORTEST:
            yield first, low, size
            free = low + size


def _likely_twice(text: str) -> list[int]:
    """Where pieces of `_SEED` code points begin that stand more than once; now and then another one's number is the same."""
    codes = codes_of(text).astype(np.uint64)
    if len(codes) < _SEED:
        return []
    numbers = np.zeros(len(codes) - _SEED + 1, np.uint64)
    for at in range(_SEED):
        numbers = numbers * _FACTOR + codes[at : at + len(numbers)]
    ranked = np.sort(numbers)
    twice = np.unique(ranked[1:][ranked[1:] == ranked[:-1]])
    return np.flatnonzero(np.isin(numbers, twice)).tolist()


def _extended(text: str, first: int, second: int) -> tuple[int, int, int]:
    """Both starts and the size of the longest common passage around two equal places, without overlap or line feed."""
    size = _SEED
    while (
        first + size < second
        and second + size < len(text)
        and text[first + size] == text[second + size] != "\n"
    ):
        size += 1
    while first and first + size < second and text[first - 1] == text[second - 1] != "\n":
        first, second, size = first - 1, second - 1, size + 1
    return first, second, size


def _intruder(text: str, first: int, second: int) -> tuple[int, int]:
    """A passage that begins in mid-sentence belongs where its sentence does: the start to go, the start to stay."""
    if _begins_sentence(text, first) and not _begins_sentence(text, second):
        return first, second
    return second, first


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _SENTENCE_END


def _is_misread(joined: _Text, start: int, other: int, size: int) -> bool:
    """Not what a paper repeats on purpose: a pulled quote, a lead, the same report in another article.

    Recognition goes back into a sentence, and the copy stops behind one or stands where none
    goes on; or it repeats itself at once.
    """
    text = joined.text
    if abs(start - other) <= size + 1:
        return True
    if abs(_number(joined, start) - _number(joined, other)) > _NEAR:
        return False
    if any(_is_paragraph(text, at, size) for at in (start, other)) or text[start] == "《":
        return False
    begins = [_begins_sentence(text, at) for at in (start, other)]
    if begins == [True, False] and text[other - 1].isalnum():
        return True
    return not all(begins) and text[start + size - 1] in _SENTENCE_END


def _is_paragraph(text: str, start: int, size: int) -> bool:
    """A headline, a lead or a pulled quote, whole."""
    return {text[start - 1 : start], text[start + size : start + size + 1]} <= {"", "\n"}


def _number(joined: _Text, at: int) -> int:
    return bisect_right(joined.starts, at) - 1


def _places(joined: _Text, start: int, end: int) -> Iterator[tuple[Paragraph, int, int]]:
    at = _number(joined, start)
    while at < len(joined.starts) and joined.starts[at] < end:
        begin, paragraph = joined.starts[at], joined.paragraphs[at]
        low, high = max(0, start - begin), min(end - begin, len(paragraph.text))
        if low < high:
            yield paragraph, low, high
        at += 1
