"""The queue of doubts: what it lists, what its filter asks for, and that its keys are commands."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.document.doubts import QueueFilter, kind_of, start_of, urgency
from annotator.document.phrases import Phrase
from annotator.gui.queue_panel import QueuePanel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, load_theme
from annotator.settings.keymap import load_keymap
from annotator.settings.language import Language
from annotator.workbench.session import Session

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(
    qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language
) -> Iterator[QueuePanel]:
    """The queue of seed page 000 in a window, with the focus on its list."""
    panel = QueuePanel(bridge, theme, language)
    panel.set_keymap(load_keymap())
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(panel)
    window.resize(340, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    yield panel
    panel.setParent(None)


def titles(panel: QueuePanel) -> list[str]:
    return [str(panel.model.data(panel.model.index(row))) for row in range(panel.model.rowCount())]


def row_point(panel: QueuePanel, row: int) -> QPoint:
    return panel.view.visualRect(panel.model.index(row)).center()


def pick(combo: QComboBox, value: str) -> None:
    """Chooses a value with the keyboard, as a person does."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentData() == value:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == value


# -- what is listed ----------------------------------------------------------------------


def test_what_needs_the_eye_most_comes_first_and_all_are_counted(
    panel: QueuePanel, session: Session
) -> None:
    assert [p.id for p in panel.model.proposals] == [p.id for p in session.queue]
    weights = [max(map(urgency, session.members(p.id))) for p in panel.model.proposals]
    assert weights == sorted(weights, reverse=True)
    count = sum(len(session.members(p.id)) for p in session.queue)
    assert panel.count.text() == f"{count} 条待定，列为 {len(session.queue)} 行"


def test_a_row_says_what_why_and_how_sure(panel: QueuePanel) -> None:
    row = next(i for i, p in enumerate(panel.model.proposals) if kind_of(p) == "entity")
    words = panel.model.words(panel.model.proposals[row])
    tip = panel.model.data(panel.model.index(row), Qt.ItemDataRole.ToolTipRole)
    assert tip == "\n".join((words.title, *words.reasons, f"把握 {words.score}"))
    assert words.title.startswith("“")
    assert words.title.endswith(("”是人名", "”是地名", "”是机构", "”是时间"))
    assert words.reasons


def test_rows_have_one_height_whatever_they_say(panel: QueuePanel) -> None:
    heights = {panel.view.visualRect(panel.model.index(row)).height() for row in range(8)}
    assert len(heights) == 1


def test_the_other_language_says_the_same(panel: QueuePanel) -> None:
    count = panel.model.rowCount()
    panel.set_language(Language("en"))
    assert panel.count.text().endswith(f" to decide, in {count} rows")
    assert any(" is " in title for title in titles(panel))
    assert panel.filter_bar.kind.currentText() == "Any kind"


def test_an_accepted_one_goes_and_the_others_stay(panel: QueuePanel, session: Session) -> None:
    before = [p.id for p in panel.model.proposals]
    session.choose(before[3])
    panel.command_wanted.connect(session.run)
    QTest.mouseClick(panel.buttons["accept"], LEFT)
    now = [p.id for p in panel.model.proposals]
    assert before[3] not in now
    assert now == [p.id for p in session.queue]
    assert panel.view.currentIndex().row() == now.index(session.current or "")


def test_when_nothing_is_left_it_says_what_to_do(
    panel: QueuePanel, session: Session, bridge: SessionBridge
) -> None:
    bridge.run("reject_shown")
    assert panel.model.rowCount() == 0
    assert panel.count.text() == "全部已判定"
    assert "Ctrl+Enter" in panel.view.hint
    assert not panel.buttons["accept"].isEnabled()
    session.undo()
    assert panel.model.rowCount() == len(session.queue) > 0
    assert panel.buttons["accept"].isEnabled()


# -- the current row ---------------------------------------------------------------------


def test_a_click_chooses_the_proposal(panel: QueuePanel, session: Session) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 2))
    chosen = panel.model.proposals[2]
    assert session.current == chosen.id
    assert session.selection.caret == start_of(chosen)


def test_a_click_on_the_current_row_brings_the_caret_back(
    panel: QueuePanel, session: Session
) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 2))
    session.selection = type(session.selection).at(0)
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 2))
    assert session.selection.caret == start_of(panel.model.proposals[2])


def test_the_caret_elsewhere_moves_the_current_row(
    panel: QueuePanel, bridge: SessionBridge
) -> None:
    last = panel.model.proposals[-1]
    bridge.choose(last.id, "page_view")
    row = panel.view.currentIndex().row()
    assert row == panel.model.rowCount() - 1
    assert panel.view.viewport().rect().intersects(panel.view.visualRect(panel.model.index(row)))
    bridge.choose("", "page_view")
    assert panel.view.currentIndex() == QModelIndex()


def test_arrows_walk_through_the_queue(panel: QueuePanel, session: Session) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 0))
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert session.current == panel.model.proposals[1].id


@pytest.mark.parametrize("key", ["Space", "X", "Tab", "Shift+Tab", "N", "1", "A"])
@pytest.mark.parametrize("context", ["WindowShortcut", "WidgetWithChildrenShortcut"])
def test_keys_on_the_list_reach_the_commands(
    qtbot: QtBot, panel: QueuePanel, session: Session, key: str, context: str
) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 1))
    current = session.current
    action = QAction(panel.window())
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext[context])
    place = panel.view if context.startswith("Widget") else panel.window()
    place.addAction(action)
    pressed = QKeySequence(key)[0]
    with qtbot.waitSignal(action.triggered, timeout=1000):
        QTest.keyClick(panel.view, pressed.key(), pressed.keyboardModifiers())
    assert session.current == current


def test_letters_without_a_command_do_not_search(panel: QueuePanel, session: Session) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 0))
    current = session.current
    QTest.keyClicks(panel.view, "zq")
    assert session.current == current


# -- filter ------------------------------------------------------------------------------


def test_kind_and_label_narrow_the_queue(panel: QueuePanel, session: Session) -> None:
    pick(panel.filter_bar.kind, "entity")
    assert session.filter.kind == "entity"
    pick(panel.filter_bar.label, "PER")
    assert session.filter == QueueFilter(kind="entity", label="PER")
    assert {title.rpartition("是")[2] for title in titles(panel)} == {"人名"}
    total = len(session.page.doubts) if session.page else 0
    assert panel.count.text() == f"{len(session.queue)} 条，共 {total} 条待定"


def test_labels_are_those_of_the_kind(panel: QueuePanel, session: Session) -> None:
    pick(panel.filter_bar.label, "PER")
    pick(panel.filter_bar.kind, "furniture")
    assert session.filter == QueueFilter(kind="furniture")
    assert panel.filter_bar.label.findData("masthead") > 0
    assert panel.filter_bar.label.findData("PER") < 0
    pick(panel.filter_bar.kind, "article")
    assert not panel.filter_bar.label.isEnabled()


def test_typed_text_filters_after_a_pause(
    qtbot: QtBot, panel: QueuePanel, session: Session
) -> None:
    told: list[QueueFilter] = []
    panel.filter_bar.wanted.connect(told.append)
    panel.filter_bar.text.setFocus()
    with qtbot.waitSignal(panel.filter_bar.wanted, timeout=2000):
        QTest.keyClicks(panel.filter_bar.text, "202")
    assert told == [QueueFilter(text="202")]
    assert session.filter.text == "202"
    QTest.keyClicks(panel.filter_bar.text, "zzz")
    QTest.keyClick(panel.filter_bar.text, Qt.Key.Key_Return)
    assert panel.model.rowCount() == 0
    assert panel.view.hint == "没有符合筛选的提议。"


def test_by_place_orders_by_the_raw_text(panel: QueuePanel) -> None:
    QTest.mouseClick(panel.filter_bar.by_place, LEFT, NONE, QPoint(8, 8))
    starts = [start_of(p) for p in panel.model.proposals]
    assert starts == sorted(starts)


def test_weak_ones_are_listed_when_asked_for(panel: QueuePanel, session: Session) -> None:
    QTest.mouseClick(panel.filter_bar.with_weak, LEFT, NONE, QPoint(8, 8))
    assert session.filter.with_weak
    assert panel.count.text().startswith(f"列出 {len(session.queue)} 条")


def test_a_filter_set_elsewhere_shows_in_the_widgets(
    panel: QueuePanel, bridge: SessionBridge, session: Session
) -> None:
    wanted = QueueFilter(kind="correction", label="spacing", text="一", by_place=True)
    bridge.set_filter(wanted)
    assert panel.filter_bar.chosen() == wanted
    assert session.filter == wanted


# -- buttons and look --------------------------------------------------------------------


@pytest.mark.parametrize("command", ["accept", "reject", "accept_shown", "reject_shown"])
def test_a_button_asks_for_its_command_and_leaves_the_focus(
    qtbot: QtBot, panel: QueuePanel, command: str
) -> None:
    with qtbot.waitSignal(panel.command_wanted, timeout=1000) as asked:
        QTest.mouseClick(panel.buttons[command], LEFT)
    assert asked.args == [command]
    assert panel.view.hasFocus()


def test_tool_tips_name_the_keys(panel: QueuePanel) -> None:
    assert panel.buttons["accept"].toolTip() == "接受提议并前进（Space）"
    assert "Ctrl+Shift+Space" in panel.buttons["accept_shown"].toolTip()


def test_everything_has_a_name_for_screen_readers(panel: QueuePanel) -> None:
    bar = panel.filter_bar
    named = [bar.kind, bar.label, bar.text, panel.view, *panel.buttons.values()]
    assert all(widget.accessibleName() for widget in named)
    assert bar.by_place.text()
    assert bar.with_weak.text()


def test_the_current_row_is_coloured_by_the_theme(panel: QueuePanel) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, NONE, row_point(panel, 0))
    for name in ("light", "dark"):
        theme = load_theme(name)
        panel.set_theme(theme)
        image = panel.view.viewport().grab().toImage()
        corner = panel.view.visualRect(panel.model.index(0)).topLeft() + QPoint(1, 3)
        assert image.pixelColor(corner).name() == theme.colour("accent").name()


def test_the_reasons_of_the_current_proposal_are_there_in_full(
    panel: QueuePanel, session: Session, language: Language
) -> None:
    because = (*session.queue[1].because, Phrase("because.entity_tagger_sure"))
    several = replace(session.queue[1], because=because)
    session.put_proposals(session.number or 0, [several])
    session.choose(several.id)
    said = [language.sentence(each) for each in because]
    assert panel.why.text() == "；".join(said)
    assert panel.why.height() >= panel.why.heightForWidth(panel.why.width())


def test_a_page_that_no_machine_has_seen_is_not_called_decided(
    panel: QueuePanel, session: Session, numbers: dict[str, int], language: Language
) -> None:
    session.open_page(numbers["004"])
    assert panel.count.text() == language.say("panel.page_not_proposed")
    assert panel.view.hint == language.say("panel.queue_not_proposed")
    session.open_page(numbers["000"])
    assert panel.count.text() != language.say("panel.page_not_proposed")
