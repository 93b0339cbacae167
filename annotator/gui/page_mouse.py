"""What the mouse is on, and what a drag of an entity's end would make of it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF

from annotator.document.spans import Span
from annotator.gui.page_grid import PageGrid, Row
from annotator.gui.page_marks import PageMarks
from annotator.workbench.shown import ShownEntity

_REACH = 4.0
"""Pixels to each side of an entity's end where it can be taken hold of."""

_HANDLE = 0.55
"""The handle begins so many em above the baseline: higher up the mouse selects text."""


@dataclass(frozen=True, slots=True)
class EndDrag:
    """An entity's end on its way. `span` is what the entity would cover now (code points)."""

    entity: ShownEntity
    moves_start: bool
    span: Span

    def moved(self, to: int) -> "EndDrag":
        """With the end at boundary `to`; the entity keeps at least one character."""
        was = self.entity.span
        if self.moves_start:
            return replace(self, span=Span(min(to, was.end - 1), was.end))
        return replace(self, span=Span(was.start, max(to, was.start + 1)))

    @property
    def at(self) -> int:
        """Where the end is now."""
        return self.span.start if self.moves_start else self.span.end


def end_at(grid: PageGrid, marks: PageMarks, where: QPointF, em: float) -> EndDrag | None:
    """The entity's end under the mouse; where two entities meet, that of the one it is over."""
    row = grid.row_at(where.y())
    if row is None or where.y() < row.baseline - _HANDLE * em:
        return None
    at = grid.boundary_at(row, where.x())
    x = grid.x_of(row, at)
    if abs(where.x() - x) > _REACH:
        return None
    ending = _entity_ending(marks, at) if at > row.start else None
    starting = _entity_starting(marks, at) if at < row.end else None
    if ending is not None and (starting is None or where.x() < x):
        return EndDrag(ending, moves_start=False, span=ending.span)
    if starting is not None:
        return EndDrag(starting, moves_start=True, span=starting.span)
    return None


def _entity_ending(marks: PageMarks, at: int) -> ShownEntity | None:
    entity = marks.entity_at(at - 1)
    return entity if entity is not None and entity.span.end == at else None


def _entity_starting(marks: PageMarks, at: int) -> ShownEntity | None:
    entity = marks.entity_at(at)
    return entity if entity is not None and entity.span.start == at else None


def nearest_boundary(grid: PageGrid, where: QPointF) -> int | None:
    """The boundary nearest to a place that may lie beside or beyond the rows in sight."""
    if not grid.rows:
        return None
    row: Row | None = grid.row_at(where.y())
    if row is None:
        row = grid.rows[0] if where.y() < grid.rows[0].top else grid.rows[-1]
    return grid.boundary_at(row, where.x())
