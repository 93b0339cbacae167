"""How much of a page recognition got wrong: raw text against its corrected text.

No second transcription is needed: the corrections beside the raw text make the corrected one.
Lengths and distances are in code points that are not white space.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from annotator.document.correcting import minimal
from annotator.document.marks import CorrectionMark, place_of
from annotator.document.reading import ReadingMap, correction_replacements
from annotator.document.spans import Span

BY_CHARACTER = ("width", "spacing")
"""Kinds of correction that are counted character by character: one may mend a whole line."""


@dataclass(frozen=True, slots=True)
class TextErrors:
    """What was wrong in a text: `errors` single-character edits lead to its `characters`.

    `damaged` stretches of unknown original, `damaged_characters` long, are no errors among them:
    nobody knows how many they hold.
    """

    characters: int
    errors: int
    damaged: int
    damaged_characters: int

    @property
    def rate(self) -> float | None:
        """Character error rate; None for a text without characters."""
        return self.errors / self.characters if self.characters else None

    def __add__(self, other: "TextErrors") -> "TextErrors":
        """Both texts together."""
        return TextErrors(
            self.characters + other.characters,
            self.errors + other.errors,
            self.damaged + other.damaged,
            self.damaged_characters + other.damaged_characters,
        )


def errors_of(raw: str, corrections: Iterable[CorrectionMark]) -> TextErrors:
    """What corrections say of a raw text. Damaged stretches count as they stand on both sides."""
    marks = list(corrections)
    whole = [Span(0, len(raw))] if raw else []
    corrected = _bare(ReadingMap.over(raw, whole, correction_replacements(marks)).text)
    damaged = [raw[slice(*place_of(mark))] for mark in marks if mark.text is None]
    return TextErrors(
        len(corrected),
        distance(_bare(raw), corrected),
        len(damaged),
        sum(len(_bare(text)) for text in damaged),
    )


def _bare(text: str) -> str:
    return "".join(text.split())


# -- distance ----------------------------------------------------------------------------


def distance(one: str, other: str) -> int:
    """Levenshtein's distance: how many single characters must be put in, taken out or exchanged.

    Method of Ukkonen (1985): how far each diagonal is reached with 0, 1, 2 … edits. Time grows
    with the length and the square of the distance.
    """
    size, other_size = len(one), len(other)
    goal = other_size - size
    nowhere = -2
    last = [nowhere, -1, nowhere]
    for edits in count():
        # Diagonals -edits to edits, with two more on either side that nothing reaches yet.
        reached = [nowhere, nowhere]
        for diagonal in range(-edits, edits + 1):
            at = diagonal + edits
            # A character is put in, exchanged, or taken out.
            far = max(last[at], last[at + 1] + 1, last[at + 2] + 1)
            end = min(size, other_size - diagonal)
            far = min(far, end)
            while far < end and one[far] == other[far + diagonal]:
                far += 1
            reached.append(far)
        reached += [nowhere, nowhere]
        if abs(goal) <= edits and reached[goal + edits + 2] == size:
            return edits
        last = reached
    raise AssertionError


# -- pairs -------------------------------------------------------------------------------

Edit = tuple[int, str, str]
"""A single-character edit: position in the raw text, the character there, what it reads; "" for none."""


def single_edits(raw: str, text: str, start: int = 0) -> list[Edit]:
    """The fewest single-character edits that make `text` of `raw`, which stands at `start`; in order.

    Of equal characters in a row the first ones are taken out.
    """
    costs = _costs(raw, text)
    edits: list[Edit] = []
    i = j = 0
    while i < len(raw) or j < len(text):
        here = costs[i][j]
        if i < len(raw) and here == costs[i + 1][j] + 1:
            edits.append((start + i, raw[i], ""))
            i += 1
        elif i < len(raw) and j < len(text) and here == costs[i + 1][j + 1] + (raw[i] != text[j]):
            if raw[i] != text[j]:
                edits.append((start + i, raw[i], text[j]))
            i, j = i + 1, j + 1
        else:
            edits.append((start + i, "", text[j]))
            j += 1
    return edits


def _costs(raw: str, text: str) -> list[list[int]]:
    """`costs[i][j]`: the distance of `raw[i:]` and `text[j:]`."""
    costs = [list(range(len(text), -1, -1))]
    for i in range(len(raw) - 1, -1, -1):
        below, row = costs[-1], [len(raw) - i]
        for j in range(len(text) - 1, -1, -1):
            least = min(below[j], row[-1]) + 1
            row.append(min(least, below[j + 1] + (raw[i] != text[j])))
        costs.append(row[::-1])
    return costs[::-1]


Pair = tuple[str, str]
"""What stood there, and what it reads."""


def pairs_of(raw: str, corrections: Iterable[CorrectionMark]) -> "Counter[tuple[Pair, str]]":
    """How often each pair and kind occurs: of `BY_CHARACTER` single characters, else what differs."""
    found: Counter[tuple[Pair, str]] = Counter()
    for mark in corrections:
        if mark.text is not None:
            stood = raw[slice(*place_of(mark))]
            found.update((pair, mark.kind) for pair in _pairs(stood, mark.text, mark.kind))
    return found


def _pairs(stood: str, reads: str, kind: str) -> Iterator[Pair]:
    if kind in BY_CHARACTER:
        yield from ((old, new) for _, old, new in single_edits(stood, reads))
    else:
        start, end, new = minimal(stood, reads)
        yield stood[start:end], new
