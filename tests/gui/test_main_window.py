"""The window as a whole: menus, dialogs, background work, what stays after closing."""

import json
import sqlite3
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMenu, QPushButton

from annotator.document.pages import PageState
from annotator.document.spans import Selection
from annotator.gui.application import new_session, open_window
from annotator.gui.dialogs.export_dialog import ExportDialog
from annotator.gui.dialogs.finish_dialog import FinishDialog
from annotator.gui.dialogs.give_list import GiveList
from annotator.gui.dialogs.import_dialog import ImportDialog
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.main_window import MainWindow
from annotator.settings.folders import default_project
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.settings.resources import seed_pages
from annotator.store.project import Project

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def test_the_first_start_makes_a_project_of_the_seed_pages(shown_window):
    window = shown_window(open_window(None, Preferences(language="zh"), guest=True))
    assert default_project().is_file()
    rows = window.session.project.page_rows(window.session.project.page_ids())
    assert [row.name for row in rows] == [path.stem for path in seed_pages()]
    assert window.session.page.raw.text == seed_pages()[0].read_text("utf-8")


def test_proposals_come_from_another_process_and_the_window_waits_for_none(
    shown_window, qtbot, project
):
    number = project.page_number("004_494c93f2e53555f2")
    project.set_setting("last_page", str(number))
    window = shown_window(
        MainWindow(new_session(project), Preferences(language="zh"), load_keymap(), None)
    )
    assert window.session.number == number
    with qtbot.waitSignal(window.proposing.worker.proposed, timeout=60_000):
        assert window.session.shown.articles == ()
    qtbot.waitUntil(lambda: len(window.session.shown.articles) > 3, timeout=1000)
    assert all(each.because for each in window.session.queue)
    row = project.page_rows([number])[0]
    assert row.state is PageState.PROPOSED
    assert row.proposed > 20
    assert window.close()


def test_escape_from_the_finish_dialog_finishes_nothing(window, answer):
    answer(FinishDialog, lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    QTest.keyClick(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    assert window.session.page.state is not PageState.FINISHED


def test_finishing_can_accept_what_is_left_and_goes_on(window, answer, numbers):
    answer(FinishDialog, lambda dialog: dialog.accept_all.click())
    QTest.keyClick(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    page = window.session.project.page(numbers["000"])
    assert page.state is PageState.FINISHED
    assert len(page.articles) == 19
    assert window.session.number == numbers["001"]


def test_the_last_page_of_the_list_has_none_after_it(window, numbers):
    window.bridge.open_page(numbers["004"])
    window.commands.run("next_page")
    assert window.status.noticed == window.language.say("window.all_pages_finished")


def test_the_first_page_of_the_list_has_none_before_it(window):
    QTest.keyClick(window.desk.text, Key.Key_PageUp, Modifier.ControlModifier)
    assert window.status.noticed == window.language.say("window.first_page")


def test_a_refusal_is_read_in_the_status_line(window):
    window.session.select(Selection.at(0))
    QTest.keyClick(window.desk.text, Key.Key_J)
    assert "N" in window.status.noticed


def test_a_chord_says_what_it_waits_for(window):
    QTest.keyClick(window.desk.text, Key.Key_R)
    assert "主题" in window.status.noticed
    QTest.keyClick(window.desk.text, Key.Key_Escape)
    assert window.status.noticed == ""


def test_letters_typed_into_a_filter_are_text_and_no_commands(window):
    before = window.session.page.revision
    window.session.select(Selection.at(30))
    field = window.desk.doubts.filter_bar.text
    field.setFocus()
    QTest.keyClicks(field, "nxj1")
    assert field.text() == "nxj1"
    assert window.session.page.revision == before
    assert window.status.is_typing
    window.desk.text.setFocus()
    assert not window.status.is_typing


def test_language_theme_and_size_change_at_once_and_are_kept(window, qtbot):
    window.commands.run("switch_language")
    window.commands.run("switch_theme")
    window.commands.run("zoom_in")
    assert window.menuBar().actions()[0].text() == "&Project"
    assert window.theme.name == "dark"
    dark = window.theme.colour("window")
    qtbot.waitUntil(lambda: window.palette().window().color() == dark)
    assert window.desk.text.font().pointSizeF() == Preferences().points + 1
    window.commands.look.keep_preferences()
    kept = Preferences.load()
    assert (kept.language, kept.theme, kept.points) == ("en", "dark", Preferences().points + 1)


def test_pages_are_imported_by_dropping_files(window, answer, qtbot, tmp_path):
    dropped = tmp_path / "新一页.txt"
    dropped.write_bytes("本报讯 今日立春。\r\n".encode("gb18030"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(dropped))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Modifier.NoModifier,
    )
    answer(ImportDialog, lambda dialog: dialog.yes.click())
    with qtbot.waitSignal(window.files.finished, timeout=5000):
        window.dropEvent(event)
    number = window.session.project.page_number("新一页")
    assert window.session.project.raw_text(number).text == "本报讯 今日立春。\n"
    assert window.session.project.raw_text(number).newline == "\r\n"
    assert "1" in window.status.noticed


def test_what_cannot_be_imported_is_said_and_the_rest_comes_in(window, answer, qtbot, tmp_path):
    (tmp_path / "good.txt").write_text("今日立春。", "utf-8")
    (tmp_path / "000_17ee941e941cf669.txt").write_text("同名。", "utf-8")
    said = []
    answer(ImportDialog, lambda dialog: dialog.yes.click())

    def read(dialog: ReportDialog) -> None:
        said.append(dialog.text.toPlainText())
        dialog.accept()

    with qtbot.waitSignal(window.files.finished, timeout=5000):
        window.jobs.import_paths([tmp_path / "good.txt", tmp_path / "000_17ee941e941cf669.txt"])
        answer(ReportDialog, read)
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    assert "000_17ee941e941cf669" in said[0]
    assert window.session.project.has_page("good")


def test_gold_is_exported_from_the_dialog(window, answer, qtbot, tmp_path):
    window.session.run("accept_shown")
    out = tmp_path / "out"

    def fill(dialog: ExportDialog) -> None:
        dialog.folder.setText(str(out))
        dialog.formats.setCurrentIndex(dialog.formats.findData("page-json"))
        dialog.yes.click()

    said = []

    def read(dialog: ReportDialog) -> None:
        said.append(dialog.text.toPlainText())
        dialog.accept()

    answer(ExportDialog, fill)
    with qtbot.waitSignal(window.files.finished, timeout=10_000):
        window.commands.run("export_pages")
        answer(ReportDialog, read)
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    exported = json.loads((out / "000_17ee941e941cf669.json").read_text("utf-8"))
    assert len(exported["articles"]) == len(window.session.page.articles) == 19
    assert str(out) in said[0]


def test_another_project_takes_the_desk(window, tmp_path, monkeypatch):
    path = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    window.commands.run("new_project")
    assert window.session.project.path == path.with_suffix(".db")
    assert window.session.page is None
    QTest.keyClick(window.desk.text, Key.Key_N)
    assert window.status.noticed == window.language.say("refuse.no_page")


def test_a_project_that_cannot_be_opened_leaves_the_old_one(window, tmp_path, answer, monkeypatch):
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no database")
    old = window.session.project.path
    said = []

    def read(dialog: QDialog) -> None:
        said.append(dialog.text.text())
        dialog.accept()

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(wrong), ""))
    answer(QDialog, read)
    window.commands.run("open_project")
    assert "wrong.db" in said[0]
    assert window.session.project.path == old


def test_enter_and_escape_lead_from_a_filter_back_to_the_list(window):
    desk = window.desk
    for field, view in (
        (desk.doubts.filter_bar.text, desk.doubts.view),
        (desk.pages.name, desk.pages.view),
    ):
        for key, left in ((Key.Key_Return, "0"), (Key.Key_Escape, "")):
            field.setFocus()
            field.setText("0")
            QTest.keyClick(field, key)
            assert view.hasFocus()
            assert field.text() == left
    assert not window.status.is_typing


def test_the_list_of_articles_ends_the_chord_that_called_it(window, answer):
    window.session.select(Selection.at(30))
    answer(GiveList, lambda dialog: dialog.reject())
    QTest.keyClick(window.desk.text, Key.Key_G)
    assert "1–9" in window.status.noticed
    assert window.language.say("command.give_lines_list") in window.status.noticed
    QTest.keyClick(window.desk.text, Key.Key_G)
    assert window.status.noticed == ""


def test_the_words_of_qt_are_in_the_language_of_the_window_and_keys_keep_their_names(window):
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        return box.buttons()[0].text()

    assert cancel() == "取消"
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Space").toString(native) == "Ctrl+Space"
    window.commands.run("switch_language")
    assert "取消" not in cancel()


def test_menus_are_made_once(window):
    before = window.findChildren(QMenu)
    window.commands.run("switch_language")
    window.commands.run("zoom_in")
    assert window.findChildren(QMenu) == before
    assert window.menuBar().actions()[0].text() == "&Project"


def test_every_command_of_the_table_has_an_action_with_its_keys(window):
    for binding in window.actions_.of_group("window"):
        action = window.actions_.action(binding.command, binding.argument)
        assert action.text()
        assert len(action.shortcuts()) == len(binding.keys)


def test_closing_closes_the_project(window):
    path: Path = window.session.project.path
    window.close()
    with Project.open(path) as again:
        assert len(again.page_ids()) == 5
    assert not path.with_name(path.name + "-wal").exists()


def test_buttons_of_the_queue_do_what_keys_do(window):
    left = len(window.session.queue)
    button: QPushButton = window.desk.doubts.buttons["accept"]
    QTest.keyClick(window.desk.text, Key.Key_Tab)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(window.session.queue) == left - 1


def test_marks_that_no_longer_fit_are_told_when_the_page_opens(window, numbers):
    window.session.run("accept_shown")
    with sqlite3.connect(window.session.project.path) as other:
        other.execute("update entities set start = start + 1 where page = ?", [numbers["000"]])
    other.close()
    window.bridge.open_page(numbers["001"])
    window.bridge.open_page(numbers["000"])
    assert window.session.page.entities == ()
    assert "set_aside" in window.status.noticed


def test_a_long_notice_does_not_widen_the_window(window):
    least = window.minimumSizeHint().width()
    window.status.notice("须知" * 400)
    assert window.minimumSizeHint().width() == least
    window.status.clear_notice()
    assert window.status.noticed == ""


def test_a_command_that_needs_a_page_says_so_where_there_is_none(window, tmp_path):
    window.commands.projects.show_project(lambda: Project.create(tmp_path / "empty.db"))
    say = window.language.say
    for command in ("ask_everywhere", "give_lines_list", "type_fix", "pick_lookalike"):
        window.commands.run(command)
        assert window.status.noticed == say("refuse.no_page")


def test_what_was_refused_is_not_said_of_the_next_key(window):
    window.commands.run("redo")
    assert window.status.noticed
    window.commands.run("next_proposal")
    assert window.status.noticed == ""
