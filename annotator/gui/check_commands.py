"""What the window does itself before a page is finished: the checks, and the question what to do with the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.document.doubts import QueueFilter
from annotator.document.pages import PageState
from annotator.workbench.checks.table import problems
from annotator.workbench.shown import Shown

if TYPE_CHECKING:
    from annotator.gui.dialogs.check_list import CheckList
    from annotator.gui.main_window import MainWindow


class CheckCommands:
    """The commands of `own` are about problems of the page, and about its end."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.list: CheckList | None = None
        """The list of problems, while it is open."""
        self.own: dict[str, Callable[[], None]] = {
            "check_page": self.check,
            "finish_page": self._finish,
        }

    # -- the list ------------------------------------------------------------------------

    def check(self) -> None:
        """Opens the list of problems, or goes to it."""
        window = self._window
        session = window.session
        if session.shown is None:
            window.status.notice(window.language.say("refuse.no_page"))
            return
        if self.list is not None and self.list.language is not window.language:
            self.close()
        if self.list is None:
            if not problems(session.shown):
                window.status.notice(window.language.say("check.none"))
                return
            from annotator.gui.dialogs.check_list import CheckList

            self.list = CheckList(window.bridge, window.theme, window.language, window)
            self.list.command_wanted.connect(self._run_for_list)
            self.list.finished.connect(self._forget)
            window.bridge.destroyed.connect(self.close)  # another project comes on the desk
            self.list.show()
            corner = window.geometry().bottomRight() - self.list.rect().bottomRight()
            self.list.move(corner.x() - 24, corner.y() - 48)
        self.list.activateWindow()
        self.list.go_first(session.selection.caret)

    def _run_for_list(self, command: str, argument: str) -> None:
        self._window.commands.run(command, argument)

    def _forget(self, _answer: int = 0) -> None:
        if self.list is not None:
            self.list.deleteLater()
            self.list = None
            self._window.desk.text.setFocus()

    def close(self) -> None:
        """The list goes, where it is open."""
        if self.list is not None:
            self.list.close()

    # -- the end of a page ---------------------------------------------------------------

    def _finish(self) -> None:
        window, session = self._window, self._window.session
        shown = session.shown
        if shown is None or shown.page.state is PageState.FINISHED:
            window.bridge.run("finish_page")
            return
        if not self._ask(shown):
            return
        window.bridge.run("finish_page", "yes")
        if session.page is not None and session.page.state is PageState.FINISHED:
            window.commands.pages.go_on()

    def _ask(self, shown: Shown) -> bool:
        """Whether to finish the page as it is now, after what is open and what looks wrong has been told."""
        found = problems(shown)
        if not shown.page.doubts and not found:
            return True
        from annotator.gui.dialogs.finish_dialog import FinishChoice, FinishDialog

        dialog = FinishDialog(shown.page, self._window.language, self._window, found)
        dialog.exec()
        if dialog.choice is FinishChoice.LOOK:
            self.check()
        elif dialog.choice is FinishChoice.ACCEPT_ALL:
            self._accept_everything()
        return dialog.choice in (FinishChoice.ACCEPT_ALL, FinishChoice.LEAVE_OPEN)

    def _accept_everything(self) -> None:
        """Whatever the filter shows now: finishing is about the whole page."""
        session = self._window.session
        wanted = session.filter
        session.set_filter(QueueFilter())
        self._window.bridge.run("accept_shown")
        session.set_filter(wanted)
