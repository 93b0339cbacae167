# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Flags, notes, where editors stopped, and what the list of pages is sorted by."""

from annotator.store.library import Database


def flags_notes_and_where_editors_stopped(db: Database) -> None:
    """What people say to each other about pages, and how many steps an undo in the journal took back."""
    of_page = [("page", "pages", "id")]
    said = {"by": str, "at": str}
    db.table("flags").create(
        {"page": int, "why": str, **said}, pk="page", not_null={"why"}, foreign_keys=of_page
    )
    # `text` is the slice of the raw text, as in the tables of marks; `note` is what was said.
    db.table("notes").create(
        {
            "page": int,
            "id": str,
            "start": int,
            "stop": int,
            "text": str,
            "mark": str,
            "note": str,
            **said,
        },
        pk=("page", "id"),
        foreign_keys=of_page,
    )
    db.table("stops").create(
        {"page": int, "anchor": int, "caret": int, "top": int}, pk="page", foreign_keys=of_page
    )
    db.table("journal").add_column("steps", int, not_null_default=1)
    db.table("pages").add_column("notes", int, not_null_default=0)
    # A row of `pages` holds its text: filtering and sorting a long list reads this index alone.
    db.execute(
        """create index pages_listed
        on pages (name, state, open, length, changed_at, changed_by, notes)"""
    )
