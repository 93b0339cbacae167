"""What might have stood at a doubtful place: edits to be weighed, as columns of numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from annotator.propose.language_model import Floats, Ids, LanguageModel
from annotator.propose.suspects.between import Between
from annotator.propose.suspects.foretelling import Foretold
from annotator.propose.suspects.glyphs import Glyphs
from annotator.propose.suspects.lattice import Lattice
from annotator.propose.suspects.page_counts import Codes, codes_of, is_hanzi
from annotator.propose.suspects.sounds import Sounds
from annotator.propose.suspects.whole_page import Repeats
from annotator.propose.words import dictionary

LOOK_ALIKES = 20
SAME_SOUNDS = 12
BETWEEN = 16
BESIDE = 6
"""Characters seen on one side: behind the two before the place, or before the two behind it."""
IN_WORD = 6
"""Characters that make a word of two with the one before, or with the one behind."""
LOST = 12
PAIRED = 8
"""Look-alikes of each of two characters that are tried together."""
DOUBTFUL = 11.5
"""Least doubt (`Foretold.doubt`) of a place worth a look: 98 of 100 wrong characters, one right one in five."""
UNEASY = 9.5
"""The same for two characters in the wrong order, and for a lost one, which leave less doubt behind."""
RARE_WORD = 30
"""Without a language model a place is doubtful that lies in no word counted more often."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Edits:
    """At each place of `at` as many code points go as `removed` says, and a row of `put` comes."""

    at: Ids
    removed: int
    put: Codes
    logs: tuple[Floats, Floats] | None = None
    """What `Foretold.edited` says of them, where it was asked."""

    def __len__(self) -> int:
        return len(self.at)

    def only(self, chosen: Bools | Ids) -> "Edits":
        logs = self.logs and (self.logs[0][chosen], self.logs[1][chosen])
        return Edits(self.at[chosen], self.removed, self.put[chosen], logs)


@dataclass(frozen=True)
class Tables:
    """What all texts share."""

    glyphs: Glyphs
    sounds: Sounds
    model: LanguageModel | None

    @cached_property
    def between(self) -> Between | None:
        return Between(self.model) if self.model else None

    @cached_property
    def words(self) -> "WordsOfTwo":
        return WordsOfTwo()

    @cached_property
    def _kept(self) -> dict[int, Codes]:
        return {}

    def alike(self, code: int) -> Codes:
        """Look-alikes and characters of the same sound."""
        found = self._kept.get(code)
        if found is None:
            character = chr(code)
            near = [*self.glyphs.near(character)[:LOOK_ALIKES]]
            near += self.sounds.neighbours(character, SAME_SOUNDS)
            codes = codes_of("".join(dict.fromkeys(near)))
            found = self._kept[code] = codes[is_hanzi(codes)]
        return found


class WordsOfTwo:
    """Which characters make a word of the dictionary with the one before or behind, the likeliest first."""

    def __init__(self) -> None:
        counts, _ = dictionary()
        words = [(n, word) for word, n in counts.items() if n >= RARE_WORD and len(word) == 2]
        self._behind: dict[str, str] = {}
        self._before: dict[str, str] = {}
        for _, word in sorted(words, reverse=True):
            first, second = word
            if len(known := self._behind.get(first, "")) < IN_WORD:
                self._behind[first] = known + second
            if len(known := self._before.get(second, "")) < IN_WORD:
                self._before[second] = known + first

    def behind(self, character: str) -> Codes:
        return codes_of(self._behind.get(character, ""))

    def before(self, character: str) -> Codes:
        return codes_of(self._before.get(character, ""))


class Candidates:
    """Edits of one text, at its doubtful places only."""

    def __init__(
        self,
        text: str,
        tables: Tables,
        lattice: Lattice,
        foretold: Foretold | None,
        repeats: Repeats,
    ) -> None:
        """`repeats` are those of the whole page, of which `text` is some."""
        self._repeats = repeats
        self._tables = tables
        self._lattice = lattice
        self._foretold = foretold
        self._codes = codes_of(text)
        self._is_hanzi = is_hanzi(self._codes)

    @cached_property
    def doubtful(self) -> Ids:
        """Places where something may be wrong, none at either end of the text."""
        return self._places(DOUBTFUL)

    def _places(self, doubt: float) -> Ids:
        if self._foretold:
            chosen = self._foretold.doubt >= doubt
        else:
            lattice = self._lattice
            counts = {(s, e): lattice.count(lattice.text[s:e]) for s, e in set(lattice.bounds)}
            chosen = np.array([e - s < 2 or counts[s, e] < RARE_WORD for s, e in lattice.bounds])
        chosen[[0, -1]] = False
        return np.flatnonzero(chosen)

    def of(self, way: str) -> Edits:
        """The edits of one of `WAYS`."""
        return _WAYS[way](self)

    def replaced(self) -> Edits:
        """One character for another."""
        at = self.doubtful[self._is_hanzi[self.doubtful]]
        near = [self._tables.alike(code) for code in self._codes[at].tolist()]
        text = self._lattice.text
        near += [self._tables.words.behind(text[each - 1]) for each in at.tolist()]
        near += [self._tables.words.before(text[each + 1]) for each in at.tolist()]
        where = [np.repeat(np.tile(at, 3), [len(each) for each in near])]
        put = [np.zeros(0, np.uint32), *near]
        for which, seen in self._seen(at, 1, BETWEEN):
            where.append(at[which])
            put.append(seen)
        return self._distinct(np.concatenate(where), 1, np.concatenate(put))

    def _seen(self, at: Ids, removed: int, count: int) -> Iterator[tuple[Ids, Codes]]:
        """What was seen where `removed` characters go: which place, and the character."""
        around = np.concatenate([np.arange(-2, 0), np.arange(removed, removed + 2)])
        windows = np.clip(at[:, None] + around, 0, len(self._codes) - 1)
        yield from self._repeats.of(self._codes[windows].astype(np.int64))
        if self._tables.between is None or not len(at):
            return
        assert self._tables.model
        ids = self._tables.model.alphabet.ids(self._lattice.text)
        left2, left, right, right2 = ids[windows].T
        for which, found in (
            self._tables.between.between(left, right, count),
            self._tables.between.after(left2, left, BESIDE),
            self._tables.between.before(right, right2, BESIDE),
        ):
            codes = self._tables.model.alphabet.codes[found].astype(np.uint32)
            chosen = is_hanzi(codes)
            yield which[chosen], codes[chosen]

    def _distinct(self, at: Ids, removed: int, put: Codes) -> Edits:
        keys = np.unique((at.astype(np.int64) << 16) | put.astype(np.int64))
        edits = Edits(keys >> 16, removed, (keys & 0xFFFF).astype(np.uint32)[:, None])
        if not removed or not len(edits):
            return edits
        same = edits.put[:, 0] == self._codes[edits.at]
        if self._foretold:
            same |= self._foretold.is_same(edits.at, edits.put[:, 0])
            same |= ~self._foretold.known(edits.put[:, 0])
        return edits.only(~same)

    def extra(self) -> Edits:
        """A character that is one too many."""
        at = self.doubtful[self._is_hanzi[self.doubtful]]
        return Edits(at, 1, np.zeros((len(at), 0), np.uint32))

    def lost(self) -> Edits:
        """A character that is missing before a doubtful one."""
        at = self._places(UNEASY)
        at = at[self._is_hanzi[at] | self._is_hanzi[at - 1]]
        text = self._lattice.text
        near = [self._tables.words.behind(text[each - 1]) for each in at.tolist()]
        near += [self._tables.words.before(text[each]) for each in at.tolist()]
        where = [np.repeat(np.tile(at, 2), [len(each) for each in near])]
        put = [np.zeros(0, np.uint32), *near]
        for which, seen in self._seen(at, 0, LOST):
            where.append(at[which])
            put.append(seen)
        return self._distinct(np.concatenate(where), 0, np.concatenate(put))

    def swapped(self) -> Edits:
        """Two neighbours in the wrong order."""
        at = self._of_two(UNEASY)
        at = at[self._codes[at] != self._codes[at + 1]]
        return Edits(at, 2, np.stack([self._codes[at + 1], self._codes[at]], axis=1))

    def _of_two(self, doubt: float) -> Ids:
        at = self._places(doubt)
        return at[self._is_hanzi[at] & self._is_hanzi[at + 1]]

    def paired(self) -> Edits:
        """Two wrong characters side by side: look-alikes that are a word."""
        where: list[int] = []
        put: list[str] = []
        glyphs, text = self._tables.glyphs, self._lattice.text
        for at in self._of_two(DOUBTFUL).tolist():
            if self._lattice.count(text[at : at + 2]):
                continue
            for first in glyphs.near(text[at])[:PAIRED]:
                for second in glyphs.near(text[at + 1])[:PAIRED]:
                    if self._lattice.count(first + second) >= RARE_WORD:
                        where.append(at)
                        put.append(first + second)
        codes = codes_of("".join(put)).reshape(-1, 2)
        return Edits(np.array(where, np.int64), 2, codes)


_WAYS: dict[str, Callable[[Candidates], Edits]] = {
    "replaced": Candidates.replaced,
    "extra": Candidates.extra,
    "lost": Candidates.lost,
    "swapped": Candidates.swapped,
    "paired": Candidates.paired,
}
WAYS = tuple(_WAYS)
