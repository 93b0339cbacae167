"""An editor's afternoon at seed page 001, through the real window, with real keys and mouse.

The proposals are those of a mediocre machine: the bodies are right, the headlines that stand
detached at the page's end are nobody's, some entities are wrong.
"""

import json
import sqlite3

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from annotator.cli.verbs import run
from annotator.document.marks import Part
from annotator.document.pages import PageState
from annotator.document.phrases import phrase
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, propose
from annotator.document.spans import Span
from annotator.gui.dialogs.finish_dialog import FinishDialog
from annotator.gui.main_window import MainWindow
from annotator.settings.keymap import load_keymap
from annotator.settings.preferences import Preferences
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import Project
from annotator.workbench.session import Session

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PAGE = "001_c52baf653ac99e89"
BODIES = ((6, 98), (101, 203), (205, 407))
"""First and last lines (from 1) of the three bodies."""


class Window:
    """What the hands do and what the eye sees; lines are counted from 1."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.view = window.desk.text

    @property
    def text(self) -> str:
        page = self.window.session.page
        assert page is not None
        return page.raw.text

    def press(self, *keys: Key, modifier: Modifier = Modifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.view, key, modifier)

    def _point(self, line: int, column: int) -> QPoint:
        """The middle of a character's left edge, scrolled into view."""
        block = self.view.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, column
        )
        where = self.view.cursorRect(cursor)
        if not QRect(0, 0, 10_000, self.view.viewport().height() - 40).contains(where):
            self.view.verticalScrollBar().setValue(max(0, line - 6))
            where = self.view.cursorRect(cursor)
        return where.center()

    def click(self, line: int, column: int = 0) -> None:
        QTest.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, pos=self._point(line, column)
        )

    def click_word(self, word: str, after: int = 0) -> None:
        at = self.text.index(word) + after
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1)
        self.click(line, column)

    def drag_over(self, word: str, line: int) -> None:
        """Selects `word` on that line with the mouse."""
        start = len("\n".join(self.text.split("\n")[: line - 1])) + 1
        column = self.text.index(word, start) - start
        port, left = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, left, pos=self._point(line, column))
        QTest.mouseMove(port, self._point(line, column + len(word) // 2))
        QTest.mouseMove(port, self._point(line, column + len(word)))
        QTest.mouseRelease(port, left, pos=self._point(line, column + len(word)))

    def articles(self) -> list[list[tuple[str, str]]]:
        shown = self.window.session.shown
        assert shown is not None
        return [[(p.role, p.span.text_in(self.text)) for p in a.parts] for a in shown.articles]

    def entities(self) -> list[tuple[str, str]]:
        shown = self.window.session.shown
        assert shown is not None
        return [(e.span.text_in(self.text), e.label) for e in shown.entities if e.is_gold]


def mediocre_proposals(raw):
    because = (phrase("command.accept"),)
    found = []
    for number, (first, last) in enumerate(BODIES):
        body = Part(raw.lines_span(first - 1, last - 1), "body")
        found.append(propose(ArticleBody((body,)), 0.9 - number / 10, because, "mediocre"))
    for line, role in ((1, "masthead"), (2, "masthead"), (4, "masthead"), (418, "section")):
        found.append(
            propose(FurnitureBody(raw.lines_span(line - 1, line - 1), role), 0.8, because, "m")
        )
    for word, label, score in (
        ("鲁甸县龙头山镇沙坝村", "LOC", 0.9),
        ("青花椒", "PER", 0.4),
        ("昭阳区靖安镇", "ORG", 0.5),
        ("杨太毅、易庆华", "PER", 0.6),
    ):
        at = raw.text.index(word)
        found.append(propose(EntityBody(Span(at, at + len(word)), label), score, because, "m"))
    return found


@pytest.fixture
def open_window(qtbot, project, numbers):
    def opened(path=project.path) -> Window:
        session = Session(Project.open(path), default_vocabulary(), "编辑", lambda: "2026-01-01")
        if session.project.page(numbers["001"]).revision == 0:
            raw = session.project.raw_text(numbers["001"])
            session.put_proposals(numbers["001"], mediocre_proposals(raw))
        session.project.set_setting("last_page", str(numbers["001"]))
        window = MainWindow(session, Preferences(language="zh"), load_keymap(), None, guest=True)
        qtbot.addWidget(window)
        window.resize(1600, 1000)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.desk.text.setFocus()
        qtbot.waitUntil(window.desk.text.hasFocus)
        return Window(window)

    return opened


def test_an_afternoon(open_window, answer, numbers, tmp_path):
    desk = open_window()
    path = desk.window.session.project.path

    # Detached headline, deck and byline of the third article, then those of the first.
    desk.click(409)
    desk.press(Key.Key_G, Key.Key_3, Key.Key_R, Key.Key_H)
    desk.click(410)
    desk.press(Key.Key_G, Key.Key_3, Key.Key_R, Key.Key_D)
    desk.click(412)
    desk.press(Key.Key_G, Key.Key_3, Key.Key_R, Key.Key_Y)
    desk.click(413, 1)
    desk.press(Key.Key_R, Key.Key_K, Key.Key_G, Key.Key_1)
    desk.click(415)
    desk.press(Key.Key_R, Key.Key_H, Key.Key_G, Key.Key_1)
    desk.click(416)
    desk.press(Key.Key_G, Key.Key_1, Key.Key_R, Key.Key_Y)
    first, second, third = desk.articles()
    assert [role for role, _ in first] == ["kicker", "headline", "byline", "body"]
    assert first[1] == ("headline", "“耕”好党建“责任田”增强人民“幸福感”")
    assert [role for role, _ in third] == ["headline", "deck", "byline", "body"]
    assert third[1] == ("deck", "——市委市直机关工委推动模范机关创建纪实")
    assert [role for role, _ in second] == ["body"]

    # A line that goes on after a column break, and a role changed in the middle of a body.
    desk.click(7)
    desk.press(Key.Key_B)
    shown = desk.window.session.shown
    assert "加强党建引领，紧紧" in shown.reading(shown.articles[0]).text
    desk.click(13)
    desk.press(Key.Key_R, Key.Key_S)
    assert ("subhead", "“产业发展+金融帮扶”") in desk.articles()[0]

    # Entities: accept, reject, relabel, shrink, delete, add.
    desk.click_word("鲁甸县龙头山镇沙坝村", 2)
    desk.press(Key.Key_Space)
    desk.click_word("青花椒", 1)
    desk.press(Key.Key_X)
    desk.click_word("昭阳区靖安镇", 1)
    desk.press(Key.Key_2)
    desk.click_word("杨太毅、易庆华", 1)
    desk.press(*[Key.Key_Left] * 4, modifier=Modifier.ShiftModifier)
    desk.drag_over("易庆华", 309)
    desk.press(Key.Key_1)
    assert desk.entities() == [
        ("鲁甸县龙头山镇沙坝村", "LOC"),
        ("昭阳区靖安镇", "LOC"),
        ("杨太毅", "PER"),
        ("易庆华", "PER"),
    ]
    desk.click_word("杨太毅", 1)
    desk.press(Key.Key_Delete)
    assert ("杨太毅", "PER") not in desk.entities()
    desk.press(Key.Key_Z, modifier=Modifier.ControlModifier)
    assert ("杨太毅", "PER") in desk.entities()

    # A restart: the page is as it was, and undo goes on where it stopped.
    seen = desk.articles(), desk.entities()
    desk.window.close()
    desk = open_window(path)
    assert (desk.articles(), desk.entities()) == seen
    desk.press(Key.Key_Z, modifier=Modifier.ControlModifier)
    assert ("易庆华", "PER") not in desk.entities()
    desk.press(Key.Key_Z, modifier=Modifier.ControlModifier | Modifier.ShiftModifier)
    assert (desk.articles(), desk.entities()) == seen

    # What is left, names marked above that recur too, is decided in the queue, one key each, and
    # the page is finished.
    left = len(desk.window.session.queue)
    for _ in range(left):
        desk.press(Key.Key_Tab)
        desk.press(Key.Key_Space)
    assert desk.window.session.queue == ()
    names = desk.entities()
    assert set(names) == set(seen[1])
    assert len(names) > len(seen[1])
    told = []

    def all_the_same(dialog):
        told.extend(dialog.problems.text().split("\n"))
        QTest.keyClick(dialog, Key.Key_F)

    # The machine's bodies leave two lines to nobody, end one article too early and give one no headline.
    answer(FinishDialog, all_the_same)
    desk.press(Key.Key_Return, modifier=Modifier.ControlModifier)
    assert len(told) == 4
    page = desk.window.session.project.page(numbers["001"])
    assert page.state is PageState.FINISHED
    assert desk.window.session.number == numbers["002"]  # on to the next
    desk.window.close()

    # The database and the exported file have what the eye saw.
    with sqlite3.connect(path) as database:
        rows = database.execute(
            "select text, label from gold_entities where page = ? order by start", [PAGE]
        ).fetchall()
    database.close()
    assert rows == names
    out = tmp_path / "out"
    assert run(["export", str(path), "--format", "page-json", "--out", str(out)], print) == 0
    exported = json.loads((out / f"{PAGE}.json").read_text("utf-8"))
    text = page.raw.text
    segments = [
        [(s["role"], text[s["start"] : s["end"]]) for s in article["segments"]]
        for article in exported["articles"]
    ]
    assert segments == seen[0]
    assert [text[e["start"] : e["end"]] for e in exported["entities"]] == [w for w, _ in rows]
    assert len(exported["soft_breaks"]) == 1
    assert len(exported["furniture"]) == 4
