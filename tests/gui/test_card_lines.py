"""Lines on the cards under the mouse: rubber band, margin, jump, and where they are dropped."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.document.proposals import CorrectionBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.articles_panel import ArticlesPanel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, reading_font
from annotator.settings.language import Language
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

LEFT, NONE, CTRL = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
)

LINES = (
    "要闻",  # 0 furniture
    "春耕开始",  # 1 headline of the first
    "今年北屯村的春耕比去年早。",  # 2
    "村民很高兴。",  # 3
    "新校舍落成",  # 4 headline of the second
    "北屯村小学搬家了。",  # 5
    "校长说好。",  # 6
    "他们还买了种子。",  # 7 the first goes on
)


@pytest.fixture
def panel(
    qtbot: QtBot,
    project: Project,
    bridge: SessionBridge,
    theme: Theme,
    language: Language,
) -> Iterator[ArticlesPanel]:
    """Cards of a page of two articles, the first of which goes on below the second."""
    raw = RawText.of("\n".join(LINES))
    (number,) = project.add_pages([NewPage("two", raw, "two.txt", "utf-8")], at="")
    bridge.open_page(number)
    choose(bridge, 1, 2, 3)
    bridge.run("start_article")
    choose(bridge, 4, 5, 6)
    bridge.run("start_article")
    for line, role in ((1, "headline"), (4, "headline"), (0, "section")):
        choose(bridge, line)
        bridge.run("set_role", role)
    choose(bridge, 7)
    bridge.run("give_lines", "1")
    bridge.select(Selection.at(0), "test")
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


def span(line: int) -> Span:
    start = sum(len(each) + 1 for each in LINES[:line])
    return Span(start, start + len(LINES[line]))


def choose(bridge: SessionBridge, *lines: int) -> None:
    bridge.select(Selection.of(map(span, lines)), "test")


def selected(session: Session) -> list[int]:
    """Numbers of the lines that are selected."""
    spans = session.selection.spans
    return [n for n in range(len(LINES)) if any(each.covers(span(n)) for each in spans)]


def articles(session: Session) -> list[list[str]]:
    assert session.shown is not None
    text = session.shown.page.raw.text
    return [
        [line for part in a.parts for line in part.span.text_in(text).split("\n")]
        for a in session.shown.articles
    ]


def middle(panel: ArticlesPanel, row: int, number: int) -> QPoint:
    """In the middle of a paragraph."""
    laid = panel.cards_model.laid(row).paragraphs[number]
    box = panel.card_box(row)
    return QPoint(round(box.center().x()), round(box.top() + (laid.top + laid.bottom) / 2))


def beside(panel: ArticlesPanel, row: int, number: int) -> QPoint:
    """Right of the text of a paragraph, where a rubber band begins."""
    return QPoint(panel.viewport().width() - 5, middle(panel, row, number).y())


def drag(
    panel: ArticlesPanel,
    source: QPoint,
    target: QPoint,
    keys: Qt.KeyboardModifier = NONE,
    *,
    let_go: bool = True,
) -> None:
    QTest.mousePress(panel.viewport(), LEFT, keys, source)
    QTest.mouseMove(panel.viewport(), source + QPoint(0, 30))
    QTest.mouseMove(panel.viewport(), target)
    if let_go:
        QTest.mouseRelease(panel.viewport(), LEFT, keys, target)


def picture(panel: ArticlesPanel) -> QImage:
    panel.catch_up()
    return panel.viewport().grab().toImage()


# -- rubber band -------------------------------------------------------------------------


def test_a_band_from_the_margin_selects_the_paragraphs_it_touches(
    panel: ArticlesPanel, session: Session
) -> None:
    drag(panel, beside(panel, 0, 1), middle(panel, 0, 2))
    assert selected(session) == [2, 3]
    assert session.selection.also == ()
    assert panel.selected_lines == ("3–4", 2)


def test_a_band_over_two_cards_selects_runs_that_do_not_touch_on_the_page(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge
) -> None:
    drag(panel, beside(panel, 0, 3), middle(panel, 1, 0))
    assert selected(session) == [4, 7]
    assert panel.selected_lines == ("5, 8", 2)
    bridge.run("start_article")
    assert articles(session)[-1] == ["新校舍落成", "他们还买了种子。"]


def test_a_band_drawn_back_selects_less(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, beside(panel, 0, 1), middle(panel, 1, 1), let_go=False)
    QTest.mouseMove(panel.viewport(), middle(panel, 0, 1) + QPoint(0, 4))
    assert selected(session) == [2]


def test_with_ctrl_a_band_begins_on_text_and_adds(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, beside(panel, 0, 1), middle(panel, 0, 2))
    drag(panel, middle(panel, 1, 1), middle(panel, 1, 2), CTRL)
    assert selected(session) == [2, 3, 5, 6]


def test_ctrl_and_a_click_take_a_paragraph_in_and_out(
    panel: ArticlesPanel, session: Session
) -> None:
    for row, number in ((0, 1), (1, 2)):
        QTest.mouseClick(panel.viewport(), LEFT, CTRL, middle(panel, row, number))
    assert selected(session) == [2, 6]
    QTest.mouseClick(panel.viewport(), LEFT, CTRL, middle(panel, 0, 1))
    assert selected(session) == [6]
    QTest.mouseClick(panel.viewport(), LEFT, CTRL, middle(panel, 1, 2))
    assert session.selection.spans == ()


def test_the_band_is_drawn_and_says_what_is_selected(panel: ArticlesPanel, theme: Theme) -> None:
    before = picture(panel)
    drag(panel, beside(panel, 0, 1), middle(panel, 1, 1), let_go=False)
    during = picture(panel)
    accent = theme.colour("accent").name()
    at = middle(panel, 1, 1) + QPoint(10, 16)
    assert during.pixelColor(at).name() == accent != before.pixelColor(at).name()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert picture(panel).pixelColor(at).name() != accent


def test_what_is_selected_is_coloured_on_every_card(panel: ArticlesPanel, theme: Theme) -> None:
    drag(panel, beside(panel, 0, 3), middle(panel, 1, 0))
    colour, image = theme.colour("selection").name(), picture(panel)
    for row, number in ((0, 3), (1, 0)):
        start = panel.cards[row].paragraphs[number].start
        box = panel.caret_box(row, start + 1)
        assert image.pixelColor(round(box.center().x()), round(box.top() + 1)).name() == colour


def test_escape_leaves_all_that_is_selected(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, beside(panel, 0, 1), middle(panel, 1, 1))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert session.selection.spans == ()


# -- lines in the hand -------------------------------------------------------------------


def test_a_click_beside_a_paragraph_selects_it(panel: ArticlesPanel, session: Session) -> None:
    QTest.mouseClick(panel.viewport(), LEFT, NONE, panel.grip_point(0, 2))
    assert selected(session) == [3]


def test_a_click_beside_one_of_many_selected_selects_it_alone(
    panel: ArticlesPanel, session: Session
) -> None:
    drag(panel, beside(panel, 0, 1), middle(panel, 1, 1))
    QTest.mouseClick(panel.viewport(), LEFT, NONE, panel.grip_point(0, 2))
    assert selected(session) == [3]


def test_a_paragraph_is_dragged_to_its_place_in_its_card(
    panel: ArticlesPanel, session: Session
) -> None:
    above = middle(panel, 0, 1) - QPoint(0, 8)
    drag(panel, panel.grip_point(0, 2), above)
    assert articles(session)[0] == [LINES[1], LINES[3], LINES[2], LINES[7]]
    assert selected(session) == [3]
    session.undo()
    assert articles(session)[0] == [LINES[1], LINES[2], LINES[3], LINES[7]]


def test_a_paragraph_is_dragged_into_another_card(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, panel.grip_point(0, 2), middle(panel, 1, 2) - QPoint(0, 8))
    assert articles(session) == [
        [LINES[1], LINES[2], LINES[7]],
        [LINES[4], LINES[5], LINES[3], LINES[6]],
    ]


def test_on_a_head_lines_go_where_a_reader_would_read_them(
    panel: ArticlesPanel, session: Session
) -> None:
    drag(panel, panel.grip_point(0, 3), panel.head_point(2))
    assert articles(session)[1] == [*LINES[4:7], LINES[7]]


def test_below_all_cards_lines_become_an_article(panel: ArticlesPanel, session: Session) -> None:
    below = panel.card_box(2).bottomLeft().toPoint() + QPoint(60, 60)
    drag(panel, panel.grip_point(1, 1), below)
    assert [LINES[5]] in articles(session)


def test_all_that_is_selected_is_dragged_together(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, beside(panel, 0, 2), middle(panel, 0, 3))
    drag(panel, panel.grip_point(0, 3), panel.head_point(2))
    assert articles(session)[0] == [LINES[1], LINES[2]]
    assert sorted(articles(session)[1]) == sorted([*LINES[3:7], LINES[7]])


def test_furniture_takes_no_lines_and_gives_them(panel: ArticlesPanel, session: Session) -> None:
    drag(panel, panel.grip_point(0, 2), middle(panel, 2, 0))
    assert session.history.last is not None
    assert session.history.last.title.key != "edit.place_lines"
    drag(panel, panel.grip_point(2, 0), middle(panel, 0, 1) - QPoint(0, 8))
    assert articles(session)[0][:2] == [LINES[1], LINES[0]]


def test_escape_lets_lines_go(panel: ArticlesPanel, session: Session) -> None:
    before = articles(session)
    target = middle(panel, 1, 1)
    drag(panel, panel.grip_point(0, 2), target, let_go=False)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, target)
    assert articles(session) == before


# -- jumps, letters ----------------------------------------------------------------------


def test_a_jump_on_the_page_is_told_with_its_lines(panel: ArticlesPanel) -> None:
    jumps = [paragraph.jump for paragraph in panel.cards[0].paragraphs]
    assert jumps == [None, None, None, (7, 7)]
    assert all(paragraph.jump is None for paragraph in panel.cards[1].paragraphs)


def test_a_jump_carries_its_whole_passage(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge
) -> None:
    choose(bridge, 5, 6)
    bridge.run("place_lines", "1", "")
    laid, box = panel.cards_model.laid(0), panel.card_box(0)
    jumps = [n for n, each in enumerate(panel.cards[0].paragraphs) if each.jump == (5, 6)]
    paragraph = laid.paragraphs[jumps[0]]
    grip = QPoint(200, round(box.top() + paragraph.top - paragraph.above / 2))
    drag(panel, grip, middle(panel, 0, 1) - QPoint(0, 8))
    assert articles(session)[0] == [LINES[1], LINES[5], LINES[6], LINES[2], LINES[3], LINES[7]]


def test_each_part_begins_with_its_letter(panel: ArticlesPanel) -> None:
    opened = [paragraph.opens for paragraph in panel.cards[0].paragraphs]
    assert opened == [True, True, False, True]


# -- after an edit -----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["move_lines_down", "article_down", "start_article"])
def test_what_a_key_moves_stays_in_sight(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge, command: str
) -> None:
    panel.window().resize(520, 260)
    choose(bridge, 3)
    bridge.run(command)
    place = panel.delegate.place
    assert place is not None
    box = panel.caret_box(place.row, place.at).toRect()
    assert panel.viewport().rect().contains(box)
    assert LINES[3] in articles(session)[place.row]


# -- text that was taken out -------------------------------------------------------------


def take_out(bridge: SessionBridge, place: Span) -> None:
    bridge.select(Selection(place.start, place.end), "test")
    bridge.run("correct", "")


def test_what_was_taken_out_at_the_ends_of_a_paragraph_goes_with_it(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge
) -> None:
    whole = span(7)
    take_out(bridge, Span(whole.start, whole.start + 1))
    take_out(bridge, Span(whole.end - 1, whole.end))
    drag(panel, panel.grip_point(0, 3), middle(panel, 1, 2) + QPoint(0, 8))
    assert articles(session)[0] == [LINES[1], LINES[2], LINES[3]]
    assert LINES[7] in articles(session)[1]


def test_a_card_whose_text_was_taken_out_is_clicked_and_dropped_on_as_any_other(
    panel: ArticlesPanel, session: Session, bridge: SessionBridge
) -> None:
    choose(bridge, 7)
    bridge.run("start_article")
    take_out(bridge, span(7))
    assert panel.cards[2].paragraphs == ()
    bridge.select(Selection.at(0), "test")
    QTest.mouseClick(panel.viewport(), LEFT, NONE, panel.head_point(3))
    assert session.selection.caret in range(span(7).start, span(7).end + 1)
    foot = QPoint(200, round(panel.card_box(2).bottom()) - 3)
    drag(panel, panel.grip_point(1, 2), foot, let_go=False)
    picture(panel)
    QTest.mouseRelease(panel.viewport(), LEFT, NONE, foot)
    assert articles(session)[2] == [LINES[6], LINES[7]]


# -- suspects ----------------------------------------------------------------------------


def test_an_open_suspect_is_marked_where_it_is_read(
    panel: ArticlesPanel, session: Session, theme: Theme
) -> None:
    number = session.number
    assert number is not None
    before = picture(panel)
    word = Span(span(2).start + 2, span(2).start + 5)
    body = CorrectionBody(word, "北屯镇", "substitution")
    session.put_proposals(number, [propose(body, 0.9, (), "test")])
    card = panel.cards[0]
    (place,) = card.suspects
    assert card.reading.text[place[0] : place[1]] == "北屯村"
    assert card.fixes == ()
    after, colour = picture(panel), theme.colour("warning").name()
    assert count_of(after, colour) > count_of(before, colour)


def count_of(image: QImage, colour: str) -> int:
    """Pixels of that colour."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).name() == colour for x, y in points)
