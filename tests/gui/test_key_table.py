"""Every row of the key table that editors were promised: real keys, in both languages, and what is on the page then."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.document.pages import PageState
from annotator.gui.dialogs.confirm_many import ConfirmMany
from annotator.gui.dialogs.everywhere_dialog import EverywhereDialog
from annotator.gui.dialogs.finish_dialog import FinishDialog
from annotator.gui.dialogs.give_list import GiveList
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import shipped_keymap
from annotator.settings.language import LANGUAGES
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import Project
from annotator.workbench.command_table import bindings
from tests.gui.newsroom import ALT, CTRL, NONE, SHIFT, TEXT, Hands, session_at, span_of

Key = Qt.Key


@pytest.fixture(params=LANGUAGES)
def hands(request, shown_window, tmp_path):
    """At the first page; in the end the disk has what the window had."""
    session = session_at(tmp_path / "news.db")
    preferences = Preferences(language=request.param)
    window = shown_window(MainWindow(session, preferences, shipped_keymap(), None, guest=True))
    yield Hands(window)
    number, page = session.number, session.page
    window.close()
    with Project.open(tmp_path / "news.db") as project:
        assert project.page(number) == page


# -- moving ------------------------------------------------------------------------------


def test_by_line(hands):
    hands.go("春耕开始")
    hands.press(Key.Key_Down, Key.Key_Down)
    assert hands.line == 4
    hands.press(Key.Key_Up)
    assert hands.line == 3


def test_by_article(hands):
    hands.go("春耕开始")
    hands.press(Key.Key_Down, modifier=CTRL)
    assert hands.line == 7
    hands.press(Key.Key_Up, modifier=CTRL)
    assert hands.line == 2


def test_by_proposal(hands):
    session = hands.window.session
    hands.press(Key.Key_Tab)
    first = session.current
    hands.press(Key.Key_Tab)
    assert session.current not in (None, first)
    hands.press(Key.Key_Tab, modifier=SHIFT)
    assert session.current == first


# -- deciding ----------------------------------------------------------------------------


def test_accept_and_advance(hands):
    hands.go("王明")
    doubts = len(hands.page.doubts)
    hands.press(Key.Key_Space)
    assert ("王明", "PER") in hands.gold_entities
    assert len(hands.page.doubts) == doubts - 1
    assert hands.window.session.current is not None


def test_reject_and_advance_for_good(hands):
    hands.go("王明")
    hands.press(Key.Key_X)
    assert hands.gold_entities == []
    assert "王明" not in [e.span.text_in(TEXT) for e in hands.window.session.shown.entities]
    assert hands.window.session.current is not None


def test_accept_all_that_shows_with_count_preview_and_one_undo(hands, answer, qtbot):
    seen = []

    def look(dialog: ConfirmMany) -> None:
        seen.append((dialog.count, dialog.list.count()))
        QTest.keyClick(dialog, Key.Key_Return)

    answer(ConfirmMany, look)
    before, doubts = hands.page, len(hands.page.doubts)
    hands.press(Key.Key_Space, modifier=CTRL | SHIFT)
    assert seen == [(doubts, doubts)]
    assert (len(hands.page.articles), len(hands.page.entities), hands.page.doubts) == (2, 2, ())
    hands.window.activateWindow()
    qtbot.waitUntil(hands.desk.text.hasFocus)
    hands.press(Key.Key_Z, modifier=CTRL)
    assert hands.page.doubts == before.doubts
    assert hands.page.articles == ()


# -- articles ----------------------------------------------------------------------------


def test_start_an_article_at_this_line_and_join_it_again(hands):
    hands.go("北屯村的人")
    hands.press(Key.Key_N)
    assert len(hands.articles) == 3
    assert hands.articles[1][0] == "北屯村的人很高兴。"
    hands.press(Key.Key_J)
    assert len(hands.articles) == 2
    assert hands.owner_at("北屯村的人") == 1


def test_give_the_lines_to_an_article_by_digit(hands):
    hands.go("昵称")
    assert hands.owner_at("昵称") is None
    hands.press(Key.Key_G, Key.Key_2)
    assert hands.owner_at("昵称") == 2


def test_give_the_lines_to_an_article_of_the_list(hands, answer):
    def choose(dialog: GiveList) -> None:
        QTest.keyClicks(dialog.filter, "1")
        QTest.keyClick(dialog.filter, Key.Key_Return)

    answer(GiveList, choose)
    hands.go("昵称")
    hands.press(Key.Key_G, Key.Key_G)
    assert hands.owner_at("昵称") == 1


def test_lines_dragged_over_in_the_gutter_are_given_as_one(hands):
    hands.drag_in_gutter(8, 10)
    hands.desk.text.setFocus()
    hands.press(Key.Key_G, Key.Key_1)
    assert [hands.owner_at(text) for text in ("新校舍", "北屯村小学", "校长", "昵称")] == [
        2,
        1,
        1,
        1,
    ]


def test_move_lines_to_the_next_and_the_previous_article(hands):
    hands.go("本报记者")
    hands.press(Key.Key_Down, modifier=ALT)
    assert hands.owner_at("本报记者") == 2
    hands.press(Key.Key_Up, modifier=ALT)
    assert hands.owner_at("本报记者") == 1


def test_the_role_of_the_lines(hands):
    hands.go("新校舍落成")
    hands.press(Key.Key_R, Key.Key_B)  # away from what it is already
    for role in default_vocabulary().roles:
        hands.press(Key.Key_R, Key[f"Key_{role.letter}"])
        assert hands.role_at("新校舍落成") == (role.id, True)


def test_toggle_the_soft_break_before_this_line(hands):
    hands.go("耕比")
    at = TEXT.index("耕比") - 1

    def is_soft() -> bool:
        return any(each.start == at for each in hands.window.session.shown.break_spans)

    was = is_soft()
    hands.press(Key.Key_B)
    assert is_soft() is not was
    hands.press(Key.Key_B)
    assert is_soft() is was


def test_split_the_line_at_the_caret(hands):
    hands.go("后来")
    hands.press(Key.Key_S)
    assert len(hands.articles) == 3
    assert hands.articles[1][-1].endswith("校长说好。")
    assert hands.articles[2] == ["后来昵？"]


def test_reorder_the_parts_of_an_article(hands):
    hands.go("北屯村的人")
    hands.press(Key.Key_Up, modifier=CTRL | SHIFT)
    assert hands.articles[0][:2] == ["春耕开始", "北屯村的人很高兴。"]
    hands.press(Key.Key_Down, modifier=CTRL | SHIFT)
    assert hands.articles[0][2] == "北屯村的人很高兴。"


def test_a_card_dragged_by_its_head_changes_the_order(hands, qtbot):
    cards = hands.desk.cards
    qtbot.waitUntil(lambda: cards.viewport().height() > 300)
    start = cards.head_point(1)
    beyond = cards.card_box(1).center().toPoint() + QPoint(0, 40)
    hands.drag(cards.viewport(), start, start + QPoint(0, 30), beyond)
    assert [article[0] for article in hands.articles] == ["新校舍落成", "春耕开始"]


# -- entities ----------------------------------------------------------------------------


def test_label_the_selection_and_relabel_the_entity_under_the_caret(hands):
    first, *others = default_vocabulary().labels
    hands.select("小学")
    hands.press(Key[f"Key_{first.key}"])
    assert hands.gold_entities == [("小学", first.id)]
    for label in (*others, first):
        hands.go("小学", inside=1)
        hands.press(Key[f"Key_{label.key}"])
        assert hands.gold_entities == [("小学", label.id)]


def test_move_the_ends_of_an_entity(hands):
    hands.go("北屯村", inside=1)
    for key, modifier, now in (
        (Key.Key_Left, CTRL | SHIFT, "年北屯村"),
        (Key.Key_Right, CTRL | SHIFT, "北屯村"),
        (Key.Key_Right, SHIFT, "北屯村的"),
        (Key.Key_Left, SHIFT, "北屯村"),
    ):
        hands.press(key, modifier=modifier)
        assert hands.gold_entities == [(now, "LOC")]


def test_the_end_of_an_entity_dragged(hands):
    view, span = hands.desk.text, span_of("北屯村")

    def at(point: int, part: float, em_up: float) -> QPoint:
        row, box = view.grid().boxes(point, point + 1)[0]
        return QPointF(box.left() + part * box.width(), row.baseline - em_up * view.em).toPoint()

    hands.drag(view.viewport(), at(span.end, 0.05, -0.2), at(span.end + 1, 0.1, 0.4))
    assert hands.gold_entities == [("北屯村的", "LOC")]


def test_remove_an_entity(hands):
    hands.go("王明")
    hands.press(Key.Key_Space)
    hands.go("王明", inside=1)
    hands.press(Key.Key_Delete)
    assert hands.gold_entities == []


@pytest.mark.parametrize("in_project", [False, True], ids=["page", "project"])
def test_label_every_occurrence(hands, answer, qtbot, in_project):
    def choose(dialog: EverywhereDialog) -> None:
        qtbot.waitUntil(dialog.yes.isEnabled, timeout=5000)
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)

    answer(EverywhereDialog, choose)
    hands.go("北屯村", inside=1)
    hands.press(Key.Key_A, modifier=SHIFT if in_project else NONE)
    places = [each.span.start for each in hands.page.entities]
    assert places == [at for at in range(len(TEXT)) if TEXT.startswith("北屯村", at)]
    project = hands.window.session.project
    other = project.page(project.page_number("b"))
    assert len(other.entities) == (2 if in_project else 0)


# -- suspects ----------------------------------------------------------------------------


def test_next_suspect_and_a_suggestion_by_digit(hands):
    hands.press(Key.Key_F8)
    assert hands.line == 9
    hands.press(Key.Key_2)
    assert hands.fixes == [("昵", "泥")]


def test_type_a_fix(hands):
    hands.press(Key.Key_F8, Key.Key_Return)
    assert hands.window.status.is_typing
    QApplication.focusWidget().setText("哪")
    hands.press(Key.Key_Return)
    assert hands.fixes == [("昵", "哪")]
    assert hands.desk.text.hasFocus()
    assert not hands.window.status.is_typing


def test_right_as_it_stands(hands):
    hands.press(Key.Key_F8, Key.Key_X)
    assert hands.fixes == []
    assert "昵" not in [TEXT[e.start : e.end] for e in hands.window.session.shown.corrections]


def test_always_fix_this(hands):
    hands.press(Key.Key_F8)
    hands.press(Key.Key_Return, modifier=CTRL)
    assert hands.fixes == [("昵", "呢")]
    assert rules(hands) == [("昵", "fix")]


def test_always_allow_this(hands):
    hands.press(Key.Key_F8)
    hands.press(Key.Key_X, modifier=CTRL)
    assert hands.fixes == []
    assert rules(hands) == [("昵", "allow")]


def rules(hands) -> list[tuple[str, str]]:
    """What is ruled on, without the neighbours that a rule on one character takes along."""
    found = hands.window.session.project.correction_rules()
    return [(text.removeprefix("来"), rule.verdict) for text, rule in found.items()]


# -- the page ----------------------------------------------------------------------------


def test_undo_and_redo_without_end(hands):
    texts = ("王明", "北屯村")
    for text in texts:
        hands.go(text)
        hands.press(Key.Key_Space)
    both = hands.gold_entities
    hands.press(Key.Key_Z, Key.Key_Z, modifier=CTRL)
    assert hands.gold_entities == []
    hands.press(Key.Key_Z, Key.Key_Z, modifier=CTRL | SHIFT)
    assert hands.gold_entities == both


def test_finished_and_on_to_the_next_page(hands, answer):
    answer(FinishDialog, lambda dialog: dialog.accept_all.click())
    project = hands.window.session.project
    hands.desk.doubts.view.setFocus()
    hands.window.session.choose(
        next(
            each.id
            for each in hands.page.doubts
            if hands.window.session.queue and "machine" in each.run
        )
    )
    hands.press(Key.Key_Return, modifier=CTRL)
    assert project.page(project.page_number("a")).state is PageState.FINISHED
    assert hands.page.name == "b"


# -- finding -----------------------------------------------------------------------------


@pytest.mark.parametrize(("modifier", "pages"), [(CTRL, {"a"}), (CTRL | SHIFT, {"a", "b"})])
def test_find_in_the_page_and_in_the_project(hands, qtbot, modifier, pages):
    hands.press(Key.Key_F, modifier=modifier)
    pane = hands.desk.find_pane
    assert pane.field.hasFocus()
    QTest.keyClicks(pane.field, "x")
    pane.field.setText("北屯村")
    project = hands.window.session.project
    wanted = {project.page_number(name) for name in pages}
    qtbot.waitUntil(lambda: {hit.page for hit in pane.rows.rows} == wanted, timeout=5000)


# -- the mouse ---------------------------------------------------------------------------


OFFSCREEN = "This plugin does not support (raise|grabbing)"


@pytest.mark.qt_log_ignore(OFFSCREEN, extend=True)
def test_the_context_menu_has_every_command_on_text(hands, qapp):
    seen: list[str] = []

    def read() -> None:
        menu = qapp.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(10, read)
            return
        for action in menu.actions():
            texts = action.menu().actions() if action.menu() else [action]
            seen.extend(each.text().split("\t")[0] for each in texts)
        menu.close()

    view = hands.desk.text
    point = view.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    QTimer.singleShot(0, read)
    QApplication.sendEvent(view.viewport(), event)
    for _ in range(50):
        qapp.processEvents()
    say = hands.window.language.sentence
    table = bindings(hands.window.session.vocabulary, shipped_keymap())
    groups = ("entities", "suspects", "articles", "roles")
    wanted = {say(each.title) for each in table if each.group in groups}
    assert wanted | {say(b.title) for b in table if b.command in ("accept", "reject")} <= set(seen)


@pytest.mark.qt_log_ignore(OFFSCREEN, extend=True)
def test_what_the_context_menu_says_it_does(hands):
    hands.go("王明")
    menu = hands.window.menus.under_mouse()
    menu.popup(QPoint(10, 10))
    accept = menu.actions()[0]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, menu.actionGeometry(accept).center())
    assert hands.gold_entities == [("王明", "PER")]
