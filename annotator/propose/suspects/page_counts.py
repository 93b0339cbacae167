"""How often strings of two, three and four characters stand on a page."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Counts = NDArray[np.int64]


def codes_of(text: str) -> Codes:
    """Its code points; those beyond the basic plane as one that stands for all of them."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.where(codes < 0x10000, codes, 0xFFFD).astype(np.uint32)


def is_hanzi(codes: Codes) -> NDArray[np.bool_]:
    """Which code points are Chinese characters of the basic block."""
    return (codes >= 0x4E00) & (codes <= 0x9FFF)


def packed(rows: Codes) -> NDArray[np.uint64]:
    """One number for each row of up to four code points."""
    keys = np.zeros(rows.shape[:-1], np.uint64)
    for column in range(rows.shape[-1]):
        keys = (keys << np.uint64(16)) | rows[..., column].astype(np.uint64)
    return keys


_BREAK = ord("\n")


class PageCounts:
    """Counts over paragraphs; no string reaches over the end of one."""

    LENGTHS = (2, 3, 4)

    def __init__(self, texts: Iterable[str]) -> None:
        self._tables: dict[int, tuple[NDArray[np.uint64], Counts]] = {}
        codes = codes_of("\n".join(texts))
        for length in self.LENGTHS:
            if len(codes) < length:
                self._tables[length] = np.zeros(0, np.uint64), np.zeros(0, np.int64)
                continue
            view = np.lib.stride_tricks.sliding_window_view
            within = ~view(codes == _BREAK, length).any(1)
            keys, counts = np.unique(packed(view(codes, length))[within], return_counts=True)
            self._tables[length] = keys, counts

    def of(self, rows: Codes) -> Counts:
        """How often each row of code points stands on the page; rows end along the last axis."""
        keys, counts = self._tables[rows.shape[-1]]
        if not len(keys):
            return np.zeros(rows.shape[:-1], np.int64)
        wanted = packed(rows)
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[places] == wanted, counts[places], 0)
