"""The raw-text view: what keys and mouse ask for, what the eye sees, and that nothing shifts."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.document.phrases import Phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.page_marks import PageMarks
from annotator.gui.page_text import PageText
from annotator.gui.page_view import PageView
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, load_theme, reading_font
from annotator.settings.keymap import load_keymap
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.command_table import bindings
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown, ShownEntity
from tests.strategies import texts

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language) -> PageView:
    """Seed page 000 with proposals, 800 by 700 pixels, with the focus."""
    view = PageView(bridge, theme, language)
    qtbot.addWidget(view)
    view.resize(800, 700)
    show(qtbot, view)
    return view


@pytest.fixture
def window(qtbot: QtBot, view: PageView) -> Iterator[QMainWindow]:
    """A window around the view."""
    window = QMainWindow()
    window.setCentralWidget(view)
    show(qtbot, view)
    yield window
    window.takeCentralWidget()


def show(qtbot: QtBot, view: PageView) -> None:
    view.window().show()
    qtbot.waitExposed(view.window())
    view.window().activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)


def shown(session: Session) -> Shown:
    assert session.shown is not None
    return session.shown


def point_of(view: PageView, at: int, part: float = 0.5, em_up: float = 0.4) -> QPoint:
    """A place on code point `at`: `part` of its width from the left, so many em above the baseline."""
    row, box = view.grid().boxes(at, at + 1)[0]
    x = box.left() + part * box.width()
    return QPointF(x, row.baseline - em_up * view.em).toPoint()


def picture(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def colours_along(image: QImage, y: int, left: int, right: int) -> list[str]:
    return [image.pixelColor(x, y).name() for x in range(left, right)]


def first_entity(session: Session, *, longer_than: int = 2) -> ShownEntity:
    return next(e for e in shown(session).entities if len(e.span) > longer_than)


class Heard:
    """The selections that the session told of, with who moved them."""

    def __init__(self, bridge: SessionBridge) -> None:
        self.moves: list[tuple[Selection, str]] = []
        bridge.selection_moved.connect(lambda *move: self.moves.append(move))


# -- nothing shifts ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare_text() -> Iterator[PageText]:
    view = PageText(reading_font(chinese_family(), 13))
    view.resize(300, 300)
    yield view
    view.deleteLater()


tricky_text = texts() | st.text(
    st.sampled_from("甲𠮷\n\u2028\u2029\ufdd0\ufdd1\ufffc\u00a0\f\v\x85\x00\u0301\u200d👩 a"),
    max_size=30,
)


@settings(deadline=None)
@given(tricky_text)
def test_a_block_is_a_raw_line_and_offsets_hold(bare_text: PageText, text: str) -> None:
    raw = RawText.of(text)
    bare_text.load(raw)
    document = bare_text.document()
    assert document.blockCount() == len(raw.line_starts)
    assert document.characterCount() - 1 == bare_text.units.length
    for number, start in enumerate(raw.line_starts):
        assert document.findBlockByNumber(number).position() == bare_text.units.to_qt(start)
    for at in range(len(text) + 1):
        bare_text.show_selection(Selection(0, at))
        assert bare_text.shown_selection() == Selection(0, at)


@settings(deadline=None)
@given(tricky_text)
def test_the_rows_in_sight_hold_the_text_without_gap_or_overlap(
    bare_text: PageText, text: str
) -> None:
    bare_text.load(RawText.of(text))
    grid = bare_text.grid(0, 1_000_000)
    at = 0
    for row in grid.rows:
        assert (row.start, row.is_first) == (at, at in bare_text.raw.line_starts)
        assert "\n" not in text[row.start : row.end]
        at = row.end + (1 if row.is_last else 0)
    assert at == len(text) + 1


def test_what_is_copied_is_the_raw_text(
    view: PageView, session: Session, bridge: SessionBridge
) -> None:
    raw = RawText.of("甲\u00a0乙\u2028丙\n𠮷丁\f戊")
    number = session.project.add_pages([NewPage("odd", raw, "odd.txt", "utf-8")], "2024")[0]
    bridge.open_page(number)
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert session.selection == Selection(0, len(raw))
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Clipboard) == raw.text


def test_no_key_changes_the_text(view: PageView) -> None:
    before = view.document().characterCount()
    for key in "aZ1\b\r":
        QTest.keyClick(view, key)
    typed = QInputMethodEvent()
    typed.setCommitString("报")
    QApplication.sendEvent(view, typed)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert view.document().characterCount() == before


# -- caret and selection -----------------------------------------------------------------


def test_arrow_keys_move_the_session(view: PageView, session: Session) -> None:
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert session.selection == Selection.at(view.raw.line_starts[2])
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert session.selection == Selection(*view.raw.line_bounds(2))


def test_a_click_sets_the_caret_and_a_drag_selects(view: PageView, session: Session) -> None:
    at = view.raw.text.index("近年来")
    QTest.mouseClick(view.viewport(), LEFT, NONE, point_of(view, at + 2, 0.2))
    assert session.selection == Selection.at(at + 2)
    QTest.mousePress(view.viewport(), LEFT, NONE, point_of(view, at, 0.2))
    QTest.mouseMove(view.viewport(), point_of(view, at + 9, 0.2))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point_of(view, at + 9, 0.2))
    assert session.selection == Selection(at, at + 9)


def test_a_press_in_the_selection_begins_a_new_one(view: PageView, session: Session) -> None:
    at = view.raw.text.index("近年来")
    session.select(Selection(at, at + 20))
    QTest.mousePress(view.viewport(), LEFT, NONE, point_of(view, at + 5, 0.2))
    QTest.mouseMove(view.viewport(), point_of(view, at + 8, 0.2))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point_of(view, at + 8, 0.2))
    assert session.selection == Selection(at + 5, at + 8)


def test_each_move_is_told_once(view: PageView, bridge: SessionBridge) -> None:
    heard = Heard(bridge)
    QTest.keyClick(view, Qt.Key.Key_Down)
    bridge.select(Selection(30, 40), "cards")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert [who for _, who in heard.moves] == ["page_view", "cards", "page_view"]
    assert heard.moves[1][0] == Selection(30, 40)


def test_a_place_chosen_elsewhere_comes_into_sight_with_its_surroundings(
    view: PageView, bridge: SessionBridge
) -> None:
    at = view.raw.text.index("。", 4000)
    bridge.select(Selection.at(at), "cards")
    assert view.shown_selection() == Selection.at(at)
    rows = view.grid().rows
    here = next(number for number, row in enumerate(rows) if at in row.reach)
    assert 3 <= here < len(rows) - 4


def test_a_place_in_sight_does_not_scroll(view: PageView, bridge: SessionBridge) -> None:
    bridge.select(Selection.at(view.grid().rows[8].start), "cards")
    assert view.verticalScrollBar().value() == 0


def test_an_edit_leaves_scroll_and_caret_alone(view: PageView, bridge: SessionBridge) -> None:
    bridge.select(Selection.at(3000), "cards")
    value = view.verticalScrollBar().value()
    document = view.document()
    edits: list[int] = []
    document.contentsChanged.connect(lambda: edits.append(1))
    bridge.run("start_article")
    bridge.run("undo")
    assert (view.verticalScrollBar().value(), edits) == (value, [])
    assert view.shown_selection() == Selection.at(3000)


def test_another_page_starts_at_its_top(
    view: PageView, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    bridge.select(Selection.at(3000), "cards")
    heard = Heard(bridge)
    bridge.open_page(numbers["001"])
    assert view.raw is shown(bridge.session).page.raw
    assert view.verticalScrollBar().value() == 0
    assert view.shown_selection() == Selection.at(0)
    assert heard.moves == []


def test_a_larger_font_keeps_the_place(view: PageView, bridge: SessionBridge) -> None:
    bridge.select(Selection.at(3000), "cards")
    line = view.grid().rows[0].line
    height = view.grid().rows[0].bottom - view.grid().rows[0].top
    view.set_reading_font(reading_font(chinese_family(), 26))
    row = view.grid().rows[0]
    assert row.line == line
    assert row.bottom - row.top == pytest.approx(2 * height, rel=0.05)


def test_without_a_page_it_is_empty_and_harmless(
    qtbot: QtBot, project: Project, theme: Theme, language: Language
) -> None:
    session = Session(project, default_vocabulary(), "编辑", lambda: "2024")
    view = PageView(SessionBridge(session), theme, language)
    qtbot.addWidget(view)
    show(qtbot, view)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(20, 20))
    QTest.mouseClick(view.gutter, LEFT, NONE, QPoint(20, 20))
    assert view.hint_at(QPointF(20, 20)) == ""
    assert session.selection == Selection.at(0)
    assert not picture(view).isNull()


# -- keys --------------------------------------------------------------------------------


def test_an_input_method_gets_nothing(view: PageView) -> None:
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    assert not view.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_every_key_of_the_keymap_reaches_its_command(
    window: QMainWindow, view: PageView, session: Session
) -> None:
    fired: list[str] = []
    keys = [key for b in bindings(session.vocabulary, load_keymap()) for key in b.keys]
    for key in keys:
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _checked=False, key=key: fired.append(key))
        window.addAction(action)
    before = session.selection
    for key in keys:
        QTest.keySequence(view, QKeySequence(key))
    assert fired == keys
    assert session.selection == before
    assert view.hasFocus()


def test_a_bound_key_whose_command_is_out_of_use_does_nothing(
    window: QMainWindow, view: PageView, session: Session
) -> None:
    other = PageText(view.font(), window)  # where Tab could go
    other.show()
    view.set_bound_keys(frozenset({"Tab", "Shift+Tab", "Shift+Right", "Space"}))
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.hasFocus()
    assert session.selection == Selection.at(0)
    assert view.verticalScrollBar().value() == 0


# -- entities by mouse -------------------------------------------------------------------


def test_a_double_click_selects_the_entity(view: PageView, session: Session) -> None:
    span = first_entity(session).span
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point_of(view, span.start + 1))
    assert session.selection.span == span


@pytest.mark.parametrize("by", [-1, 2])
def test_dragging_the_end_resizes_the_entity(view: PageView, session: Session, by: int) -> None:
    span = first_entity(session).span
    drag_end(view, span.end, span.end + by)
    assert shown(session).entities[0].span == Span(span.start, span.end + by)
    assert shown(session).entities[0].is_gold


def test_dragging_the_start_resizes_the_entity(view: PageView, session: Session) -> None:
    span = first_entity(session).span
    drag_end(view, span.start, span.start + 1)
    assert shown(session).entities[0].span == Span(span.start + 1, span.end)


def drag_end(view: PageView, at: int, to: int) -> None:
    QTest.mousePress(view.viewport(), LEFT, NONE, point_of(view, at, 0.05, em_up=-0.2))
    QTest.mouseMove(view.viewport(), point_of(view, to, 0.1))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point_of(view, to, 0.1))


def test_an_end_that_is_only_clicked_stays_and_takes_the_caret(
    view: PageView, session: Session
) -> None:
    before, span = shown(session), first_entity(session).span
    drag_end(view, span.end, span.end)
    assert shown(session) is before
    assert session.selection == Selection.at(span.end)


def test_escape_lets_a_dragged_end_go(view: PageView, session: Session) -> None:
    before, span = shown(session), first_entity(session).span
    QTest.mousePress(view.viewport(), LEFT, NONE, point_of(view, span.end, 0.05, em_up=-0.2))
    QTest.mouseMove(view.viewport(), point_of(view, span.end + 2, 0.1))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point_of(view, span.end + 2, 0.1))
    assert shown(session) is before


def test_the_pointer_tells_where_an_end_can_be_taken(view: PageView, session: Session) -> None:
    span = first_entity(session).span
    QTest.mouseMove(view.viewport(), point_of(view, span.end, 0.05, em_up=-0.2))
    assert view.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
    QTest.mouseMove(view.viewport(), point_of(view, span.start + 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_a_hint_tells_label_score_and_reasons(
    view: PageView, session: Session, language: Language
) -> None:
    entity = first_entity(session)
    assert entity.proposal is not None
    said = view.hint_at(QPointF(point_of(view, entity.span.start + 1)))
    assert "机构 ORG" in said
    assert f"{round(100 * entity.proposal.score)}%" in said
    assert language.sentence(Phrase("because.entity_tagger_sure")) in said
    accept(session, entity.proposal.id)
    assert "已定" in view.hint_at(QPointF(point_of(view, entity.span.start + 1)))
    assert view.hint_at(QPointF(point_of(view, entity.span.end + 1))) == ""


def test_the_context_menu_is_asked_for_where_the_mouse_is(
    qtbot: QtBot, view: PageView, session: Session
) -> None:
    at = view.raw.text.index("近年来")
    with qtbot.waitSignal(view.context_menu_wanted) as asked:
        ask_for_menu(view, point_of(view, at + 2, 0.2))
    assert session.selection == Selection.at(at + 2)
    assert asked.args == [view.viewport().mapToGlobal(point_of(view, at + 2, 0.2))]
    session.select(Selection(at, at + 6))
    ask_for_menu(view, point_of(view, at + 3, 0.2))
    assert session.selection == Selection(at, at + 6)


def ask_for_menu(view: PageView, where: QPoint) -> None:
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, where, view.viewport().mapToGlobal(where))
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_with_ctrl_asks_for_another_size(qtbot: QtBot, view: PageView) -> None:
    where = QPointF(50, 50)
    size = view.font().pointSizeF()
    event = QWheelEvent(
        where,
        where,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    with qtbot.waitSignal(view.zoom_wanted) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args == [1]
    assert view.font().pointSizeF() == size


# -- what the eye sees -------------------------------------------------------------------


def test_articles_are_tinted_and_furniture_is_not(
    view: PageView, session: Session, theme: Theme
) -> None:
    headline = shown(session).articles[0].parts[0].span
    furniture = shown(session).furniture[0].span
    edge = view.viewport().width() - 3
    accept(session, shown(session).articles[0].key)
    image = picture(view)
    assert image.pixelColor(edge, point_of(view, headline.start).y()) == theme.tint(1)
    assert image.pixelColor(edge, point_of(view, furniture.start).y()) == theme.colour("base")


def accept(session: Session, proposal: str) -> None:
    session.choose(proposal)
    session.run("accept")
    session.select(Selection.at(0))


def underline_of(view: PageView, entity: ShownEntity, colour: str) -> list[bool]:
    """Where the line under an entity is inked, from left to right, without its tag."""
    row, box = view.grid().boxes(entity.span.start, entity.span.end)[0]
    y = round(row.baseline + 0.31 * view.em)
    right = round(box.right() - 0.8 * view.em)
    return [
        each == colour for each in colours_along(picture(view), y, round(box.left()) + 2, right)
    ]


def test_a_proposed_entity_is_dashed_and_a_gold_one_solid(
    view: PageView, session: Session, theme: Theme
) -> None:
    entity = first_entity(session)
    assert entity.proposal is not None
    colour = theme.label(session.vocabulary.label(entity.label)).name()
    dashed = underline_of(view, entity, colour)
    assert any(dashed)
    assert not all(dashed)
    accept(session, entity.proposal.id)
    assert all(underline_of(view, shown(session).entities[0], colour))


def test_the_current_proposal_is_framed(view: PageView, session: Session, theme: Theme) -> None:
    entity = first_entity(session)
    assert entity.proposal is not None
    accent = theme.colour("accent").name()
    row, box = view.grid().boxes(entity.span.start, entity.span.end)[0]
    y, left, right = round(row.baseline - 0.98 * view.em), round(box.left()), round(box.right())
    assert accent not in colours_along(picture(view), y, left + 4, right - 4)
    session.choose(entity.proposal.id)
    assert accent in colours_along(picture(view), y, left + 4, right - 4)


def test_a_selection_shows_over_the_tint(view: PageView, session: Session, theme: Theme) -> None:
    at = view.raw.text.index("近年来")
    session.select(Selection(at, at + 30))
    where = point_of(view, at + 5)
    row = view.grid().row_at(where.y())
    assert row is not None
    above = QPoint(where.x(), round(row.top) + 3)
    assert picture(view).pixelColor(above) == theme.colour("selection")


def test_another_theme_repaints_everything(view: PageView) -> None:
    dark = load_theme("dark")
    view.set_theme(dark)
    assert picture(view).pixelColor(5, 3) == dark.colour("base")


def test_a_page_of_every_kind_of_mark_can_be_painted(
    view: PageView, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    for digits in ("001", "002", "003", "004"):
        bridge.open_page(numbers[digits])
        bar = view.verticalScrollBar()
        for value in range(0, bar.maximum() + 1, max(1, bar.pageStep())):
            bar.setValue(value)
            assert not picture(view).isNull()


def test_marks_are_found_by_place_as_by_looking_at_all(session: Session) -> None:
    marks, whole = PageMarks(shown(session)), shown(session)
    for start in range(0, len(whole.page.raw), 97):
        span = Span(start, start + 150)
        assert list(marks.entities_in(span)) == [e for e in whole.entities if e.span.overlaps(span)]
        assert list(marks.stretches_in(span)) == [
            s for s in whole.stretches if s.span.overlaps(span)
        ]
        assert list(marks.breaks_in(span)) == [b for b in whole.breaks if b[0].overlaps(span)]


def test_a_focus_change_repaints_the_caret(view: PageView) -> None:
    with_focus = picture(view)
    QApplication.sendEvent(view, QEvent(QEvent.Type.WindowDeactivate))
    view.clearFocus()
    assert picture(view) != with_focus


def test_the_name_is_in_the_language_of_the_window(view: PageView) -> None:
    assert view.accessibleName() == "原文"
    view.set_language(Language("en"))
    assert view.accessibleName() == "Raw text"


COPY_AND_END = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.document.raw_text import RawText
from annotator.gui.page_text import PageText
from PySide6.QtGui import QFont

application = QApplication([])
view = PageText(QFont(), None)
view.load(RawText.of("昭阳区"))
view.show()
view.selectAll()
view.copy()
print(application.clipboard().text())
"""


def test_the_program_ends_in_peace_with_text_of_a_page_on_the_clipboard() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", COPY_AND_END], capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "昭阳区\n"), ran.stderr
