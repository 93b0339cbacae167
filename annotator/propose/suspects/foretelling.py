"""What a character model says about edits of a text: log probabilities in the windows that they change."""

from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import (
    BOUNDARY,
    NOTHING,
    ORDER,
    UNKNOWN,
    Alphabet,
    Floats,
    Ids,
)
from annotator.propose.suspects.page_counts import Codes

USUAL = -3.8
"""What the model says of a character on average."""
PAD = ORDER
"""Gaps that stand on both sides of a text, so that no window ends outside."""


class Foreteller(Protocol):
    """A model of characters: the one that ships, or one that finished pages were added to."""

    @property
    def alphabet(self) -> Alphabet: ...

    def given(self, ids: Ids) -> Floats:
        """As `LanguageModel.given`."""
        ...


class Foretold:
    """One text as a model sees it. Positions are code points of the text."""

    def __init__(self, text: str, model: Foreteller) -> None:
        self._model = model
        self.size = len(text)
        gap = np.full(PAD, NOTHING)
        self._ids = np.concatenate([gap, model.alphabet.ids(text), gap])
        self._logs = model.given(self._ids)
        self._logs[self._ids < 0] = 0.0

    @cached_property
    def own(self) -> Floats:
        """The log probability of each code point given those before."""
        return self._logs[PAD:-PAD]

    @cached_property
    def doubt(self) -> Floats:
        """How badly each code point stands: minus the log probability of it and of the next."""
        return -(self._logs[PAD:-PAD] + self._logs[PAD + 1 : PAD + 1 + self.size])

    def mean(self, start: Ids, count: int) -> Floats:
        """The mean log probability of `count` code points from each of `start`.

        Margins are left out: of a run of line feeds all but the first, and what lies beyond the
        text. `USUAL` where nothing is left.
        """
        low, high = np.clip(start, 0, self.size), np.clip(start + count, 0, self.size)
        sums, sizes = self._sums
        size = sizes[high] - sizes[low]
        return np.where(size > 0, (sums[high] - sums[low]) / np.maximum(size, 1), USUAL)

    @cached_property
    def _sums(self) -> tuple[Floats, Ids]:
        """Up to each place the sum of `own`, and of how many code points it is."""
        ids = self._ids[PAD - 1 : -PAD]
        is_margin = (ids[1:] == BOUNDARY) & ((ids[:-1] == BOUNDARY) | (ids[:-1] == NOTHING))
        own = np.where(is_margin, 0.0, self.own)
        return np.append(0.0, np.cumsum(own)), np.append(0, np.cumsum(~is_margin))

    def known(self, codes: Codes) -> NDArray[np.bool_]:
        """Which of the code points have an id of their own."""
        return self._id_of(codes) != UNKNOWN

    def is_same(self, at: Ids, codes: Codes) -> NDArray[np.bool_]:
        """Where the model cannot tell the code point from the one that stands at the place."""
        return self._id_of(codes) == self._ids[at + PAD]

    def _id_of(self, codes: Codes) -> Ids:
        unique, places = np.unique(codes, return_inverse=True)
        ids = self._model.alphabet.ids("".join(map(chr, unique.tolist())))
        return ids[places].reshape(codes.shape)

    def edited(self, at: Ids, removed: int, put: Codes) -> tuple[Floats, Floats]:
        """Log probabilities in the changed windows, as it stands and as edited.

        `put` has a row of new code points for each place of `at`, where `removed` ones go.
        Columns: what goes or comes, then the four that follow.
        """
        reach = ORDER - 1
        around = at[:, None] + PAD
        before = self._ids[around + np.arange(-reach, 0)]
        behind = self._ids[around + removed + np.arange(reach)]
        gap = np.full((len(at), 1), NOTHING)
        windows = np.concatenate([before, self._id_of(put), behind, gap], axis=1)
        logs = self._model.given(windows.ravel()).reshape(windows.shape)
        new = logs[:, reach:-1]
        new[windows[:, reach:-1] < 0] = 0.0
        return self._logs[around + np.arange(removed + reach)], new
