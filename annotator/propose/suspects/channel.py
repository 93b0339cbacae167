"""The noisy channel: characters that recognition has read wrong, added, lost or swapped.

What might have stood at a doubtful place (`candidates.py`) is weighed by what the language model,
jieba's words, the page and the shapes of characters say (`clues.py`, `channel_weights.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, chain, islice
from math import log

import numpy as np

from annotator.errors import LanguageModelUnusable
from annotator.propose.characters import is_han, simplified
from annotator.propose.entity_rules.lists import any_of
from annotator.propose.language_model import (
    Floats,
    Ids,
    LanguageModel,
    default_language_model,
)
from annotator.propose.suspects.candidates import WAYS, Candidates, Edits, Tables
from annotator.propose.suspects.channel_reasons import reason_of
from annotator.propose.suspects.channel_weights import (
    EXPECTED,
    Sets,
    Weights,
    default_weights,
    probability,
)
from annotator.propose.suspects.clues import NAMES, Scene, clues
from annotator.propose.suspects.finding import FLOOR, Edit, Suspect
from annotator.propose.suspects.foretelling import Foretold
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.lattice import Lattice
from annotator.propose.suspects.local_counts import LocalCounts, LocalModel
from annotator.propose.suspects.page_counts import codes_of
from annotator.propose.suspects.page_shares import RAISE, Weighed, shares_of, shifted
from annotator.propose.suspects.paragraphs import FURNITURE, PageReading, Paragraph
from annotator.propose.suspects.sounds import default_sounds
from annotator.propose.suspects.whole_page import WholePage
from annotator.settings.resources import word_list

LOWEST = log(FLOOR / (1 - FLOOR))
"""`FLOOR` in log odds."""
JUDGED = 5
"""So many times `AT_ONCE` code points of a page tell how bad it is."""
MOST = 8
"""Edits of one place at most."""
TRADITIONAL = 0.05
"""A text with a greater share of traditional characters is not looked at: the models know simplified ones."""
KINDS = {
    "replaced": "substitution",
    "extra": "insertion",
    "lost": "omission",
    "swapped": "substitution",
    "paired": "substitution",
}
LEAST = {"replaced": 0.5, "extra": 2.0, "lost": 0.0, "swapped": 0.5, "paired": 1.0}
"""What an edit must gain (`gain` of its clues), or without a model `cut_gain`, to be weighed at all."""
WEIGHED = 24
"""Edits of a way that are weighed at one place, at most."""
ENOUGH = 10_000
"""Characters of finished pages from which they are asked."""
SIGNED = frozenset({"byline", "credit"})
AT_ONCE = 2_000
"""Code points that are weighed at once, with their margins: what is in memory at a time."""
MARGIN = "\n" * 12
"""Between two paragraphs, so that no clue of one reaches into the next, and before and behind them all."""


@dataclass(frozen=True)
class Look:
    """Some paragraphs as one scene, and what was weighed there."""

    asked: Sequence[Paragraph]
    scene: Scene
    found: Sequence[Weighed]


class Channel:
    """Finds wrong characters on a page. `local` are the counts of finished pages, if there are any.

    How bad a page is it judges once, when it first sees it, and keeps that for the page seen last:
    a paragraph asked again gets the scores that it has on the whole page.
    """

    def __init__(self, tables: Tables, weights: Sets, local: LocalCounts | None = None) -> None:
        self.tables = tables
        self._weights = weights
        self.local = local
        self._shares: tuple[str, Mapping[str, float]] | None = None

    @property
    def state(self) -> str:
        """Which of `STATES` it is in."""
        if self.tables.model is None:
            return "words"
        return "own" if self._counts and "own" in self._weights else "model"

    def suspects(self, page: PageReading) -> list[Suspect]:
        """In the asked paragraphs of its articles, in text order."""
        weights = self._weights.get(self.state)
        asked = [each for each in page.asked if _is_read(each)]
        if not weights or not asked:
            return []
        whole = WholePage([each.text for each in page.paragraphs])
        looks = (self._look(part, whole, weights) for part in _parts(asked))
        if self._shares is None or self._shares[0] != page.page:
            read = filter(_is_read, page.paragraphs)
            all_looks = (self._look(part, whole, weights) for part in _parts(read))
            judged = list(islice(looks if page.only is None else all_looks, JUDGED))
            size = sum(len(each.text) for look in judged for each in look.asked)
            self._shares = page.page, shares_of([look.found for look in judged], size)
            looks = chain(judged, looks) if page.only is None else looks
        shares = self._shares[1]
        return [each for look in looks for each in _suspects(look, shares)]

    def _look(
        self, asked: Sequence[Paragraph], page: WholePage, weights: Mapping[str, Weights]
    ) -> Look:
        scene, candidates = self.scene([each.text for each in asked], page)
        printed = [match.span() for match in _printed().finditer(scene.text)]
        found = [
            each
            for way, chosen in weights.items()
            for each in _weighed(way, scene, candidates, chosen)
            if not _is_within(each, printed)
        ]
        return Look(asked, scene, found)

    def scene(self, asked: Sequence[str], page: WholePage) -> tuple[Scene, Candidates]:
        """Some of a page's texts as one with `MARGIN` around each; they begin at `starts_of`."""
        text = MARGIN.join(["", *asked, ""])
        lattice, model = Lattice(text), self._model()
        foretold = Foretold(text, model) if model else None
        scene = Scene(text, codes_of(text), self.tables, lattice, foretold, page.counts, self.local)
        return scene, Candidates(text, self.tables, lattice, foretold, page.repeats)

    @property
    def _counts(self) -> LocalCounts | None:
        """Those of finished pages, where there are enough of them to be of use."""
        return self.local if self.local and self.local.size >= ENOUGH else None

    def _model(self) -> LanguageModel | LocalModel | None:
        model = self.tables.model
        if model is None or not self._counts:
            return model
        return LocalModel(model, self._counts)


def starts_of(asked: Sequence[str]) -> list[int]:
    """Where each text begins in `Channel.scene`, and where one behind them would."""
    return list(accumulate((len(each) + len(MARGIN) for each in asked), initial=len(MARGIN)))


def _parts(asked: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs in text order, so many that they stay within `AT_ONCE`, but one at least."""
    part, size = list[Paragraph](), 0
    for paragraph in asked:
        more = len(paragraph.text) + len(MARGIN)
        if part and size + more > AT_ONCE:
            yield part
            part, size = [], 0
        part.append(paragraph)
        size += more
    yield part


@cache
def _printed() -> re.Pattern[str]:
    return re.compile(any_of(word_list("print_words.txt")))


def _is_within(weighed: Weighed, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the edit changes one of the spans: an insertion point lies inside it."""
    return any(
        start < max(weighed.end, weighed.start) and weighed.start < end
        for start, end in spans
        if weighed.start < weighed.end or start < weighed.start
    )


def _is_read(paragraph: Paragraph) -> bool:
    if paragraph.block.article == FURNITURE or paragraph.role in SIGNED:
        return False
    hanzi = list(filter(is_han, paragraph.text))
    other = sum(simplified(each) != each for each in hanzi)
    return bool(hanzi) and other <= TRADITIONAL * len(hanzi)


def edits_of(way: str, scene: Scene, candidates: Candidates) -> tuple[Edits, Floats]:
    """The edits of one of `WAYS` that gain most at their places, and their clues."""
    edits = candidates.of(way)
    if scene.foretold and len(edits):
        old, new = scene.foretold.edited(edits.at, edits.removed, edits.put)
        gain = new.sum(1) - old.sum(1)
        edits = replace(edits, logs=(old, new)).only(_best(edits, gain, LEAST[way]))
    table = clues(edits, scene)
    if scene.foretold is None and len(edits):
        chosen = _best(edits, table[:, NAMES.index("cut_gain")], LEAST[way])
        edits = edits.only(chosen)
        table = clues(edits, scene)
    return edits, table


def _best(edits: Edits, gain: Floats, least: float) -> Ids:
    """Those that gain more than `least`, at most `WEIGHED` a place."""
    order = np.lexsort((-gain, edits.at))
    at = edits.at[order]
    rank = np.arange(len(at)) - np.searchsorted(at, at)
    return np.sort(order[(rank < WEIGHED) & (gain[order] > least)])


def _weighed(way: str, scene: Scene, candidates: Candidates, weights: Weights) -> Iterator[Weighed]:
    edits, table = edits_of(way, scene, candidates)
    if not len(edits):
        return
    log_odds, rank = weights.log_odds(table, EXPECTED[way]), weights.right(table)
    best = _best_of_place(edits, log_odds)
    for at in np.flatnonzero(best >= LOWEST - RAISE).tolist():
        start = int(edits.at[at])
        put = "".join(map(chr, edits.put[at].tolist()))
        yield Weighed(way, start, start + edits.removed, put, float(best[at]), float(rank[at]))


def _best_of_place(edits: Edits, log_odds: Floats) -> Floats:
    """Of each edit the greatest log odds at its place: that something is wrong does not hang on the edit."""
    _, places = np.unique(edits.at, return_inverse=True)
    best = np.full(places.max() + 1, -np.inf)
    np.maximum.at(best, places, log_odds)
    return best[places]


# -- suspects ----------------------------------------------------------------------------


def _suspects(look: Look, shares: Mapping[str, float]) -> Iterator[Suspect]:
    starts = starts_of([each.text for each in look.asked])
    likely = [each for each in shifted(look.found, shares) if each.log_odds >= LOWEST]
    for group in _groups(likely):
        yield _suspect(group, look.scene, look.asked, starts)


def _groups(found: Iterable[Weighed]) -> list[list[Weighed]]:
    """Edits that touch the same characters, likeliest first; text order. Each keeps to what its best one touches."""
    groups: list[list[Weighed]] = []
    for each in sorted(found, key=lambda w: (-w.log_odds, WAYS.index(w.way), w.start, -w.rank)):
        near = next((group for group in groups if _touch(group[0], each)), None)
        if near is None:
            groups.append([each])
        elif len(near) < MOST:
            near.append(each)
    return sorted(groups, key=lambda group: (group[0].start, group[0].end))


def _touch(one: Weighed, other: Weighed) -> bool:
    return one.start <= other.end and other.start <= one.end


def _suspect(
    group: Sequence[Weighed], scene: Scene, asked: Sequence[Paragraph], starts: Sequence[int]
) -> Suspect:
    best = group[0]
    number = int(np.searchsorted(starts, best.start, side="right")) - 1
    offset = starts[number]
    edits = [Edit(w.start - offset, w.end - offset, w.text, KINDS[w.way]) for w in group]
    first = edits[0]
    return Suspect(
        asked[number].number,
        first.start,
        first.end,
        first.text,
        first.kind,
        f"channel_{best.way}",
        float(probability(np.array(best.log_odds))),
        reason_of(best.way, best.start, best.end, best.text, scene),
        tuple(edits[1:]),
    )


def default_channel(local: LocalCounts | None = None) -> Channel:
    """With everything that ships; without a language model where that is missing or damaged."""
    try:
        model = default_language_model()
    except LanguageModelUnusable:
        model = None
    return Channel(Tables(default_glyphs(), default_sounds(), model), default_weights(), local)
