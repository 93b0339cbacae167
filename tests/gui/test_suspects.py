"""A proofreader at the window: suspects, candidates, typing, series, rules; keys as a person presses them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.document.doubts import QueueFilter
from annotator.document.marks import CorrectionMark, place_of
from annotator.document.proposals import CorrectionBody, EntityBody, extent_of, propose
from annotator.document.reading import Side
from annotator.document.spans import Selection, Span
from annotator.gui.dialogs.confirm_many import ConfirmMany
from annotator.gui.dialogs.finish_dialog import FinishDialog
from annotator.gui.dialogs.lookalike_picker import LookalikePicker
from annotator.gui.dialogs.series_dialog import SeriesDialog
from annotator.gui.ink import on
from annotator.gui.main_window import MainWindow
from annotator.gui.theme import THEMES, load_theme
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.workbench.session import Session
from tests.gui.proofreading import (
    FIRST,
    MANY,
    SECOND,
    because,
    everywhere,
    machine,
    project_of,
    session_of,
    suspect,
)

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the first of three made-up pages, each with its suspects."""
    with project_of(tmp_path / "harvest.db", FIRST, SECOND, MANY) as project:
        yield session_of(project)


@pytest.fixture
def window(shown_window: Callable[[MainWindow], MainWindow], session: Session) -> MainWindow:
    preferences = Preferences(language="zh")
    return shown_window(MainWindow(session, preferences, load_keymap(), None, guest=True))


@pytest.fixture
def reply(answer: Callable[..., None]) -> Callable[..., None]:
    """As `answer`; a test that fails in the dialog does not leave it open."""

    def later(kind: type[QDialog], act: Callable[..., None]) -> None:
        def guarded(dialog: QDialog) -> None:
            try:
                act(dialog)
            except BaseException:
                dialog.reject()
                raise

        answer(kind, guarded)

    return later


def corrections(session: Session) -> dict[tuple[int, int], str | None]:
    """What the page on the desk has been corrected to, by place."""
    assert session.page is not None
    return {place_of(mark): mark.text for mark in session.page.corrections}


def go_to(session: Session, at: int) -> None:
    """The suspect that begins there is the current one, as its row."""
    assert session.page is not None
    found = next(each for each in session.queue if extent_of(each.body)[0] == at)
    session.choose(found.id)


def press(widget: QWidget, key: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def in_hand() -> QWidget:
    """Where a key goes that a person presses now."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


MOON = FIRST.index("未")
COUNTY = FIRST.index("高明县")


# -- the queue ---------------------------------------------------------------------------


def test_the_likeliest_error_comes_first_and_a_class_is_one_row(
    window: MainWindow, session: Session
) -> None:
    model = window.desk.doubts.model
    scores = [model.score_of(each) for each in model.proposals if session.members(each.id)]
    suspects = [s for s, p in zip(scores, model.proposals, strict=True) if p.run == "suspects 1"]
    assert suspects == sorted(suspects, reverse=True)
    count = len(everywhere(FIRST, ","))
    assert str(count) in model.words(model.proposals[0]).title
    assert len(session.members(model.proposals[0].id)) == count
    assert window.desk.doubts.count.text() == window.language.say(
        "panel.queue_count_folded",
        count=len(session.page.doubts) if session.page else 0,
        rows=len(model.proposals),
    )


def test_f8_goes_to_the_next_suspect_and_the_pane_shows_it(
    window: MainWindow, session: Session
) -> None:
    pane = window.desk.doubts.pane
    assert not pane.isVisible()
    press(window.desk.text, Key.Key_F8)
    press(window.desk.text, Key.Key_F8)
    assert session.selection.caret == MOON
    assert pane.isVisible()
    assert pane.readings.raw.text() == "未"
    assert [button.text() for button in pane.readings.shown] == ["末", "朱", "来"]
    assert [button.key for button in pane.readings.shown] == ["1", "2", "3"]
    assert pane.readings.raw.key == "X"


def test_a_digit_takes_a_candidate_and_advances(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_2)
    assert corrections(session) == {(MOON, MOON + 1): "朱"}
    assert session.selection.caret == COUNTY
    assert session.situation().suspect is not None


def test_after_a_suspect_comes_a_suspect_and_nothing_that_a_digit_would_label(
    window: MainWindow, session: Session
) -> None:
    doubtful = propose(EntityBody(Span(0, 3), "LOC"), 0.31, because(), "tagger 1")
    session.put_proposals(session.number or 0, [*machine(FIRST), doubtful])
    rows = list(session.queue)
    count = sum(each.run == "suspects 1" for each in rows)
    assert doubtful in rows[1:count]  # a suspect before it, and one behind it
    session.choose(rows[0].id)
    for _ in range(count):
        press(window.desk.text, Key.Key_1)
    assert not any(each.run == "suspects 1" for each in session.queue)
    assert session.page is not None
    assert session.page.entities == ()


def test_x_leaves_the_text_as_it_stands_and_advances(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_X)
    assert corrections(session) == {}
    assert MOON not in {extent_of(each.body)[0] for each in session.queue}
    assert session.selection.caret == COUNTY


def test_u_marks_a_place_whose_original_nobody_knows(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_U)
    assert corrections(session) == {(MOON, MOON + 1): None}
    assert session.selection.caret == COUNTY


def test_a_class_is_one_decision_and_one_undo(window: MainWindow, session: Session) -> None:
    commas = everywhere(FIRST, ",")
    go_to(session, commas[0])
    pane = window.desk.doubts.pane
    assert pane.list.isVisible()
    assert not pane.readings.isVisible()
    assert pane.places.rowCount() == len(commas)
    assert {(row.raw, row.text) for row in pane.places.rows} == {(",", "，")}
    assert pane.summary.text() == f", → ，（{len(commas)} 处）"
    press(window.desk.text, Key.Key_Space)
    assert corrections(session) == {(at, at + 1): "，" for at in commas}
    assert session.selection.caret == MOON
    press(window.desk.text, Key.Key_Z, Modifier.ControlModifier)
    assert corrections(session) == {}
    assert len(session.members(session.queue[0].id)) == len(commas)


def test_a_click_on_a_glyph_takes_it(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    QTest.mouseClick(window.desk.doubts.pane.readings.shown[2], LEFT)
    assert corrections(session) == {(MOON, MOON + 1): "来"}
    assert window.desk.text.hasFocus()


@pytest.mark.parametrize(
    ("command", "reads"), [("mark_suspect", {(MOON, MOON + 1): None}), ("always_allow", {})]
)
def test_the_buttons_of_the_pane_do_what_their_keys_do(
    window: MainWindow, session: Session, command: str, reads: dict[tuple[int, int], str | None]
) -> None:
    go_to(session, MOON)
    QTest.mouseClick(window.desk.doubts.pane.buttons[command], LEFT)
    assert corrections(session) == reads
    assert session.selection.caret == COUNTY


def test_a_selected_text_keeps_the_digits_for_labels(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    session.select(Selection(0, 3))
    press(window.desk.text, Key.Key_2)
    assert corrections(session) == {}
    assert session.page is not None
    assert [each.label for each in session.page.entities] == [session.vocabulary.labels[1].name]


# -- the mode light ----------------------------------------------------------------------


def test_the_mode_light_says_what_keys_mean(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    def light() -> str:
        return window.status.mode

    say = window.language.say
    assert light() == say("window.mode_keys")
    go_to(session, MOON)
    qtbot.waitUntil(lambda: light() == say("window.mode_suspect"))
    press(window.desk.text, Key.Key_Return)
    qtbot.waitUntil(lambda: light() == say("window.mode_typing"))
    press(in_hand(), Key.Key_Escape)
    qtbot.waitUntil(lambda: light() == say("window.mode_suspect"))


# -- typing ------------------------------------------------------------------------------


def test_enter_types_a_fix_for_the_suspect(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    assert editor.hasFocus()
    assert editor.selectedText() == "未"
    QTest.keyClicks(editor, "x5")
    assert corrections(session) == {}
    press(editor, Key.Key_Return)
    assert corrections(session) == {(MOON, MOON + 1): "x5"}
    assert session.selection.caret == COUNTY
    assert window.desk.text.hasFocus()


def test_an_input_method_types_in_the_editor_and_nowhere_else(
    qapp: QApplication, window: MainWindow, session: Session
) -> None:
    def commit(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        qapp.sendEvent(widget, event)

    go_to(session, MOON)
    commit(window.desk.text, "秋")
    assert corrections(session) == {}
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    assert editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    commit(editor, "初")
    press(editor, Key.Key_Return)
    assert corrections(session) == {(MOON, MOON + 1): "初"}


def test_escape_leaves_the_editor_and_changes_nothing(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    window.desk.doubts.view.setFocus()
    press(window.desk.doubts.view, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    QTest.keyClicks(editor, "abc")
    press(editor, Key.Key_Escape)
    assert corrections(session) == {}
    assert editor.text() == ""
    assert window.desk.doubts.view.hasFocus()
    assert session.selection.caret == MOON


def test_no_command_runs_under_the_typing_hand(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    QTest.keyClicks(editor, "xu1 ")
    press(editor, Key.Key_X, Modifier.ControlModifier)
    press(editor, Key.Key_F8)
    assert editor.hasFocus()
    assert session.selection.caret == MOON
    assert corrections(session) == {}


def test_a_refused_fix_stays_in_the_editor(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    press(editor, Key.Key_Return)  # it reads so already
    assert editor.hasFocus()
    assert editor.text() == "未"
    assert window.status.noticed
    assert corrections(session) == {}


def test_what_is_selected_is_corrected_by_hand(window: MainWindow, session: Session) -> None:
    start = FIRST.index("干粮")
    session.select(Selection(start, start + 2))
    press(window.desk.text, Key.Key_Return)
    pane = window.desk.doubts.pane
    assert pane.isVisible()
    assert pane.readings.raw.text() == "干粮"
    QTest.keyClicks(pane.editor, "x")
    press(pane.editor, Key.Key_Return)
    assert corrections(session) == {(start, start + 2): "x"}


def test_text_is_inserted_at_the_caret(window: MainWindow, session: Session) -> None:
    session.select(Selection.at(len(FIRST)))
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    assert editor.text() == ""
    QTest.keyClicks(editor, "!")
    press(editor, Key.Key_Return)
    assert corrections(session) == {(len(FIRST), len(FIRST)): "!"}


def test_an_emptied_editor_takes_the_text_out(window: MainWindow, session: Session) -> None:
    at = FIRST.index("的的")
    session.select(Selection(at, at + 1))
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    press(editor, Key.Key_Delete)
    press(editor, Key.Key_Return)
    assert corrections(session) == {(at, at + 1): ""}


# -- look-alikes -------------------------------------------------------------------------


def test_l_opens_the_look_alikes_of_the_suspect(
    window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    seen: list[str] = []

    def choose(picker: LookalikePicker) -> None:
        seen.extend(each.character for each in picker.grid.rows.found)
        press(picker.grid, Key.Key_1)

    go_to(session, MOON)
    reply(LookalikePicker, choose)
    press(window.desk.text, Key.Key_L)
    assert "末" in seen
    assert corrections(session) == {(MOON, MOON + 1): seen[0]}
    assert session.selection.caret == COUNTY


def test_arrows_and_enter_choose_a_look_alike_of_a_selected_word(
    window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    start = FIRST.index("袋子")
    session.select(Selection(start, start + 2))
    seen: list[str] = []

    def choose(picker: LookalikePicker) -> None:
        press(picker.grid, Key.Key_Right, Modifier.ControlModifier)
        assert picker.characters.currentIndex() == 1
        press(picker.grid, Key.Key_Right)
        seen.append(picker.grid.rows.found[1].character)
        press(picker.grid, Key.Key_Return)

    reply(LookalikePicker, choose)
    press(window.desk.text, Key.Key_L)
    assert corrections(session) == {(start, start + 2): f"袋{seen[0]}"}


# -- series ------------------------------------------------------------------------------


def test_a_series_of_ten_is_one_undo(
    qtbot: QtBot, window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    session.open_page(3)
    places = everywhere(MANY, "麦孑")
    assert len(places) == 10

    def choose(dialog: SeriesDialog) -> None:
        dialog.here.setChecked(True)
        qtbot.waitUntil(lambda: dialog.yes.isEnabled() and dialog.rows.rowCount() == 10)
        assert dialog.rows.ticked_count == 10
        press(dialog.table, Key.Key_Return)

    go_to(session, places[0])
    reply(SeriesDialog, choose)
    press(window.desk.text, Key.Key_A)
    assert corrections(session) == {(at + 1, at + 2): "子" for at in places}
    window.activateWindow()
    qtbot.waitUntil(window.desk.text.hasFocus)
    press(window.desk.text, Key.Key_Z, Modifier.ControlModifier)
    assert corrections(session) == {}


def test_a_series_over_the_project_leaves_what_is_not_ticked(
    qtbot: QtBot, window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    total = sum(len(everywhere(text, "麦孑")) for text in (FIRST, SECOND, MANY))

    def choose(dialog: SeriesDialog) -> None:
        qtbot.waitUntil(lambda: dialog.yes.isEnabled() and dialog.rows.rowCount() == total)
        press(dialog.table, Key.Key_Space)
        assert dialog.rows.ticked_count == total - 1
        press(dialog.table, Key.Key_Return)

    first = FIRST.index("麦孑")
    go_to(session, first)
    reply(SeriesDialog, choose)
    press(window.desk.text, Key.Key_F7, Modifier.ShiftModifier)
    assert not any(start == first for start, _ in corrections(session))
    done = {
        number: sum(isinstance(each, CorrectionMark) for each in page.corrections)
        for number, page in ((n, session.project.page(n)) for n in session.project.page_ids())
    }
    assert sum(done.values()) == total - 1
    assert str(total - 1) in window.status.noticed
    session.undo()
    assert not any(
        session.project.page(number).corrections for number in session.project.page_ids()
    )


def test_a_series_of_selected_text_asks_what_it_reads(
    qtbot: QtBot, window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    start = FIRST.index("收割机")

    def choose(dialog: SeriesDialog) -> None:
        assert dialog.editor.hasFocus()
        assert not dialog.yes.isEnabled()
        QTest.keyClicks(dialog.editor, "JI")
        qtbot.waitUntil(dialog.yes.isEnabled)
        press(dialog.editor, Key.Key_Return)

    session.select(Selection(start, start + 3))
    reply(SeriesDialog, choose)
    press(window.desk.text, Key.Key_F7, Modifier.ShiftModifier)
    assert corrections(session)[start, start + 3] == "JI"
    second = session.project.page(2)
    assert {mark.text for mark in second.corrections} == {"JI"}


# -- always ------------------------------------------------------------------------------


def test_always_fix_on_page_one_shows_on_page_two(window: MainWindow, session: Session) -> None:
    missed = SECOND.index("高明县")
    found = (each for each in machine(SECOND) if extent_of(each.body)[0] != missed)
    session.put_proposals(2, found)
    go_to(session, COUNTY)
    press(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    assert corrections(session) == {(COUNTY, COUNTY + 1): "嵩"}
    assert session.situation().suspect is not None
    (rule,) = session.project.correction_rules().values()
    assert "高明" in rule.raw
    window.bridge.open_page(2)
    at = SECOND.index("高明县")
    shown = session.shown
    assert shown is not None
    proposed = [each for each in shown.corrections if each.proposal is not None]
    assert any(each.start <= at < each.end and each.text == "嵩" for each in proposed)


def test_always_allow_is_remembered(window: MainWindow, session: Session) -> None:
    go_to(session, COUNTY)
    press(window.desk.text, Key.Key_X, Modifier.ControlModifier)
    window.bridge.open_page(2)
    at = SECOND.index("高明县")
    bodies = [each.body for each in session.queue]
    suspects = [extent_of(body) for body in bodies if isinstance(body, CorrectionBody)]
    assert (at, at + 1) not in suspects


# -- what the page says ------------------------------------------------------------------


def test_an_entity_over_a_correction_says_both_readings(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    go_to(session, COUNTY)
    press(window.desk.text, Key.Key_1)
    session.select(Selection(COUNTY, COUNTY + 3))
    press(window.desk.text, Key.Key_2)
    session.select(Selection.at(COUNTY + 1))
    qtbot.waitUntil(lambda: "高明县 → 嵩明县" in window.status.place)
    text = window.desk.text
    ((_, box),) = text.grid().boxes(COUNTY, COUNTY + 1)
    said = text.hint_at(box.center())
    assert "高明县 → 嵩明县" in said
    assert "“高” → “嵩”" in said


def test_a_card_reads_the_correction_and_says_both(window: MainWindow, session: Session) -> None:
    session.select(Selection(0, len(FIRST)))
    session.run("start_article")
    go_to(session, COUNTY)
    press(window.desk.text, Key.Key_1)
    (card,) = window.desk.cards.cards[:1]
    at = card.reading.text.index("嵩明县")
    assert (at, at + 1) in card.fixes
    assert "“高” → “嵩”" in window.desk.cards.hint_of(0, at, Side.AFTER)


# -- access ------------------------------------------------------------------------------


def test_everything_in_the_pane_has_a_name(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    pane = window.desk.doubts.pane
    named = [*pane.buttons.values(), pane.editor, pane.list, pane.context, *pane.readings.shown]
    assert all(widget.accessibleName() for widget in named)
    assert "U+672B" in pane.readings.shown[0].toolTip()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_low_and_narrow_window_cuts_nothing_of_the_pane(
    qtbot: QtBot, window: MainWindow, session: Session, language: str
) -> None:
    window.commands.run("switch_language" if language == "en" else "zoom_reset")
    window.resize(1024, 700)
    go_to(session, MOON)
    panel, pane = window.desk.doubts, window.desk.doubts.pane
    qtbot.waitUntil(lambda: panel.detail.viewport().width() >= pane.width())
    for button in (*pane.readings.shown, pane.readings.raw, *pane.buttons.values()):
        assert button.width() >= min(button.sizeHint().width(), pane.width() - 16)
        assert button.geometry().right() <= button.parentWidget().width()
    pane_bottom = pane.mapTo(panel.detail.widget(), pane.rect().bottomLeft()).y()
    assert pane_bottom <= panel.detail.widget().height()
    assert panel.view.height() > 0


# -- what happens meanwhile --------------------------------------------------------------


def test_a_click_while_typing_is_for_the_suspect_that_shows(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    pane = window.desk.doubts.pane
    QTest.keyClicks(pane.editor, "abc")
    QTest.mouseClick(pane.readings.shown[0], LEFT)
    assert corrections(session) == {(MOON, MOON + 1): "末"}
    assert pane.editor.text() == ""
    assert window.desk.text.hasFocus()


def test_what_is_typed_is_for_its_place_even_when_the_suspect_has_gone(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    editor = window.desk.doubts.pane.editor
    QTest.keyClicks(editor, "5")
    session.put_suspects(session.number or 0, Span(0, len(FIRST)), [])
    assert session.situation().suspect is None
    assert editor.text() == "5"
    press(editor, Key.Key_Return)
    assert corrections(session) == {(MOON, MOON + 1): "5"}


def test_many_at_once_are_counted_place_by_place(
    window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    said: list[str] = []

    def read(dialog: ConfirmMany) -> None:
        said.append(dialog.heading.text())
        said.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.reject()

    assert session.page is not None
    reply(ConfirmMany, read)
    window.commands.run("reject_shown")
    assert str(len(session.page.doubts)) in said[0]
    assert len(said) == 1 + len(session.queue)


@pytest.mark.parametrize("name", THEMES)
def test_the_mark_in_the_line_and_the_keys_are_easy_to_read(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.colour("warning"), theme.colour("warning_tint")) >= 4.5
    assert contrast(theme.colour("muted"), theme.colour("base")) >= 4.5
    for role in ("accent", "warning"):
        ground = theme.colour(role)
        assert contrast(on(ground), ground) >= 4.5
    for role in ("good", "warning"):  # waves: lines, not letters
        assert contrast(theme.colour(role), theme.colour("base")) >= 3


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG defines it: 1 to 21."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_menu_does_what_it_says_on_a_suspect_too(
    qtbot: QtBot, window: MainWindow, session: Session, reply: Callable[..., None]
) -> None:
    go_to(session, MOON)
    seen: list[str] = []
    reply(FinishDialog, lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    window.actions_.action("finish_page").trigger()
    window.actions_.action("label_entity", "PER").trigger()
    assert len(seen) == 1
    assert corrections(session) == {}
    assert session.project.correction_rules() == {}
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    assert corrections(session) == {(MOON, MOON + 1): "末"}


def test_a_click_into_the_line_types_for_the_suspect_it_shows(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    editor = window.desk.doubts.pane.editor
    QTest.mouseClick(editor, LEFT)
    assert editor.hasFocus()
    assert editor.selectedText() == "未"
    editor.insert("末")
    press(in_hand(), Key.Key_Return)
    assert corrections(session) == {(MOON, MOON + 1): "末"}


def test_what_was_typed_on_one_page_does_not_go_to_another(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    window.desk.doubts.pane.editor.insert("末")
    window.actions_.action("next_page").trigger()
    assert window.desk.text.hasFocus()
    assert not window.desk.doubts.pane.editor.text()
    press(in_hand(), Key.Key_Escape)
    assert corrections(session) == {}


def test_a_row_says_the_rule_that_has_just_been_taught(
    window: MainWindow, session: Session
) -> None:
    go_to(session, FIRST.index("麦孑"))
    model = window.desk.doubts.model
    for each in model.proposals:
        model.words(each)
    press(window.desk.text, Key.Key_Return, Modifier.ControlModifier)
    rule = window.language.say("because.ruled_fix", raw="麦孑", text="麦子")
    again = [
        each for each in model.proposals if extent_of(each.body)[0] in everywhere(FIRST, "麦孑")
    ]
    assert again
    assert all(rule in model.words(each).reasons for each in again)


def test_buttons_of_a_suspect_change_language_while_somebody_types(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    window.commands.run("switch_language")
    assert (
        window.desk.doubts.buttons["reject"]
        .text()
        .startswith(window.language.say("suspect.reject"))
    )


def test_a_suspect_that_the_filter_hides_says_why_and_can_be_accepted(
    window: MainWindow, session: Session
) -> None:
    go_to(session, MOON)
    panel = window.desk.doubts
    why = panel.why.text()
    window.bridge.set_filter(QueueFilter(text="无此"))
    assert session.queue == ()
    assert panel.why.text() == why
    QTest.mouseClick(panel.buttons["accept"], LEFT)
    assert corrections(session) == {(MOON, MOON + 1): "末"}


def test_a_place_that_has_lost_its_text_shows_on_page_card_and_queue(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    end = FIRST.index("袋子")
    assert session.number is not None
    session.put_proposals(session.number, [suspect(end, end, (None,), "omission", 0.7)])
    title = window.desk.doubts.model.words(session.queue[0]).title
    assert title == window.language.say("doubt.lost")
    session.select(Selection.at(end))
    session.run("start_article")
    go_to(session, end)
    press(window.desk.text, Key.Key_1)
    assert corrections(session) == {(end, end): None}
    qtbot.waitUntil(lambda: any(card.damaged for card in window.desk.cards.cards_model.cards))
    (damaged,) = [card.damaged for card in window.desk.cards.cards_model.cards if card.damaged]
    assert [start == stop for start, stop in damaged] == [True]
    window.desk.cards.grab()


def test_a_button_of_the_queue_ends_typing(window: MainWindow, session: Session) -> None:
    go_to(session, MOON)
    press(window.desk.text, Key.Key_Return)
    pane = window.desk.doubts.pane
    pane.editor.insert("朱")
    QTest.mouseClick(window.desk.doubts.buttons["accept"], LEFT)
    assert corrections(session) == {(MOON, MOON + 1): "末"}
    assert not pane.is_typing
    assert window.desk.text.hasFocus()
