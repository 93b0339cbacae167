"""Budgets of the side panes: an edit is seen within a frame, a hundred thousand pages scroll as a hundred.

Figures are in seconds and are only checked on request: `pytest tests/benchmarks --benchmark-only`.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.document.marks import ArticleMark, EntityMark, Part, Typed
from annotator.document.pages import Page
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.articles_panel import ArticlesPanel
from annotator.gui.page_list import PageList
from annotator.gui.queue_panel import QueuePanel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, chinese_family, load_theme, reading_font
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.events import PageChanged, PageOpened
from annotator.workbench.queue import Queue
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown, shown

FRAME, SWITCH = 0.016, 0.050
"""Median budgets of an edit to its repaint and of a page switch, in seconds."""

CARDS, LINE = 450, "昭通市委二十日在昭阳区召开会议，部署苹果产业发展工作，代表们认真讨论。"
PAGES = 100_000


def median(benchmark: BenchmarkFixture) -> float:
    stats = benchmark.stats
    assert stats is not None
    return float(stats.stats.median)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    qapp.setCursorFlashTime(0)
    assert chinese_family() is not None
    return load_theme("light")


@pytest.fixture
def language() -> Language:
    return Language("zh")


@pytest.fixture
def bridge(session: Session) -> SessionBridge:
    return SessionBridge(session)


@pytest.fixture
def panel(qtbot: QtBot, bridge: SessionBridge, theme: Theme, language: Language) -> ArticlesPanel:
    panel = ArticlesPanel(bridge, theme, language)
    panel.set_reading_font(reading_font(chinese_family(), 12))
    qtbot.addWidget(panel)
    panel.resize(520, 900)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_cards_of_a_seed_page_open(
    benchmark: BenchmarkFixture, panel: ArticlesPanel, session: Session, numbers: dict[str, int]
) -> None:
    """From the page on the desk to painted cards, both seed pages in turn."""
    ready: list[tuple[int, Shown]] = []
    for digits in ("000", "001"):
        session.open_page(numbers[digits])
        assert session.shown is not None
        ready.append((numbers[digits], session.shown))
    turn = cycle(ready)

    def open_next() -> None:
        number, now = next(turn)
        session._shown = now
        session._tell(PageOpened(number))
        panel.viewport().grab()

    benchmark(open_next)
    assert median(benchmark) < SWITCH


def test_an_entity_decided_repaints_its_card(
    benchmark: BenchmarkFixture, panel: ArticlesPanel, session: Session
) -> None:
    entity = next(e for e in session.shown.entities if e.span.start > 30) if session.shown else None
    assert entity is not None
    before = session.shown
    session.select(Selection.at(entity.span.start))
    session.run("label_entity", entity.label)
    _alternate(benchmark, panel, session, before, session.shown)


def test_one_of_450_cards_changes(
    benchmark: BenchmarkFixture, panel: ArticlesPanel, session: Session
) -> None:
    page = _long_page()
    before = shown(page)
    first = page.entities[0]
    records = {**page.records, first.id: EntityMark(first.id, first.span, "ORG", Typed("a"))}
    session._shown = before
    session.selection = Selection.at(0)
    session._tell(PageOpened(1))
    _alternate(benchmark, panel, session, before, shown(page.with_records(records, 1)))


def test_450_cards_open(
    benchmark: BenchmarkFixture, panel: ArticlesPanel, session: Session
) -> None:
    now = shown(_long_page())

    def open_it() -> None:
        session._shown = now
        session._tell(PageOpened(1))
        panel.viewport().grab()

    benchmark(open_it)


def _alternate(
    benchmark: BenchmarkFixture,
    panel: ArticlesPanel,
    session: Session,
    one: Shown | None,
    other: Shown | None,
) -> None:
    """Shows two states of a page in turn: the cards, and what was put off, and the painting."""
    assert one is not None
    assert other is not None
    turn = cycle(((one, other), (other, one)))

    def change() -> None:
        before, after = next(turn)
        session._shown = after
        session._tell(PageChanged(before, after, "benchmark"))
        panel.viewport().grab()

    benchmark(change)
    assert median(benchmark) < FRAME
    benchmark.extra_info["cards"] = len(panel.cards)


def _long_page() -> Page:
    paragraph = f"{LINE * 2}\n"
    text = paragraph * CARDS
    records: dict[str, ArticleMark | EntityMark] = {}
    for number in range(CARDS):
        start = number * len(paragraph)
        span = Span(start, start + len(paragraph) - 1)
        records[f"a{number}"] = ArticleMark(
            f"a{number}", (Part(span, "body"),), float(start), Typed("a")
        )
        records[f"e{number}"] = EntityMark(f"e{number}", Span(start, start + 4), "LOC", Typed("a"))
    return Page("long", RawText.of(text)).with_records(records, 0)


def test_the_queue_follows_a_decision(
    benchmark: BenchmarkFixture,
    qtbot: QtBot,
    bridge: SessionBridge,
    theme: Theme,
    language: Language,
    session: Session,
) -> None:
    panel = QueuePanel(bridge, theme, language)
    qtbot.addWidget(panel)
    panel.resize(340, 900)
    panel.show()
    qtbot.waitExposed(panel)
    standing = session._standing
    whole = standing.queue
    turn = cycle((Queue(whole.rows[1:], whole.folded), whole))

    def decide() -> None:
        standing.queue = next(turn)
        standing.current = standing.queue.rows[0].id
        bridge.queue_changed.emit()
        panel.view.viewport().grab()

    benchmark(decide)
    assert median(benchmark) < FRAME


# -- pages -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large_project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A hundred thousand short pages; made once."""
    path: Path = tmp_path_factory.mktemp("large") / "large.db"
    raw = RawText.of("一行文字")
    with Project.create(path) as project:
        new = (NewPage(f"第{number:06}版", raw, "p.txt", "utf-8") for number in range(PAGES))
        project.add_pages(new, at="2024-01-01T00:00:00Z")
        yield project


@pytest.fixture
def large(qtbot: QtBot, large_project: Project, theme: Theme, language: Language) -> PageList:
    session = Session(large_project, default_vocabulary(), "a", lambda: "2024-01-01T00:00:00Z")
    bridge = SessionBridge(session)
    pages = PageList(bridge, theme, language)
    bridge.setParent(pages)
    qtbot.addWidget(pages)
    pages.resize(220, 900)
    pages.show()
    qtbot.waitExposed(pages)
    return pages


@pytest.mark.timeout(600)
def test_a_hundred_thousand_pages_open(benchmark: BenchmarkFixture, large: PageList) -> None:
    def open_it() -> None:
        large.reload()
        large.view.viewport().grab()

    benchmark(open_it)


@pytest.mark.timeout(600)
def test_a_hundred_thousand_pages_scroll(benchmark: BenchmarkFixture, large: PageList) -> None:
    bar = large.view.verticalScrollBar()
    places = cycle(range(0, bar.maximum(), max(1, bar.maximum() // 977)))

    def jump() -> None:
        bar.setValue(next(places))
        large.view.viewport().grab()

    benchmark(jump)
    assert median(benchmark) < FRAME
