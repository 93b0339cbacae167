"""Our own format, lossless: JSON Lines, one page a line, with its text and all that is known.

Each mark and each proposal has beside its positions the text that they name, under `slice`
(an article's parts have one each; a proposed article has `slices`); a reader refuses a line
where they differ. The revision and the journal stay with the project that made them, and so
do the name and the encoding of the file that the text came from. Proposals stand in a list
of their own, never among the records.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.document.fields import place_in, span_in, text, text_in
from annotator.document.pages import Page, Record, record_key
from annotator.document.plain import (
    Plain,
    proposal_from_plain,
    proposal_to_plain,
    record_from_plain,
    record_to_plain,
)
from annotator.document.proposals import ArticleBody, Proposal
from annotator.document.proposals import extent_of as extent_of_body
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap
from annotator.errors import FileMissing, FileUnreadable
from annotator.exchange.json_text import OFFSET_UNIT, bad_format, one_line, parsed, rows_in
from annotator.exchange.loss import Loss
from annotator.exchange.placing import ReadPage

FORMAT, VERSION = "annotator", 1

_WITHOUT_SLICE = ("decision", "reviewed")

# -- out ---------------------------------------------------------------------------------


def write(page: Page) -> bytes:
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
    ]
    proposals = sorted(page.proposals.values(), key=lambda p: (*extent_of_body(p.body), p.id))
    return one_line(
        {
            "format": FORMAT,
            "version": VERSION,
            "offset_unit": OFFSET_UNIT,
            "name": page.name,
            "text": raw.text,
            "text_sha256": raw.sha256,
            "source_sha256": raw.source_sha256,
            "newline": raw.newline,
            "records": [_record(record, raw.text) for record in records],
            "proposals": [_proposal(proposal, raw.text) for proposal in proposals],
        }
    )


def _record(record: Record, raw: str) -> Plain:
    plain = record_to_plain(record)
    if plain["kind"] == "article":
        plain["parts"] = [
            part | {"slice": raw[part["start"] : part["end"]]} for part in plain["parts"]
        ]
    elif plain["kind"] not in _WITHOUT_SLICE:
        plain["slice"] = raw[plain["start"] : plain["end"]]
    return plain


def _proposal(proposal: Proposal, raw: str) -> Plain:
    plain = proposal_to_plain(proposal)
    if isinstance(proposal.body, ArticleBody):
        plain["slices"] = [part.span.text_in(raw) for part in proposal.body.parts]
    else:
        start, end = extent_of_body(proposal.body)
        plain["slice"] = raw[start:end]
    return plain


def lost(_page: Page) -> Loss:
    """Nothing."""
    return Loss()


# -- in ----------------------------------------------------------------------------------


def read(path: Path) -> Iterator[ReadPage]:
    """The pages of the file, one in memory at a time; blank lines are nothing.

    Raises BadFormat with the line's number, FileMissing or FileUnreadable. The pages before
    a bad line have been yielded by then.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _page(parsed(line, path, number), path, number)
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror or error) from error


def _page(plain: Plain, path: Path, line: int) -> ReadPage:
    try:
        found = plain.get("format"), plain.get("version"), plain.get("offset_unit")
        if found != (FORMAT, VERSION, OFFSET_UNIT):
            wanted = f"{FORMAT} {VERSION}, {OFFSET_UNIT}"
            raise ValueError("a page in the format " + wanted + ", not " + str(found))
        digests = text_in(plain, "text_sha256"), text_in(plain, "source_sha256")
        raw = RawText(text_in(plain, "text"), *digests, text_in(plain, "newline"))
        name = text_in(plain, "name")
        if not name.strip() or not raw.text.strip():
            raise ValueError("a page has a name and a text")
        records = tuple(_checked_record(row, raw.text) for row in rows_in(plain, "records"))
        proposals = tuple(_checked_proposal(row, raw.text) for row in rows_in(plain, "proposals"))
        _refuse_repeats([record_key(record) for record in records])
        _refuse_repeats([proposal.id for proposal in proposals])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise bad_format(path, line, error) from error
    return ReadPage(name, raw.sha256, records, proposals, raw)


def _checked_record(plain: Plain, raw: str) -> Record:
    record = record_from_plain(plain)
    rows = rows_in(plain, "parts") if plain["kind"] == "article" else [plain]
    if plain["kind"] not in _WITHOUT_SLICE:
        for row in rows:
            _compare(_named(row, raw), text_in(row, "slice"))
    return record


def _named(plain: Mapping[str, Any], raw: str) -> str:
    place = place_in(plain)
    return "" if isinstance(place, Gap) else span_in(plain).text_in(raw)


def _checked_proposal(plain: Plain, raw: str) -> Proposal:
    proposal = proposal_from_plain(plain)
    if isinstance(proposal.body, ArticleBody):
        for part, said in zip(proposal.body.parts, plain["slices"], strict=True):
            _compare(part.span.text_in(raw), text(said, "slices"))
    else:
        start, end = extent_of_body(proposal.body)
        _compare(raw[start:end], text_in(plain, "slice"))
    return proposal


def _compare(named: str, said: str) -> None:
    """Raises ValueError where the positions name other text than the file says."""
    if named != said:
        raise ValueError(f"the positions name {named!r:.60}, the slice is {said!r:.60}")


def _refuse_repeats(keys: list[str]) -> None:
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{twice} stands twice")
