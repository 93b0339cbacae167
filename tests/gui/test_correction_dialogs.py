"""The table of correction rules, the proof sheet, and a concordance of very many places."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.document.proposals import extent_of
from annotator.document.spans import Selection
from annotator.gui.dialogs.lexicon_dialog import LexiconDialog
from annotator.gui.dialogs.lookalike_picker import LookalikePicker
from annotator.gui.dialogs.proof_dialog import ProofDialog
from annotator.gui.dialogs.rules_model import RAW, TEXT
from annotator.gui.dialogs.rules_page import RulesPage
from annotator.gui.dialogs.series_dialog import SeriesDialog
from annotator.gui.places_model import FIX, PlaceRow, PlacesModel
from annotator.gui.places_view import PlacesView
from annotator.gui.theme import Theme
from annotator.settings.language import LANGUAGES, Language
from annotator.workbench.session import Session
from annotator.workbench.suspects import Pattern
from tests.gui.proofreading import FIRST, SECOND, everywhere, project_of, session_of

Key = Qt.Key
COUNTY = FIRST.index("高明县")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with project_of(tmp_path / "harvest.db", FIRST, SECOND) as project:
        yield session_of(project)


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


# -- rules -------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, session: Session, theme: Theme, language: Language) -> Iterator[RulesPage]:
    """The page of rules, at the front of its dialog."""
    dialog = LexiconDialog(session, theme, language)
    show(qtbot, dialog)
    dialog.show_tab("rules")
    yield dialog.rules
    dialog.done(0)


def listed(page: RulesPage) -> list[tuple[str, str]]:
    model = page.rules
    return [
        (str(model.data(model.index(row, RAW))), str(model.data(model.index(row, TEXT))))
        for row in range(model.rowCount())
    ]


def write(page: RulesPage, raw: str, text: str) -> None:
    """Types a rule into the line and keeps it with Enter."""
    page.raw.setText(raw)
    page.text.setText(text)
    QTest.keyClick(page.text, Key.Key_Return)


def test_a_rule_is_added_and_the_page_on_the_desk_follows(
    page: RulesPage, session: Session
) -> None:
    assert listed(page) == []
    write(page, "干粮", "干果")
    assert listed(page) == [("干粮", "干果")]
    start = FIRST.index("干粮")
    assert session.shown is not None
    assert any(each.start in (start, start + 1) for each in session.shown.corrections)


def test_a_rule_is_changed_in_the_line_below(page: RulesPage, session: Session) -> None:
    write(page, "干粮", "干果")
    page.table.setFocus()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Key.Key_Return)
    assert page.text.hasFocus()
    assert page.add_button.text() == page.say("change")
    page.raw.setText("干量")
    QTest.keyClick(page.text, Key.Key_Return)
    assert listed(page) == [("干量", "干果")]
    assert list(session.project.correction_rules()) == ["干量"]


def test_a_string_that_is_right_has_no_other_reading(page: RulesPage, session: Session) -> None:
    page.new_verdict.setCurrentIndex(page.new_verdict.findData("allow"))
    assert not page.text.isEnabled()
    page.raw.setText("高明县")
    QTest.keyClick(page.raw, Key.Key_Return)
    assert listed(page) == [("高明县", "—")]
    suspects = {extent_of(each.body)[0] for each in session.queue}
    assert COUNTY not in suspects


def test_chosen_rules_are_removed(page: RulesPage, session: Session) -> None:
    for raw, text in (("干粮", "干果"), ("袋子", "口袋")):
        write(page, raw, text)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Key.Key_Delete)
    assert len(listed(page)) == len(session.project.correction_rules()) == 1


def test_what_is_no_rule_is_refused_with_a_sentence(page: RulesPage, session: Session) -> None:
    write(page, "干粮", "干粮")
    assert page.told.text()
    assert not session.project.correction_rules()


def test_the_filter_shows_what_has_the_text_or_the_verdict(page: RulesPage) -> None:
    for raw, text in (("干粮", "干果"), ("袋子", "口袋")):
        write(page, raw, text)
    page.contains.setText("果")
    QTest.keyClick(page.contains, Key.Key_Return)
    assert listed(page) == [("干粮", "干果")]
    assert page.table.hasFocus()
    page.contains.clear()
    page.verdict.setCurrentIndex(page.verdict.findData("allow"))
    page.reload()
    assert listed(page) == []
    assert page.count.text() == page.say("count", shown=0, total=2)


def test_rules_go_out_and_come_in_again(page: RulesPage, tmp_path: Path, session: Session) -> None:
    write(page, "干粮", "干果")
    path = tmp_path / "rules.tsv"
    page.export_path(path)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Key.Key_Delete)
    page.import_path(path)
    assert listed(page) == [("干粮", "干果")]
    path.write_text("no rule at all\n", "utf-8")
    page.import_path(path)
    assert page.told.text()
    assert list(session.project.correction_rules()) == ["干粮"]


# -- the proof sheet ---------------------------------------------------------------------


@pytest.fixture
def proof(qtbot: QtBot, session: Session, theme: Theme, language: Language) -> ProofDialog:
    """One correction on the first page, two on the second."""
    for number, words in ((2, ("麦孑", "高明")), (1, ("高明",))):
        session.open_page(number)
        assert session.page is not None
        for word in words:
            start = session.page.raw.text.index(word)
            session.select(Selection(start, start + 2))
            session.run("correct", "改过")
    dialog = ProofDialog(session, theme, language, QFont())
    show(qtbot, dialog)
    qtbot.waitUntil(dialog.copy.isEnabled)
    return dialog


def test_the_sheet_shows_the_page_and_on_request_the_project(
    qtbot: QtBot, proof: ProofDialog
) -> None:
    assert [(row.raw, row.corrected) for row in proof.rows.rows] == [("高明", "改过")]
    assert proof.count.text() == proof.language.say("proof_dialog.count", count=1)
    proof.scopes.setCurrentIndex(proof.scopes.count() - 1)
    proof.search()
    qtbot.waitUntil(lambda: len(proof.rows.rows) == 3)
    assert {row.page for row in proof.rows.rows} == {"丰收报-01", "丰收报-02"}
    assert {row.by for row in proof.rows.rows} == {"编辑"}
    assert sorted(row.line for row in proof.rows.rows) == [2, 2, 4]


def test_copied_rows_are_a_table_with_a_head(proof: ProofDialog) -> None:
    QTest.keyClick(proof.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, row = QGuiApplication.clipboard().text().split("\n")
    assert "误" in head.split("\t")
    assert {"高明", "改过", "丰收报-01"} <= set(row.split("\t"))


@pytest.mark.parametrize("ending", [".html", ".csv"])
def test_the_sheet_is_saved(proof: ProofDialog, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sheet{ending}"
    proof.save_as(path)
    text = path.read_text("utf-8-sig")
    assert "高明" in text
    assert "改过" in text
    assert str(path) in proof.told.text()


def test_where_the_sheet_cannot_be_written_it_says_why(proof: ProofDialog, tmp_path: Path) -> None:
    proof.save_as(tmp_path / "no such folder" / "sheet.html")
    assert "no such folder" in proof.told.text()


def test_enter_on_a_row_asks_for_its_place(proof: ProofDialog) -> None:
    proof.table.selectRow(0)
    QTest.keyClick(proof.table, Key.Key_Return)
    assert proof.place == proof.rows.rows[0]


# -- many places -------------------------------------------------------------------------


def test_ten_thousand_places_scroll(qtbot: QtBot, theme: Theme, language: Language) -> None:
    rows = [
        PlaceRow(f"报-{at // 40:03}", at % 40, "前文前文", "麦孑", "麦子", "后文后文")
        for at in range(10_000)
    ]
    model = PlacesModel(theme, language)
    host = QWidget()
    view = PlacesView(model, host)
    view.resize(900, 500)
    host.resize(900, 500)
    model.show(rows)
    show(qtbot, host)
    assert model.ticked_count == 10_000
    began = perf_counter()
    view.scrollToBottom()
    view.setCurrentIndex(model.index(9_999, FIX))
    view.viewport().grab()
    QTest.keyClick(view, Key.Key_Space)
    assert perf_counter() - began < 0.5  # some tenths on a busy machine, seconds for widgets
    assert model.ticked == list(range(9_999))


def test_a_place_that_reads_so_already_has_no_tick(
    qtbot: QtBot, session: Session, theme: Theme, language: Language
) -> None:
    first = FIRST.index("麦孑")
    session.select(Selection(first, first + 2))
    session.run("correct", "麦子")
    dialog = SeriesDialog(session, Pattern("麦孑", "麦子"), theme, language, QFont())
    show(qtbot, dialog)
    total = len(everywhere(FIRST, "麦孑")) + len(everywhere(SECOND, "麦孑"))
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == total and dialog.yes.isEnabled())
    assert dialog.rows.ticked_count == total - 1
    row = next(i for i, each in enumerate(dialog.found) if each.start == first and each.page == 1)
    dialog.rows.turn(row)
    assert row not in dialog.rows.ticked
    assert dialog.rows.rows[row].state == language.say("series.state_fixed")
    QTest.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert dialog.rows.ticked_count == 0
    assert not dialog.yes.isEnabled()
    QTest.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog.rows.ticked_count == total - 1
    dialog.reject()


# -- both languages ----------------------------------------------------------------------


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_dialog_speaks_both_languages(
    qtbot: QtBot, session: Session, theme: Theme, name: str
) -> None:
    language, font = Language(name), QFont()
    dialogs = [
        SeriesDialog(session, Pattern("麦孑", "麦子"), theme, language, font),
        ProofDialog(session, theme, language, font),
        LookalikePicker("未来", 0, theme, language, font),
        LexiconDialog(session, theme, language),
    ]
    for dialog in dialogs:
        show(qtbot, dialog)
        assert dialog.windowTitle()
        assert dialog.accessibleName() == dialog.windowTitle()
        dialog.done(0)
