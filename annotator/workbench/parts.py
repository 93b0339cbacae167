"""An article's parts as values: cutting text out, putting text in where a reader would read it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotator.document.marks import Part
from annotator.document.spans import Span, joined_up, trimmed

HEADS = ("kicker", "headline", "deck")
"""Roles that are read before everything else, in this order."""

RUNNING = ("body", "subhead")
PICTURE = ("caption", "credit")

Parts = tuple[Part, ...]


def without(parts: Parts, spans: Iterable[Span], text: str) -> Parts:
    """`parts` with `spans` (no two overlap) cut out; what is left is trimmed, blank rests are dropped."""
    cuts = sorted(spans)
    kept = ((trimmed(rest, text), part.role) for part in parts for rest in _cut(part.span, cuts))
    return tuple(Part(span, role) for span, role in kept if span)


def outside(spans: Iterable[Span], others: Iterable[Span], text: str) -> tuple[Span, ...]:
    """What of `spans` none of `others` (no two overlap) has, trimmed; blank rests are dropped."""
    cuts = sorted(others)
    rests = (trimmed(rest, text) for span in spans for rest in _cut(span, cuts))
    return tuple(rest for rest in rests if rest)


def _cut(span: Span, cuts: Sequence[Span]) -> Iterator[Span]:
    """What is left of `span` between `cuts`, which are in text order and apart."""
    at = span.start
    index = max(0, bisect_right(cuts, at, key=lambda each: each.start) - 1)
    while index < len(cuts) and cuts[index].start < span.end:
        if at < cuts[index].start:
            yield Span(at, cuts[index].start)
        at = max(at, cuts[index].end)
        index += 1
    if at < span.end:
        yield Span(at, span.end)


def placed(parts: Parts, new: Part) -> Parts:
    """`new` among `parts` where a reader would read it.

    Heads come first in their order; running text stands by its place on the page among running
    text; a byline that stands next to a head on the page opens the article, any other closes the
    text; pictures come last.
    """
    at = _place(parts, new)
    return (*parts[:at], new, *parts[at:])


def _place(parts: Parts, new: Part) -> int:
    role = new.role
    if role in HEADS:
        rank = HEADS.index(role)
        for index, part in enumerate(parts):
            if part.role not in HEADS or (HEADS.index(part.role), part.span) > (rank, new.span):
                return index
        return len(parts)
    opening = _after(parts, HEADS)
    if role == "byline":
        before = [part for part in parts if part.span < new.span]
        nearest = max(before, key=lambda part: part.span, default=None)
        if nearest is not None and nearest.role in (*HEADS, "byline"):
            return parts.index(nearest) + 1 if nearest.role == "byline" else opening
        return _before(parts, PICTURE)
    if role in PICTURE:
        return _among(parts, new, PICTURE, len(parts))
    return _among(parts, new, RUNNING, max(opening, _end_of_opening(parts)))


def _after(parts: Parts, roles: tuple[str, ...]) -> int:
    """Behind the last part of those roles that stands at the front."""
    at = 0
    while at < len(parts) and parts[at].role in roles:
        at += 1
    return at


def _end_of_opening(parts: Parts) -> int:
    return _after(parts, (*HEADS, "byline"))


def _before(parts: Parts, roles: tuple[str, ...]) -> int:
    """Before the parts of those roles that stand at the end."""
    at = len(parts)
    while at > 0 and parts[at - 1].role in roles:
        at -= 1
    return at


def _among(parts: Parts, new: Part, roles: tuple[str, ...], otherwise: int) -> int:
    """Behind the last part of those roles that stands earlier on the page, else before the first."""
    same = [index for index, part in enumerate(parts) if part.role in roles]
    if not same:
        return otherwise
    earlier = [index for index in same if parts[index].span < new.span]
    return earlier[-1] + 1 if earlier else same[0]


def in_order(new: Iterable[Part], text: str, parts: Parts = ()) -> Parts:
    """`parts` with each of `new` (in text order) where a reader would read it."""
    for part in coalesced(tuple(new), text):
        parts = placed(parts, part)
    return parts


def appended(parts: Parts, more: Parts) -> Parts:
    """`more` read after `parts`: before the pictures that close `parts`, its own pictures last."""
    at = _before(parts, PICTURE)
    return (*parts[:at], *more, *parts[at:]) if at else (*parts, *more)


def coalesced(parts: Parts, text: str) -> Parts:
    """Neighbours of one role with nothing but white space between them, made one part."""
    whole: list[Part] = []
    for part in parts:
        last = whole[-1] if whole else None
        if (
            last is not None
            and last.role == part.role
            and last.span.end <= part.span.start
            and not text[last.span.end : part.span.start].strip()
        ):
            whole[-1] = Part(Span(last.span.start, part.span.end), part.role)
        else:
            whole.append(part)
    return tuple(whole)


def runs(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """`spans` in text order, those with nothing but white space between them as one."""
    parts = coalesced(tuple(Part(span, "") for span in joined_up(spans)), text)
    return tuple(part.span for part in parts)


def split_at(parts: Parts, at: int, text: str) -> tuple[Parts, Parts]:
    """The parts read before raw position `at` and those from it on; both sides trimmed.

    `at` lies in (or at the start of) one of the parts; otherwise everything is before.
    """
    for index, part in enumerate(parts):
        if part.span.start <= at < part.span.end:
            before: Parts = parts[:index]
            after: Parts = parts[index + 1 :]
            if part.span.start < at:
                left = trimmed(Span(part.span.start, at), text)
                before = (*before, Part(left, part.role)) if left else before
            right = trimmed(Span(at, part.span.end), text)
            return before, (Part(right, part.role), *after) if right else after
    return parts, ()
