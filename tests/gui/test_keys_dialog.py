"""Other keys: found, taken from another command, kept, and working at once."""

from dataclasses import replace
from itertools import permutations

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from annotator.document.spans import Selection
from annotator.gui.actions import Actions
from annotator.gui.application import open_window
from annotator.gui.dialogs.cheat_sheet import CheatSheet
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.keys_model import CHANGED, COMMAND, KEYS
from annotator.gui.menus import MENUS
from annotator.settings.keymap import (
    load_keymap,
    own_keys_file,
    save_keymap,
    shipped_keymap,
    spelled,
)
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.command_table import BY_MOUSE_ALONE, COMMANDS
from annotator.workbench.key_clashes import SLOT, clashes_of, reserved_for, taken_over

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE = Modifier.NoModifier


@pytest.fixture(params=LANGUAGES)
def dialog(request, qtbot):
    made = KeysDialog(default_vocabulary(), shipped_keymap(), Language(request.param))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def press(dialog: KeysDialog, *strokes: tuple[Key, Modifier]) -> None:
    """Enter on the row, then the keys, as an editor does it."""
    QTest.keyClick(dialog.tree, Key.Key_Return)
    for key, modifier in strokes:
        QTest.keyClick(dialog.editor.capture, key, modifier)
    dialog.editor.capture.finish()


def listed(dialog: KeysDialog) -> list[str]:
    """The commands whose rows show."""
    names = []
    for group in dialog.rows.groups:
        shown = [
            group.child(row)
            for row in range(group.rowCount())
            if not dialog.tree.isRowHidden(row, group.index())
        ]
        names += [item.data(COMMAND) for item in shown]
    return names


def cell(dialog: KeysDialog, command: str, column: int) -> str:
    item = dialog.rows.item_of(command)
    return item.parent().child(item.row(), column).text()


def test_every_command_that_a_key_can_call_is_listed(dialog):
    assert set(listed(dialog)) == set(COMMANDS) - BY_MOUSE_ALONE


@pytest.mark.parametrize("typed", ["重做", "Redo", "redo", "ctrl+shift+z"])
def test_a_command_is_found_by_either_title_its_name_or_its_key(dialog, typed):
    dialog.search.setText(typed)
    assert "redo" in listed(dialog)
    assert len(listed(dialog)) < 5


def test_what_nothing_fits_is_said(dialog):
    dialog.search.setText("没有这样的命令")
    assert listed(dialog) == []
    assert dialog.nothing.isVisible()
    assert not dialog.editor.capture.isEnabled()


def test_enter_where_nothing_fits_waits_for_no_key(dialog):
    dialog.search.setText("没有这样的命令")
    QTest.keyClick(dialog.search, Key.Key_Return)
    assert not dialog.editor.capture.is_waiting


def test_a_free_key_is_added_to_those_it_has(dialog):
    dialog.choose("accept")
    press(dialog, (Key.Key_Q, Modifier.ControlModifier | Modifier.AltModifier))
    assert dialog.keymap.keys("accept") == ("Space", "Ctrl+Alt+Q")
    assert "Ctrl+Alt+Q" in cell(dialog, "accept", KEYS)
    assert cell(dialog, "accept", CHANGED) == dialog.say("keys_changed_mark")


def test_tab_enter_and_a_sign_with_shift_can_be_pressed(dialog):
    dialog.choose("about")
    press(dialog, (Key.Key_Tab, Modifier.AltModifier | Modifier.ControlModifier))
    press(dialog, (Key.Key_Return, Modifier.AltModifier))
    QTest.keyClick(dialog.tree, Key.Key_Return)
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, dialog.editor.capture, Key.Key_Less, "<", Modifier.ShiftModifier
    )
    dialog.editor.capture.finish()
    assert dialog.keymap.keys("about") == ("Ctrl+Alt+Tab", "Alt+Return", "<")


def test_two_keys_in_a_row_make_a_chord(dialog):
    dialog.choose("about")
    press(dialog, (Key.Key_Semicolon, NONE), (Key.Key_A, NONE))
    assert dialog.keymap.keys("about") == (";, A",)


def test_shift_tab_is_known_as_what_it_is_bound_as(dialog):
    dialog.choose("about")
    press(dialog, (Key.Key_Backtab, Modifier.ShiftModifier))
    assert dialog.editor.take_over.isVisible()
    assert "Shift+Tab" in dialog.editor.said.text()
    assert dialog.keymap.keys("about") == ()


@pytest.mark.parametrize("key", [Key.Key_Dead_Acute, Key(0)])
def test_a_key_without_a_name_is_waited_past(dialog, key):
    dialog.choose("about")
    QTest.keyClick(dialog.tree, Key.Key_Return)
    nameless = QKeyEvent(QEvent.Type.KeyPress, key, NONE, "")
    QApplication.sendEvent(dialog.editor.capture, nameless)
    assert dialog.editor.capture.is_waiting
    QTest.keyClick(dialog.editor.capture, Key.Key_F12)
    dialog.editor.capture.finish()
    assert dialog.keymap.keys("about") == ("F12",)


def test_escape_while_it_waits_changes_nothing_and_leaves_the_dialog_open(dialog):
    dialog.choose("accept")
    QTest.keyClick(dialog.tree, Key.Key_Return)
    QTest.keyClick(dialog.editor.capture, Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.editor.capture.is_waiting
    assert dialog.keymap == shipped_keymap()


def test_a_clash_names_the_other_and_can_be_taken_over(dialog):
    dialog.choose("accept")
    press(dialog, (Key.Key_X, NONE))
    assert dialog.keymap == shipped_keymap()
    assert dialog.language.say("command.reject") in dialog.editor.said.text()
    QTest.keyClick(dialog.editor.take_over, Key.Key_Space)
    assert dialog.keymap.keys("accept") == ("Space", "X")
    assert dialog.keymap.keys("reject") == ()


def test_a_clash_can_be_left_and_escape_leaves_it_too(dialog):
    dialog.choose("accept")
    for leave in (
        lambda: QTest.keyClick(dialog.editor.leave, Key.Key_Space),
        lambda: QTest.keyClick(dialog, Key.Key_Escape),
    ):
        press(dialog, (Key.Key_R, NONE))
        assert dialog.editor.take_over.isVisible()
        leave()
        assert dialog.isVisible()
        assert not dialog.editor.take_over.isVisible()
        assert dialog.keymap == shipped_keymap()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_Up, NONE),
        (Key.Key_Space, Modifier.ControlModifier),
        (Key.Key_K, Modifier.MetaModifier),
    ],
)
def test_a_key_that_others_need_is_refused_with_a_sentence(dialog, key, modifier):
    dialog.choose("accept")
    press(dialog, (key, modifier))
    assert dialog.keymap == shipped_keymap()
    assert len(dialog.editor.said.text()) > 10


def test_a_family_is_bound_by_one_of_its_members(dialog):
    dialog.choose("set_role")
    press(dialog, (Key.Key_Semicolon, NONE), (Key.Key_H, NONE))
    assert dialog.keymap.keys("set_role") == ("R, {}", ";, {}")
    press(dialog, (Key.Key_F11, NONE))
    assert dialog.keymap.keys("set_role") == ("R, {}", ";, {}")
    assert "H" in dialog.editor.said.text()


def test_a_key_is_taken_away_by_its_button(dialog):
    dialog.choose("redo")
    first, _ = dialog.editor.keys
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert dialog.keymap.keys("redo") == ("Ctrl+Y",)


def test_one_command_or_all_get_their_shipped_keys_back(dialog):
    dialog.choose("accept")
    press(dialog, (Key.Key_X, NONE))
    dialog.editor.take_over.click()
    dialog.choose("reject")
    QTest.mouseClick(dialog.editor.reset, Qt.MouseButton.LeftButton)
    assert dialog.keymap.keys("reject") == ("X",)
    assert dialog.keymap.keys("accept") == ("Space",)
    dialog.choose("undo")
    press(dialog, (Key.Key_F11, NONE))
    QTest.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert dialog.keymap == shipped_keymap()


def test_keys_that_open_the_menus_are_reserved():
    for name in LANGUAGES:
        titles = [Language(name).say(title) for title, _ in MENUS]
        letters = [QKeySequence.mnemonic(title).toString() for title in titles]
        assert len(set(letters)) == len(MENUS)
        assert {reserved_for(letter) for letter in letters} == {"menu"}


# -- in the window -----------------------------------------------------------------------


def rebind_reject(dialog: KeysDialog) -> None:
    dialog.choose("reject")
    press(dialog, (Key.Key_F11, NONE))
    QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)


def test_a_new_key_works_at_once_and_is_kept(window, answer, qtbot):
    answer(KeysDialog, rebind_reject)
    QTest.keyClick(window.desk.text, Key.Key_K, Modifier.ControlModifier | Modifier.ShiftModifier)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.choose(window.session.queue[0].id)
    left = len(window.session.page.doubts)
    QTest.keyClick(window.desk.text, Key.Key_F11)
    assert len(window.session.page.doubts) < left
    assert load_keymap().keys("reject") == ("X", "F11")
    tip = window.desk.doubts.buttons["reject"].toolTip()
    assert "X" in tip
    sheet = CheatSheet(window.session.vocabulary, window.keymap, window.language)
    assert any("F11" in keys for keys, _ in sheet.listed)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_a_key_that_fields_and_buttons_need_works_on_the_desk_alone(window, key):
    name = QKeySequence(key).toString()
    bound = shipped_keymap().bound("accept", ()).bound("type_fix", ())
    window.set_keymap(bound.bound("zoom_in", (name,)))
    points = window.preferences.points
    window.commands.run("find_in_page")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, key)
    assert window.preferences.points == points
    window.desk.text.setFocus()
    QTest.keyClick(window.desk.text, key)
    assert window.preferences.points == points + 1


KEYS_OF_ALL_SORTS = (
    *("A", "shift+a", "Z", "1", "5", "0", "?", "+", ",", "=", "中", "é", "Q, {}", "{}", "Alt+{}"),
    *("F1", "F8", "Shift+F8", "F24", "Ctrl+F6", "Ctrl+Alt+K", "Alt+Ctrl+K", "Ctrl+Alt+Shift+9"),
    *("Tab", "Shift+Tab", "Shift+Backtab", "Space", "Return", "Enter", "Escape", "Del", "Delete"),
    *("Insert", "Ins", "Ctrl+,", "Ctrl++", "Ctrl+=", "R, R", "R,H", "R, 1", "Ctrl+K, Ctrl+S"),
    *("Ctrl+K,Ctrl+S", "Ctrl+K, A, B", "N, {}", "Ctrl+{}", "Alt+1", "Num+5", "Volume Up", "X, +"),
)
WAYS = [
    (command, key)
    for command in sorted(set(COMMANDS) - BY_MOUSE_ALONE)
    for key in KEYS_OF_ALL_SORTS
    if bool(COMMANDS[command].family) == (SLOT in key)
]


@given(st.lists(st.sampled_from(WAYS), max_size=20))
@settings(max_examples=40, deadline=None)
def test_no_key_calls_two_commands_when_what_clashes_is_taken_over(wanted):
    """Of two shortcuts that are the same, or of which one begins the other, Qt calls neither."""
    words, keymap = default_vocabulary(), shipped_keymap()
    for command, key in wanted:
        pattern = spelled(key)
        mine = tuple(each for each in keymap.keys(command) if each != pattern)
        keymap = keymap.bound(command, (*mine, pattern))
        keymap = taken_over(keymap, clashes_of(words, keymap, command, pattern))
    made = Actions(words, keymap, Language("en"), QApplication.instance())
    sequences = [
        (action, sequence)
        for action in made.findChildren(QAction)
        for sequence in action.shortcuts()
    ]
    assert not [
        (one.text(), other.text(), first.toString(), second.toString())
        for (one, first), (other, second) in permutations(sequences, 2)
        if one is not other and first.matches(second) != QKeySequence.SequenceMatch.NoMatch
    ]
    shiboken6.delete(made)


def test_a_single_letter_bound_anew_is_a_command_on_the_text(window):
    window.set_keymap(window.keymap.bound("next_proposal", ("Tab", "Z")))
    window.session.select(Selection.at(0))
    before = window.session.current
    QTest.keyClick(window.desk.text, Key.Key_Z)
    assert window.session.current != before


def test_a_key_that_no_keyboard_has_harms_nothing(window):
    window.set_keymap(window.keymap.bound("accept", ("Foo+Bar", "", "Space")))
    doubts = len(window.session.page.doubts)
    window.session.choose(window.session.queue[0].id)
    QTest.keyClick(window.desk.text, Key.Key_Space)
    assert len(window.session.page.doubts) < doubts


def test_a_key_taken_away_does_nothing(window):
    window.set_keymap(window.keymap.bound("start_article", ()))
    before = window.session.page.revision
    window.session.select(Selection.at(30))
    QTest.keyClick(window.desk.text, Key.Key_N)
    assert window.session.page.revision == before


def test_a_new_first_key_of_a_chord_says_what_it_waits_for(window):
    window.set_keymap(window.keymap.bound("set_role", ("Z, {}",)))
    QTest.keyClick(window.desk.text, Key.Key_Z)
    assert "H 主题" in window.status.noticed
    QTest.keyClick(window.desk.text, Key.Key_R)
    assert window.status.noticed == ""


def test_actions_made_anew_leave_none_of_the_old_ones(window, qtbot):
    def made() -> int:
        return len(
            window.actions_.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
        )

    count, old = made(), list(window.actions_.findChildren(QAction))
    places = (window, window.desk.text, window.desk.cards, window.desk.doubts.view)
    attached = [len(place.actions()) for place in places]
    for _ in range(3):
        window.set_keymap(window.keymap.bound("accept", ("Space", "F11")))
    qtbot.waitUntil(lambda: not any(map(shiboken6.isValid, old)))
    assert made() == count
    assert [len(place.actions()) for place in places] == attached
    menu = window.menuBar().actions()[1].menu()
    assert any(action.shortcuts()[:1] for action in menu.actions())


def test_a_damaged_file_of_keys_is_told_and_the_window_opens_with_the_shipped_ones(
    shown_window, answer
):
    own_keys_file().parent.mkdir(parents=True)
    own_keys_file().write_bytes(b"accept = [")
    window = shown_window(open_window(None, Preferences(language="zh"), guest=True))
    assert window.keymap == shipped_keymap()
    assert str(own_keys_file()) in window.status.noticed
    told = []
    answer(
        KeysDialog,
        lambda dialog: (
            told.extend(label.text() for label in dialog.findChildren(QLabel)),
            dialog.reject(),
        ),
    )
    window.commands.run("edit_keys")
    assert any("keys.toml.old" in text for text in told)


def test_labels_of_a_project_bring_their_keys_and_what_clashes_is_told(window):
    person, *others = window.session.vocabulary.labels
    words = window.session.vocabulary
    window.session.vocabulary = replace(words, labels=(replace(person, key="8"), *others))
    window.status.clear_notice()
    window.show_vocabulary()
    assert not window.status.noticed
    text = window.session.page.raw.text
    at = text.index("近年来")
    window.session.select(Selection(at, at + 2))
    QTest.keyClick(window.desk.text, Key.Key_8)
    assert [mark.label for mark in window.session.page.entities] == [person.id]
    window.session.vocabulary = replace(words, labels=(replace(person, key="X"), *others))
    window.show_vocabulary()
    assert "Ctrl+Shift+K" in window.status.noticed


def test_keys_that_clash_in_the_file_are_told_at_the_start(shown_window):
    save_keymap(shipped_keymap().bound("accept", ("X",)))
    window = shown_window(open_window(None, Preferences(language="en"), guest=True))
    assert "Ctrl+Shift+K" in window.status.noticed


def test_the_large_enter_is_called_so_in_menus_and_hints(window):
    assert window.actions_.action("finish_page").text().endswith("\tCtrl+Enter")
    assert "Ctrl+Enter" in window.language.say("panel.queue_all_done")
    sheet = CheatSheet(window.session.vocabulary, window.keymap, window.language)
    assert any(keys == "Ctrl+Enter   Ctrl+Num+Enter" for keys, _ in sheet.listed)
