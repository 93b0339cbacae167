"""Labels and roles of a project in the window: edited in the dialog, followed everywhere, told while a key is held."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.document.labels import Label
from annotator.document.new_words import COLOURS
from annotator.document.spans import Selection
from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.dialogs.vocabulary_dialog import VocabularyDialog
from annotator.gui.dialogs.where_to import WhereTo
from annotator.gui.held_key import HOLD_MS
from annotator.gui.ink import READABLE, contrast, on, readable
from annotator.gui.main_window import MainWindow
from annotator.gui.theme import THEMES, load_theme
from annotator.settings.keymap import load_keymap, shipped_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import Project
from annotator.workbench.lexicon import patterns

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SHIPPED = default_vocabulary()


@pytest.fixture
def dialog(qtbot, session, theme, language):
    """The dialog alone, over the session at seed page 000."""
    made = VocabularyDialog(session, shipped_keymap(), theme, language)
    qtbot.addWidget(made, before_close_func=lambda each: each.draft.reload())  # or it would ask
    made.show()
    qtbot.waitExposed(made)
    return made


def edit(dialog: VocabularyDialog, kind: str, row: int, **texts: str) -> None:
    """Types those texts into the fields of that row's word, as a person does."""
    page = dialog.pages[kind]
    dialog.tabs.setCurrentWidget(page)
    page.list.setCurrentCell(row, 0)
    for field, text in texts.items():
        line = page.form.fields[field]
        line.selectAll()
        QTest.keyClick(line, Key.Key_Delete)
        typed = QInputMethodEvent()
        typed.setCommitString(text)
        QApplication.sendEvent(line, typed)


def told(dialog: VocabularyDialog, kind: str, field: str) -> str:
    """What stands below a field, once the pause after typing is over."""
    dialog._check()
    flaw = dialog.pages[kind].form.flaws[field]
    return flaw.text() if flaw.isVisible() else ""


def press(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- the dialog ----------------------------------------------------------------------------


def test_the_key_opens_it_with_what_the_project_has(window, answer):
    seen = []

    def look(dialog: VocabularyDialog) -> None:
        page = dialog.pages["label"]
        seen.extend(page.list.item(row, 1).text() for row in range(page.list.rowCount()))
        dialog.reject()

    answer(VocabularyDialog, look)
    QTest.keyClick(window.desk.text, Key.Key_V, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert seen == ["PER", "LOC", "ORG", "TIME"]


def test_a_label_is_renamed_and_kept_and_marks_stay(dialog, session):
    entity = session.shown.entities[0]
    session.select(Selection.at(entity.span.start))
    session.run("accept")
    before = session.page.entities
    edit(dialog, "label", 1, name="PLACE", title_en="Somewhere")
    assert told(dialog, "label", "name") == ""
    press(dialog.save_button)
    assert session.vocabulary.name_of("label", "LOC") == "PLACE"
    assert session.page.entities == before
    with Project.open(session.project.path) as other:
        assert other.vocabulary() == session.vocabulary


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(dialog, session):
    edit(dialog, "label", 1, key="1")
    assert "PER" in told(dialog, "label", "key")
    assert not dialog.save_button.isEnabled()
    edit(dialog, "label", 1, key="N")
    assert "N" in told(dialog, "label", "key")
    edit(dialog, "label", 1, key="5", name="two words")
    assert told(dialog, "label", "name")
    assert told(dialog, "label", "key") == ""
    edit(dialog, "label", 1, name="LOC")
    assert told(dialog, "label", "name") == ""
    assert dialog.save_button.isEnabled()
    assert session.project.vocabulary() == SHIPPED


def test_the_letter_of_a_role_is_looked_at(dialog):
    edit(dialog, "role", 1, letter="h")
    assert "headline" in told(dialog, "role", "letter")


def test_a_new_label_has_a_key_a_letter_and_a_colour_of_its_own(dialog, session):
    press(dialog.pages["label"].buttons["add"])
    edit(dialog, "label", 4, name="EVENT", title_zh="事件", examples="春节、 元宵节")
    press(dialog.save_button)
    made = session.vocabulary.labels[-1]
    assert (made.id, made.key, made.examples) == ("EVENT", "5", ("春节", "元宵节"))
    assert made.colour in COLOURS
    assert dict(made.titles)["zh"] == "事件"


def test_titles_and_letter_of_a_new_label_follow_its_name_until_somebody_writes_them(dialog):
    press(dialog.pages["label"].buttons["add"])
    edit(dialog, "label", 4, name="EVENT")
    form = dialog.pages["label"].form
    assert [form.fields[each].text() for each in ("title_zh", "title_en", "letter")] == [
        "EVENT",
        "EVENT",
        "E",
    ]
    edit(dialog, "label", 4, title_zh="事件", name="HAPPENING")
    assert [form.fields[each].text() for each in ("title_zh", "title_en")] == ["事件", "EVENT"]


def test_order_is_kept(dialog, session):
    page = dialog.pages["label"]
    page.list.setCurrentCell(3, 0)
    press(page.buttons["up"])
    press(dialog.save_button)
    assert [label.id for label in session.vocabulary.labels] == ["PER", "LOC", "TIME", "ORG"]


def test_a_label_in_use_asks_where_its_marks_go(dialog, session, answer):
    entity = next(each for each in session.shown.entities if each.label == "LOC")
    session.select(Selection.at(entity.span.start))
    session.run("accept")
    dialog.draft.reload()
    page = dialog.pages["label"]
    page.list.setCurrentCell(1, 0)

    def choose(asked: WhereTo) -> None:
        asked.others.setCurrentIndex(asked.others.findData("ORG"))
        press(asked.yes)

    answer(WhereTo, choose)
    press(page.buttons["remove"])
    assert session.project.uses("label") == {"LOC": 1}
    press(dialog.save_button)
    assert session.project.uses("label") == {"ORG": 1}
    assert session.undo()
    assert session.project.uses("label") == {"LOC": 1}


def test_a_removed_label_is_taken_back(dialog, session):
    page = dialog.pages["label"]
    page.list.setCurrentCell(3, 0)
    press(page.buttons["remove"])
    press(dialog.save_button)
    assert [label.id for label in session.vocabulary.labels] == ["PER", "LOC", "ORG"]
    assert page.retired.currentData() == "TIME"
    press(page.buttons["take_back"])
    press(dialog.save_button)
    assert session.vocabulary == SHIPPED


def test_a_file_is_read_to_be_looked_over_and_written(dialog, session, tmp_path: Path):
    path = tmp_path / "words.toml"
    dialog.write_file(path)
    text = path.read_text("utf-8").replace("[label.LOC]", '[label.PLACE]\nid = "LOC"')
    path.write_text(text, "utf-8")
    dialog.read_file(path)
    assert session.project.vocabulary() == SHIPPED
    press(dialog.save_button)
    assert session.vocabulary.name_of("label", "LOC") == "PLACE"
    path.write_text("[label.X", "utf-8")
    dialog.read_file(path)
    assert "words.toml" in dialog.told.text()


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_widget_has_a_name_in_both_languages(qtbot, session, theme, name):
    made = VocabularyDialog(session, shipped_keymap(), theme, Language(name))
    qtbot.addWidget(made)
    for page in made.pages.values():
        assert page.list.accessibleName()
        assert all(field.accessibleName() for field in page.form.fields.values())


@pytest.mark.parametrize("kind", ["label", "role"])
def test_tab_goes_through_a_page_in_the_order_in_which_it_is_read(dialog, kind):
    page = dialog.pages[kind]
    dialog.tabs.setCurrentWidget(page)
    page.list.setCurrentCell(1, 0)
    page.list.setFocus()
    seen = [QApplication.focusWidget()]
    while seen[-1] is not page.form.fields["examples"] and len(seen) < 20:
        QTest.keyClick(seen[-1], Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    wanted = [page.list, *(page.buttons[key] for key in ("add", "remove", "up", "down"))]
    assert seen == [*wanted, *page.form.stops]


# -- files with other labels ----------------------------------------------------------------


@pytest.mark.parametrize("is_wanted", [True, False])
def test_an_import_with_an_unknown_label_asks_first(
    window, session, answer, qtbot, tmp_path, is_wanted
):
    from annotator.gui.dialogs.add_words import AddWords

    raw = session.page.raw
    row = {"start": 0, "end": 2, "label": "EVENT"}
    gold = {"page_id": session.page.name, "text_sha256": raw.sha256, "entities": [row]}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold), "utf-8")

    def say(dialog: AddWords) -> None:
        assert "EVENT" in dialog.what.text()
        press(dialog.yes) if is_wanted else dialog.reject()

    told = []

    def close(report: ReportDialog) -> None:
        told.append(report)
        report.reject()

    answer(AddWords, say)
    if not is_wanted:
        answer(ReportDialog, close)
    window.jobs.import_paths([path])
    if is_wanted:
        qtbot.waitUntil(lambda: session.project.uses("label") == {"EVENT": 1})
        qtbot.waitUntil(lambda: session.vocabulary.label("EVENT") is not None)
    else:
        qtbot.waitUntil(lambda: bool(told))
        assert session.project.vocabulary().label("EVENT") is None
        assert session.project.uses("label") == {}


# -- inks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_any_colour_can_be_read_on_every_ground_and_under_its_letter(name):
    theme = load_theme(name)
    chosen = ["#000000", "#ffffff", "#ffff00", "#00ffff", "#0000ff", "#808080", *COLOURS]
    for colour in chosen:
        ink = theme.label(replace(SHIPPED.labels[0], colour=colour))
        assert min(contrast(ink, ground) for ground in theme.label_grounds) >= READABLE
        assert contrast(on(ink), ink) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert readable(QColor("#0b3d91"), [QColor("#ffffff")]) == QColor("#0b3d91")


# -- the window follows --------------------------------------------------------------------


def with_event(window: MainWindow) -> Label:
    """The project gets a label of its own, by another program."""
    first = SHIPPED.labels[0]
    made = replace(first, id="EVENT", name="EVENT", key="5", letter="E", colour="#bf3989")
    made = replace(made, titles=(("en", "Event"), ("zh", "事件")), examples=("春节",))
    with Project.open(window.session.project.path) as other:
        other.put_vocabulary(replace(SHIPPED, labels=(*SHIPPED.labels, made)))
    assert window.session.see_vocabulary()
    return made


def test_key_menu_filter_and_dialog_know_a_new_label_at_once(window, answer):
    with_event(window)
    word = window.session.shown.entities[0].span
    window.session.select(Selection.at(word.start))
    QTest.keyClick(window.desk.text, Key.Key_5)
    assert window.session.shown.entities[0].label == "EVENT"
    action = window.actions_.action("label_entity", "EVENT")
    assert "事件" in action.text()
    assert "春节" in action.toolTip()
    window.desk.doubts.filter_bar.kind.setCurrentIndex(0)
    labels = window.desk.doubts.filter_bar.label
    assert labels.findData("EVENT") >= 0
    assert labels.itemText(labels.findData("EVENT")) == "事件"
    seen = []

    def look(dialog: EverywhereDialog) -> None:
        seen.append(dialog.labels.findData("EVENT"))
        dialog.reject()

    answer(EverywhereDialog, look)
    QTest.keyClick(window.desk.text, Key.Key_A)
    assert seen == [4]


def test_a_switch_of_language_keeps_the_titles_of_the_project(window):
    with_event(window)
    window.commands.run("switch_language")
    assert "Event" in window.actions_.action("label_entity", "EVENT").text()


def test_a_removed_label_leaves_its_key_and_menu(window):
    window.session.project.put_vocabulary(SHIPPED.without("label", "TIME", "ORG"))
    window.session.see_vocabulary()
    with pytest.raises(KeyError):
        window.actions_.action("label_entity", "TIME")
    assert window.desk.doubts.filter_bar.label.findData("TIME") < 0
    assert "TIME" not in {entity.label for entity in window.session.shown.entities}


def test_patterns_can_be_made_for_it(window):
    from annotator.document.patterns import Pattern
    from annotator.workbench.lexicon import save_pattern

    with_event(window)
    made = save_pattern(window.session.project, Pattern(0, "EVENT", "words", "春节"))
    assert patterns(window.session.project) == [made]


@pytest.mark.parametrize("pane", ["text", "cards", "doubts"])
def test_another_colour_and_letter_are_painted_at_once(window, pane):
    widget = getattr(window.desk, pane)
    shown = widget.view if pane == "doubts" else widget
    before = shown.grab().toImage()
    labels = tuple(replace(e, colour="#7a0045", letter=e.letter.lower()) for e in SHIPPED.labels)
    window.session.project.put_vocabulary(replace(SHIPPED, labels=labels))
    window.session.see_vocabulary()
    assert shown.grab().toImage() != before


def test_another_letter_of_a_role_is_in_the_gutter_at_once(window):
    gutter = window.desk.text.gutter
    before = gutter.grab().toImage()
    roles = tuple(replace(e, letter="X") if e.id == "body" else e for e in SHIPPED.roles)
    window.session.project.put_vocabulary(replace(SHIPPED, roles=roles))
    window.session.see_vocabulary()
    assert gutter.grab().toImage() != before


# -- a held key ----------------------------------------------------------------------------


def card_of(window: MainWindow):
    return window.commands.words.held.card


def repeat(window: MainWindow, key: Key, text: str) -> None:
    """What the system sends while a key stays down."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Modifier.NoModifier, text, autorep=True)
        window.desk.text.event(event)


def test_a_held_label_key_labels_once_and_tells_what_it_means(window, qtbot):
    session = window.session
    spot = next(each for each in session.shown.entities if each.label == "ORG")
    session.select(Selection.at(spot.span.start))
    revision = session.page.revision
    QTest.keyPress(window.desk.text, Key.Key_2)
    assert session.page.revision == revision + 1
    assert card_of(window) is None
    qtbot.waitUntil(lambda: card_of(window) is not None, timeout=HOLD_MS * 5)
    for _ in range(3):
        repeat(window, Key.Key_2, "2")
    assert session.page.revision == revision + 1
    card = card_of(window)
    assert card is not None
    assert "地名" in card.title.text()
    assert "昭阳区" in card.text.text()
    QTest.keyRelease(window.desk.text, Key.Key_2)
    assert card_of(window) is None


def test_what_a_held_key_repeats_calls_no_label_and_no_role(window):
    for binding in window.actions_.bindings:
        action = window.actions_.action(binding.command, binding.argument)
        assert action.autoRepeat() == (binding.command not in ("label_entity", "set_role"))


def test_a_key_that_comes_up_soon_shows_nothing(window, qtbot):
    spot = window.session.shown.entities[0]
    window.session.select(Selection.at(spot.span.start))
    QTest.keyClick(window.desk.text, Key.Key_2)
    with qtbot.assertNotEmitted(window.bridge.page_changed, wait=HOLD_MS + 50):
        pass
    assert card_of(window) is None


def test_a_held_role_letter_after_r_tells_what_the_role_means(window, qtbot):
    QTest.keyClick(window.desk.text, Key.Key_R)
    QTest.keyPress(window.desk.text, Key.Key_Y)
    qtbot.waitUntil(lambda: card_of(window) is not None, timeout=HOLD_MS * 5)
    card = card_of(window)
    assert card is not None
    assert "署名" in card.title.text()
    QTest.keyRelease(window.desk.text, Key.Key_Y)
    assert card_of(window) is None


def test_what_the_project_has_most_often_is_on_the_card(window, qtbot):
    session = window.session
    places = [each for each in session.shown.entities if each.label == "LOC"][:3]
    for place in places:
        session.select(Selection.at(place.span.start))
        session.run("accept")
    session.select(Selection.at(places[0].span.start))
    QTest.keyPress(window.desk.text, Key.Key_2)
    qtbot.waitUntil(lambda: card_of(window) is not None, timeout=HOLD_MS * 5)
    (word, count), *_ = session.project.frequent_strings("label", "LOC", 1)
    card = card_of(window)
    assert card is not None
    assert f"{word} ×{count}" in card.text.text()


def test_another_project_in_the_window_has_its_own_labels(window, tmp_path):
    from annotator.workbench.session import Session

    other = Project.create(tmp_path / "other.db")
    other.put_vocabulary(replace(SHIPPED, labels=(replace(SHIPPED.labels[0], key="7"),)))
    window.show_project(Session(other, other.vocabulary(), "me", lambda: "2026"))
    keys = window.actions_.action("label_entity", "PER").shortcut().toString()
    assert keys == "7"
    with pytest.raises(KeyError):
        window.actions_.action("label_entity", "LOC")


def test_the_default_preferences_start_a_window_with_the_projects_titles(shown_window, session):
    renamed = replace(SHIPPED.labels[0], titles=(("en", "Human"), ("zh", "人")))
    session.project.put_vocabulary(replace(SHIPPED, labels=(renamed, *SHIPPED.labels[1:])))
    session.see_vocabulary()
    window = shown_window(
        MainWindow(session, Preferences(language="en"), load_keymap(), None, guest=True)
    )
    assert "Human" in window.actions_.action("label_entity", "PER").text()
