"""What the window does with the queue: its scope, and deciding all that its filter shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.document.phrases import phrase
from annotator.errors import Cancelled
from annotator.workbench.commands.proposals import decide_passing
from annotator.workbench.series_edits import SeriesDone, Task
from annotator.workbench.situation import Refusal

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.project_queue import ProjectQueue

PREVIEW = 12
"""So many rows are listed before they are decided."""


class QueueCommands:
    """The commands of the queue that the window does itself."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[[], object]] = {
            "accept_shown": lambda: self._decide_shown("accept_shown"),
            "reject_shown": lambda: self._decide_shown("reject_shown"),
            "switch_queue_scope": self._switch_scope,
        }

    def _switch_scope(self) -> None:
        bridge = self._window.bridge
        bridge.set_scope("page" if bridge.session.scope == "project" else "project")

    def _decide_shown(self, command: str) -> None:
        window, session = self._window, self._window.session
        is_accepting = command == "accept_shown"
        if session.scope == "project":
            self._decide_project(is_accepting=is_accepting)
            return
        if session.page is None or not session.queue:
            window.bridge.run(command)
            return
        from annotator.gui.dialogs.confirm_many import ConfirmMany

        queue = session.situation().queue
        dialog = ConfirmMany(session.page, queue, window.language, window, accepting=is_accepting)
        if dialog.exec():
            window.bridge.run(command)

    # -- the whole project ---------------------------------------------------------------

    def _decide_project(self, *, is_accepting: bool) -> None:
        window, say = self._window, self._window.language.say
        wide = window.session.wide
        if wide is None or not wide.is_counted:
            window.status.notice(say("refuse.queue_not_read"))
            return
        if not wide.total:
            window.status.notice(say("refuse.no_proposal_here"))
            return
        from annotator.gui.dialogs.confirm_project import ConfirmProject

        model = window.desk.doubts.model
        rows = [model.row(row).words for row in range(min(PREVIEW, len(wide)))]
        pages = sum(map(bool, wide.counts.values()))
        dialog = ConfirmProject(
            rows, (wide.total, pages), window.language, window, accepting=is_accepting
        )
        if dialog.exec():
            self._run(wide, is_accepting=is_accepting)

    def _run(self, wide: ProjectQueue, *, is_accepting: bool) -> None:
        """One transaction over all pages, with progress; stopping leaves everything as it was."""
        from annotator.gui.dialogs.progress_dialog import ProgressDialog

        window, language = self._window, self._window.language
        command = "accept_shown" if is_accepting else "reject_shown"
        ask = partial(decide_passing, wanted=wide.wanted, accepted=is_accepting)
        tasks = {page: Task(ask, 0, count) for page, count in wide.counts.items() if count}
        verb = "accept" if is_accepting else "reject"
        title = phrase(f"edit.{verb}_project", count=wide.total)
        shown = ProgressDialog(language.say("queue.many_working"), language, window)
        shown.setModal(True)
        if len(tasks) > 1:
            shown.show()

        def progress(done: int, total: int, what: str) -> bool:
            shown.show_progress(done, total, what)
            QApplication.processEvents()
            return not shown.is_stopping

        try:
            answer = window.session.run_series(command, title, tasks, progress)
        except Cancelled:
            window.status.notice(language.say("queue.many_stopped"))
            return
        finally:
            shown.finish()
            shown.deleteLater()
            window.activateWindow()  # the keys go where they went before
        self._tell(answer)

    def _tell(self, answer: SeriesDone | Refusal) -> None:
        window, language = self._window, self._window.language
        if isinstance(answer, Refusal):
            window.status.notice(language.sentence(answer.why))
            return
        said = [language.say("queue.many_done", count=answer.places, pages=answer.pages)]
        said += map(language.sentence, answer.refused)
        window.status.notice(language.say("dialog.sentence_gap").join(said))
