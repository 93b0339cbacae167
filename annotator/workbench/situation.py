"""What a command sees, and what it may answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Edit
from annotator.document.labels import Vocabulary
from annotator.document.marks import CorrectionMark
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span, joined_up, trimmed
from annotator.workbench import parts as parting
from annotator.workbench.queue import Queue
from annotator.workbench.shown import Shown, ShownArticle, ShownCorrection, ShownEntity, Stretch
from annotator.workbench.suspects import is_suspect
from annotator.workbench.words_here import KnownWords, word_at


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing happened, and this is why."""

    why: Phrase


@dataclass(frozen=True, slots=True)
class Chosen:
    """The proposal with this id becomes the current one, and the caret goes to it."""

    proposal: str


ONE_STRETCH = Refusal(Phrase("refuse.one_stretch"))
"""Of a command on one piece of text, where several are selected."""

Answer = Edit | Selection | Chosen | Refusal
"""A command changes the page, moves the editor, or says why it does neither."""


def touched_lines(raw: RawText, selection: Selection) -> tuple[tuple[int, int], ...]:
    """First and last line (from 0) of every run of lines that a selection touches; the caret's where it is bare."""
    runs: list[tuple[int, int]] = []
    for span in selection.spans:
        last = span.end - 1 if raw.text[span.end - 1] == "\n" else span.end
        run = raw.line_at(span.start), raw.line_at(max(span.start, last))
        if runs and run[0] <= runs[-1][1] + 1:
            run = runs.pop()[0], run[1]
        runs.append(run)
    caret = raw.line_at(selection.caret)
    return tuple(runs) or ((caret, caret),)


@dataclass(frozen=True)
class Situation:
    """The page as it shows, where the editor is, who it is and what time it is (ISO 8601, UTC).

    `current` is the id of the proposal that the queue stands on: a row of `queue`, or, where it
    is `alone`, a single member of a class. `rules` are the project's, under their strings.
    `only_label` is that of the only entities that show; empty for all.
    """

    shown: Shown
    selection: Selection
    vocabulary: Vocabulary
    by: str
    at: str
    current: str | None = None
    queue: Queue = field(default_factory=Queue)
    alone: bool = False
    rules: Mapping[str, CorrectionRule] = field(default_factory=dict[str, CorrectionRule])
    only_label: str = ""
    words: KnownWords = field(default_factory=KnownWords)

    @property
    def page(self) -> Page:
        return self.shown.page

    @property
    def text(self) -> str:
        return self.page.raw.text

    @cached_property
    def line_runs(self) -> tuple[tuple[int, int], ...]:
        """First and last line (from 0) of every run of lines that the selection touches."""
        return touched_lines(self.page.raw, self.selection)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line (from 0) that the selection touches."""
        return self.line_runs[0][0], self.line_runs[-1][1]

    @cached_property
    def targets(self) -> tuple[Span, ...]:
        """The text that a command on lines is about, a span a line, without white space.

        Text selected inside one line counts as it is; otherwise every line the selection
        touches counts whole, but for what lies beyond the border of an article at which the
        selection ends. A bare caret means the piece of its line that has one owner, or none.
        """
        spans = self.selection.spans
        if not spans:
            return self._under_bare_caret()
        found = joined_up(target for span in spans for target in self._targets_of(span))
        return tuple(piece for span in found for piece in self._by_line(span))

    def _targets_of(self, span: Span) -> tuple[Span, ...]:
        ((first, last),) = touched_lines(self.page.raw, Selection(span.start, span.end))
        if first != last:
            low, high = self.page.raw.line_bounds(first)[0], self.page.raw.line_bounds(last)[1]
            stretches = self.shown.stretches_in(span)
            low = span.start if any(e.span.start == span.start for e in stretches) else low
            high = span.end if any(e.span.end == span.end for e in stretches) else high
            span = Span(low, max(high, span.end))
        inside = trimmed(span, self.text)
        return (inside,) if inside else ()

    def _by_line(self, span: Span) -> Iterator[Span]:
        """Each line's share of `span`, without white space."""
        raw = self.page.raw
        for line in range(raw.line_at(span.start), raw.line_at(span.end - 1) + 1):
            whole = raw.lines_span(line, line)
            share = whole.meet(span) if whole else None
            if share is not None:
                yield share

    def _under_bare_caret(self) -> tuple[Span, ...]:
        line, caret = self.lines[0], self.selection.caret
        whole = self.page.raw.lines_span(line, line)
        if whole is None:
            return ()
        stretch = self.shown.stretch_at(caret)
        meet = stretch.span.meet(whole) if stretch else None
        if meet is not None and caret in Span(meet.start, meet.end + 1):
            return (meet,)
        owned = (each.span for each in self.shown.stretches_in(whole))
        free = parting.outside((whole,), owned, self.text)
        here = [each for each in free if each.start <= caret <= each.end]
        return tuple(here[:1]) or (whole,)

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
    def word(self) -> Span | None:
        """The word under a bare caret."""
        if self.selection.span is not None:
            return None
        return word_at(self.shown, self.selection.caret, self.words)

    @cached_property
    def entity(self) -> ShownEntity | None:
        """The entity that the caret is on, or that the selection is; None where several stretches are selected.

        What does not show is not meant.
        """
        if self.selection.also:
            return None
        span = self.selection.span
        if span is None:
            found = self.shown.entity_at(self.selection.caret)
        else:
            span = trimmed(span, self.text) or span
            exact = [entity for entity in self.shown.entities_in(span) if entity.span == span]
            found = exact[0] if exact else None
        return None if found is None or self.hides(found) else found

    def hides(self, entity: ShownEntity) -> bool:
        """Whether it is gold of another label than the only one that shows."""
        return bool(self.only_label) and entity.is_gold and entity.label != self.only_label

    # -- what is to be decided -----------------------------------------------------------

    @cached_property
    def under_caret(self) -> Proposal | None:
        """The open proposal at the caret: a suspect or an entity, the shorter first, before the article around."""
        caret = self.selection.caret
        entity, suspect = self.shown.entity_at(caret), self.shown.correction_at(caret)
        near: list[tuple[bool, int, Proposal]] = []
        if suspect is not None and suspect.proposal is not None:
            is_behind = suspect.start < suspect.end == caret
            near.append((is_behind, suspect.end - suspect.start, suspect.proposal))
        if entity is not None and entity.proposal is not None:
            near.append((caret == entity.span.end, len(entity.span), entity.proposal))
        if near:
            return min(near, key=lambda each: each[:2])[2]
        stretch = self.shown.stretch_at(caret)
        return stretch.owner.proposal if stretch else None

    @cached_property
    def members(self) -> tuple[Proposal, ...]:
        """What Space and X decide: the queue's own, all of a class, else the proposal under the caret."""
        row = self.queue.row_of(self.current)
        if row is not None:
            whole = self.queue.members(row)
            return tuple(e for e in whole if e.id == self.current) if self.alone else whole
        return (self.under_caret,) if self.under_caret is not None else ()

    @property
    def proposal(self) -> Proposal | None:
        """The current proposal; of a class its first member."""
        return self.members[0] if self.members else None

    def left_open(self, edit: Edit) -> bool:
        """Whether an edit leaves the current proposal undecided: it was about something else."""
        keys = {change.key for change in edit.changes}
        return not any(f"decision:{each.id}" in keys for each in self.members)

    @property
    def suspect(self) -> Proposal | None:
        """The current proposal, where it is a suspect."""
        return self.proposal if self.proposal and is_suspect(self.proposal) else None

    @cached_property
    def correction(self) -> CorrectionMark | None:
        """The correction that the caret is at, or that the selection is or holds alone."""
        if not self.selection.spans:
            found = self.shown.correction_at(self.selection.caret)
            return found.mark if found else None
        inside = [each.mark for each in self.selected_corrections if each.mark]
        return inside[0] if len(inside) == 1 else None

    @cached_property
    def selected_corrections(self) -> tuple[ShownCorrection, ...]:
        """The corrections and suspects that lie in what is selected, whole."""
        return tuple(
            each
            for span in self.selection.spans
            for each in self.shown.corrections_in(span.start, span.end)
            if span.start <= each.start and each.end <= span.end
        )
