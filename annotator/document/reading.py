"""The reading text: raw text with breaks joined and corrections applied, and the way back.

A reading is a view, computed from raw text and marks. Stored offsets never need mapping;
only what is shown to a reader, or to a tagger, goes through a `ReadingMap`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Self

from annotator.document.marks import CorrectionMark, SoftBreak, place_of
from annotator.document.spans import Span

# Starting only where a run of white space starts keeps a line of blanks linear.
HARD_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n\s*")


class Side(Enum):
    """Which neighbour a position sticks to where several answers are possible."""

    BEFORE = -1
    AFTER = 1


@dataclass(frozen=True, slots=True)
class Replacement:
    """Raw `[start, end)` reads `text`; `start == end` inserts."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Raw `[raw_start, raw_end)` is reading `[start, end)`: letter by letter when `verbatim`, else as a whole."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    verbatim: bool


def joiner(text: str, start: int, end: int) -> str:
    """What a reader puts in place of a soft break: a space between two Latin words, else nothing."""
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return " " if latin else ""


@dataclass(frozen=True)
class ReadingMap:
    """Raw stretches in reading order, their reading text, and offsets both ways.

    Between two stretches the reading text has one newline. All offsets are code points; raw
    ones of the raw text, reading ones of `text`.
    """

    text: str
    pieces: tuple[Piece, ...]
    stretches: tuple[tuple[Span, int, int], ...]
    """Each raw stretch with the start and end of its reading."""

    @classmethod
    def over(
        cls, raw: str, stretches: Sequence[Span], replacements: Iterable[Replacement] = ()
    ) -> Self:
        """The reading of `stretches` in the order given.

        A replacement counts where it lies in one stretch whole; of two that overlap the first
        in the iterable counts (so name corrections before breaks).
        """
        chosen = _without_overlap(replacements)
        starts = [each.start for each in chosen]
        text: list[str] = []
        pieces: list[Piece] = []
        bounds: list[tuple[Span, int, int]] = []
        length = 0
        used: set[int] = set()
        for number, stretch in enumerate(stretches):
            if number:
                text.append("\n")
                length += 1
            begin, at = length, stretch.start
            for index in range(bisect_left(starts, stretch.start), len(chosen)):
                each = chosen[index]
                if each.start > stretch.end:
                    break
                if each.end > stretch.end or each.start < at or index in used:
                    continue
                used.add(index)
                if at < each.start:
                    size = each.start - at
                    pieces.append(Piece(at, each.start, length, length + size, verbatim=True))
                    text.append(raw[at : each.start])
                    length += size
                size = len(each.text)
                pieces.append(Piece(each.start, each.end, length, length + size, verbatim=False))
                text.append(each.text)
                length += size
                at = each.end
            if at < stretch.end:
                size = stretch.end - at
                pieces.append(Piece(at, stretch.end, length, length + size, verbatim=True))
                text.append(raw[at : stretch.end])
                length += size
            bounds.append((stretch, begin, length))
        return cls("".join(text), tuple(pieces), tuple(bounds))

    # -- look-up -------------------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @cached_property
    def _ends(self) -> list[int]:
        return [piece.end for piece in self.pieces]

    @cached_property
    def _by_raw(self) -> list[Piece]:
        return sorted(self.pieces, key=lambda piece: (piece.raw_start, piece.raw_end))

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [piece.raw_start for piece in self._by_raw]

    def to_raw(self, at: int, side: Side) -> int:
        """The raw position of reading position `at`.

        Inside a replaced stretch it is that stretch's start (`BEFORE`) or end (`AFTER`).
        Where a break was dropped, `BEFORE` answers with the place before it. Raises
        ValueError outside `0..len(text)`, and for a map of nothing.
        """
        if not 0 <= at <= len(self.text) or not self.pieces:
            raise ValueError(f"{at} is not in a reading of {len(self.text)} code points")
        if side is Side.BEFORE:
            piece = self.pieces[bisect_left(self._ends, at)]
        else:
            piece = self.pieces[bisect_right(self._starts, at) - 1]
        if piece.verbatim:
            return piece.raw_start + at - piece.start
        if at <= piece.start < piece.end:
            return piece.raw_start
        if at >= piece.end > piece.start:
            return piece.raw_end
        return piece.raw_start if side is Side.BEFORE else piece.raw_end

    def to_reading(self, at: int, side: Side) -> int | None:
        """The reading position of raw position `at`, or None where no stretch touches it."""
        touching = self._touching(at)
        if not touching:
            return None
        piece = touching[0] if side is Side.BEFORE else touching[-1]
        if piece.verbatim:
            return piece.start + at - piece.raw_start
        if piece.raw_start < at < piece.raw_end or piece.raw_start == piece.raw_end:
            return piece.start if side is Side.BEFORE else piece.end
        return piece.start if at == piece.raw_start else piece.end

    def _touching(self, at: int) -> list[Piece]:
        """The pieces with `raw_start <= at <= raw_end`, in raw order (pieces share no raw text)."""
        last = bisect_right(self._raw_starts, at)
        found: list[Piece] = []
        for index in range(last - 1, -1, -1):
            piece = self._by_raw[index]
            if piece.raw_end < at:
                break
            found.append(piece)
        return found[::-1]

    # -- spans ---------------------------------------------------------------------------

    def raw_spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw text behind reading `[start, end)`: one span for each stretch it touches.

        Ends inside a replaced stretch widen to the whole of it. A reading that has no raw
        text (an insertion alone) gives none.
        """
        spans: list[Span] = []
        for _, begin, stop in self.stretches:
            low, high = max(start, begin), min(end, stop)
            if low >= high:
                continue
            raw_start, raw_end = self.to_raw(low, Side.AFTER), self.to_raw(high, Side.BEFORE)
            inside = self.pieces[bisect_right(self._starts, low) - 1]
            if not inside.verbatim and inside.start < low < inside.end:
                raw_start = inside.raw_start
            inside = self.pieces[bisect_left(self._ends, high)]
            if not inside.verbatim and inside.start < high < inside.end:
                raw_end = inside.raw_end
            if raw_start < raw_end:
                spans.append(Span(raw_start, raw_end))
        return tuple(spans)

    def reading_ranges(self, span: Span) -> tuple[tuple[int, int], ...]:
        """Where raw `span` is read: `(start, end)` for each stretch it meets, in reading order.

        Ends inside a replaced stretch widen to the whole of it; text that is not read (a
        dropped break) gives none.
        """
        ranges: list[tuple[int, int]] = []
        for stretch, begin, stop in self.stretches:
            meet = stretch.meet(span)
            if meet is None:
                continue
            first = bisect_left(self._starts, begin)
            last = bisect_right(self._ends, stop)
            hit = [
                piece
                for piece in self.pieces[first:last]
                if piece.raw_start < meet.end and meet.start < piece.raw_end
            ]
            if not hit:
                continue
            head, tail = hit[0], hit[-1]
            low = head.start + meet.start - head.raw_start if head.verbatim else head.start
            high = tail.start + meet.end - tail.raw_start if tail.verbatim else tail.end
            if head.verbatim:
                low = max(low, head.start)
            if tail.verbatim:
                high = min(high, tail.end)
            if low < high:
                ranges.append((low, high))
        return tuple(ranges)


def _without_overlap(replacements: Iterable[Replacement]) -> list[Replacement]:
    """Sorted by place; of two that share raw text, or one insertion point, the earlier named stays."""
    taken: list[Replacement] = []
    for each in replacements:
        at = bisect_left(taken, (each.start, each.end), key=lambda kept: (kept.start, kept.end))
        before, after = taken[at - 1] if at else None, taken[at] if at < len(taken) else None
        if before and before.end > each.start:
            continue
        if after and (after.start < each.end or (after.start, after.end) == (each.start, each.end)):
            continue
        taken.insert(at, each)
    return taken


def correction_replacements(corrections: Iterable[CorrectionMark]) -> list[Replacement]:
    """What corrections make of the text; a suspect without a known original changes nothing."""
    return [
        Replacement(*place_of(mark), mark.text) for mark in corrections if mark.text is not None
    ]


def break_replacements(
    raw: str, breaks: Iterable[SoftBreak | Span], corrected: Sequence[Replacement] = ()
) -> list[Replacement]:
    """Soft breaks joined over; of one that `corrected` cuts into, what is left of it."""
    spans = [each if isinstance(each, Span) else each.span for each in breaks]
    taken = _without_overlap(corrected)
    return [r for s in spans for r in _what_is_left(s, joiner(raw, s.start, s.end), taken)]


def _what_is_left(span: Span, text: str, taken: Sequence[Replacement]) -> list[Replacement]:
    """`span` read as `text`, but for what is `taken`, which is in order and apart."""
    ends: list[tuple[int, int]] = []
    at = span.start
    for each in taken[bisect_right(taken, span.start, key=lambda each: each.end) :]:
        if each.start >= span.end:
            break
        ends.append((at, each.start))
        at = each.end
    left = [Replacement(*each, "") for each in (*ends, (at, span.end)) if each[0] < each[1]]
    return [*left[:-1], *(Replacement(last.start, last.end, text) for last in left[-1:])]


def paragraph_replacements(raw: str, stretches: Iterable[Span]) -> list[Replacement]:
    """Hard breaks, with the blank lines and indents around them, as one newline each."""
    return [
        Replacement(stretch.start + match.start(), stretch.start + match.end(), "\n")
        for stretch in stretches
        for match in HARD_BREAK.finditer(stretch.text_in(raw))
    ]


def reading_of(
    raw: str,
    stretches: Sequence[Span],
    *,
    corrections: Iterable[CorrectionMark] = (),
    soft_breaks: Iterable[SoftBreak | Span] = (),
) -> ReadingMap:
    """The text of `stretches` as a reader reads it: corrected, joined, one newline a paragraph."""
    corrected = correction_replacements(corrections)
    breaks = break_replacements(raw, soft_breaks, corrected)
    paragraphs = paragraph_replacements(raw, stretches)
    return ReadingMap.over(raw, stretches, [*corrected, *breaks, *paragraphs])
