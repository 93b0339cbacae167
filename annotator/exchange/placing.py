"""Marks of a foreign file put on a page one by one; what finds no place is listed with its reason."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from annotator.document.claims import Claims
from annotator.document.fields import place_in, position, text_in, text_or_none_in
from annotator.document.labels import Vocabulary
from annotator.document.marks import (
    CERTAINTIES,
    CORRECTION_KINDS,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Part,
    SoftBreak,
    lead_of,
    place_of,
)
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase, phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Place, Span
from annotator.errors import Conflict
from annotator.exchange.words import role_named
from annotator.settings.vocabulary import default_vocabulary

Row = Mapping[str, Any]

_STEP = 2.0**-10
"""By how much an article is ranked behind one that is read before it and stands after it."""


class Placing:
    """Records with origin `Imported(source)` over `raw`, and phrases for what found no place.

    Rows have `start` and `end` in code points; labels and roles by name or id. Raises KeyError or TypeError for a row that lacks
    what it needs.
    """

    def __init__(self, raw: RawText, source: str, vocabulary: Vocabulary | None = None) -> None:
        self.records: dict[str, Record] = {}
        self.unplaced: list[Phrase] = []
        self._raw = raw
        self._origin = Imported(source)
        self._vocabulary = vocabulary or default_vocabulary()
        self._owned, self._entities, self._breaks = Claims(), Claims(), Claims()
        self._rank = float("-inf")
        self._numbers = count(1)

    # -- one layer after the other -------------------------------------------------------

    def article(self, segments: Iterable[Row]) -> None:
        """The next article of the page's order; it stands without those segments that have no place."""
        parts: list[Part] = []
        rows = list(segments)
        for row in rows:
            span = self._span("article", row, self._owned)
            role = self._role("article", row) if span else None
            if span and role:
                parts.append(Part(span, role))
                self._owned.take([span])
        if not rows:
            self.unplaced.append(phrase("unplaced.empty_article"))
        if not parts:
            return
        self._rank = max(lead_of(tuple(parts)), self._rank + _STEP)
        self._put(ArticleMark(self._id("a"), tuple(parts), self._rank, self._origin))

    def furniture(self, row: Row) -> None:
        span = self._span("furniture", row, self._owned)
        role = self._role("furniture", row) if span else None
        if span and role:
            self._owned.take([span])
            self._put(FurnitureMark(self._id("f"), span, role, self._origin))

    def soft_break(self, row: Row) -> None:
        span = self._span("soft_break", row, self._breaks)
        if span:
            self._breaks.take([span])
            self._put(SoftBreak(self._id("b"), span, self._origin))

    def entity(self, row: Row) -> None:
        span, name = self._span("entity", row, self._entities), text_in(row, "label")
        label = self._vocabulary.id_named("label", name)
        if span and label is None:
            self._refuse("unknown_label", "entity", row, name=name)
        elif span and label:
            self._entities.take([span])
            self._put(EntityMark(self._id("e"), span, label, self._origin))

    def corrections(self, rows: Iterable[Row]) -> None:
        """All corrections of the page: each stands where it is in the way of none before it."""
        made = [(mark, row) for row in rows if (mark := self._correction(row)) is not None]
        last: CorrectionMark | None = None
        for mark, row in sorted(made, key=lambda pair: place_of(pair[0])):
            if self._can_stand(last, mark):
                self._put(mark)
                last = mark
            else:
                self._refuse("overlaps", "correction", row)

    # -- what all of them need -----------------------------------------------------------

    def _correction(self, row: Row) -> CorrectionMark | None:
        kind, reads = text_in(row, "kind"), text_or_none_in(row, "replacement")
        certainty = row.get("certainty", "suspect" if reads is None else "sure")
        place = self._place(row)
        if place is None:
            return self._refuse("outside", "correction", row)
        if kind not in CORRECTION_KINDS or certainty not in CERTAINTIES:
            return self._refuse("unknown_kind", "correction", row, name=f"{kind}, {certainty}")
        try:
            return CorrectionMark(self._id("c"), place, reads, kind, self._origin, certainty)
        except ValueError:
            return self._refuse("contradicts_itself", "correction", row)

    def _can_stand(self, last: CorrectionMark | None, mark: CorrectionMark) -> bool:
        """Whether a page takes `mark` behind `last`; the page itself is asked."""
        pair = {each.id: each for each in (last, mark) if each}
        try:
            Page("", self._raw, pair).check()
        except Conflict:
            return False
        return True

    def _place(self, row: Row) -> Place | None:
        start, end = position(row["start"]), position(row["end"])
        return place_in(row) if 0 <= start <= end <= len(self._raw) else None

    def _span(self, kind: str, row: Row, taken: Claims) -> Span | None:
        place = self._place(row)
        if place is None or isinstance(place, Gap):
            return self._refuse("outside", kind, row)
        if not taken.is_free(place):
            return self._refuse("overlaps", kind, row)
        return place

    def _role(self, kind: str, row: Row) -> str | None:
        """The id of the row's role; None for one that does not stand there, which is noted."""
        name = text_in(row, "role")
        known = role_named(self._vocabulary, name, kind)
        return known or self._refuse("unknown_role", kind, row, name=name)

    def _refuse(self, why: str, kind: str, row: Row, **facts: str) -> None:
        start, end = position(row["start"]), position(row["end"])
        what = Phrase(f"mark.{kind}")
        self.unplaced.append(phrase(f"unplaced.{why}", what=what, start=start, end=end, **facts))

    def _id(self, kind: str) -> str:
        return f"i-{kind}{next(self._numbers)}"

    def _put(self, record: Record) -> None:
        self.records[record_key(record)] = record
