"""What a command sees, and what it may answer."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from annotator.document.edits import Change, Edit, squashed
from annotator.document.labels import Vocabulary
from annotator.document.marks import (
    Adjusted,
    ArticleMark,
    FurnitureMark,
    Part,
    SoftBreak,
    Typed,
    lead_of,
)
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.proposals import Decision, Proposal
from annotator.document.spans import Selection, Span, trimmed
from annotator.workbench import parts as parting
from annotator.workbench.shown import Shown, ShownArticle, ShownEntity, ShownFurniture, Stretch


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing happened, and this is why."""

    why: Phrase


_R = TypeVar("_R", bound=Record)

Answer = Edit | Selection | Refusal
"""A command changes the page, moves the editor, or says why it does neither."""


@dataclass(frozen=True)
class Situation:
    """The page as it shows, where the editor is, who it is and what time it is (ISO 8601, UTC).

    `current` is the id of the proposal that the queue stands on, `filtered` what the queue
    shows, most urgent first.
    """

    shown: Shown
    selection: Selection
    vocabulary: Vocabulary
    by: str
    at: str
    current: str | None = None
    filtered: tuple[Proposal, ...] = ()

    @property
    def page(self) -> Page:
        return self.shown.page

    @property
    def text(self) -> str:
        return self.page.raw.text

    @cached_property
    def lines(self) -> tuple[int, int]:
        """First and last line (from 0) that the selection touches."""
        raw, span = self.page.raw, self.selection.span
        if span is None:
            line = raw.line_at(self.selection.caret)
            return line, line
        last = span.end - 1 if self.text[span.end - 1] == "\n" else span.end
        return raw.line_at(span.start), raw.line_at(max(span.start, last))

    @cached_property
    def targets(self) -> tuple[Span, ...]:
        """The text that a command on lines is about, a span a line, without white space.

        Text selected inside one line counts as it is; otherwise every line the selection
        touches counts whole. A bare caret means the piece of its line that has one owner.
        """
        raw, (first, last) = self.page.raw, self.lines
        selected = self.selection.span
        if first == last and selected is not None:
            inside = trimmed(selected, self.text)
            return (inside,) if inside else ()
        spans = (raw.lines_span(line, line) for line in range(first, last + 1))
        whole = tuple(span for span in spans if span)
        if selected is None and whole:
            stretch = self.shown.stretch_at(self.selection.caret)
            meet = stretch.span.meet(whole[0]) if stretch else None
            if meet is not None and self.selection.caret in Span(meet.start, meet.end + 1):
                return (meet,)
        return whole

    @cached_property
    def stretch(self) -> Stretch | None:
        """The owned stretch under the targets: that of their first character."""
        if not self.targets:
            return None
        found = self.shown.stretches_in(self.targets[0])
        return found[0] if found else None

    @cached_property
    def article(self) -> ShownArticle | None:
        """The article under the targets, or None where they are furniture or nobody's."""
        owner = self.stretch.owner if self.stretch else None
        return owner if isinstance(owner, ShownArticle) else None

    @cached_property
    def entity(self) -> ShownEntity | None:
        """The entity that the caret is on, or that the selection is."""
        span = self.selection.span
        if span is None:
            return self.shown.entity_at(self.selection.caret)
        exact = [entity for entity in self.shown.entities_in(span) if entity.span == span]
        return exact[0] if exact else None


class Draft:
    """The page in the making: a command changes it and takes the changes out as one edit.

    Whatever it touches that was only proposed becomes a mark, and the proposal counts as
    adjusted: an editor never has to accept first and correct afterwards.
    """

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._records: dict[str, Record | None] = {}
        self._made = 0

    # -- single records ------------------------------------------------------------------

    def new_id(self, kind: str) -> str:
        """An id that the page has never had: kind, the revision in the making, a count."""
        self._made += 1
        return f"{kind}{self._situation.page.revision + 1}.{self._made}"

    def now(self, key: str) -> Record | None:
        """The record under `key` as the draft has it."""
        if key in self._records:
            return self._records[key]
        return self._situation.page.records.get(key)

    def records(self, kind: type[_R]) -> list[_R]:
        """All records of a kind as the draft has them."""
        keys = {**self._situation.page.records, **self._records}
        return [record for record in map(self.now, keys) if isinstance(record, kind)]

    def put(self, record: Record) -> None:
        self._records[record_key(record)] = record

    def drop(self, record: Record) -> None:
        self._records[record_key(record)] = None

    def decide(self, proposal: Proposal | None, verdict: str) -> None:
        """Notes a person's word on a proposal; nothing where there is none."""
        if proposal is not None:
            self.put(Decision(proposal.id, verdict, self._situation.by, self._situation.at))

    def origin(self, proposal: Proposal | None) -> Typed | Adjusted:
        by = self._situation.by
        return Adjusted(by, proposal.id) if proposal else Typed(by)

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
        for span in article.proposed_breaks:
            self.soften(span, self.origin(article.proposal))
        return mark

    def soften(self, span: Span, origin: Typed | Adjusted) -> None:
        """Makes the break at `span` soft, where it is not."""
        if all(mark.span != span for mark in self._situation.page.soft_breaks):
            self.put(SoftBreak(self.new_id("b"), span, origin))

    def set_parts(self, mark: ArticleMark, parts: tuple[Part, ...]) -> None:
        """The article with other parts; with none it goes."""
        whole = parting.coalesced(parts, self._situation.text)
        if whole:
            self.put(mark.with_parts(whole))
        else:
            self.drop(mark)

    def take_out(self, spans: tuple[Span, ...]) -> tuple[Part, ...]:
        """Frees `spans` from whoever owns them; answers what was there, with the roles it had."""
        freed: list[Part] = []
        seen: list[ShownArticle | ShownFurniture] = []
        for span in spans:
            for stretch in self._situation.shown.stretches_in(span):
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
                self.set_parts(mark, parting.without(mark.parts, spans, self._situation.text))
        return tuple(freed)

    def _cut_furniture(self, owner: ShownFurniture, spans: tuple[Span, ...]) -> None:
        rest = parting.without((Part(owner.span, owner.role),), spans, self._situation.text)
        if owner.mark is not None:
            self.drop(owner.mark)
        self.decide(owner.proposal, "adjusted")
        origin = owner.mark.origin if owner.mark else self.origin(owner.proposal)
        for part in rest:
            self.put(FurnitureMark(self.new_id("f"), part.span, part.role, origin))

    def add_article(self, parts: tuple[Part, ...], proposal: Proposal | None = None) -> ArticleMark:
        """A new article of those parts."""
        whole = parting.coalesced(parts, self._situation.text)
        mark = ArticleMark(self.new_id("a"), whole, lead_of(whole), self.origin(proposal))
        self.put(mark)
        return mark

    def _drop_orphaned_breaks(self) -> None:
        """A break is soft inside a part: one that a boundary now runs through is soft no more."""
        page = self._situation.page
        if not any(
            isinstance(self.now(key) or page.records.get(key), ArticleMark) for key in self._records
        ):
            return
        parts = sorted(p.span for article in self.records(ArticleMark) for p in article.parts)
        for each in self.records(SoftBreak):
            at = bisect_right(parts, each.span.start, key=lambda span: span.start) - 1
            if at < 0 or not parts[at].covers(each.span):
                self.drop(each)

    # -- out -----------------------------------------------------------------------------

    def edit(self, command: str, title: Phrase, *, join_key: str | None = None) -> Edit | Refusal:
        """Everything that changed as one edit; a refusal where nothing did."""
        self._drop_orphaned_breaks()
        before = self._situation.page.records
        changes = squashed(
            Change(before.get(key), record)
            for key, record in self._records.items()
            if before.get(key) != record
        )
        if not changes:
            return Refusal(Phrase("refuse.nothing_changes"))
        return Edit(
            command,
            title,
            changes,
            self._situation.selection,
            self._situation.by,
            self._situation.at,
            join_key,
        )
