"""Imports and exports from the window: ask, run in the background with progress, tell the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotator.document.pages import PageState
from annotator.errors import AnnotatorError, Cancelled
from annotator.exchange.decode import pages_in
from annotator.exchange.export import ExportReport
from annotator.exchange.reading import is_annotations
from annotator.exchange.words import strays_of
from annotator.gui.dialogs.add_words import wants_words
from annotator.gui.dialogs.progress_dialog import ProgressDialog
from annotator.gui.file_worker import FileWorker, Job
from annotator.store.project import Project
from annotator.workbench.batch_export import export, pages_of, sample_of, sentences_of
from annotator.workbench.batch_import import Chosen, ImportReport, import_chosen
from annotator.workbench.progress import Progress

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow

TOLD = 8
"""How many of the written files the report names."""


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
        """Shows how texts would be read, then imports them, and annotations after them."""
        window = self._window
        try:
            files = pages_in(paths)
        except AnnotatorError as error:
            window.show_error(error)
            return
        texts = [path for path in files if not is_annotations(path)]
        chosen: list[tuple[Path, str | None]] = [(p, None) for p in files if is_annotations(p)]
        if texts:
            from annotator.gui.dialogs.import_dialog import ImportDialog

            dialog = ImportDialog(texts, window.language, window, font=window.reading_font())
            if not dialog.exec():
                return
            chosen += dialog.chosen
        annotations = [path for path, _ in chosen if is_annotations(path)]
        if not annotations:
            self._import(chosen, add_words=False)
            return
        vocabulary = window.session.vocabulary

        def look(_progress: Progress) -> object:
            return strays_of(annotations, vocabulary)

        def then(strays: object) -> None:
            self._import(chosen, add_words=wants_words(strays, window.language, window))

        self._start(window.language.say("window.importing"), look, then)

    def _import(self, chosen: Chosen, *, add_words: bool) -> None:
        window = self._window
        path, by = window.session.project.path, window.session.by

        def job(progress: Progress) -> object:
            with Project.open(path) as project:
                return import_chosen(project, chosen, by=by, progress=progress, add_words=add_words)

        self._start(window.language.say("window.importing"), job, self._imported)

    def _imported(self, answer: object) -> None:
        assert isinstance(answer, ImportReport)
        window, say = self._window, self._window.language.say
        window.commands.words.look()
        window.desk.pages.reload()
        if window.session.number is None:
            window.commands.go_page(1)
        elif answer.marked:
            window.bridge.open_page(window.session.number)
        window.proposing.ask_ahead()
        key = "window.imported_marked" if answer.marked else "window.imported"
        done = say(key, count=len(answer.added), marked=len(answer.marked))
        window.status.notice(done)
        wrong = [window.language.sentence(each) for each in (*answer.refused, *answer.unplaced)]
        if wrong:
            self._tell([done, "", *wrong])

    def _tell(self, lines: Sequence[str]) -> None:
        from annotator.gui.dialogs.report import ReportDialog

        ReportDialog(lines, self._window.language, self._window).exec()

    # -- export --------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Asks what to export, and writes it."""
        from annotator.gui.dialogs.export_dialog import ExportDialog, Scope, known_formats

        window, session = self._window, self._window.session
        counts = session.project.counts()
        pages = {
            Scope.ALL: sum(counts.values()),
            Scope.FINISHED: counts[PageState.FINISHED],
            Scope.THIS: int(session.number is not None),
        }
        folder = Path.home() / session.project.path.stem
        dialog = ExportDialog(
            known_formats(window.language),
            pages,
            folder,
            window.language,
            window,
            sample=self._sample,
        )
        if not dialog.exec():
            return
        choice, path = dialog.choice, session.project.path
        only = [session.number] if choice.scope is Scope.THIS and session.number else None
        finished = choice.scope is Scope.FINISHED

        def job(progress: Progress) -> object:
            with Project.open(path) as project:
                pages = (
                    (project.page(number) for number in only)
                    if only
                    else pages_of(project, only_finished=finished, progress=progress)
                )
                return export(
                    pages,
                    choice.format,
                    choice.folder,
                    include_proposals=choice.include_proposals,
                    project=project,
                )

        self._start(window.language.say("window.exporting"), job, self._exported)

    def _sample(self, name: str, include_proposals: bool) -> str:  # noqa: FBT001  the dialog's own
        page = self._window.session.page
        return sample_of(page, name, include_proposals=include_proposals) if page else ""

    def _exported(self, answer: object) -> None:
        assert isinstance(answer, ExportReport)
        said = sentences_of(answer, self._window.language)
        self._tell(
            [*said, "", *map(str, answer.files[:TOLD]), *(["…"] * (len(answer.files) > TOLD))]
        )


def _ignore(_answer: object) -> None:
    """Nothing waits for the answer."""
