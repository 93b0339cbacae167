"""The numbers by which edits are weighed: what the models, the page and the shapes say of each.

One row an edit, one column a clue (`NAMES`). Without a language model its columns are 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from annotator.propose.language_model import Floats, Ids
from annotator.propose.suspects.candidates import Edits, Tables
from annotator.propose.suspects.foretelling import Foretold
from annotator.propose.suspects.lattice import Lattice
from annotator.propose.suspects.local_counts import LocalCounts
from annotator.propose.suspects.page_counts import Codes, Counts, PageCounts, codes_of, is_hanzi
from annotator.settings.resources import word_list


@dataclass(frozen=True)
class Scene:
    """A text to look at and everything that is asked about it."""

    text: str
    codes: Codes
    tables: Tables
    lattice: Lattice
    foretold: Foretold | None
    page: PageCounts
    local: LocalCounts | None

    def around(self, edits: Edits) -> tuple[Codes, Codes, Codes]:
        """Two code points before each edit, what it takes out, and two behind."""
        at = edits.at[:, None]
        last = len(self.codes) - 1
        before = self.codes[np.clip(at + np.arange(-2, 0), 0, last)]
        out = self.codes[at + np.arange(edits.removed)]
        behind = self.codes[np.clip(at + edits.removed + np.arange(2), 0, last)]
        return before, out, behind


NAMES = (
    "gain", "gain4", "gain8", "gain12", "own_old", "own_new", "next_old", "next_new", "rest_gain",
    "cut_gain", "cut_gain0", "cut_gain6", "word_old", "word_old3", "word_new", "word_new3", "count_old", "count_new",
    "page_old2", "page_old3", "page_new2", "page_new3", "page_new4", "page_old4", "common_old", "common_new",
    "local_old2", "local_old3", "local_old4", "local_new2", "local_new3", "local_new4",
    "rest_new", "calm_before", "calm_behind", "calm_both", "singles_before", "singles_behind", "foreign",
    "mark_before", "mark_behind", "quoted", "echo_before", "echo_behind", "echo_old",
    "alike", "alike6", "alike8", "sound", "doubled", "second", "first", "lead",
)  # fmt: skip


def clues(edits: Edits, scene: Scene) -> Floats:
    """The rows of `edits`."""
    table = np.zeros((len(edits), len(NAMES)))
    if len(edits):
        columns = {name: table[:, number] for number, name in enumerate(NAMES)}
        for part in _PARTS:
            part(edits, scene, columns)
    return table


CALM = 8
"""Code points on either side by which the neighbourhood is judged."""
REACH = 4
"""So many code points behind an edit change their probability with it."""

NEAR = 8
"""Code points on either side in which a list or quotes are looked for."""
OPENING, CLOSING = ord("“"), ord("”")

Columns = dict[str, Floats]


def _of_model(edits: Edits, scene: Scene, columns: Columns) -> None:
    if scene.foretold is None:
        return
    old, new = edits.logs or scene.foretold.edited(edits.at, edits.removed, edits.put)
    size = edits.put.shape[1]
    gain = new.sum(1) - old.sum(1)
    columns["gain"][:] = np.clip(gain, -10, 30)
    for limit in (4, 8, 12):
        columns[f"gain{limit}"][:] = np.clip(gain - limit, 0, 20)
    columns["own_old"][:] = old[:, : edits.removed].sum(1)
    columns["own_new"][:] = new[:, :size].sum(1)
    columns["next_old"][:] = old[:, edits.removed]
    columns["next_new"][:] = new[:, size]
    rest = new[:, size + 1 :].sum(1) - old[:, edits.removed + 1 :].sum(1)
    columns["rest_gain"][:] = rest
    columns["rest_new"][:] = new[:, size + 1 :].sum(1)
    before = scene.foretold.mean(edits.at - CALM, CALM)
    behind = scene.foretold.mean(edits.at + edits.removed + REACH, CALM)
    columns["calm_before"][:] = before
    columns["calm_behind"][:] = behind
    columns["calm_both"][:] = np.minimum(before, behind)


def _of_words(edits: Edits, scene: Scene, columns: Columns) -> None:
    lattice, text = scene.lattice, scene.text
    before, behind = _singles(lattice)
    columns["singles_before"][:] = before[edits.at]
    columns["singles_behind"][:] = behind[edits.at + edits.removed]
    rows: list[tuple[float, int, int, int, int]] = []
    for at, put in zip(edits.at.tolist(), edits.put.tolist(), strict=True):
        gain, word = lattice.edited(at, at + edits.removed, "".join(map(chr, put)))
        bounds = [lattice.bounds[place] for place in range(at, at + edits.removed)]
        start, end = max(bounds, key=lambda each: each[1] - each[0], default=(at, at))
        old = lattice.count(text[start:end]) if end - start > 1 else 0
        rows.append((gain, len(word), lattice.count(word), end - start, old))
    gain, new, count_new, old, count_old = np.array(rows, np.float64).T
    columns["cut_gain"][:] = np.clip(gain, -20, 20)
    columns["cut_gain0"][:] = np.clip(gain, 0, 20)
    columns["cut_gain6"][:] = np.clip(gain - 6, 0, 20)
    columns["word_old"][:] = old > 1
    columns["word_old3"][:] = old > 2
    columns["word_new"][:] = new > 1
    columns["word_new3"][:] = new > 2
    columns["count_old"][:] = np.log1p(count_old)
    columns["count_new"][:] = np.log1p(count_new)


def _singles(lattice: Lattice) -> tuple[Ids, Ids]:
    """How many words of one character end before each place, and begin there, three at most."""
    is_single = np.array([end - start == 1 for start, end in lattice.bounds])
    is_single &= is_hanzi(codes_of(lattice.text))
    padded = np.concatenate([np.zeros(3, bool), is_single, np.zeros(4, bool)])
    size = len(is_single)
    one, two, three = (padded[3 - k : 3 - k + size] for k in (1, 2, 3))
    before = one * (1 + two * (1 + three.astype(np.int64)))
    one, two, three = (padded[3 + k : 3 + k + size] for k in (0, 1, 2))
    return before, one * (1 + two * (1 + three.astype(np.int64)))


def _windows(rows: Codes, length: int, first: int, last: int) -> Codes:
    """The stretches of `length` of each row that touch columns `first` to before `last`."""
    starts = range(max(0, first - length + 1), min(last, rows.shape[1] - length + 1))
    return np.stack([rows[:, start : start + length] for start in starts], axis=1)


def _of_page(edits: Edits, scene: Scene, columns: Columns) -> None:
    before, out, behind = scene.around(edits)
    for name, middle, own in (("old", out, 1), ("new", edits.put, 0)):
        rows = np.concatenate([before, middle, behind], axis=1)
        size = middle.shape[1]
        first, last = (2, 2 + size) if size else (1, 3)
        counted: dict[int, Counts] = {}
        finished: dict[int, Counts] = {}
        for length in PageCounts.LENGTHS:
            windows = _windows(rows, length, first, last)
            if not size:
                windows = windows[:, -(length - 1) :] if length > 2 else windows[:, 1:2]
            counted[length] = np.maximum(scene.page.of(windows) - own, 0)
            if scene.local:
                finished[length] = scene.local.of(windows)
        columns[f"page_{name}2"][:] = np.log1p(counted[2].min(1))
        columns[f"page_{name}3"][:] = np.log1p(counted[3].max(1))
        columns[f"page_{name}4"][:] = np.log1p(counted[4].max(1))
        if finished:
            columns[f"local_{name}2"][:] = np.log1p(finished[2].min(1))
            columns[f"local_{name}3"][:] = np.log1p(finished[3].max(1))
            columns[f"local_{name}4"][:] = np.log1p(finished[4].max(1))


def _of_shapes(edits: Edits, scene: Scene, columns: Columns) -> None:
    before, out, behind = scene.around(edits)
    size = edits.put.shape[1]
    glyphs, sounds = scene.tables.glyphs, scene.tables.sounds
    if size and edits.removed == size:
        pairs, where = np.unique(
            np.stack([out.ravel(), edits.put.ravel()]), axis=1, return_inverse=True
        )
        couples = [(chr(a), chr(b)) for a, b in pairs.T.tolist()]
        alike = glyphs.similarities(couples)
        sound = np.array([sounds.alike(a, b) for a, b in couples], np.float64)
        shape = out.shape
        columns["alike"][:] = alike[where].reshape(shape).min(1)
        columns["sound"][:] = sound[where].reshape(shape).min(1)
        columns["alike6"][:] = np.clip(columns["alike"] - 0.6, 0, 1)
        columns["alike8"][:] = np.clip(columns["alike"] - 0.8, 0, 1)
    changed = edits.put if size else out
    if changed.shape[1] == 1:
        beside = (changed[:, 0] == before[:, -1]) | (changed[:, 0] == behind[:, 0])
        columns["doubled"][:] = beside
    columns["common_old"][:] = _commonness(out, scene)
    columns["common_new"][:] = _commonness(edits.put, scene)


@cache
def _foreign() -> Codes:
    return codes_of("".join(sorted(set("".join(word_list("transliteration.txt"))))))


def _of_names(edits: Edits, scene: Scene, columns: Columns) -> None:
    """How many of the two characters on either side spell foreign names."""
    before, _, behind = scene.around(edits)
    columns["foreign"][:] = np.isin(np.concatenate([before, behind], axis=1), _foreign()).sum(1)


def _of_form(edits: Edits, scene: Scene, columns: Columns) -> None:
    """Marks beside it, quotes around it, and neighbours that come again close by, as in a list."""
    before, out, behind = scene.around(edits)
    columns["mark_before"][:] = ~is_hanzi(before[:, -1])
    columns["mark_behind"][:] = ~is_hanzi(behind[:, 0])
    reach = np.arange(-NEAR, NEAR)
    near = np.clip(edits.at[:, None] + reach, 0, len(scene.codes) - 1)
    window = scene.codes[near]
    opened = (window[:, :NEAR] == OPENING).any(1)
    columns["quoted"][:] = opened & (window[:, NEAR:] == CLOSING).any(1)
    columns["echo_before"][:] = (window == before[:, -1:]).sum(1) > 1
    columns["echo_behind"][:] = (window == behind[:, :1]).sum(1) > 1
    if edits.removed:
        columns["echo_old"][:] = (window == out[:, :1]).sum(1) > 1


def _commonness(codes: Codes, scene: Scene) -> Floats:
    """The logarithm of how often the dictionary counts the characters of each row, the rarest of them."""
    if not codes.shape[1]:
        return np.zeros(len(codes))
    unique, where = np.unique(codes, return_inverse=True)
    counts = np.log1p([scene.lattice.count(chr(code)) for code in unique.tolist()])
    return counts[where].reshape(codes.shape).min(1)


def _of_rivals(edits: Edits, scene: Scene, columns: Columns) -> None:
    """How the edit stands among those of the same place: by the model, or else by words."""
    gain = columns["gain"] if scene.foretold else columns["cut_gain"]
    order = np.lexsort((-gain, edits.at))
    at, sorted_gain = edits.at[order], gain[order]
    is_first = np.append(True, at[1:] != at[:-1])
    firsts = np.flatnonzero(is_first)
    group = np.cumsum(is_first) - 1
    rank = np.arange(len(at)) - firsts[group]
    best = sorted_gain[firsts]
    is_second = rank == 1
    second = np.full(len(firsts), -10.0)
    second[group[is_second]] = sorted_gain[is_second]
    columns["first"][order] = rank == 0
    columns["second"][order] = np.minimum(best[group] - sorted_gain, 15)
    columns["lead"][order] = np.where(rank == 0, np.minimum(best[group] - second[group], 15), 0)


_PARTS: tuple[Callable[[Edits, Scene, Columns], None], ...] = (
    _of_model,
    _of_words,
    _of_page,
    _of_shapes,
    _of_names,
    _of_form,
    _of_rivals,
)
