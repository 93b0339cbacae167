"""The history of a page as a list in words, and where each of its steps was."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from annotator.document.edits import Edit
from annotator.document.marks import ArticleMark, Mark
from annotator.document.notes import Note, place_of_mark
from annotator.document.pages import Page, Record
from annotator.document.phrases import Phrase
from annotator.document.proposals import Decision, extent_of
from annotator.document.spans import Selection, Span
from annotator.store.project import JournalRow, Project
from annotator.workbench.history import History


class Standing(Enum):
    """What has become of a step.

    GONE: undone, and then something else was done instead. No jump leads there.
    """

    DONE = "done"
    UNDONE = "undone"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of a page's history: `revision` (of its last edit) names it, 0 the page before any.

    `revisions` are all its edits, oldest first; `at` is ISO 8601, UTC, "" for the beginning.
    """

    revision: int
    revisions: tuple[int, ...]
    title: Phrase
    by: str
    at: str
    standing: Standing


BEGINNING = Entry(0, (), Phrase("history.beginning"), "", "", Standing.DONE)


def entries(journal: Iterable[JournalRow]) -> tuple[list[Entry], int]:
    """The steps of a page, the newest first and its beginning last, and the row of the last one done.

    Newest first: what one looks for, to take it back, is nearly always among the last.
    """
    rows = {row.revision: row for row in journal}
    history = History.of(rows.values())
    found = [
        Entry(step.revisions[-1], step.revisions, step.title, row.by, row.at, standing)
        for standing, steps in (
            (Standing.DONE, history.done),
            (Standing.UNDONE, history.undone),
            (Standing.GONE, history.gone),
        )
        for step in steps
        for row in (rows[step.revisions[-1]],)
    ]
    listed = [*sorted(found, key=lambda entry: -entry.revision), BEGINNING]
    return listed, next(n for n, each in enumerate(listed) if each.standing is Standing.DONE)


def place_of(project: Project, number: int, page: Page, entry: Entry) -> Selection:
    """Where on the page that step was: the text of what it changed first, else where the editor stood."""
    edits = project.edits(number, entry.revisions[:1])
    return _place_of_edit(edits[0], page) if edits else Selection.at(0)


def _place_of_edit(edit: Edit, page: Page) -> Selection:
    for change in edit.changes:
        place = _changed(change.before, change.after, page)
        if place is not None:
            return Selection(place.start, place.end)
    return edit.selection


def _changed(before: Record | None, after: Record | None, page: Page) -> Span | None:
    """The text that a change is about; of an article the first part that is another."""
    if isinstance(before, ArticleMark) and isinstance(after, ArticleMark):
        moved = sorted({p.span for p in before.parts} ^ {p.span for p in after.parts})
        if moved:
            return moved[0]
    record = after or before
    if isinstance(record, Mark):
        return place_of_mark(record, page.raw.text)
    if isinstance(record, Decision) and record.proposal in page.proposals:
        start, end = extent_of(page.proposals[record.proposal].body)
        return Span(start, end) if start < end else None
    return record.place if isinstance(record, Note) else None
