"""Many edits of one paragraph as suspects without overlap."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from annotator.document.spans import places_collide
from annotator.propose.suspects.finding import Edit, Suspect

MOST_CANDIDATES = 9
"""Readings of one place: the suspect's own and eight others, one a key."""
_NEIGHBOURS = 2
"""Kept places on each side that an edit can collide with: they share no text, and no gap."""
_PASSAGE = 12
"""Code points from which what is taken out is a passage: what is suspected inside goes with it."""


def merged(suspects: Iterable[Suspect]) -> list[Suspect]:
    """The likeliest edit of each place; those that collide with it become its alternatives.

    Of equal scores the one that came first goes first. In text order.
    """
    ranked = sorted(enumerate(suspects), key=lambda pair: (-pair[1].score, pair[0]))
    kept: dict[int, list[Suspect]] = {}
    for _, each in ranked:
        here = kept.setdefault(each.paragraph, [])
        at = bisect_left(here, (each.start, each.end), key=lambda other: (other.start, other.end))
        near = range(max(0, at - _NEIGHBOURS), min(len(here), at + _NEIGHBOURS))
        met = next((place for place in near if _collide(here[place], each)), None)
        if met is None:
            here.insert(at, each)
        elif not _is_passage(here[met]):
            here[met] = _with(here[met], [each.edit, *each.alternatives])
    return [each for number in sorted(kept) for each in kept[number]]


def _collide(left: Suspect, right: Suspect) -> bool:
    return places_collide((left.start, left.end), (right.start, right.end))


def _is_passage(suspect: Suspect) -> bool:
    return suspect.text == "" and suspect.end - suspect.start >= _PASSAGE


def _with(suspect: Suspect, others: list[Edit]) -> Suspect:
    known = {(suspect.start, suspect.end, suspect.text)}
    found: list[Edit] = []
    for each in (*suspect.alternatives, *others):
        if (each.start, each.end, each.text) not in known:
            known.add((each.start, each.end, each.text))
            found.append(each)
    return replace(suspect, alternatives=tuple(found[: MOST_CANDIDATES - 1]))
