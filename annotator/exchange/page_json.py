"""The gold JSON of the annotation guidelines: one `page.json` a page, as scorers read it.

A page in work has the same form as a finished one: what has been looked at stands in the
manifest beside the files, because a scorer reads every key of the form. Origins, decisions,
reviews and proposals have no place in it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.document.fields import place_in, span_in, text_in, text_or_none_in
from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Mark,
    Part,
    SoftBreak,
    lead_of,
    place_of,
)
from annotator.document.pages import Page
from annotator.document.spans import Span
from annotator.errors import BadFormat
from annotator.exchange.decode import read_bytes
from annotator.exchange.json_text import OFFSET_UNIT, bad_format, parsed, rows_in
from annotator.exchange.loss import Loss, provenance_lost
from annotator.exchange.placing import ReadPage

Plain = dict[str, Any]

# -- out ---------------------------------------------------------------------------------


def write(page: Page) -> bytes:
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
        "corrections": [_correction(mark) for mark in page.corrections],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8")


def _bounds(span: Span) -> Plain:
    return {"start": span.start, "end": span.end}


def _correction(mark: CorrectionMark) -> Plain:
    start, end = place_of(mark)
    said = {"kind": mark.kind, "certainty": mark.certainty, "replacement": mark.text}
    return {"start": start, "end": end, **said}


def lost(page: Page) -> Loss:
    """Who made the marks, what was decided, and what has been looked at."""
    return provenance_lost(page)


# -- in ----------------------------------------------------------------------------------


def read(path: Path) -> Iterator[ReadPage]:
    """The one page of the file, its marks as human work that came in with it.

    A key that the form does not know is passed over, and a list that is missing is an empty
    one. Raises BadFormat, FileMissing or FileUnreadable.
    """
    plain = parsed(read_bytes(path), path)
    try:
        unit = plain.get("offset_unit", OFFSET_UNIT)
        if unit != OFFSET_UNIT:
            raise ValueError(f"offsets in {unit!r}, not in {OFFSET_UNIT}")
        name, sha256 = text_in(plain, "page_id"), text_in(plain, "text_sha256")
        marks = tuple(_marks(plain, Imported(path.name)))
    except (KeyError, TypeError, ValueError) as error:
        raise bad_format(path, None, error) from error
    yield ReadPage(name, sha256, marks)


def _marks(plain: Mapping[str, Any], origin: Imported) -> Iterator[Mark]:
    yield from _articles(_listed(plain, "articles"), origin)
    for at, row in _listed(plain, "furniture"):
        with_role = span_in(row), text_in(row, "role")
        yield FurnitureMark(f"f{at}", *with_role, origin)
    for at, row in _listed(plain, "soft_breaks"):
        yield SoftBreak(f"b{at}", span_in(row), origin)
    for at, row in _listed(plain, "entities"):
        yield EntityMark(f"e{at}", span_in(row), text_in(row, "label"), origin)
    for at, row in _listed(plain, "corrections"):
        text, kind = text_or_none_in(row, "replacement"), text_in(row, "kind")
        certainty = text_in({"certainty": "suspect" if text is None else "sure"} | row, "certainty")
        yield CorrectionMark(f"c{at}", place_in(row), text, kind, origin, certainty)


def _listed(plain: Mapping[str, Any], name: str) -> Iterator[tuple[int, Plain]]:
    """The rows of a list, numbered from 1; what is wrong with a row is said with its number."""
    rows = rows_in(plain, name) if name in plain else []
    for at, row in enumerate(rows, 1):
        yield at, _Row(row, f"{name}, number {at}")


class _Row(dict[str, Any]):
    """A row whose missing keys are named with the place of the row."""

    def __init__(self, row: Plain, where: str) -> None:
        super().__init__(row)
        self._where = where

    def __missing__(self, key: str) -> object:
        raise KeyError(f"{self._where}: {key}")


def _articles(rows: Iterator[tuple[int, Plain]], origin: Imported) -> Iterator[ArticleMark]:
    """In the file's order: each ranks where its body starts, or just behind the one before it."""
    rank = -1.0
    for at, row in rows:
        parts = tuple(
            Part(span_in(segment), text_in(segment, "role")) for segment in rows_in(row, "segments")
        )
        if not parts:
            raise ValueError(f"articles, number {at}: no segments")
        rank = max(lead_of(parts), rank + 1.0)
        yield ArticleMark(f"a{at}", parts, rank, origin)
