"""What a machine says about a page. Never gold until a person decides."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from annotator.document.fields import place_in, position, span_in, text, text_in, text_or_none_in
from annotator.document.marks import Part
from annotator.document.phrases import Phrase
from annotator.document.spans import Gap, Place, Span

WEAK = 0.3
"""Below this score a proposal is a hint: listed when asked for, never shown in the text, nothing to decide."""

VERDICTS = ("accepted", "adjusted", "rejected")


@dataclass(frozen=True, slots=True)
class EntityBody:
    """This stretch is a named entity."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """These parts, in this order, are one article, and these of its line breaks are soft.

    The soft breaks ride on the article because an editor decides them with it: a page of
    hard-wrapped text has hundreds.
    """

    parts: tuple[Part, ...]
    soft_breaks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FurnitureBody:
    """This stretch belongs to no article."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class CorrectionBody:
    """This place should read `text` (None: damaged, original unknown)."""

    place: Place
    text: str | None
    kind: str


Body = EntityBody | ArticleBody | FurnitureBody | CorrectionBody


def body_to_plain(body: Body) -> dict[str, Any]:
    """A proposal's body as JSON values; the ground of its identity."""
    match body:
        case EntityBody(span, label):
            return {"kind": "entity", "start": span.start, "end": span.end, "label": label}
        case FurnitureBody(span, role):
            return {"kind": "furniture", "start": span.start, "end": span.end, "role": role}
        case ArticleBody(parts, soft_breaks):
            return {
                "kind": "article",
                "parts": [[p.span.start, p.span.end, p.role] for p in parts],
                "soft_breaks": [[s.start, s.end] for s in soft_breaks],
            }
        case CorrectionBody(place, text, kind):
            start, end = (
                (place.at, place.at) if isinstance(place, Gap) else (place.start, place.end)
            )
            return {"kind": "correction", "start": start, "end": end, "text": text, "error": kind}


def body_from_plain(plain: dict[str, Any]) -> Body:
    """Inverse of `body_to_plain`. Raises KeyError, TypeError or ValueError for anything else."""
    match plain["kind"]:
        case "entity":
            return EntityBody(span_in(plain), text_in(plain, "label"))
        case "furniture":
            return FurnitureBody(span_in(plain), text_in(plain, "role"))
        case "article":
            parts = [
                Part(Span(position(start), position(end)), text(role, "role"))
                for start, end, role in plain["parts"]
            ]
            breaks = [Span(position(start), position(end)) for start, end in plain["soft_breaks"]]
            return ArticleBody(tuple(parts), tuple(breaks))
        case "correction":
            reads = text_or_none_in(plain, "text")
            return CorrectionBody(place_in(plain), reads, text_in(plain, "error"))
        case other:
            raise ValueError(f"unknown kind of proposal {other!r}")


def identity_of(body: Body) -> str:
    """16 hex digits of the body's content: a rerun that says the same meets its old decision."""
    canonical = json.dumps(body_to_plain(body), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body, how likely it is right (0 to 1), and why, in words that a person can check.

    `run` names the proposer and its version; `plain_score` is what it said before the project's
    lexicon spoke (None: the same). `alternatives` are other corrections of the same place, the
    likeliest first. Raises ValueError for a score outside 0..1.
    """

    id: str
    body: Body
    score: float
    because: tuple[Phrase, ...]
    run: str
    plain_score: float | None = None
    alternatives: tuple[CorrectionBody, ...] = ()

    def __post_init__(self) -> None:
        for score in (self.score, self.plain_score or 0.0):
            if not 0.0 <= score <= 1.0:
                raise ValueError(f"a score lies between 0 and 1, not {score}")


def propose(
    body: Body,
    score: float,
    because: tuple[Phrase, ...],
    run: str,
    alternatives: tuple[CorrectionBody, ...] = (),
) -> Proposal:
    """A proposal with the identity of its content: its body's, whatever the alternatives."""
    return Proposal(
        identity_of(body), body, round(score, 4), because, run, alternatives=alternatives
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said to a proposal. `at` is ISO 8601, UTC."""

    proposal: str
    verdict: str
    by: str
    at: str

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {self.verdict!r}")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Somebody has looked at `layer` all over `span`: nothing marked there means nothing there."""

    layer: str
    span: Span
    by: str
    at: str


def extent_of(body: Body) -> tuple[int, int]:
    """First and last position a body speaks of (equal for a gap)."""
    match body:
        case EntityBody(span, _) | FurnitureBody(span, _):
            return span.start, span.end
        case ArticleBody(parts, _):
            return min(p.span.start for p in parts), max(p.span.end for p in parts)
        case CorrectionBody(place, _, _):
            return (place.at, place.at) if isinstance(place, Gap) else (place.start, place.end)
