"""A page and all that is known about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Self, TypeVar, cast

from annotator.document.claims import Ground, apart
from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Mark,
    SoftBreak,
    place_of,
)
from annotator.document.notes import Flag, Note, place_of_mark
from annotator.document.proposals import WEAK, Decision, Proposal, Reviewed
from annotator.document.raw_text import RawText
from annotator.document.spans import TEXT_ORDER, Span, first_overlap, places_collide
from annotator.errors import Conflict

Record = Mark | Decision | Reviewed | Flag | Note
"""Whatever an edit can put on a page or take from it."""

FLAG_KEY = "flag:"
"""Where a page's only flag stands."""

FINISHED_LAYERS = ("articles", "entities")
"""What somebody must have looked at all over before a page counts as finished."""


class PageState(StrEnum):
    """How far the work on a page is; a flag comes before everything else."""

    NEEDS_LOOK = "needs_look"
    NEW = "new"
    PROPOSED = "proposed"
    IN_WORK = "in_work"
    FINISHED = "finished"


def record_key(record: Record) -> str:
    """Where a record stands: marks and notes under their id, the others under their kind and a colon."""
    match record:
        case Decision():
            return f"decision:{record.proposal}"
        case Reviewed():
            return f"reviewed:{record.layer}"
        case Flag():
            return FLAG_KEY
        case _:
            return record.id


_V = TypeVar("_V")
_R = TypeVar("_R", bound=Record)


def _order_of_note(note: Note) -> tuple[int, str, str]:
    return (-1 if note.place is None else note.place.start, note.at, note.id)


def _frozen(values: Mapping[str, _V]) -> Mapping[str, _V]:
    return MappingProxyType(dict(values))


@dataclass(frozen=True)
class Page:
    """A page at one revision: raw text, records under their keys, proposals under their ids.

    `revision` counts the edits ever performed, undone ones and undoings included.
    """

    name: str
    raw: RawText
    records: Mapping[str, Record] = field(default_factory=lambda: _frozen({}))
    proposals: Mapping[str, Proposal] = field(default_factory=lambda: _frozen({}))
    revision: int = 0

    # -- the records by kind, each in text order -----------------------------------------

    @cached_property
    def articles(self) -> tuple[ArticleMark, ...]:
        """In the page's order: by rank, as they show."""
        return tuple(
            sorted(self._all(ArticleMark), key=lambda mark: (mark.rank, mark.parts[0].span))
        )

    @cached_property
    def entities(self) -> tuple[EntityMark, ...]:
        return tuple(sorted(self._all(EntityMark), key=TEXT_ORDER))

    @cached_property
    def furniture(self) -> tuple[FurnitureMark, ...]:
        return tuple(sorted(self._all(FurnitureMark), key=TEXT_ORDER))

    @cached_property
    def soft_breaks(self) -> tuple[SoftBreak, ...]:
        return tuple(sorted(self._all(SoftBreak), key=TEXT_ORDER))

    @cached_property
    def corrections(self) -> tuple[CorrectionMark, ...]:
        return tuple(sorted(self._all(CorrectionMark), key=place_of))

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """By proposal id."""
        return {each.proposal: each for each in self._all(Decision)}

    @cached_property
    def reviewed(self) -> Mapping[str, Reviewed]:
        """By layer."""
        return {each.layer: each for each in self._all(Reviewed)}

    @property
    def flag(self) -> Flag | None:
        """Who wants the page to be looked at; None where nobody does."""
        found = self.records.get(FLAG_KEY)
        return found if isinstance(found, Flag) else None

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Those on the page as a whole first, the others where they were written, in text order."""
        return tuple(sorted(self._all(Note), key=_order_of_note))

    @cached_property
    def noted(self) -> tuple[tuple[Span, Note], ...]:
        """The notes that have a place and where that is now: with the mark, while there is one."""
        found: list[tuple[Span, Note]] = []
        for note in self.notes:
            mark = self.records.get(note.mark)
            if note.place is not None:
                place = place_of_mark(mark, self.raw.text) if isinstance(mark, Mark) else note.place
                found.append((place, note))
        return tuple(sorted(found, key=lambda each: (each[0], each[1].at, each[1].id)))

    def _all(self, kind: type[_R]) -> list[_R]:
        return cast("list[_R]", self._by_kind.get(kind, []))

    @cached_property
    def _by_kind(self) -> dict[type[Record], list[Record]]:
        found: dict[type[Record], list[Record]] = {}
        for record in self.records.values():
            found.setdefault(type(record), []).append(record)
        return found

    # -- what is open --------------------------------------------------------------------

    @cached_property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """Undecided, and not overtaken by what a person has marked; weak ones included."""
        ground = Ground(self.records.values())
        return tuple(
            proposal
            for proposal in self.proposals.values()
            if proposal.id not in self.decisions and ground.is_free(proposal.body)
        )

    @cached_property
    def apart(self) -> frozenset[str]:
        """The ids of the proposals that no other proposal of the page excludes."""
        return apart(self.proposals.values())

    @cached_property
    def doubts(self) -> tuple[Proposal, ...]:
        """The open proposals that ask for a decision: all but the weak."""
        return tuple(each for each in self.open_proposals if each.score >= WEAK)

    @cached_property
    def is_looked_over(self) -> bool:
        """Whether somebody has looked at all of it; a flag takes nothing of that back, nor do proposers."""
        looked_at = [
            (self.reviewed[layer].span.start, self.reviewed[layer].span.end)
            for layer in FINISHED_LAYERS
            if layer in self.reviewed
        ]
        return looked_at == [(0, len(self.raw))] * len(FINISHED_LAYERS)

    @cached_property
    def state(self) -> PageState:
        if self.flag is not None:
            return PageState.NEEDS_LOOK
        if self.is_looked_over:
            return PageState.FINISHED
        if any(not isinstance(record, Note) for record in self.records.values()):
            return PageState.IN_WORK
        return PageState.PROPOSED if self.proposals else PageState.NEW

    # -- other pages ---------------------------------------------------------------------

    def with_proposals(self, proposals: Iterable[Proposal]) -> Self:
        """The page after a rerun: open proposals replaced, decided ones kept; marks untouched."""
        decided = {pid: p for pid, p in self.proposals.items() if pid in self.decisions}
        return replace(self, proposals=_frozen({p.id: p for p in proposals} | decided))

    def with_records(self, records: Mapping[str, Record], revision: int) -> Self:
        """The page with other records. Raises Conflict when two marks share text that may not."""
        page = replace(self, records=_frozen(records), revision=revision)
        if "apart" in self.__dict__:
            page.__dict__["apart"] = self.apart  # the proposals are the same
        page.check()
        return page

    def check(self) -> None:
        """Raises Conflict at the first overlap, or the first mark that leaves the text."""
        owned = [part.span for article in self._all(ArticleMark) for part in article.parts]
        owned += [mark.span for mark in self._all(FurnitureMark)]
        self._refuse_overlap("article", owned)
        self._refuse_overlap("entity", [mark.span for mark in self._all(EntityMark)])
        self._refuse_overlap("soft_break", [mark.span for mark in self._all(SoftBreak)])
        self._refuse_colliding_corrections()
        self._refuse_outside("note", [note.place for note in self._all(Note) if note.place])

    def _refuse_overlap(self, kind: str, spans: list[Span]) -> None:
        clash = first_overlap(spans)
        if clash:
            shared = clash[0].meet(clash[1])
            assert shared is not None
            raise Conflict(page=self.name, kind=kind, start=shared.start, end=shared.end)
        self._refuse_outside(kind, spans)

    def _refuse_outside(self, kind: str, spans: list[Span]) -> None:
        last = max(spans, default=None, key=lambda span: span.end)
        if last and last.end > len(self.raw):
            raise Conflict(page=self.name, kind=kind, start=last.start, end=last.end)

    def _refuse_colliding_corrections(self) -> None:
        places = sorted(place_of(mark) for mark in self._all(CorrectionMark))
        for left, (start, stop) in pairwise(places):
            if places_collide(left, (start, stop)):
                raise Conflict(page=self.name, kind="correction", start=start, end=stop)
        if places and max(end for _, end in places) > len(self.raw):
            start, end = places[-1]
            raise Conflict(page=self.name, kind="correction", start=start, end=end)
