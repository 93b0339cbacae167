"""The gold JSON of the annotation guidelines: one `page.json` a page, as scorers read it.

A page in work has the same form as a finished one, because a scorer reads every key of the
form: export finished pages alone where "not looked at" must not pass for "nothing there".
Origins, decisions, reviews, flags, notes and proposals have no place in it; where proposals are asked for, a
correction that nobody has decided has its `score` as well.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from annotator.document.fields import text_in
from annotator.document.labels import Vocabulary
from annotator.document.marks import Accepted, CorrectionMark, Mark, place_of
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.spans import Span
from annotator.errors import BadFormat, PageDiffers
from annotator.exchange.decode import name_of, read_bytes
from annotator.exchange.form import OFFSET_UNIT, CameFrom, Incoming, Order, Piece, Texts, Written
from annotator.exchange.json_text import object_in
from annotator.exchange.loss import Loss
from annotator.exchange.placing import Placing

Plain = dict[str, Any]
EXTENSION = ".json"
LISTS = ("articles", "furniture", "soft_breaks", "entities", "corrections")

# -- out ---------------------------------------------------------------------------------


def write(page: Page, order: Order) -> Written | Phrase:
    """The page's gold: articles numbered a1 … in the page's order, all else in text order."""
    plain: Plain = {
        "page_id": page.name,
        "text_sha256": page.raw.sha256,
        "offset_unit": OFFSET_UNIT,
        "articles": [
            {
                "id": f"a{number}",
                "segments": [_bounds(part.span) | {"role": part.role} for part in article.parts],
            }
            for number, article in enumerate(page.articles, 1)
        ],
        "furniture": [_bounds(mark.span) | {"role": mark.role} for mark in page.furniture],
        "soft_breaks": [_bounds(mark.span) for mark in page.soft_breaks],
        "entities": [_bounds(mark.span) | {"label": mark.label} for mark in page.entities],
        "corrections": [_correction(mark) | _score(mark, page, order) for mark in page.corrections],
    }
    data = json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8")
    marks = sum(isinstance(record, Mark) for record in page.records.values())
    loss = Loss.of(
        origins=marks,
        decisions=len(page.decisions),
        reviews=len(page.reviewed),
        flags=int(page.flag is not None),
        notes=len(page.notes),
    )
    return Written((Piece(EXTENSION, data),), loss)


def _bounds(span: Span) -> Plain:
    return {"start": span.start, "end": span.end}


def _correction(mark: CorrectionMark) -> Plain:
    start, end = place_of(mark)
    said = {"kind": mark.kind, "certainty": mark.certainty, "replacement": mark.text}
    return {"start": start, "end": end, **said}


def _score(mark: CorrectionMark, page: Page, order: Order) -> Plain:
    """How likely a correction is that counts only because proposals were asked for."""
    if not (order.include_proposals and isinstance(mark.origin, Accepted)):
        return {}
    proposal = page.proposals.get(mark.origin.proposal)
    if proposal is None or proposal.id in page.decisions:
        return {}
    return {"score": proposal.score}


# -- in ----------------------------------------------------------------------------------


def read(path: Path, texts: Texts, vocabulary: Vocabulary | None = None) -> Iterator[Incoming]:
    """The one page of the file, its marks as human work that came in with it.

    Keys that the form does not know are passed over; a list that is missing is an empty one.
    Raises BadFormat, PageDiffers, PageUnknown, FileMissing, FileUnreadable.
    """
    plain = _parsed(path)
    try:
        name, sha256 = text_in(plain, "page_id"), text_in(plain, "text_sha256")
        unit = plain.get("offset_unit", OFFSET_UNIT)
        if unit != OFFSET_UNIT:
            raise ValueError(f"offset_unit is {unit!r}, not {OFFSET_UNIT!r}")
        rows = {each: _rows(plain.get(each, []), each) for each in LISTS}
    except (KeyError, TypeError, ValueError) as error:
        raise _bad(path, error) from error
    raw = texts(name)
    if raw.sha256 != sha256:
        raise PageDiffers(name=name, path=path)
    placing = Placing(raw, name_of(path), vocabulary)
    try:
        _place(placing, rows)
    except (KeyError, TypeError, ValueError) as error:
        raise _bad(path, error) from error
    page = Page(name, raw).with_records(placing.records, 0)
    yield Incoming(page, (), tuple(placing.unplaced), CameFrom())


def _place(placing: Placing, rows: Mapping[str, Sequence[Plain]]) -> None:
    for article in rows["articles"]:
        placing.article(_rows(article["segments"], "segments"))
    for row in rows["furniture"]:
        placing.furniture(row)
    for row in rows["soft_breaks"]:
        placing.soft_break(row)
    for row in rows["entities"]:
        placing.entity(row)
    placing.corrections(rows["corrections"])


def _rows(listed: object, name: str) -> list[Plain]:
    if not isinstance(listed, list):
        raise TypeError(f"{name} is a list, not {listed!r:.40}")
    for row in cast("list[object]", listed):
        if not isinstance(row, dict):
            raise TypeError(f"{name} lists objects, not {row!r:.40}")
    return cast("list[Plain]", listed)


def _parsed(path: Path) -> Plain:
    try:
        return object_in(read_bytes(path))
    except json.JSONDecodeError as error:
        raise BadFormat(path=path, line=error.lineno, cause=error.msg) from error
    except (TypeError, ValueError, RecursionError) as error:
        raise _bad(path, error) from error


def _bad(path: Path, error: Exception) -> BadFormat:
    cause = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
    return BadFormat(path=path, line="?", cause=cause)
