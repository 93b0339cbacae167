"""A command asked of many pages while the window waits: how far it is, and the way to stop it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.document.phrases import Phrase
from annotator.workbench.series_edits import SeriesDone, Task
from annotator.workbench.situation import Refusal

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


def run_series(
    window: MainWindow, command: str, title: Phrase, tasks: Mapping[int, Task], done: str
) -> None:
    """The tasks on all those pages in one transaction, or none where they are stopped or fail; says which.

    `done` is the key of the sentence that says how many `places` on how many `pages`.
    """
    answer = _waited_for(window, command, title, tasks)
    language = window.language
    if isinstance(answer, Refusal):
        window.status.notice(language.sentence(answer.why))
    elif answer is not None:
        said = [language.say(done, places=answer.places, pages=answer.pages)]
        said += map(language.sentence, answer.refused)
        window.status.notice(language.say("dialog.sentence_gap").join(said))


def _waited_for(
    window: MainWindow, command: str, title: Phrase, tasks: Mapping[int, Task]
) -> SeriesDone | Refusal | None:
    from annotator.gui.dialogs.progress_dialog import ProgressDialog

    language = window.language
    shown = ProgressDialog(language.say("series.working"), language, window)
    shown.setModal(True)
    if len(tasks) > 1:
        shown.show()

    def progress(done: int, total: int, what: str) -> bool:
        shown.show_progress(done, total, what)
        QApplication.processEvents()
        return not shown.is_stopping

    try:
        return window.bridge.run_series(command, title, tasks, progress)
    finally:
        shown.finish()
        shown.deleteLater()
        window.activateWindow()  # the keys go where they went before
