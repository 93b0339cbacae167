"""Finished pages as they read, for the counts that the finder of suspects takes from them."""

from collections.abc import Iterable, Iterator

from annotator.document.pages import Page, PageState
from annotator.propose.worker import Read, ReadText
from annotator.store.project import Project
from annotator.workbench.shown import shown

ENOUGH = 2_000_000
"""Code points of the newest finished pages that are counted."""


def read_text(number: int, page: Page) -> ReadText:
    """The page as corrected, a paragraph a line: its articles, or all of it where it has none."""
    now = shown(page)
    gold = [each for each in now.articles if each.is_gold]
    texts = [now.reading(each).text for each in gold] or [now.page_reading.text]
    return ReadText(number, "\n".join(texts))


def newest(project: Project) -> Iterator[ReadText]:
    """The newest finished pages of a project that come to `ENOUGH`, the oldest of them first."""
    numbers = [number for number, _ in project.finished()]
    rows = {row.id: row.length for row in project.page_rows(numbers)}
    size, first = 0, len(numbers)
    while first and size < ENOUGH:
        first -= 1
        size += rows[numbers[first]]
    for number in numbers[first:]:
        yield read_text(number, project.page(number))


def all_read(project: Project) -> Read:
    """All of them at once."""
    return Read(tuple(newest(project)))


def read_again(project: Project, numbers: Iterable[int]) -> Read:
    """Pages that have just been finished, or reopened: these count no longer."""
    pages = [(number, project.page(number)) for number in numbers]
    is_done = [page.state is PageState.FINISHED for _, page in pages]
    return Read(
        tuple(read_text(*each) for each, done in zip(pages, is_done, strict=True) if done),
        tuple(number for (number, _), done in zip(pages, is_done, strict=True) if not done),
    )
