# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""What a project knows of strings: counted as edits are made, ruled by editors and lists."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from annotator.document.edits import Edit
from annotator.document.lexicon import Lexicon, LexiconEntry, outside_counts, string_of
from annotator.document.marks import EntityMark
from annotator.document.pages import Page, PageState, Record
from annotator.document.proposals import Decision
from annotator.errors import ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.library import Database
from annotator.store.project_file import ProjectFile

Told = tuple[str, str, str]
"""`accepted` or `rejected`, a string, and its label."""

_MANY = 500
"""Of more strings than that the whole table is read anew."""

_ENTRIES = """select l.text, l.label, l.accepted, l.rejected,
    (select coalesce(sum(o.count), 0) from lexicon_outside o where o.text = l.text), l.rule, l.source
    from lexicon l"""

_ENTITY_PROPOSAL = """select text, label from proposals
    where page = ? and id = ? and kind = 'entity' and text is not null"""

_REJECTED = """select p.text, p.label from decisions d
    join proposals p on p.page = d.page and p.id = d.proposal
    where d.page = ? and d.verdict = 'rejected' and p.kind = 'entity' and p.text is not null"""

_COUNT = """insert into lexicon (text, label, accepted, rejected, rule, source)
    values (:text, :label, max(0, :accepted), max(0, :rejected), 'auto', '')
    on conflict (text, label) do update set
    accepted = max(0, accepted + :accepted), rejected = max(0, rejected + :rejected)"""

_DROP_EMPTY = """delete from lexicon where text = ? and label = ?
    and accepted = 0 and rejected = 0 and rule = 'auto'"""

_RULE = """insert into lexicon (text, label, accepted, rejected, rule, source)
    values (?, ?, 0, 0, ?, ?)
    on conflict (text, label) do update set rule = excluded.rule, source = excluded.source"""


class LexiconStore(ProjectFile):
    """The lexicon of a project file.

    An entry's counts change in the transaction of the edit that gives cause; an entry that
    nothing counts and nobody rules is gone.
    """

    def __init__(self, path: Path, db: Database) -> None:
        super().__init__(path, db)
        self._lexicon = Lexicon()
        self._version: int | None = None
        """`_version_outside` when the lexicon was read."""
        self._touched: set[str] = set()
        """Strings written since then."""

    def _forget(self) -> None:
        super()._forget()
        self._version = None

    def lexicon(self) -> Lexicon:
        """Everything the project knows, as of now; quick when little has changed."""
        with sqlite_errors(self.path):
            version = self._version_outside()
            if version != self._version or len(self._touched) > _MANY:
                self._lexicon = Lexicon(self._entries(_ENTRIES, ()))
                self._version = version
            elif self._touched:
                marks = ", ".join("?" * len(self._touched))
                found = self._entries(f"{_ENTRIES} where l.text in ({marks})", self._touched)
                self._lexicon = self._lexicon.replaced(self._touched, found)
            self._touched.clear()
        return self._lexicon

    def _entries(self, sql: str, facts: Collection[str]) -> list[LexiconEntry]:
        try:
            return [LexiconEntry(*row) for row in self._db.execute(sql, list(facts))]
        except (TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=error) from error

    # -- rules -----------------------------------------------------------------------------

    def set_rules(self, entries: Iterable[LexiconEntry]) -> None:
        """Rule and source of each of `entries`, which come in all or none; counts stay."""
        wanted = [(each.text, each.label, each.rule, each.source) for each in entries]
        with sqlite_errors(self.path), self._db.atomic():
            self._touched.update(text for text, *_ in wanted)
            self._db.conn.executemany(_RULE, wanted)
            self._db.conn.executemany(_DROP_EMPTY, [row[:2] for row in wanted if row[2] == "auto"])

    # -- counts, inside the transaction of whoever writes ------------------------------------

    def _count_edit(self, number: int, before: Page, edit: Edit, after: Page) -> None:
        """What an edit takes and places goes to the counts."""
        counts = Counter[Told]()
        for change in edit.changes:
            for record, step in ((change.before, -1), (change.after, 1)):
                told = self._told(number, record, after.raw.text)
                if told is not None:
                    counts[told] += step
        self._count(counts)
        was, is_now = before.state is PageState.FINISHED, after.state is PageState.FINISHED
        if was or is_now:
            self._count_outside(number, after if is_now else None)

    def _told(self, number: int, record: Record | None, text: str) -> Told | None:
        match record:
            case EntityMark(_, span, label, _):
                return "accepted", string_of(span.text_in(text)), label
            case Decision(proposal, "rejected", _, _):
                row = self._db.execute(_ENTITY_PROPOSAL, [number, proposal]).fetchone()
                return ("rejected", string_of(row[0]), row[1]) if row else None
            case _:
                return None

    def _count(self, counts: Mapping[Told, int]) -> None:
        for (what, text, label), step in counts.items():
            if not (step and text and label):
                continue
            self._touched.add(text)
            facts = {"text": text, "label": label, "accepted": 0, "rejected": 0}
            self._db.execute(_COUNT, facts | {what: step})
            if step < 0:
                self._db.execute(_DROP_EMPTY, [text, label])

    def _uncount(self, text: object, label: object) -> None:
        """An entity is gone without an edit; its row said what it read."""
        if isinstance(text, str) and isinstance(label, str):
            self._count({("accepted", string_of(text), label): -1})

    def _rejections(self, number: int) -> Counter[Told]:
        """The rejected entity proposals of a page, by string and label."""
        found = self._db.execute(_REJECTED, [number])
        return Counter(("rejected", string_of(text), label) for text, label in found)

    def _count_outside(self, number: int, page: Page | None) -> None:
        """Counts the lexicon's strings on a finished page anew; None for one that is not finished."""
        of_page = [number]
        old = self._db.execute("select text from lexicon_outside where page = ?", of_page)
        self._touched.update(text for (text,) in old.fetchall())
        self._db.execute("delete from lexicon_outside where page = ?", of_page)
        if page is None:
            return
        entities = (mark.span for mark in page.entities)
        breaks = (mark.span for mark in page.soft_breaks)
        found = outside_counts(page.raw.text, entities, breaks, self.lexicon())
        self._touched.update(found)
        self._db.conn.executemany(
            "insert into lexicon_outside (page, text, count) values (?, ?, ?)",
            [(number, text, count) for text, count in found.items()],
        )
