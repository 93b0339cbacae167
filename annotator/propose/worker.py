"""What runs in the worker process: proposers made once, then one page after another.

This module imports nothing heavy, so that the process can be told how many threads to use
before numpy asks.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import EntityBody, Proposal
from annotator.document.raw_text import RawText

if TYPE_CHECKING:
    from annotator.propose.catalogue import PageInHand
    from annotator.propose.entities import EntityFinder
    from annotator.propose.learner import Learner
    from annotator.propose.learner_gate import Gate
    from annotator.propose.learner_pages import ReadPage

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
    """

    text: str
    entries: tuple[LexiconEntry, ...] = ()
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """The answer to `Asked`; `troubles` says what had to do without: patterns left out, no language model."""

    proposals: list[Proposal]
    troubles: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Taught:
    """The state of the project's learner, as `Learnt` gave it; None for no learner, b"" for a new one."""

    state: bytes | None


@dataclass(frozen=True, slots=True)
class Understood:
    """The answer to `Taught`; `is_usable` says no of bytes that hold no learner, and there is none now."""

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


@dataclass(frozen=True, slots=True)
class Learnt:
    """The answer to `Lesson`: the learner's new state, and what its gate has counted."""

    state: bytes
    pages: int
    gate: Gate


Request = Asked | Taught | Lesson
Reply = Proposed | Understood | Learnt


@cache
def _proposers() -> tuple[PageInHand, EntityFinder]:
    from annotator.propose.catalogue import default_proposers

    return default_proposers()


def propose_page(text: str) -> list[Proposal]:
    """Everything all proposers say about a raw text (LF line ends)."""
    return _all_of(RawText.of(text))


def _all_of(raw: RawText) -> list[Proposal]:
    return [proposal for proposer in _proposers() for proposal in proposer.propose(raw)]


def propose_and_read(
    raw: RawText, patterns: tuple[Pattern, ...] = ()
) -> tuple[list[Proposal], tuple[Phrase, ...], ReadPage]:
    """What proposers and patterns say about a page, which patterns were left out, and the page as read."""
    from annotator.propose.learner_pages import ReadPage
    from annotator.propose.patterns import with_patterns

    proposals, troubles = with_patterns(_all_of(raw), raw, patterns)
    return proposals, troubles, ReadPage(*_proposers()[1].read(raw))


class Worker:
    """Answers requests one after another; keeps the learner of one project."""

    def __init__(self) -> None:
        self.learner: Learner | None = None

    def answer(self, request: Request) -> Reply:
        """The reply of the request's kind. Raises ValueError for a lesson without a learner."""
        match request:
            case Asked():
                return self.propose(request)
            case Taught(state):
                return self._teach(state)
            case Lesson():
                return self._learn(request)

    def propose(self, asked: Asked) -> Proposed:
        """What proposers and patterns say, as the learner would have it once its gate is open."""
        from annotator.propose.language_model import language_model_refused
        from annotator.propose.learner_speaks import corrected

        raw = RawText.of(asked.text)
        proposals, troubles, page = propose_and_read(raw, asked.patterns)
        if self.learner is not None and self.learner.gate.is_open:
            proposals = corrected(self.learner, page, raw, proposals, Lexicon(asked.entries))
        refused = language_model_refused()
        missing = () if refused is None else (phrase(refused.key, **refused.facts),)
        return Proposed(proposals, (*missing, *troubles))

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
        proposals, _, page = propose_and_read(raw, lesson.patterns)
        lexicon = Lexicon(lesson.entries)
        taught(self.learner, lesson.page, page, raw, proposals, lesson.entities, lexicon)
        return Learnt(to_bytes(self.learner), len(self.learner.pages), self.learner.gate)
