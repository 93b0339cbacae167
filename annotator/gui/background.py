"""Long work away from the window: proposals in one child process, files in one thread."""

import multiprocessing
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, Cancelled
from annotator.gui.proposal_process import Answer, serve
from annotator.propose.worker import (
    Asked,
    Learnt,
    Lesson,
    Proposed,
    Reply,
    Request,
    Taught,
    Understood,
)
from annotator.workbench.progress import Progress

Job = Callable[[Progress], object]

_UNKNOWN = "?"
"""No learner's stamp."""


class ProposalWorker(QObject):
    """One child process that proposes and learns; it starts with the first page and ends with the window.

    A page of another project may have the same number: `forget` parts one from the other.
    Lessons wait until no page does.
    """

    proposed = Signal(int, object)
    """The number of a page, and its proposals."""
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
    _replied = Signal(object, object)
    """From the talking thread to the window's: its queue, and an `Answer` or None for the child's end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child: BaseProcess | None = None
        self._requests: SimpleQueue[Request | None] | None = None
        self._waiting: dict[int, Asked] = {}
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
        return self._at_hand is None and not self._waiting and self._lesson is None

    @property
    def stamp(self) -> str:
        """Of the learner that the child has, or will have before the next page; "" for none."""
        return self._teaching[0]

    def ask(self, pages: Mapping[int, Asked]) -> None:
        """Proposals for these pages by number, in that order, before what waits already."""
        self._waiting = {**pages, **self._waiting}
        if self._number is not None and self._is_wanted:
            self._waiting.pop(self._number, None)
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
        if self._at_hand is not None or not (self._waiting or self._lesson):
            return
        requests = self._requests or self._begin()
        stamp, state = self._teaching
        self._number, self._is_wanted = None, True
        if stamp != self._taught:
            self._at_hand, self._taught = Taught(state), stamp
        elif self._waiting:
            self._number = next(iter(self._waiting))
            self._at_hand = self._waiting.pop(self._number)
        else:
            # Until it is confirmed, nobody knows the learner that comes out of a lesson.
            self._at_hand, self._lesson, self._taught = self._lesson, None, _UNKNOWN
        requests.put(self._at_hand)

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
            case Proposed(proposals, troubles) if number is not None:
                self.proposed.emit(number, proposals)
                if troubles:
                    self.troubled.emit(troubles)
            case Understood(is_usable=False):
                self.unusable.emit()
            case None if number is not None:
                self.failed.emit(number, cause)
            case None if isinstance(request, Lesson):
                self.lesson_failed.emit(request)
            case _:
                pass

    def _mourn(self) -> str:
        """The system ended it, for want of memory perhaps; the next page gets another."""
        child = self._child
        self._lose()
        if child is None:
            return ""
        child.join(1)
        return f"exit code {child.exitcode}"

    def _lose(self) -> None:
        self._child, self._requests, self._at_hand, self._number = None, None, None, None
        self._taught = ""


class FileWorker(QObject):
    """One thread for imports and exports, one job at a time."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    """What the job answered."""
    failed = Signal(object)
    """The `AnnotatorError` that ended the job; `Cancelled` when a person did."""
    broke = Signal(object)
    """Any other exception: a bug, to be raised where the window sees it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="files")
        self._stop = threading.Event()

    def start(self, job: Job) -> None:
        """Runs `job`, which reports through the progress it is given."""
        self._stop.clear()
        self._pool.submit(self._run, job)

    def cancel(self) -> None:
        """Asks the job to stop at its next report."""
        self._stop.set()

    def _run(self, job: Job) -> None:
        try:
            self.finished.emit(job(self._report))
        except AnnotatorError as error:
            self.failed.emit(error)
        except Exception as error:  # handed over, not swallowed
            self.broke.emit(error)

    def _report(self, done: int, total: int, what: str) -> bool:
        if self._stop.is_set():
            raise Cancelled(done=done, total=total)
        self.progressed.emit(done, total, what)
        return True

    def stop(self) -> None:
        """Cancels what runs and waits for the thread to end."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
