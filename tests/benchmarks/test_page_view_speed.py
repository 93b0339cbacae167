"""How long the raw-text view takes: on a seed page, on a large page, on one that nobody will meet.

    pytest tests/benchmarks/test_page_view_speed.py --benchmark-only

Times are wall time of the one thread that draws. A usual page must stay within a frame (16 ms),
the large page (30,000 characters, 1,000 marks) within 50 ms.
"""

from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.marks import EntityMark, Part, Typed
from annotator.document.pages import Page
from annotator.document.proposals import ArticleBody, EntityBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.page_view import PageView
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import chinese_family, load_theme
from annotator.settings.language import Language
from annotator.settings.resources import seed_pages
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage
from annotator.workbench.session import Session
from annotator.workbench.shown import shown

SIZES = {"seed": (0, 0), "large": (30_000, 1_000), "huge": (1_000_000, 50_000)}
"""Code points and marks; the seed page is as it is, with the gold as proposals."""

ROUNDS = 50
"""The same for all: the first scroll may go nowhere and is no measure for the rest."""


@pytest.fixture(params=SIZES)
def view(
    request: pytest.FixtureRequest, session: Session, qapp: QApplication
) -> Iterator[PageView]:
    qapp.setCursorFlashTime(0)
    assert chinese_family()
    length, marks = SIZES[request.param]
    if length:
        number = session.project.add_pages([large_page(length)], "2024")[0]
        session.put_proposals(number, many_proposals(length, marks))
        session.open_page(number)
    view = PageView(SessionBridge(session), load_theme("light"), Language("zh"))
    view.resize(800, 900)
    view.show()
    settle()
    yield view
    view.deleteLater()


def large_page(length: int) -> NewPage:
    text = "".join(path.read_text("utf-8") for path in seed_pages())
    text = (text * (length // len(text) + 1))[:length]
    return NewPage("large", RawText.of(text), "large.txt", "utf-8")


def many_proposals(length: int, marks: int) -> list[Proposal]:
    """A fiftieth of them articles, the rest entities of three characters, all over the page."""
    articles, entities = marks // 50, marks - marks // 50
    stride = length // articles
    found = [
        propose(ArticleBody((Part(Span(at, at + stride - 40), "body"),)), 0.9, (), "speed 1")
        for at in range(0, length - stride + 1, stride)
    ]
    stride = length // entities
    labels = [label.name for label in default_vocabulary().labels]
    found += [
        propose(EntityBody(Span(at, at + 3), labels[at % len(labels)]), 0.8, (), "speed 1")
        for at in range(0, length - stride + 1, stride)
    ]
    return found


def settle() -> None:
    QCoreApplication.processEvents()


def test_paint(view: PageView, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(view.viewport().repaint, rounds=ROUNDS)


def test_paint_gutter(view: PageView, benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(view.gutter.repaint, rounds=ROUNDS)


def test_scroll(view: PageView, benchmark: BenchmarkFixture) -> None:
    bar, turn = view.verticalScrollBar(), count()

    def scroll() -> None:
        bar.setValue(3 * next(turn) % max(1, bar.maximum()))
        settle()

    benchmark.pedantic(scroll, rounds=ROUNDS)


def test_jump(view: PageView, benchmark: BenchmarkFixture) -> None:
    bar, turn = view.verticalScrollBar(), count(1)

    def jump() -> None:
        bar.setValue(next(turn) * 7919 % max(1, bar.maximum()))
        settle()

    benchmark.pedantic(jump, rounds=ROUNDS)


def test_move_caret(view: PageView, benchmark: BenchmarkFixture) -> None:
    turn = count(1)

    def move() -> None:
        view.show_selection(Selection.at(next(turn) % 400))
        settle()

    benchmark.pedantic(move, rounds=ROUNDS)


def test_recolour(view: PageView, benchmark: BenchmarkFixture) -> None:
    """From the changed page to the painted view; what the session itself takes is not in it."""
    session = view._bridge.session
    before = session.shown
    assert before is not None
    mark = EntityMark("e", Span(40, 43), "PER", Typed("speed"))
    page: Page = before.page.with_records({**before.page.records, "e": mark}, 1)
    turns = [shown(page), before]

    def recolour() -> None:
        turns.reverse()
        view._take_change(turns[1], turns[0], "")
        settle()

    benchmark.pedantic(recolour, rounds=ROUNDS)
