"""Records, edits and selections as JSON values and back: for the journal and the native format."""

from collections.abc import Iterable, Mapping
from typing import Any

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Change, Edit, RuleChange
from annotator.document.fields import (
    number_in,
    place_in,
    position,
    span_in,
    text_in,
    text_or_none_in,
)
from annotator.document.marks import (
    Accepted,
    Adjusted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Origin,
    Part,
    SoftBreak,
    Typed,
    place_of,
)
from annotator.document.notes import Flag, Note
from annotator.document.pages import Record
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    CorrectionBody,
    Decision,
    Proposal,
    Reviewed,
    body_from_plain,
    body_to_plain,
)
from annotator.document.spans import Selection

Plain = dict[str, Any]


def origin_to_plain(origin: Origin) -> Plain:
    match origin:
        case Typed(by):
            return {"how": "typed", "by": by}
        case Accepted(by, proposal):
            return {"how": "accepted", "by": by, "proposal": proposal}
        case Adjusted(by, proposal):
            return {"how": "adjusted", "by": by, "proposal": proposal}
        case Imported(source):
            return {"how": "imported", "source": source}


def origin_from_plain(plain: Mapping[str, Any]) -> Origin:
    """Raises KeyError, TypeError or ValueError for anything `origin_to_plain` does not make."""
    match plain["how"]:
        case "typed":
            return Typed(text_in(plain, "by"))
        case "accepted":
            return Accepted(text_in(plain, "by"), text_in(plain, "proposal"))
        case "adjusted":
            return Adjusted(text_in(plain, "by"), text_in(plain, "proposal"))
        case "imported":
            return Imported(text_in(plain, "source"))
        case other:
            raise ValueError(f"unknown origin {other!r}")


def record_to_plain(record: Record) -> Plain:
    """A record with `kind` first; offsets in code points."""
    match record:
        case EntityMark(id_, span, label, origin):
            body: Plain = {"kind": "entity", "id": id_, "start": span.start, "end": span.end}
            return body | {"label": label, "origin": origin_to_plain(origin)}
        case ArticleMark(id_, parts, rank, origin):
            segments = [{"start": p.span.start, "end": p.span.end, "role": p.role} for p in parts]
            body = {"kind": "article", "id": id_, "parts": segments, "rank": rank}
            return body | {"origin": origin_to_plain(origin)}
        case FurnitureMark(id_, span, role, origin):
            body = {"kind": "furniture", "id": id_, "start": span.start, "end": span.end}
            return body | {"role": role, "origin": origin_to_plain(origin)}
        case SoftBreak(id_, span, origin):
            body = {"kind": "soft_break", "id": id_, "start": span.start, "end": span.end}
            return body | {"origin": origin_to_plain(origin)}
        case CorrectionMark(id_, _, text, kind, origin, certainty):
            start, end = place_of(record)
            body = {"kind": "correction", "id": id_, "start": start, "end": end, "text": text}
            body |= {"error": kind, "certainty": certainty}
            return body | {"origin": origin_to_plain(origin)}
        case Decision(proposal, verdict, by, at):
            body = {"kind": "decision", "proposal": proposal, "verdict": verdict}
            return body | {"by": by, "at": at}
        case Reviewed(layer, span, by, at):
            body = {"kind": "reviewed", "layer": layer, "start": span.start, "end": span.end}
            return body | {"by": by, "at": at}
        case Flag(why, by, at):
            return {"kind": "flag", "why": why, "by": by, "at": at}
        case Note(id_, text, by, at, place, mark):
            body = {"kind": "note", "id": id_, "text": text, "by": by, "at": at}
            bounds = (
                {"start": place.start, "end": place.end, "mark": mark} if place is not None else {}
            )
            return body | bounds


def record_from_plain(plain: Mapping[str, Any]) -> Record:
    """Inverse of `record_to_plain`. Raises KeyError, TypeError or ValueError for anything else."""
    kind = plain["kind"]
    if kind == "decision":
        said = text_in(plain, "proposal"), text_in(plain, "verdict")
        return Decision(*said, text_in(plain, "by"), text_in(plain, "at"))
    if kind == "reviewed":
        looked_at = text_in(plain, "layer"), span_in(plain)
        return Reviewed(*looked_at, text_in(plain, "by"), text_in(plain, "at"))
    if kind == "flag":
        return Flag(*(text_in(plain, field) for field in ("why", "by", "at")))
    if kind == "note":
        return _note_from_plain(plain)
    id_, origin = text_in(plain, "id"), origin_from_plain(plain["origin"])
    match kind:
        case "article":
            parts = tuple(Part(span_in(part), text_in(part, "role")) for part in plain["parts"])
            return ArticleMark(id_, parts, number_in(plain, "rank"), origin)
        case "entity":
            return EntityMark(id_, span_in(plain), text_in(plain, "label"), origin)
        case "furniture":
            return FurnitureMark(id_, span_in(plain), text_in(plain, "role"), origin)
        case "soft_break":
            return SoftBreak(id_, span_in(plain), origin)
        case "correction":
            text, error = text_or_none_in(plain, "text"), text_in(plain, "error")
            certainty = text_in(plain, "certainty")
            return CorrectionMark(id_, place_in(plain), text, error, origin, certainty)
        case other:
            raise ValueError(f"unknown kind of record {other!r}")


def _note_from_plain(plain: Mapping[str, Any]) -> Note:
    id_, text, by, at = (text_in(plain, field) for field in ("id", "text", "by", "at"))
    if "start" not in plain:
        return Note(id_, text, by, at)
    return Note(id_, text, by, at, span_in(plain), text_in(plain, "mark"))


def change_to_plain(change: Change) -> Plain:
    return {
        "before": record_to_plain(change.before) if change.before else None,
        "after": record_to_plain(change.after) if change.after else None,
    }


def change_from_plain(plain: Mapping[str, Any]) -> Change:
    before, after = plain["before"], plain["after"]
    return Change(
        None if before is None else record_from_plain(before),
        None if after is None else record_from_plain(after),
    )


def rule_to_plain(rule: CorrectionRule) -> Plain:
    return {"raw": rule.raw, "text": rule.text, "verdict": rule.verdict, "source": rule.source}


def rule_from_plain(plain: Mapping[str, Any]) -> CorrectionRule:
    """Inverse of `rule_to_plain`. Raises KeyError, TypeError or ValueError for anything else."""
    return CorrectionRule(*(text_in(plain, key) for key in ("raw", "text", "verdict", "source")))


def _rule_change_from_plain(plain: Mapping[str, Any]) -> RuleChange:
    before, after = plain["before"], plain["after"]
    return RuleChange(
        None if before is None else rule_from_plain(before),
        None if after is None else rule_from_plain(after),
    )


def edit_to_plain(edit: Edit) -> Plain:
    """An edit as the journal keeps it; `rules` stands there only where it has any."""
    plain: Plain = {
        "command": edit.command,
        "title": edit.title.to_plain(),
        "changes": [change_to_plain(change) for change in edit.changes],
        "selection": [edit.selection.anchor, edit.selection.caret],
        "by": edit.by,
        "at": edit.at,
        "join_key": edit.join_key,
    }
    if edit.rules:
        plain["rules"] = [
            {
                "before": rule_to_plain(change.before) if change.before else None,
                "after": rule_to_plain(change.after) if change.after else None,
            }
            for change in edit.rules
        ]
    return plain


def edit_from_plain(plain: Mapping[str, Any]) -> Edit:
    """Inverse of `edit_to_plain`. Raises KeyError, TypeError or ValueError for anything else."""
    anchor, caret = plain["selection"]
    return Edit(
        command=text_in(plain, "command"),
        title=Phrase.from_plain(plain["title"]),
        changes=tuple(change_from_plain(change) for change in plain["changes"]),
        selection=Selection(position(anchor), position(caret)),
        by=text_in(plain, "by"),
        at=text_in(plain, "at"),
        join_key=text_or_none_in(plain, "join_key"),
        rules=tuple(map(_rule_change_from_plain, plain.get("rules", ()))),
    )


def proposal_to_plain(proposal: Proposal) -> Plain:
    plain: Plain = {
        "id": proposal.id,
        "body": body_to_plain(proposal.body),
        "score": proposal.score,
        "because": [reason.to_plain() for reason in proposal.because],
        "run": proposal.run,
    }
    if proposal.plain_score is not None:
        plain["plain_score"] = proposal.plain_score
    if proposal.alternatives:
        plain["alternatives"] = alternatives_to_plain(proposal.alternatives)
    return plain


def alternatives_to_plain(alternatives: Iterable[CorrectionBody]) -> list[Plain]:
    return [body_to_plain(each) for each in alternatives]


def alternatives_from_plain(plain: Iterable[Mapping[str, Any]]) -> tuple[CorrectionBody, ...]:
    """Raises KeyError, TypeError or ValueError for anything `alternatives_to_plain` does not make."""
    bodies = tuple(body_from_plain(dict(each)) for each in plain)
    corrections = tuple(each for each in bodies if isinstance(each, CorrectionBody))
    if len(corrections) != len(bodies):
        raise ValueError("an alternative is another correction")
    return corrections


def proposal_from_plain(plain: Mapping[str, Any]) -> Proposal:
    """Inverse of `proposal_to_plain`. Raises KeyError, TypeError or ValueError for anything else."""
    return Proposal(
        text_in(plain, "id"),
        body_from_plain(plain["body"]),
        number_in(plain, "score"),
        tuple(Phrase.from_plain(reason) for reason in plain["because"]),
        text_in(plain, "run"),
        None if plain.get("plain_score") is None else number_in(plain, "plain_score"),
        alternatives_from_plain(plain.get("alternatives", ())),
    )
