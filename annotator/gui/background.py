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
from annotator.gui.proposal_process import Reply, serve
from annotator.workbench.progress import Progress

Job = Callable[[Progress], object]


class ProposalWorker(QObject):
    """One child process that proposes; it starts with the first page and ends with the window.

    A page of another project may have the same number: `forget` parts one from the other.
    """

    proposed = Signal(int, object)
    """The number of a page, and its proposals."""
    failed = Signal(int, str)
    """The number of a page, and what went wrong in the child process."""
    _replied = Signal(object, object)
    """From the talking thread to the window's: its queue, and a `Reply` or None for the child's end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child: BaseProcess | None = None
        self._texts: SimpleQueue[str | None] | None = None
        self._waiting: dict[int, str] = {}
        self._at_hand: int | None = None
        self._is_wanted = False
        """Whether anybody still asks for the page at hand."""
        self._replied.connect(self._take_reply)

    @property
    def child(self) -> BaseProcess | None:
        """The child process; None where none has been needed yet, or it has ended."""
        return self._child

    def ask(self, pages: Mapping[int, str]) -> None:
        """Proposals for the texts of these page numbers, in that order, before what waits already."""
        self._waiting = {**pages, **self._waiting}
        if self._at_hand is not None and self._is_wanted:
            self._waiting.pop(self._at_hand, None)
        self._send_next()

    def forget(self) -> None:
        """What was asked for is wanted no more, whatever may still come."""
        self._waiting.clear()
        self._is_wanted = False

    def stop(self) -> None:
        """Ends the child process, in the middle of a page too; what was asked for is forgotten."""
        self.forget()
        child, texts = self._child, self._texts
        self._child, self._texts, self._at_hand = None, None, None
        if child is not None and texts is not None:
            texts.put(None)
            child.terminate()
            child.join()

    # -- the child -----------------------------------------------------------------------

    def _send_next(self) -> None:
        if self._at_hand is None and self._waiting:
            texts = self._texts or self._begin()
            self._at_hand = next(iter(self._waiting))
            self._is_wanted = True
            texts.put(self._waiting.pop(self._at_hand))

    def _begin(self) -> "SimpleQueue[str | None]":
        # A fresh interpreter: a fork would copy the window's threads and locks.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._child = context.Process(target=serve, args=(theirs,), daemon=True)
        self._child.start()
        theirs.close()
        texts: SimpleQueue[str | None] = SimpleQueue()
        self._texts = texts
        threading.Thread(target=self._talk, args=(ours, texts), daemon=True).start()
        return texts

    def _talk(self, pipe: "Connection[str, Reply]", texts: "SimpleQueue[str | None]") -> None:
        """In a thread of its own, because a long text may have to wait for the child to read it."""
        with pipe, suppress(RuntimeError):  # which says that the window is gone
            while (text := texts.get()) is not None:
                try:
                    pipe.send(text)
                    reply = pipe.recv()
                except (EOFError, OSError):
                    self._replied.emit(texts, None)
                    return
                self._replied.emit(texts, reply)

    def _take_reply(self, texts: object, reply: Reply | None) -> None:
        if texts is not self._texts:
            return  # of a child that was stopped
        number = self._at_hand if self._is_wanted else None
        self._at_hand = None
        proposals, cause = reply or (None, self._lose_child())
        self._send_next()
        if number is None:
            return
        if proposals is None:
            self.failed.emit(number, cause)
        else:
            self.proposed.emit(number, proposals)

    def _lose_child(self) -> str:
        """The system ended it, for want of memory perhaps; the next page gets another."""
        child, self._child, self._texts = self._child, None, None
        if child is None:
            return ""
        child.join(1)
        return f"exit code {child.exitcode}"


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
