"""Whether scores come true: of the proposals scored in each band, how many were right."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.measure.boundaries import Hit

BANDS = 5
"""From 0 to 1, all of one width; a band holds its lower bound, the last one 1 as well."""


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `low` to `high`: `count` proposals, the mean of their scores, and how many were right."""

    low: float
    high: float
    count: int
    mean: float
    exact: int
    iou90: int


def reliability(scored: Iterable[tuple[float, Hit]]) -> list[Band]:
    """The bands that have proposals, lowest first. Scores are 0 to 1."""
    rows: dict[int, list[tuple[float, Hit]]] = {}
    for score, hit in scored:
        rows.setdefault(min(int(score * BANDS), BANDS - 1), []).append((score, hit))
    return [
        Band(
            number / BANDS,
            (number + 1) / BANDS,
            len(inside),
            sum(score for score, _ in inside) / len(inside),
            sum(hit.exact for _, hit in inside),
            sum(hit.iou90 for _, hit in inside),
        )
        for number, inside in sorted(rows.items())
    ]
