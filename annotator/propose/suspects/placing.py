"""Suspects of paragraphs as proposals for the raw text."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.document.proposals import CorrectionBody, Proposal
from annotator.document.proposals import propose as proposal
from annotator.document.spans import place_at, places_collide
from annotator.propose.suspects.finding import Edit, Suspect
from annotator.propose.suspects.paragraphs import Paragraph

_HIGHEST = 0.99
_NEIGHBOURS = 2
"""Kept places on each side that another can collide with."""
_STRONGER = 0.5
"""Score from which an edit that covers an error of width or a blank is proposed instead of it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A suspect, its raw place, and its alternatives that have one."""

    suspect: Suspect
    place: tuple[int, int]
    alternatives: tuple[CorrectionBody, ...] = ()


def placed(suspects: Iterable[Suspect], paragraphs: Mapping[int, Paragraph]) -> list[Placed]:
    """Those that touch nothing that is corrected already; the order stays."""
    found: list[Placed] = []
    for each in suspects:
        paragraph = paragraphs[each.paragraph]
        place = paragraph.to_raw(each.start, each.end)
        if place is not None:
            bodies = (_body(paragraph, edit) for edit in each.alternatives)
            alternatives = tuple(body for body in bodies if body is not None)
            found.append(Placed(each, place, alternatives))
    return found


def _body(paragraph: Paragraph, edit: Edit) -> CorrectionBody | None:
    place = paragraph.to_raw(edit.start, edit.end)
    return None if place is None else _correction(place, edit)


def _correction(place: tuple[int, int], edit: Edit) -> CorrectionBody:
    return CorrectionBody(place_at(*place), edit.text, edit.kind)


def as_proposals(plain: Sequence[Placed], others: Sequence[Placed], run: str) -> list[Proposal]:
    """In text order, no two of them colliding.

    `plain` are errors of width and blanks: of such a one and another suspect that covers it,
    only the likelier kind is proposed.
    """
    ranked = sorted(others, key=lambda each: -each.suspect.score)
    strong = [each for each in ranked if each.suspect.score >= _STRONGER]
    weak = ranked[len(strong) :]
    return [
        proposal(
            _correction(each.place, each.suspect.edit),
            min(each.suspect.score, _HIGHEST),
            (each.suspect.because,),
            run,
            each.alternatives,
        )
        for each in _without_collision([*strong, *plain, *weak])
    ]


def _without_collision(ranked: Iterable[Placed]) -> list[Placed]:
    """Each that collides with none before it; in text order."""
    kept: list[Placed] = []
    for each in ranked:
        at = bisect_left(kept, each.place, key=lambda other: other.place)
        near = kept[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]
        if not any(places_collide(other.place, each.place) for other in near):
            kept.insert(at, each)
    return kept
