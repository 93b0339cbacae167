"""What an article could go on with, from the page as it shows. Imported when it is asked: it brings numpy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Span
from annotator.propose.continuing import FURNITURE, Continuing, Run, Seen, role_of_look
from annotator.propose.joints import PageFacts, facts_of
from annotator.propose.lines import Line
from annotator.workbench import parts as parting
from annotator.workbench.nobodys import proposed_parts
from annotator.workbench.shown import Shown, ShownArticle, Stretch

MOST = 5
"""So many continuations are offered."""
OPENING, CLOSING = 60, 14
"""Code points that are told of a continuation, and of what it follows on."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Text that an article could go on with. `lines` are the first and the last, from 0."""

    spans: tuple[Span, ...]
    lines: tuple[int, int]
    opening: str
    because: tuple[Phrase, ...]

    @property
    def places(self) -> str:
        """What `continue_with` is told."""
        return json.dumps([[each.start, each.end] for each in self.spans])


@dataclass(frozen=True)
class Continuations:
    """Of one article of a page."""

    shown: Shown
    article: ShownArticle

    @property
    def tail(self) -> str:
        """The last words of the article's running text."""
        text = self.shown.page.raw.text
        running = [part for part in self.article.parts if part.role not in parting.PICTURE]
        span = (running or self.article.parts)[-1].span
        return "".join(span.text_in(text).split())[-CLOSING:]

    def found(self, most: int = MOST) -> list[Continuation]:
        """At most so many, the likeliest first."""
        offers = (self._continuation(run) for run in self.continuing.ranked(most))
        return [each for each in offers if each.spans]

    @property
    def continuing(self) -> Continuing:
        """The question as it is put to the lines of the page."""
        return Continuing(self._facts, tuple(map(self._seen, self._lines)), self._own)

    # -- lines ---------------------------------------------------------------------------

    @property
    def _facts(self) -> PageFacts:
        return facts_of(self.shown.page.raw)

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self._facts.lines

    @cached_property
    def _own(self) -> tuple[int, ...]:
        """The article's lines as read."""
        found = {
            at: None
            for part in self.article.parts
            for at, line in enumerate(self._lines)
            if part.span.overlaps(Span(line.start, line.end))
        }
        return tuple(found)

    def _seen(self, line: Line) -> Seen:
        here = self._stretches(line)
        if not here:
            return self._nobodys(line)
        owner = here[0].owner
        if not isinstance(owner, ShownArticle):
            return Seen(FURNITURE, here[0].role, FURNITURE)
        return Seen(owner.key, here[0].role, owner.key, owner.is_gold)

    def _stretches(self, line: Line) -> list[Stretch]:
        """Whose text stands in a line, the article's own first."""
        found = self.shown.stretches_in(Span(line.start, line.end))
        return sorted(found, key=lambda each: each.owner is not self.article)

    @cached_property
    def _proposed(self) -> list[tuple[Span, str, str]]:
        """Every part that a proposer has made out, standing or not, with its role and proposal."""
        return proposed_parts(self.shown)

    def _nobodys(self, line: Line) -> Seen:
        """Of a line without owner a proposer's word counts, else what it looks like."""
        for span, role, group in self._proposed:
            if line.start in span:
                return Seen("", role, group)
        return Seen("", role_of_look(line), "")

    # -- answers -------------------------------------------------------------------------

    def _continuation(self, run: Run) -> Continuation:
        first, last = self._lines[run.first], self._lines[run.last]
        whole, text = Span(first.start, last.end), self.shown.page.raw.text
        owner = self._owner(first)
        if owner is None:
            others = (stretch.span for stretch in self.shown.stretches)
            spans = parting.outside((whole,), others, text)
        else:
            meets = (part.span.meet(whole) for part in owner.parts)
            spans = parting.runs((meet for meet in meets if meet), text)
        opening = "".join(whole.text_in(text)[: 4 * OPENING].split())[:OPENING]
        because = (*run.because, *self._about(owner))
        return Continuation(spans, (first.number, last.number), opening, because)

    def _owner(self, line: Line) -> ShownArticle | None:
        here = self._stretches(line)
        owner = here[0].owner if here else None
        return owner if isinstance(owner, ShownArticle) else None

    def _about(self, owner: ShownArticle | None) -> Iterator[Phrase]:
        if owner is None:
            yield Phrase("because.next_nobodys")
        elif any(part.role == "headline" for part in owner.parts):
            yield phrase("because.next_of_other", number=owner.number)
        else:
            yield phrase("because.next_headless", number=owner.number)
