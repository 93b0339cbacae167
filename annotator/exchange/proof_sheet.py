"""The proof sheet (勘误表): every correction of some pages in one table, as CSV and as HTML to print.

A cell is one line of text. In raw and corrected text white space can be seen: `␣` for a blank,
`⏎` for a line end; other control characters have their own pictures (`␛`). In CSV a cell that a spreadsheet would
take for a formula, one that starts with `=`, `+`, `-`, `@`, a tab, a carriage return or the
full-width form of one of the four signs, has an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from annotator.settings.language import Language

COLUMNS = (
    "page",
    "article",
    "headline",
    "line",
    "raw",
    "corrected",
    "context",
    "kind",
    "certainty",
    "by",
    "at",
)
"""In the order of `cells`; the titles are `proof.page` and so on in `resources/i18n/`."""

LONGEST = 40
"""Characters of a corrected stretch that its context shows; of a longer one both ends."""

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A correction as a proofreader reads it.

    `article` is the number on the page, 0 for text in none; `line` counts from 1. `raw` is empty
    for lost text; `corrected` is empty for text taken out, None where the original is unknown.
    `before` and `after` stand beside it in its line. `at` is local time, empty where nobody knows.
    """

    page: str
    article: int
    headline: str
    line: int
    raw: str
    corrected: str | None
    kind: str
    certainty: str
    by: str
    at: str
    before: str
    after: str


def visible(text: str) -> str:
    """`text` in one line, its white space and control characters to be seen."""
    return "".join(_picture(each) if each < "!" or each > "~" else each for each in text)


def _picture(character: str) -> str:
    if character in _LINE_ENDS:
        return "⏎"
    if character.isspace():
        return "␣"
    if character < " ":
        return chr(0x2400 + ord(character))
    return character


def cells(row: ProofRow, language: Language) -> tuple[str, ...]:
    """A row as words, one cell for each of `COLUMNS`; the same on the screen and in files."""
    corrected = row.corrected
    if corrected is None:
        corrected = language.say("proof.unknown")
    else:
        corrected = visible(corrected) or language.say("proof.taken_out")
    return (
        _in_one_line(row.page),
        str(row.article or ""),
        _in_one_line(row.headline),
        str(row.line),
        visible(row.raw) or language.say("proof.nothing"),
        corrected,
        f"{visible(row.before)}【{_shortened(visible(row.raw))}】{visible(row.after)}",
        language.say(f"panel.correction_{row.kind}"),
        language.say(f"certainty.{row.certainty}"),
        _in_one_line(row.by),
        row.at,
    )


def _in_one_line(name: str) -> str:
    return visible(" ".join(name.split())).replace("␣", " ")


def _shortened(raw: str) -> str:
    half = LONGEST // 2
    return raw if len(raw) <= LONGEST else f"{raw[:half]}…{raw[-half:]}"


def heads(language: Language) -> tuple[str, ...]:
    """The titles of `COLUMNS`."""
    return tuple(language.say(f"proof.{column}") for column in COLUMNS)


# -- for spreadsheets --------------------------------------------------------------------


def safe_cell(text: str) -> str:
    """`text`, or with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(rows: Iterable[ProofRow], language: Language, *, has_bom: bool = True) -> bytes:
    """Comma-separated values in UTF-8 with CRLF, the titles first.

    Excel reads Chinese only behind a byte order mark.
    """
    said = io.StringIO()
    table = csv.writer(said)
    table.writerow(safe_cell(title) for title in heads(language))
    table.writerows([safe_cell(cell) for cell in cells(row, language)] for row in rows)
    return said.getvalue().encode("utf-8-sig" if has_bom else "utf-8")


# -- to print ----------------------------------------------------------------------------

_STYLE = """
body { margin: 2em auto; max-width: 72em; padding: 0 1em; color: #222;
  font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0; font-size: 1.4em; font-weight: 500; }
p { margin: .2em 0 1em; color: #666; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .25em .5em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #222; font-weight: 500; white-space: nowrap; }
tbody th { padding-top: 1em; font-weight: 500; }
td { overflow-wrap: anywhere; }
td.line { text-align: right; white-space: nowrap; }
td.at, td.kind, td.certainty { white-space: nowrap; }
td.article, td.context, td.by, td.at { color: #555; font-size: .9em; }
td.context { width: 28%; }
td.article { width: 16%; }
td.raw { color: #a00; }
td.corrected { color: #060; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 9pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  tbody th { break-after: avoid; }
}
"""

_PRINTED = ("article", "line", "raw", "corrected", "context", "kind", "certainty", "by", "at")
"""The columns of the printed sheet: a page is a line of its own, a headline stands by its number."""


def as_html(rows: Iterable[ProofRow], language: Language, title: str) -> bytes:
    """One HTML file in UTF-8 that needs no other; the table's head is repeated on every sheet of paper.

    Rows of one page that stand together are printed under its name.
    """
    listed = list(rows)
    titles = "".join(f"<th>{escape(language.say(f'proof.{name}'))}</th>" for name in _PRINTED)
    tag = {"zh": "zh-CN"}.get(language.name, language.name)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{tag}">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head>",
        f"<body><h1>{escape(title)}</h1>",
        f"<p>{escape(language.say('proof.count', count=len(listed)))}</p>",
        f"<table><thead><tr>{titles}</tr></thead>",
        *_bodies(listed, language),
        "</table></body></html>",
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _bodies(rows: Iterable[ProofRow], language: Language) -> Iterator[str]:
    """The rows, each page's under its name."""
    for page, of_page in groupby(rows, key=lambda row: row.page):
        name = escape(_in_one_line(page))
        yield f'<tbody lang="zh-CN"><tr><th colspan="{len(_PRINTED)}">{name}</th></tr>'
        for row in of_page:
            said = {
                name: escape(cell) for name, cell in zip(COLUMNS, cells(row, language), strict=True)
            }
            said["article"] = f"{said['article']} {said['headline']}".strip()
            cut = (f'<td class="{name}">{said[name]}</td>' for name in _PRINTED)
            yield f"<tr>{''.join(cut)}</tr>"
        yield "</tbody>"
