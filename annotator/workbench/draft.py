"""A command's page in the making."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import TypeVar

from annotator.document.claims import Claims
from annotator.document.edits import Change, Edit, RuleChange, squashed
from annotator.document.marks import (
    Adjusted,
    ArticleMark,
    CorrectionMark,
    FurnitureMark,
    Origin,
    Part,
    SoftBreak,
    Typed,
    lead_of,
    place_of,
)
from annotator.document.pages import Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.proposals import Decision, Proposal
from annotator.document.spans import Span, places_collide
from annotator.workbench import parts as parting
from annotator.workbench.shown import ShownArticle, ShownFurniture
from annotator.workbench.situation import Refusal, Situation

_R = TypeVar("_R", bound=Record)

STEP = 2.0**-10
"""By how much an article is ranked behind one that has its rank."""


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of `others`, in text order and apart, covers `span`."""
    at = bisect_right(others, span.start, key=lambda other: other.start) - 1
    return at >= 0 and others[at].covers(span)


class Draft:
    """The page in the making: a command changes it and takes the changes out as one edit.

    Whatever it touches that was only proposed becomes a mark, and the proposal counts as
    adjusted: an editor never has to accept first and correct afterwards.
    """

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._records: dict[str, Record | None] = {}
        self._fixes: list[tuple[int, int, str]] = []
        """Start, end and id of the corrections made here, in text order."""
        self._made = 0

    # -- single records ------------------------------------------------------------------

    def new_id(self, kind: str) -> str:
        """An id that the page has never had: kind, the revision in the making, a count.

        Marks that came in with a file keep the ids another project gave them: those are passed over.
        """
        page = self.situation.page
        while True:
            self._made += 1
            found = f"{kind}{page.revision + 1}.{self._made}"
            if found not in page.records:
                return found

    def now(self, key: str) -> Record | None:
        """The record under `key` as the draft has it."""
        if key in self._records:
            return self._records[key]
        return self.situation.page.records.get(key)

    def records(self, kind: type[_R]) -> list[_R]:
        """All records of a kind as the draft has them."""
        keys = {**self.situation.page.records, **self._records}
        return [record for record in map(self.now, keys) if isinstance(record, kind)]

    def put(self, record: Record) -> None:
        self._records[record_key(record)] = record
        if isinstance(record, CorrectionMark):
            insort(self._fixes, (*place_of(record), record.id))

    def drop(self, record: Record) -> None:
        self._records[record_key(record)] = None
        if isinstance(record, CorrectionMark):
            self._fixes = [each for each in self._fixes if each[2] != record.id]

    def decide(self, proposal: Proposal | None, verdict: str) -> None:
        """Notes a person's word on a proposal; nothing where there is none."""
        if proposal is not None:
            self.put(Decision(proposal.id, verdict, self.situation.by, self.situation.at))

    def origin(self, proposal: Proposal | None) -> Typed | Adjusted:
        by = self.situation.by
        return Adjusted(by, proposal.id) if proposal else Typed(by)

    # -- corrections ---------------------------------------------------------------------

    def corrections_at(self, start: int, end: int) -> list[CorrectionMark]:
        """The corrections that share text, or their gap, with `[start, end)`, in text order."""
        near = self.situation.shown.corrections_in(start, end)
        first = max(0, bisect_left(self._fixes, (start, start)) - 1)
        made = self._fixes[first : bisect_right(self._fixes, end, key=lambda fix: fix[0])]
        names = {each.mark.id for each in near if each.mark} | {name for _, _, name in made}
        found = [each for each in map(self.now, names) if isinstance(each, CorrectionMark)]
        colliding = [each for each in found if places_collide(place_of(each), (start, end))]
        return sorted(colliding, key=place_of)

    # -- articles and furniture ----------------------------------------------------------

    def adopt(self, article: ShownArticle) -> ArticleMark:
        """The article as a mark of its own, whether or not it was one."""
        if article.mark is not None:
            now = self.now(article.mark.id)
            assert isinstance(now, ArticleMark)
            return now
        assert article.proposal is not None
        for record in self._records.values():
            origin = getattr(record, "origin", None)
            if isinstance(record, ArticleMark) and origin == self.origin(article.proposal):
                return record
        mark = ArticleMark(
            self.new_id("a"), article.parts, article.rank, self.origin(article.proposal)
        )
        self.put(mark)
        self.decide(article.proposal, "adjusted")
        self.soften(article.proposed_breaks, self.origin(article.proposal))
        return mark

    def soften(self, spans: Iterable[Span], origin: Origin) -> None:
        """Makes the breaks at `spans` soft, where they are not."""
        taken = Claims(mark.span for mark in self.records(SoftBreak))
        for span in spans:
            if taken.take([span]):
                self.put(SoftBreak(self.new_id("b"), span, origin))

    def set_parts(self, mark: ArticleMark, parts: tuple[Part, ...]) -> None:
        """The article with other parts; with none it goes."""
        whole = parting.coalesced(parts, self.situation.text)
        if whole:
            self.put(mark.with_parts(whole))
        else:
            self.drop(mark)

    def take_out(self, spans: tuple[Span, ...]) -> tuple[Part, ...]:
        """Frees `spans` from whoever owns them; answers what was there, with the roles it had."""
        freed: list[Part] = []
        seen: list[ShownArticle | ShownFurniture] = []
        for span in spans:
            for stretch in self.situation.shown.stretches_in(span):
                meet = stretch.span.meet(span)
                assert meet is not None
                freed.append(Part(meet, stretch.role))
                if stretch.owner not in seen:
                    seen.append(stretch.owner)
        for owner in seen:
            if isinstance(owner, ShownFurniture):
                self._cut_furniture(owner, spans)
            else:
                mark = self.adopt(owner)
                self.set_parts(mark, parting.without(mark.parts, spans, self.situation.text))
        return tuple(freed)

    def _cut_furniture(self, owner: ShownFurniture, spans: tuple[Span, ...]) -> None:
        rest = parting.without((Part(owner.span, owner.role),), spans, self.situation.text)
        if owner.mark is not None:
            self.drop(owner.mark)
        self.decide(owner.proposal, "adjusted")
        origin = owner.mark.origin if owner.mark else self.origin(owner.proposal)
        for part in rest:
            self.put(FurnitureMark(self.new_id("f"), part.span, part.role, origin))

    def add_article(self, parts: tuple[Part, ...], proposal: Proposal | None = None) -> ArticleMark:
        """A new article of those parts."""
        whole = parting.coalesced(parts, self.situation.text)
        rank = self._free_rank(lead_of(whole))
        mark = ArticleMark(self.new_id("a"), whole, rank, self.origin(proposal))
        self.put(mark)
        return mark

    def _free_rank(self, wanted: float) -> float:
        """That rank, or one right behind it where an article has it: between two alike none could be put."""
        taken = {each.rank for each in self.situation.shown.articles}
        taken |= {each.rank for each in self.records(ArticleMark)}
        while wanted in taken:
            wanted += STEP
        return wanted

    def _drop_orphaned_breaks(self) -> None:
        """A break is soft inside a part: one that a boundary now runs through is soft no more.

        One that lay in no part before, such as an imported one, is not this edit's to drop.
        """
        page = self.situation.page
        if not any(
            isinstance(self.now(key) or page.records.get(key), ArticleMark | SoftBreak)
            for key in self._records
        ):
            return
        before = self._part_spans(page.articles)
        after = self._part_spans(self.records(ArticleMark))
        for each in self.records(SoftBreak):
            had_place = each.id in self._records or _is_inside(each.span, before)
            if had_place and not _is_inside(each.span, after):
                self.drop(each)

    def _part_spans(self, articles: Iterable[ArticleMark]) -> list[Span]:
        """The spans of all parts in text order, neighbours of one role as one."""
        text = self.situation.text
        return sorted(p.span for each in articles for p in parting.coalesced(each.parts, text))

    # -- out -----------------------------------------------------------------------------

    def edit(
        self,
        command: str,
        title: Phrase,
        *,
        join_key: str | None = None,
        rules: Iterable[RuleChange] = (),
    ) -> Edit | Refusal:
        """Everything that changed as one edit; a refusal where nothing did."""
        told = tuple(rules)
        self._drop_orphaned_breaks()
        before = self.situation.page.records
        changes = squashed(
            Change(before.get(key), record)
            for key, record in self._records.items()
            if before.get(key) != record
        )
        if not changes and not told:
            return Refusal(Phrase("refuse.nothing_changes"))
        return Edit(
            command,
            title,
            changes,
            self.situation.selection.bare,
            self.situation.by,
            self.situation.at,
            join_key,
            told,
        )
