"""What the window's tests stand on: Qt without a screen, a Chinese font, a caret that does not blink.

`session` and `project` come from the folder above.
"""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialog

from annotator.gui.main_window import MainWindow
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, load_theme
from annotator.settings.keymap import load_keymap
from annotator.settings.language import Language
from annotator.settings.preferences import Preferences
from annotator.workbench.session import Session


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Of pytest-qt: the same style on every system."""
    return ["annotator", "-style", "Fusion"]


@pytest.fixture(scope="session", autouse=True)
def _quiet_qt(qapp: QApplication) -> None:
    qapp.setCursorFlashTime(0)
    assert chinese_family() is not None  # loads the packaged font where the system has none


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    """A window dresses the whole application; the next test finds it undressed."""
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())


@pytest.fixture(autouse=True)
def _nothing_collected_while_qt_holds_it() -> Iterator[None]:
    """A dialog without a parent is garbage to Python before Qt has painted it for the last time."""
    gc.disable()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


@pytest.fixture
def bridge(session: Session) -> SessionBridge:
    """The session as views see it, at seed page 000 with proposals."""
    return SessionBridge(session)


@pytest.fixture
def theme() -> Theme:
    return load_theme("light")


@pytest.fixture
def language() -> Language:
    return Language("zh")


@pytest.fixture
def shown_window(qtbot):
    def shown(window: MainWindow) -> MainWindow:
        qtbot.addWidget(window)
        window.resize(1400, 900)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.desk.text.setFocus()
        qtbot.waitUntil(window.desk.text.hasFocus)
        return window

    return shown


@pytest.fixture
def window(shown_window, session):
    return shown_window(
        MainWindow(session, Preferences(language="zh"), load_keymap(), None, guest=True)
    )


@pytest.fixture
def answer(qapp):
    """`answer(ExportDialog, act)` calls `act(dialog)` as soon as such a dialog is open and has the keys."""

    def later(kind: type[QDialog], act) -> None:
        def look() -> None:
            dialog = qapp.activeModalWidget()
            if isinstance(dialog, kind) and dialog.isActiveWindow():
                act(dialog)
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(0, look)

    return later
