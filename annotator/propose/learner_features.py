"""What the learner sees at a character: numbers of rows in its table of weights.

Every feature is hashed to one of `ROWS` rows, by sums and products of our own: Python's `hash()`
differs from one start to the next. Two features may share a row, and the weights live with it
(Weinberger et al.: Feature Hashing for Large Scale Multitask Learning, 2009).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Codes = NDArray[np.uint64]
Tags = tuple[str, ...]
"""A tag a character: `O`, `B-LOC`, `I-LOC` …"""

BITS = 18
ROWS = 1 << BITS
OUTSIDE = "O"

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xBF58476D1CE4E5B9)
_PAD = 2
"""So many times nothing stands before and after every sentence: no feature reaches into another."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what has been said of it. Positions are its code points, counted from 0.

    `text` is folded (`characters.folded`); `words` are the tagger's, as start and tag, the first
    at 0; `base` are the tags to be corrected; `hints` is what the project's lexicon knows of the
    strings there, "" where it knows nothing. Raises ValueError where these do not fit together.
    """

    text: str
    words: tuple[tuple[int, str], ...]
    base: Tags
    hints: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.text or not len(self.text) == len(self.base) == len(self.hints):
            raise ValueError("a sentence has characters, and a tag and a hint for each of them")
        starts = [start for start, _ in self.words]
        if starts[:1] != [0] or starts != sorted(set(starts)) or starts[-1] >= len(self.text):
            raise ValueError("words start at 0 and follow one another")


def named(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of every entity that the tags of a sentence spell."""
    start, label = 0, ""
    for at, tag in enumerate([*tags, OUTSIDE]):
        if label and tag != f"I-{label}":
            yield start, at, label
            label = ""
        if tag.startswith("B-"):
            start, label = at, tag[2:]


def spelled(length: int, entities: Sequence[tuple[int, int, str]]) -> Tags:
    """The tags of a sentence of that length; `named` is the way back. No two entities may overlap."""
    tags = [OUTSIDE] * length
    for start, end, label in entities:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tuple(tags)


def rows_of(sentences: Sequence[Sentence]) -> list[Rows]:
    """For each sentence its features: characters x features, numbers below `ROWS`."""
    if not sentences:
        return []
    seen = _Sight(sentences)
    table = np.stack(list(seen.features()), axis=1)
    table *= _GOLDEN
    table ^= table >> np.uint64(29)
    table *= _STIR
    rows = (table >> np.uint64(64 - BITS)).astype(np.int32)
    return [rows[start : start + len(each.text)] for start, each in seen.placed]


def _code(word: str) -> int:
    """A number for a word, 0 for none; the same on every machine."""
    return crc32(word.encode("utf-8", "surrogatepass")) + 1 if word else 0


class _Sight:
    """All sentences one after another, and for each thing to be seen a number a character."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.placed: list[tuple[int, Sentence]] = []
        at = _PAD
        for each in sentences:
            self.placed.append((at, each))
            at += len(each.text) + _PAD
        gap = "\0" * _PAD
        text = "".join([gap, *(each.text + gap for each in sentences)])
        characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        self._characters: Codes = characters.astype(np.uint64)
        self._base, self._hints, self._names, self._places = np.zeros((4, at), np.uint64)
        self._words = np.zeros((3, at), np.uint64)
        self._tags = np.zeros((3, at), np.uint64)
        for start, each in self.placed:
            self._read_base(start, each)
            self._read_words(start, each)

    def _read_base(self, start: int, each: Sentence) -> None:
        end = start + len(each.text)
        self._base[start:end] = [_code(tag) for tag in each.base]
        if any(each.hints):
            self._hints[start:end] = [_code(hint) for hint in each.hints]
        for begin, stop, label in named(each.base):
            self._names[start + begin : start + stop] = _code(label + each.text[begin:stop])

    def _read_words(self, start: int, each: Sentence) -> None:
        """Each character's word and the words beside it, their tags, and where in its word it stands."""
        end = start + len(each.text)
        starts = [begin for begin, _ in each.words]
        ends = [*starts[1:], len(each.text)]
        pairs = zip(starts, ends, strict=True)
        words = np.array([0, *(_code(each.text[a:b]) for a, b in pairs), 0], np.uint64)
        tags = np.array([0, *(_code(tag) for _, tag in each.words), 0], np.uint64)
        number = np.repeat(np.arange(len(starts)), np.subtract(ends, starts))
        for beside in range(3):
            self._words[beside, start:end] = words[number + beside]
            self._tags[beside, start:end] = tags[number + beside]
        at = np.arange(len(each.text))
        within, left = at - np.array(starts)[number], np.array(ends)[number] - at
        self._places[start:end] = 1 + np.minimum(within, 2) * 3 + np.minimum(left, 3)

    def features(self) -> Iterator[Codes]:
        """One array a template."""
        for number, parts in enumerate(self._templates(), start=1):
            mixed = np.full(len(self._characters), number, np.uint64)
            for part in parts:
                mixed = (mixed * _GOLDEN) ^ (mixed >> np.uint64(31)) ^ (part * _STIR)
            yield mixed

    def _templates(self) -> Iterator[tuple[Codes, ...]]:
        here = self._characters
        before2, before, after, after2 = (np.roll(here, by) for by in (2, 1, -1, -2))
        base = self._base
        base_before, base_after = np.roll(base, 1), np.roll(base, -1)
        (word_before, word, word_after), (tag_before, tag, tag_after) = self._words, self._tags
        place, hint = self._places, self._hints
        yield from ((here,), (before,), (after,), (before2, before), (before, here))
        yield from ((here, after), (after, after2), (before, after), (before, here, after))
        yield from ((word, place), (word_before, place), (word_after, place))
        yield from ((tag, place), (tag_before, tag, place), (tag, tag_after, place))
        yield (tag_before, tag, tag_after, place)
        yield (base_before, base, base_after)
        yield from ((base, here), (base, base_before, before), (base, base_after, after))
        yield from ((base, word, place), (base, tag, place))
        yield (base, tag_before, tag, tag_after, place)
        yield from ((base, base_after, word_after, place), (base, base_before, word_before, place))
        yield from ((self._names, base), (hint,), (hint, base))
