"""What the window does with the queue: its scope, and deciding all that its filter shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from annotator.document.phrases import phrase
from annotator.gui.long_series import run_series
from annotator.workbench.commands.proposals import decide_passing
from annotator.workbench.series_edits import Task

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
        command = "accept_shown" if is_accepting else "reject_shown"
        ask = partial(decide_passing, wanted=wide.wanted, accepted=is_accepting)
        tasks = {page: Task(ask, 0, count) for page, count in wide.counts.items() if count}
        verb = "accept" if is_accepting else "reject"
        title = phrase(f"edit.{verb}_project", count=wide.total)
        run_series(self._window, command, title, tasks, "queue.many_done")
