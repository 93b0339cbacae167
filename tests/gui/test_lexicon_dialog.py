"""A project that learns, in the window: what is known of a string reaches the next page, and the dialog over it."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog

from annotator.document.lexicon import LexiconEntry
from annotator.document.patterns import Pattern
from annotator.document.proposals import EntityBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.dialogs.learner_page import ResetDialog
from annotator.gui.dialogs.lexicon_dialog import LexiconDialog
from annotator.gui.dialogs.lexicon_files import ListLabelDialog
from annotator.gui.dialogs.lexicon_model import RULE, TEXT
from annotator.gui.dialogs.lexicon_page import LexiconPage
from annotator.gui.dialogs.patterns_page import ON
from annotator.gui.main_window import MainWindow
from annotator.propose.learner_gate import Gate
from annotator.propose.worker import Learnt, Lesson
from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench import learning
from annotator.workbench.session import Session

Key, Modifier = Qt.Key, Qt.KeyboardModifier

FIRST = "幸福来到北屯村，小明很高兴。"
SECOND = "北屯村的幸福，小明说。"


def machine(text: str) -> list[Proposal]:
    """Takes 幸福 for a person and never sees 北屯村."""
    found = [(text.index("幸福"), 0.7), (text.index("小明"), 0.9)]
    return [propose(EntityBody(Span(at, at + 2), "PER"), score, (), "a 1") for at, score in found]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """At the first of two pages, both of which have their proposals already."""
    with Project.create(tmp_path / "two.db") as project:
        pages = [
            NewPage(name, RawText.of(text), f"{name}.txt", "utf-8")
            for name, text in (("一", FIRST), ("二", SECOND))
        ]
        project.add_pages(pages, "2024")
        ticks = count()
        session = Session(project, default_vocabulary(), "编辑", lambda: f"2024-{next(ticks):05}")
        for number, text in ((1, FIRST), (2, SECOND)):
            session.put_proposals(number, machine(text))
        session.open_page(1)
        yield session


@pytest.fixture
def window(shown_window, session) -> MainWindow:
    return shown_window(
        MainWindow(session, Preferences(language="zh"), load_keymap(), None, guest=True)
    )


@pytest.fixture
def visit(window, answer, qtbot):
    """`visit(act)` opens the dialog with its key, calls `act(dialog)`, and is back on the page."""

    def once(act) -> None:
        def look(dialog: LexiconDialog) -> None:
            try:
                act(dialog)
            finally:
                dialog.done(0)

        answer(LexiconDialog, look)
        press(window, Key.Key_L, Modifier.ControlModifier)
        window.activateWindow()  # the window manager's part
        qtbot.waitUntil(window.desk.text.hasFocus, timeout=2000)

    return once


@pytest.fixture
def known(session: Session) -> Session:
    """The session, with 幸福 rejected, 小明 and 北屯村 marked, all on the first page."""
    choose(session, "幸福")
    session.run("reject")
    choose(session, "小明")
    session.run("accept")
    at = FIRST.index("北屯村")
    session.select(Selection(at, at + 3))
    session.run("label_entity", "LOC")
    return session


@pytest.fixture
def dialog(qtbot, known: Session, theme, language) -> LexiconDialog:
    return show(qtbot, LexiconDialog(known, theme, language))


def show(qtbot, dialog: LexiconDialog) -> LexiconDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    return dialog


def choose(session: Session, word: str) -> None:
    session.select(Selection.at(session.page.raw.text.index(word)))


def asked(session: Session) -> set[str]:
    """The strings that the queue asks about."""
    return {each.body.span.text_in(session.page.raw.text) for each in session.queue}


def is_underlined(window: MainWindow, word: str) -> bool:
    """Whether the eye sees the colour of a person under the word on the page."""
    view, session = window.desk.text, window.session
    row, box = view.grid().boxes(session.page.raw.text.index(word), box_end(session, word))[0]
    image = view.viewport().grab().toImage()
    colour = window.theme.label(session.vocabulary.label("PER"))
    y = round(row.baseline + 0.31 * view.em)
    return any(image.pixelColor(x, y) == colour for x in range(int(box.left()), int(box.right())))


def box_end(session: Session, word: str) -> int:
    return session.page.raw.text.index(word) + len(word)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window.desk.text, key, modifier)


def to_page(window: MainWindow, number: int) -> None:
    key = Key.Key_PageDown if number > window.session.number else Key.Key_PageUp
    press(window, key, Modifier.ControlModifier)
    assert window.session.number == number


def strings(page: LexiconPage) -> list[str]:
    """The strings of the table, from the top."""
    return [page.rows.key(row)[0] for row in range(page.rows.rowCount())]


def entry(session: Session, text: str, label: str) -> LexiconEntry:
    return next(e for e in session.project.lexicon().entries_of(text) if e.label == label)


# -- from page to page ---------------------------------------------------------------------


def test_what_is_rejected_with_x_is_neither_asked_nor_drawn_on_the_next_page_until_undone(window):
    to_page(window, 2)
    assert "幸福" in asked(window.session)
    assert is_underlined(window, "幸福")
    to_page(window, 1)
    choose(window.session, "幸福")
    QTest.keyClick(window.desk.text, Key.Key_X)
    to_page(window, 2)
    assert asked(window.session) == {"小明"}
    assert not is_underlined(window, "幸福")
    assert is_underlined(window, "小明")
    to_page(window, 1)
    press(window, Key.Key_Z, Modifier.ControlModifier)
    to_page(window, 2)
    assert asked(window.session) == {"幸福", "小明"}
    assert is_underlined(window, "幸福")


def test_a_string_ruled_never_in_the_dialog_is_gone_from_the_next_page(window, visit):
    choose(window.session, "小明")
    QTest.keyClick(window.desk.text, Key.Key_Space)

    def rule(dialog: LexiconDialog) -> None:
        dialog.lexicon.contains.insert("小明")
        QTest.keyClick(dialog.lexicon.contains, Key.Key_Return)
        QTest.keyClick(dialog.lexicon.table, Key.Key_N)
        QTest.keyClick(dialog, Key.Key_Escape)

    visit(rule)
    assert entry(window.session, "小明", "PER").rule == "never"
    assert window.status.noticed == window.language.say("lexicon_dialog.saved", key="F5")
    to_page(window, 2)
    assert asked(window.session) == {"幸福"}
    assert not is_underlined(window, "小明")


def test_a_pattern_made_in_the_dialog_finds_proposals_when_the_page_is_proposed_again(
    window, visit, qtbot
):
    def make(dialog: LexiconDialog) -> None:
        dialog.tabs.setCurrentWidget(dialog.patterns)
        form = dialog.patterns.form
        form.label.setCurrentIndex(form.label.findData("LOC"))
        form.kind.setCurrentIndex(form.kind.findData("regex"))
        form.body.setPlainText("北.村")
        QTest.keyClick(form.body, Key.Key_Return, Modifier.ControlModifier)

    visit(make)
    assert "北屯村" not in asked(window.session)
    with qtbot.waitSignal(window.proposing.worker.proposed, timeout=60_000):
        QTest.keyClick(window.desk.text, Key.Key_F5)
    at = FIRST.index("北屯村")
    found = {each.body for each in window.session.queue}
    assert EntityBody(Span(at, at + 3), "LOC") in found


def test_a_look_without_a_change_says_nothing(window, visit):
    window.status.clear_notice()
    visit(lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    assert window.status.noticed == ""


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_dialog_speaks_the_language_of_the_window(qtbot, known, theme, name):
    language = Language(name)
    dialog = show(qtbot, LexiconDialog(known, theme, language))
    assert dialog.windowTitle() == language.say("lexicon_dialog.title")
    labels = {dialog.lexicon.label.itemText(place) for place in range(1, 5)}
    assert labels == {language.pick(each.titles) for each in known.vocabulary.labels}
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


# -- strings -------------------------------------------------------------------------------


def test_the_table_shows_what_has_been_counted(dialog):
    model = dialog.lexicon.rows
    shown = {
        tuple(str(model.index(row, column).data()) for column in range(RULE + 1))
        for row in range(model.rowCount())
    }
    assert shown == {
        ("幸福", "人名", "0", "1", "0", "不提议", "按计数"),
        ("小明", "人名", "1", "0", "0", "会提议", "按计数"),
        ("北屯村", "地名", "1", "0", "0", "会提议", "按计数"),
    }


def test_the_filter_narrows_by_text_label_and_rule(dialog, qtbot):
    page = dialog.lexicon
    page.contains.insert("小")
    qtbot.waitUntil(lambda: strings(page) == ["小明"])
    assert page.count.text() == "显示 1 / 3"
    page.contains.clear()
    page.label.setCurrentIndex(page.label.findData("LOC"))
    page.label.activated.emit(page.label.currentIndex())
    assert strings(page) == ["北屯村"]
    QTest.keyClick(page.rule, Key.Key_End)
    assert strings(page) == []


def test_a_column_sorts_both_ways_and_the_chosen_row_stays_chosen(dialog):
    table = dialog.lexicon.table
    table.choose([("小明", "PER")])
    table.sortByColumn(TEXT, Qt.SortOrder.AscendingOrder)
    assert strings(dialog.lexicon) == ["北屯村", "小明", "幸福"]
    table.sortByColumn(TEXT, Qt.SortOrder.DescendingOrder)
    assert strings(dialog.lexicon) == ["幸福", "小明", "北屯村"]
    assert table.chosen() == [("小明", "PER")]


@pytest.mark.parametrize(
    ("key", "rule"), [(Key.Key_A, "always"), (Key.Key_N, "never"), (Key.Key_U, "auto")]
)
def test_a_letter_rules_on_all_chosen_rows(dialog, known, key, rule):
    known.project.set_rules(
        [LexiconEntry("小明", "PER", rule="never" if rule == "auto" else "auto")]
    )
    dialog.lexicon.reload()
    table = dialog.lexicon.table
    table.choose([("小明", "PER"), ("北屯村", "LOC")])
    QTest.keyClick(table, key)
    assert entry(known, "小明", "PER").rule == rule
    assert entry(known, "北屯村", "LOC").rule == rule
    assert entry(known, "幸福", "PER").rule == "auto"
    assert set(table.chosen()) == {("小明", "PER"), ("北屯村", "LOC")}
    assert dialog.is_changed


def test_a_rule_is_chosen_in_its_cell(dialog, known, qtbot, monkeypatch):
    monkeypatch.setattr(QComboBox, "showPopup", lambda _combo: None)  # needs a screen
    table = dialog.lexicon.table
    table.choose([("小明", "PER")])
    QTest.keyClick(table, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(table.viewport().findChildren(QComboBox)))
    (combo,) = table.viewport().findChildren(QComboBox)
    place = combo.findData("always")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    qtbot.waitUntil(lambda: entry(known, "小明", "PER").rule == "always")
    assert table.currentIndex().siblingAtColumn(RULE).data() == "一律提议"


def test_a_digit_gives_another_label_to_the_chosen_rows(dialog, known):
    table = dialog.lexicon.table
    table.choose([("小明", "PER")])
    QTest.keyClick(table, Key.Key_3)
    assert entry(known, "小明", "PER").rule == "never"
    assert entry(known, "小明", "ORG").rule == "always"
    assert table.chosen() == [("小明", "ORG")]


def test_rows_that_stand_together_are_chosen_as_one_stretch(dialog, known):
    words = [LexiconEntry(f"词{number:03}", "ORG", rule="always") for number in range(300)]
    known.project.set_rules(words)
    page = dialog.lexicon
    page.reload()
    wanted = [*words[:100], *words[200:]]
    assert page.table.choose([each.key for each in wanted])
    assert page.table.chosen() == [each.key for each in wanted]
    assert len(page.table.selectionModel().selection().toList()) == 2


def test_a_word_is_added_with_enter_and_forgotten_with_del(dialog, known):
    page = dialog.lexicon
    page.rule.setCurrentIndex(page.rule.findData("never"))
    page.new_label.setCurrentIndex(page.new_label.findData("LOC"))
    page.new_word.insert(" 南屯村 ")
    QTest.keyClick(page.new_word, Key.Key_Return)
    assert dialog.isVisible()
    assert entry(known, "南屯村", "LOC").rule == "always"
    assert page.table.chosen() == [("南屯村", "LOC")]  # the filter that would hide it is gone
    assert page.new_word.text() == ""
    QTest.keyClick(page.table, Key.Key_Delete)
    assert not known.project.lexicon().entries_of("南屯村")
    assert "南屯村" not in strings(page)


def test_what_cannot_be_added_is_said_in_the_dialog(dialog, known):
    page = dialog.lexicon
    page.new_word.setText("长" * 101)
    page.add_button.click()
    assert "100" in page.told.text()
    assert len(known.project.lexicon()) == 3
    assert not dialog.is_changed


# -- word lists ----------------------------------------------------------------------------


def test_a_list_is_imported_and_what_came_of_it_is_said(dialog, known, tmp_path, monkeypatch):
    path = tmp_path / "places.tsv"
    path.write_text("南屯村\tLOC\n小明\tPER\tnever\n东屯村\tLOC\tauto\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    dialog.lexicon.import_button.click()
    assert entry(known, "南屯村", "LOC") == LexiconEntry(
        "南屯村", "LOC", rule="always", source="places.tsv"
    )
    assert entry(known, "小明", "PER").rule == "never"
    assert "南屯村" in strings(dialog.lexicon)
    told = dialog.lexicon.told.text()
    assert "places.tsv" in told
    assert "2" in told
    assert "1 行" in told


def test_for_a_list_without_labels_one_is_asked_for(dialog, known, tmp_path, answer):
    path = tmp_path / "bare.txt"
    path.write_text("南屯村\n东屯村\n", "utf-8")

    def choose_place(asking: ListLabelDialog) -> None:
        QTest.keyClick(asking.labels, Key.Key_2)
        QTest.keyClick(asking.labels, Key.Key_Return)

    answer(ListLabelDialog, choose_place)
    dialog.lexicon.files.import_path(path)
    assert entry(known, "南屯村", "LOC").rule == entry(known, "东屯村", "LOC").rule == "always"


def test_a_list_whose_label_is_not_given_stays_outside(dialog, known, tmp_path, answer):
    path = tmp_path / "bare.txt"
    path.write_text("南屯村\n", "utf-8")
    answer(ListLabelDialog, lambda asking: QTest.keyClick(asking, Key.Key_Escape))
    dialog.lexicon.files.import_path(path)
    assert dialog.lexicon.told.text() == "没有导入任何内容。"
    assert not known.project.lexicon().entries_of("南屯村")
    assert not dialog.is_changed


def test_of_a_list_with_a_bad_line_nothing_comes_in_and_the_line_is_named(dialog, known, tmp_path):
    path = tmp_path / "bad.tsv"
    path.write_text("南屯村\tLOC\n东屯村\tNOWHERE\n", "utf-8")
    dialog.lexicon.files.import_path(path)
    assert "NOWHERE" in dialog.lexicon.told.text()
    assert "2" in dialog.lexicon.told.text()
    assert not known.project.lexicon().entries_of("南屯村")


def test_the_list_is_exported_in_the_format_chosen(dialog, tmp_path, monkeypatch):
    chosen = (str(tmp_path / "words"), dialog.lexicon.say("export_jieba"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: chosen)
    dialog.lexicon.export_button.click()
    assert (tmp_path / "words.txt").read_text("utf-8") == "北屯村 1 ns\n小明 1 nr\n"
    assert "words.txt" in dialog.lexicon.told.text()
    assert not dialog.is_changed


def test_a_file_that_nobody_was_asked_about_is_not_written_over(dialog, tmp_path):
    (tmp_path / "words.tsv").write_text("mine", "utf-8")
    dialog.lexicon.files.export_path(tmp_path / "words", "tsv")
    assert (tmp_path / "words.tsv").read_text("utf-8") == "mine"
    assert "北屯村" in (tmp_path / "words").read_text("utf-8")


# -- patterns ------------------------------------------------------------------------------


@pytest.fixture
def patterns(dialog, known):
    """The page of patterns, with one in the project."""
    known.project.put_pattern(Pattern(0, "LOC", "words", "北屯村\n南屯村"))
    dialog.patterns.reload()
    dialog.tabs.setCurrentWidget(dialog.patterns)
    return dialog.patterns


def test_a_pattern_shows_its_places_on_the_page_while_it_is_written(patterns, qtbot):
    form = patterns.form
    patterns.begin_new()
    form.kind.setCurrentIndex(form.kind.findData("regex"))
    form.body.insertPlainText("[小很].")
    qtbot.waitUntil(lambda: form.places.rowCount() == 2)
    cells = [[form.places.item(row, column).text() for column in range(3)] for row in range(2)]
    assert cells == [
        ["幸福来到北屯村，", "小明", "很高兴。"],
        ["幸福来到北屯村，小明", "很高", "兴。"],
    ]


def test_an_invalid_expression_is_refused_in_place_and_stays_to_be_mended(patterns, known):
    form = patterns.form
    patterns.begin_new()
    form.kind.setCurrentIndex(form.kind.findData("regex"))
    form.body.setPlainText("(村")
    form.keep.click()
    assert "(村" in patterns.told.text()
    assert form.body.toPlainText() == "(村"
    assert len(known.project.patterns()) == 1


def test_a_pattern_under_a_label_that_is_gone_keeps_it_until_another_is_chosen(patterns, known):
    patterns.form.show_pattern(known.project.put_pattern(Pattern(0, "FOOD", "words", "苹果")))
    assert not patterns.form.is_edited
    assert patterns.form.pattern.label == "FOOD"
    patterns.form.label.setCurrentIndex(1)
    assert patterns.form.is_edited
    patterns.form.show_pattern(None)
    assert patterns.form.pattern.label != "FOOD"


def test_a_pattern_is_changed_switched_and_removed(patterns, known):
    patterns.form.body.setPlainText("西屯村")
    patterns.form.keep.click()
    (pattern,) = known.project.patterns()
    assert pattern.words == ("西屯村",)
    QTest.keyClick(patterns.table, Key.Key_Space)
    assert not known.project.patterns()[0].is_on
    assert patterns.table.item(0, ON).checkState() is Qt.CheckState.Unchecked
    QTest.keyClick(patterns.table, Key.Key_Delete)
    assert known.project.patterns() == []
    assert patterns.table.rowCount() == 0
    assert patterns.form.body.toPlainText() == ""


def test_what_is_being_written_is_not_lost_without_a_word(patterns, dialog, known):
    patterns.begin_new()
    QTest.keyClicks(patterns.form.body, "abc")
    dialog.tabs.setCurrentWidget(dialog.learner)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.tabs.currentWidget() is patterns
    assert patterns.told.text() == patterns.say("pattern_unkept")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(known.project.patterns()) == 1


def test_another_pattern_is_not_shown_over_what_is_being_written(patterns, known):
    known.project.put_pattern(Pattern(0, "ORG", "words", "区融媒体中心"))
    patterns.reload()
    patterns.form.body.setPlainText("改了")
    patterns.table.setCurrentCell(1, 3)
    assert patterns.form.body.toPlainText() == "改了"
    assert patterns.table.currentRow() == 0
    patterns.form.discard.click()
    patterns.table.setCurrentCell(1, 3)
    assert patterns.form.body.toPlainText() == "区融媒体中心"


# -- the learner ---------------------------------------------------------------------------


def lesson(project: Project, seen: int, recent: tuple[tuple[int, int], ...]) -> None:
    """What the project keeps after lessons that needed so many corrections."""
    learnt = Learnt(b"state", len(recent), Gate(seen, recent))
    assert learning.keep(project, Lesson(1, FIRST, ()), 1, learnt, learning.stamp(project))


def test_the_learner_shows_its_figures_as_soon_as_a_lesson_has_ended(window, visit):
    texts = []

    def look(dialog: LexiconDialog) -> None:
        lesson(window.session.project, 120, ((9, 6), (11, 9)))
        window.proposing.learnt.emit()
        page = dialog.learner
        texts.extend(figure.text() for figure in page.figures.values())
        texts.append(page.sentence.text())

    visit(look)
    said = window.language.sentence(
        learning.status_sentence(learning.learner_status(window.session.project))
    )
    assert texts == ["2", "120", "2", "20", "15", "25%", said]


def test_the_learner_is_switched_off_and_on(dialog, known):
    dialog.tabs.setCurrentWidget(dialog.learner)
    QTest.keyClick(dialog.learner.on, Key.Key_Space)
    assert not learning.learner_status(known.project).is_on
    assert dialog.is_changed
    QTest.keyClick(dialog.learner.on, Key.Key_Space)
    assert learning.learner_status(known.project).is_on


def test_what_was_learnt_is_forgotten_only_after_a_question(dialog, known, answer):
    page = dialog.learner
    lesson(known.project, 10, ((9, 6),))
    page.reload()
    answer(ResetDialog, lambda asking: QTest.keyClick(asking, Key.Key_Return))
    page.reset.click()
    assert learning.learner_status(known.project).pages == 1
    answer(ResetDialog, lambda asking: asking.yes.click())
    page.reset.click()
    assert learning.learner_status(known.project).pages == 0
    assert page.figures["pages"].text() == "0"
