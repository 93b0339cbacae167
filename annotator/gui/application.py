"""From the command line to a painted window."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.errors import AnnotatorError, NoDisplay
from annotator.gui.main_window import MainWindow
from annotator.gui.theme import chinese_family
from annotator.propose.weights_file import in_use
from annotator.settings.keymap import keymap_or_shipped
from annotator.settings.language import Language
from annotator.settings.preferences import Preferences
from annotator.store.project import Project
from annotator.workbench.clock import now, user_name
from annotator.workbench.desk import open_default_project
from annotator.workbench.session import Session


def new_session(project: Project) -> Session:
    """An editor at that project."""
    return Session(project, project.vocabulary(), user_name(), now)


def qt_application() -> QApplication:
    """The one application object. Raises NoDisplay where Qt would end the process for want of one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise NoDisplay(cause="DISPLAY, WAYLAND_DISPLAY")
    application = QApplication(["annotator"])
    application.setStyle("Fusion")
    application.setApplicationName("annotator")
    application.setApplicationVersion(__version__)
    return application


def open_window(path: Path | None, preferences: Preferences, *, guest: bool = False) -> MainWindow:
    """A window over the project at `path`, or over the default project; not shown yet.

    `guest` as for `MainWindow`.

    Raises what opening a project raises.
    """
    project = Project.open(path) if path else open_default_project()
    keymap, why_not_own = keymap_or_shipped()
    try:
        window = MainWindow(
            new_session(project), preferences, keymap, chinese_family(), guest=guest
        )
    except BaseException:
        project.close()
        raise
    refused = in_use().refused
    if refused is not None and not guest:
        window.status.notice(window.language.sentence(refused))
    window.commands.keys.tell_trouble(why_not_own)
    return window


def run_window(path: Path | None) -> int:
    """Opens the window and stays until it is closed; answers the exit code."""
    preferences = Preferences.load()
    try:
        application = qt_application()
        window = open_window(path, preferences)
    except AnnotatorError as error:
        print(Language(preferences.language).sentence(error), file=sys.stderr)  # noqa: T201
        return error.exit_code
    gc.freeze()  # what the start has made is not looked through again
    window.show()
    return application.exec()
