"""The search behind the pane: what is found comes into the list, and what changes later as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError, NothingToFind

if TYPE_CHECKING:
    from annotator.gui.find_pane import FindPane
    from annotator.gui.find_worker import FindWorker
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.finding import Hit

SOON_MS = 60
"""So long after an edit its page is looked at again, in milliseconds, once for many edits."""


class FindSearch(QObject):
    """One search at a time; its list stays until something else is looked for."""

    changed = Signal()
    """Other hits are listed, or it has come further."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._worker: FindWorker | None = None
        self._number = 0
        """Of the search whose hits are listed."""
        self.is_running = self._is_full = self._is_cut = False
        """Whether it is under way; has found as much as is listed; was ended before the end."""
        self._progress = 0, 0
        self._altered: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._look_again)

    @property
    def _pane(self) -> FindPane:
        return self._window.desk.find_pane

    @property
    def is_begun(self) -> bool:
        """Something has been looked for, and its hits are listed."""
        return bool(self._number)

    # -- asked -----------------------------------------------------------------------------

    def begin(self) -> None:
        """What the pane says is looked for, from the start."""
        pane, number = self._pane, self._window.session.number
        self._forget_hits()
        refused = pane.refusal
        if refused is None and (pane.is_project or number is not None):
            worker = self._worker or self._hire()
            self.is_running, self._progress = True, (0, 0)
            self._number = worker.start(pane.query, None if pane.is_project else number)
        elif refused is not None and not isinstance(refused, NothingToFind):
            pane.view.hint = self._window.language.sentence(refused)
        self.changed.emit()

    def stop(self) -> None:
        """What has been found is all that will be."""
        if self.is_running and self._worker is not None:
            self._worker.cancel()
            self.is_running, self._is_cut = False, True
            self.changed.emit()

    def note_change(self, number: int) -> None:
        """A page has changed: what it has may be something else."""
        here = number == self._window.session.number
        if self._number and (here or self._pane.is_project):
            self._altered.add(number)
            self._soon.start()

    def forget(self) -> None:
        """The project is closed: nothing of it is looked for or read any more."""
        self._soon.stop()
        self._altered.clear()
        self._number, self.is_running = 0, False
        if self._worker is not None:
            self._worker.stop()
            self._worker.deleteLater()
            self._worker = None

    def _hire(self) -> FindWorker:
        from annotator.gui.find_worker import FindWorker

        worker = FindWorker(self._window.session.project.path, self)
        worker.came.connect(self._take)
        worker.looked.connect(self._note_progress)
        worker.ended.connect(self._end)
        worker.failed.connect(self._fail)
        worker.seen.connect(self._replace)
        worker.broke.connect(self._raise)
        self._worker = worker
        return worker

    def _forget_hits(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
        self._number = 0
        self.is_running = self._is_full = self._is_cut = False
        self._altered.clear()
        self._pane.rows.clear()
        self._pane.view.hint = ""

    # -- told ------------------------------------------------------------------------------

    def _take(self, number: int, hits: object) -> None:
        if number != self._number or not self.is_running:
            return
        pane, session = self._pane, self._window.session
        is_first = not pane.rows.rows
        pane.rows.append(cast("list[Hit]", hits))
        if is_first:
            pane.rows.show_page(session.number, session.shown)
            pane.view.fit()
        self.changed.emit()

    def _note_progress(self, number: int, done: int, total: int) -> None:
        if number == self._number and self.is_running:
            self._progress = done, total
            self.changed.emit()

    def _end(self, number: int, is_full: bool) -> None:  # noqa: FBT001  a signal's
        if number != self._number or not self.is_running:
            return
        self.is_running, self._is_full = False, is_full
        self._hint_at_nothing()
        self._pane.view.fit()
        self.changed.emit()

    def _fail(self, number: int, error: AnnotatorError) -> None:
        if number != self._number:
            return
        self.is_running, self._is_cut = False, True
        said = self._window.language.sentence(error)
        self._pane.view.hint = said
        self._pane.view.viewport().update()
        self._window.status.notice(said)
        self.changed.emit()

    def _raise(self, error: Exception) -> None:
        raise error

    def _look_again(self) -> None:
        if self._worker is None or not self._number:
            return
        pages, self._altered = self._altered, set()
        if self.is_running:  # it may take a while until the thread is free
            for page in pages:
                self._pane.rows.mark_stale(page)
        self._worker.look_again(sorted(pages))

    def _replace(self, number: int, page: int, hits: object) -> None:
        if number == self._number:
            self._pane.rows.replace(page, list(cast("tuple[Hit, ...]", hits)))
            self._hint_at_nothing()
            self.changed.emit()

    def _hint_at_nothing(self) -> None:
        if not self._pane.rows.rows and not self.is_running:
            self._pane.view.hint = self._window.language.say("find.nothing")
            self._pane.view.viewport().update()

    # -- saying ----------------------------------------------------------------------------

    def words(self, row: int | None) -> str:
        """How many hits there are, the `row`th being the current one, and how far the search is."""
        if not self._number:
            return ""
        pane, say = self._pane, self._window.language.say
        count, pages = len(pane.rows.rows), pane.rows.page_count
        facts = {"count": f"{count:,}", "pages": f"{pages:,}", "at": f"{(row or 0) + 1:,}"}
        key = "find.count" if pane.is_project else "find.count_page"
        said = say(key if row is None else f"{key}_at", **facts)
        if self.is_running and self._progress[1]:
            done, total = (f"{each:,}" for each in self._progress)
            return say("find.running", said=said, done=done, total=total)
        if self._is_full or self._is_cut:
            return say("find.cut" if self._is_full else "find.stopped", said=said)
        return said
