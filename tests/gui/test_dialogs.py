"""Dialogs: what they show, what they answer, and that the keyboard is enough."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.document.doubts import QueueFilter
from annotator.document.proposals import EntityBody, propose
from annotator.document.spans import Selection, Span
from annotator.errors import EmptyFile
from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.cheat_sheet import CheatSheet
from annotator.gui.dialogs.confirm_many import FIRST, ConfirmMany
from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog
from annotator.gui.dialogs.export_dialog import ExportDialog, FormatChoice, Scope, known_formats
from annotator.gui.dialogs.finish_dialog import FinishChoice, FinishDialog
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.give_list import GiveList
from annotator.gui.dialogs.import_dialog import ImportDialog
from annotator.gui.dialogs.import_files import CERTAINTY, ENCODING, FILE
from annotator.gui.dialogs.message import MessageDialog
from annotator.gui.dialogs.progress_dialog import ProgressDialog
from annotator.gui.places_model import BEFORE, FIX, STATE, TICK
from annotator.gui.theme import Theme
from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_pages
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.command_table import COMMANDS, DIGITS, bindings
from annotator.workbench.entity_series import labelling
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
DONE, LEFT_ALONE = 1, 0


def show(qtbot: QtBot, dialog: Dialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()


def shown(session: Session) -> Shown:
    assert session.shown is not None
    return session.shown


def texts(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


# -- all of them -------------------------------------------------------------------------


@pytest.fixture(params=LANGUAGES)
def every_dialog(
    request: pytest.FixtureRequest, session: Session, theme: Theme, tmp_path: Path
) -> list[Dialog]:
    language, words = Language(request.param), default_vocabulary()
    page = shown(session).page
    counts = {Scope.ALL: 5, Scope.THIS: 1}
    formats = [FormatChoice("conll", "CoNLL")]
    return [
        AboutDialog(tmp_path / "a.db", language),
        CheatSheet(words, load_keymap(), language),
        ConfirmMany(page, session.situation().queue, language, accepting=True),
        ConfirmMany(page, session.situation().queue, language, accepting=False),
        EverywhereDialog(session, "昭阳区", theme, language, QFont()),
        ExportDialog(formats, counts, tmp_path, language),
        FinishDialog(page, language),
        GiveList(shown(session), theme, language),
        ImportDialog(seed_pages(), language),
        MessageDialog(EmptyFile(path="a.txt"), language),
        ProgressDialog("…", language),
    ]


def test_all_dialogs_have_a_title_and_escape_leaves_them(
    qtbot: QtBot, every_dialog: list[Dialog]
) -> None:
    for dialog in every_dialog:
        show(qtbot, dialog)
        assert dialog.windowTitle()
        assert dialog.accessibleName()
        assert dialog.isVisible()
        if not isinstance(dialog, ProgressDialog):
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            assert not dialog.isVisible()
            assert dialog.result() == LEFT_ALONE
        dialog.done(0)


# -- help --------------------------------------------------------------------------------


def test_the_cheat_sheet_lists_every_command_with_its_keys(
    qtbot: QtBot, language: Language
) -> None:
    words, keymap = default_vocabulary(), load_keymap()
    sheet = CheatSheet(words, keymap, language)
    show(qtbot, sheet)
    told = {title for _, title in sheet.listed}
    spelled = [b for b in bindings(words, keymap) if COMMANDS[b.command].family != DIGITS]
    assert {language.sentence(binding.title) for binding in spelled} <= told
    assert ("G, 1–9", language.say("command.give_lines", which="…")) in sheet.listed
    assert ("Space", "接受提议并前进") in sheet.listed
    assert ("R, H", "角色：主题") in sheet.listed
    assert ("2", "标为地名") in sheet.listed
    assert ("?   F1", "快捷键") in sheet.listed


def test_typing_narrows_the_cheat_sheet(qtbot: QtBot, language: Language) -> None:
    sheet = CheatSheet(default_vocabulary(), load_keymap(), language)
    show(qtbot, sheet)
    QTest.keyClicks(sheet.filter, "shift+x")
    assert sheet.listed == [("Ctrl+Shift+X", "全部拒绝筛选结果")]
    sheet.filter.setText("软换行")
    assert [keys for keys, _ in sheet.listed] == ["B"]
    sheet.filter.setText("zzz")
    assert sheet.listed == []
    assert sheet.nothing.isVisible()


def test_about_names_licences_and_where_data_lives(
    qtbot: QtBot, language: Language, annotator_home: Path, tmp_path: Path
) -> None:
    dialog = AboutDialog(tmp_path / "mine.db", language)
    show(qtbot, dialog)
    said = texts(dialog)
    for word in ("LGPL", "jieba", "LAC-small", "Apache-2.0", "Noto Sans CJK", "OFL", "MIT"):
        assert word in said
    assert str(tmp_path / "mine.db") in said
    assert str(annotator_home) in said


def test_a_message_says_the_error_s_sentence(qtbot: QtBot, language: Language) -> None:
    error = EmptyFile(path="/a/b.txt")
    dialog = MessageDialog(error, language)
    show(qtbot, dialog)
    assert dialog.text.text() == language.sentence(error)
    assert "/a/b.txt" in dialog.text.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


# -- deciding ----------------------------------------------------------------------------


def test_before_accepting_all_the_count_is_what_will_be_accepted(
    qtbot: QtBot, session: Session, language: Language
) -> None:
    session.set_filter(QueueFilter(kind="entity", label="PER"))
    page = shown(session).page
    dialog = ConfirmMany(page, session.situation().queue, language, accepting=True)
    show(qtbot, dialog)
    assert dialog.heading.text() == f"将接受 {dialog.count} 条提议："
    assert dialog.list.count() == min(FIRST, dialog.count)
    assert all("”是人名" in dialog.list.item(row).text() for row in range(dialog.list.count()))
    before = len(page.entities)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == DONE
    session.run("accept_shown")
    assert len(shown(session).page.entities) == before + dialog.count


def test_what_excludes_each_other_is_not_counted_and_stays_open(
    qtbot: QtBot, session: Session, numbers: dict[str, int], language: Language
) -> None:
    entity = next(e for e in shown(session).entities if len(e.span) > 2)
    inner = EntityBody(Span(entity.span.start, entity.span.end - 1), "LOC")
    longer = EntityBody(entity.span, "LOC")
    rivals = [propose(inner, 0.6, (), "a"), propose(longer, 0.9, (), "a")]
    session.put_proposals(numbers["000"], rivals)
    dialog = ConfirmMany(shown(session).page, session.situation().queue, language, accepting=True)
    show(qtbot, dialog)
    assert dialog.count == 1
    assert "0.90" in dialog.list.item(0).text()
    assert "另有 1 条" in dialog.notes.text()
    session.run("accept_shown")
    assert [mark.span for mark in shown(session).page.entities] == [entity.span]


def test_rejecting_all_lists_all(qtbot: QtBot, session: Session, language: Language) -> None:
    dialog = ConfirmMany(shown(session).page, session.situation().queue, language, accepting=False)
    show(qtbot, dialog)
    rows = [session.members(each.id) for each in session.queue]
    assert dialog.count == sum(map(len, rows))
    assert dialog.list.count() == FIRST
    assert f"还有 {sum(map(len, rows[FIRST:]))} 条" in dialog.notes.text()
    QTest.mouseClick(dialog.yes, LEFT)
    assert dialog.result() == DONE


def test_finishing_tells_what_is_open(qtbot: QtBot, session: Session, language: Language) -> None:
    page = shown(session).page
    dialog = FinishDialog(page, language)
    show(qtbot, dialog)
    assert f"{len(page.doubts)} 条提议" in texts(dialog)
    assert "稿件：19" in dialog.kinds.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.choice is FinishChoice.GO_ON
    assert dialog.result() == LEFT_ALONE


@pytest.mark.parametrize("choice", [FinishChoice.ACCEPT_ALL, FinishChoice.LEAVE_OPEN])
def test_finishing_can_be_had_both_ways(
    qtbot: QtBot, session: Session, language: Language, choice: FinishChoice
) -> None:
    dialog = FinishDialog(shown(session).page, language)
    show(qtbot, dialog)
    button = dialog.accept_all if choice is FinishChoice.ACCEPT_ALL else dialog.leave_open
    QTest.mouseClick(button, LEFT)
    assert dialog.result() == DONE
    assert dialog.choice is choice


# -- whose lines, which places -----------------------------------------------------------


def test_an_article_is_given_by_number(
    qtbot: QtBot, session: Session, theme: Theme, language: Language
) -> None:
    dialog = GiveList(shown(session), theme, language)
    show(qtbot, dialog)
    assert dialog.list.count() == len(shown(session).articles)
    QTest.keyClicks(dialog.filter, "14")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Return)
    assert dialog.result() == DONE
    assert dialog.number == 14


def test_an_article_is_given_by_headline_or_arrow(
    qtbot: QtBot, session: Session, theme: Theme, language: Language
) -> None:
    dialog = GiveList(shown(session), theme, language)
    show(qtbot, dialog)
    dialog.filter.setText("产业")
    first = dialog.number
    assert first == 1
    dialog.filter.setText("")
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Down)
    QTest.keyClick(dialog.filter, Qt.Key.Key_Up)
    assert dialog.number == 2
    dialog.filter.setText("没有这样的标题")
    assert dialog.number is None
    assert not dialog.yes.isEnabled()


@pytest.fixture
def everywhere(
    qtbot: QtBot, session: Session, theme: Theme, language: Language
) -> EverywhereDialog:
    """昭阳区 on page 000, with two of its places gold."""
    for _ in range(2):
        free = next(
            e
            for e in shown(session).entities
            if not e.is_gold and e.span.text_in(shown(session).page.raw.text) == "昭阳区"
        )
        session.select(Selection(free.span.start, free.span.end))
        session.run("label_entity", "LOC")
    dialog = EverywhereDialog(session, "昭阳区", theme, language, QFont())
    show(qtbot, dialog)
    qtbot.waitUntil(dialog.yes.isEnabled)
    return dialog


def test_a_labels_letter_chooses_it_without_shift(
    qtbot: QtBot, session: Session, theme: Theme, language: Language
) -> None:
    first, *others = session.vocabulary.labels
    words = replace(session.vocabulary, labels=(*others, replace(first, key="W")))
    session.vocabulary = words
    dialog = EverywhereDialog(session, "昭阳区", theme, language, QFont())
    show(qtbot, dialog)
    assert dialog.label != first.id
    QTest.keyClick(dialog.table, Qt.Key.Key_W)
    assert dialog.label == first.id
    dialog.done(0)


def place_cell(dialog: EverywhereDialog, row: int, column: int) -> str:
    return str(dialog.rows.data(dialog.rows.index(row, column)))


def test_free_places_are_ticked_and_gold_ones_stay(everywhere: EverywhereDialog) -> None:
    gold = [row for row, each in enumerate(everywhere.found) if each.state == "gold"]
    assert len(gold) == 2
    for row in range(everywhere.rows.rowCount()):
        can_tick = bool(
            everywhere.rows.flags(everywhere.rows.index(row, TICK))
            & Qt.ItemFlag.ItemIsUserCheckable
        )
        assert can_tick == (row not in gold)
        assert (place_cell(everywhere, row, STATE) == "已定 L 地名") == (row in gold)
    free = [each for row, each in enumerate(everywhere.found) if row not in gold]
    assert list(everywhere.chosen) == free
    assert everywhere.label == "LOC"


def test_a_place_is_shown_in_its_context(everywhere: EverywhereDialog, session: Session) -> None:
    raw = shown(session).page.raw.text
    for row, each in enumerate(everywhere.found):
        assert place_cell(everywhere, row, FIX) == "昭阳区"
        tail = raw[max(0, each.start - 2) : each.start]
        assert "\n" in tail or place_cell(everywhere, row, BEFORE).endswith(tail)


def test_space_takes_a_tick_away_and_a_digit_chooses_the_label(
    everywhere: EverywhereDialog, session: Session
) -> None:
    row = next(row for row, each in enumerate(everywhere.found) if each.state != "gold")
    count = len(everywhere.chosen)
    everywhere.table.setCurrentIndex(everywhere.rows.index(row, TICK))
    QTest.keyClick(everywhere.table, Qt.Key.Key_Space)
    QTest.keyClick(everywhere.table, Qt.Key.Key_3)
    assert everywhere.found[row] not in everywhere.chosen
    assert everywhere.label == "ORG"
    assert everywhere.count.text().startswith(f"已选 {count - 1} 处，共 {count + 2} 处，1 版；2 处")
    QTest.keyClick(everywhere.table, Qt.Key.Key_Return)
    session.run_series("label_everywhere", *labelling(everywhere.label, everywhere.chosen))
    assert sum(each.label == "ORG" for each in shown(session).page.entities) == count - 1


# -- files -------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A page in UTF-8, the same in GB18030, an empty file, one that is no text."""
    folder = tmp_path / "in"
    folder.mkdir()
    text = seed_pages()[0].read_text("utf-8")
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "b.txt").write_bytes(text.encode("gb18030"))
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_bytes(bytes(range(256)) * 20)
    return sorted(folder.iterdir())


def cell(dialog: ImportDialog, row: int, column: int) -> str:
    return str(dialog.files.data(dialog.files.index(row, column)))


def test_an_import_shows_how_each_file_reads(
    qtbot: QtBot, files: list[Path], language: Language
) -> None:
    dialog = ImportDialog(files, language)
    show(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.count.text() == "将导入 2 个文件。2 个无法导入，原因见列表。")
    assert [cell(dialog, row, FILE) for row in range(4)] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert [cell(dialog, row, ENCODING) for row in range(4)] == ["utf-8", "gb18030", "", ""]
    assert "c.txt" in cell(dialog, 2, CERTAINTY)
    assert dialog.chosen == [(files[0], "utf-8"), (files[1], "gb18030")]


def test_the_preview_follows_row_and_encoding(
    qtbot: QtBot, files: list[Path], language: Language
) -> None:
    dialog = ImportDialog(files, language)
    show(qtbot, dialog)
    assert "产业链上党旗红" in dialog.preview.toPlainText()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert "产业链上党旗红" in dialog.preview.toPlainText()
    dialog.encodings.setFocus()
    while dialog.encodings.currentData() != "utf-8":
        QTest.keyClick(dialog.encodings, Qt.Key.Key_Down)
    assert "b.txt" in dialog.preview.toPlainText()  # the sentence of the error
    assert (files[1], "utf-8") not in dialog.chosen
    while dialog.encodings.currentData() != "gb18030":
        QTest.keyClick(dialog.encodings, Qt.Key.Key_Down)
    assert (files[1], "gb18030") in dialog.chosen
    assert cell(dialog, 1, CERTAINTY) == "人工指定"


def test_a_file_can_be_left_out(qtbot: QtBot, files: list[Path], language: Language) -> None:
    dialog = ImportDialog(files[:2], language)
    show(qtbot, dialog)
    box = dialog.table.visualRect(dialog.files.index(0, FILE))
    QTest.mouseClick(dialog.table.viewport(), LEFT, NONE, QPoint(box.left() + 10, box.center().y()))
    assert [path.name for path, _ in dialog.chosen] == ["b.txt"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == DONE


def test_nothing_to_import_cannot_be_imported(
    qtbot: QtBot, files: list[Path], language: Language
) -> None:
    dialog = ImportDialog(files[2:], language)
    show(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.yes.isEnabled())
    assert dialog.chosen == []


def test_folders_stand_for_their_pages_and_annotations_are_not_decoded(
    qtbot: QtBot, files: list[Path], language: Language, tmp_path: Path
) -> None:
    gold, bare = tmp_path / "gold.json", tmp_path / "bare"
    gold.write_text('{"page_id": "a"}', "utf-8")
    bare.mkdir()
    dialog = ImportDialog([files[0].parent, gold, bare], language)
    show(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.files.counts()[2])
    assert [path.name for path in dialog.files.paths] == [
        *("a.txt", "b.txt", "c.txt", "d.txt"),
        *("gold.json", "bare"),
    ]
    assert (gold, None) in dialog.chosen
    assert cell(dialog, 4, CERTAINTY) == "标注文件"
    assert "bare" in cell(dialog, 5, CERTAINTY)
    assert len(dialog.chosen) == 3


@pytest.fixture
def export(qtbot: QtBot, tmp_path: Path, language: Language) -> ExportDialog:
    formats = [FormatChoice("page-json", "page.json", "逐页"), FormatChoice("conll", "CoNLL")]
    counts = {Scope.ALL: 5, Scope.FINISHED: 0, Scope.THIS: 1}
    sample: Callable[[str, bool], str] = lambda name, proposals: f"{name} {proposals}"  # noqa: E731
    dialog = ExportDialog(formats, counts, tmp_path, language, sample=sample)
    show(qtbot, dialog)
    return dialog


def test_an_export_is_chosen_with_the_keyboard(export: ExportDialog, tmp_path: Path) -> None:
    assert export.note.text() == "逐页"
    assert export.preview.toPlainText() == "page-json False"
    QTest.keyClick(export.formats, Qt.Key.Key_Down)
    export.include.setFocus()
    QTest.keyClick(export.include, Qt.Key.Key_Space)
    assert export.preview.toPlainText() == "conll True"
    export.scopes.setFocus()
    QTest.keyClick(export.scopes, Qt.Key.Key_End)
    QTest.keyClick(export, Qt.Key.Key_Return)
    choice = export.choice
    assert export.result() == DONE
    assert (choice.format, choice.scope, choice.include_proposals) == ("conll", Scope.THIS, True)
    assert choice.folder == tmp_path


def test_an_export_of_nothing_or_to_nowhere_is_not_offered(export: ExportDialog) -> None:
    export.scopes.setFocus()
    QTest.keyClick(export.scopes, Qt.Key.Key_Down)
    assert export.scopes.currentData() is Scope.FINISHED
    assert not export.yes.isEnabled()
    QTest.keyClick(export.scopes, Qt.Key.Key_Home)
    assert export.yes.isEnabled()
    export.folder.clear()
    assert not export.yes.isEnabled()


def test_all_formats_of_the_catalogue_can_be_chosen() -> None:
    for name in LANGUAGES:
        formats = known_formats(Language(name))
        assert {"page-json", "conll", "annotator"} <= {each.name for each in formats}
        assert all(each.title for each in formats)


# -- long work ---------------------------------------------------------------------------


def test_progress_shows_and_is_stopped_once(qtbot: QtBot, language: Language) -> None:
    dialog = ProgressDialog("导入", language)
    show(qtbot, dialog)
    dialog.show_progress(3, 12, "003.txt")
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3, 12)
    assert dialog.what.text() == "003.txt"
    assert dialog.count.text() == "已完成 3 / 12"
    wanted: list[bool] = []
    dialog.cancel_wanted.connect(lambda: wanted.append(True))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert wanted == [True]
    assert dialog.isVisible()
    assert dialog.count.text() == "正在停止…"
    dialog.finish()
    assert not dialog.isVisible()
