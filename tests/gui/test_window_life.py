"""What the window leaves behind: nothing of the project before, nothing of a dialog that was closed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.document.raw_text import RawText
from annotator.gui.dialogs.cheat_sheet import CheatSheet
from annotator.gui.dialogs.frame import Dialog
from annotator.store.project import NewPage, Project

Key = Qt.Key


def test_of_the_project_before_nothing_stays(window, tmp_path, qtbot):
    old, widths = window.desk, [150, 600, 400, 250]
    old.setSizes(widths)
    sizes = old.sizes()
    path = tmp_path / "other.db"
    with Project.create(path) as project:
        project.add_pages(
            [NewPage("一", RawText.of("立春\n本报讯 今日立春。"), "一.txt", "utf-8")], at=""
        )
    with qtbot.waitSignals([old.destroyed, window.bridge.destroyed], timeout=5000):
        window.commands.projects.show_project(lambda: Project.open(path))
    assert window.desk.sizes() == sizes
    QTest.keyClick(window.desk.text, Key.Key_N)  # a shortcut known twice would do nothing
    assert len(window.session.page.articles) == 1
    QTest.keyClick(window.desk.text, Key.Key_R)
    QTest.keyClick(window.desk.text, Key.Key_H)
    assert window.session.page.articles[0].parts[0].role == "headline"


def test_proposals_for_the_project_before_are_not_put_into_this_one(window, tmp_path, monkeypatch):
    forgotten = []
    monkeypatch.setattr(window.proposing.worker, "forget", lambda: forgotten.append(1))
    window.commands.projects.show_project(lambda: Project.create(tmp_path / "other.db"))
    assert forgotten


def test_a_dialog_that_was_closed_is_gone(window, answer, qtbot):
    answer(CheatSheet, lambda dialog: QTest.keyClick(dialog.filter, Key.Key_Escape))
    QTest.keyClick(window.desk.text, Key.Key_F1)
    qtbot.waitUntil(lambda: not window.findChildren(Dialog), timeout=2000)
    window.activateWindow()  # the window manager's part
    qtbot.waitUntil(window.desk.text.hasFocus, timeout=2000)


def test_no_dialog_is_larger_than_the_screen(window, answer):
    sizes = []

    def look(dialog: CheatSheet) -> None:
        sizes.append((dialog.size(), dialog.screen().availableSize()))
        dialog.reject()

    answer(CheatSheet, look)
    window.commands.run("cheat_sheet")
    (size, screen) = sizes[0]
    assert size.boundedTo(screen) == size
