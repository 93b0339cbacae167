"""The queue of the whole project in the window, with real keys and the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.document.doubts import QueueFilter
from annotator.document.phrases import label_title, phrase
from annotator.gui.dialogs.confirm_project import ConfirmProject
from annotator.gui.dialogs.message import MessageDialog
from annotator.gui.dialogs.progress_dialog import ProgressDialog
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES
from annotator.settings.preferences import Preferences
from annotator.store.project import Project
from annotator.workbench.session import Session

Key, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(params=LANGUAGES)
def window(request, shown_window, session):
    return shown_window(
        MainWindow(session, Preferences(language=request.param), load_keymap(), None, guest=True)
    )


@pytest.fixture
def wide(window, qtbot):
    """The window, working through the project."""
    QTest.keyClick(window.desk.text, Key.Key_F4, SHIFT)
    wait_for_queue(window, qtbot)
    return window


def wait_for_queue(window, qtbot):
    def is_there() -> bool:
        session = window.session
        is_counted = session.wide is not None and session.wide.is_counted
        return is_counted and not session.wants_loading and not window.desk.doubts.loader.is_running

    qtbot.waitUntil(is_there, timeout=10_000)


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.desk.text, key, modifier)


def test_shift_f4_and_the_buttons_switch_the_scope(wide, qtbot):
    panel, session = wide.desk.doubts, wide.session
    assert session.scope == "project"
    assert panel.model.rowCount() == len(session.wide.rows)
    assert f"{session.wide.total:,}" in panel.count.text()
    QTest.mouseClick(panel.filter_bar.scopes["page"], LEFT)
    assert session.scope == "page"
    assert panel.model.rowCount() == len(session.queue)
    QTest.mouseClick(panel.filter_bar.scopes["project"], LEFT)
    wait_for_queue(wide, qtbot)
    assert panel.model.is_wide
    assert session.project.setting("queue_scope") == "project"


def test_the_sign_on_the_scope_outlasts_other_keys_and_another_language(wide):
    scopes = wide.desk.doubts.filter_bar.scopes
    wide.set_keymap(wide.keymap.bound("accept", ("Space", "F11")))
    wide.commands.run("switch_language")
    texts = {scope: button.text() for scope, button in scopes.items()}
    assert texts["project"].startswith("✓")
    assert not texts["page"].startswith("✓")


def test_a_row_names_its_page_and_says_what_why_and_how_sure(wide, numbers):
    model = wide.desk.doubts.model
    names = {row.name for row in wide.session.project.page_rows(numbers.values())}
    for number in range(20):
        words = model.row(number).words
        assert words.page in names
        assert words.title
        assert words.reasons
        tip = model.data(model.index(number), Qt.ItemDataRole.ToolTipRole)
        assert words.page in str(tip)


def test_space_and_x_go_on_to_the_next_row_on_whatever_page(wide):
    press(wide, Key.Key_Tab)
    session, panel, visited = wide.session, wide.desk.doubts, []
    for number in range(8):
        row = panel.view.currentIndex().row()
        after = session.wide.rows[row + 1]
        press(wide, Key.Key_X if number % 2 else Key.Key_Space)
        assert session.entry == after
        assert session.number == after[1]
        assert panel.model.entry(panel.view.currentIndex().row()) == after
        assert wide.desk.pages.view.hasFocus() is False
        visited.append(session.number)
    assert len(set(visited)) > 1
    assert wide.desk.text.hasFocus()


def test_a_click_on_a_row_opens_its_page_with_the_caret_there(wide):
    session, panel = wide.session, wide.desk.doubts
    row = next(i for i, each in enumerate(session.wide.rows) if each[1] != session.number)
    panel.view.scrollTo(panel.model.index(row))
    where = panel.view.visualRect(panel.model.index(row)).center()
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=where + QPoint(0, 0))
    assert session.number == session.wide.rows[row][1]
    assert session.entry == session.wide.rows[row]


def test_the_filter_bar_filters_the_project(wide, qtbot):
    bar, session = wide.desk.doubts.filter_bar, wide.session
    bar.kind.setCurrentIndex(bar.kind.findData("entity"))
    bar.kind.activated.emit(bar.kind.currentIndex())
    bar.least.setValue(0.5)
    bar.proposer.setCurrentIndex(0)
    qtbot.waitUntil(lambda: session.filter.least == 0.5)
    wait_for_queue(wide, qtbot)
    assert session.filter == QueueFilter(kind="entity", least=0.5)
    pages = [session.project.page(number) for number in session.wide.counts]
    wanted = [
        each
        for page in pages
        for each in page.open_proposals
        if each.score >= 0.5 and hasattr(each.body, "label")
    ]
    assert session.wide.total == len(wanted) == wide.desk.doubts.model.rowCount()


def test_all_that_the_filter_shows_in_the_project_is_accepted_and_taken_back(wide, answer, qtbot):
    session, project = wide.session, wide.session.project
    session.set_filter(QueueFilter(kind="entity", label="TIME"))
    wait_for_queue(wide, qtbot)
    total, seen = session.wide.total, []
    before = [project.page(number).records for number in project.page_ids()]

    def look(dialog: ConfirmProject) -> None:
        seen.append((dialog.heading.text(), dialog.list.count(), dialog.yes.text()))
        QTest.keyClick(dialog, Key.Key_Return)

    answer(ConfirmProject, look)
    press(wide, Key.Key_Space, CTRL | SHIFT)
    ((heading, listed, yes),) = seen
    assert f"{total:,}" in heading
    assert f"{total:,}" in yes
    assert listed == min(12, total)
    marked = [project.page(number).entities for number in project.page_ids()]
    assert sum(map(len, marked)) == total
    wait_for_queue(wide, qtbot)
    assert session.wide.total == 0
    qtbot.waitUntil(wide.desk.text.hasFocus)
    press(wide, Key.Key_Z, CTRL)
    assert [project.page(number).records for number in project.page_ids()] == before


def test_escape_in_the_preview_leaves_everything(wide, answer):
    total = wide.session.wide.total
    answer(ConfirmProject, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    press(wide, Key.Key_X, CTRL | SHIFT)
    assert wide.session.wide.total == total
    assert not wide.session.page.records


def test_e_walks_over_entities_and_alt_and_a_key_keeps_to_one_label(window):
    session = window.session
    press(window, Key.Key_E)
    first = session.shown.entity_at(session.selection.caret)
    press(window, Key.Key_E)
    assert session.selection.caret > first.span.start
    press(window, Key.Key_E, SHIFT)
    assert session.selection.caret == first.span.start
    press(window, Key.Key_1, ALT)
    assert session.only_label == "PER"
    assert {e.label for e in window.desk.text.marks.shown.entities} == {"PER"}
    for _ in range(3):
        press(window, Key.Key_E)
        assert session.shown.entity_at(session.selection.caret).label == "PER"
    press(window, Key.Key_1, ALT)
    assert session.only_label == ""
    assert {e.label for e in window.desk.text.marks.shown.entities} > {"PER"}


def test_the_window_says_which_label_alone_shows(window, qtbot):
    press(window, Key.Key_2, ALT)
    words = window.language.sentence(phrase("entities.only", label=label_title("LOC")))
    qtbot.waitUntil(lambda: window.status._left.text().startswith(words))

    def on_cards() -> set[str]:
        cards = window.desk.cards.cards_model.cards
        return {each.label for card in cards for each in card.underlines}

    qtbot.waitUntil(lambda: on_cards() == {"LOC"})  # cards out of sight follow a little later


def test_a_long_decision_that_is_stopped_changes_nothing(wide, answer, monkeypatch):
    monkeypatch.setattr(ProgressDialog, "show_progress", lambda dialog, *_: dialog.reject())
    session, project = wide.session, wide.session.project
    total = session.wide.total

    answer(ConfirmProject, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    press(wide, Key.Key_X, CTRL | SHIFT)
    assert wide.status.noticed == wide.language.say("series.stopped")
    assert session.wide.total == total
    assert not any(project.page(number).records for number in project.page_ids())


def test_another_program_at_work_on_the_page_is_told_and_nothing_is_decided(wide, answer):
    session, total = wide.session, wide.session.wide.total
    with Project.open(session.project.path) as beside:
        other = Session(beside, session.vocabulary, "beside", lambda: "2024-05-01T00:00:00Z")
        other.open_page(session.number)
        other.run("flag_page", "")
    answer(ConfirmProject, lambda dialog: QTest.keyClick(dialog, Key.Key_Return))
    told = []
    answer(MessageDialog, lambda dialog: (told.append(dialog.text.text()), dialog.reject()))
    press(wide, Key.Key_X, CTRL | SHIFT)
    assert session.wide.total == total
    assert len(told) == 1
    assert session.page.name in told[0]


def test_a_window_closed_while_the_queue_is_read_hears_no_more_of_it(window, qtbot):
    panel, told = window.desk.doubts, []
    QTest.keyClick(window.desk.text, Key.Key_F4, SHIFT)
    assert panel.loader.is_running
    window.bridge.queue_changed.connect(lambda: told.append(True))
    with qtbot.captureExceptions() as errors:
        window.close()
        told.clear()
        qtbot.wait(300)
    assert (told, errors) == ([], [])
