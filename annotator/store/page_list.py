# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""The list of a project's pages: numbers, rows, counts; windows of it, however long it is."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.document.pages import PageState
from annotator.errors import PageUnknown, ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile

_BLANKS = "\n\t \u00a0\u3000"
"""White space that stands around line ends."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as the list of pages shows it.

    `proposed` counts its proposals (None: no proposer has looked yet), `open` those to decide.
    """

    id: int
    name: str
    state: PageState
    length: int
    proposed: int | None
    open: int
    encoding: str
    changed_at: str | None
    changed_by: str | None


class PageList(ProjectFile):
    """Everything the list of pages asks; nothing here reads a text."""

    def page_ids(self, *, contains: str = "", state: PageState | None = None) -> "array[int]":
        """Numbers of the pages in the order of their names; `contains` is looked for in the name."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                """select id from pages where (? = '' or instr(name, ?) > 0)
                and (? is null or state = ?) order by name""",
                [contains, contains, state, state],
            )
            return array("q", (row[0] for row in found))

    def page_rows(self, ids: Iterable[int]) -> list[PageRow]:
        """The rows of those pages, in the order asked for; unknown numbers are left out.

        Raises ProjectDamaged for a state that no page has.
        """
        wanted = list(ids)
        marks = ", ".join("?" * len(wanted))
        columns = "id, name, state, length, proposed, open, encoding, changed_at, changed_by"
        with sqlite_errors(self.path):
            # Only question marks are put into the statement.
            statement = f"select {columns} from pages where id in ({marks})"  # noqa: S608
            found = {row[0]: row for row in self._db.execute(statement, wanted)}
        try:
            return [
                PageRow(i, name, PageState(state), *rest)
                for i, name, state, *rest in (found[i] for i in wanted if i in found)
            ]
        except ValueError as error:
            raise ProjectDamaged(path=self.path, cause=error) from error

    def page_number(self, name: str) -> int:
        """The number of the page of that name. Raises PageUnknown."""
        with sqlite_errors(self.path):
            found = self._db.execute("select id from pages where name = ?", [name]).fetchone()
        if found is None:
            raise PageUnknown(page=name, project=self.path)
        return int(found[0])

    def has_page(self, name: str) -> bool:
        with sqlite_errors(self.path):
            found = self._db.execute("select 1 from pages where name = ?", [name]).fetchone()
        return found is not None

    def each_row(self) -> Iterator[PageRow]:
        """All rows of the list, a window of them in memory at a time."""
        ids = self.page_ids()
        for start in range(0, len(ids), 100):
            yield from self.page_rows(ids[start : start + 100])

    def tally(self, table: str, column: str) -> dict[str, int]:
        """How often each value stands in a column of one of our own tables."""
        with sqlite_errors(self.path):
            # Table and column come from the code, never from a person.
            found = self._db.execute(
                f"select {column}, count(*) from {table} group by 1 order by 1"  # noqa: S608
            )
            return dict(found.fetchall())

    def total(self, table: str, column: str) -> int:
        """The sum of a column of numbers of one of our own tables."""
        with sqlite_errors(self.path):
            # Table and column come from the code, never from a person.
            found = self._db.execute(f"select coalesce(sum({column}), 0) from {table}")  # noqa: S608
            return int(found.fetchone()[0])

    def unproposed(self, number: int | None, limit: int) -> list[int]:
        """Up to `limit` pages no proposer has looked at, from page `number` on in the list's order."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                """select id from pages where proposed is null and state != ?
                and name >= coalesce((select name from pages where id = ?), '')
                order by name limit ?""",
                [PageState.FINISHED, number, limit],
            )
            return [row[0] for row in found]

    def finished(self) -> list[tuple[int, int]]:
        """Number and revision of each finished page, in the order in which they were finished."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                "select id, revision from pages where state = ? order by changed_at, id",
                [PageState.FINISHED],
            )
            return [(number, revision) for number, revision in found.fetchall()]

    def pages_with(self, text: str) -> list[int]:
        """The pages in whose raw text `text` stands, over line ends and blanks too, in the order of their names.

        Blanks count for nothing: a page where they alone make the difference is among them.
        """
        column = "text"
        for blank in _BLANKS:
            column = f"replace({column}, char({ord(blank)}), '')"
        bare = "".join(each for each in text if each not in _BLANKS)
        with sqlite_errors(self.path):
            # The blanks are the literal above.
            found = self._db.execute(
                f"select id from pages where instr({column}, ?) > 0 order by name",  # noqa: S608
                [bare],
            )
            return [row[0] for row in found]

    def pages_of_step(self, join_key: str) -> list[int]:
        """The pages with an edit of that join key, in the order of their numbers."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                "select distinct page from journal where join_key = ? order by page", [join_key]
            )
            return [row[0] for row in found]

    def corrections_of(self, number: int) -> tuple[tuple[int, int, str], ...]:
        """Start, end and what is read there of each correction of a page whose text is known, in text order."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                """select start, stop, replacement from corrections
                where page = ? and replacement is not null order by start, stop""",
                [number],
            )
            return tuple(found.fetchall())

    def counts(self) -> dict[PageState, int]:
        """How many pages are in each state."""
        with sqlite_errors(self.path):
            found = self._db.execute("select state, count(*) from pages group by state").fetchall()
        return {state: dict(found).get(state.value, 0) for state in PageState}
