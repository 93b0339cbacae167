"""Commands that put another project on the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator.errors import AnnotatorError
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow


class ProjectCommands:
    """Opens a project, or makes one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.own: dict[str, Callable[[], object]] = {
            "open_project": self._open_project,
            "new_project": self._new_project,
        }

    def _open_project(self) -> None:
        say = self._window.language.say
        folder = str(self._window.session.project.path.parent)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, say("window.choose_project"), folder, say("window.project_filter")
        )
        if chosen:
            self.show_project(lambda: Project.open(Path(chosen)))

    def _new_project(self) -> None:
        say = self._window.language.say
        folder = str(self._window.session.project.path.parent)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, say("window.name_project"), folder, say("window.project_filter")
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".db")
            self.show_project(lambda: Project.create(path))

    def show_project(self, make: Callable[[], Project]) -> None:
        """Puts the project that `make` answers on the desk; says why where it cannot be had."""
        from annotator.gui.application import new_session

        try:
            project = make()
        except AnnotatorError as error:
            self._window.show_error(error)
        else:
            self._window.show_project(new_session(project))
