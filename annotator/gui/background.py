"""Long work away from the window: proposals in one child process, files in one thread."""

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from PySide6.QtCore import QObject, Signal

from annotator.document.proposals import Proposal
from annotator.errors import AnnotatorError, Cancelled
from annotator.propose.worker import propose_page, use_one_thread

Progress = Callable[[int, int, str], bool]
"""Called with done, total and what is being done; answers False to stop."""

Job = Callable[[Progress], object]


class ProposalWorker(QObject):
    """One child process that proposes; it starts with the first page and ends with the window."""

    proposed = Signal(int, object)
    """The number of a page, and its proposals."""
    failed = Signal(int, str)
    """The number of a page, and what went wrong in the child process."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._asked: dict[int, Future[list[Proposal]]] = {}

    @property
    def waiting(self) -> int:
        """How many pages are asked for and not answered."""
        return len(self._asked)

    def ask(self, number: int, text: str) -> None:
        """Proposals for the page of that number, once for as long as no answer has come."""
        if number in self._asked:
            return
        if self._pool is None:
            # A fresh interpreter: a fork would copy the window's threads and locks.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=use_one_thread)
        future = self._pool.submit(propose_page, text)
        self._asked[number] = future
        future.add_done_callback(lambda done: self._answer(number, done))

    def _answer(self, number: int, future: "Future[list[Proposal]]") -> None:
        """Comes from the pool's own thread: signals carry it over to the window's."""
        self._asked.pop(number, None)
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self.proposed.emit(number, future.result())
        elif not isinstance(error, BrokenProcessPool):
            self.failed.emit(number, f"{type(error).__name__}: {error}")

    def stop(self) -> None:
        """Ends the child process; what was asked for is forgotten."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


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
