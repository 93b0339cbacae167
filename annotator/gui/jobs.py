"""Imports and exports from the window: ask, run in the background with progress, tell the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.errors import AnnotatorError, Cancelled
from annotator.gui.background import FileWorker, Job, Progress
from annotator.gui.dialogs.progress_dialog import ProgressDialog
from annotator.store.project import Project
from annotator.workbench.batch import ImportReport
from annotator.workbench.clock import user_name

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class Jobs(QObject):
    """One job at a time; its project connection is its own, because it runs in another thread."""

    def __init__(self, window: MainWindow, worker: FileWorker) -> None:
        super().__init__(window)
        self._window, self._worker = window, worker
        self._progress: ProgressDialog | None = None
        self._done: Callable[[object], None] = _ignore
        worker.progressed.connect(self._progressed)
        worker.finished.connect(self._finished)
        worker.failed.connect(self._failed)
        worker.broke.connect(self._broke)

    # -- running -------------------------------------------------------------------------

    def _start(self, title: str, job: Job, done: Callable[[object], None]) -> None:
        """Shows progress until `job` ends, then hands its answer to `done`."""
        self._done = done
        self._progress = ProgressDialog(title, self._window.language, self._window)
        self._progress.cancel_wanted.connect(self._worker.cancel)
        self._progress.open()
        self._worker.start(job)

    def _progressed(self, done: int, total: int, what: str) -> None:
        if self._progress is not None:
            self._progress.show_progress(done, total, what)

    def _close_progress(self) -> None:
        if self._progress is not None:
            self._progress.finish()
            self._progress.deleteLater()
            self._progress = None

    def _finished(self, answer: object) -> None:
        self._close_progress()
        self._done(answer)

    def _failed(self, error: AnnotatorError) -> None:
        self._close_progress()
        self._window.desk.pages.reload()
        if isinstance(error, Cancelled):
            self._window.status.notice(self._window.language.say("window.job_stopped"))
        else:
            self._window.show_error(error)

    def _broke(self, error: BaseException) -> None:
        self._close_progress()
        raise error

    # -- import --------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Asks for files to import."""
        say = self._window.language.say
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, say("command.import_files"), str(Path.home()), say("window.page_filter")
        )
        if chosen:
            self.import_paths([Path(each) for each in chosen])

    def choose_folder(self) -> None:
        """Asks for a folder whose text files are to be imported."""
        say = self._window.language.say
        chosen = QFileDialog.getExistingDirectory(
            self._window, say("command.import_folder"), str(Path.home())
        )
        if chosen:
            self.import_paths([Path(chosen)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Shows what would come in, with the encoding guessed for each file, and imports it."""
        from annotator.gui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(paths, self._window.language, self._window)
        if not dialog.exec():
            return
        files, project = dialog.chosen, self._window.session.project.path

        def job(progress: Progress) -> object:
            with Project.open(project) as opened:
                return import_chosen(opened, files, by=user_name(), progress=progress)

        self._start(self._window.language.say("command.import_files"), job, self._imported)

    def _imported(self, answer: object) -> None:
        assert isinstance(answer, ImportReport)
        window = self._window
        window.desk.pages.reload()
        window.status.notice(window.language.say("window.imported", count=len(answer.added)))
        for error in answer.refused:
            window.show_error(error)
        if window.session.page is None:
            window.commands.go_page(1)
        window.ask_for_proposals()


def _ignore(_answer: object) -> None:
    """Nothing waits for the answer."""
