"""The gutter: whose a line is, for the eye; lines to be selected, for the mouse."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.document.spans import Selection
from annotator.gui.article_gutter import ArticleGutter
from annotator.gui.page_view import PageView
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.session import Session

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language) -> PageView:
    """Seed page 000 with proposals: line 3 is furniture, line 5 the first headline."""
    view = PageView(bridge, theme, language)
    qtbot.addWidget(view)
    view.resize(800, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def gutter(view: PageView) -> ArticleGutter:
    return view.gutter


def height_of(view: PageView, line: int) -> int:
    """The middle of the first row of a line (from 1)."""
    row = next(row for row in view.grid().rows if row.line == line - 1)
    return round((row.top + row.bottom) / 2)


def at_line(view: PageView, line: int) -> QPoint:
    return QPoint(10, height_of(view, line))


def line_bounds(view: PageView, line: int) -> tuple[int, int]:
    return view.raw.line_bounds(line - 1)


def picture(gutter: ArticleGutter) -> QImage:
    return gutter.grab().toImage()


def band_of(view: PageView, line: int) -> set[str]:
    """The colours of the band beside the first row of a line, top to bottom."""
    row = next(row for row in view.grid().rows if row.line == line - 1)
    image = picture(view.gutter)
    x = view.gutter.width() - 3
    return {image.pixelColor(x, y).name() for y in range(round(row.top) + 1, round(row.bottom) - 1)}


# -- mouse -------------------------------------------------------------------------------


def test_a_click_selects_the_line(view: PageView, gutter: ArticleGutter, session: Session) -> None:
    QTest.mouseClick(gutter, LEFT, NONE, at_line(view, 5))
    assert session.selection == Selection(*line_bounds(view, 5))
    assert view.shown_selection() == session.selection


def test_a_drag_selects_lines_down_and_up(
    view: PageView, gutter: ArticleGutter, session: Session
) -> None:
    for first, last in ((5, 11), (11, 5)):
        QTest.mousePress(gutter, LEFT, NONE, at_line(view, first))
        QTest.mouseMove(gutter, at_line(view, 9))
        QTest.mouseMove(gutter, at_line(view, last))
        QTest.mouseRelease(gutter, LEFT, NONE, at_line(view, last))
        span = session.selection.span
        assert span is not None
        assert (span.start, span.end) == (line_bounds(view, 5)[0], line_bounds(view, 11)[1])
    assert session.selection.caret == line_bounds(view, 5)[0]
    QTest.mouseMove(gutter, at_line(view, 9))
    assert session.selection.caret == line_bounds(view, 5)[0]


def test_shift_and_a_click_reach_from_the_caret(
    view: PageView, gutter: ArticleGutter, session: Session
) -> None:
    QTest.mouseClick(gutter, LEFT, NONE, at_line(view, 5))
    QTest.mouseClick(gutter, LEFT, SHIFT, at_line(view, 9))
    assert session.selection == Selection(line_bounds(view, 5)[0], line_bounds(view, 9)[1])


def test_a_click_does_not_scroll(view: PageView, gutter: ArticleGutter, session: Session) -> None:
    last = view.grid().rows[-3].line + 1
    QTest.mouseClick(gutter, LEFT, NONE, at_line(view, last))
    assert session.selection.anchor == line_bounds(view, last)[0]
    assert view.verticalScrollBar().value() == 0


def test_a_drag_below_the_gutter_scrolls_on(
    qtbot: QtBot, view: PageView, gutter: ArticleGutter, session: Session
) -> None:
    QTest.mousePress(gutter, LEFT, NONE, at_line(view, 5))
    QTest.mouseMove(gutter, QPoint(10, gutter.height() + 90))
    below = view.grid().rows[-1].end
    qtbot.waitUntil(lambda: session.selection.caret > below)
    QTest.mouseRelease(gutter, LEFT, NONE, QPoint(10, gutter.height() + 90))
    assert session.selection.anchor == line_bounds(view, 5)[0]
    assert view.verticalScrollBar().value() > 0


def test_the_context_menu_takes_the_line_along(
    qtbot: QtBot, view: PageView, gutter: ArticleGutter, session: Session
) -> None:
    where = at_line(view, 7)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, gutter.mapToGlobal(where), NONE
    )
    with qtbot.waitSignal(view.context_menu_wanted):
        QApplication.sendEvent(gutter, event)
    assert session.selection == Selection(*line_bounds(view, 7))


# -- what the eye sees -------------------------------------------------------------------


def accept_first_article(session: Session) -> None:
    assert session.shown is not None
    session.choose(session.shown.articles[0].key)
    session.run("accept")
    session.select(Selection.at(0))


def test_a_proposed_band_has_strokes_and_a_gold_one_is_solid(
    view: PageView, session: Session, theme: Theme
) -> None:
    assert theme.band(1).name() in band_of(view, 5)
    assert len(band_of(view, 5)) > 1
    accept_first_article(session)
    assert band_of(view, 5) == {theme.band(1).name()}


def test_furniture_is_grey_and_what_nobody_owns_is_empty(view: PageView, theme: Theme) -> None:
    assert theme.colour("furniture").name() in band_of(view, 3)
    assert band_of(view, 1) == {theme.colour("gutter").name()}


def test_a_line_of_two_owners_shows_both(view: PageView, session: Session, theme: Theme) -> None:
    accept_first_article(session)
    session.select(Selection.at(line_bounds(view, 5)[0] + 8))
    session.run("split_line")
    session.select(Selection.at(0))
    assert band_of(view, 5) == {theme.band(1).name(), theme.band(2).name()}


def test_the_article_at_the_top_tells_its_number_when_it_began_above(
    view: PageView, gutter: ArticleGutter, session: Session, theme: Theme
) -> None:
    accept_first_article(session)
    view.verticalScrollBar().setValue(view.document().findBlockByNumber(8).firstLineNumber())
    row = view.grid().rows[0]
    assert row.line >= 8
    image = picture(gutter)
    height = view.grid().rows[1].bottom
    left_of_the_band = round(gutter.width() - 1.5 * view.em)
    seen = {
        image.pixelColor(x, y).name() for x in range(left_of_the_band) for y in range(int(height))
    }
    assert theme.band(1).name() in seen


def test_the_caret_marks_its_line(view: PageView, gutter: ArticleGutter, session: Session) -> None:
    place = QPoint(2, height_of(view, 5))
    before = picture(gutter).pixelColor(place)
    session.select(Selection.at(line_bounds(view, 5)[0]))
    assert picture(gutter).pixelColor(place) != before


def test_a_finished_page_has_a_green_edge(
    view: PageView, gutter: ArticleGutter, session: Session, theme: Theme
) -> None:
    def edge() -> QColor:
        return picture(gutter).pixelColor(1, view.height() - 2)

    assert edge() == theme.colour("gutter")
    session.run("finish_page", "yes")
    assert edge() == theme.colour("good")
    session.run("reopen_page")
    assert edge() == theme.colour("gutter")


def test_a_hint_tells_article_and_role(view: PageView, gutter: ArticleGutter) -> None:
    said = gutter.hint_at(QPointF(at_line(view, 5)))
    assert said.startswith("<b>第1篇 · 主题</b> · 提议，把握")
    assert "栏目" in gutter.hint_at(QPointF(at_line(view, 3)))
    assert gutter.hint_at(QPointF(at_line(view, 1))) == ""


def test_it_stands_beside_the_text_and_never_over_it(view: PageView, gutter: ArticleGutter) -> None:
    assert gutter.geometry().right() < view.viewport().geometry().left()
    narrow = gutter.width()
    font = view.font()
    font.setPointSizeF(26)
    view.set_reading_font(font)
    assert gutter.width() > narrow
    assert gutter.geometry().right() < view.viewport().geometry().left()
