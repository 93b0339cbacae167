"""Files into a project: texts as pages, human work as marks, our own format as pages with all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from annotator.document.edits import Change, Edit
from annotator.document.marks import Mark
from annotator.document.new_words import with_new
from annotator.document.pages import Page, Record
from annotator.document.phrases import Phrase, phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.errors import AnnotatorError, BadInput, Conflict, PageAlreadyThere, PageUnknown
from annotator.exchange.decode import name_of, pages_in, read_page_file
from annotator.exchange.form import Incoming
from annotator.exchange.reading import is_annotations, read_annotations
from annotator.exchange.words import Stray, strays_in, with_ids
from annotator.store.project import NewPage, Project
from annotator.workbench.clock import now
from annotator.workbench.progress import Progress, no_progress, step

IMPORT_BATCH = 100
"""Pages a transaction: whole pages are in or out, and a crash costs little."""

Chosen = Sequence[tuple[Path, str | None]]
"""Files with the encoding chosen for each; None: guess. Annotations have none to choose."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The names of the pages that came in, and why others did not.

    `guessed` are pages whose encoding nobody named and that are not UTF-8, each with the guess.

    `marked` are pages of the project that got marks; `unplaced` says of each mark that found
    no place why. `strays` are labels and roles that the project does not know, `new_words` those
    that have become its own.
    """

    added: tuple[str, ...] = ()
    refused: tuple[AnnotatorError, ...] = ()
    marked: tuple[str, ...] = ()
    unplaced: tuple[Phrase, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    strays: tuple[Stray, ...] = ()
    new_words: tuple[Stray, ...] = ()

    def __add__(self, other: "ImportReport") -> "ImportReport":
        """Both, one after the other."""
        return ImportReport(
            self.added + other.added,
            self.refused + other.refused,
            self.marked + other.marked,
            self.unplaced + other.unplaced,
            self.guessed + other.guessed,
            tuple(sorted({*self.strays, *other.strays})),
            tuple(sorted({*self.new_words, *other.new_words})),
        )


def read_page(path: Path, encoding: str | None = None) -> NewPage:
    """A text file as a page named like the file. Raises BadInput of every kind."""
    decoded = read_page_file(path, encoding)
    name = name_of(path)
    return NewPage(Path(name).stem, decoded.raw, name, decoded.encoding)


def import_files(
    project: Project,
    paths: Iterable[Path],
    *,
    encoding: str | None = None,
    by: str,
    progress: Progress = no_progress,
    add_words: bool = False,
) -> ImportReport:
    """Texts, folders of texts, and annotations; `encoding` is that of the texts.

    Raises NoPages for a folder without a text, FileMissing, FileUnreadable, and Cancelled with
    what is done so far kept.
    """
    files = [(path, encoding) for path in pages_in(paths)]
    return import_chosen(project, files, by=by, progress=progress, add_words=add_words)


def import_chosen(
    project: Project,
    files: Chosen,
    *,
    by: str,
    progress: Progress = no_progress,
    add_words: bool = False,
) -> ImportReport:
    """The texts first, then whole pages, then marks: what a file speaks of is there by then.

    Labels and roles that the project does not know become its own where `add_words`; else their marks
    are left out, and `strays` names them; as are those of words that no project can have.
    """
    texts = [each for each in files if not is_annotations(each[0])]
    others = [path for path, _ in files if is_annotations(path)]
    others.sort(key=lambda path: path.suffix.lower() != ".jsonl")
    total = len(files)

    def of_all(done: int, _total: int, what: str) -> bool:
        return progress(done, total, what)

    report = import_pages(project, texts, progress=of_all)
    for done, path in enumerate(others, len(texts)):
        step(progress, done, total, path.name)
        report += _words_of(project, path, add=add_words)
        report += _import_annotations(project, path, by)
    if others:
        step(progress, total, total, "")
    return report


def _words_of(project: Project, path: Path, *, add: bool) -> ImportReport:
    """The labels and roles of a file that the project does not know; those that can be are its own now where `add`."""
    strays = strays_in(path, project.vocabulary())
    if not (strays and add):
        return ImportReport(strays=tuple(strays))
    wanted = ((each.kind, each.name, each.within) for each in strays)
    project.put_vocabulary(with_new(project.vocabulary(), wanted))
    left = strays_in(path, project.vocabulary())
    return ImportReport(strays=tuple(left), new_words=tuple(e for e in strays if e not in left))


def import_pages(
    project: Project, files: Chosen, *, progress: Progress = no_progress
) -> ImportReport:
    """Text files as pages; each comes in whole or not at all."""
    added: list[str] = []
    guessed: list[tuple[str, str]] = []
    refused: list[AnnotatorError] = []
    for start in range(0, len(files), IMPORT_BATCH):
        fresh: list[NewPage] = []
        for at, (path, encoding) in enumerate(files[start : start + IMPORT_BATCH], start):
            step(progress, at, len(files), path.name)
            try:
                page = read_page(path, encoding)
                if project.has_page(page.name) or any(p.name == page.name for p in fresh):
                    raise PageAlreadyThere(name=page.name, project=project.path)
            except BadInput as error:
                refused.append(error)
            else:
                fresh.append(page)
                if encoding is None and page.encoding != "utf-8":
                    guessed.append((page.name, page.encoding))
        project.add_pages(fresh, now())
        added += [page.name for page in fresh]
    step(progress, len(files), len(files), "")
    return ImportReport(tuple(added), tuple(refused), guessed=tuple(guessed))


# -- annotations -------------------------------------------------------------------------


def _import_annotations(project: Project, path: Path, by: str) -> ImportReport:
    """The pages of a file, one after the other; what is wrong with the file ends it."""
    report = ImportReport()
    try:
        for incoming in _incoming(project, path):
            report += _import_one(project, incoming, path, by)
    except (BadInput, PageUnknown, Conflict) as error:
        report += ImportReport(refused=(error,))
    return report


def _incoming(project: Project, path: Path) -> Iterator[Incoming]:
    def text_of(name: str) -> RawText:
        return project.raw_text(project.page_number(name))

    return read_annotations(path, text_of, project.vocabulary())


def _import_one(project: Project, incoming: Incoming, path: Path, by: str) -> ImportReport:
    page = incoming.page
    known, unknown = with_ids(page, project.vocabulary())
    records, source = known.records.values(), name_of(path)
    missing = (*incoming.unplaced, *unknown)
    unplaced = tuple(phrase("unplaced.page", page=page.name, what=what) for what in missing)
    if not incoming.brings_text:
        put_marks(project, project.page_number(page.name), records, source, by)
        return ImportReport(marked=(page.name,), unplaced=unplaced)
    if project.has_page(page.name):
        error = PageAlreadyThere(name=page.name, project=project.path)
        return ImportReport(refused=(error,))
    came = incoming.came_from
    new = NewPage(page.name, page.raw, came.source or source, came.encoding or "utf-8")
    with project.together():
        (number,) = project.add_pages([new], now())
        if known.proposals:
            bare = project.page(number)
            project.put_proposals(number, bare.with_proposals(known.proposals.values()))
        put_marks(project, number, records, source, by)
    return ImportReport(added=(page.name,), unplaced=unplaced)


def put_marks(
    project: Project, number: int, records: Iterable[Record], source: str, by: str
) -> None:
    """Human work from a file as one edit of the page, with its undo.

    A mark whose id is taken gets another. Raises Conflict where marks share text with marks
    that are there; then none has been put.
    """
    page = project.page(number)
    changes = tuple(Change(None, _with_free_id(record, page)) for record in records)
    if not changes:
        return
    title = phrase("edit.import_marks", source=source)
    edit = Edit("import_marks", title, changes, Selection.at(0), by, now())
    project.commit(number, page, edit, edit.apply(page))


def _with_free_id(record: Record, page: Page) -> Record:
    if not isinstance(record, Mark) or record.id not in page.records:
        return record
    names = (f"{record.id}-{number}" for number in count(2))
    return replace(record, id=next(name for name in names if name not in page.records))
