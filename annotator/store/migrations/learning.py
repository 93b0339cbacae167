# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Lexicon, patterns and learner."""

from collections import Counter

from annotator.document.lexicon import Lexicon, LexiconEntry, outside_counts, string_of
from annotator.document.spans import Span
from annotator.store.library import Database


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
