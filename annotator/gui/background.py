"""Proposals and learning away from the window, in one child process."""

import multiprocessing
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from annotator.document.spans import Span
from annotator.gui.proposal_process import Answer, serve
from annotator.propose.worker import (
    Asked,
    AskedAgain,
    AskedWords,
    Learnt,
    Lesson,
    Proposed,
    Read,
    Reply,
    Request,
    Taught,
    Understood,
    Words,
)

_UNKNOWN = "?"
"""No learner's stamp."""


class ProposalWorker(QObject):
    """One child process that proposes and learns; it starts with the first page and ends with the window.

    A page of another project may have the same number: `forget` parts one from the other. What
    an editor waits for comes first, lessons wait until no page does. Finished pages to be read
    start no child: they are for what is asked of one.
    """

    proposed = Signal(int, object)
    """The number of a page, and its proposals."""
    suspected = Signal(int, object, object)
    """The number of a page, the `Span` that was asked about again, and the suspects there."""
    divided = Signal(int, object)
    """The number of a page, and where its words end."""
    troubled = Signal(object)
    """Phrases: which patterns were left out, and why."""
    failed = Signal(int, str)
    """The number of a page, and what went wrong in the child process."""
    learnt = Signal(object, object)
    """A `Lesson`, and the `Learnt` that it led to."""
    lesson_failed = Signal(object)
    """A `Lesson` that led to nothing."""
    unusable = Signal()
    """The learner's state was none; the child goes on without, and the lesson that waited is none."""
    rested = Signal()
    """Nothing waits any more."""
    lost = Signal()
    """The child has ended before its time; the next one has read nothing."""
    _replied = Signal(object, object)
    """From the talking thread to the window's: its queue, and an `Answer` or None for the child's end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child: BaseProcess | None = None
        self._requests: SimpleQueue[Request | None] | None = None
        self._waiting: dict[int, Asked] = {}
        self._again: dict[int, AskedAgain] = {}
        self._reads: deque[Read] = deque()
        self._words: tuple[int, AskedWords] | None = None
        self._lesson: Lesson | None = None
        self._at_hand: Request | None = None
        self._number: int | None = None
        """The page at hand."""
        self._is_wanted = False
        """Whether anybody still asks for what is at hand."""
        self._teaching: tuple[str, bytes | None] = ("", None)
        """Stamp and state of the learner that the child should have."""
        self._taught = ""
        """The stamp of the one it has."""
        self._replied.connect(self._take_answer)

    @property
    def child(self) -> BaseProcess | None:
        """The child process; None where none has been needed yet, or it has ended."""
        return self._child

    @property
    def is_idle(self) -> bool:
        is_free = self._at_hand is None and not self._waiting and not self._again
        return is_free and self._lesson is None

    @property
    def stamp(self) -> str:
        """Of the learner that the child has, or will have before the next page; "" for none."""
        return self._teaching[0]

    def ask(self, pages: Mapping[int, Asked]) -> None:
        """Proposals for these pages by number, in that order, before what waits already."""
        self._waiting = {**pages, **self._waiting}
        if self._number is not None and self._is_wanted and isinstance(self._at_hand, Asked):
            self._waiting.pop(self._number, None)
        self._send_next()

    def ask_again(self, number: int, asked: AskedAgain) -> None:
        """The suspects of a stretch of that page; what is under way for an older state of it is not wanted."""
        older = [self._again.pop(number, None)]
        if isinstance(self._at_hand, AskedAgain) and self._number == number and self._is_wanted:
            older.append(self._at_hand)
            self._is_wanted = False
        spans = [asked.around, *(each.around for each in older if each is not None)]
        around = Span(min(span.start for span in spans), max(span.end for span in spans))
        self._again[number] = replace(asked, around=around)
        self._send_next()

    def ask_words(self, number: int, text: str, *, now: bool) -> None:
        """The words of that page alone, with the next request at the latest; `now` even if it takes a child."""
        self._words = number, AskedWords(text)
        if now and self._child is None:
            self._begin()
        if self._child is not None:
            self._send_next()

    def read(self, read: Read) -> None:
        """Finished pages for the child to count, with the next request at the latest."""
        self._reads.append(read)
        if self._child is not None:
            self._send_next()

    def teach(self, stamp: str, state: bytes | None) -> None:
        """From the next request on the child has that learner."""
        self._teaching = (stamp, state)

    def learn(self, lesson: Lesson) -> None:
        """One lesson, for the learner taught last; what it leads to counts only when it is `confirm`ed."""
        self._lesson = lesson
        self._send_next()

    def confirm(self, stamp: str, state: bytes) -> None:
        """The learner that came out of the last lesson has that stamp now."""
        self._teaching, self._taught = (stamp, state), stamp

    def forget(self) -> None:
        """What was asked for is wanted no more, whatever may still come."""
        self._waiting.clear()
        self._again.clear()
        self._reads.clear()
        self._words = None
        self._lesson = None
        self._is_wanted = False
        self._teaching = ("", None)

    def stop(self) -> None:
        """Ends the child process, in the middle of a page too; what was asked for is forgotten."""
        self.forget()
        child, requests = self._child, self._requests
        self._lose()
        if child is not None and requests is not None:
            requests.put(None)
            child.terminate()
            child.join()

    # -- the child -----------------------------------------------------------------------

    def _send_next(self) -> None:
        waits = (
            self._waiting
            or self._again
            or self._lesson
            or (self._child and (self._reads or self._words))
        )
        if self._at_hand is not None or not waits:
            return
        requests = self._requests or self._begin()
        self._number, self._is_wanted = None, True
        self._at_hand = self._next()
        requests.put(self._at_hand)

    def _next(self) -> Request | None:
        """What is most urgent of what waits."""
        stamp, state = self._teaching
        if self._again:
            self._number = next(iter(self._again))
            return self._again.pop(self._number)
        if self._words:
            self._number, words = self._words
            self._words = None
            return words
        if self._reads:
            return self._reads.popleft()
        if stamp != self._taught:
            self._taught = stamp
            return Taught(state)
        if self._waiting:
            self._number = next(iter(self._waiting))
            return self._waiting.pop(self._number)
        # Until it is confirmed, nobody knows the learner that comes out of a lesson.
        lesson, self._lesson, self._taught = self._lesson, None, _UNKNOWN
        return lesson

    def _begin(self) -> "SimpleQueue[Request | None]":
        # A fresh interpreter: a fork would copy the window's threads and locks.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._child = context.Process(target=serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()
        requests: SimpleQueue[Request | None] = SimpleQueue()
        self._requests = requests
        threading.Thread(target=self._talk, args=(ours, requests), daemon=True).start()
        return requests

    def _talk(
        self, pipe: "Connection[Request, Answer]", requests: "SimpleQueue[Request | None]"
    ) -> None:
        """In a thread of its own, because a long text may have to wait for the child to read it."""
        with pipe, suppress(RuntimeError):  # which says that the window is gone
            while (request := requests.get()) is not None:
                try:
                    pipe.send(request)
                    answer = pipe.recv()
                except (EOFError, OSError):
                    self._replied.emit(requests, None)
                    return
                self._replied.emit(requests, answer)

    def _take_answer(self, requests: object, answer: Answer | None) -> None:
        if requests is not self._requests:
            return  # of a child that was stopped
        request, number, is_wanted = self._at_hand, self._number, self._is_wanted
        self._at_hand = self._number = None
        reply, cause = answer or (None, self._mourn())
        if isinstance(request, Taught) and reply != Understood():
            self._teaching = ("", None)
            self._lesson = None if reply is not None else self._lesson
        match request, reply:
            case Lesson(), Learnt() if is_wanted:  # its stamp first, then what goes by it
                self.learnt.emit(request, reply)
                self._send_next()
            case _:
                self._send_next()
                if is_wanted:
                    self._tell(request, number, reply, cause)
        if self.is_idle:
            self.rested.emit()

    def _tell(
        self, request: Request | None, number: int | None, reply: Reply | None, cause: str
    ) -> None:
        match reply:
            case Proposed(proposals) if number is not None and isinstance(request, AskedAgain):
                self.suspected.emit(number, request.around, proposals)
            case Proposed(proposals, troubles) if number is not None:
                self.proposed.emit(number, proposals)
                if troubles:
                    self.troubled.emit(troubles)
            case Words(ends) if number is not None:
                self.divided.emit(number, ends)
            case Understood(is_usable=False):
                self.unusable.emit()
            case None if number is not None and isinstance(request, Asked):
                self.failed.emit(number, cause)
            case None if isinstance(request, Lesson):
                self.lesson_failed.emit(request)
            case _:
                pass

    def _mourn(self) -> str:
        """The system ended it, for want of memory perhaps; the next page gets another."""
        child = self._child
        self._lose()
        self.lost.emit()
        if child is None:
            return ""
        child.join(1)
        return f"exit code {child.exitcode}"

    def _lose(self) -> None:
        self._child, self._requests, self._at_hand, self._number = None, None, None, None
        self._taught = ""
