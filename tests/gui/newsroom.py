"""Two small pages that the test of the key table knows by heart, and hands at the window over them."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.document.marks import Part
from annotator.document.phrases import phrase
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.main_window import MainWindow
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session

LINES = (
    "要闻",  # 1 section
    "春耕开始",  # 2 headline of the first
    "今年北屯村的春",  # 3 body, goes on below
    "耕比去年早。",  # 4
    "北屯村的人很高兴。",  # 5 body, a paragraph of its own
    "本报记者 王明",  # 6 byline
    "新校舍落成",  # 7 headline of the second
    "北屯村小学搬家了。",  # 8 body
    "校长说好。后来昵？",  # 9 body, with a suspect
    "昵称与昵图",  # 10 nobody's, with the character once more
)
TEXT = "\n".join(LINES)
OTHER = "北屯村来信\n北屯村的雨水多。"
NOW = "2024-01-02T00:00:00Z"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def span_of(text: str, end: str = "") -> Span:
    """From the first place of `text` to the end of it, or of `end` behind it."""
    start = TEXT.index(text)
    return Span(start, TEXT.index(end, start) + len(end) if end else start + len(text))


def machine() -> list[Proposal]:
    """Two articles, a section line, two entities, a suspect with two candidates."""
    soft = TEXT.index("耕比") - 1
    first = ArticleBody(
        (
            Part(span_of("春耕开始"), "headline"),
            Part(span_of("今年", "去年早。"), "body"),
            Part(span_of("北屯村的人很高兴。"), "body"),
            Part(span_of("本报记者 王明"), "byline"),
        ),
        (Span(soft, soft + 1),),
    )
    second = ArticleBody(
        (
            Part(span_of("新校舍落成"), "headline"),
            Part(span_of("北屯村小学", "搬家了。"), "body"),
            Part(span_of("校长说好。后来昵？"), "body"),
        )
    )
    at = TEXT.index("昵")
    readings = [CorrectionBody(Span(at, at + 1), text, "substitution") for text in ("呢", "泥")]
    because = (phrase("because.entity_tagger_sure"),)
    return [
        propose(first, 0.9, because, "machine"),
        propose(second, 0.85, because, "machine"),
        propose(FurnitureBody(span_of("要闻"), "section"), 0.8, because, "machine"),
        propose(EntityBody(span_of("北屯村"), "LOC"), 0.6, because, "machine"),
        propose(EntityBody(span_of("王明"), "PER"), 0.7, because, "machine"),
        propose(readings[0], 0.75, because, "machine", tuple(readings[1:])),
    ]


def session_at(path) -> Session:
    """An editor at the first of the two pages."""
    project = Project.create(path)
    pages = [
        NewPage("a", RawText.of(TEXT), "a.txt", "utf-8"),
        NewPage("b", RawText.of(OTHER), "b.txt", "utf-8"),
    ]
    numbers = project.add_pages(pages, at=NOW)
    session = Session(project, project.vocabulary(), "编辑", lambda: NOW)
    session.put_proposals(numbers[0], machine())
    session.open_page(numbers[0])
    return session


class Hands:
    """What an editor does at the window, and what is on the page then. Lines are counted from 1."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.desk = window.desk

    # -- keys and mouse ------------------------------------------------------------------

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Into whatever has the keys now."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.desk.text, key, modifier)

    def go(self, text: str, inside: int = 0) -> None:
        """The caret to the first place of `text`, or so many characters into it."""
        self.window.session.select(Selection.at(TEXT.index(text) + inside))

    def select(self, text: str, end: str = "") -> None:
        span = span_of(text, end)
        self.window.session.select(Selection(span.start, span.end))

    def drag(self, widget: QWidget, *points: QPoint) -> None:
        """Pressed at the first point, let go at the last."""
        QTest.mousePress(widget, LEFT, NONE, points[0])
        for point in points[1:]:
            QTest.mouseMove(widget, point)
        QTest.mouseRelease(widget, LEFT, NONE, points[-1])

    def drag_in_gutter(self, first: int, last: int) -> None:
        rows = self.desk.text.grid().rows
        heights = [
            next(round((row.top + row.bottom) / 2) for row in rows if row.line == line - 1)
            for line in (first, last)
        ]
        self.drag(self.desk.text.gutter, *(QPoint(10, height) for height in heights))

    # -- what is there -------------------------------------------------------------------

    @property
    def page(self):
        return self.window.session.page

    @property
    def line(self) -> int:
        """The caret's."""
        return self.page.raw.line_at(self.window.session.selection.caret) + 1

    @property
    def articles(self) -> list[list[str]]:
        """The text of the parts of every article that shows, decided or proposed."""
        shown = self.window.session.shown
        return [[part.span.text_in(TEXT) for part in each.parts] for each in shown.articles]

    @property
    def gold_entities(self) -> list[tuple[str, str]]:
        return [(each.span.text_in(TEXT), each.label) for each in self.page.entities]

    @property
    def fixes(self) -> list[tuple[str, str | None]]:
        """Corrections by what stands there and what it should read."""
        found = []
        for each in self.page.corrections:
            place = each.place
            found.append(
                (TEXT[place.start : place.end] if isinstance(place, Span) else "", each.text)
            )
        return found

    def role_at(self, text: str) -> tuple[str, bool]:
        """The role of what stands there, and whether somebody decided it."""
        stretch = self.window.session.shown.stretch_at(TEXT.index(text))
        return (stretch.role, stretch.owner.is_gold) if stretch else ("", False)

    def owner_at(self, text: str) -> int | None:
        """The number of the article that has it."""
        stretch = self.window.session.shown.stretch_at(TEXT.index(text))
        return getattr(stretch.owner, "number", None) if stretch else None
