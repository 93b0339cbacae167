# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""The list of a project's pages: numbers, rows, counts; windows of it, however long it is."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.document.notes import Flag, Note
from annotator.document.pages import PageState
from annotator.errors import PageUnknown, ProjectDamaged
from annotator.store import rows
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile

_BLANKS = "\n\t \u00a0\u3000"
"""White space that stands around line ends."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as the list of pages shows it.

    `proposed` counts its proposals (None: no proposer has looked yet), `open` those to decide.
    `changed_at` and `changed_by` tell of its last edit; `flag` is who wants it looked at and why.
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
    notes: int = 0
    flag: Flag | None = None


class Order(StrEnum):
    """What the list of pages is sorted by; names break ties."""

    NAME = "name"
    STATE = "state"
    OPEN = "open"
    CHANGED = "changed"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class PageFilter:
    """Which pages the list shows, and in which order.

    `contains` stands in the name, `by` made the last edit ("" for anybody), `with_notes`: only pages with a note.
    """

    contains: str = ""
    state: PageState | None = None
    by: str = ""
    with_notes: bool = False
    order: Order = Order.NAME


_STATES = tuple(PageState)
_ORDERS = {
    Order.NAME: "name",
    Order.STATE: "case state {} end, name",
    Order.OPEN: "open desc, name",
    Order.CHANGED: "coalesce(changed_at, '') desc, name",
    Order.LENGTH: "length desc, name",
}
_RANKS = " ".join(f"when '{state.value}' then {rank}" for rank, state in enumerate(_STATES))


def _row_of(row: Sequence[Any]) -> PageRow:
    """A row of the columns of `page_rows`. Raises ValueError for a state that no page has."""
    number, name, state, *rest, why, by, at = row
    flag = None if why is None else Flag(why, by, at)
    return PageRow(number, name, PageState(state), *rest, flag=flag)


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

    def listed(self, wanted: PageFilter) -> "array[int]":
        """Numbers of the pages that pass the filter, in its order."""
        tests: list[str] = []
        facts: list[object] = []
        if wanted.contains:
            tests, facts = ["instr(name, ?) > 0"], [wanted.contains]
        if wanted.state is not None:
            tests, facts = [*tests, "state = ?"], [*facts, wanted.state]
        if wanted.by:
            tests, facts = [*tests, "changed_by = ?"], [*facts, wanted.by]
        if wanted.with_notes:
            tests.append("notes > 0")
        where = f"where {' and '.join(tests)}" if tests else ""
        order = _ORDERS[wanted.order].format(_RANKS)
        # Every piece of the statement is a literal of this file.
        statement = f"select id from pages indexed by pages_listed {where} order by {order}"  # noqa: S608
        with sqlite_errors(self.path):
            found = self._db.execute(statement, facts)
            return array("q", (row[0] for row in found))

    def to_do(self) -> list[int]:
        """Numbers of the pages that are not finished, in no order."""
        statement = "select id from pages indexed by pages_listed where state != ?"
        with sqlite_errors(self.path):
            return [row[0] for row in self._db.execute(statement, [PageState.FINISHED])]

    def editors(self) -> list[str]:
        """Everybody who made the last edit of a page, in alphabetical order."""
        statement = "select distinct changed_by from pages where changed_by is not null order by 1"
        with sqlite_errors(self.path):
            return [row[0] for row in self._db.execute(statement)]

    def notes_on(self, number: int, limit: int) -> list[Note]:
        """Up to `limit` notes of a page, those on the page as a whole first, the others in text order."""
        statement = """select * from notes where page = ?
            order by coalesce(start, -1), at, id limit ?"""
        with sqlite_errors(self.path):
            return [rows.note_of(row) for row in self._query(statement, [number, limit])]

    def page_rows(self, ids: Iterable[int]) -> list[PageRow]:
        """The rows of those pages, in the order asked for; unknown numbers are left out.

        Raises ProjectDamaged for a state that no page has.
        """
        wanted = list(ids)
        marks = ", ".join("?" * len(wanted))
        columns = """id, name, state, length, proposed, open, encoding, changed_at, changed_by, notes,
            f.why, f.by, f.at"""
        with sqlite_errors(self.path):
            # Only question marks are put into the statement.
            statement = f"""select {columns} from pages left join flags f on f.page = id
                where id in ({marks})"""  # noqa: S608
            found = {row[0]: row for row in self._db.execute(statement, wanted)}
        try:
            return [_row_of(found[number]) for number in wanted if number in found]
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

    def pages_reading(self, text: str) -> list[int]:
        """The pages that may read `text` somewhere, corrected or not, in the order of their names.

        All in whose raw text it stands are among them, and all with a correction that may have led to it.
        """
        characters = json.dumps(sorted(set(text)))
        with sqlite_errors(self.path):
            found = self._db.execute(
                """select distinct page from corrections where replacement = '' or exists
                (select 1 from json_each(?) each where instr(replacement, each.value) > 0)""",
                [characters],
            )
            corrected = {row[0] for row in found}
        reading = corrected.union(self.pages_with(text))
        return [number for number in self.page_ids() if number in reading]

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
