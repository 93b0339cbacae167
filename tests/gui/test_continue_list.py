"""The list of what an article could go on with: real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.document.spans import Selection
from annotator.gui.continue_list import ContinueList
from annotator.gui.main_window import MainWindow


@pytest.fixture
def cut(window: MainWindow):
    """The first article of seed page 000 without its last part, the caret in it."""
    session = window.session
    assert session.shown is not None
    article = session.shown.articles[0]
    last = article.parts[-1].span
    session.select(Selection(last.start, last.end))
    session.run("free_lines")
    session.select(Selection.at(article.parts[1].span.start))
    return last


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.desk.text, key)


def opened(window: MainWindow) -> ContinueList:
    press(window, Qt.Key.Key_C)
    found = window.commands.articles.list
    assert found is not None
    return found


def test_c_offers_and_shows_the_first(window, cut):
    over = opened(window)
    assert over.isVisible()
    assert over.list.hasFocus()
    assert window.session.selection.spans[0].start == cut.start
    assert 1 <= over.list.count() <= 5


def test_enter_takes_the_first_and_the_caret_goes_along(window, cut):
    over = opened(window)
    QTest.keyClick(over.list, Qt.Key.Key_Return)
    article = window.session.shown.articles[0]
    assert article.parts[-1].span.end == cut.end
    assert window.session.selection == Selection.at(cut.start)
    assert window.commands.articles.list is None
    assert window.desk.text.hasFocus()
    window.session.undo()
    assert window.session.shown.articles[0].parts[-1].span.end < cut.start


def test_a_digit_takes_that_one(window, cut):
    over = opened(window)
    QTest.keyClick(over.list, Qt.Key.Key_Down)
    second = window.session.selection.spans
    assert second[0].start != cut.start
    QTest.keyClick(over.list, Qt.Key.Key_2)
    own = [part.span for part in window.session.shown.articles[0].parts]
    assert any(part.overlaps(second[0]) for part in own)


@pytest.mark.usefixtures("cut")
def test_escape_leaves_everything_as_it_was(window):
    before, edit = window.session.selection, window.session.history.last
    over = opened(window)
    QTest.keyClick(over.list, Qt.Key.Key_Down)
    QTest.keyClick(over.list, Qt.Key.Key_Escape)
    assert window.session.selection == before
    assert window.session.history.last is edit
    assert window.desk.text.hasFocus()


@pytest.mark.usefixtures("cut")
def test_letters_are_no_commands_in_the_list(window):
    edit = window.session.history.last
    over = opened(window)
    for key in (Qt.Key.Key_N, Qt.Key.Key_J, Qt.Key.Key_X, Qt.Key.Key_9):
        QTest.keyClick(over.list, key)
    assert window.session.history.last is edit
    assert over.isVisible()


@pytest.mark.usefixtures("cut")
def test_going_elsewhere_leaves_the_list(window):
    opened(window)
    window.desk.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert window.commands.articles.list is None


def test_c_again_goes_on(window, cut):
    QTest.keyClick(opened(window).list, Qt.Key.Key_Return)
    again = opened(window)
    assert again.isVisible()
    assert window.session.selection.spans[0].start != cut.start


def test_without_an_article_it_says_so(window):
    window.session.select(Selection.at(0))
    press(window, Qt.Key.Key_C)
    assert window.commands.articles.list is None
    assert window.status.noticed == window.language.say("refuse.no_article_here")


@pytest.mark.usefixtures("cut")
def test_every_row_is_said_to_screen_readers(window):
    over = opened(window)
    said = over.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert len(said.split("\n")) == 3
    assert over.list.accessibleName() == window.language.say("panel.continue_list")
