"""Finding with real keys: the pane, the list that stays, hits in text and cards, other pages."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.gui import find_worker
from annotator.gui.find_model import ARTICLE, READS, TEXT
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORD = "昭通"


def places(window: MainWindow, word: str) -> list[int]:
    """Where a word that no line end breaks stands on the page on the desk."""
    text = window.session.page.raw.text
    return [at for at in range(len(text)) if text.startswith(word, at)]


@pytest.fixture
def look(qtbot):
    """`look(window, "昭通")` types into the pane and waits for the end of the search."""

    def look(window: MainWindow, text: str, *, project: bool = False) -> None:
        qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT if project else CTRL)
        pane = window.desk.find_pane
        qtbot.waitUntil(pane.field.hasFocus)
        pane.field.selectAll()
        pane.field.insert(text)
        finish(window)

    def finish(window: MainWindow) -> None:
        commands = window.commands.find
        qtbot.waitUntil(lambda: not window.desk.find_pane.settle())
        qtbot.waitUntil(lambda: commands.is_idle)

    look.finish = finish
    return look


def rows(window: MainWindow):
    return window.desk.find_pane.rows.rows


def press(qtbot, window: MainWindow, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    widget = window.focusWidget()
    qtbot.keyClick(widget, key, modifiers)


# -- the page ------------------------------------------------------------------------------


def test_what_is_selected_is_looked_for_and_every_hit_is_listed(window, qtbot, look):
    at = places(window, WORD)[0]
    window.bridge.select(Selection(at, at + 2), "test")
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    look.finish(window)
    pane = window.desk.find_pane
    assert pane.field.text() == pane.field.selectedText() == WORD
    assert {each.page for each in rows(window)} == {window.session.number}
    assert set(places(window, WORD)) <= {each.places[0][0] for each in rows(window)}
    assert {each.text for each in rows(window)} == {WORD}
    assert pane.count.text() == f"第 1 处，共 {len(rows(window))} 处"


def test_enter_goes_from_hit_to_hit_around_the_end_and_says_so(window, qtbot, look):
    look(window, WORD)
    wanted = [each.places[0] for each in rows(window)]
    assert len(wanted) > 2
    seen = []
    for _ in range(len(wanted) + 1):
        press(qtbot, window, Qt.Key.Key_Return)
        seen.append((window.session.selection.anchor, window.session.selection.caret))
    assert seen == [*wanted, wanted[0]]
    assert "从头继续" in window.status.noticed
    press(qtbot, window, Qt.Key.Key_Return, SHIFT)
    assert window.session.selection.anchor == wanted[-1][0]
    assert "从末尾继续" in window.status.noticed


def test_escape_gives_the_keys_back_and_keeps_the_list_and_a_second_one_closes_it(
    window, qtbot, look
):
    look(window, WORD)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.desk.text.hasFocus()
    assert window.desk.find_pane.isVisible()
    assert rows(window)
    press(qtbot, window, Qt.Key.Key_G, CTRL)
    hit = window.session.selection.span
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.desk.find_pane.isVisible()
    assert window.session.selection.span == hit
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.session.selection.span is None
    assert window.desk.text.hasFocus()
    press(qtbot, window, Qt.Key.Key_G, CTRL)
    assert window.session.selection.span is not None


def test_the_next_hit_is_the_one_behind_the_caret(window, qtbot, look):
    look(window, WORD)
    press(qtbot, window, Qt.Key.Key_Escape)
    hits = [each.places[0][0] for each in rows(window)]
    window.bridge.select(Selection.at(hits[1] + 1), "test")
    press(qtbot, window, Qt.Key.Key_G, CTRL)
    assert window.session.selection.anchor == hits[2]
    window.bridge.select(Selection.at(hits[1] + 1), "test")
    press(qtbot, window, Qt.Key.Key_G, CTRL | SHIFT)
    assert window.session.selection.anchor == hits[1]


def test_hits_show_in_text_and_cards_with_a_box_and_go_when_the_pane_is_closed(window, qtbot, look):
    look(window, WORD)
    press(qtbot, window, Qt.Key.Key_Return)
    found = window.theme.colour("found")
    for pane in (window.desk.text, window.desk.cards):
        qtbot.waitUntil(lambda pane=pane: has_colour(pane, found))
    window.desk.find_pane.close_.click()
    for pane in (window.desk.text, window.desk.cards):
        qtbot.waitUntil(lambda pane=pane: not has_colour(pane, found))


def has_colour(pane, colour: QColor) -> bool:
    image = pane.viewport().grab().toImage()
    wanted = colour.rgb()
    return any(
        image.pixel(x, y) == wanted
        for y in range(image.height())
        for x in range(0, image.width(), 3)
    )


def test_a_row_says_article_and_text_and_a_click_goes_there(window, qtbot, look):
    look(window, WORD)
    view, model = window.desk.find_pane.view, window.desk.find_pane.rows
    index = model.index(1, TEXT)
    assert model.index(1, ARTICLE).data() == "1"
    assert index.data() == WORD
    assert index.data(Qt.ItemDataRole.FontRole).bold()
    point = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.session.selection.anchor == rows(window)[1].places[0][0]
    assert view.currentIndex().row() == 1


def test_pane_after_pane_the_field_and_the_list_are_reached_while_they_are_shown(
    window, qtbot, look
):
    look(window, WORD)
    pane = window.desk.find_pane
    press(qtbot, window, Qt.Key.Key_F6)
    assert pane.view.hasFocus()
    press(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert pane.field.hasFocus()
    pane.close_.click()
    assert pane.field not in [target for _, target in window.desk.stops]


def test_arrows_and_enter_in_the_list_lead_to_the_hit(window, qtbot, look):
    look(window, WORD)
    pane = window.desk.find_pane
    pane.view.setFocus()
    pane.view.show_row(0)
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.session.selection.anchor == rows(window)[1].places[0][0]
    assert window.desk.text.hasFocus()


# -- edits ---------------------------------------------------------------------------------


def test_the_list_follows_corrections_and_their_undoing(window, qtbot, look):
    look(window, WORD)
    count, first = len(rows(window)), rows(window)[0].places[0][0]
    window.bridge.select(Selection(first, first + 1), "test")
    window.bridge.run("correct", "邵")
    qtbot.waitUntil(lambda: rows(window)[0].reads == "raw")
    assert len(rows(window)) == count
    assert window.desk.find_pane.rows.index(0, READS).data() == "仅原文"
    look(window, "邵通")
    assert [each.reads for each in rows(window)] == ["corrected"]
    window.bridge.run("undo")
    qtbot.waitUntil(lambda: not rows(window))
    assert window.desk.find_pane.view.hint == window.language.say("find.nothing")


def test_a_hit_is_labelled_as_any_selection(window, qtbot, look):
    look(window, "苹果产业")
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Escape)
    span = window.session.selection.span
    press(qtbot, window, Qt.Key.Key_3)
    assert span in [each.span for each in window.session.page.entities]


# -- toggles -------------------------------------------------------------------------------


def test_each_fold_can_be_switched_off(window, look):
    look(window, "昭陽區")
    assert rows(window)
    pane = window.desk.find_pane
    pane.folds["variants"].click()
    look.finish(window)
    assert not rows(window)
    pane.folds["variants"].click()
    look.finish(window)
    assert rows(window)


def test_an_expression_that_is_none_is_told_in_the_pane(window, look):
    look(window, r"\d{4}年")
    pane = window.desk.find_pane
    pane.expression.click()
    look.finish(window)
    assert {each.text for each in rows(window)} >= {"2022年"}
    look(window, "(")
    assert not rows(window)
    assert "正则表达式不成立" in pane.view.hint


# -- the project ---------------------------------------------------------------------------


def test_the_project_is_gone_through_page_by_page(window, qtbot, look, numbers):
    look(window, WORD, project=True)
    pages = list(dict.fromkeys(each.page for each in rows(window)))
    assert len(pages) > 2
    assert pages == sorted(pages, key=list(numbers.values()).index)
    total = len(rows(window))
    for hit in rows(window):
        press(qtbot, window, Qt.Key.Key_Return)
        assert window.session.number == hit.page
        assert window.session.selection.span is not None
        assert window.session.selection.anchor == hit.places[0][0]
    assert len(rows(window)) == total
    assert window.desk.find_pane.field.hasFocus()
    assert f"共 {total} 处，{len(pages)} 个版面" in window.desk.find_pane.count.text()


def test_the_list_of_the_project_stays_when_another_page_is_opened(window, look, numbers):
    look(window, WORD, project=True)
    before = list(rows(window))
    window.bridge.open_page(numbers["003"])
    look.finish(window)
    assert rows(window) == before
    look(window, WORD)
    assert {each.page for each in rows(window)} <= {numbers["003"]}
    window.bridge.open_page(numbers["000"])
    look.finish(window)
    assert {each.page for each in rows(window)} == {numbers["000"]}


def test_edits_elsewhere_are_seen_in_the_list(window, qtbot, look, numbers):
    look(window, WORD, project=True)
    there = [each for each in rows(window) if each.page == numbers["001"]]
    at = there[0].places[0][0]
    window.bridge.open_page(numbers["001"])
    window.bridge.select(Selection(at, at + 1), "test")
    window.bridge.run("correct", "邵")
    window.bridge.open_page(numbers["000"])
    qtbot.waitUntil(
        lambda: next(e.reads for e in rows(window) if e.page == numbers["001"]) == "raw"
    )


def test_the_height_of_the_pane_is_kept(window, qtbot, look):
    look(window, WORD)
    desk = window.desk
    desk._middle.setSizes([500, 311])
    height = desk.find_pane.height()
    desk.find_pane.close_.click()
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL)
    assert abs(desk.find_pane.height() - height) <= 2
    kept = desk.widths()
    desk.restore_widths("nonsense")
    desk.restore_widths(kept)
    assert abs(desk.find_pane.height() - height) <= 2


def test_another_project_begins_without_hits(window, qtbot, look, tmp_path):
    look(window, WORD, project=True)
    path = Path(tmp_path / "other.db")
    Project.create(path).close()
    window.show_project(session_of(path))
    assert window.commands.find.is_idle
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL | SHIFT)
    assert not rows(window)


def session_of(path: Path) -> Session:
    return Session(Project.open(path), default_vocabulary(), "ada", lambda: "2024")


def test_texts_of_the_pane_are_in_the_language_of_the_window(shown_window, session, qtbot, look):
    window = shown_window(
        MainWindow(session, Preferences(language="en"), load_keymap(), None, guest=True)
    )
    look(window, WORD)
    press(qtbot, window, Qt.Key.Key_Return)
    pane = window.desk.find_pane
    assert pane.count.text() == f"1 of {len(rows(window))}"
    named = [pane.scope, pane.field, pane.back, pane.on, pane.stop, pane.close_, pane.view]
    assert all(widget.accessibleName() for widget in named)
    window.commands.run("switch_language")
    assert pane.count.text() == f"第 1 处，共 {len(rows(window))} 处"


# -- long searches -------------------------------------------------------------------------


@pytest.fixture
def many(shown_window, tmp_path) -> MainWindow:
    """A window on 200 pages, each with one hit of 苹果."""
    path = tmp_path / "many.db"
    with Project.create(path) as project:
        text = "今年的苹果红了"
        new = [NewPage(f"{at:03}", RawText.of(text), "", "utf-8") for at in range(200)]
        project.add_pages(new, "2024")
    preferences = Preferences(language="zh")
    return shown_window(MainWindow(session_of(path), preferences, load_keymap(), None, guest=True))


def test_a_search_says_how_far_it_is_and_can_be_stopped(many, qtbot, monkeypatch):
    monkeypatch.setattr(find_worker, "BREATH", 0.02)
    qtbot.keyClick(many, Qt.Key.Key_F, CTRL | SHIFT)
    pane = many.desk.find_pane
    pane.field.insert("苹果")
    pane.settle()
    qtbot.waitUntil(lambda: len(rows(many)) > 2)
    assert pane.stop.isVisible()
    assert "正在查找" in pane.count.text()
    pane.stop.click()
    count = len(rows(many))
    assert not pane.stop.isVisible()
    assert "未查完" in pane.count.text()
    assert 2 < count < 200
    press(qtbot, many, Qt.Key.Key_Return)
    assert many.session.selection.span is not None
    assert len(rows(many)) == count


def test_no_more_hits_are_listed_than_anybody_reads(many, look, monkeypatch):
    monkeypatch.setattr(find_worker, "MOST", 30)
    look(many, "苹果", project=True)
    assert len(rows(many)) == 30
    assert "只列出这些" in many.desk.find_pane.count.text()


def test_a_page_that_changes_during_a_search_is_marked_and_looked_at_again(
    many, qtbot, monkeypatch
):
    monkeypatch.setattr(find_worker, "BREATH", 0.01)
    qtbot.keyClick(many, Qt.Key.Key_F, CTRL | SHIFT)
    pane = many.desk.find_pane
    pane.field.insert("苹果")
    pane.settle()
    qtbot.waitUntil(lambda: len(rows(many)) > 2)
    assert rows(many)[0].page == many.session.number
    many.bridge.select(Selection(3, 4), "test")
    many.bridge.run("correct", "平")
    qtbot.waitUntil(lambda: many.session.number in pane.rows.stale)
    assert "正在重新查找" in pane.rows.index(0, TEXT).data(Qt.ItemDataRole.ToolTipRole)
    qtbot.waitUntil(lambda: rows(many)[0].reads == "raw")
    assert not pane.rows.stale
    qtbot.waitUntil(lambda: many.commands.find.is_idle)
    assert [each.name for each in rows(many)] == [f"{at:03}" for at in range(200)]


def test_a_closed_window_leaves_no_thread_behind(many, look):
    look(many, "苹果", project=True)
    assert any(thread.name.startswith("find") for thread in threading.enumerate())
    many.close()
    assert not any(thread.name.startswith("find") for thread in threading.enumerate())


def test_pages_that_no_search_has_come_to_are_put_into_the_index_meanwhile(many, look, qtbot):
    assert many.session.project.unindexed()
    look(many, "苹果")
    qtbot.waitUntil(lambda: not many.session.project.unindexed(), timeout=20_000)


def test_a_damaged_page_is_no_trouble_to_who_looks_at_another_one(many, look, qtbot):
    session = many.session
    with closing(sqlite3.connect(session.project.path)) as db, db:
        db.execute("insert into proposals (page, id, kind, body) values (6, 'x', 'article', '{')")
    look(many, "苹果")
    qtbot.waitUntil(lambda: 1 not in session.project.unindexed(), timeout=20_000)
    qtbot.wait(200)
    assert many.desk.find_pane.count.text() == "1 处"
    look(many, "苹果", project=True)
    assert "005" in many.status.noticed
