# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""The queue of the whole project, out of its tables: no page is read to list it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.document.doubts import QueueFilter, lead_span
from annotator.document.pages import Page, PageState
from annotator.document.proposals import Proposal
from annotator.store import rows
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile

# Of an article nothing but its place is kept: its text is the page's.
_ABOUT = """case q.kind
    when 'article' then exists (select 1 from json_each(q.body, '$.parts') part, pages p
        where p.id = q.page and instr(p.text, :text) > 0
        and instr(substr(p.text, json_extract(part.value, '$[0]') + 1,
        json_extract(part.value, '$[1]') - json_extract(part.value, '$[0]')), :text) > 0)
    else instr(q.text, :text) > 0
    end"""

_PASSES = """q.is_open = 1 and q.score between :floor and :most
    and (:kind = '' or q.kind = :kind) and (:label = '' or q.label = :label)
    and (:proposer = '' or substr(q.run, 1, instr(q.run || ' ', ' ') - 1) = :proposer)"""


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A row of the queue: number and name of its page, its first member, and what that speaks of.

    `count` and `score` are those of the whole class: how many, and the surest.
    """

    page: int
    name: str
    proposal: Proposal
    words: str
    count: int
    score: float


def waiting(page: Page) -> frozenset[str]:
    """The proposals of a page that the queue of the project has: the open ones, of a finished page none."""
    if page.state is PageState.FINISHED:
        return frozenset()
    return frozenset(each.id for each in page.open_proposals)


class Doubts(ProjectFile):
    """Open proposals, asked for by filter and order. `is_open` is kept up by who writes a page."""

    def doubts(
        self, wanted: QueueFilter, limit: int = -1
    ) -> Iterator[tuple[float, int, int, int, str | None]]:
        """Urgency, page, caret, row number and class of each that passes, in the order of the filter."""
        if wanted.by_place:
            source, order = (
                "pages n cross join proposals q on q.page = n.id",
                "n.name, q.at, q.urgency",
            )
        else:
            source, order = "proposals q", "q.urgency desc, q.page, q.at"
        # The names are the literals above.
        statement = f"""select q.urgency, q.page, q.at, q.rowid, q.class from {source}
            where {_where(wanted)} order by {order} limit :limit"""  # noqa: S608
        with sqlite_errors(self.path):
            yield from self._db.execute(statement, {**_facts(wanted), "limit": limit})

    def doubts_on(
        self, number: int, wanted: QueueFilter
    ) -> list[tuple[float, int, int, int, str | None, str]]:
        """The same of one page, in no order, each with its id behind."""
        statement = f"""select q.urgency, q.page, q.at, q.rowid, q.class, q.id from proposals q
            where q.page = :page and {_where(wanted)}"""  # noqa: S608  see above
        with sqlite_errors(self.path):
            return self._db.execute(statement, {**_facts(wanted), "page": number}).fetchall()

    def doubt_counts(self, wanted: QueueFilter) -> dict[int, int]:
        """How many pass on each page that has any."""
        statement = f"""select q.page, count(*) from proposals q
            where {_where(wanted)} group by q.page"""  # noqa: S608  see above
        with sqlite_errors(self.path):
            return dict(self._db.execute(statement, _facts(wanted)).fetchall())

    def doubt_rows(self, numbers: Iterable[int], wanted: QueueFilter) -> dict[int, DoubtRow]:
        """What those rows say, under their numbers; a class with all that pass. Some may be gone."""
        found: dict[int, DoubtRow] = {}
        with sqlite_errors(self.path):
            for number in numbers:
                # One by one: a window has some dozens.
                for row in self._query("select * from proposals where rowid = ?", [number]):
                    found[number] = self._doubt_row(row, wanted)
        return found

    def _doubt_row(self, row: rows.Row, wanted: QueueFilter) -> DoubtRow:
        first, count, score = row, 1, row["score"]
        if row["class"] is not None:
            facts = {**_facts(wanted), "page": row["page"], "class": row["class"]}
            statement = f"""select q.*, count(*) over () as members, max(q.score) over () as surest
                from proposals q where q.page = :page and q.class = :class
                and {_where(wanted)} order by q.start, q.stop, q.id limit 1"""  # noqa: S608  see above
            for first in self._db.query(statement, facts):
                count, score = first["members"], first["surest"]
        proposal = rows.proposal_of(first)
        start, stop = lead_span(proposal)
        name, words = self._db.execute(
            "select name, substr(text, ?, ?) from pages where id = ?",
            [start + 1, min(stop - start, 80), row["page"]],
        ).fetchone()
        return DoubtRow(row["page"], name, proposal, words, count, score)

    def _note_waiting(self, number: int, before: Page, after: Page) -> None:
        """Inside the transaction of an edit: writes what it has opened and closed.

        Where another program has put proposals that `before` does not know, that of all on the page.
        """
        ids = self._db.execute("select id from proposals where page = ?", [number])
        if any(each not in before.proposals for (each,) in ids):
            there = self._query("select * from proposals where page = ?", [number])
            self._note_all_waiting(number, after.with_proposals(map(rows.proposal_of, there)))
            return
        was, now = waiting(before), waiting(after)
        self._mark_waiting(number, was - now, is_open=False)
        self._mark_waiting(number, now - was, is_open=True)

    def _mark_waiting(self, number: int, ids: Iterable[str], *, is_open: bool) -> None:
        statement = "update proposals set is_open = ? where page = ? and id = ?"
        self._db.conn.executemany(statement, [(int(is_open), number, each) for each in ids])

    def _note_all_waiting(self, number: int, page: Page) -> None:
        """Writes it for every proposal of a page."""
        with self._db.atomic():
            self._db.execute("update proposals set is_open = 0 where page = ?", [number])
            self._mark_waiting(number, waiting(page), is_open=True)


def _where(wanted: QueueFilter) -> str:
    return f"{_PASSES} and {_ABOUT}" if wanted.text else _PASSES


def _facts(wanted: QueueFilter) -> dict[str, object]:
    return {
        "kind": wanted.kind,
        "label": wanted.label,
        "proposer": wanted.proposer,
        "text": wanted.text,
        "floor": wanted.floor,
        "most": wanted.most,
    }
