"""Looking through a project away from the window: one thread with its own connection to the file."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.errors import AnnotatorError
from annotator.store.project import Project
from annotator.workbench.finding import (
    TOGETHER,
    Hit,
    Indexing,
    Looked,
    Query,
    find_in_project,
    hits_on,
)

MOST = 10_000
"""So many hits are listed at most: nobody reads more."""
EVERY = 0.04
"""Seconds between two lists of hits that the window is handed."""
BREATH = 0.0005
"""Seconds of rest behind each page that is looked at: the window's thread waits for no more than one page."""
REST = 0.05
"""The same behind a few pages that are put into the index while nobody is looking for anything."""


class FindWorker(QObject):
    """One search at a time; the number that `start` answers tells its news from those of earlier ones."""

    came = Signal(int, object)
    """A list of `Hit` in the order of pages and text."""
    looked = Signal(int, int, int)
    """So many pages are done, of how many."""
    ended = Signal(int, bool)
    """Everything has been looked at, or (True) as much as is listed."""
    failed = Signal(int, object)
    """The `AnnotatorError` that ended it."""
    seen = Signal(int, int, object)
    """What a page has now: its number, and its hits."""
    broke = Signal(object)
    """Any other exception: a bug, to be raised where the window sees it."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="find")
        self._project: Project | None = None
        self._number, self._query = 0, Query("")
        self._cancelled = 0
        """The number of the search that is given up."""
        self._asked = 0
        self._begun = 0
        self._is_over = False

    # -- asked from the window's thread --------------------------------------------------

    def start(self, query: Query, page: int | None) -> int:
        """Looks on that page, or in the whole project; what was under way is given up."""
        self._number, self._query = self._number + 1, query
        self._submit(self._search, self._number, query, page)
        return self._number

    def look_again(self, pages: Iterable[int]) -> None:
        """Some pages have changed: they are looked at as in the search that was started last."""
        self._submit(self._look_again, self._number, self._query, tuple(pages))

    def cancel(self) -> None:
        """Gives up the search, without a word; pages can be looked at again all the same."""
        self._cancelled = self._number

    def stop(self) -> None:
        """Gives up, closes the file, and waits for the thread to end."""
        self._number += 1
        self._is_over = True
        self._pool.submit(self._close)
        self._pool.shutdown(wait=True)

    def _submit(self, job: object, number: int, query: Query, what: object) -> None:
        self._asked += 1
        self._pool.submit(self._run, job, number, query, what)

    # -- in the thread -------------------------------------------------------------------

    def _run(self, job: object, number: int, query: Query, what: object) -> None:
        self._begun += 1
        try:
            if number == self._number:
                assert callable(job)
                job(number, query, what)
            with suppress(AnnotatorError):  # a search that comes to such a page says what is wrong
                # What an editor is changing waits for the next search: keys come first.
                self._fill_index(only_new=job == self._look_again)
        except AnnotatorError as error:
            self.failed.emit(number, error)
        except Exception as error:  # handed over, not swallowed
            self.broke.emit(error)

    def _file(self) -> Project:
        if self._project is None:
            self._project = Project.open(self._path)
            self._project.only_index()
        return self._project

    def _close(self) -> None:
        if self._project is not None:
            self._project.close()
            self._project = None

    def _search(self, number: int, query: Query, page: int | None) -> None:
        waiting: list[Hit] = []
        count, told = 0, 0.0
        for each in self._steps(query, page):
            if number == self._cancelled or number != self._number:
                return
            waiting += each.hits[: MOST - count]
            count += len(each.hits)
            now = time.monotonic()
            if now - told >= EVERY or count >= MOST:
                told = now
                self._tell(number, waiting, each)
                waiting = []
            if count >= MOST:
                break
            time.sleep(BREATH)
        if waiting:
            self.came.emit(number, waiting)
        self.ended.emit(number, count >= MOST)

    def _steps(self, query: Query, page: int | None) -> Iterator[Looked]:
        if page is None:
            return find_in_project(self._file(), query)
        return iter([Looked(1, 1, page, hits_on(self._file(), query, page))])

    def _tell(self, number: int, hits: list[Hit], last: Looked) -> None:
        if hits:
            self.came.emit(number, hits)
        self.looked.emit(number, last.done, last.total)

    def _look_again(self, number: int, query: Query, pages: tuple[int, ...]) -> None:
        for page in pages:
            if number == self._number:
                self.seen.emit(number, page, hits_on(self._file(), query, page))

    def _fill_index(self, *, only_new: bool) -> None:
        """Pages that no search has come to, little by little, until somebody asks for something."""
        indexing = Indexing(self._file())
        numbers = self._file().unindexed(only_new=only_new)
        for start in range(0, len(numbers), TOGETHER):
            if self._is_over or self._begun < self._asked or indexing.is_off:
                return
            for number in numbers[start : start + TOGETHER]:
                indexing.add(number)
            indexing.flush()
            time.sleep(REST)
