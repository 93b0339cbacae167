"""Proposals on their way to the page: asked for ahead of the editor, put in place when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from annotator.document.pages import PageState
from annotator.document.proposals import Proposal
from annotator.errors import AnnotatorError
from annotator.gui.background import ProposalWorker

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

AHEAD = 12
"""How many pages get proposals before they are opened: the one on the desk and those after it."""

WEAKER = "(jieba)"
"""So ends the run of proposals by the tagger that stands in for the better one."""


class Proposing(QObject):
    """Speaks with the worker for the window; `is_silent` asks for nothing by itself."""

    def __init__(self, window: MainWindow, *, is_silent: bool) -> None:
        super().__init__(window)
        self._window, self._is_silent = window, is_silent
        self._again: int | None = None
        """The page that the editor wants looked at anew."""
        self._is_weakness_told = False
        self.worker = ProposalWorker(self)
        self.worker.proposed.connect(self._take)
        self.worker.failed.connect(self._failed)

    def ask_ahead(self) -> None:
        """Has the page on the desk, and some after it, looked at by the proposers."""
        if not self._is_silent:
            session = self._window.session
            numbers = session.project.unproposed(session.number, AHEAD)
            self.worker.ask({each: session.project.raw_text(each).text for each in numbers})

    def again(self) -> None:
        """A rerun for the page on the desk; decisions and marks stay as they are."""
        page, number = self._window.session.page, self._window.session.number
        if page is None or number is None:
            self._say("refuse.no_page")
        elif page.state is PageState.FINISHED:
            self._say("refuse.is_finished")
        else:
            self._again = number
            self.worker.ask({number: page.raw.text})
            self._say("window.proposing")

    def _say(self, key: str, **facts: object) -> None:
        self._window.status.notice(self._window.language.say(key, **facts))

    def _take(self, number: int, answer: object) -> None:
        proposals = cast("list[Proposal]", answer)
        session = self._window.session
        try:
            session.put_proposals(number, proposals)
        except AnnotatorError as error:
            self._window.show_error(error)
            return
        if number == self._again:
            self._again = None
            if number == session.number and session.page is not None:
                self._say("window.proposed_again", count=len(session.page.doubts))
        if not self._is_weakness_told and any(each.run.endswith(WEAKER) for each in proposals):
            self._is_weakness_told = True
            self._say("window.weaker_tagger")

    def _failed(self, number: int, cause: str) -> None:
        self._again = None if number == self._again else self._again
        if number == self._window.session.number:  # any other is asked for again when it is opened
            self._say("window.proposer_failed", cause=cause)
