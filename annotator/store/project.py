# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""A project as the workbench sees it: its pages and their journal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.document.edits import Edit
from annotator.document.pages import Page, PageState
from annotator.document.plain import edit_from_plain, edit_to_plain
from annotator.document.raw_text import RawText
from annotator.errors import (
    PageAlreadyThere,
    StaleEdit,
)
from annotator.store import rows
from annotator.store.correction_rules import CorrectionRules
from annotator.store.database import sqlite_errors
from annotator.store.doubts import waiting
from annotator.store.knowledge import Knowledge
from annotator.store.page_list import PageList
from annotator.store.page_tables import PageTables
from annotator.store.proofs import Proofs
from annotator.store.search import SearchIndex
from annotator.store.stops import Stops
from annotator.store.vocabulary import WordStore

DO, UNDO, REDO = "do", "undo", "redo"


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line of a page's journal, without its changes."""

    revision: int
    kind: str
    command: str
    title: dict[str, Any]
    join_key: str | None
    by: str
    at: str
    steps: int = 1
    """How many steps an undoing took back, or a redoing did again."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """A decoded text on its way into a project."""

    name: str
    raw: RawText
    source: str
    encoding: str


class Project(
    PageList, PageTables, CorrectionRules, Knowledge, Proofs, WordStore, Stops, SearchIndex
):
    """An open project file, with its list, its pages and their journal, and what it has learnt.

    Every method that writes has committed when it returns.
    """

    # -- pages ---------------------------------------------------------------------------

    def add_pages(self, pages: Iterable[NewPage], at: str) -> list[int]:
        """All of `pages` or none. Raises PageAlreadyThere for a name the project has."""
        table = self._db.table("pages")
        numbers: list[int] = []
        with sqlite_errors(self.path), self._db.atomic():
            for page in pages:
                taken = self._db.execute("select 1 from pages where name = ?", [page.name])
                if taken.fetchone():
                    raise PageAlreadyThere(name=page.name, project=self.path)
                row = table.insert(
                    {
                        "name": page.name,
                        "source": page.source,
                        "encoding": page.encoding,
                        "newline": page.raw.newline,
                        "source_sha256": page.raw.source_sha256,
                        "sha256": page.raw.sha256,
                        "text": page.raw.text,
                        "length": len(page.raw),
                        "state": PageState.NEW,
                        "revision": 0,
                        "proposed": None,
                        "open": 0,
                        "added_at": at,
                    }
                )
                assert isinstance(row.last_pk, int)
                numbers.append(row.last_pk)
                self._note_search(row.last_pk, is_new=True)
        return numbers

    def put_proposals(self, number: int, page: Page, before: Page | None = None) -> None:
        """Replaces the open proposals of a page by those of `page`; no mark and no decision moves.

        Only what differs is written where the page is known to be `before` on disk. Raises
        StaleEdit when the page on disk is not at `page.revision` any more.
        """
        kept = "select proposal from decisions where page = :page"
        known = before.proposals if before else {}
        open_ones = waiting(page)
        fresh = [each for each in page.proposals.values() if known.get(each.id) != each]
        gone = [key for key in known if known[key] != page.proposals.get(key)]
        # The statement names tables of ours alone.
        drop = f"delete from proposals where page = :page and id not in ({kept})"  # noqa: S608
        with sqlite_errors(self.path), self._db.atomic():
            self._refuse_stale(number, page)
            rejected = self._rejections(number)
            if before is None:
                self._db.execute(drop, {"page": number})
            else:
                places = [{"page": number, "id": each} for each in gone]
                self._db.conn.executemany(f"{drop} and id = :id", places)
            self._db.table("proposals").insert_all(
                (
                    rows.proposal_row(number, each, page.raw.text, is_open=each.id in open_ones)
                    for each in fresh
                ),
                ignore=True,
            )
            # A rejection that stood without its proposal counts from now on.
            self._count(self._rejections(number) - rejected)
            self._note_progress(number, page, {"proposed": len(page.proposals)})

    def _refuse_stale(self, number: int, page: Page) -> None:
        """Only inside a transaction: raises StaleEdit unless the page on disk is at this revision."""
        # Changes nothing, but takes the write lock: nobody else can write after the look.
        self._db.execute("update pages set revision = revision where 0")
        found = self._db.execute("select revision from pages where id = ?", [number]).fetchone()
        if found is None or found[0] != page.revision:
            raise StaleEdit(page=page.name, key=f"revision {page.revision}")

    def _note_progress(self, number: int, page: Page, more: dict[str, Any]) -> None:
        progress = {"state": page.state, "revision": page.revision, "open": len(page.doubts)}
        progress |= {"notes": len(page.notes)} | more
        columns = ", ".join(f"{name} = :{name}" for name in progress)
        # The columns are the literals above and those of the callers. (`Table.update` reads the text.)
        self._db.execute(f"update pages set {columns} where id = :id", progress | {"id": number})  # noqa: S608
        self._note_search(number)

    # -- the journal ---------------------------------------------------------------------

    def commit(
        self, number: int, before: Page, edit: Edit, after: Page, kind: str = DO, *, steps: int = 1
    ) -> None:
        """Journal row and changed rows in one transaction.

        `steps` says how many an undoing takes back, or a redoing does again. Raises StaleEdit when the page on disk is not at `before.revision` any more: another
        program has edited it.
        """
        plain = edit_to_plain(edit)
        with self.together():
            self._refuse_stale(number, before)
            self._table("journal").insert(
                {
                    "page": number,
                    "revision": after.revision,
                    "kind": kind,
                    "command": edit.command,
                    "title": json.dumps(plain["title"], ensure_ascii=False),
                    "edit": json.dumps(plain, ensure_ascii=False),
                    "join_key": edit.join_key,
                    "by": edit.by,
                    "at": edit.at,
                    "steps": steps,
                }
            )
            self._take(number, [c.before for c in edit.changes if c.before is not None])
            placed = [change.after for change in edit.changes if change.after is not None]
            self._put(number, placed, after.raw.text)
            self._note_waiting(number, before, after)
            self._count_edit(number, before, edit, after)
            self._change_rules(edit.rules, edit.by, edit.at)
            self._note_progress(number, after, {"changed_at": edit.at, "changed_by": edit.by})

    def journal(self, number: int, after: int = -1) -> list[JournalRow]:
        """The journal of a page behind revision `after`, oldest first."""
        columns = "revision, kind, command, title, join_key, by, at, steps"
        with sqlite_errors(self.path):
            # The columns are the literal above.
            found = self._db.execute(
                f"select {columns} from journal where page = ? and revision > ? order by revision",  # noqa: S608
                [number, after],
            ).fetchall()
        return [JournalRow(r, k, c, json.loads(t), *rest) for r, k, c, t, *rest in found]

    def edits(self, number: int, revisions: Iterable[int]) -> list[Edit]:
        """The edits that led to those revisions, in the order asked for."""
        found: list[Edit] = []
        with sqlite_errors(self.path):
            for revision in revisions:
                row = self._db.execute(
                    "select edit from journal where page = ? and revision = ?", [number, revision]
                ).fetchone()
                found.append(edit_from_plain(json.loads(row[0])))
        return found

    def revisions_with(self, number: int, words: str) -> list[int]:
        """The revisions of a page whose edits have `words` in their JSON, oldest first."""
        statement = (
            "select revision from journal where page = ? and instr(edit, ?) order by revision"
        )
        with sqlite_errors(self.path):
            return [row[0] for row in self._db.execute(statement, [number, words])]

    def replayed(self, number: int) -> Page:
        """The page rebuilt from its raw text and its journal alone, without proposals."""
        row = self._page_row(number)
        page = Page(row["name"], self._raw_of(row))
        for edit in self.edits(number, (row.revision for row in self.journal(number))):
            page = edit.apply(page)
        return page
