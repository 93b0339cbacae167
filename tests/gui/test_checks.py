"""The checks before a page is finished, and its cost so far, with real keys in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.document.pages import PageState
from annotator.document.spans import Selection
from annotator.gui.dialogs.finish_dialog import FinishDialog
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.store.project import Project
from annotator.workbench.checks.table import problems
from annotator.workbench.session import Session

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture(params=["zh", "en"])
def window(request, shown_window, session):
    """At page 000, whose third article has two problems: a headline in its body, and a line of nobody's."""
    window = shown_window(
        MainWindow(session, Preferences(language=request.param), load_keymap(), None, guest=True)
    )
    third, fourth = session.shown.articles[2:4]
    session.select(Selection.at(fourth.parts[0].span.start))
    QTest.keyClick(window.desk.text, Key.Key_J)
    last = third.parts[0].span
    session.select(Selection.at(last.start))
    QTest.keyClick(window.desk.text, Key.Key_G)
    QTest.keyClick(window.desk.text, Key.Key_0)
    assert {each.check for each in found(window)} >= {"late_headline", "nobodys_line"}
    session.select(Selection.at(0))
    return window


def found(window):
    return problems(window.session.shown)


def open_list(window, qtbot):
    QTest.keyClick(window.desk.text, Key.Key_V)
    opened = window.commands.checks.list
    qtbot.waitUntil(opened.list.hasFocus)
    return opened


def press(opened, key, modifier=Modifier.NoModifier):
    QTest.keyClick(opened.list, key, modifier)


def test_v_lists_the_problems_and_stands_on_the_first(window, qtbot):
    opened = open_list(window, qtbot)
    told = found(window)
    texts = [opened.list.item(row).text() for row in range(opened.list.count())]
    assert len(texts) == len(told)
    for text, problem in zip(texts, told, strict=True):
        assert window.language.sentence(problem.what) in text
    assert window.session.selection == Selection.at(told[0].span.start)


def test_the_arrows_jump_in_the_page(window, qtbot):
    opened = open_list(window, qtbot)
    press(opened, Key.Key_Down)
    assert window.session.selection == Selection.at(found(window)[1].span.start)
    press(opened, Key.Key_Up)
    assert window.session.selection == Selection.at(found(window)[0].span.start)


def at_check(opened, name):
    row = next(n for n, each in enumerate(opened.found) if each.check == name)
    while opened.list.currentRow() < row:
        press(opened, Key.Key_Down)
    return opened.found[row]


def test_a_digit_mends_and_ctrl_z_takes_it_back(window, qtbot):
    opened = open_list(window, qtbot)
    problem = at_check(opened, "late_headline")
    press(opened, Key.Key_2)
    assert problem.id not in {each.id for each in found(window)}
    assert window.session.shown.stretch_at(problem.span.start).role == "subhead"
    press(opened, Key.Key_Z, Modifier.ControlModifier)
    assert problem.id in {each.id for each in found(window)}
    assert opened.list.count() == len(found(window))


def test_enter_does_the_first_fix(window, qtbot):
    opened = open_list(window, qtbot)
    before = len(window.session.shown.articles)
    problem = at_check(opened, "late_headline")
    press(opened, Key.Key_Return)
    assert len(window.session.shown.articles) == before + 1
    assert problem.id not in {each.id for each in found(window)}


def test_x_calls_it_right_and_it_is_gone_from_the_list(window, qtbot):
    opened = open_list(window, qtbot)
    problem = opened.current
    count = opened.list.count()
    press(opened, Key.Key_X)
    assert opened.list.count() == count - 1
    on_disk = window.session.project.page(window.session.number)
    assert on_disk.decisions[problem.id].verdict == "rejected"


def test_escape_closes_the_list_and_the_keys_are_back_in_the_text(window, qtbot):
    opened = open_list(window, qtbot)
    press(opened, Key.Key_Escape)
    assert window.commands.checks.list is None
    window.activateWindow()
    qtbot.waitUntil(window.desk.text.hasFocus)


def test_the_list_follows_the_page(window, qtbot, numbers):
    opened = open_list(window, qtbot)
    window.bridge.open_page(numbers["004"])
    assert opened.found == found(window) == ()
    assert opened.count.text() == window.language.say("check.none")


def test_another_project_closes_the_list(window, qtbot, tmp_path):
    open_list(window, qtbot)
    other = Project.create(tmp_path / "other.db")
    window.show_project(Session(other, window.session.vocabulary, "me", lambda: "2024"))
    qtbot.waitUntil(lambda: window.commands.checks.list is None)


def test_shift_v_goes_from_problem_to_problem(window):
    places = [each.span.start for each in found(window)]
    for place in (*places, places[0]):
        QTest.keyClick(window.desk.text, Key.Key_V, Modifier.ShiftModifier)
        assert window.session.selection.caret == place


def test_a_page_without_problems_says_so(window, numbers):
    window.bridge.open_page(numbers["004"])
    QTest.keyClick(window.desk.text, Key.Key_V)
    assert window.status.noticed == window.language.say("check.none")
    assert window.commands.checks.list is None


# -- the end of a page -------------------------------------------------------------------


def finish(window, answer, key):
    """Ctrl+Return, and that key in the dialog; answers what the dialog said."""
    said = []

    def act(dialog):
        said.extend([dialog.problems.text(), dialog.leave_open.text()])
        QTest.keyClick(dialog, key)

    answer(FinishDialog, act)
    QTest.keyClick(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    return said


def state_of(window, numbers):
    return window.session.project.page(numbers["000"]).state


def test_finishing_tells_the_problems_and_a_accepts_the_rest(window, answer, numbers):
    first = window.language.sentence(found(window)[0].what)
    said = finish(window, answer, Key.Key_A)
    assert first in said[0]
    assert state_of(window, numbers) is PageState.FINISHED
    assert not window.session.project.page(numbers["000"]).doubts
    assert window.session.number == numbers["001"]


def test_f_finishes_without_what_is_open(window, answer, numbers):
    finish(window, answer, Key.Key_F)
    assert state_of(window, numbers) is PageState.FINISHED
    assert window.session.project.page(numbers["000"]).doubts


def test_escape_goes_on_and_opens_no_list(window, answer, numbers):
    finish(window, answer, Key.Key_Escape)
    assert window.commands.checks.list is None
    assert state_of(window, numbers) is PageState.IN_WORK


def test_v_looks_at_the_problems(window, answer, numbers):
    finish(window, answer, Key.Key_V)
    assert window.commands.checks.list.found == found(window)
    assert state_of(window, numbers) is PageState.IN_WORK


def test_problems_alone_ask_before_the_end_and_do_not_keep_it_from_ending(window, answer, numbers):
    window.bridge.run("accept_shown")
    said = finish(window, answer, Key.Key_F)
    assert said[1] == window.language.say("finish.all_the_same")
    assert state_of(window, numbers) is PageState.FINISHED


def test_every_button_is_as_wide_as_its_words(window, qtbot):
    dialog = FinishDialog(window.session.page, window.language, window, found(window))
    qtbot.addWidget(dialog)
    dialog.show()
    for button in (dialog.go_on, dialog.look, dialog.leave_open, dialog.accept_all):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())


# -- the cost so far ---------------------------------------------------------------------


def test_the_status_line_counts_what_has_been_spent(window, qtbot, numbers):
    window.bridge.open_page(numbers["001"])
    say = window.language.say
    qtbot.waitUntil(lambda: window.status.spent == say("cost.spent", seconds=0, keys=0))
    QTest.keyClick(window.desk.text, Key.Key_Tab)
    QTest.keyClick(window.desk.text, Key.Key_Space)
    qtbot.waitUntil(lambda: window.status.spent == say("cost.spent", seconds=2, keys=1))
    QTest.keyClick(window.desk.text, Key.Key_Z, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: window.status.spent == say("cost.spent", seconds=2, keys=3))


def test_keys_of_ones_own_are_paid_as_they_are(window, qtbot, numbers):
    window.bridge.open_page(numbers["001"])
    window.set_keymap(window.keymap.bound("accept", ("Ctrl+Alt+Space",)))
    QTest.keyClick(window.desk.text, Key.Key_Tab)
    QTest.keyClick(window.desk.text, Key.Key_Space, Modifier.ControlModifier | Modifier.AltModifier)
    say = window.language.say
    qtbot.waitUntil(lambda: window.status.spent == say("cost.spent", seconds=2, keys=3))
