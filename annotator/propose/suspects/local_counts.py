"""What the finished pages of a project add: counts of strings of two to four characters.

Kept in memory only: they are derived from finished pages. Characters count as the language model
spells them (`as_counted`), so that the counts hold whichever model is in use, or none.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import (
    BOUNDARY,
    NOTHING,
    Alphabet,
    Floats,
    Ids,
    as_counted,
    counted_codes,
)
from annotator.propose.suspects.foretelling import Foreteller
from annotator.propose.suspects.page_counts import Codes, Counts, codes_of, packed

MOST = 2_000_000
"""Characters of the newest finished pages that count."""
RECENT = 100_000
"""Characters put or dropped that are counted apart, so that one page more costs little."""
LENGTHS = (2, 3, 4)
DISCOUNT = 0.9
"""What is taken from every count for what was known before."""
TRUST = {3: 20.0, 4: 3.0}
"""How many counts what was known before is worth, for strings of so many characters."""
_BREAK = ord("\n")

Keys = NDArray[np.uint64]
Text = NDArray[np.uint16]


class _Tables:
    """How often each string stands in some texts; texts of the sign -1 are taken off."""

    def __init__(self, texts: Sequence[tuple[Text, int]]) -> None:
        self._counted = {length: _counted(texts, length) for length in LENGTHS}

    def of(self, keys: Keys, length: int) -> Counts:
        """How often each string stands there."""
        known, counts = self._counted[length]
        if not len(known):
            return np.zeros(len(keys), np.int64)
        places = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[places] == keys, counts[places], 0).astype(np.int64)

    def behind(self, keys: Keys, length: int) -> Counts:
        """How many characters stand behind each string of `length`."""
        known, _ = self._counted[length + 1]
        first, size = keys << np.uint64(16), np.uint64(0xFFFF)
        return np.searchsorted(known, first + size, "right") - np.searchsorted(known, first)


def _counted(texts: Sequence[tuple[Text, int]], length: int) -> tuple[Keys, NDArray[np.int32]]:
    keys: list[Keys] = [np.zeros(0, np.uint64)]
    signs: list[NDArray[np.int8]] = [np.zeros(0, np.int8)]
    for codes, sign in texts:
        if len(codes) >= length:
            rows = np.lib.stride_tricks.sliding_window_view(codes, length)
            rows = rows[(rows[:, 1:-1] != _BREAK).all(1)]
            keys.append(packed(rows.astype(np.uint32)))
            signs.append(np.full(len(rows), sign, np.int8))
    every = np.concatenate(keys)
    order = np.argsort(every, kind="stable")
    every = every[order]
    firsts = np.flatnonzero(np.append(True, every[1:] != every[:-1])) if len(every) else order
    sums = np.append(0, np.cumsum(np.concatenate(signs)[order], dtype=np.int32))
    return every[firsts], np.diff(sums[np.append(firsts, len(every))])


class LocalCounts:
    """The finished pages of a project, each under its number; the newest `most` characters count.

    Pages may be put and dropped at any time; what that means is counted at the next question.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._pages: dict[int, Text] = {}
        self._size = 0
        self._base: _Tables | None = None
        self._recent: _Tables | None = None
        self._changes: list[tuple[Text, int]] = []

    def __bool__(self) -> bool:
        return bool(self._pages)

    @property
    def size(self) -> int:
        """Characters that are kept."""
        return self._size

    def put(self, number: int, text: str) -> None:
        """A finished page as it reads; in place of what was put under that number before."""
        self.drop(number)
        codes = codes_of(as_counted(f"\n{text}\n")).astype(np.uint16)
        self._pages[number] = codes
        self._change(codes, 1)
        while self._size > self._most and len(self._pages) > 1:
            self.drop(next(iter(self._pages)))

    def drop(self, number: int) -> None:
        """Without the page of that number, if there is one."""
        codes = self._pages.pop(number, None)
        if codes is not None:
            self._change(codes, -1)

    def _change(self, codes: Text, sign: int) -> None:
        self._size += sign * len(codes)
        self._changes.append((codes, sign))
        self._recent = None

    def of(self, rows: Codes) -> Counts:
        """How often each row of code points stands on those pages, however it is spelled.

        Rows of two to four lie along the last axis.
        """
        keys, length = packed(counted_codes(rows)).ravel(), rows.shape[-1]
        found = sum((each.of(keys, length) for each in self._tables()), np.zeros(len(keys), int))
        return found.reshape(rows.shape[:-1])

    def behind(self, rows: Codes) -> Counts:
        """How many different characters stand behind each row of two or three code points.

        A few more than there are where a page was put or dropped just before.
        """
        keys, length = packed(counted_codes(rows)), rows.shape[-1]
        return sum((each.behind(keys, length) for each in self._tables()), np.zeros(len(keys), int))

    def _tables(self) -> Iterator[_Tables]:
        if self._base is None or sum(len(codes) for codes, _ in self._changes) > RECENT:
            self._base = _Tables([(codes, 1) for codes in self._pages.values()])
            self._changes, self._recent = [], None
        yield self._base
        if self._changes:
            if self._recent is None:
                self._recent = _Tables(self._changes)
            yield self._recent


class LocalModel:
    """A model of characters, refined by what the finished pages say.

    Absolute discounting (Ney, Essen, Kneser 1994) for contexts of two and three characters, with
    the model as what is known before.
    """

    def __init__(self, model: Foreteller, local: LocalCounts) -> None:
        self._model = model
        self._local = local
        self._codes = model.alphabet.codes.astype(np.uint32)

    @property
    def alphabet(self) -> Alphabet:
        return self._model.alphabet

    def given(self, ids: Ids) -> Floats:
        """As `LanguageModel.given`."""
        logs = self._model.given(ids)
        for length in LENGTHS[1:]:
            if len(ids) < length:
                break
            rows = np.lib.stride_tricks.sliding_window_view(ids, length)
            asked = np.flatnonzero((rows != NOTHING).all(1) & (rows[:, 1:-1] != BOUNDARY).all(1))
            codes = self._codes[rows[asked]]
            context = self._local.of(codes[:, :-1])
            is_known = context > 0
            asked, codes, context = asked[is_known], codes[is_known], context[is_known]
            seen, kinds = self._local.of(codes), self._local.behind(codes[:, :-1])
            context = np.maximum(context, seen)
            free = np.minimum(DISCOUNT * np.maximum(kinds, 1), context) + TRUST[length]
            places = asked + length - 1
            known = np.exp(logs[places])
            found = (np.maximum(seen - DISCOUNT, 0.0) + free * known) / (context + TRUST[length])
            logs[places] = np.log(np.minimum(found, 1.0))
        return logs
