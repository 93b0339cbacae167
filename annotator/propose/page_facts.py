"""A page's lines with everything that is known of them before roles are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.propose.lines import Line
from annotator.propose.looks import Look, look_of
from annotator.propose.topics import Topics

RUNNING = frozenset({"full", "full-stop", "near", "near-stop", "long", "long-stop"})
"""Shapes of running text."""

TITLES = frozenset(
    {"title", "slogan", "stub", "framed", "lead-in", "comma", "label", "name", "dash"}
)
"""Shapes that a headline, its kicker and its deck may have."""


def level_of(value: float, edges: Sequence[float]) -> int:
    """How many of the rising `edges` are at most `value`."""
    return bisect_right(edges, value)


@dataclass(frozen=True)
class PageView:
    """The lines of a page with everything that is known of them before roles are."""

    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    topics: Topics

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> "PageView":
        return cls(lines, tuple(look_of(line) for line in lines), Topics.of(lines))

    def shape(self, at: int) -> str:
        """The shape of line `at`, or `^`, `$` outside of the page."""
        if at < 0:
            return "^"
        return self.looks[at].shape if at < len(self.looks) else "$"

    @cached_property
    def running(self) -> tuple[int, ...]:
        """Indices of the lines of running text."""
        return tuple(i for i, look in enumerate(self.looks) if look.shape in RUNNING)

    @cached_property
    def blankness(self) -> str:
        """How many of the lines have a blank line above: `none`, `few`, `some`, `most`."""
        share = sum(1 for line in self.lines if line.blank) / max(1, len(self.lines))
        return ("none", "few", "some", "most")[bisect_right((0.04, 0.35, 0.8), share)]

    @cached_property
    def jumpiness(self) -> str:
        """How many of the paragraphs on one line break off in mid-sentence: `none`, `few`, `many`, or `-`."""
        whole = [line for line in self.lines if not line.is_wrapped and line.width > 40]
        broken = sum(1 for line in whole if line.ending in ("bare", "comma", "open"))
        if len(whole) < 4:
            return "-"
        return ("none", "few", "many")[bisect_right((0.06, 0.2), broken / len(whole))]
