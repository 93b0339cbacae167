"""Whether the learner may speak: only while editors would have less to correct with it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

NEEDED = 100
"""Corrections that have to be seen before the learner may speak at all."""
RECENT = 15
"""Lessons over which the two answers are compared."""

Named = tuple[int, int, str]
"""Start, end (code points) and label of an entity."""


def corrections(answer: Iterable[Named], gold: Iterable[Named]) -> int:
    """How many edits lead from `answer` to `gold`; neither holds entities that overlap.

    To remove an entity is one, to add one is one, and so is to change span or label or both of
    one that shares text with its successor.
    """
    said, meant = set(answer), set(gold)
    wrong, missed = sorted(said - meant), sorted(meant - said)
    count = at = 0
    for start, end, _ in wrong:
        while at < len(missed) and missed[at][1] <= start:
            at, count = at + 1, count + 1
        if at < len(missed) and missed[at][0] < end:
            at += 1
        count += 1
    return count + len(missed) - at


@dataclass(frozen=True, slots=True)
class Gate:
    """The corrections that the latest lessons needed, without the learner and with it.

    `seen` counts those without it over all lessons. A lesson is a page the learner had not
    seen, so the comparison is fair.
    """

    seen: int = 0
    recent: tuple[tuple[int, int], ...] = ()

    def after(self, plain: int, learner: int) -> Self:
        """The gate after a lesson that needed so many corrections."""
        recent = (*self.recent, (plain, learner))[-RECENT:]
        return replace(self, seen=self.seen + plain, recent=recent)

    @property
    def plain_errors(self) -> int:
        return sum(plain for plain, _ in self.recent)

    @property
    def learner_errors(self) -> int:
        return sum(learner for _, learner in self.recent)

    @property
    def is_open(self) -> bool:
        """Enough corrections were seen, and the learner is strictly ahead."""
        return self.seen >= NEEDED and self.learner_errors < self.plain_errors
