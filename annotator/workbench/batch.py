"""Work on many pages at once, for the command line and the window alike.

Every function that can take long is given a `Progress`, which is told what has been done and
answers whether to go on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.document.edits import Change, Edit
from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page, PageState, Record
from annotator.document.phrases import phrase
from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.errors import AnnotatorError, BadInput, Cancelled, PageAlreadyThere
from annotator.exchange.decode import pages_in, read_page_file
from annotator.store.project import NewPage, Project
from annotator.workbench.clock import now

Progress = Callable[[int, int, str], bool]
"""Told how much is done, of how much, and what is at hand; answers False to stop."""

Propose = Callable[[str], list[Proposal]]
"""Raw text in, proposals out."""

IMPORT_BATCH = 100
"""Pages a transaction: whole pages are in or out, and a crash costs little."""


def no_progress(_done: int, _total: int, _what: str) -> bool:
    """For who does not want to be told."""
    return True


def _step(progress: Progress, done: int, total: int, what: str) -> None:
    if not progress(done, total, what):
        raise Cancelled(done=done, total=total)


# -- in ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The names of the pages that came in, and why the others did not."""

    added: tuple[str, ...]
    refused: tuple[AnnotatorError, ...]


def read_page(path: Path, encoding: str | None = None) -> NewPage:
    """A text file as a page named like the file. Raises BadInput of every kind."""
    decoded = read_page_file(path, encoding)
    return NewPage(path.stem, decoded.raw, path.name, decoded.encoding)


def import_texts(
    project: Project,
    paths: Iterable[Path],
    *,
    encoding: str | None = None,
    progress: Progress = no_progress,
) -> ImportReport:
    """Text files, and all text files of folders, as pages; each comes in whole or not at all.

    Raises NoPages for a folder without pages, Cancelled with the pages so far kept.
    """
    files = pages_in(paths)
    return import_pages(project, [(path, encoding) for path in files], progress=progress)


def import_pages(
    project: Project,
    files: Sequence[tuple[Path, str | None]],
    *,
    progress: Progress = no_progress,
) -> ImportReport:
    """Text files with the encoding chosen for each (None: guess)."""
    added: list[str] = []
    refused: list[AnnotatorError] = []
    for start in range(0, len(files), IMPORT_BATCH):
        fresh: list[NewPage] = []
        for at, (path, encoding) in enumerate(files[start : start + IMPORT_BATCH], start):
            _step(progress, at, len(files), path.name)
            try:
                page = read_page(path, encoding)
                if project.has_page(page.name) or any(p.name == page.name for p in fresh):
                    raise PageAlreadyThere(name=page.name, project=project.path)
            except BadInput as error:
                refused.append(error)
            else:
                fresh.append(page)
        project.add_pages(fresh, now())
        added += [page.name for page in fresh]
    _step(progress, len(files), len(files), "")
    return ImportReport(tuple(added), tuple(refused))


def put_marks(
    project: Project, number: int, records: Iterable[Record], source: str, by: str
) -> None:
    """Human work from a file as one edit of the page, with its undo.

    Raises Conflict where it shares text with marks that are there.
    """
    page = project.page(number)
    changes = tuple(Change(None, record) for record in records)
    if not changes:
        return
    title = phrase("edit.import_marks", source=source)
    edit = Edit("import_marks", title, changes, Selection.at(0), by, now())
    project.commit(number, page, edit, edit.apply(page))


# -- proposals ---------------------------------------------------------------------------


def propose_pages(
    project: Project,
    propose: Propose,
    *,
    again: bool = False,
    progress: Progress = no_progress,
) -> int:
    """Proposals for every page that no proposer has looked at; with `again`, for all but finished ones.

    Answers how many pages were looked at. Marks and decisions stay as they are.
    """
    numbers = [
        row.id
        for row in project.each_row()
        if row.state is not PageState.FINISHED and (again or row.proposed is None)
    ]
    for done, number in enumerate(numbers):
        page = project.page(number)
        _step(progress, done, len(numbers), page.name)
        project.put_proposals(number, page.with_proposals(propose(page.raw.text)))
    _step(progress, len(numbers), len(numbers), "")
    return len(numbers)


def proposed_pages(
    paths: Iterable[Path], propose: Propose, progress: Progress = no_progress
) -> Iterator[Page]:
    """Text files as pages on which every proposal counts, without any project."""
    files = pages_in(paths)
    for done, path in enumerate(files):
        _step(progress, done, len(files), path.name)
        raw: RawText = read_page_file(path).raw
        page = Page(path.stem, raw).with_proposals(propose(raw.text))
        yield with_open_accepted(page, "")


# -- figures -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a project holds: pages by state, characters, gold by label and role, decisions."""

    pages: dict[str, int]
    characters: int
    open_proposals: int
    articles: int
    entities: dict[str, int]
    parts: dict[str, int]
    corrections: dict[str, int]
    decisions: dict[str, int]


def statistics(project: Project) -> Statistics:
    """Counted by the project file itself, however many pages it has."""
    return Statistics(
        pages={state.value: count for state, count in project.counts().items()},
        characters=project.total("pages", "length"),
        open_proposals=project.total("pages", "open"),
        articles=sum(project.tally("articles", "origin").values()),
        entities=project.tally("entities", "label"),
        parts=project.tally("article_parts", "role"),
        corrections=project.tally("corrections", "kind"),
        decisions=project.tally("decisions", "verdict"),
    )
