"""Articles by key in the real window: select lines, give them, free them, move parts and articles."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.document.spans import Selection
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.workbench.shown import Shown

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=["zh", "en"])
def desk(request, shown_window, session) -> MainWindow:
    """The window at seed page 000, in either language."""
    preferences = Preferences(language=request.param)
    return shown_window(MainWindow(session, preferences, load_keymap(), None, guest=True))


def shown(window: MainWindow) -> Shown:
    found = window.session.shown
    assert found is not None
    return found


def press(window: MainWindow, *keys: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
    for each in keys:
        key, modifiers = each if isinstance(each, tuple) else (each, NONE)
        QTest.keyClick(window.desk.text, key, modifiers)


def go(window: MainWindow, article: int, part: int = 0) -> None:
    found = shown(window).article(article)
    assert found is not None
    window.session.select(Selection.at(found.parts[part].span.start), "test")


def texts(window: MainWindow, article: int) -> list[str]:
    found = shown(window).article(article)
    assert found is not None
    return [part.span.text_in(shown(window).page.raw.text) for part in found.parts]


def is_in_sight(window: MainWindow) -> bool:
    """Whether both panes show the caret."""
    cards, text = window.desk.cards, window.desk.text
    place, caret = cards.delegate.place, window.session.selection.caret
    rows = [row for row in text.grid().rows if row.start <= caret <= row.end]
    if place is None or not rows:
        return False
    box = cards.caret_box(place.row, place.at).toRect()
    return cards.viewport().rect().contains(box)


def test_shift_and_arrows_select_whole_lines_with_text(desk):
    go(desk, 1)
    raw = shown(desk).page.raw
    lines = [n for n in range(len(raw.line_starts)) if raw.line_text(n).strip()]
    first = lines.index(raw.line_at(desk.session.selection.caret))
    press(desk, (KEY.Key_Down, SHIFT), (KEY.Key_Down, SHIFT))
    selection = desk.session.selection
    assert (selection.anchor, selection.caret) == (
        raw.line_bounds(lines[first])[0],
        raw.line_bounds(lines[first + 2])[1],
    )
    press(desk, (KEY.Key_Up, SHIFT))
    assert desk.session.situation().lines == (lines[first], lines[first + 1])
    press(desk, (KEY.Key_Up, SHIFT), (KEY.Key_Up, SHIFT))
    assert desk.session.situation().lines == (lines[first - 1], lines[first])


def test_ctrl_a_selects_the_article_and_alt_down_gives_all_of_it(desk):
    first, second = texts(desk, 1), texts(desk, 2)
    count = len(shown(desk).articles)
    go(desk, 1)
    press(desk, (KEY.Key_A, CTRL), (KEY.Key_Down, ALT))
    assert len(shown(desk).articles) == count - 1
    whole = "".join("".join(texts(desk, 1)).split())
    assert all("".join(text.split()) in whole for text in (*first, *second))
    assert is_in_sight(desk)


def test_g_and_0_take_the_lines_out(desk):
    go(desk, 1, 1)
    part = shown(desk).articles[0].parts[1].span
    press(desk, KEY.Key_G, KEY.Key_0)
    line = desk.session.situation().targets[0]
    assert part.overlaps(line)
    assert shown(desk).stretches_in(line) == ()
    assert texts(desk, 1)[0]


def test_ctrl_alt_and_arrows_move_the_article(desk):
    first, second = texts(desk, 1), texts(desk, 2)
    go(desk, 1)
    press(desk, (KEY.Key_Down, CTRL | ALT))
    assert (texts(desk, 1), texts(desk, 2)) == (second, first)
    assert is_in_sight(desk)
    press(desk, (KEY.Key_Up, CTRL | ALT))
    assert (texts(desk, 1), texts(desk, 2)) == (first, second)


def test_ctrl_shift_and_arrows_move_the_part(desk):
    before = texts(desk, 1)
    go(desk, 1, 1)
    press(desk, (KEY.Key_Up, CTRL | SHIFT))
    assert texts(desk, 1) == [before[1], before[0], *before[2:]]
    assert is_in_sight(desk)


def test_lines_picked_in_the_gutter_with_ctrl_go_together(desk):
    raw = shown(desk).page.raw
    rows = {r.line: r for r in desk.desk.text.grid().rows if raw.line_text(r.line).strip()}
    picked = sorted(rows)[1], sorted(rows)[3]
    for line, keys in zip(picked, (NONE, CTRL), strict=True):
        where = QPoint(10, round(rows[line].top + 4))
        QTest.mouseClick(desk.desk.text.gutter, Qt.MouseButton.LeftButton, keys, where)
    assert desk.session.situation().line_runs == tuple((line, line) for line in picked)
    press(desk, KEY.Key_N)
    stretches = [shown(desk).stretch_at(raw.line_bounds(line)[0]) for line in picked]
    assert len({each.owner.key for each in stretches if each}) == 1


def test_escape_selects_nothing(desk):
    go(desk, 1)
    press(desk, (KEY.Key_A, CTRL))
    assert desk.session.selection.spans
    press(desk, KEY.Key_Escape)
    assert desk.session.selection.spans == ()


def test_the_status_line_says_which_runs_are_selected(desk):
    parts = shown(desk).articles[0].parts
    desk.session.select(Selection.of([parts[0].span, parts[2].span]))
    desk._refresh_status()
    lines, count = desk.desk.cards.selected_lines
    assert desk.status.place.endswith(
        desk.language.say("panel.lines_selected", lines=lines, count=count)
    )
