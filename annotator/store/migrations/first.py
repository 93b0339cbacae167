# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Pages, marks, proposals and journal: what the first release knows."""

from annotator.store.library import Database

APPLICATION_ID = 0x414E4E4F
"""`ANNO` in the file's header: tells a project from other SQLite files."""

_ORIGIN = {"origin": str, "origin_by": str, "origin_proposal": str, "origin_source": str}
_PLACE = {"start": int, "stop": int}


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
