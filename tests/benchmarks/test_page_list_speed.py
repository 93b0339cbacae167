"""The list of pages of a project with a hundred thousand of them: filling, filtering, sorting, scrolling.

`pytest tests/benchmarks/test_page_list_speed.py --benchmark-only` prints the table; nothing is asserted of it.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.pages import PageState
from annotator.gui.page_list import PageList
from annotator.gui.page_model import PageModel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, load_theme
from annotator.settings.language import Language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.database import create_database
from annotator.store.page_list import Order, PageFilter
from annotator.store.project import Project
from annotator.workbench.session import Session

PAGES = 100_000
TEXT = "昭阳区报" * 500
"""2,000 characters, 6,000 bytes: a row of `pages` does not fit one page of the file, as real ones do not."""

_ROWS = """
with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n + 1 < :count)
insert into pages (name, text, sha256, source_sha256, newline, length, state, revision, proposed,
    open, encoding, added_at, changed_at, changed_by, notes)
select printf('%06d', (n * 7919) % 1000000) || '_' || n, :text, 'x', 'x', char(10), n % 9000,
    case n % 5 when 0 then 'new' when 1 then 'proposed' when 2 then 'in_work' when 3 then 'finished'
    else 'needs_look' end, 3, 150, n % 211, 'utf-8', '2026', printf('2026-01-%02dT08:00:00Z', n % 28 + 1),
    case n % 3 when 0 then 'ada' when 1 then '李四' else '王五' end, n % 7 = 0
from numbers
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    path: Path = tmp_path_factory.mktemp("long") / "long.db"
    db = create_database(path)
    db.execute(_ROWS, {"count": PAGES, "text": TEXT})
    db.conn.commit()
    db.close()
    with Project.open(path) as opened:
        yield opened


@pytest.fixture
def model(project: Project) -> PageModel:
    return PageModel(project, Language("zh"))


@pytest.mark.parametrize("order", Order, ids=lambda order: order.value)
def test_refill_and_sort(benchmark: BenchmarkFixture, model: PageModel, order: Order) -> None:
    benchmark(model.refill, PageFilter(order=order))
    assert model.rowCount() == PAGES


@pytest.mark.parametrize(
    "wanted",
    [
        PageFilter(contains="123"),
        PageFilter(state=PageState.NEEDS_LOOK),
        PageFilter(by="李四", with_notes=True, order=Order.OPEN),
    ],
    ids=["name", "state", "who, notes, most open"],
)
def test_filter(benchmark: BenchmarkFixture, model: PageModel, wanted: PageFilter) -> None:
    benchmark(model.refill, wanted)
    assert 0 < model.rowCount() < PAGES


def test_a_window_of_rows_is_read(benchmark: BenchmarkFixture, model: PageModel) -> None:
    model.refill(PageFilter(order=Order.OPEN))
    rows = cycle(range(0, PAGES, 1000))
    assert benchmark(lambda: model.page(next(rows))) is not None


def test_the_row_of_the_page_on_the_desk_is_found_anew(
    benchmark: BenchmarkFixture, model: PageModel
) -> None:
    """At the end of the list, after each refill; from then on it is remembered."""
    model.refill(PageFilter())
    numbers = cycle((model.number_at(PAGES - 1), model.number_at(PAGES - 2)))
    assert benchmark(lambda: model.row_of(next(numbers))) is not None


def test_an_edit_refreshes_its_row(benchmark: BenchmarkFixture, model: PageModel) -> None:
    model.refill(PageFilter())
    number = model.number_at(PAGES - 1)
    assert model.page(PAGES - 1) is not None
    benchmark(model.refresh, number)


def test_the_next_page_to_do(benchmark: BenchmarkFixture, model: PageModel) -> None:
    model.refill(PageFilter())
    assert benchmark(model.next_to_do, model.number_at(PAGES // 2)) is not None


@pytest.fixture
def pages(qapp: QApplication, project: Project) -> Iterator[PageList]:
    qapp.setCursorFlashTime(0)
    theme: Theme = load_theme("light")
    session = Session(project, default_vocabulary(), "ada", lambda: "2026")
    shown = PageList(SessionBridge(session), theme, Language("zh"))
    shown.resize(230, 900)
    shown.show()
    qapp.processEvents()
    yield shown
    shown.hide()
    shown.deleteLater()


def test_scrolling_by_a_screen(
    benchmark: BenchmarkFixture, pages: PageList, qapp: QApplication
) -> None:
    """From the wheel to painted rows, windows read on the way."""
    bar = pages.view.verticalScrollBar()
    heights = cycle(range(0, bar.maximum(), max(1, bar.maximum() // 997)))

    def scroll() -> None:
        bar.setValue(next(heights))
        pages.view.viewport().repaint()
        qapp.processEvents()

    benchmark(scroll)


def test_the_whole_pane_opens(benchmark: BenchmarkFixture, pages: PageList) -> None:
    """The fields filled, the list read through them, the first screen painted."""

    def opened() -> None:
        pages.reload()
        pages.view.viewport().repaint()

    benchmark(opened)
    assert pages.model.rowCount() == PAGES
