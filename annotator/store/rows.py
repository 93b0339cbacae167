"""Records as rows of their tables, and rows as records.

A mark's row keeps the text it covers, so that a reader can check that nothing has shifted.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.document.doubts import class_of, label_of, start_of, urgency
from annotator.document.marks import (
    Accepted,
    Adjusted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Mark,
    Origin,
    Part,
    SoftBreak,
    Typed,
    place_of,
)
from annotator.document.notes import Flag, Note
from annotator.document.pages import FLAG_KEY, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.plain import alternatives_from_plain, alternatives_to_plain
from annotator.document.proposals import (
    ArticleBody,
    Decision,
    Proposal,
    Reviewed,
    body_from_plain,
    body_to_plain,
    extent_of,
)
from annotator.document.spans import Span, place_at

Row = dict[str, Any]

PLACED_TABLES = ("entities", "articles", "furniture", "soft_breaks", "corrections", "notes")
"""What names text of the page, and is set aside where that is no longer there."""


def table_of(record: Record) -> str:
    """The table that holds such a record."""
    match record:
        case EntityMark():
            return "entities"
        case ArticleMark():
            return "articles"
        case FurnitureMark():
            return "furniture"
        case SoftBreak():
            return "soft_breaks"
        case CorrectionMark():
            return "corrections"
        case Decision():
            return "decisions"
        case Reviewed():
            return "reviewed"
        case Flag():
            return "flags"
        case Note():
            return "notes"


def id_of(record: Record) -> str:
    """What tells a record from the others of its page and table."""
    match record:
        case Decision():
            return record.proposal
        case Reviewed():
            return record.layer
        case Flag():
            return FLAG_KEY
        case _:
            return record.id


def key_of(table: str) -> str:
    """The column that holds `id_of`."""
    return {"decisions": "proposal", "reviewed": "layer"}.get(table, "id")


def note_row(page: int, note: Note, text: str) -> Row:
    """A note's row; without a place where it is about the page."""
    row: Row = {"page": page, "id": note.id, "mark": note.mark, "note": note.text}
    place = note.place
    row |= {
        "start": place.start if place else None,
        "stop": place.end if place else None,
        "text": place.text_in(text) if place else None,
    }
    return row | {"by": note.by, "at": note.at}


def note_of(row: Mapping[str, Any]) -> Note:
    """Inverse of `note_row`. Raises TypeError or ValueError for a row that makes no note."""
    place = None if row["start"] is None else Span(row["start"], row["stop"])
    return Note(row["id"], row["note"], row["by"], row["at"], place, row["mark"])


def _origin_row(origin: Origin) -> Row:
    row: Row = dict.fromkeys(("origin", "origin_by", "origin_proposal", "origin_source"))
    match origin:
        case Typed(by):
            row |= {"origin": "typed", "origin_by": by}
        case Accepted(by, proposal):
            row |= {"origin": "accepted", "origin_by": by, "origin_proposal": proposal}
        case Adjusted(by, proposal):
            row |= {"origin": "adjusted", "origin_by": by, "origin_proposal": proposal}
        case Imported(source):
            row |= {"origin": "imported", "origin_source": source}
    return row


def _origin_of(row: Mapping[str, Any]) -> Origin:
    match row["origin"]:
        case "typed":
            return Typed(row["origin_by"])
        case "accepted":
            return Accepted(row["origin_by"], row["origin_proposal"])
        case "adjusted":
            return Adjusted(row["origin_by"], row["origin_proposal"])
        case "imported":
            return Imported(row["origin_source"])
        case other:
            raise ValueError(f"unknown origin {other!r}")


def record_row(page: int, record: Record, text: str) -> Row:
    """The row of a record on the page with that number; `text` is the page's raw text."""
    match record:
        case Decision(proposal, verdict, by, at):
            return {"page": page, "proposal": proposal, "verdict": verdict, "by": by, "at": at}
        case Reviewed(layer, span, by, at):
            row: Row = {"page": page, "layer": layer, "start": span.start, "stop": span.end}
            return row | {"by": by, "at": at}
        case Flag(why, by, at):
            return {"page": page, "why": why, "by": by, "at": at}
        case Note():
            return note_row(page, record, text)
        case ArticleMark(id_, _, rank, origin):
            return {"page": page, "id": id_, "rank": rank, **_origin_row(origin)}
        case CorrectionMark(id_, _, replacement, kind, origin, certainty):
            start, stop = place_of(record)
            row = {"page": page, "id": id_, "start": start, "stop": stop, "kind": kind}
            row |= {"text": text[start:stop], "replacement": replacement}
            row["certainty"] = certainty
            return row | _origin_row(origin)
        case EntityMark(id_, span, _, origin) | FurnitureMark(id_, span, _, origin):
            row = {"page": page, "id": id_, "start": span.start, "stop": span.end}
            word = (
                {"label": record.label} if isinstance(record, EntityMark) else {"role": record.role}
            )
            return row | word | {"text": span.text_in(text)} | _origin_row(origin)
        case SoftBreak(id_, span, origin):
            row = {"page": page, "id": id_, "start": span.start, "stop": span.end}
            return row | {"text": span.text_in(text)} | _origin_row(origin)


def part_rows(page: int, article: ArticleMark, text: str) -> list[Row]:
    """The rows of an article's parts, in reading order."""
    return [
        {
            "page": page,
            "article": article.id,
            "position": position,
            "start": part.span.start,
            "stop": part.span.end,
            "role": part.role,
            "text": part.span.text_in(text),
        }
        for position, part in enumerate(article.parts)
    ]


def mark_of(table: str, row: Mapping[str, Any], parts: list[Row]) -> Mark:
    """Inverse of `record_row` for marks. Raises ValueError for a row that makes no mark."""
    origin = _origin_of(row)
    if table == "articles":
        made = tuple(Part(Span(p["start"], p["stop"]), p["role"]) for p in parts)
        return ArticleMark(row["id"], made, row["rank"], origin)
    start, stop = row["start"], row["stop"]
    if table == "corrections":
        place = place_at(start, stop)
        replacement, certainty = row["replacement"], row["certainty"]
        return CorrectionMark(row["id"], place, replacement, row["kind"], origin, certainty)
    span = Span(start, stop)
    if table == "entities":
        return EntityMark(row["id"], span, row["label"], origin)
    if table == "furniture":
        return FurnitureMark(row["id"], span, row["role"], origin)
    return SoftBreak(row["id"], span, origin)


def decision_of(row: Mapping[str, Any]) -> Decision:
    return Decision(row["proposal"], row["verdict"], row["by"], row["at"])


def reviewed_of(row: Mapping[str, Any]) -> Reviewed:
    return Reviewed(row["layer"], Span(row["start"], row["stop"]), row["by"], row["at"])


def keyed(records: Iterable[Record]) -> dict[str, Record]:
    """Records under their keys."""
    return {record_key(record): record for record in records}


def fitting_record(
    table: str, row: Mapping[str, Any], pieces: list[Row], text: str
) -> tuple[Mark | Note | None, str]:
    """The mark or note of a row whose stretches fit `text`; None for any other, with the reason."""
    try:
        if table == "notes" and row["start"] is None:
            return note_of(row), ""
        why = misfit(text, pieces)
        if why is not None:
            return None, why
        return note_of(row) if table == "notes" else mark_of(table, row, pieces), ""
    except (TypeError, ValueError) as error:
        return None, str(error)


def misfit(text: str, pieces: list[Row]) -> str | None:
    """Why a mark with those stretches does not fit `text`, or None where it does."""
    if not pieces:
        return "no parts"
    for piece in pieces:
        start, stop = piece["start"], piece["stop"]
        if not 0 <= start <= stop <= len(text):
            return f"[{start}, {stop}) leaves the text"
        if text[start:stop] != piece["text"]:
            return f"[{start}, {stop}) reads {text[start:stop]!r}, not {piece['text']!r}"
    return None


def proposal_row(page: int, proposal: Proposal, text: str, *, is_open: bool) -> Row:
    """A proposal's row; what stands in the queue by it (`document/doubts.py`) has columns of its own.

    `label` is the label of an entity, the role of furniture or the kind of a correction.
    """
    plain = body_to_plain(proposal.body)
    start, stop = extent_of(proposal.body)
    body = proposal.body
    return {
        "page": page,
        "id": proposal.id,
        "kind": plain["kind"],
        "start": start,
        "stop": stop,
        "label": label_of(proposal) or None,
        "text": None if isinstance(body, ArticleBody) else text[start:stop],
        "score": proposal.score,
        "body": json.dumps(plain, ensure_ascii=False),
        "because": json.dumps([p.to_plain() for p in proposal.because], ensure_ascii=False),
        "run": proposal.run,
        "plain_score": proposal.plain_score,
        "alternatives": _alternatives_row(proposal),
        "is_open": int(is_open),
        "at": start_of(proposal),
        "urgency": urgency(proposal),
        "class": class_of(proposal),
    }


def _alternatives_row(proposal: Proposal) -> str | None:
    if not proposal.alternatives:
        return None
    return json.dumps(alternatives_to_plain(proposal.alternatives), ensure_ascii=False)


def proposal_of(row: Mapping[str, Any]) -> Proposal:
    """Inverse of `proposal_row`."""
    return Proposal(
        row["id"],
        body_from_plain(json.loads(row["body"])),
        row["score"],
        tuple(Phrase.from_plain(plain) for plain in json.loads(row["because"])),
        row["run"],
        row["plain_score"],
        alternatives_from_plain(json.loads(row["alternatives"] or "[]")),
    )
