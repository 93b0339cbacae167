"""Fits the language model to text: counts, probabilities, what is left out, back-off weights."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotator.errors import EmptyFile, FileMissing, FileUnreadable, WrongEncoding
from annotator.propose.language_file import ROOM, STEP, Arrays
from annotator.propose.language_model import (
    BOUNDARY,
    ORDER,
    Alphabet,
    Floats,
    Ids,
    LanguageModel,
    as_counted,
)

LEAST = 8.0
"""An n-gram stays where the text would lose at least this many nats without it."""
LARGEST = 7000
"""Characters of an alphabet at most: five ids must fit into 64 bits."""
RAREST = 3
"""How often a character occurs at least that has an id of its own."""
SHARED = {"0": 10, "A": 52, "\0": 20_000}
"""How many characters share the id of this one. NUL, the unknown ones, comes last: others may be unknown."""

Keys = NDArray[np.uint64]


@dataclass
class Grams:
    """The n-grams of one order, sorted. A key is a number with the ids as its digits, to the base `size`."""

    order: int
    size: int
    keys: Keys
    times: Ids
    """How often each occurs."""
    counts: Ids
    """What it counts as: in how many places the text would differ, see `_counted`."""
    log: Floats
    """Natural log of its probability in its context."""
    loss: Floats
    """Nats that the text would lose if only the shorter n-gram were known."""
    weight: Floats
    """Natural log of its back-off weight as a context."""

    def contexts(self) -> Keys:
        """Of each its context, one order lower."""
        return self.keys // np.uint64(self.size)

    def endings(self, keys: Keys) -> Keys:
        """The n-grams of this order that longer ones end with."""
        return keys % np.uint64(self.size**self.order)

    def places(self, keys: Keys) -> Ids:
        """Where each of `keys` stands; -1 for none."""
        if not len(self.keys):
            return np.full(len(keys), -1)
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[found] == keys, found, -1)

    def only(self, chosen: NDArray[np.bool_]) -> "Grams":
        """Those that are `chosen`."""
        return Grams(
            self.order,
            self.size,
            self.keys[chosen],
            self.times[chosen],
            self.counts[chosen],
            self.log[chosen],
            self.loss[chosen],
            self.weight[chosen],
        )


def read_texts(paths: Iterable[Path]) -> str:
    """The texts of UTF-8 files of any size. Raises FileMissing, FileUnreadable, WrongEncoding, EmptyFile."""
    return "\n".join(map(_text_of, paths))


def _text_of(path: Path) -> str:
    try:
        text = path.read_text("utf-8").removeprefix("\ufeff")
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise WrongEncoding(path=path, encoding="UTF-8", offset=error.start) from error
    except ValueError as error:
        raise FileUnreadable(path=path, cause=error) from error
    if not text.strip():
        raise EmptyFile(path=path)
    return text


def fitted(text: str, least: float = LEAST) -> Arrays:
    """The arrays of the model of `text`, one paragraph a line; `least` as `LEAST`."""
    counted = as_counted(text)
    alphabet = _alphabet_of(counted)
    grams = _counted(_sequence(counted, alphabet), len(alphabet))
    _smooth(grams)
    grams = _kept(grams, least)
    _weigh(grams)
    return _packed(grams, alphabet)


def perplexity(text: str, least: float = LEAST) -> float:
    """Per character of the last fiftieth of `text`, of a model that was fitted to the rest.

    Sentence ends count as characters, each once.
    """
    text = text.rstrip()
    cut = text.rfind("\n", 0, len(text) - len(text) // 50) + 1
    left_out = LanguageModel(fitted(text[:cut], least))
    ids = _sequence(as_counted(text[cut:]), left_out.alphabet)
    return float(np.exp(-left_out.given(ids)[1:].sum() / max(len(ids) - 1, 1)))


# -- counting ----------------------------------------------------------------------------


def _alphabet_of(counted: str) -> Alphabet:
    codes, times = np.unique(
        np.frombuffer(counted.encode("utf-32-le", "surrogatepass"), "<u4"), return_counts=True
    )
    is_own = (codes != ord("\n")) & (codes > 0) & (codes < 0x10000) & (times >= RAREST)
    codes, times = codes[is_own], times[is_own]
    frequent = np.sort(np.argsort(-times, kind="stable")[: LARGEST - 2])
    return Alphabet(np.append([ord("\n"), 0], codes[frequent]).astype(np.uint32))


def _sequence(counted: str, alphabet: Alphabet) -> Ids:
    """The ids, with one boundary between two sentences, before the first and after the last."""
    ids = alphabet.ids(f"\n{counted}\n")
    return ids[np.append(True, (ids[1:] != BOUNDARY) | (ids[:-1] != BOUNDARY))]


def _counted(ids: Ids, size: int) -> list[Grams]:
    """The n-grams of each order; none reaches beyond the boundaries of its sentence.

    Below the highest order an n-gram counts as many characters as it is seen to follow, unless
    it starts with a boundary, which nothing comes before.
    """
    grams: list[Grams] = []
    keys, is_whole = ids.astype(np.uint64), np.ones(len(ids), bool)
    for order in range(1, ORDER + 1):
        if order > 1:
            keys = keys[:-1] * np.uint64(size) + ids[order - 1 :].astype(np.uint64)
            is_whole = is_whole[:-1] & ((ids[order - 2 : -1] != BOUNDARY) | (order == 2))
        unique, times = np.unique(keys[is_whole], return_counts=True)
        if order == 1:
            unique, times = np.arange(size, dtype=np.uint64), np.bincount(ids, minlength=size)
        zeros = (np.zeros(len(unique)) for _ in range(3))
        grams.append(Grams(order, size, unique, times, times.copy(), *zeros))
    for lower, higher in pairwise(grams):
        endings, lefts = np.unique(lower.endings(higher.keys), return_counts=True)
        lower.counts[lower.places(endings)] = lefts
    return grams


# -- probabilities -----------------------------------------------------------------------


def _discounts(counts: Ids) -> Floats:
    """What is taken from a count of 0, 1, 2, 3 and more (Chen, Goodman 1999, equation 26)."""
    n1, n2, n3, n4 = (float(np.count_nonzero(counts == n)) for n in range(1, 5))
    if not (n1 and n2 and n3):
        return np.array([0.0, 0.5, 0.75, 0.75])
    y = n1 / (n1 + 2 * n2)
    taken = np.array([0.0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3])
    return np.clip(taken, [0, 0.1, 0.1, 0.1], [0, 0.9, 1.9, 2.9])


def _smooth(grams: list[Grams]) -> None:
    """Probabilities, interpolated with those of the shorter n-grams."""
    below: Floats = np.full(len(grams[0].keys), 1 / grams[0].size)
    for order, gram in enumerate(grams):
        if order:
            lower = grams[order - 1]
            below = np.exp(lower.log[lower.places(lower.endings(gram.keys))])
        _, starts, sizes = np.unique(gram.contexts(), return_index=True, return_counts=True)
        taken = _discounts(gram.counts)[np.minimum(gram.counts, 3)]
        totals = np.add.reduceat(gram.counts, starts) if len(starts) else starts
        free = np.add.reduceat(taken, starts) / totals if len(starts) else taken
        shorter = np.repeat(free, sizes) * below
        gram.log = np.log((gram.counts - taken) / np.repeat(totals, sizes) + shorter)
        gram.loss = gram.times * (gram.log - np.log(shorter))


def _kept(grams: list[Grams], least: float) -> list[Grams]:
    """The n-grams worth their room and their contexts (weighted difference: Seymore, Rosenfeld 1996).

    None that occurs only once.
    """
    kept: list[Grams] = []
    needed: Keys = np.zeros(0, np.uint64)
    for gram in reversed(grams[1:]):
        is_worth = (gram.loss >= least) & (gram.times > 1)
        kept.append(gram.only(is_worth | np.isin(gram.keys, needed)))
        needed = np.unique(kept[-1].contexts())
    return [grams[0], *reversed(kept)]


def _weigh(grams: list[Grams]) -> None:
    """Back-off weights: what the n-grams of a context leave is for the shorter context."""
    for lower, gram in pairwise(grams):
        if len(gram.keys):
            contexts, starts = np.unique(gram.contexts(), return_index=True)
            below = _backed_off(grams, lower.endings(gram.keys), lower.order)
            left = 1 - np.add.reduceat(np.exp(gram.log), starts)
            left_below = 1 - np.add.reduceat(np.exp(below), starts)
            ratio = np.maximum(left, 1e-6) / np.maximum(left_below, 1e-6)
            lower.weight[lower.places(contexts)] = np.log(ratio)


def _backed_off(grams: list[Grams], keys: Keys, order: int) -> Floats:
    """Natural log of the probability of n-grams of `order`, kept or not."""
    gram = grams[order - 1]
    found = gram.places(keys)
    if order == 1:
        return gram.log[found]
    lower = grams[order - 2]
    context = lower.places(keys // np.uint64(gram.size))
    weight = np.where(context >= 0, lower.weight[context], 0.0)
    shorter = weight + _backed_off(grams, lower.endings(keys), order - 1)
    shorter[found >= 0] = gram.log[found[found >= 0]]
    return shorter


# -- the arrays --------------------------------------------------------------------------


def _packed(grams: list[Grams], alphabet: Alphabet) -> Arrays:
    share = np.zeros(len(alphabet))
    for character, count in SHARED.items():
        share[alphabet.ids(character)[0]] = np.log(count)
    first = grams[0]
    arrays: Arrays = {
        "alphabet": alphabet.codes.astype("<u4"),
        "p1": (first.log - share).astype("<f4"),
        "b1": first.weight.astype("<f4"),
    }
    for lower, gram in pairwise(grams):
        last = (gram.keys % np.uint64(gram.size)).astype(np.int64)
        opened = np.bincount(lower.places(gram.contexts()), minlength=len(lower.keys))
        arrays[f"c{lower.order}"] = opened.astype("<u2")
        arrays[f"w{gram.order}"] = last.astype("<u2")
        arrays[f"p{gram.order}"] = _bytes((share[last] - gram.log) / STEP)
        if gram.order < ORDER:
            arrays[f"b{gram.order}"] = _bytes(ROOM - gram.weight / STEP)
    return arrays


def _bytes(values: Floats) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
