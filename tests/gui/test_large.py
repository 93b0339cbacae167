"""For eyes that want it large: the wheel, big letters, a small screen, and 200 %."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QApplication, QListView

from annotator.gui.dialogs.cheat_sheet import CheatSheet
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.dialogs.palette import Palette
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES
from annotator.settings.preferences import Preferences

SMALL = (1024, 700)
LARGE = 26.0


def turn(view, by: int) -> None:
    """One notch of the wheel with Ctrl."""
    centre = view.viewport().rect().center()
    event = QWheelEvent(
        QPointF(centre),
        QPointF(view.viewport().mapToGlobal(centre)),
        QPoint(),
        QPoint(0, 120 * by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("pane", ["text", "cards"])
def test_the_wheel_with_ctrl_makes_text_and_cards_larger_and_smaller(window, pane):
    view, points = getattr(window.desk, pane), window.preferences.points
    scrolled = view.verticalScrollBar().value()
    turn(view, 1)
    turn(view, 1)
    assert window.preferences.points == points + 2
    assert window.desk.text.font().pointSizeF() == points + 2
    assert window.desk.cards.cards_model.fonts.base.pointSizeF() == points + 2
    turn(view, -1)
    assert window.preferences.points == points + 1
    if scrolled == 0:
        assert view.verticalScrollBar().value() == 0


@pytest.fixture(params=LANGUAGES)
def large(request, shown_window, session):
    preferences = Preferences(language=request.param, points=LARGE)
    window = shown_window(MainWindow(session, preferences, load_keymap(), None, guest=True))
    window.resize(*SMALL)
    return window


def test_the_window_fits_a_small_screen_with_large_letters(large):
    assert large.minimumSizeHint().width() <= SMALL[0]
    assert large.minimumSizeHint().height() <= SMALL[1]
    for splitter_child in large.desk.panes:
        assert splitter_child.width() > 60


def test_rows_are_as_high_as_their_letters(large):
    for view in (large.desk.doubts.view, large.desk.pages.view):
        line = QFontMetricsF(view.font()).height()
        index = view.model().index(0, 0)
        height = (
            view.visualRect(index).height() if isinstance(view, QListView) else view.rowHeight(0)
        )
        assert height >= 2 * line


@pytest.mark.parametrize(
    ("kind", "command"),
    [(Palette, "command_palette"), (KeysDialog, "edit_keys"), (CheatSheet, "cheat_sheet")],
)
def test_dialogs_fit_a_small_screen(large, answer, kind, command):
    sizes = []

    def look(dialog) -> None:
        sizes.append(dialog.minimumSizeHint())
        dialog.reject()

    answer(kind, look)
    large.commands.run(command)
    assert sizes[0].width() <= SMALL[0] * 0.94
    assert sizes[0].height() <= SMALL[1] * 0.94


SCRIPT = """
import sys
from pathlib import Path
from annotator.gui.application import open_window, qt_application
from annotator.settings.preferences import Preferences
application = qt_application()
window = open_window(None, Preferences(language="zh"), guest=True)
window.resize(1024, 660)
window.show()
application.processEvents()
picture = window.grab()
assert picture.devicePixelRatio() == 2, picture.devicePixelRatio()
assert (picture.width(), picture.height()) == (2 * window.width(), 2 * window.height())
assert window.minimumSizeHint().width() <= 1024
view = window.desk.text
row = view.grid().rows[0]
assert row.bottom - row.top >= view.em
window.close()
"""


def test_at_two_hundred_per_cent_everything_is_drawn_twice_as_large(tmp_path):
    home = {**os.environ, "ANNOTATOR_HOME": str(tmp_path), "QT_SCALE_FACTOR": "2"}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=home,
        cwd=root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
