"""What is marked in a stretch of a page, found in the same short time on any page."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from annotator.document.notes import Note
from annotator.document.spans import Span
from annotator.gui.page_grid import Row
from annotator.workbench.shown import Shown, ShownCorrection, ShownEntity, Stretch


@dataclass(frozen=True, slots=True)
class Owned:
    """Text of one row (code points `[start, end)`) and whose it is.

    A blank row between two stretches of one owner is a `bridge`: it shows colour and no role.
    """

    stretch: Stretch
    start: int
    end: int
    is_bridge: bool = False


_T = TypeVar("_T")


class _Placed(Generic[_T]):
    """Things in the order of their starts, so that a look-up is two bisections.

    `spans` are their places; where they overlap, an end counts for all that begin before it.
    """

    def __init__(self, things: Sequence[_T], spans: Sequence[Span]) -> None:
        self.things = things
        self.starts = [span.start for span in spans]
        self.ends = list(accumulate([span.end for span in spans], max))

    def meeting(self, span: Span) -> Sequence[_T]:
        """What begins before the end of `span` and does not end before its start."""
        first = bisect_right(self.ends, span.start)
        return self.things[first : bisect_left(self.starts, span.end)]


class PageMarks:
    """The marks and proposals that a page shows, by place. All offsets are code points."""

    def __init__(self, shown: Shown | None) -> None:
        self.shown = shown

    # -- by place ------------------------------------------------------------------------

    @cached_property
    def _stretches(self) -> "_Placed[Stretch]":
        found = self.shown.stretches if self.shown else ()
        return _Placed(found, [each.span for each in found])

    @cached_property
    def _entities(self) -> "_Placed[ShownEntity]":
        found = self.shown.entities if self.shown else ()
        return _Placed(found, [each.span for each in found])

    @cached_property
    def _breaks(self) -> "_Placed[tuple[Span, bool]]":
        found = self.shown.breaks if self.shown else ()
        return _Placed(found, [span for span, _ in found])

    @cached_property
    def fixes(self) -> "_Placed[ShownCorrection]":
        """Corrections by place, decided and proposed."""
        found = self.shown.corrections if self.shown else ()
        # An insertion is looked for where the character behind it is.
        return _Placed(found, [Span(fix.start, max(fix.end, fix.start + 1)) for fix in found])

    def stretches_in(self, span: Span) -> Sequence[Stretch]:
        """What is owned, in text order."""
        return self._stretches.meeting(span)

    def entities_in(self, span: Span) -> Sequence[ShownEntity]:
        """In text order."""
        return self._entities.meeting(span)

    def breaks_in(self, span: Span) -> Sequence[tuple[Span, bool]]:
        """Soft breaks in text order, with whether they are gold."""
        return self._breaks.meeting(span)

    def fixes_in(self, span: Span) -> Sequence[ShownCorrection]:
        """Corrections, decided and proposed, in the order of their starts."""
        return [each for each in self.fixes.meeting(span) if each.end >= span.start]

    @cached_property
    def _notes(self) -> "_Placed[tuple[Span, Note]]":
        found = self.shown.page.noted if self.shown else ()
        return _Placed(found, [place for place, _ in found])

    def notes_in(self, span: Span) -> Sequence[tuple[Span, Note]]:
        """Notes and where they are, in text order."""
        return [each for each in self._notes.meeting(span) if each[0].end > span.start]

    def entity_at(self, point: int) -> ShownEntity | None:
        """The entity that holds that code point."""
        return next(iter(self.entities_in(Span(point, point + 1))), None)

    # -- whose a row is ------------------------------------------------------------------

    def owners(self, row: Row) -> list[Owned]:
        """Whose text stands in a row, from left to right."""
        if row.start == row.end:
            return self._owners_of_blank(row)
        found: list[Owned] = []
        for stretch in self._stretches.meeting(Span(row.start, row.end)):
            low, high = max(row.start, stretch.span.start), min(row.end, stretch.span.end)
            found.append(Owned(stretch, low, high))
        return found

    def _owners_of_blank(self, row: Row) -> list[Owned]:
        things = self._stretches.things
        after = bisect_right(self._stretches.starts, row.start)
        before = things[after - 1] if after else None
        behind = things[after] if after < len(things) else None
        if before is not None and row.start < before.span.end:
            return [Owned(before, row.start, row.end, is_bridge=True)]
        if before is not None and behind is not None and before.owner is behind.owner:
            return [Owned(before, row.start, row.end, is_bridge=True)]
        return []


def changed_entities(before: PageMarks, after: PageMarks) -> list[Span] | None:
    """Where entities came, went or changed; None where more than entities has changed."""
    old, new = before.shown, after.shown
    if (
        old is None
        or new is None
        or old.articles != new.articles
        or old.furniture != new.furniture
        or old.breaks != new.breaks
        or old.page.state is not new.page.state
        or old.page.noted != new.page.noted
        or before.fixes.things != after.fixes.things
    ):
        return None
    return [each.span for each in {*old.entities} ^ {*new.entities}]
