"""A page's lines with everything that is known of them before roles are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from annotator.errors import LanguageModelUnusable
from annotator.propose.language_model import default_language_model
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
    def joints(self) -> tuple[float, ...]:
        """For each line the logarithm of the odds that text goes on over the break above; 0.0 where nothing tells."""
        pairs = [(above.text, line.text) for above, line in pairwise(self.lines)]
        try:
            odds = default_language_model().joints(pairs)
        except LanguageModelUnusable:
            return (0.0,) * len(self.lines)
        return (0.0, *map(float, odds))

    @cached_property
    def detached(self) -> tuple[int, ...]:
        """Indices of the title lines outside of the running text, where some papers have all their headlines."""
        if not self.running:
            return ()
        first, last = self.running[0], self.running[-1]
        return tuple(
            i
            for i, look in enumerate(self.looks)
            if (i < first or i > last) and look.shape in TITLES and self.lines[i].width >= 4
        )

    @cached_property
    def tornness(self) -> str:
        """How many title lines stand below all running text: `none`, `few`, `many`."""
        below = sum(1 for i in self.detached if i > self.running[-1])
        return ("none", "few", "many")[bisect_right((1, 3), below)]

    @cached_property
    def byline_place(self) -> str:
        """Where bylines stand on this page: `above` their text, `below` it, `mixed`, or `-`."""
        above = below = 0
        for i, look in enumerate(self.looks):
            if look.shape in ("byline", "name"):
                over, under = self.shape(i - 1) in RUNNING, self.shape(i + 1) in RUNNING
                above += under and not over
                below += over and not under
        if above + below < 2:
            return "-"
        share = below / (above + below)
        return "below" if share > 0.7 else "above" if share < 0.3 else "mixed"

    @cached_property
    def jumpiness(self) -> str:
        """How many of the paragraphs on one line break off in mid-sentence: `none`, `few`, `many`, or `-`."""
        whole = [line for line in self.lines if not line.is_wrapped and line.width > 40]
        broken = sum(1 for line in whole if line.ending in ("bare", "comma", "open"))
        if len(whole) < 4:
            return "-"
        return ("none", "few", "many")[bisect_right((0.06, 0.2), broken / len(whole))]
