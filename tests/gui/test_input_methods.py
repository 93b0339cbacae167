"""An input method is on all day: letters are commands on the desk and text in fields, and a light tells which."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.document.spans import Selection
from annotator.gui.dialogs.cheat_sheet import CheatSheet
from annotator.gui.dialogs.keys_dialog import KeysDialog
from annotator.gui.dialogs.palette import Palette
from annotator.gui.mode_light import takes_text

Key, Modifier = Qt.Key, Qt.KeyboardModifier
IME = Qt.WidgetAttribute.WA_InputMethodEnabled


def compose(widget: QWidget, composed: str, committed: str = "") -> None:
    """What an input method sends: letters while it composes, then what was chosen."""
    QApplication.sendEvent(widget, QInputMethodEvent(composed, []))
    if committed:
        event = QInputMethodEvent()
        event.setCommitString(committed)
        QApplication.sendEvent(widget, event)


def desk_widgets(window) -> list[QWidget]:
    """Everything in the window that can have the keys and takes no text."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not takes_text(widget)
    ]


def fields(window) -> list[QLineEdit]:
    return [each for each in window.findChildren(QLineEdit) if each.isVisible()]


def test_the_desk_has_its_keys_from_the_keyboard_and_fields_from_the_input_method(window):
    desk = window.desk
    assert {desk.text, desk.pages.view, desk.doubts.view, desk.cards} <= set(desk_widgets(window))
    for widget in desk_widgets(window):
        widget.setFocus()
        assert not widget.testAttribute(IME), widget
        assert not widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled), widget
        assert not window.status.is_typing
    assert fields(window)
    for field in fields(window):
        field.setFocus()
        assert field.testAttribute(IME), field
        assert field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled), field
        assert window.status.is_typing


def test_what_an_input_method_sends_to_the_desk_all_the_same_goes_nowhere(window):
    page, queue = window.session.page, window.session.queue
    typed = [field.text() for field in fields(window)]
    for widget in desk_widgets(window):
        widget.setFocus()
        compose(widget, "n", "你")
        compose(widget, "x")
    assert window.session.page is page
    assert window.session.queue == queue
    assert window.desk.text.toPlainText() == page.raw.text
    assert [field.text() for field in fields(window)] == typed


@pytest.mark.parametrize("pane", ["text", "cards", "queue", "pages"])
def test_a_letter_is_a_command_on_every_pane_after_an_input_method_has_composed_there(window, pane):
    desk = window.desk
    widget = {
        "text": desk.text,
        "cards": desk.cards,
        "queue": desk.doubts.view,
        "pages": desk.pages.view,
    }[pane]
    widget.setFocus()
    compose(widget, "ni", "你")
    window.session.choose(window.session.queue[0].id)
    left = len(window.session.page.doubts)
    QTest.keyClick(widget, Key.Key_X)
    assert len(window.session.page.doubts) < left
    QTest.keyClick(widget, Key.Key_Z, Modifier.ControlModifier)
    assert len(window.session.page.doubts) == left


def test_the_editor_of_a_correction_takes_text_and_gives_the_keys_back(window):
    window.session.select(Selection.at(30))
    QTest.keyClick(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    assert editor.hasFocus()
    assert window.status.is_typing
    compose(editor, "zi", "字")
    assert "字" in editor.text()
    QTest.keyClick(editor, Key.Key_Escape)
    assert not window.status.is_typing


def test_fields_of_dialogs_light_the_lamp_and_lists_of_dialogs_put_it_out(window, answer):
    seen = []

    def look(dialog) -> None:
        field, *lists = (
            dialog.field
            if isinstance(dialog, Palette)
            else dialog.search
            if isinstance(dialog, KeysDialog)
            else dialog.filter,
            *([dialog.tree] if isinstance(dialog, KeysDialog) else []),
        )
        seen.append((field.hasFocus(), window.status.is_typing))
        for each in lists:
            each.setFocus()
            seen.append((each.hasFocus(), not window.status.is_typing))
        dialog.reject()

    for kind, command in (
        (Palette, "command_palette"),
        (KeysDialog, "edit_keys"),
        (CheatSheet, "cheat_sheet"),
    ):
        answer(kind, look)
        window.commands.run(command)
    assert len(seen) == 4
    assert all(all(each) for each in seen)


def test_letters_that_are_only_composed_find_a_command_already(window, answer):
    found = []

    def look(dialog: Palette) -> None:
        compose(dialog.field, "che'xiao")
        found.append(dialog.rows.found[0].command)
        compose(dialog.field, "", "重做")
        found.append(dialog.rows.found[0].command)
        dialog.reject()

    answer(Palette, look)
    window.commands.run("command_palette")
    assert found == ["undo", "redo"]
