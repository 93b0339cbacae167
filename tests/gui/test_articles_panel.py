"""The cards: what a reader reads on them, and what click, drag and key on them ask for."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.document.doubts import kind_of
from annotator.document.raw_text import RawText
from annotator.document.reading import Side
from annotator.document.spans import Selection
from annotator.gui.articles_panel import ArticlesPanel
from annotator.gui.card_layout import OUTER, STRIPE
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, load_theme, reading_font
from annotator.settings.language import Language
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def panel(
    qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language
) -> Iterator[ArticlesPanel]:
    """The cards of seed page 000, 520 by 700 pixels, in a window."""
    panel = ArticlesPanel(bridge, theme, language)
    panel.set_reading_font(reading_font(chinese_family(), 12))
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(panel)
    window.resize(520, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.hasFocus)
    yield panel
    panel.setParent(None)


def shown(session: Session) -> Shown:
    assert session.shown is not None
    return session.shown


def point_of(panel: ArticlesPanel, row: int, at: int, part: float = 0.5) -> QPoint:
    """In the character at reading position `at` of a card, `part` of its width from the left."""
    here, behind = panel.caret_box(row, at), panel.caret_box(row, at + 1)
    left, right = here.center().x(), behind.center().x()
    if behind.top() != here.top():  # the last of its line
        right = left + panel.cards_model.fonts.em
    return QPoint(round(left + part * (right - left)), round(here.center().y()))


def click(panel: ArticlesPanel, point: QPoint) -> None:
    QTest.mouseClick(panel.viewport(), LEFT, NONE, point)


def picture(panel: ArticlesPanel) -> QImage:
    panel.catch_up()
    return panel.viewport().grab().toImage()


def accept_first(session: Session, kind: str) -> str:
    proposal = next(each for each in session.queue if kind_of(each) == kind)
    session.choose(proposal.id)
    session.run("accept")
    return proposal.id


# -- reading -----------------------------------------------------------------------------


def test_cards_read_as_articles_read(panel: ArticlesPanel, session: Session) -> None:
    now = shown(session)
    assert [card.number for card in panel.cards[:-1]] == [a.number for a in now.articles]
    for card, article in zip(panel.cards, now.articles, strict=False):
        assert "\n".join(p.text for p in card.paragraphs) == now.reading(article).text
        assert [p.role for p in card.paragraphs] == [
            role
            for role, (_, start, end) in zip(
                [part.role for part in article.parts],
                now.reading(article).stretches,
                strict=True,
            )
            for _ in now.reading(article).text[start:end].split("\n")
        ]
    assert panel.cards[0].headline == "产业链上党旗红 苹果产业促增收"


def test_the_last_card_holds_what_is_no_article_s(panel: ArticlesPanel, session: Session) -> None:
    last = panel.cards[-1]
    assert last.is_furniture
    assert [p.role for p in last.paragraphs] == [f.role for f in shown(session).furniture]


def test_screen_readers_get_the_whole_card(panel: ArticlesPanel) -> None:
    said = panel.cards_model.data(panel.cards_model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(said, str)
    assert said.startswith("第1篇 · 提议\n产业链上党旗红")
    assert panel.accessibleName() == "稿件"


def test_a_page_without_articles_says_how_to_make_one(
    panel: ArticlesPanel, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    bridge.open_page(numbers["002"])
    assert panel.cards == ()
    assert len(set(colours(picture(panel)))) > 1  # the hint is painted


def colours(image: QImage) -> list[int]:
    return [
        image.pixel(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)
    ]


# -- the caret ---------------------------------------------------------------------------


def test_every_character_is_hit_precisely(panel: ArticlesPanel) -> None:
    for row, card in enumerate(panel.cards):
        laid = panel.cards_model.laid(row)
        for paragraph in laid.paragraphs:
            own = paragraph.paragraph
            for at in range(own.start, own.end):
                box = paragraph.caret(at)
                inside = box.center().x() + 1
                assert laid.place_at(inside, box.center().y()) == (at, Side.AFTER), (row, at)
        assert card.reading.text


@pytest.mark.parametrize("at", [0, 3, 17, 40, 80, 130])
def test_a_click_goes_to_the_character(panel: ArticlesPanel, session: Session, at: int) -> None:
    card = panel.cards[0]
    character = card.reading.text[at]
    click(panel, point_of(panel, 0, at, 0.3))
    caret = session.selection.caret
    assert session.selection.span is None
    assert shown(session).page.raw.text[caret] == character
    assert card.reading.to_reading(caret, Side.AFTER) == at


def test_a_click_behind_the_last_character_stays_in_the_paragraph(
    panel: ArticlesPanel, session: Session
) -> None:
    headline = panel.cards[0].paragraphs[0]
    box = panel.caret_box(0, headline.end)
    click(panel, QPoint(panel.viewport().width() - 40, round(box.center().y())))
    assert session.selection.caret == shown(session).articles[0].parts[0].span.end


def test_a_click_on_the_right_half_goes_behind(panel: ArticlesPanel, session: Session) -> None:
    click(panel, point_of(panel, 0, 3, 0.8))
    assert panel.cards[0].reading.to_reading(session.selection.caret, Side.BEFORE) == 4


def test_characters_beyond_the_basic_plane_count_once(
    qtbot: QtBot, panel: ArticlesPanel, project: Project, session: Session, bridge: SessionBridge
) -> None:
    raw = RawText.of("𠮷野家😀在上海\n开业了")
    (number,) = project.add_pages([NewPage("astral", raw, "a.txt", "utf-8")], at="")
    bridge.open_page(number)
    bridge.run("start_article")
    qtbot.waitUntil(lambda: len(panel.cards) == 1)
    click(panel, point_of(panel, 0, 5, 0.3))
    assert raw.text[session.selection.caret] == "上"


def test_a_drag_over_text_selects(panel: ArticlesPanel, session: Session) -> None:
    start, end = point_of(panel, 0, 20, 0.2), point_of(panel, 0, 24, 0.2)
    QTest.mousePress(panel.viewport(), LEFT, NONE, start)
    QTest.mouseMove(panel.viewport(), end)
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, end)
    span = session.selection.span
    assert span is not None
    assert span.text_in(shown(session).page.raw.text) == panel.cards[0].reading.text[20:24]


def test_a_selection_does_not_leave_its_part(panel: ArticlesPanel, session: Session) -> None:
    QTest.mousePress(panel.viewport(), LEFT, NONE, point_of(panel, 0, 2, 0.2))
    for at in (6, 40):  # the headline ends between them
        QTest.mouseMove(panel.viewport(), point_of(panel, 0, at, 0.2))
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, point_of(panel, 0, 40, 0.2))
    span = session.selection.span
    assert span is not None
    assert shown(session).articles[0].parts[0].span.covers(span)


def test_a_double_click_selects_the_entity(panel: ArticlesPanel, session: Session) -> None:
    mark = panel.cards[0].underlines[0]
    QTest.mouseDClick(panel.viewport(), LEFT, NONE, point_of(panel, 0, mark.start + 1, 0.5))
    span = session.selection.span
    assert span in [entity.span for entity in shown(session).entities]
    assert panel.cards[0].reading.text[mark.start : mark.end] == "昭阳区委"


def test_a_place_chosen_elsewhere_comes_into_sight_marked(
    panel: ArticlesPanel, bridge: SessionBridge, session: Session, theme: Theme
) -> None:
    last = shown(session).articles[8].parts[-1].span
    bridge.select(Selection.at(last.start + 5), "page_view")
    place = panel.delegate.place
    assert place is not None
    assert place.row == 8
    box = panel.caret_box(8, place.at)
    assert panel.viewport().rect().contains(box.toRect())
    at = box.center().toPoint()
    assert picture(panel).pixelColor(at).name() == theme.colour("accent").name()


def test_a_click_on_a_card_does_not_scroll_it_away(panel: ArticlesPanel) -> None:
    bar = panel.verticalScrollBar()
    bar.setValue(300)
    row = panel.row_at(QPoint(200, 30))
    assert row is not None
    click(panel, QPoint(200, 30))
    assert bar.value() == 300


def test_a_selected_stretch_is_coloured(
    panel: ArticlesPanel, bridge: SessionBridge, session: Session, theme: Theme
) -> None:
    span = shown(session).articles[0].parts[0].span
    bridge.select(Selection(span.start, span.start + 4), "page_view")
    box = panel.caret_box(0, 2)
    found = picture(panel).pixelColor(round(box.center().x()), round(box.top() + 1))
    assert found.name() == theme.colour("selection").name()


def test_furniture_is_marked_too(
    panel: ArticlesPanel, bridge: SessionBridge, session: Session
) -> None:
    bridge.select(Selection.at(shown(session).furniture[0].span.start), "page_view")
    place = panel.delegate.place
    assert place is not None
    assert panel.cards[place.row].is_furniture


# -- following edits ---------------------------------------------------------------------


def test_what_is_accepted_shows_at_once_and_the_rest_is_kept(
    panel: ArticlesPanel, session: Session
) -> None:
    before = panel.cards
    first = shown(session).articles[0]
    assert first.proposal is not None
    session.choose(first.proposal.id)
    session.run("accept")
    assert panel.cards_model.cards[0].is_gold
    assert panel.cards[0].reading is before[0].reading
    assert [new is old for new, old in zip(panel.cards[1:], before[1:], strict=True)] == [True] * (
        len(before) - 1
    )


def test_cards_out_of_sight_follow_a_moment_later(
    qtbot: QtBot, panel: ArticlesPanel, session: Session
) -> None:
    last = shown(session).articles[-1]
    assert last.proposal is not None
    session.choose(last.proposal.id)
    row = last.number - 1
    panel.verticalScrollBar().setValue(0)
    session.run("accept")
    panel.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: panel.cards_model.cards[row].is_gold)


def test_an_accepted_entity_does_not_set_the_text_anew(
    panel: ArticlesPanel, session: Session
) -> None:
    laid = panel.cards_model.laid(0)
    entity = next(e for e in shown(session).entities if e.span.start > 23)
    assert entity.proposal is not None
    session.choose(entity.proposal.id)
    session.run("accept")
    assert panel.cards_model.laid(0) is laid
    assert panel.cards[0].underlines[0].is_gold


def test_joining_and_undoing_takes_a_card_away_and_brings_it_back(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge
) -> None:
    count = len(panel.cards)
    headlines = [card.headline for card in panel.cards]
    bridge.select(Selection.at(shown(session).articles[1].parts[0].span.start), "page_view")
    bridge.run("join_article")
    assert len(panel.cards) == count - 1
    bridge.run("undo")
    assert [card.headline for card in panel.cards] == headlines


def test_a_soft_break_made_hard_starts_a_paragraph(
    panel: ArticlesPanel, bridge: SessionBridge, session: Session, numbers: dict[str, int]
) -> None:
    bridge.open_page(numbers["001"])
    first = shown(session).breaks[0][0]
    count = len(panel.cards[0].paragraphs)
    bridge.select(Selection.at(first.end), "page_view")
    bridge.run("toggle_soft_break")
    assert len(panel.cards[0].paragraphs) == count + 1


def test_another_page_starts_at_its_top(
    panel: ArticlesPanel, bridge: SessionBridge, numbers: dict[str, int]
) -> None:
    panel.verticalScrollBar().setValue(900)
    bridge.open_page(numbers["001"])
    assert panel.verticalScrollBar().value() == 0
    assert panel.cards[0].headline == "“耕”好党建“责任田”增强人民“幸福感”"


def test_gold_has_a_whole_band_and_a_proposal_a_broken_one(
    panel: ArticlesPanel, session: Session, theme: Theme
) -> None:
    def band() -> set[str]:
        image = picture(panel)
        box = panel.card_box(0)
        x = round(box.left() + OUTER + STRIPE / 2)
        rows = range(round(box.top()) + 60, 500)
        return {image.pixelColor(x, y).name() for y in rows}

    assert {theme.band(1).name(), theme.colour("base").name()} <= band()
    first = shown(session).articles[0]
    assert first.proposal is not None
    session.choose(first.proposal.id)
    session.run("accept")
    panel.verticalScrollBar().setValue(0)
    assert band() == {theme.band(1).name()}


# -- dragging, menu, keys ----------------------------------------------------------------


def drag(panel: ArticlesPanel, source: QPoint, target: QPoint) -> None:
    QTest.mousePress(panel.viewport(), LEFT, NONE, source)
    QTest.mouseMove(panel.viewport(), source + QPoint(0, 30))
    QTest.mouseMove(panel.viewport(), target)
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, target)


def test_a_card_is_dragged_by_its_head(
    qtbot: QtBot, panel: ArticlesPanel, session: Session
) -> None:
    panel.window().resize(520, 2600)  # so that three cards show
    qtbot.waitUntil(lambda: panel.viewport().height() > 2000)
    headlines = [card.headline for card in panel.cards[:-1]]
    beyond = panel.card_box(1).center().toPoint() + QPoint(0, 40)
    drag(panel, panel.head_point(1), beyond)
    moved = [card.headline for card in panel.cards[:-1]]
    assert moved == [headlines[1], headlines[0], *headlines[2:]]
    assert session.history.last is not None
    drag(panel, panel.head_point(2), QPoint(200, 2))
    assert [card.headline for card in panel.cards[:-1]] == headlines


def test_escape_lets_a_dragged_card_go(panel: ArticlesPanel, session: Session) -> None:
    source = panel.head_point(1)
    QTest.mousePress(panel.viewport(), LEFT, NONE, source)
    QTest.mouseMove(panel.viewport(), source + QPoint(0, 300))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, source + QPoint(0, 600))
    assert session.history.last is None


def test_a_click_on_the_head_goes_to_the_article(panel: ArticlesPanel, session: Session) -> None:
    click(panel, panel.head_point(1))
    assert session.selection == Selection.at(6)


def test_the_context_menu_is_asked_for_where_the_mouse_is(
    qtbot: QtBot, panel: ArticlesPanel, session: Session
) -> None:
    where = point_of(panel, 0, 30, 0.3)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, panel.viewport().mapToGlobal(where)
    )
    with qtbot.waitSignal(panel.context_menu_wanted, timeout=1000) as asked:
        QApplication.sendEvent(panel.viewport(), event)
    assert asked.args == [panel.viewport().mapToGlobal(where)]
    assert panel.cards[0].reading.to_reading(session.selection.caret, Side.AFTER) == 30


@pytest.mark.parametrize("key", ["N", "Space", "X", "Tab", "1", "Ctrl+Down"])
def test_keys_reach_the_window_s_commands(qtbot: QtBot, panel: ArticlesPanel, key: str) -> None:
    action = QAction(panel.window())
    action.setShortcut(QKeySequence(key))
    panel.window().addAction(action)
    combination = QKeySequence(key)[0]
    with qtbot.waitSignal(action.triggered, timeout=1000):
        QTest.keyClick(panel, combination.key(), combination.keyboardModifiers())


def test_arrows_scroll(panel: ArticlesPanel) -> None:
    QTest.keyClick(panel, Qt.Key.Key_Down)
    assert panel.verticalScrollBar().value() == panel.verticalScrollBar().singleStep()
    QTest.keyClick(panel, Qt.Key.Key_End)
    assert panel.verticalScrollBar().value() == panel.verticalScrollBar().maximum()
    QTest.keyClick(panel, Qt.Key.Key_Home)
    assert panel.verticalScrollBar().value() == 0


# -- look --------------------------------------------------------------------------------


def test_no_line_leaves_the_card_at_any_width(qtbot: QtBot, panel: ArticlesPanel) -> None:
    for width in (240, 400, 900):
        panel.window().resize(width, 700)
        qtbot.waitUntil(lambda wanted=width: panel.window().width() == wanted)
        for row in range(panel.cards_model.rowCount()):
            laid = panel.cards_model.laid(row)
            assert laid.width == panel.viewport().width()
            for paragraph in laid.paragraphs:
                for number in range(paragraph.layout.lineCount()):
                    line = paragraph.layout.lineAt(number)
                    right = paragraph.left + line.x() + line.naturalTextWidth()
                    assert right <= laid.width - OUTER


def test_a_larger_font_keeps_the_place_in_sight(
    panel: ArticlesPanel, bridge: SessionBridge, session: Session
) -> None:
    bridge.select(Selection.at(shown(session).articles[9].parts[1].span.start), "page_view")
    panel.set_reading_font(reading_font(chinese_family(), 20))
    place = panel.delegate.place
    assert place is not None
    assert panel.viewport().rect().contains(panel.caret_box(place.row, place.at).toRect())


def test_language_and_theme_change_what_is_seen(panel: ArticlesPanel) -> None:
    before = picture(panel)
    panel.set_language(Language("en"))
    english = picture(panel)
    assert english != before
    panel.set_theme(load_theme("dark"))
    assert picture(panel).pixelColor(2, 2).name() == load_theme("dark").colour("window").name()


def test_a_page_opens_at_the_card_of_its_caret(panel, session, numbers):
    last = session.shown.articles[-1]
    there = last.parts[-1].span.start
    session.select(Selection.at(there))
    session.open_page(numbers["001"])
    session.open_page(numbers["000"])
    assert session.selection.caret == there
    panel.catch_up()
    row = last.number - 1
    assert row in panel.visible_rows()
    assert panel.delegate.place is not None
    assert panel.delegate.place.row == row
