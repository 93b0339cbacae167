"""What a format could not hold: counted by kind, never dropped in silence."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from annotator.document.phrases import Phrase, phrase

KINDS = (
    "articles",
    "roles",
    "furniture",
    "soft_breaks",
    "entities",
    "corrections",
    "unreviewed_entities",
    "origins",
    "decisions",
    "reviews",
    "flags",
    "notes",
    "white_space",
)
"""Marks of each layer, and the roles of an article's parts; marks of a layer nobody has finished;
who made a mark; what was said to proposals; what was looked at, or is to be; what people noted;
white-space characters. Each has its sentence under `loss.` in `resources/i18n/`."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How much of each kind is missing, in the order of `KINDS` and without zeros.

    Raises ValueError for an unknown kind, a count below 1, or kinds out of order.
    """

    counts: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        kinds = [kind for kind, _ in self.counts]
        if kinds != [kind for kind in KINDS if kind in kinds] or any(n < 1 for _, n in self.counts):
            raise ValueError(f"no loss report: {self.counts}")

    @classmethod
    def of(cls, **counts: int) -> Self:
        """`Loss.of(articles=3, origins=12)`; zeros are left out. Raises ValueError for an unknown kind."""
        unknown = counts.keys() - set(KINDS)
        if unknown:
            raise ValueError(f"unknown kinds of loss: {unknown}")
        return cls(tuple((kind, counts[kind]) for kind in KINDS if counts.get(kind)))

    @classmethod
    def merged(cls, losses: Iterable["Loss"]) -> Self:
        """All of `losses` together, such as those of many pages."""
        total: dict[str, int] = dict.fromkeys(KINDS, 0)
        for loss in losses:
            for kind, count in loss.counts:
                total[kind] += count
        return cls.of(**total)

    def phrases(self) -> tuple[Phrase, ...]:
        """One sentence for each kind."""
        return tuple(phrase(f"loss.{kind}", count=count) for kind, count in self.counts)
