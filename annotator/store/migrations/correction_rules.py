# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Rules on strings, and the other readings of suspects."""

from annotator.store.library import Database


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
