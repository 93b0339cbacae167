"""What runs in the worker process: proposers made once, then one page after another.

This module imports nothing heavy, so that the process can be told how many threads to use
before numpy asks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import EntityBody, Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.joining import Correction

if TYPE_CHECKING:
    from annotator.propose.catalogue import PageInHand
    from annotator.propose.entities import EntityFinder
    from annotator.propose.learner import Learner
    from annotator.propose.learner_gate import Gate
    from annotator.propose.learner_pages import ReadPage
    from annotator.propose.suspects.finder import SuspectFinder
    from annotator.propose.suspects.local_counts import LocalCounts

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_thread() -> None:
    """For the matrices of the tagger, which are small; only before numpy is imported."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")


@dataclass(frozen=True, slots=True)
class Asked:
    """Proposals are wanted for a raw text (LF line ends).

    `entries` are those of the project's lexicon whose strings occur in it: what the learner
    goes by. The lexicon's own word on the proposals is spoken where they are put on the page.
    `corrections` are those made on it (raw start, end, text): names and suspects are looked for
    in the text as corrected.
    """

    text: str
    entries: tuple[LexiconEntry, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The suspects of the paragraphs that `around` touches are wanted, now that `corrections` stand on the page."""

    text: str
    corrections: tuple[Correction, ...]
    around: Span


@dataclass(frozen=True, slots=True)
class AskedWords:
    """The words of a raw text are wanted."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The answer to `AskedWords`: where they end (code points), in text order."""

    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answer to `Asked` and `AskedAgain`; to the latter, suspects alone.

    `troubles` says what had to do without: patterns left out, tables that cannot be used.
    """

    proposals: list[Proposal]
    troubles: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """The state of the project's learner, as `Learnt` gave it; None for no learner, b"" for a new one."""

    state: bytes | None


@dataclass(frozen=True, slots=True)
class Understood:
    """The answer to `Taught` and `Read`; `is_usable` says no of bytes that hold no learner, and there is none now."""

    is_usable: bool = True


@dataclass(frozen=True, slots=True)
class Lesson:
    """A finished page and its entities, for the learner that was taught last.

    `page` is its number; `entries` are the lexicon as if the page had not been worked on:
    it must not know the answers.
    """

    page: int
    text: str
    entities: tuple[EntityBody, ...]
    entries: tuple[LexiconEntry, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a finished page as corrected, one paragraph a line; `number` is the page's."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """Finished pages to be counted for the language model, and numbers of pages that no longer count."""

    pages: tuple[ReadText, ...] = ()
    forget: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Learnt:
    """The answer to `Lesson`: the learner's new state, and what its gate has counted."""

    state: bytes
    pages: int
    gate: Gate


Request = Asked | AskedAgain | AskedWords | Taught | Lesson | Read
Reply = Proposed | Words | Understood | Learnt


@cache
def _proposers() -> tuple[PageInHand, EntityFinder]:
    from annotator.propose.catalogue import default_proposers

    segmenter, entities, _ = default_proposers()
    return segmenter, entities


def propose_page(text: str) -> list[Proposal]:
    """Everything all proposers say about a raw text (LF line ends)."""
    return _worker().propose(Asked(text)).proposals


def _words_of(text: str) -> Words:
    from annotator.propose.words import word_ends

    return Words(word_ends(text))


@cache
def _worker() -> Worker:
    """One that knows no project."""
    return Worker()


def propose_and_read(
    raw: RawText, patterns: tuple[Pattern, ...] = (), corrections: tuple[Correction, ...] = ()
) -> tuple[list[Proposal], tuple[Phrase, ...], ReadPage]:
    """Articles and names by proposers and patterns, which patterns were left out, and the page as read."""
    from annotator.propose.learner_pages import ReadPage
    from annotator.propose.patterns import with_patterns

    segmenter, entities = _proposers()
    found = [*segmenter.propose(raw), *entities.propose(raw, corrections)]
    proposals, troubles = with_patterns(found, raw, patterns)
    return proposals, troubles, ReadPage(*entities.read(raw, corrections))


class Worker:
    """Answers requests one after another; keeps the learner of one project and the counts of its finished pages."""

    def __init__(self) -> None:
        self.learner: Learner | None = None
        self._last: tuple[str, list[Proposal]] = "", []

    def answer(self, request: Request) -> Reply:
        """The reply of the request's kind. Raises ValueError for a lesson without a learner."""
        match request:
            case Asked():
                return self.propose(request)
            case AskedAgain():
                return self._propose_again(request)
            case AskedWords(text):
                return _words_of(text)
            case Taught(state):
                return self._teach(state)
            case Lesson():
                return self._learn(request)
            case Read():
                return self._read(request)

    def propose(self, asked: Asked) -> Proposed:
        """What proposers and patterns say, as the learner would have it once its gate is open, and suspects."""
        from annotator.propose.learner_speaks import corrected
        from annotator.propose.tables import tables_refused
        from annotator.settings.resources import word_lists_refused

        raw = RawText.of(asked.text)
        proposals, troubles, page = propose_and_read(raw, asked.patterns, asked.corrections)
        if self.learner is not None and self.learner.gate.is_open:
            proposals = corrected(self.learner, page, raw, proposals, Lexicon(asked.entries))
        self._last = raw.sha256, proposals
        suspects = self._suspects.suspects_of(raw, proposals, asked.corrections)
        refused = (*tables_refused(), *word_lists_refused())
        missing = tuple(phrase(each.key, **each.facts) for each in refused)
        return Proposed([*proposals, *suspects], (*missing, *troubles))

    def _propose_again(self, asked: AskedAgain) -> Proposed:
        raw = RawText.of(asked.text)
        if self._last[0] != raw.sha256:
            self._last = raw.sha256, propose_and_read(raw, (), asked.corrections)[0]
        proposals = self._last[1]
        return Proposed(self._suspects.again(raw, proposals, asked.corrections, asked.around))

    @cached_property
    def _counts(self) -> LocalCounts:
        from annotator.propose.suspects.local_counts import LocalCounts

        return LocalCounts()

    @cached_property
    def _suspects(self) -> SuspectFinder:
        from annotator.propose.catalogue import suspect_finder

        return suspect_finder(lambda raw: propose_and_read(raw)[0], self._counts)

    def _read(self, read: Read) -> Understood:
        for number in read.forget:
            self._counts.drop(number)
        for page in read.pages:
            self._counts.put(page.number, page.text)
        return Understood()

    def _teach(self, state: bytes | None) -> Understood:
        from annotator.propose.learner import Learner
        from annotator.propose.learner_state import LearnerUnusable, from_bytes

        self.learner = None
        if state is None:
            return Understood()
        try:
            self.learner = from_bytes(state) if state else Learner()
        except LearnerUnusable:
            return Understood(is_usable=False)
        return Understood()

    def _learn(self, lesson: Lesson) -> Learnt:
        from annotator.propose.learner_speaks import taught
        from annotator.propose.learner_state import to_bytes

        if self.learner is None:
            raise ValueError("there is no learner to be taught")
        raw = RawText.of(lesson.text)
        proposals, _, page = propose_and_read(raw, lesson.patterns, lesson.corrections)
        lexicon = Lexicon(lesson.entries)
        taught(self.learner, lesson.page, page, raw, proposals, lesson.entities, lexicon)
        return Learnt(to_bytes(self.learner), len(self.learner.pages), self.learner.gate)
