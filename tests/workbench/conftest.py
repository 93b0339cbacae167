"""A small page on which every line is known, and an editor who goes to lines by their number."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from annotator.document.marks import Part
from annotator.document.proposals import (
    ArticleBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session
from tests.workbench.proof_page import Proofreader, proofreader_at, suspects
from tests.workbench.small_page import LINES, TEXT, span_of


class Editor:
    """Speaks of lines (from 1) and of words on the page."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def to_line(self, line: int) -> None:
        self.session.select(Selection.at(self._start(line)))

    def to_lines(self, first: int, last: int) -> None:
        self.session.select(Selection(self._start(first), self._start(last) + len(LINES[last - 1])))

    def to_word(self, word: str) -> None:
        self.session.select(Selection.at(TEXT.index(word)))

    def select(self, word: str) -> None:
        at = TEXT.index(word)
        self.session.select(Selection(at, at + len(word)))

    def _start(self, line: int) -> int:
        return sum(len(each) + 1 for each in LINES[: line - 1])

    def articles(self) -> list[list[tuple[str, str]]]:
        """Each article as (role, text) of its parts, in order."""
        shown = self.session.shown
        assert shown is not None
        return [[(p.role, p.span.text_in(TEXT)) for p in a.parts] for a in shown.articles]

    def entities(self) -> list[tuple[str, str, bool]]:
        """Text, label and whether it is gold."""
        shown = self.session.shown
        assert shown is not None
        return [(e.span.text_in(TEXT), e.label, e.is_gold) for e in shown.entities]

    def furniture(self) -> list[tuple[str, str]]:
        shown = self.session.shown
        assert shown is not None
        return [(f.role, f.span.text_in(TEXT)) for f in shown.furniture]

    def verdicts(self) -> list[str]:
        assert self.session.page is not None
        return sorted(each.verdict for each in self.session.page.decisions.values())


@pytest.fixture
def small_proposals() -> list[Proposal]:
    first = ArticleBody(
        (
            Part(span_of("春耕开始"), "headline"),
            Part(span_of("今年北屯村", "高兴。"), "body"),
            Part(span_of("本报记者 王明"), "byline"),
        ),
        (Span(TEXT.index("春\n耕") + 1, TEXT.index("春\n耕") + 2),),
    )
    second = ArticleBody(
        (
            Part(span_of("新校舍落成"), "headline"),
            Part(span_of("北屯村小学", "呢？"), "body"),
        )
    )
    bodies = [
        (FurnitureBody(span_of("要闻"), "section"), 0.9),
        (first, 0.8),
        (second, 0.7),
        (EntityBody(span_of("北屯村"), "LOC"), 0.95),
        (EntityBody(span_of("北屯村小学"), "ORG"), 0.6),
        (EntityBody(span_of("今年"), "TIME"), 0.5),
        (EntityBody(span_of("校长"), "PER"), 0.1),
    ]
    return [propose(body, score, (), "test 1") for body, score in bodies]


@pytest.fixture
def editor(tmp_path: Path, small_proposals: list[Proposal]) -> Editor:
    """At line 1 of the small page, which has proposals."""
    project = Project.create(tmp_path / "small.db")
    project.add_pages([NewPage("small", RawText.of(TEXT), "small.txt", "utf-8")], "2024")
    ticks = count()
    session = Session(project, default_vocabulary(), "editor", lambda: f"2024-{next(ticks):05}")
    session.open_page(1)
    session.put_proposals(1, small_proposals)
    return Editor(session)


@pytest.fixture
def proofreader(tmp_path: Path) -> Proofreader:
    """At a misread page, which has suspects."""
    return proofreader_at(tmp_path, suspects())


@pytest.fixture
def reopen(editor: Editor) -> Callable[[], Editor]:
    """Closes the project and opens it again, as a restart does."""

    def opened_again() -> Editor:
        old = editor.session
        old.project.close()
        session = Session(Project.open(old.project.path), old.vocabulary, "editor", lambda: "2025")
        session.open_page(1)
        return Editor(session)

    return opened_again
