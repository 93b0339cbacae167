"""Which characters count as the same where text is compared: by width, by variant, by case.

Every fold puts one character for one, so a position in folded text is the same position in the text.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from annotator.settings.resources import word_list

_IDEOGRAPHIC_SPACE = 0x3000
_WIDE_FIRST, _WIDE_LAST, _WIDE_OFFSET = 0xFF01, 0xFF5E, 0xFEE0
"""Full-width forms of the printable ASCII characters."""


@dataclass(frozen=True, slots=True)
class Folds:
    """What makes no difference: full or half width, 繁 or 简, capital or small."""

    width: bool = True
    variants: bool = True
    case: bool = True

    def fold(self, text: str) -> str:
        """`text` with one character for all that count as the same; the length stays."""
        return text.translate(_folding(self))

    def alike(self, character: str) -> str:
        """All characters that fold to the same as this one, itself among them, in the order of their codes."""
        return _alike(self).get(self.fold(character), character)


ALL_FOLDS, NO_FOLDS = Folds(), Folds(width=False, variants=False, case=False)


def simplified(text: str) -> str:
    """`text` with each traditional character as its simplified one; the length stays."""
    return text.translate(_simplified())


@cache
def wide_to_narrow() -> Mapping[int, str]:
    """Full-width forms of ASCII characters and their usual forms, for `str.translate`."""
    return {code: chr(code - _WIDE_OFFSET) for code in range(_WIDE_FIRST, _WIDE_LAST + 1)}


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters and the one simplified character each of them became."""
    pairs = (entry.split(maxsplit=1) for entry in word_list("simplified.txt"))
    return str.maketrans(dict(pairs))


@cache
def _small() -> dict[int, str]:
    """Capitals and their small letters, where these are single characters."""
    pairs = ((code, chr(code).lower()) for code in range(0x10000))
    return {code: low for code, low in pairs if len(low) == 1 and low != chr(code)}


@cache
def _folding(folds: Folds) -> Mapping[int, str]:
    steps: list[Mapping[int, str]] = []
    if folds.width:
        steps.append({**wide_to_narrow(), _IDEOGRAPHIC_SPACE: " "})
    if folds.case:
        steps.append(_small())
    if folds.variants:
        steps.append(_simplified())
    found: dict[int, str] = {}
    for code in {code for step in steps for code in step}:
        character = chr(code)
        for step in steps:
            character = step.get(ord(character), character)
        found[code] = character
    return found


@cache
def _alike(folds: Folds) -> Mapping[str, str]:
    """Under each folded character that stands for several all of them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, character in _folding(folds).items():
        found[character].add(chr(code))
    # What a fold leads to stays what it is, unless a step leads on from it.
    whole = {character: {*of, *_unfolded(folds, character)} for character, of in found.items()}
    return {character: "".join(sorted(of)) for character, of in whole.items()}


def _unfolded(folds: Folds, character: str) -> set[str]:
    return {character} if ord(character) not in _folding(folds) else set()
