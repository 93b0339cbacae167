# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""The tables of a page: its raw text, its marks, decisions and proposals, read and written."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotator.document.notes import Flag, Note
from annotator.document.pages import Page, Record
from annotator.document.raw_text import RawText
from annotator.errors import Conflict, PageUnknown, ProjectDamaged
from annotator.store import rows
from annotator.store.database import sqlite_errors
from annotator.store.doubts import Doubts
from annotator.store.lexicon import LexiconStore


class PageTables(LexiconStore, Doubts):
    """Pages as values, out of their tables and into them; nothing here commits but what is set aside."""

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

        A mark or note whose text is no longer its slice of the raw text is set aside (kept in
        `set_aside`, stamped `at`), never moved. Raises PageUnknown and ProjectDamaged.
        """
        row = self._page_row(number)
        raw = self._raw_of(row)
        try:
            with sqlite_errors(self.path):
                written = self._db.conn.total_changes
                records: list[Record] = list(self._placed(number, raw, at))
                is_set_aside = self._db.conn.total_changes > written
                of_page = [number]
                decisions = "select proposal, verdict, by, at from decisions where page = ?"
                reviewed = "select layer, start, stop, by, at from reviewed where page = ?"
                records += [rows.decision_of(r) for r in self._query(decisions, of_page)]
                records += [rows.reviewed_of(r) for r in self._query(reviewed, of_page)]
                flags = self._query("select why, by, at from flags where page = ?", of_page)
                records += [Flag(**row) for row in flags]
                found = self._query("select * from proposals where page = ?", of_page)
                proposals = [rows.proposal_of(r) for r in found]
            page = Page(row["name"], raw).with_proposals(proposals)
            page = page.with_records(rows.keyed(records), row["revision"])
            if is_set_aside:
                self._note_all_waiting(number, page)
            return page
        except (Conflict, KeyError, TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=f"{row['name']}: {error}") from error

    def _placed(self, number: int, raw: RawText, at: str) -> Iterator[rows.Mark | Note]:
        parts: dict[str, list[rows.Row]] = {}
        ordered = "select * from article_parts where page = ? order by article, position"
        for part in self._query(ordered, [number]):
            parts.setdefault(part["article"], []).append(part)
        for table in rows.PLACED_TABLES:
            # The table's name is one of ours.
            found = self._query(f"select * from {table} where page = ?", [number])  # noqa: S608
            for row in found:
                pieces = parts.get(row["id"], []) if table == "articles" else [row]
                record, why = rows.fitting_record(table, row, pieces, raw.text)
                if record is not None:
                    yield record
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
            elif table == "notes":
                self._db.execute("update pages set notes = notes - 1 where id = ?", [number])

    def set_aside(self, number: int) -> list[dict[str, Any]]:
        """The marks and notes of a page that no longer fit its text, as they were."""
        with sqlite_errors(self.path):
            return self._query("select * from set_aside where page = ?", [number])

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
            self._table(table).insert_all(made)

    def _take(self, number: int, records: Iterable[Record]) -> None:
        taken: dict[str, list[str]] = {}
        for record in records:
            taken.setdefault(rows.table_of(record), []).append(rows.id_of(record))
        for table, keys in taken.items():
            self._delete(number, table, keys)

    def _delete(self, number: int, table: str, keys: Iterable[str]) -> None:
        if table == "flags":
            self._db.execute("delete from flags where page = ?", [number])
            return
        each = [(number, key) for key in keys]
        parts = {"article_parts": "article"} if table == "articles" else {}
        for name, column in {table: rows.key_of(table), **parts}.items():
            # Table and column are names of ours.
            statement = f"delete from {name} where page = ? and {column} = ?"  # noqa: S608
            self._db.conn.executemany(statement, each)
