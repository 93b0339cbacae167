"""Proposals on their way to the page: asked for ahead of the editor, put in place when they come."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from annotator.document.pages import PageState
from annotator.document.phrases import Phrase
from annotator.document.proposals import Proposal
from annotator.errors import AnnotatorError
from annotator.gui.background import ProposalWorker
from annotator.gui.rereading import Rereading
from annotator.propose.worker import Learnt, Lesson
from annotator.workbench import learning

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.session import Session
    from annotator.workbench.shown import Shown

AHEAD = 12
"""How many pages get proposals before they are opened: the one on the desk and those after it."""

AFRESH = 3
"""How many pages with proposals are looked at again when the learner has learnt something."""

WEAKER = "(jieba)"
"""So ends the run of proposals by the tagger that stands in for the better one."""


class Proposing(QObject):
    """Speaks with the worker for the window; `is_silent` asks for nothing by itself."""

    learnt = Signal()
    """The learner has had a lesson, and the project has kept it."""

    def __init__(self, window: MainWindow, *, is_silent: bool) -> None:
        super().__init__(window)
        self._window, self._is_silent = window, is_silent
        self._again: set[int] = set()
        """The pages that the editor wants looked at anew."""
        self._is_weakness_told = False
        self._told: set[Phrase] = set()
        self._revision = 0
        """Of the page that is being learnt."""
        self._unlearnt: set[tuple[str, int]] = set()
        """Project and number of the pages whose lesson failed: not tried again in this window."""
        self.worker = ProposalWorker(self)
        self.rereading = Rereading(window, self.worker)
        self.worker.proposed.connect(self._take)
        self.worker.divided.connect(self._take_words)
        self.worker.troubled.connect(self._tell_troubles)
        self.worker.failed.connect(self._failed)
        self.worker.learnt.connect(self._keep)
        self.worker.lesson_failed.connect(self._leave_out)
        self.worker.unusable.connect(self._forget_damaged)
        self.worker.rested.connect(self.learn_next)

    @property
    def _session(self) -> Session:
        return self._window.session

    # -- proposals -----------------------------------------------------------------------

    def ask_ahead(self) -> None:
        """Has the page on the desk, and some after it, looked at by the proposers."""
        if not self._is_silent:
            session = self._session
            self._ask(session.project.unproposed(session.number, AHEAD))
            self._ask_words(now=False)
            self.learn_next()

    def _ask_words(self, *, now: bool) -> None:
        page, number = self._session.page, self._session.number
        if page is not None and number is not None:
            self.worker.ask_words(number, page.raw.text, now=now)

    def _take_words(self, number: int, ends: object) -> None:
        self._session.put_word_ends(number, cast("tuple[int, ...]", ends))

    def note_refusal(self, command: str, _why: object) -> None:
        """A label for a word that nobody knows yet: the dictionary is asked, so that the next one is known."""
        is_known = bool(self._session.known_words().ends)
        if command == "label_entity" and not (self._is_silent or is_known):
            self._ask_words(now=True)

    def begin(self) -> None:
        """A project is on the desk."""
        if not self._is_silent:
            self.rereading.begin()

    def stop(self) -> None:
        """The window closes."""
        self.rereading.stop()
        self.worker.stop()

    def again(self) -> None:
        """A rerun for the page on the desk; decisions and marks stay as they are."""
        page, number = self._session.page, self._session.number
        if page is None or number is None:
            self._say("refuse.no_page")
        elif page.is_looked_over:
            self._say("refuse.is_finished")
        else:
            self._again.add(number)
            self._ask([number])
            self._say("window.proposing")

    def forget(self) -> None:
        """Another project comes: nothing asked for or told in this one counts there."""
        self.worker.forget()
        self.rereading.forget()
        self._again.clear()
        self._told.clear()

    def _ask(self, numbers: Iterable[int]) -> None:
        project = self._session.project
        texts = {number: project.raw_text(number).text for number in numbers}
        if not texts:
            return
        self._teach()
        question = learning.question(project)
        self.worker.ask(
            {
                number: question(text, project.corrections_of(number))
                for number, text in texts.items()
            }
        )

    def _say(self, key: str, **facts: object) -> None:
        self._window.status.notice(self._window.language.say(key, **facts))

    def _take(self, number: int, answer: object) -> None:
        proposals = cast("list[Proposal]", answer)
        session = self._session
        try:
            if not self._is_in_hand(number):
                session.put_proposals(number, proposals)
        except AnnotatorError as error:
            self._window.show_error(error)
            return
        if number in self._again:
            self._again.remove(number)
            if number == session.number and session.page is not None:
                self._say("window.proposed_again", count=len(session.page.doubts))
        if not self._is_weakness_told and any(each.run.endswith(WEAKER) for each in proposals):
            self._is_weakness_told = True
            self._say("window.weaker_tagger")

    def _is_in_hand(self, number: int) -> bool:
        """Whether an editor is at the page with proposals, and has asked for no others."""
        page = self._session.page
        is_here = number == self._session.number and page is not None and bool(page.proposals)
        return is_here and number not in self._again

    def _tell_troubles(self, phrases: object) -> None:
        for trouble in cast("tuple[Phrase, ...]", phrases):
            if trouble not in self._told:
                self._told.add(trouble)
                self._window.status.notice(self._window.language.sentence(trouble))

    def _failed(self, number: int, cause: str) -> None:
        self._again.discard(number)
        if number == self._session.number:  # any other is asked for again when it is opened
            self._say("window.proposer_failed", cause=cause)

    # -- lessons -------------------------------------------------------------------------

    def note_change(self, before: Shown, after: Shown, initiator: str) -> None:
        """A page that has just been finished is a lesson; what is corrected is looked at again."""
        is_finished = after.page.state is PageState.FINISHED
        if is_finished and before.page.state is not PageState.FINISHED:
            self.learn_next()
        if not self._is_silent:
            self.rereading.note_change(before, after, initiator)

    def learn_next(self) -> None:
        """One finished page that has not been learnt goes to the worker, if it has nothing else to do."""
        project = self._session.project
        if self._is_silent or not self.worker.is_idle:
            return
        with suppress(AnnotatorError):  # somebody else holds the file: the next page asks again
            if not learning.is_learner_on(project):
                return
            for number in learning.due(project):
                if (str(project.path), number) in self._unlearnt:
                    continue
                made = learning.lesson_of(project, number)
                if made is not None:
                    lesson, self._revision = made
                    self._teach()
                    self.worker.learn(lesson)
                    return

    def _teach(self) -> None:
        """The worker has the learner that the project's file has now."""
        project = self._session.project
        stamp = learning.stamp(project)
        if stamp != self.worker.stamp:
            self.worker.teach(stamp, learning.state(project))

    def _keep(self, answered: object, came: object) -> None:
        lesson, learnt = cast("Lesson", answered), cast("Learnt", came)
        project = self._session.project
        try:
            was_in_use = learning.learner_status(project).is_in_use
            stamp = learning.keep(project, lesson, self._revision, learnt, self.worker.stamp)
        except AnnotatorError:
            self._leave_out(lesson)
            return
        if stamp is None:
            return
        self.worker.confirm(stamp, learnt.state)
        if was_in_use or learnt.gate.is_open:
            with suppress(AnnotatorError):  # they keep the proposals they have
                self._ask(self._proposed_after())
        self.learnt.emit()

    def _proposed_after(self) -> list[int]:
        """Pages after the one on the desk that nobody has worked on: their proposals may be better now."""
        session = self._session
        numbers = list(session.project.page_ids())
        at = numbers.index(session.number) + 1 if session.number in numbers else 0
        rows = session.project.page_rows(numbers[at : at + AHEAD])
        return [row.id for row in rows if row.state is PageState.PROPOSED][:AFRESH]

    def _leave_out(self, lesson: object) -> None:
        path = str(self._session.project.path)
        self._unlearnt.add((path, cast("Lesson", lesson).page))

    def _forget_damaged(self) -> None:
        with suppress(AnnotatorError):
            learning.forget_damaged(self._session.project)
            self._say("learner.damaged")
