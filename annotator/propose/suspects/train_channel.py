"""Fits the channel's weights to errors put into clean text, and measures them on text left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import Floats, Ids
from annotator.propose.suspects.candidates import WAYS, Edits, Tables
from annotator.propose.suspects.channel import Channel, edits_of, starts_of
from annotator.propose.suspects.channel_weights import STATES, Sets, Weights, fitted
from annotator.propose.suspects.local_counts import LocalCounts
from annotator.propose.suspects.noise import Noise, Spoilt, hanzi_in
from annotator.propose.suspects.whole_page import WholePage

RATES = {"replaced": 0.011}
"""Share of characters that are spoilt; `RATE` in other ways."""
RATE = 0.006
ROUNDS = {"extra": 2, "lost": 2, "swapped": 2, "paired": 2}
"""How often each page is spoilt anew; else once."""
ALARMS = (0.5, 1.0, 2.0)
"""False alarms for 1,000 characters at which the figures are taken."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Trial:
    """A spoilt page with the clues of its edits: `is_right` mends an error, `is_near` touches one."""

    group: str
    edits: Edits
    clues: NDArray[np.float32]
    is_right: Bools
    is_near: Bools
    error_of: Ids
    """Which error an edit touches; -1 for none."""
    errors: int
    characters: int


@dataclass(frozen=True)
class Page:
    """Clean text, one paragraph a line. Pages of a group are left out together."""

    group: str
    text: str


def trials(
    pages: Sequence[Page],
    way: str,
    tables: Tables,
    noise: Noise,
    seed: int = 1,
    local: LocalCounts | None = None,
) -> list[Trial]:
    """Each page spoilt in one way and looked at."""
    channel = Channel(tables, {}, local)
    rate = RATES.get(way, RATE)
    found: list[Trial] = []
    for number, page in enumerate(pages):
        spoilt = noise.into(page.text, way, rate, Random(f"{seed} {way} {number}"))  # noqa: S311
        texts = spoilt.text.split("\n")
        scene, candidates = channel.scene(texts, WholePage(texts))
        edits, table = edits_of(way, scene, candidates)
        places = _places_in_text(edits.at, texts)
        found.append(_judged(page.group, edits, places, table.astype(np.float32), spoilt))
    return found


def _places_in_text(at: Ids, texts: Sequence[str]) -> list[int]:
    """Places of a scene as those of its texts in lines; what lies in a margin is the line's end."""
    starts = np.array(starts_of(texts))
    lines = np.cumsum([0, *(len(each) + 1 for each in texts)])
    number = np.searchsorted(starts, at, side="right") - 1
    within = np.minimum(at - starts[number], np.diff(lines)[number] - 1)
    return (lines[number] + within).tolist()


def _judged(
    group: str, edits: Edits, places: list[int], table: NDArray[np.float32], spoilt: Spoilt
) -> Trial:
    touched: dict[int, int] = {}
    for number, (at, (size, _)) in enumerate(sorted(spoilt.errors.items())):
        for place in range(at - (size != 1), at + max(size, 1)):
            touched.setdefault(place, number)
    right = {(at, *error) for at, error in spoilt.errors.items()}
    puts = ["".join(map(chr, row)) for row in edits.put.tolist()]
    is_right = [(at, edits.removed, put) in right for at, put in zip(places, puts, strict=True)]
    error_of = np.array([touched.get(at, -1) for at in places], np.int64)
    return Trial(
        group,
        edits,
        table,
        np.array(is_right, bool),
        error_of >= 0,
        error_of,
        len(spoilt.errors),
        hanzi_in(spoilt.text),
    )


def weights_of(chosen: Sequence[Trial], way: str) -> Weights:
    """Fitted to trials. An edit that touches an error without mending it says nothing on whether one is there."""
    table = np.concatenate([each.clues for each in chosen])
    is_right = np.concatenate([each.is_right for each in chosen])
    is_near = np.concatenate([each.is_near for each in chosen])
    says = is_right | ~is_near
    wrong = fitted(table[says], is_right[says])
    right = fitted(table[is_near], is_right[is_near])
    return Weights(wrong, right, RATES.get(way, RATE))


# -- figures -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """At so many false alarms for 1,000 characters: shares of 1."""

    alarms: float
    recall: float
    precision: float
    first: float
    """Of the places found, whose first edit is right."""
    among_three: float


def figures(
    chosen: Sequence[Trial], wrong: Callable[[Trial], Floats], right: Callable[[Trial], Floats]
) -> list[Figures]:
    """What log odds are worth: `wrong` that a place is, `right` in which order its edits stand."""
    places = [row for trial in chosen for row in _places(trial, wrong(trial), right(trial))]
    places.sort(key=lambda row: -row[0])
    characters = sum(each.characters for each in chosen)
    errors = sum(each.errors for each in chosen)
    found: list[Figures] = []
    for alarms in ALARMS:
        allowed = int(alarms * characters / 1000)
        false = hits = first = among = 0
        seen: set[tuple[int, int]] = set()
        for _, key, rank in places:
            if key[1] < 0:
                false += 1
                if false > allowed:
                    break
            elif key not in seen:
                seen.add(key)
                hits += 1
                first += rank == 0
                among += 0 <= rank < 3
        told = max(hits, 1)
        share = hits / max(errors, 1), hits / max(hits + min(false, allowed), 1)
        found.append(Figures(alarms, *share, first / told, among / told))
    return found


Place = tuple[float, tuple[int, int], int]
"""Log odds, which trial and error (-1: none), at which rank the right edit stands (-1: nowhere)."""


def _places(trial: Trial, wrong: Floats, right: Floats) -> Iterator[Place]:
    order = np.lexsort((-right, trial.edits.at))
    bounds = np.flatnonzero(np.diff(trial.edits.at[order])) + 1
    for rows in np.split(order, bounds):
        if len(rows):
            hits = np.flatnonzero(trial.is_right[rows])
            rank = int(hits[0]) if len(hits) else -1
            yield float(wrong[rows].max()), (id(trial), int(trial.error_of[rows[0]])), rank


def left_out(chosen: Sequence[Trial], way: str) -> list[Figures]:
    """Every group weighed by what the others taught."""
    sets: dict[str, Weights] = {}
    for group in sorted({each.group for each in chosen}):
        sets[group] = weights_of([each for each in chosen if each.group != group], way)
    return figures(
        chosen,
        lambda trial: sets[trial.group].wrong(trial.clues),
        lambda trial: sets[trial.group].right(trial.clues),
    )


Progress = Callable[[str, str, Sequence[Figures]], None]


def fitted_channel(
    pages: Sequence[Page],
    tables: Tables,
    confusions: Mapping[str, Sequence[str]],
    tell: Progress,
) -> Sets:
    """Weights of every state and way; `tell` hears the figures of each, measured on groups left out."""
    noise = Noise(tables.glyphs, confusions)
    sets: dict[str, dict[str, Weights]] = {}
    for state in STATES if tables.model else ("words",):
        for way in WAYS:
            chosen = _trials_in(state, pages, way, tables, noise)
            if any(each.is_right.any() for each in chosen):
                sets.setdefault(state, {})[way] = weights_of(chosen, way)
                is_checked = len({each.group for each in chosen}) > 1
                tell(state, way, left_out(chosen, way) if is_checked else ())
    return sets


def _trials_in(
    state: str, pages: Sequence[Page], way: str, tables: Tables, noise: Noise
) -> list[Trial]:
    rounds = range(ROUNDS.get(way, 1))
    if state == "words":
        tables = Tables(tables.glyphs, tables.sounds, None)
    if state != "own":
        return [each for seed in rounds for each in trials(pages, way, tables, noise, seed)]
    return [
        each
        for seed in rounds
        for number, page in enumerate(pages)
        if (others := _others(page, pages))
        for each in trials([page], way, tables, noise, len(pages) * seed + number, others)
    ]


def _others(page: Page, pages: Sequence[Page]) -> LocalCounts | None:
    """The other pages of its group, if there are any, as a project's finished pages."""
    others = [each for each in pages if each.group == page.group and each is not page]
    counts = LocalCounts()
    for number, each in enumerate(others):
        counts.put(number, each.text)
    return counts if others else None


def read_confusions(text: str) -> dict[str, list[str]]:
    """Of each right character those that were read in its place: a pair a line, a tab between."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        right, _, wrong = line.strip().partition("\t")
        if len(right) == len(wrong) == 1:
            found.setdefault(right, []).append(wrong)
    return found
