"""Corrections in the form of page.json: gold and predicted ones of a page, and the queue of the predicted.

Offsets are code points of the raw text. A prediction may have a `score` (0 to 1, without one it is 1).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

HARD = ("substitution", "insertion", "omission", "duplicate", "punctuation")
"""The kinds that somebody must look at one by one; the others are decided as classes."""


@dataclass(frozen=True, slots=True)
class Fix:
    """`[start, end)` should read `reads` (None: the original is unknown)."""

    start: int
    end: int
    kind: str
    reads: str | None
    score: float


def fixes_of(page: Mapping[str, Any]) -> tuple[Fix, ...]:
    """The corrections of a page.json. Raises KeyError, TypeError or ValueError for what is none."""
    return tuple(_fix(row) for row in page.get("corrections") or ())


def _fix(row: Mapping[str, Any]) -> Fix:
    reads = row.get("replacement")
    if reads is not None and not isinstance(reads, str):
        raise TypeError(f"a replacement is a text or null, not {reads!r:.40}")
    score = float(row.get("score", 1.0))
    return Fix(int(row["start"]), int(row["end"]), str(row.get("kind", "")), reads, score)


def touches(one: Fix, other: Fix) -> bool:
    """Whether both speak of one place: they share text, or an insertion point touches the other."""
    if one.start == one.end and other.start == other.end:
        return abs(one.start - other.start) <= 1
    if one.start == one.end:
        return other.start <= one.start <= other.end
    if other.start == other.end:
        return one.start <= other.start <= one.end
    return max(one.start, other.start) < min(one.end, other.end)


@dataclass(frozen=True)
class Row:
    """A row of the queue: predictions of one page that say the same of the same text between the same neighbours.

    `score` is the highest of them; `is_right` where half of them or more touch gold.
    """

    score: float
    fixes: tuple[Fix, ...]
    is_right: bool


@dataclass(frozen=True)
class PageFixes:
    """The corrections of one page: gold, and predicted."""

    text: str
    gold: tuple[Fix, ...]
    found: tuple[Fix, ...]

    @cached_property
    def hard_gold(self) -> tuple[Fix, ...]:
        return tuple(fix for fix in self.gold if fix.kind in HARD)

    @cached_property
    def hard_found(self) -> tuple[Fix, ...]:
        return tuple(fix for fix in self.found if fix.kind in HARD)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The queue without classes, likeliest first, then in text order."""
        rows: dict[tuple[str, str | None, str, str], list[Fix]] = {}
        for fix in sorted(self.hard_found, key=lambda each: (-each.score, each.start, each.end)):
            raw = self.text[fix.start : fix.end]
            before, after = self.text[max(0, fix.start - 1) : fix.start], self.text[fix.end :][:1]
            rows.setdefault((raw, fix.reads, before, after), []).append(fix)
        return tuple(
            Row(same[0].score, tuple(same), 2 * self._right(same) >= len(same))
            for same in rows.values()
        )

    def _right(self, fixes: Iterable[Fix]) -> int:
        return sum(any(touches(fix, gold) for gold in self.hard_gold) for fix in fixes)
