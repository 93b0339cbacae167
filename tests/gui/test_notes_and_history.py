"""Flags, notes, history and the way to the next page, with the keys an editor presses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.document.pages import PageState
from annotator.document.spans import Selection
from annotator.gui.dialogs.about_mark_dialog import AboutMarkDialog
from annotator.gui.dialogs.history_dialog import HistoryDialog
from annotator.gui.dialogs.notes_dialog import NotesDialog
from annotator.gui.dialogs.words_dialog import WordsDialog
from annotator.gui.history_model import TITLE
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.store.project import Project
from annotator.workbench.session import Session

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


@pytest.fixture(params=["zh", "en"])
def window(request, shown_window, session):
    """At page 000, in both languages."""
    look = Preferences(language=request.param)
    return shown_window(MainWindow(session, look, load_keymap(), None, guest=True))


def press(window, key, modifier=Modifier.NoModifier) -> None:
    window.activateWindow()  # the window manager's part, when a dialog has closed
    window.desk.text.setFocus()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window.desk.text, key, modifier)


def has_the_keys_again(window) -> bool:
    """Whether the text would get them once the window manager gives the window its turn."""
    return window.focusWidget() is window.desk.text


def to_entity(window, number: int):
    """The caret at an entity; answers it."""
    entity = window.session.shown.entities[number]
    window.session.select(Selection.at(entity.span.start))
    return entity


def accept(window, number: int) -> None:
    to_entity(window, number)
    press(window, Key.Key_Space)


def write(text: str, *, keep: bool = True):
    """What an editor does in the field: types, also with an input method, and presses Enter or Escape."""

    def act(dialog) -> None:
        assert QApplication.focusWidget() is dialog.editor
        dialog.editor.selectAll()
        QTest.keyClick(dialog.editor, Key.Key_Delete)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(dialog.editor, event)
        QTest.keyClick(dialog.editor, Key.Key_Return if keep else Key.Key_Escape)

    return act


# -- flags -------------------------------------------------------------------------------


def test_k_asks_why_and_k_again_takes_the_flag_off(window, answer):
    answer(WordsDialog, write("缺一行"))
    press(window, Key.Key_K)
    assert window.session.page.flag.why == "缺一行"
    model = window.desk.pages.model
    spoken = str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert window.language.say("panel.state_needs_look") in spoken
    assert "缺一行" in spoken
    press(window, Key.Key_K)
    assert window.session.page.flag is None
    assert has_the_keys_again(window)


def test_a_flag_needs_no_reason_and_escape_raises_none(window, answer):
    answer(WordsDialog, write("", keep=False))
    press(window, Key.Key_K)
    assert window.session.page.flag is None
    answer(WordsDialog, write(""))
    press(window, Key.Key_K)
    assert window.session.page.flag.why == ""


def test_a_page_that_needs_a_look_says_why_when_it_is_opened(window, numbers):
    window.bridge.run("flag_page", "缺一行")
    window.bridge.run("note_page", "模糊\n不清")
    window.bridge.open_page(numbers["001"])
    assert window.status.noticed == ""
    window.bridge.open_page(numbers["000"])
    assert "缺一行" in window.status.noticed
    assert "模糊 不清" in window.status.noticed


# -- notes -------------------------------------------------------------------------------


def test_m_writes_a_note_that_is_seen_and_told_and_emptied_away(window, answer):
    accept(window, 0)
    entity = to_entity(window, 0)
    before = window.desk.text.viewport().grab().toImage()
    answer(WordsDialog, write("地名？"))
    press(window, Key.Key_M)
    (note,) = window.session.page.notes
    assert note.mark == entity.mark.id
    assert window.desk.text.viewport().grab().toImage() != before
    grid = window.desk.text.grid()
    (row, box) = grid.boxes(entity.span.start, entity.span.end)[0]
    assert "地名？" in window.desk.text.hint_at(box.center())
    model = window.desk.pages.model
    assert "地名？" in str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))
    answer(WordsDialog, write(""))
    press(window, Key.Key_M)
    assert window.session.page.notes == ()
    assert row.line >= 0


def test_shift_enter_begins_a_line_and_tab_leaves_the_field(window, answer):
    def act(dialog) -> None:
        QTest.keyClicks(dialog.editor, "one")
        QTest.keyClick(dialog.editor, Key.Key_Return, SHIFT)
        QTest.keyClicks(dialog.editor, "two")
        QTest.keyClick(dialog.editor, Key.Key_Tab)
        assert not dialog.editor.hasFocus()
        dialog.yes.click()

    answer(WordsDialog, act)
    press(window, Key.Key_M, CONTROL)
    (note,) = window.session.page.notes
    assert (note.text, note.place) == ("one\ntwo", None)


def test_a_note_on_an_article_stands_in_the_head_of_its_card(window, answer, qtbot):
    article = window.session.shown.articles[0]
    window.session.choose(article.proposal.id)
    press(window, Key.Key_Space)
    mark = window.session.page.articles[0]
    line = window.session.page.raw.line_at(mark.parts[0].span.start)
    assert line >= 0
    window.session.select(Selection.at(mark.parts[0].span.start))
    answer(WordsDialog, write("缺作者"))
    press(window, Key.Key_M)
    cards = window.desk.cards.cards_model
    qtbot.waitUntil(lambda: any("缺作者" in cards.title_of(card) for card in cards.cards))


def test_what_looks_like_markup_in_a_note_is_shown_as_it_was_written(window, answer, qtbot):
    answer(WordsDialog, write("缺<i>作者</i>"))
    press(window, Key.Key_M, CONTROL)

    def said() -> list[QLabel]:
        labels = window.status.findChildren(QLabel)
        return [label for label in labels if "<i>作者</i>" in label.text()]

    qtbot.waitUntil(lambda: bool(said()))
    for label in said():
        assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(label.text())

    def act(dialog) -> None:
        model = dialog.model
        tip = model.data(model.index(0, TITLE), Qt.ItemDataRole.ToolTipRole)
        assert "<i>作者</i>" in QTextDocumentFragment.fromHtml(tip).toPlainText()
        QTest.keyClick(dialog.table, Key.Key_Escape)

    answer(HistoryDialog, act)
    press(window, Key.Key_H)


def test_the_list_of_notes_leads_to_each(window, answer):
    entity = to_entity(window, 3)
    answer(WordsDialog, write("?"))
    press(window, Key.Key_M)
    window.session.select(Selection.at(0))

    def act(dialog) -> None:
        assert dialog.list.count() == 1
        QTest.keyClick(dialog.list, Key.Key_Return)

    answer(NotesDialog, act)
    press(window, Key.Key_M, CONTROL | SHIFT)
    assert window.session.selection.caret == entity.span.start


def test_without_notes_the_list_says_how_to_write_one(window):
    press(window, Key.Key_M, CONTROL | SHIFT)
    assert window.status.noticed == window.language.say("refuse.no_notes")


# -- what is next to do ------------------------------------------------------------------


def test_the_next_page_to_do_passes_finished_ones_and_begins_again(window, numbers):
    session = window.session
    for name in ("001", "003"):
        session.open_page(numbers[name])
        session.run("finish_page", "yes")
    session.open_page(numbers["000"])
    seen = []
    for _ in range(3):
        press(window, Key.Key_PageDown, CONTROL | SHIFT)
        seen.append(session.number)
    assert seen == [numbers["002"], numbers["004"], numbers["000"]]


def test_when_all_is_done_it_says_so(window, numbers):
    session = window.session
    for name in ("001", "002", "003", "004"):
        session.open_page(numbers[name])
        session.run("finish_page", "yes")
    session.open_page(numbers["000"])
    press(window, Key.Key_PageDown, CONTROL | SHIFT)
    assert window.status.noticed == window.language.say("window.nothing_else_to_do")
    session.run("finish_page", "yes")
    press(window, Key.Key_PageDown, CONTROL | SHIFT)
    assert window.status.noticed == window.language.say("window.all_done")


# -- going on where one stopped ----------------------------------------------------------


def test_a_page_is_opened_again_where_it_was_left(window, numbers):
    session, view = window.session, window.desk.text
    caret = len(session.page.raw) // 2
    session.select(Selection.at(caret))
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 2)
    top = view.verticalScrollBar().value()
    press(window, Key.Key_PageDown, CONTROL)
    assert session.number == numbers["001"]
    assert session.selection.caret == 0
    press(window, Key.Key_PageUp, CONTROL)
    assert (session.selection.caret, view.shown_selection().caret) == (caret, caret)
    assert view.verticalScrollBar().value() == top


def test_closing_keeps_the_caret_of_the_last_page(window, numbers, shown_window):
    window.bridge.open_page(numbers["001"])
    window.session.select(Selection.at(200))
    path, vocabulary = window.session.project.path, window.session.vocabulary
    assert window.close()
    again = Session(Project.open(path), vocabulary, "other", lambda: "2030")
    look = Preferences(language="zh")
    opened = shown_window(MainWindow(again, look, load_keymap(), None, guest=True))
    assert opened.session.number == numbers["001"]
    assert opened.session.selection.caret == 200
    assert opened.close()


# -- history -----------------------------------------------------------------------------


def test_h_shows_what_was_done_and_enter_jumps_back(window, answer):
    for number in (0, 1, 2):
        accept(window, number)
    assert len(window.session.page.entities) == 3

    def act(dialog) -> None:
        assert dialog.table.hasFocus()
        assert dialog.model.rowCount() == 4
        assert dialog.model.here == 0
        assert not dialog.yes.isEnabled()
        QTest.keyClick(dialog.table, Key.Key_Down)
        QTest.keyClick(dialog.table, Key.Key_Down)
        assert window.language.say("history.back", count=2) in dialog.told.text()
        QTest.keyClick(dialog.table, Key.Key_Return)

    answer(HistoryDialog, act)
    press(window, Key.Key_H)
    assert len(window.session.page.entities) == 1
    assert len(window.session.history.undone) == 2
    press(window, Key.Key_Z, CONTROL | SHIFT)
    assert len(window.session.page.entities) == 2


def test_the_row_chosen_shows_its_place_and_escape_goes_back_to_where_one_was(window, answer):
    for number in (0, 1):
        accept(window, number)
    first = window.session.page.entities[0].span
    window.session.select(Selection.at(900))
    seen: list[int] = []

    def act(dialog) -> None:
        QTest.keyClick(dialog.table, Key.Key_Down)
        seen.append(min(window.session.selection.anchor, window.session.selection.caret))
        QTest.keyClick(dialog.table, Key.Key_Escape)

    answer(HistoryDialog, act)
    press(window, Key.Key_H)
    assert seen == [first.start]
    assert window.session.selection == Selection.at(900)
    assert len(window.session.page.entities) == 2


def test_undone_steps_are_done_again_from_the_list(window, answer):
    for number in (0, 1):
        accept(window, number)
    press(window, Key.Key_Z, CONTROL)
    press(window, Key.Key_Z, CONTROL)

    def act(dialog) -> None:
        assert dialog.model.here == 2
        QTest.keyClick(dialog.table, Key.Key_Home, CONTROL)
        assert window.language.say("history.forward", count=2) in dialog.told.text()
        QTest.keyClick(dialog.table, Key.Key_Return)

    answer(HistoryDialog, act)
    press(window, Key.Key_H)
    assert len(window.session.page.entities) == 2


def test_a_page_nobody_has_worked_on_has_no_history(window, numbers):
    window.bridge.open_page(numbers["004"])
    press(window, Key.Key_H)
    assert window.status.noticed == window.language.say("refuse.no_history")


# -- where a mark comes from -------------------------------------------------------------


def test_i_tells_who_made_the_mark_and_from_what(window, answer):
    accept(window, 0)
    to_entity(window, 0)
    read: list[str] = []

    def act(dialog) -> None:
        assert dialog.text.hasFocus()
        read.append(dialog.text.toPlainText())
        QTest.keyClick(dialog, Key.Key_Escape)

    answer(AboutMarkDialog, act)
    press(window, Key.Key_I)
    proposal = next(iter(window.session.page.decisions))
    assert window.session.page.proposals[proposal].run in read[0]
    assert window.session.by in read[0]
    assert has_the_keys_again(window)


def test_finishing_a_page_goes_on_to_the_next_one_to_do(window, numbers):
    session = window.session
    session.open_page(numbers["001"])
    session.run("finish_page", "yes")
    session.open_page(numbers["000"])
    session.run("reject_shown")
    window.commands.pages.go_on()
    assert session.number == numbers["002"]
    assert session.project.page_rows([numbers["001"]])[0].state is PageState.FINISHED
