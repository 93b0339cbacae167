"""What kind of error a correction mends, and the strings that a project always corrects, or never.

All texts are raw text; positions are code points of it.
"""

import re
import unicodedata
from dataclasses import dataclass

VERDICTS_ON_STRINGS = ("fix", "allow")

_WHITE = re.compile(r"\s+")


def _narrow(text: str) -> str:
    """Without the difference of full-width and half-width."""
    return unicodedata.normalize("NFKC", text)


def _is_mark(character: str) -> bool:
    """Whether it is neither a letter, a character, nor a figure, nor white space."""
    return not character.isalnum() and not character.isspace()


def _is_within(short: str, long: str) -> bool:
    """Whether `short` is `long` with some of its characters left out."""
    rest = iter(long)
    return all(each in rest for each in short)


def kind_of_change(text: str, start: int, end: int, reads: str) -> str:
    """The kind (of `CORRECTION_KINDS`) of the correction that lets `text[start:end]` read `reads`."""
    raw = text[start:end]
    if _WHITE.sub("", raw) == _WHITE.sub("", reads):
        return "spacing"
    if _narrow(raw) == _narrow(reads):
        return "width"
    if all(map(_is_mark, raw + reads)):
        return "punctuation"
    if not reads and _stands_beside(text, start, end):
        return "duplicate"
    if _is_within(reads, raw):
        return "insertion"
    if _is_within(raw, reads):
        lost = list(reads)
        for each in raw:
            lost.remove(each)
        return "punctuation" if all(map(_is_mark, lost)) else "omission"
    return "substitution"


def _stands_beside(text: str, start: int, end: int) -> bool:
    """Whether the text of that stretch stands right before it or right behind it once more."""
    raw, size = text[start:end], end - start
    return text[max(0, start - size) : start] == raw or text[end : end + size] == raw


# -- rules -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CorrectionRule:
    """What an editor or a list says of a string wherever it stands.

    `fix`: it always reads `text`. `allow`: it is right as it stands, `text` is empty. `source`
    names the list it came from; empty for an editor's own. Raises ValueError for what is no rule.
    """

    raw: str
    text: str
    verdict: str = "fix"
    source: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS_ON_STRINGS:
            raise ValueError(f"unknown verdict {self.verdict!r}")
        if not self.raw or "\n" in self.raw or "\n" in self.text:
            raise ValueError(f"{self.raw!r} is not a string in one line")
        if self.verdict == "allow" and self.text:
            raise ValueError(f"{self.raw!r} is allowed, and reads nothing else")
        if self.raw == self.text:
            raise ValueError(f"{self.raw!r} is read as it stands")


LONGEST = 100
"""Code points of a string that a rule is about, or of what it reads, at most."""

ENOUGH = 2
"""Letters or characters that a string needs to be known again: one character says too little."""


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with as much of its line around it as a rule needs: `ENOUGH` characters.

    Right neighbours come first: in Chinese the end of a word says more about it than what is
    before it.
    """
    while sum(each.isalnum() for each in text[start:end]) < ENOUGH:
        if end < len(text) and text[end].isalnum():
            end += 1
        elif start and text[start - 1].isalnum():
            start -= 1
        else:
            break
    return start, end


def minimal(raw: str, text: str) -> tuple[int, int, str]:
    """A change from `raw` to `text` without what both begin and end with: start, end in `raw`, and what stands there.

    `minimal("高明县", "嵩明县")` is `(0, 1, "嵩")`.
    """
    head = 0
    while head < min(len(raw), len(text)) and raw[head] == text[head]:
        head += 1
    tail = 0
    while tail < min(len(raw), len(text)) - head and raw[-1 - tail] == text[-1 - tail]:
        tail += 1
    return head, len(raw) - tail, text[head : len(text) - tail]


def is_read_already(text: str, at: int, raw: str, reads: str) -> bool:
    """Whether `raw`, which stands at `at`, is there as a part of `reads`: 云南 in 云南省."""
    offset = reads.find(raw) if raw != reads else -1
    while offset >= 0:
        if offset <= at and text.startswith(reads, at - offset):
            return True
        offset = reads.find(raw, offset + 1)
    return False
