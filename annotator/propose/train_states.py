"""From gold to the states of the chain (see `annotator.propose.roles`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.document.raw_text import RawText
from annotator.propose.lines import Line, lines_of
from annotator.propose.roles import FLOAT, SOFT, START

NOWHERE = -1
"""The article of a line that belongs to none."""

_TEXT = frozenset({"body", "caption"})
_PICTURE = frozenset({"caption", "credit"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A line with its gold: number of its article, role, whether it goes on softly. `blank` lines stand above it."""

    text: str
    article: int
    role: str
    soft: bool
    blank: int
    same_row: bool = False


def gold_units(text: str, gold: dict[str, Any]) -> list[Unit]:
    """The lines of a page with its gold in JSON form (offsets in code points)."""
    owner: dict[int, tuple[int, str]] = {}
    for piece in gold.get("furniture") or ():
        for at in _places(text, piece):
            owner[at] = (NOWHERE, piece["role"])
    for number, article in enumerate(gold["articles"]):
        for piece in article["segments"]:
            for at in _places(text, piece):
                owner[at] = (number, piece["role"])
    soft = {_next_text(text, int(joint["end"])) for joint in gold.get("soft_breaks") or ()}
    units: list[Unit] = []
    for line in lines_of(RawText.of(text)):
        number, role = owner.get(line.start, (NOWHERE, "noise"))
        units.append(Unit(line.text, number, role, line.start in soft, line.blank, line.same_row))
    return units


def _places(text: str, piece: dict[str, Any]) -> range:
    return range(max(0, int(piece["start"])), min(len(text), int(piece["end"])))


def _next_text(text: str, at: int) -> int:
    at = max(0, at)
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def states_of(units: Sequence[Unit]) -> list[str]:
    """The state of each unit, given those before it and whether its article has running text."""
    with_body = {unit.article for unit in units if unit.role == "body"}
    states: list[str] = []
    current, has_text = NOWHERE, False
    for unit in units:
        tail = SOFT if unit.soft else ""
        if unit.article == NOWHERE:
            states.append(unit.role)
            continue
        if unit.role in _PICTURE and unit.article in with_body:
            states.append(FLOAT + unit.role + tail)
            continue
        begins = unit.article != current
        if begins:
            current, has_text = unit.article, False
        states.append(_state(unit.role, tail, begins=begins, has_text=has_text))
        has_text = has_text or unit.role in _TEXT
    return states


def _state(role: str, tail: str, *, begins: bool, has_text: bool) -> str:
    if begins:
        return role + START
    if role == "byline" and has_text:
        role = "signature"
    if role == "body" and not has_text and not tail:
        role = "lead"
    return role + tail


def laid_out(units: Iterable[Unit]) -> tuple[tuple[Line, ...], list[str]]:
    """The lines and states of a page made of `units`."""
    units = list(units)
    text, starts = "", dict[int, str]()
    for unit, state in zip(units, states_of(units), strict=True):
        text += " " if unit.same_row else "\n" * (unit.blank + 1)
        starts[len(text) + len(unit.text) - len(unit.text.lstrip())] = state
        text += unit.text
    lines = lines_of(RawText.of(text))
    state, states = "noise", list[str]()
    for line in lines:
        state = starts.get(line.start, state)
        states.append(state)
    return lines, states
