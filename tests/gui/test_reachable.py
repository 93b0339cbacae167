"""Everything that can be worked has a name, and the keyboard gets there."""

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from annotator.document.spans import Selection
from annotator.errors import EmptyFile
from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog
from annotator.gui.dialogs.import_dialog import ImportDialog
from annotator.gui.dialogs.message import MessageDialog
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES
from annotator.settings.preferences import Preferences
from annotator.settings.resources import seed_pages
from annotator.workbench.command_table import bindings

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
INNER = ("QComboBoxListView", "QLineEditIconButton", "QHeaderView", "QComboBoxPrivateContainer")
"""Parts of Qt's own widgets, which are named as the whole."""
ENDING = {"quit", "open_project", "new_project", "switch_language", "propose_page"}
"""Commands that would end the walk, or start another process."""
SMALL = QSize(1024, 700) * 0.94
"""Room on a small screen, or on one of twice that size at 200 %."""
TABS = 60
"""Presses of Tab that lead round any dialog."""


def interactive(root: QWidget) -> list[QWidget]:
    """What can be worked, parts of Qt's own widgets aside."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.metaObject().className() not in INNER
        and not isinstance(widget.parent(), QTabBar | QComboBox)
        and not (isinstance(widget.parent(), QAbstractSpinBox | QAbstractItemView))
        and not widget.objectName().startswith("qt_")
    ]


def said_of(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, its text, or the label that leads to it."""
    accessible = QAccessible.queryAccessibleInterface(widget)
    return accessible.text(QAccessible.Text.Name) if accessible else widget.accessibleName()


def nameless(root: QWidget) -> list[str]:
    shown = (each for each in interactive(root) if each.isVisibleTo(root))
    return [f"{type(root).__name__}: {each}" for each in shown if not said_of(each)]


def unreached(dialog: QDialog) -> list[str]:
    """What Tab does not lead to, of what it should."""
    visited: set[QWidget] = set()
    for _ in range(TABS):
        now = dialog.focusWidget()
        if now is None:
            dialog.setFocus()
            dialog.focusNextChild()
            now = dialog.focusWidget()
        visited.add(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    radios = any(isinstance(each, QRadioButton) for each in visited)
    return [
        f"{type(dialog).__name__}: {each} {said_of(each)}"
        for each in interactive(dialog)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each not in visited
        and not (radios and isinstance(each, QRadioButton))
    ]


@pytest.fixture(params=LANGUAGES)
def spoken(request, shown_window, session) -> MainWindow:
    return shown_window(
        MainWindow(session, Preferences(language=request.param), load_keymap(), None, guest=True)
    )


def test_everything_in_the_window_has_a_name(spoken):
    for proposal in (spoken.session.queue[0], *suspects(spoken)[:1]):
        spoken.session.choose(proposal.id)
        assert nameless(spoken) == []


def suspects(window) -> list:
    return [each for each in window.session.queue if type(each.body).__name__ == "CorrectionBody"]


def test_dialogs_that_come_in_between_have_names_and_a_way_for_tab(spoken, qtbot):
    language, theme = spoken.language, spoken.theme
    for dialog in (
        ImportDialog(seed_pages(), language),
        MessageDialog(EmptyFile(path="a.txt"), language),
        ReportDialog(["a", "b"], language),
        EverywhereDialog(spoken.session, "昭阳区", theme, language, spoken.reading_font()),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        assert nameless(dialog) == []
        assert unreached(dialog) == []
        dialog.done(0)


@pytest.fixture
def walk(spoken, qapp, monkeypatch):
    """Runs commands; `look(dialog)` sees every dialog that one of them opens, which is then left."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")

    def walked(look, commands: Iterable[tuple[str, str]]) -> set[str]:
        seen: set[str] = set()
        timer = QTimer()

        def check() -> None:
            dialog = qapp.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isActiveWindow():
                try:
                    seen.add(type(dialog).__name__)
                    look(dialog)
                finally:
                    dialog.done(0)

        timer.timeout.connect(check)
        timer.start(5)
        for command, argument in commands:
            spoken.commands.run(command, argument)
            spoken.activateWindow()
        timer.stop()
        return seen

    return walked


def commands_of(window) -> list[tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for binding in bindings(window.session.vocabulary, window.keymap):
        if binding.command not in ENDING:
            found.setdefault(binding.command, (binding.command, binding.argument))
    return list(found.values())


def test_every_dialog_that_a_command_opens_has_names_a_way_for_tab_and_room(spoken, walk):
    text = spoken.session.page.raw.text
    at = text.index("昭阳区")
    wrong: list[str] = []

    def look(dialog: QDialog) -> None:
        wrong.extend(nameless(dialog))
        wrong.extend(unreached(dialog))
        if not dialog.windowTitle():
            wrong.append(f"{type(dialog).__name__} has no title")
        least = dialog.minimumSizeHint()
        if least.width() > SMALL.width() or least.height() > SMALL.height():
            wrong.append(f"{type(dialog).__name__} needs {least.width()} x {least.height()}")

    seen: set[str] = set()
    for command in commands_of(spoken):
        spoken.session.select(Selection(at, at + 3))
        seen |= walk(look, [command])
    spoken.session.run("accept_shown")
    spoken.session.run("note_page", "看一看")
    spoken.session.select(Selection.at(spoken.session.page.entities[0].span.start))
    seen |= walk(look, [(name, "") for name in ("show_history", "about_mark", "show_notes")])
    spoken.commands.run("check_page")
    for beside in spoken.findChildren(QDialog):
        if beside.isVisible():
            seen.add(type(beside).__name__)
            wrong += nameless(beside)
            beside.done(0)
    assert wrong == []
    assert {"Palette", "KeysDialog", "CheatSheet", "LexiconDialog", "VocabularyDialog"} <= seen
    assert {"HistoryDialog", "AboutMarkDialog", "NotesDialog", "CheckList"} <= seen


def test_a_dialog_that_is_left_gives_the_keys_back(spoken, walk):
    view = spoken.desk.doubts.view
    view.setFocus()
    walk(lambda _dialog: None, [("cheat_sheet", ""), ("command_palette", ""), ("about", "")])
    assert spoken.focusWidget() is view


# -- panes -------------------------------------------------------------------------------


def test_one_key_leads_through_all_panes_and_back(spoken, qtbot):
    spoken.desk.text.setFocus()
    targets = [target for _, target in spoken.desk.stops]
    start = targets.index(spoken.desk.text)
    for step in range(1, len(targets) + 1):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        wanted = targets[(start + step) % len(targets)]
        qtbot.waitUntil(
            lambda wanted=wanted: (
                wanted.hasFocus() or wanted.isAncestorOf(QApplication.focusWidget())
            )
        )
    assert spoken.desk.text.hasFocus()
    for _ in targets:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert spoken.desk.text.hasFocus()


def test_the_pane_that_finds_is_on_the_way_while_it_is_open(spoken):
    pane = spoken.desk.find_pane
    assert pane.field not in [target for _, target in spoken.desk.stops]
    spoken.commands.run("find_in_page")
    spoken.desk.cards.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert pane.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize(
    ("key", "modifier", "pane"),
    [
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "pages"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "text"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier, "cards"),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier, "doubts"),
    ],
)
def test_each_pane_has_a_key(spoken, key, modifier, pane):
    for start in spoken.desk.stops:
        start[1].setFocus()
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        place = getattr(spoken.desk, pane)
        now = QApplication.focusWidget()
        assert place is now or place.isAncestorOf(now)


def test_what_tab_cannot_reach_on_the_desk_has_a_command_with_a_key(spoken):
    """Buttons that leave the keys where they are say which key does the same."""
    spoken.session.choose(spoken.session.queue[0].id)
    for button in interactive(spoken):
        is_skipped = button.focusPolicy() == Qt.FocusPolicy.NoFocus and button.isVisible()
        if isinstance(button, QAbstractButton) and is_skipped:
            assert button.toolTip() or said_of(button), button
