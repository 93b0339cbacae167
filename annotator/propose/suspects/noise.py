"""Errors put into clean text, for the channel to be fitted to and measured on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from annotator.propose.characters import is_han
from annotator.propose.suspects.glyphs import Glyphs

LOOK_ALIKE = 2 / 3
"""Share of replacements that come from the table of look-alikes; the others are characters of the text."""
NEAR = 20
"""Neighbours that a character is replaced by, near ones twice as often as the rest."""
MARGIN = "\n"


@dataclass(frozen=True)
class Noise:
    """What puts errors in. `confusions`: for a character what a recogniser has read in its place."""

    glyphs: Glyphs
    confusions: Mapping[str, Sequence[str]]

    def into(self, text: str, way: str, rate: float, random: Random) -> "Spoilt":
        """The text with errors of one way at about `rate` of its Chinese characters."""
        out: list[str] = []
        errors: dict[int, tuple[int, str]] = {}
        at = size = 0
        while at < len(text):
            right, wrong = "", text[at]
            if is_han(wrong) and size not in errors and random.random() < rate:
                right, wrong = self._error(text, at, way, random)
            if right:
                errors[size] = (1, "") if way == "extra" else (len(wrong), right)
            out.append(wrong)
            size += len(wrong)
            at += max(len(right), 1)
        return Spoilt("".join(out), errors)

    def _error(self, text: str, at: int, way: str, random: Random) -> tuple[str, str]:
        """What goes and what comes; "" goes where this place takes no such error."""
        own, behind = text[at], text[at + 1 : at + 2]
        if way == "extra":
            more = random.choice(text)
            return (own, more + own) if is_han(more) and more != own else ("", own)
        if way == "lost":
            beside = text[at - 1 : at] + behind
            is_plain = len(beside) == 2 and own not in beside and MARGIN not in beside
            return (own, "") if is_plain and any(map(is_han, beside)) else ("", own)
        if way == "replaced":
            other = self._other(own, text, random)
            return (own, other) if other != own else ("", own)
        if not behind or not is_han(behind) or behind == own:
            return "", own
        if way == "swapped":
            return own + behind, behind + own
        pair = self._alike(own, random) + self._alike(behind, random)
        return (own + behind, pair) if pair[0] != own and pair[1] != behind else ("", own)

    def _other(self, own: str, text: str, random: Random) -> str:
        if self.confusions and random.random() < 1 / 2:
            return random.choice(self.confusions.get(own, own))
        if random.random() < LOOK_ALIKE:
            return self._alike(own, random)
        other = random.choice(text)
        return other if is_han(other) else own

    def _alike(self, own: str, random: Random) -> str:
        near = [each for each in self.glyphs.near(own)[:NEAR] if is_han(each)]
        if not near:
            return own
        return random.choice(near[: NEAR // 2] if random.random() < 1 / 2 else near)


@dataclass(frozen=True)
class Spoilt:
    """Text with errors. `errors`: at a position so many characters should read that text."""

    text: str
    errors: Mapping[int, tuple[int, str]]


def hanzi_in(text: str) -> int:
    """How many Chinese characters it has."""
    return sum(map(is_han, text))
