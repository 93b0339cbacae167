"""The best one-to-one assignment of rows to columns, with "none" as a possible answer.

The method is Kuhn's and Munkres's with potentials: each row finds its shortest augmenting path,
O(rows² · columns).
"""

from collections.abc import Sequence
from dataclasses import dataclass


def assign(gains: Sequence[Sequence[float]], none: float = 0.0) -> list[int | None]:
    """For each row the column it gets, or None where nothing beats `none`.

    The sum of gains is the greatest possible; no column is given twice. Rows may be longer or
    shorter than there are columns; all rows have the same length.
    """
    columns = len(gains[0]) if gains else 0
    # The last column stands for "none": any number of rows may have it, so it is never taken.
    costs = [[-gain for gain in row] + [-none] for row in gains]
    taken_by = _shortest_paths(costs, columns + 1)
    found: list[int | None] = [None] * len(gains)
    for column, row in enumerate(taken_by[:-1]):
        if row is not None:
            found[row] = column
    return found


def _shortest_paths(costs: Sequence[Sequence[float]], columns: int) -> list[int | None]:
    taken_by: list[int | None] = [None] * columns
    prices = _Prices([0.0] * len(costs), [0.0] * columns)
    for first in range(len(costs)):
        _augment(costs, first, taken_by, prices)
    return taken_by


@dataclass(frozen=True, slots=True)
class _Prices:
    """The potentials of rows and columns; no reduced cost is below 0."""

    row: list[float]
    column: list[float]


def _augment(
    costs: Sequence[Sequence[float]], first: int, taken_by: list[int | None], prices: _Prices
) -> None:
    """Gives row `first` a column, and others another one where that costs less."""
    count = len(taken_by)
    distance, came_from, done = [float("inf")] * count, [-1] * count, [False] * count
    row, last = first, -1
    while True:
        open_columns = [column for column in range(count) if not done[column]]
        for column in open_columns:
            way = costs[row][column] - prices.row[row] - prices.column[column]
            if way < distance[column]:
                distance[column], came_from[column] = way, last
        nearest = min(open_columns, key=lambda column: distance[column])
        step = distance[nearest]
        prices.row[first] += step
        for column, holder in enumerate(taken_by):
            if not done[column]:
                distance[column] -= step
            elif holder is not None:
                prices.column[column] -= step
                prices.row[holder] += step
        done[nearest], last = True, nearest
        holder = taken_by[nearest]
        if holder is None:
            break
        row = holder
    while last >= 0:
        before = came_from[last]
        taken_by[last] = taken_by[before] if before >= 0 else first
        last = before
    taken_by[-1] = None
