"""The one queue of doubts: what is still to be decided on a page, what needs the eye most first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from annotator.document.doubts import QueueFilter, passes, start_of, urgency
from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.workbench.suspects import folded, is_suspect


@dataclass(frozen=True)
class Queue:
    """The rows of the queue in its order, and what the rows of classes stand for.

    The row of a class is its first member in the text; `folded` has all members, in text
    order, under the row's id.
    """

    rows: tuple[Proposal, ...] = ()
    folded: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict[str, Any])

    @cached_property
    def _rows_by_id(self) -> dict[str, str]:
        found = {each.id: each.id for each in self.rows}
        return found | {each.id: row for row, members in self.folded.items() for each in members}

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Everything that the rows stand for."""
        return tuple(each for row in self.rows for each in self.folded.get(row.id, (row,)))

    def row_of(self, proposal: str | None) -> str | None:
        """The id of the row that stands for a proposal, alone or with others; None where there is none."""
        return None if proposal is None else self._rows_by_id.get(proposal)

    @cached_property
    def _alone(self) -> dict[str, Proposal]:
        return {each.id: each for each in self.rows}

    def members(self, row: str) -> tuple[Proposal, ...]:
        """What the row with that id stands for."""
        alone = self._alone.get(row)
        return self.folded.get(row) or ((alone,) if alone else ())


def queue(page: Page, wanted: QueueFilter) -> Queue:
    """The open proposals that pass the filter, in its order; a class is as urgent as its likeliest."""
    text = page.raw.text
    found = [each for each in page.open_proposals if passes(each, wanted, text)]
    rows, classes = folded(found)
    weights = {row: max(map(urgency, members)) for row, members in classes.items()}

    def place(each: Proposal) -> tuple[float, int, str]:
        weight = 0.0 if wanted.by_place else -weights.get(each.id, urgency(each))
        return weight, start_of(each), each.id

    return Queue(tuple(sorted(rows, key=place)), classes)


def neighbour(
    rows: Sequence[Proposal], row: str | None, step: int, *, only_suspects: bool = False
) -> Proposal | None:
    """The proposal one step (1 or -1) on from that row, around the end; the first or last row without one."""
    at = next((i for i, each in enumerate(rows) if each.id == row), None)
    if at is None:
        line = list(rows) if step > 0 else list(rows[::-1])
    elif step > 0:
        line = [*rows[at + 1 :], *rows[: at + 1]]
    else:
        line = [*rows[:at][::-1], *rows[at:][::-1]]
    return next((each for each in line if not only_suspects or is_suspect(each)), None)


def behind(now: Queue, row: str | None) -> list[str] | None:
    """The ids of the rows behind that one; None where that is not in the queue.

    Behind a suspect the suspects come first: the digits that take candidates would label entities.
    """
    ids = [each.id for each in now.rows]
    if row not in ids:
        return None
    at = ids.index(row)
    later = now.rows[at + 1 :]
    if is_suspect(now.rows[at]):
        later = sorted(later, key=lambda each: not is_suspect(each))
    return [each.id for each in later]


def next_of(now: Queue, later: list[str] | None, caret: int) -> str | None:
    """The first of `later` that is still a row, else the last row; None for an empty queue.

    One decision can settle others, before the current proposal and behind it. Without `later`
    it is what comes next in the text behind `caret` (code points).
    """
    if not now.rows:
        return None
    if later is None:
        return min(now.rows, key=lambda each: (start_of(each) < caret, start_of(each))).id
    open_ones = {each.id for each in now.rows}
    return next((each for each in later if each in open_ones), now.rows[-1].id)
