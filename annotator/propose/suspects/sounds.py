"""Which characters sound alike: a table of syllables, made from pypinyin by `annotator train glyphs`.

Two lists a line in resources/sounds.txt: a syllable without its tone, and its characters, the
most common first. A character with several readings stands in several lines.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from annotator.propose.suspects.shipped import Shipped, shipped
from annotator.settings.whole_file import write_whole


class Sounds:
    """Characters by syllable. An empty table answers that nothing sounds alike."""

    def __init__(self, syllables: dict[str, str]) -> None:
        self._syllables = syllables
        self._of: dict[str, list[str]] = {}
        for syllable, characters in syllables.items():
            for character in characters:
                self._of.setdefault(character, []).append(syllable)

    def __len__(self) -> int:
        return len(self._syllables)

    def readings(self, character: str) -> tuple[str, ...]:
        """Its syllables without tones; none for a character that the table lacks."""
        return tuple(self._of.get(character, ()))

    def alike(self, a: str, b: str) -> bool:
        """Whether the two share a reading, tones aside."""
        return not set(self._of.get(a, ())).isdisjoint(self._of.get(b, ()))

    def neighbours(self, character: str, count: int = 12) -> list[str]:
        """Other characters with a reading of its own, the most common first."""
        found: dict[str, int] = {}
        for syllable in self._of.get(character, ()):
            for rank, each in enumerate(self._syllables[syllable]):
                if each != character:
                    found[each] = min(rank, found.get(each, rank))
        return sorted(found, key=lambda each: found[each])[:count]


def as_sounds(lines: list[str]) -> Sounds:
    """The table of the lines of a file; `#` starts a comment."""
    pairs = (line.split("#", 1)[0].split() for line in lines)
    return Sounds({pair[0]: pair[1] for pair in pairs if len(pair) == 2})


def write_sounds(path: Path, syllables: Mapping[str, str]) -> None:
    """The file, whole or not at all. Raises FolderNotWritable."""
    head = "# Syllables without tones and their characters, the most common first: annotator train glyphs.\n"
    lines = (f"{syllable} {characters}\n" for syllable, characters in sorted(syllables.items()))
    write_whole(path, (head + "".join(lines)).encode())


def read_sounds(path: Path) -> Sounds:
    """The table of a file. Raises OSError where it cannot be read, ValueError where it is none."""
    found = as_sounds(path.read_text("utf-8").split("\n"))
    if not len(found):
        raise ValueError("no syllables")
    return found


def default_sounds() -> Sounds:
    """The table that ships; an empty one where it is missing."""
    return shipped_sounds()[0]


@cache
def shipped_sounds() -> Shipped[Sounds]:
    """The table that ships, or why there is none."""
    return shipped("sounds.txt", read_sounds, Sounds({}))
