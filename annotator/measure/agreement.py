"""Precision, recall and F1 of entity marks: a hit has the same start, the same end and the same label."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of one label or of all: `hits` of `predicted` that stand among `gold`."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """0.0 where nothing was predicted."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """0.0 where the gold has nothing."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    def plus(self, other: "Agreement") -> "Agreement":
        """Both counted together."""
        return Agreement(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )


def harmonic(precision: float, recall: float) -> float:
    """F1; 0.0 where both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _counted(entities: Iterable[Mapping[str, Any]]) -> Counter[tuple[int, int, str]]:
    return Counter((int(e["start"]), int(e["end"]), str(e["label"])) for e in entities)


def entity_agreement(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> dict[str, Agreement]:
    """By label, for one page in its JSON form (offsets in code points); `all` is all labels together."""
    expected, found = (
        _counted(gold.get("entities") or ()),
        _counted(predicted.get("entities") or ()),
    )
    shared = expected & found
    by_label: dict[str, Agreement] = {}
    for label in sorted({key[2] for key in (*expected, *found)}):
        counts = [
            sum(n for key, n in c.items() if key[2] == label) for c in (shared, found, expected)
        ]
        by_label[label] = Agreement(*counts)
    by_label["all"] = Agreement(shared.total(), found.total(), expected.total())
    return by_label


def pooled(pages: Iterable[Mapping[str, Agreement]]) -> dict[str, Agreement]:
    """The counts of several pages added up, label by label."""
    sums: dict[str, Agreement] = {}
    for page in pages:
        for label, agreement in page.items():
            sums[label] = sums.get(label, Agreement(0, 0, 0)).plus(agreement)
    return sums
