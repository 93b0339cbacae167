"""Our own format, lossless: JSON Lines, one page a line, with its text and all that is known.

Each mark and each proposal has beside its positions the text that they name, under `slice`
(an article's parts have one each; a proposed article has `slices`); a reader refuses a line
where they differ. Proposals go out when asked for, in a list of their own, never among the
records. The revision and the journal stay with the project that made them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from annotator.document.fields import place_in, span_in, text, text_in
from annotator.document.labels import Vocabulary
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.plain import (
    Plain,
    proposal_from_plain,
    proposal_to_plain,
    record_from_plain,
    record_to_plain,
)
from annotator.document.proposals import ArticleBody, Proposal, extent_of
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap
from annotator.errors import BadFormat, Conflict, FileMissing, FileUnreadable
from annotator.exchange.decode import refuse_too_long
from annotator.exchange.form import OFFSET_UNIT, CameFrom, Incoming, Order, Piece, Texts, Written
from annotator.exchange.json_text import object_in, one_line
from annotator.exchange.loss import Loss

EXTENSION = ".jsonl"
FORMAT, VERSION = "annotator", 1

_WITHOUT_SLICE = ("decision", "reviewed", "flag")
"""Kinds of records that name no text; a note on the page as a whole names none either."""

# -- out ---------------------------------------------------------------------------------


def write(page: Page, order: Order) -> Written | Phrase:
    """The page's line. Records stand in one order, whatever order they were made in."""
    raw = page.raw
    records: list[Record] = [
        *page.articles,
        *page.furniture,
        *page.soft_breaks,
        *page.entities,
        *page.corrections,
        *sorted(page.decisions.values(), key=record_key),
        *sorted(page.reviewed.values(), key=record_key),
        *([page.flag] if page.flag else []),
        *page.notes,
    ]
    said = page.proposals.values() if order.include_proposals else ()
    proposals = sorted(said, key=lambda each: (*extent_of(each.body), each.id))
    line: Plain = {
        "format": FORMAT,
        "version": VERSION,
        "offset_unit": OFFSET_UNIT,
        "name": page.name,
        "source": order.came_from.source,
        "encoding": order.came_from.encoding,
        "newline": raw.newline,
        "source_sha256": raw.source_sha256,
        "text_sha256": raw.sha256,
        "text": raw.text,
        "records": [_record(record, raw.text) for record in records],
        "proposals": [_proposal(proposal, raw.text) for proposal in proposals],
    }
    return Written((Piece(EXTENSION, one_line(line)),), Loss())


def _record(record: Record, raw: str) -> Plain:
    plain = record_to_plain(record)
    if plain["kind"] == "article":
        plain["parts"] = [
            part | {"slice": raw[part["start"] : part["end"]]} for part in plain["parts"]
        ]
    elif _names_text(plain):
        plain["slice"] = raw[plain["start"] : plain["end"]]
    return plain


def _names_text(plain: Plain) -> bool:
    return plain["kind"] not in _WITHOUT_SLICE and "start" in plain


def _proposal(proposal: Proposal, raw: str) -> Plain:
    plain = proposal_to_plain(proposal)
    if isinstance(proposal.body, ArticleBody):
        plain["slices"] = [part.span.text_in(raw) for part in proposal.body.parts]
    else:
        start, end = extent_of(proposal.body)
        plain["slice"] = raw[start:end]
    return plain


# -- in ----------------------------------------------------------------------------------


def read(path: Path, _texts: Texts, _vocabulary: Vocabulary | None = None) -> Iterator[Incoming]:
    """The pages of the file, one in memory at a time; blank lines are nothing.

    Raises BadFormat with the line's number, LineTooLong or PageTooLong for a text that no page
    has, FileMissing or FileUnreadable. The pages before a bad line have been yielded by then.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _incoming(line, path, number)
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror or error) from error


def _incoming(line: bytes, path: Path, number: int) -> Incoming:
    try:
        plain = object_in(line)
        page = _page(plain)
        refuse_too_long(page.raw.text, str(path))
        return Incoming(page, came_from=_came_from(plain), brings_text=True)
    except KeyError as error:
        raise BadFormat(path=path, line=number, cause=f"{error.args[0]} is missing") from error
    except (TypeError, ValueError, AttributeError, RecursionError, Conflict) as error:
        raise BadFormat(path=path, line=number, cause=error) from error


def _page(plain: Plain) -> Page:
    """Raises KeyError, TypeError, ValueError, AttributeError or Conflict for what is no page."""
    found = plain.get("format"), plain.get("version"), plain.get("offset_unit")
    if found != (FORMAT, VERSION, OFFSET_UNIT):
        raise ValueError(f"not a page in the format {FORMAT} {VERSION}, {OFFSET_UNIT}: {found}")
    digests = text_in(plain, "text_sha256"), text_in(plain, "source_sha256")
    raw = RawText(text_in(plain, "text"), *digests, text_in(plain, "newline"))
    name = text_in(plain, "name")
    if not name.strip() or not raw.text.strip():
        raise ValueError("a page has a name and a text")
    records = [_checked_record(row, raw.text) for row in _rows(plain, "records")]
    proposals = [_checked_proposal(row, raw.text) for row in _rows(plain, "proposals")]
    by_key = {record_key(record): record for record in records}
    if len(by_key) < len(records) or len({each.id for each in proposals}) < len(proposals):
        raise ValueError("two records, or two proposals, of one name")
    return Page(name, raw).with_proposals(proposals).with_records(by_key, 0)


def _came_from(plain: Plain) -> CameFrom:
    return CameFrom(
        text(plain.get("source", ""), "source"), text(plain.get("encoding", ""), "encoding")
    )


def _rows(plain: Mapping[str, Any], name: str) -> list[Plain]:
    listed: object = plain[name]
    if not isinstance(listed, list):
        raise TypeError(f"{name} is a list, not {listed!r:.40}")
    for row in cast("list[object]", listed):
        if not isinstance(row, dict):
            raise TypeError(f"{name} lists objects, not {row!r:.40}")
    return cast("list[Plain]", listed)


def _checked_record(plain: Plain, raw: str) -> Record:
    record = record_from_plain(plain)
    if plain["kind"] == "article":
        for part in _rows(plain, "parts"):
            _compare(span_in(part).text_in(raw), text_in(part, "slice"))
    elif _names_text(plain):
        place = place_in(plain)
        named = "" if isinstance(place, Gap) else place.text_in(raw)
        _compare(named, text_in(plain, "slice"))
    elif plain["kind"] == "reviewed" and span_in(plain).end > len(raw):
        raise ValueError("what has been looked at leaves the text")
    return record


def _checked_proposal(plain: Plain, raw: str) -> Proposal:
    proposal = proposal_from_plain(plain)
    body = proposal.body
    if extent_of(body)[1] > len(raw):
        raise ValueError(f"the proposal {proposal.id} leaves the text")
    if isinstance(body, ArticleBody):
        for part, said in zip(body.parts, plain["slices"], strict=True):
            _compare(part.span.text_in(raw), text(said, "slices"))
    else:
        start, end = extent_of(body)
        _compare(raw[start:end], text_in(plain, "slice"))
    return proposal


def _compare(named: str, said: str) -> None:
    """Raises ValueError where the positions name other text than the file says."""
    if named != said:
        raise ValueError(f"the positions name {named!r:.60}, the slice is {said!r:.60}")
