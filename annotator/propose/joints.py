"""How lines of a page read on, and what they share: asked of again and again, made out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from annotator.document.raw_text import RawText
from annotator.errors import LanguageModelUnusable
from annotator.propose.language_model import default_language_model
from annotator.propose.lines import Line, lines_of
from annotator.propose.shared_pairs import SharedPairs

SUREST = 8.0
"""Log odds beyond which a joint is as sure as it gets."""


@dataclass(frozen=True)
class PageFacts:
    """What is the same whichever article of a page is asked about."""

    lines: tuple[Line, ...]

    @cached_property
    def shared(self) -> SharedPairs:
        return SharedPairs(self.lines)

    @cached_property
    def joints(self) -> list[float]:
        """For each line how surely it goes on from the one above: log odds."""
        above = ["", *(line.text for line in self.lines[:-1])]
        return joint_odds(list(zip(above, (line.text for line in self.lines), strict=True)))

    def learn(self) -> None:
        """Makes out now what the first question would have to wait for."""
        self.shared.learn()
        _ = self.joints


@lru_cache(maxsize=2)
def facts_of(raw: RawText) -> PageFacts:
    """Of a page; those of the last two pages are kept."""
    return PageFacts(lines_of(raw))


def joint_odds(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """For ends of lines and starts of others how surely the text goes on: log odds; 0 without a model."""
    try:
        found = default_language_model().joints(pairs)
    except LanguageModelUnusable:
        return [0.0] * len(pairs)
    return [max(-SUREST, min(SUREST, float(each))) for each in found]
