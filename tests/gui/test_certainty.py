"""How sure a correction is, and its kind, with real keys in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.document.proposals import CorrectionBody
from annotator.document.spans import Gap, Selection
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences

Key = Qt.Key


@pytest.fixture(params=["zh", "en"])
def window(request, shown_window, session):
    window = shown_window(
        MainWindow(session, Preferences(language=request.param), load_keymap(), None, guest=True)
    )
    bodies = [each.proposal.body for each in session.shown.corrections]
    wanted = next(each for each in bodies if each.kind == "substitution")
    assert isinstance(wanted, CorrectionBody)
    session.select(Selection.at(wanted.place.start))
    return window


def fixes(window):
    on_disk = window.session.project.page(window.session.number)
    return [(mark.kind, mark.certainty) for mark in on_disk.corrections]


def test_p_takes_the_suspect_as_likely(window):
    QTest.keyClick(window.desk.text, Key.Key_P)
    assert fixes(window) == [("substitution", "likely")]
    QTest.keyClick(window.desk.text, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert fixes(window) == []


def test_t_and_a_letter_say_of_which_kind_it_is(window):
    QTest.keyClick(window.desk.text, Key.Key_T)
    QTest.keyClick(window.desk.text, Key.Key_W)
    assert fixes(window) == [("width", "sure")]


def test_t_alone_tells_the_kinds(window, qtbot):
    QTest.keyClick(window.desk.text, Key.Key_T)
    kinds = [window.language.say(f"panel.correction_{kind}") for kind in ("omission", "spacing")]
    qtbot.waitUntil(lambda: all(kind in window.status.noticed for kind in kinds))
    QTest.keyClick(window.desk.text, Key.Key_Escape)


def test_t_o_at_a_bare_caret_says_that_something_is_lost(window):
    shown = window.session.shown
    at = next(
        n for n in range(200, 900) if not shown.corrections_in(n, n) and not shown.entity_at(n)
    )
    window.session.select(Selection.at(at))
    QTest.keyClick(window.desk.text, Key.Key_T)
    QTest.keyClick(window.desk.text, Key.Key_O)
    assert fixes(window) == [("omission", "suspect")]
    assert window.session.page.corrections[0].place == Gap(at)
