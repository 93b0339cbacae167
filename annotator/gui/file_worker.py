"""Long work on files away from the window: imports and exports in one thread."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError, Cancelled
from annotator.workbench.progress import Progress

Job = Callable[[Progress], object]


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
