"""Where an editor's hand is, and the cheapest way to put the caret somewhere.

Positions are code points of the raw text.
"""

from dataclasses import dataclass

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.workbench.effort.prices import CLICK, DRAG, HAND, NOTHING, Cost, pressing

ROW = 30
"""Characters that a row of the raw view shows at least: a longer line is walked row by row."""


@dataclass(frozen=True, slots=True)
class Way:
    """What it costs to get somewhere, and whether the hand is on the mouse then."""

    cost: Cost
    on_mouse: bool


def by_keys(cost: Cost, *, on_mouse: bool) -> Way:
    """Keys, with the hand brought back to them."""
    home = HAND if on_mouse and cost != NOTHING else NOTHING
    return Way(home + cost, on_mouse and cost == NOTHING)


def by_mouse(cost: Cost, *, on_mouse: bool) -> Way:
    """The mouse, with the hand brought to it."""
    return Way((NOTHING if on_mouse else HAND) + cost, on_mouse=True)


def cheaper(*ways: Way | None) -> Way:
    """The way of the fewest seconds; of one that leaves the hand on the mouse, with the hand back on the keys."""

    def seconds(way: Way) -> float:
        return (way.cost + (HAND if way.on_mouse else NOTHING)).seconds

    return min((way for way in ways if way is not None), key=seconds)


def _rows_between(raw: RawText, start: int, end: int) -> int:
    """Presses of an arrow from the line of `start` to the line of `end`, over every row between them."""
    first, last = sorted((raw.line_at(start), raw.line_at(end)))
    lengths = (stop - begin for begin, stop in map(raw.line_bounds, range(first, last)))
    return sum(max(1, -(-length // ROW)) for length in lengths)


def _columns(raw: RawText, start: int, end: int) -> int:
    """Presses from the column of `start` to `end` in the line of `end`; Home and End help in a short line."""
    low, high = raw.line_bounds(raw.line_at(end))
    here = min(low + start - raw.line_bounds(raw.line_at(start))[0], high)
    ways = [abs(end - here)]
    if high - low <= ROW:
        ways += [1 + end - low, 1 + high - end]
    return min(ways)


def walking_to_line(raw: RawText, start: int, first: int, last: int) -> Cost:
    """The arrows, Home and End to anywhere in `[first, last]` of one line."""
    presses = _rows_between(raw, start, first)
    low = raw.line_bounds(raw.line_at(first))[0]
    column = low + start - raw.line_bounds(raw.line_at(start))[0]
    if not first <= column <= last:
        presses += min(_columns(raw, start, at) for at in (first, last))
    return Cost(keys=presses, strokes=presses)


def to_caret(raw: RawText, now: Selection, first: int, last: int, *, on_mouse: bool) -> Way:
    """A bare caret anywhere in `[first, last]`, which lies in one line."""
    if now.span is None and first <= now.caret <= last:
        return Way(NOTHING, on_mouse)
    return cheaper(
        by_mouse(CLICK, on_mouse=on_mouse),
        by_keys(walking_to_line(raw, now.caret, first, last), on_mouse=on_mouse),
    )


def to_selection(
    raw: RawText, now: Selection, wanted: Selection, *, on_mouse: bool, can_grow: bool
) -> Way:
    """Selected text: dragged over, or from a caret with Shift and the arrow where that grows a selection."""
    if wanted.span is None:
        return to_caret(raw, now, wanted.caret, wanted.caret, on_mouse=on_mouse)
    if now.span == wanted.span:
        return Way(NOTHING, on_mouse)
    ways = [by_mouse(DRAG, on_mouse=on_mouse)]
    if can_grow:
        start = to_caret(raw, now, wanted.span.start, wanted.span.start, on_mouse=on_mouse)
        grown = by_keys(pressing("Shift+Right", len(wanted.span)), on_mouse=start.on_mouse)
        ways.append(Way(start.cost + grown.cost, grown.on_mouse))
    return cheaper(*ways)


def ticking(rows: int, wrong: list[int]) -> Cost:
    """Taking the ticks of the `wrong` rows of a list away, all being ticked at first; or the others' instead,
    behind a click on "none", where these are fewer. A near row is walked to, a far one clicked at.
    """

    def turning(turned: list[int]) -> Cost:
        spent, at = NOTHING, 0
        for row in turned:
            walk = Cost(keys=row - at + 1, strokes=row - at + 1)
            spent += walk if walk.seconds <= CLICK.seconds else CLICK
            at = row
        return spent + (HAND + HAND if spent.gestures else NOTHING)

    right = [row for row in range(rows) if row not in set(wrong)]
    other = turning(right) + CLICK
    return min(turning(wrong), other, key=lambda each: each.seconds)
