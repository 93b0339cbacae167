"""The list of pages: states, progress, the way from page to page, and how little it reads."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from annotator.document.pages import PageState
from annotator.document.raw_text import RawText
from annotator.gui.page_list import PageList
from annotator.gui.page_model import KEPT, WINDOW, share_done
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, load_theme
from annotator.gui.when import when
from annotator.settings.language import Language
from annotator.store.page_list import Order, PageRow
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pages(
    qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language
) -> Iterator[PageList]:
    """The five seed pages in a window, page 000 on the desk."""
    pages = PageList(bridge, theme, language)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(pages)
    window.resize(230, 600)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    pages.setFocus()
    qtbot.waitUntil(pages.view.hasFocus)
    yield pages
    pages.setParent(None)


def names(pages: PageList) -> list[str]:
    return [str(pages.model.data(pages.model.index(row))) for row in range(pages.model.rowCount())]


def spoken(pages: PageList, row: int) -> str:
    return str(pages.model.data(pages.model.index(row), Qt.ItemDataRole.AccessibleTextRole))


def point_of(pages: PageList, row: int) -> QPoint:
    return pages.view.visualRect(pages.model.index(row)).center()


def test_pages_stand_in_the_order_of_their_names(pages: PageList) -> None:
    assert [name[:3] for name in names(pages)] == ["000", "001", "002", "003", "004"]
    assert pages.count.text() == "5 版"


def test_a_row_tells_state_progress_and_length(pages: PageList, session: Session) -> None:
    page = session.page
    assert page is not None
    assert spoken(pages, 0) == f"{page.name}，有提议，{len(page.doubts)} 待定，{len(page.raw)} 字"
    assert "未处理，尚无提议" in spoken(pages, 2)


def test_the_page_on_the_desk_is_marked(
    pages: PageList, bridge: SessionBridge, numbers: dict[str, int], theme: Theme
) -> None:
    bridge.open_page(numbers["003"])
    assert pages.view.currentIndex().row() == 3
    assert pages.delegate.open_page == numbers["003"]
    corner = pages.view.visualRect(pages.model.index(3)).topLeft() + QPoint(1, 5)
    found = pages.view.viewport().grab().toImage().pixelColor(corner)
    assert found.name() == theme.colour("accent").name()


def test_a_click_opens_the_page(pages: PageList, session: Session, numbers: dict[str, int]) -> None:
    QTest.mouseClick(pages.view.viewport(), LEFT, NONE, point_of(pages, 1))
    assert session.number == numbers["001"]


def test_arrows_choose_and_enter_opens(
    pages: PageList, session: Session, numbers: dict[str, int]
) -> None:
    QTest.keyClick(pages.view, Qt.Key.Key_Down)
    QTest.keyClick(pages.view, Qt.Key.Key_Down)
    assert session.number == numbers["000"]
    QTest.keyClick(pages.view, Qt.Key.Key_Return)
    assert session.number == numbers["002"]


def test_the_open_page_is_not_opened_again(pages: PageList, bridge: SessionBridge) -> None:
    opened: list[int] = []
    bridge.page_opened.connect(opened.append)
    QTest.mouseClick(pages.view.viewport(), LEFT, NONE, point_of(pages, 0))
    assert opened == []


def test_letters_and_digits_do_not_search(pages: PageList) -> None:
    QTest.keyClicks(pages.view, "004 x")
    assert pages.view.currentIndex().row() == 0


def test_a_decision_shows_in_the_row(
    pages: PageList, bridge: SessionBridge, session: Session
) -> None:
    left = len(session.queue)
    session.choose(session.queue[0].id)
    bridge.run("accept")
    assert "在做" in spoken(pages, 0)
    assert f"{len(session.queue)} 待定" in spoken(pages, 0)
    assert len(session.queue) < left
    page = pages.model.page(0)
    assert page is not None
    assert 0 < share_done(page) < 1


def test_a_finished_page_says_so(pages: PageList, bridge: SessionBridge) -> None:
    bridge.run("reject_shown")
    assert "已判定" in spoken(pages, 0)
    bridge.run("finish_page")
    page = pages.model.page(0)
    assert page is not None
    assert share_done(page) == 1.0
    assert "完成，完成" in spoken(pages, 0)


def test_the_name_filter_waits_for_a_pause(qtbot: QtBot, pages: PageList) -> None:
    pages.name.setFocus()
    QTest.keyClicks(pages.name, "49")
    assert pages.model.rowCount() == 5
    qtbot.waitUntil(lambda: pages.model.rowCount() == 1)
    assert names(pages) == ["004_494c93f2e53555f2"]
    QTest.keyClicks(pages.name, "zz")
    QTest.keyClick(pages.name, Qt.Key.Key_Return)
    assert pages.model.rowCount() == 0
    assert pages.view.hint == "没有符合筛选的版面。"


def test_the_state_filter_leaves_pages_of_that_state(pages: PageList) -> None:
    pages.state.setFocus()
    while pages.state.currentData() != PageState.PROPOSED:
        QTest.keyClick(pages.state, Qt.Key.Key_Down)
    assert [name[:3] for name in names(pages)] == ["000", "001", "003"]


def choose(combo: QComboBox, value: str) -> None:
    """With the keys, from the top."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentData() != value:
        row = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() == row + 1


def test_flagged_pages_and_pages_with_notes_can_be_told_from_the_others(
    pages: PageList, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    bridge.open_page(numbers["001"])
    bridge.run("flag_page", "缺一行")
    bridge.open_page(numbers["003"])
    bridge.run("note_page", "模糊")
    choose(pages.state, PageState.NEEDS_LOOK)
    assert [name[:3] for name in names(pages)] == ["001"]
    assert "待复查" in spoken(pages, 0)
    assert "缺一行" in spoken(pages, 0)
    choose(pages.state, "")
    pages.with_notes.setFocus()
    QTest.keyClick(pages.with_notes, Qt.Key.Key_Space)
    assert [name[:3] for name in names(pages)] == ["003"]
    assert "1 条备注" in spoken(pages, 0)


def test_pages_are_filtered_by_who_was_there_last(
    pages: PageList, bridge: SessionBridge, session: Session, numbers: dict[str, int]
) -> None:
    for name, who in (("001", "ada"), ("004", "李四")):
        bridge.open_page(numbers[name])
        session.by = who
        bridge.run("note_page", "?")
        assert pages.by.findData(who) > 0
    choose(pages.by, "李四")
    assert [name[:3] for name in names(pages)] == ["004"]
    assert "李四" in spoken(pages, 0)
    choose(pages.by, "")
    assert pages.model.rowCount() == 5


def test_the_order_is_chosen_and_the_next_page_follows_it(
    pages: PageList, bridge: SessionBridge
) -> None:
    choose(pages.order, Order.LENGTH)
    lengths = [page.length for row in range(5) if (page := pages.model.page(row))]
    assert lengths == sorted(lengths, reverse=True)
    bridge.open_page(pages.model.number_at(2))
    assert pages.neighbour(1) == pages.model.number_at(3)
    assert pages.next_to_do() == pages.model.number_at(3)
    bridge.open_page(pages.model.number_at(4))
    assert pages.next_to_do() == pages.model.number_at(0)
    choose(pages.order, Order.STATE)
    assert set(names(pages)) == {page.name for page in rows_of(pages)}
    assert [page.state for page in rows_of(pages)] == sorted(
        (page.state for page in rows_of(pages)), key=list(PageState).index
    )


def test_the_order_is_kept_with_the_project(
    qtbot: QtBot, pages: PageList, bridge: SessionBridge, theme: Theme, language: Language
) -> None:
    choose(pages.order, Order.LENGTH)
    again = PageList(bridge, theme, language)
    qtbot.addWidget(again)
    assert again.wanted.order is Order.LENGTH
    assert names(again) == names(pages)


def rows_of(pages: PageList) -> list[PageRow]:
    return [page for row in range(5) if (page := pages.model.page(row))]


def test_a_row_that_was_found_is_found_after_the_list_has_changed(
    pages: PageList, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    bridge.open_page(numbers["003"])
    assert pages.model.row_of(numbers["003"]) == 3
    pages.name.setText("003")
    QTest.keyClick(pages.name, Qt.Key.Key_Return)
    assert pages.model.row_of(numbers["003"]) == 0
    assert pages.model.row_of(numbers["004"]) is None
    assert pages.model.row_of(numbers["003"]) == 0


def test_times_are_told_as_a_person_would() -> None:
    now, said = "2026-05-02T10:00:00", Language("en")
    assert when("2026-05-02T09:59:30", said, now) == "just now"
    assert when("2026-05-02T09:18:00", said, now) == "42 min ago"
    assert when("2026-05-02T08:05:00", said, now) == "today 08:05"
    assert when("2026-05-01T23:59:00", said, now) == "yesterday 23:59"
    assert when("2026-04-30T23:59:00", said, now) == "2026-04-30"
    assert when("", said, now) == ""


def test_neighbours_follow_the_list(
    pages: PageList, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    assert pages.neighbour(1) == numbers["001"]
    assert pages.neighbour(-1) is None
    bridge.open_page(numbers["004"])
    assert pages.neighbour(1) is None
    assert pages.neighbour(-1) == numbers["003"]


def test_neighbours_of_a_hidden_page_are_those_in_the_list(
    pages: PageList, numbers: dict[str, int]
) -> None:
    pages.name.setText("003")
    QTest.keyClick(pages.name, Qt.Key.Key_Return)
    assert pages.neighbour(1) == numbers["003"]


def test_an_empty_project_says_how_to_fill_it(
    pages: PageList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "listed", lambda *_facts: [])
    pages.reload()
    assert "Ctrl+I" in pages.view.hint


def test_rows_grow_with_the_font(qtbot: QtBot, pages: PageList) -> None:
    before = pages.view.rowHeight(0)
    font = pages.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    pages.setFont(font)
    qtbot.waitUntil(lambda: pages.view.rowHeight(0) > before * 1.5)


def test_language_and_theme_change_what_is_seen(pages: PageList) -> None:
    pages.set_language(Language("en"))
    assert pages.count.text() == "5 pages"
    assert "Proposed" in spoken(pages, 0)
    before = pages.view.viewport().grab().toImage()
    pages.set_theme(load_theme("dark"))
    assert pages.view.viewport().grab().toImage() != before


def fields_of(pages: PageList) -> tuple[QWidget, ...]:
    return pages.name, pages.state, pages.by, pages.order, pages.with_notes, pages.view


def test_everything_has_a_name_for_screen_readers(pages: PageList) -> None:
    assert all(w.accessibleName() for w in fields_of(pages))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each look into the project asked for."""
    counted: list[int] = []
    real: Callable[[Project, Iterable[int]], list[PageRow]] = Project.page_rows

    def counting(project: Project, ids: Iterable[int]) -> list[PageRow]:
        wanted = list(ids)
        counted.append(len(wanted))
        return real(project, wanted)

    monkeypatch.setattr(Project, "page_rows", counting)
    return counted


def test_only_what_is_looked_at_is_read(
    pages: PageList, project: Project, reads: list[int]
) -> None:
    raw = RawText.of("一行")
    new = [NewPage(f"p{number:05}", raw, "p.txt", "utf-8") for number in range(8000)]
    project.add_pages(new, at="")
    pages.reload()
    assert pages.model.rowCount() == 8005
    pages.view.scrollToBottom()
    pages.view.viewport().grab()
    assert sum(reads) <= 3 * WINDOW
    assert names(pages)[-1] == "p07999"  # walks through all of them
    assert max(reads) == WINDOW
    reads.clear()
    for row in range(8004, 8004 - (KEPT - 1) * WINDOW, -WINDOW):
        pages.model.page(row)
    assert reads == []  # the windows looked at last are kept
    pages.model.page(0)
    assert reads == [WINDOW]
