# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""A project as the workbench sees it: its pages and their journal."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from annotator.document.edits import Edit
from annotator.document.pages import Page, PageState, Record
from annotator.document.plain import edit_from_plain, edit_to_plain
from annotator.document.raw_text import RawText
from annotator.errors import (
    Conflict,
    PageAlreadyThere,
    PageUnknown,
    ProjectDamaged,
    StaleEdit,
)
from annotator.store import rows
from annotator.store.correction_rules import CorrectionRules
from annotator.store.database import sqlite_errors
from annotator.store.knowledge import Knowledge
from annotator.store.lexicon import LexiconStore
from annotator.store.page_list import PageList
from annotator.store.proofs import Proofs

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


@dataclass(frozen=True, slots=True)
class NewPage:
    """A decoded text on its way into a project."""

    name: str
    raw: RawText
    source: str
    encoding: str


class Project(PageList, LexiconStore, CorrectionRules, Knowledge, Proofs):
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
        return numbers

    def raw_text(self, number: int) -> RawText:
        """The raw text of a page. Raises PageUnknown, or ProjectDamaged when its digest is off."""
        return self._raw_of(self._page_row(number))

    def _raw_of(self, row: rows.Row) -> RawText:
        try:
            return RawText(row["text"], row["sha256"], row["source_sha256"], row["newline"])
        except ValueError as error:
            raise ProjectDamaged(path=self.path, cause=f"{row['name']}: {error}") from error

    def came_from(self, name: str) -> tuple[str, str]:
        """The file a page was read from and its encoding, "" for what nobody knows. Raises PageUnknown."""
        with sqlite_errors(self.path):
            found = self._query("select source, encoding from pages where name = ?", [name])
        if not found:
            raise PageUnknown(page=name, project=self.path)
        return found[0]["source"] or "", found[0]["encoding"] or ""

    def _page_row(self, number: int) -> dict[str, Any]:
        with sqlite_errors(self.path):
            found = self._query("select * from pages where id = ?", [number])
        if not found:
            raise PageUnknown(page=number, project=self.path)
        return found[0]

    def page(self, number: int, *, at: str = "") -> Page:
        """The page as the tables have it.

        A mark whose text is no longer its slice of the raw text is set aside (kept in
        `set_aside`, stamped `at`), never moved. Raises PageUnknown and ProjectDamaged.
        """
        row = self._page_row(number)
        raw = self._raw_of(row)
        try:
            with sqlite_errors(self.path):
                records: list[Record] = list(self._marks(number, raw, at))
                of_page = [number]
                decisions = "select proposal, verdict, by, at from decisions where page = ?"
                reviewed = "select layer, start, stop, by, at from reviewed where page = ?"
                records += [rows.decision_of(r) for r in self._query(decisions, of_page)]
                records += [rows.reviewed_of(r) for r in self._query(reviewed, of_page)]
                found = self._query("select * from proposals where page = ?", of_page)
                proposals = [rows.proposal_of(r) for r in found]
            page = Page(row["name"], raw).with_proposals(proposals)
            return page.with_records(rows.keyed(records), row["revision"])
        except (Conflict, KeyError, TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=f"{row['name']}: {error}") from error

    def _marks(self, number: int, raw: RawText, at: str) -> Iterator[rows.Mark]:
        parts: dict[str, list[rows.Row]] = {}
        ordered = "select * from article_parts where page = ? order by article, position"
        for part in self._query(ordered, [number]):
            parts.setdefault(part["article"], []).append(part)
        for table in rows.MARK_TABLES:
            # The table's name is one of ours.
            found = self._query(f"select * from {table} where page = ?", [number])  # noqa: S608
            for row in found:
                pieces = parts.get(row["id"], []) if table == "articles" else [row]
                mark, why = rows.fitting_mark(table, row, pieces, raw.text)
                if mark is not None:
                    yield mark
                else:
                    self._set_aside(number, table, row, pieces, why, at)

    def _set_aside(
        self, number: int, table: str, row: rows.Row, pieces: list[rows.Row], why: str, at: str
    ) -> None:
        record = json.dumps({"table": table, **row, "pieces": pieces}, ensure_ascii=False)
        with self._db.atomic():
            self._db.table("set_aside").insert(
                {"page": number, "record": record, "why": why, "at": at}
            )
            self._delete(number, table, [row["id"]])
            if table == "entities":
                self._uncount(row["text"], row["label"])

    def set_aside(self, number: int) -> list[dict[str, Any]]:
        """The marks of a page that no longer fit its text, as they were."""
        with sqlite_errors(self.path):
            return self._query("select * from set_aside where page = ?", [number])

    def put_proposals(self, number: int, page: Page, before: Page | None = None) -> None:
        """Replaces the open proposals of a page by those of `page`; no mark and no decision moves.

        Only what differs is written where the page is known to be `before` on disk. Raises
        StaleEdit when the page on disk is not at `page.revision` any more.
        """
        kept = "select proposal from decisions where page = :page"
        known = before.proposals if before else {}
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
                (rows.proposal_row(number, each, page.raw.text) for each in fresh), ignore=True
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
        self._db.table("pages").update(number, progress | more)

    # -- the journal ---------------------------------------------------------------------

    def commit(self, number: int, before: Page, edit: Edit, after: Page, kind: str = DO) -> None:
        """Journal row and changed rows in one transaction.

        Raises StaleEdit when the page on disk is not at `before.revision` any more: another
        program has edited it.
        """
        plain = edit_to_plain(edit)
        with self.together():
            self._refuse_stale(number, before)
            self._db.table("journal").insert(
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
                }
            )
            self._take(number, [c.before for c in edit.changes if c.before is not None])
            placed = [change.after for change in edit.changes if change.after is not None]
            self._put(number, placed, after.raw.text)
            self._count_edit(number, before, edit, after)
            self._change_rules(edit.rules, edit.by, edit.at)
            self._note_progress(number, after, {"changed_at": edit.at, "changed_by": edit.by})

    def _put(self, number: int, records: Iterable[Record], text: str) -> None:
        """All rows of a table at once: accepting a page, or an import, is thousands of them."""
        fresh: dict[str, list[rows.Row]] = {}
        for record in records:
            row = rows.record_row(number, record, text)
            fresh.setdefault(rows.table_of(record), []).append(row)
            if isinstance(record, rows.ArticleMark):
                parts = rows.part_rows(number, record, text)
                fresh.setdefault("article_parts", []).extend(parts)
        for table, made in fresh.items():
            self._db.table(table).insert_all(made)

    def _take(self, number: int, records: Iterable[Record]) -> None:
        taken: dict[str, list[str]] = {}
        for record in records:
            taken.setdefault(rows.table_of(record), []).append(rows.id_of(record))
        for table, keys in taken.items():
            self._delete(number, table, keys)

    def _delete(self, number: int, table: str, keys: Iterable[str]) -> None:
        each = [(number, key) for key in keys]
        parts = {"article_parts": "article"} if table == "articles" else {}
        for name, column in {table: rows.key_of(table), **parts}.items():
            # Table and column are names of ours.
            statement = f"delete from {name} where page = ? and {column} = ?"  # noqa: S608
            self._db.conn.executemany(statement, each)

    def journal(self, number: int) -> list[JournalRow]:
        """The journal of a page, oldest first."""
        columns = "revision, kind, command, title, join_key, by, at"
        with sqlite_errors(self.path):
            # The columns are the literal above.
            found = self._db.execute(
                f"select {columns} from journal where page = ? order by revision",  # noqa: S608
                [number],
            ).fetchall()
        return [JournalRow(r, k, c, json.loads(t), j, by, at) for r, k, c, t, j, by, at in found]

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

    def replayed(self, number: int) -> Page:
        """The page rebuilt from its raw text and its journal alone, without proposals."""
        row = self._page_row(number)
        page = Page(row["name"], self._raw_of(row))
        for edit in self.edits(number, (row.revision for row in self.journal(number))):
            page = edit.apply(page)
        return page
