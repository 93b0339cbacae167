"""What all paragraphs of a page together say of its strings; made once for all questions about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.propose.language_model import Ids
from annotator.propose.suspects.between import Lists
from annotator.propose.suspects.page_counts import Codes, PageCounts, codes_of, is_hanzi, packed

SAME_BESIDE = 12
"""Characters that stand elsewhere on the page beside the same two."""


class Repeats:
    """What stands elsewhere on the page between, behind or before the same two characters."""

    def __init__(self, page: Sequence[str]) -> None:
        codes = codes_of("\n".join(["", *page, ""]))
        is_inside = np.lib.stride_tricks.sliding_window_view(is_hanzi(codes), 3).all(1)
        triples = np.unique(packed(np.lib.stride_tricks.sliding_window_view(codes, 3)[is_inside]))
        columns = [
            (triples >> np.uint64(16 * at) & np.uint64(0xFFFF)).astype(np.uint32)
            for at in (2, 1, 0)
        ]
        none = np.zeros(len(triples), np.int8)
        self._lists = [
            Lists(columns[first] << np.uint32(16) | columns[second], columns[open_], none)
            for open_, first, second in ((0, 1, 2), (1, 0, 2), (2, 0, 1))
        ]

    def of(self, windows: Ids) -> Iterator[tuple[Ids, Codes]]:
        """For rows of two code points before a place and two behind it: which row, and what may stand there."""
        for lists, first, second in zip(self._lists, (2, 1, 0), (3, 2, 1), strict=True):
            which, found = lists.of(windows[:, first] << 16 | windows[:, second], SAME_BESIDE)
            yield which, found.astype(np.uint32)


@dataclass(frozen=True)
class WholePage:
    """The texts of all its paragraphs."""

    texts: Sequence[str]

    @cached_property
    def counts(self) -> PageCounts:
        """How often each string stands on it."""
        return PageCounts(self.texts)

    @cached_property
    def repeats(self) -> Repeats:
        """What stands on it beside what."""
        return Repeats(self.texts)
