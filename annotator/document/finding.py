"""Looking for strings in a page: in its raw text, in its corrected text, and where an article goes on elsewhere.

All positions are code points of the raw text, half-open.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.document.reading import (
    ReadingMap,
    Replacement,
    Side,
    break_replacements,
    joiner,
)
from annotator.document.spans import Span

RAW, CORRECTED, BOTH = "raw", "corrected", "both"
"""Which text reads so: the raw one alone, the corrected one alone, or both where they share raw text."""

AROUND = 40
"""Code points of context that are kept on either side of a hit."""

Look = Callable[[str], Iterable[tuple[int, int]]]
"""Finds the places, start and end, of what is looked for in a text."""

Places = tuple[tuple[int, int], ...]

_WHITE = re.compile(r"\s+")
_BLANKS_INSIDE = re.compile(r"(?<=[^\x00-\x7f\s])[^\S\n]+(?=[^\x00-\x7f\s])")


@dataclass(frozen=True, slots=True)
class Searched:
    """What of a page is looked at.

    `runs` are the stretches of one role of an article, in reading order: where one of them ends a
    word may go on in the next. `breaks` are line ends that a reader reads over.
    """

    text: str
    corrections: tuple[Replacement, ...] = ()
    runs: tuple[tuple[Span, ...], ...] = ()
    breaks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: its places in reading order, which text reads so, and that text with what is around it.

    Several places where the text between them is something else; a place is empty where all that
    was found is inserted by a correction. What is read is in one line.
    """

    places: Places
    reads: str
    before: str
    text: str
    after: str


def find(page: Searched, look: Look) -> list[Found]:
    """Every hit on a page in text order. `look` is asked for one text after the other, line ends and all."""
    return _found(page, look, _readings(page))


def find_in_lines(page: Searched, look: Look) -> list[Found]:
    """As `find`, for what goes by lines: soft breaks and blanks between Chinese characters are read over first."""
    text = page.text
    if not text:
        return []
    blanks = [Replacement(*each.span(), "") for each in _BLANKS_INSIDE.finditer(text)]
    fixes = page.corrections
    readings = [(RAW, [*break_replacements(text, page.breaks), *blanks])]
    if fixes:
        joined = break_replacements(text, page.breaks, fixes)
        readings.append((CORRECTED, [*fixes, *joined, *blanks]))
    whole = [Span(0, len(text))]
    views = [(reads, ReadingMap.over(text, whole, changes)) for reads, changes in readings]
    return _found(page, look, views)


def _found(page: Searched, look: Look, views: Iterable[tuple[str, ReadingMap]]) -> list[Found]:
    raw: dict[Places, Found] = {}
    corrected: dict[Places, Found] = {}
    for reads, view in views:
        hits = raw if reads == RAW else corrected
        for start, end in look(view.text):
            places = _places(view, start, end)
            if len(view.stretches) > 1 and not _is_broken(page.text, places):
                continue  # the reading in the order of the raw text has found it
            hits.setdefault(places, Found(places, reads, *_around(view.text, start, end)))
    if not page.corrections:
        return sorted((replace(each, reads=BOTH) for each in raw.values()), key=_place_of)
    twins = _Overlaps(raw)
    alone = [each for each in corrected.values() if not twins.meet(each.places)]
    found = [replace(e, reads=BOTH) if e.places in twins.met else e for e in raw.values()]
    return sorted([*found, *alone], key=_place_of)


def _place_of(found: Found) -> Places:
    return found.places


class _Overlaps:
    """Tells which of many hits share text with another one."""

    def __init__(self, hits: Iterable[Places]) -> None:
        self._all = sorted((start, end, hit) for hit in hits for start, end in hit)
        self.met: set[Places] = set()
        """The hits that have been met so far."""

    def meet(self, other: Places) -> bool:
        """Whether any of the hits shares text with this one, or has the very places."""
        is_met = False
        for start, end in other:
            at = bisect_left(self._all, end, key=lambda each: each[0]) - 1
            # Hits in one text share nothing, so those behind end later.
            while at >= 0 and self._all[at][1] > start:
                self.met.add(self._all[at][2])
                is_met = True
                at -= 1
        return is_met


def _readings(page: Searched) -> Iterator[tuple[str, ReadingMap]]:
    """The texts to look at: the whole page, and each run that goes on elsewhere, raw and corrected."""
    if not page.text:
        return
    whole = (Span(0, len(page.text)),)
    for stretches in (whole, *(run for run in page.runs if _seams(page.text, run))):
        yield RAW, ReadingMap.over(page.text, stretches)
        if page.corrections:
            yield CORRECTED, ReadingMap.over(page.text, stretches, page.corrections)


def _seams(text: str, run: tuple[Span, ...]) -> list[int]:
    """The numbers of the stretches of a run before which there is something else than white space."""
    ends = [(span.start, span.end) for span in run]
    return [number for number, pair in enumerate(pairwise(ends), 1) if _is_broken(text, pair)]


def _is_broken(text: str, places: Places) -> bool:
    """Whether there is more than white space between two places that follow one another."""
    return any(
        there < end or text[end:there].strip() != "" for (_, end), (there, _) in pairwise(places)
    )


def _places(view: ReadingMap, start: int, end: int) -> Places:
    spans = view.raw_spans(start, end)
    if spans:
        return tuple((span.start, span.end) for span in spans)
    at = view.to_raw(start, Side.AFTER)
    return ((at, at),)


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return in_one_line(before), in_one_line(text[start:end]), in_one_line(after)


def in_one_line(text: str) -> str:
    """`text` without white space but for that between two Latin words, which becomes one space."""
    return _WHITE.sub(lambda each: joiner(text, *each.span()), text)


# -- what an index of raw texts does not have --------------------------------------------


def windows(page: Searched, size: int) -> list[str]:
    """The stretches of text in which every hit lies that the raw text in its own order does not have.

    Without white space. Such a hit touches a correction, or goes on in another place: if it is at
    most `size` + 1 code points long, white space not counted, it lies in one of the stretches whole;
    of a longer one every piece of `size` code points and less does that holds a character which is
    corrected or stands beside the break.
    """
    found: list[str] = []
    for reads, view in _readings(page):
        places = [(p.start, p.end) for p in view.pieces if not p.verbatim] if reads != RAW else []
        if len(view.stretches) > 1:
            run = tuple(span for span, _, _ in view.stretches)
            seams = [view.stretches[number][1] for number in _seams(page.text, run)]
            places += [(at, at) for at in seams]
        if places:
            found += _cut(view.text, sorted(places), size)
    return found


def _cut(text: str, places: list[tuple[int, int]], size: int) -> list[str]:
    """`text` around each place; what overlaps is one stretch."""
    kept = [at for at, character in enumerate(text) if not character.isspace()]
    ends: list[tuple[int, int]] = []
    for start, end in places:
        low, high = bisect_left(kept, start) - size, bisect_left(kept, end) + size
        if ends and low <= ends[-1][1]:
            ends[-1] = ends[-1][0], max(high, ends[-1][1])
        else:
            ends.append((low, high))
    return ["".join(text[at] for at in kept[max(0, low) : high]) for low, high in ends]
