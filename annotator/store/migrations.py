# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""The shape of a project file, as named steps that are safe to meet twice and are never edited again.

Offsets in every table are code points of `pages.text`, half-open: `substr(text, start + 1,
stop - start)` is a mark's text. (`stop`, because END is a word of SQL's own.)
"""

from collections import Counter

from annotator.document.lexicon import Lexicon, LexiconEntry, outside_counts, string_of
from annotator.document.spans import Span
from annotator.store.library import Database, Migrations

APPLICATION_ID = 0x414E4E4F
"""`ANNO` in the file's header: tells a project from other SQLite files."""

project_migrations = Migrations("annotator")

_ORIGIN = {"origin": str, "origin_by": str, "origin_proposal": str, "origin_source": str}
_PLACE = {"start": int, "stop": int}


@project_migrations()
def project_with_pages_marks_proposals_and_journal(db: Database) -> None:
    """Everything the first release knows."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.table("project").create({"key": str, "value": str}, pk="key")
    pages = db.table("pages")
    pages.create(
        {
            "id": int,
            "name": str,
            "source": str,
            "encoding": str,
            "newline": str,
            "source_sha256": str,
            "sha256": str,
            "text": str,
            "length": int,
            "state": str,
            "revision": int,
            "proposed": int,
            "open": int,
            "added_at": str,
            "changed_at": str,
            "changed_by": str,
        },
        pk="id",
        not_null={"name", "text", "sha256", "state", "revision"},
    )
    pages.create_index(["name"], unique=True)
    pages.create_index(["state", "name"])
    _create_mark_tables(db)
    _create_proposal_tables(db)
    _create_journal(db)
    _create_views(db)


def _create_mark_tables(db: Database) -> None:
    page = {"page": int, "id": str}
    text = {"text": str}
    of_page = [("page", "pages", "id")]
    tables = {
        "entities": {**page, **_PLACE, "label": str, **text, **_ORIGIN},
        "articles": {**page, "rank": float, **_ORIGIN},
        "furniture": {**page, **_PLACE, "role": str, **text, **_ORIGIN},
        "soft_breaks": {**page, **_PLACE, **text, **_ORIGIN},
        "corrections": {
            **page,
            **_PLACE,
            "kind": str,
            **text,
            "replacement": str,
            "certainty": str,
            **_ORIGIN,
        },
    }
    for name, columns in tables.items():
        db.table(name).create(columns, pk=("page", "id"), foreign_keys=of_page)
    db.table("article_parts").create(
        {"page": int, "article": str, "position": int, **_PLACE, "role": str, **text},
        pk=("page", "article", "position"),
        foreign_keys=of_page,
    )
    db.table("entities").create_index(["text", "label"])
    db.table("set_aside").create(
        {"id": int, "page": int, "record": str, "why": str, "at": str},
        pk="id",
        foreign_keys=of_page,
    )


def _create_proposal_tables(db: Database) -> None:
    of_page = [("page", "pages", "id")]
    db.table("proposals").create(
        {
            "page": int,
            "id": str,
            "kind": str,
            **_PLACE,
            "label": str,
            "text": str,
            "score": float,
            "body": str,
            "because": str,
            "run": str,
        },
        pk=("page", "id"),
        foreign_keys=of_page,
    )
    db.table("decisions").create(
        {"page": int, "proposal": str, "verdict": str, "by": str, "at": str},
        pk=("page", "proposal"),
        foreign_keys=of_page,
    )
    db.table("reviewed").create(
        {"page": int, "layer": str, **_PLACE, "by": str, "at": str},
        pk=("page", "layer"),
        foreign_keys=of_page,
    )


def _create_journal(db: Database) -> None:
    journal = db.table("journal")
    journal.create(
        {
            "id": int,
            "page": int,
            "revision": int,
            "kind": str,
            "command": str,
            "title": str,
            "edit": str,
            "join_key": str,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[("page", "pages", "id")],
    )
    journal.create_index(["page", "revision"], unique=True)


def _create_views(db: Database) -> None:
    origin = "m.origin, m.origin_by, m.origin_proposal, m.origin_source"
    db.create_view(
        "gold_entities",
        f"""select p.name as page, p.state, m.id, m.start, m.stop, m.label, m.text, {origin}
        from entities m join pages p on p.id = m.page order by p.name, m.start""",
    )
    db.create_view(
        "gold_articles",
        f"""select p.name as page, p.state, m.id as article, m.rank, a.position, a.start, a.stop,
        a.role, a.text, {origin}
        from articles m join pages p on p.id = m.page
        join article_parts a on a.page = m.page and a.article = m.id
        order by p.name, m.rank, m.id, a.position""",
    )
    db.create_view(
        "gold_corrections",
        f"""select p.name as page, p.state, m.id, m.start, m.stop, m.kind, m.text, m.replacement, m.certainty,
        {origin} from corrections m join pages p on p.id = m.page order by p.name, m.start""",
    )


@project_migrations()
def lexicon_patterns_learner_and_plain_scores(db: Database) -> None:
    """What a project learns; the lexicon starts with what marks, decisions and finished pages say already."""
    db.table("lexicon").create(
        {
            "text": str,
            "label": str,
            "accepted": int,
            "rejected": int,
            "rule": str,
            "source": str,
        },
        pk=("text", "label"),
    )
    outside = db.table("lexicon_outside")
    outside.create(
        {"page": int, "text": str, "count": int},
        pk=("page", "text"),
        foreign_keys=[("page", "pages", "id")],
    )
    outside.create_index(["text", "count"])
    db.table("patterns").create(
        {"id": int, "label": str, "kind": str, "body": str, "is_on": int}, pk="id"
    )
    db.table("learner").create({"key": str, "value": bytes}, pk="key")
    db.table("proposals").add_column("plain_score", float)
    _count_what_is_there(db)
    _count_outside_of_entities(db)


def _count_what_is_there(db: Database) -> None:
    accepted = """select text, label, count(*) from entities
        where text is not null and label is not null group by text, label"""
    rejected = """select p.text, p.label, count(*) from decisions d
        join proposals p on p.page = d.page and p.id = d.proposal
        where d.verdict = 'rejected' and p.kind = 'entity' and p.text is not null
        and p.label is not null group by p.text, p.label"""
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for name, found in (("accepted", db.execute(accepted)), ("rejected", db.execute(rejected))):
        counts = counted.setdefault(name, Counter())
        for text, label, count in found:
            counts[string_of(text), label] += count
    db.table("lexicon").insert_all(
        {
            "text": text,
            "label": label,
            "accepted": counted["accepted"][text, label],
            "rejected": counted["rejected"][text, label],
            "rule": "auto",
            "source": "",
        }
        for text, label in sorted(counted["accepted"] | counted["rejected"])
        if text and label
    )


def _count_outside_of_entities(db: Database) -> None:
    known = db.execute("select text, label from lexicon").fetchall()
    lexicon = Lexicon(LexiconEntry(text, label) for text, label in known)

    def spans(table: str, page: int) -> list[Span]:
        # The table's name is one of ours.
        found = db.execute(
            f"select start, stop from {table} where page = ? and start >= 0 and stop > start",
            [page],
        )
        return [Span(start, stop) for start, stop in found]

    finished = db.execute("select id from pages where state = 'finished'").fetchall()
    for (page,) in finished:
        (text,) = db.execute("select text from pages where id = ?", [page]).fetchone()
        places = spans("entities", page), spans("soft_breaks", page)
        counts = outside_counts(text, *places, lexicon)
        db.table("lexicon_outside").insert_all(
            {"page": page, "text": word, "count": count} for word, count in counts.items()
        )


@project_migrations()
def rules_on_strings_and_other_readings(db: Database) -> None:
    """What editors and lists say of strings wherever they stand, and what else a suspect could read."""
    db.table("correction_rules").create(
        {"raw": str, "text": str, "verdict": str, "source": str, "by": str, "at": str}, pk="raw"
    )
    db.table("proposals").add_column("alternatives", str)
    # A series is found on all its pages by the join key of its edits.
    db.execute(
        "create index journal_join_key on journal (join_key, page) where join_key is not null"
    )
