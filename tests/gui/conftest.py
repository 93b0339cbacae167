"""What the window's tests stand on: Qt without a screen, a Chinese font, a caret that does not blink.

`session` and `project` come from the folder above.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, load_theme
from annotator.settings.language import Language
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
