"""The proof sheet (勘误表) of a page, an issue or a project, from what editors have corrected."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.document.marks import CorrectionMark, Imported, place_of
from annotator.document.pages import Page
from annotator.document.reading import reading_of
from annotator.exchange.proof_sheet import ProofRow, as_csv, as_html
from annotator.settings.language import Language
from annotator.settings.whole_file import write_whole
from annotator.store.project import Project
from annotator.workbench.clock import local
from annotator.workbench.progress import Progress, no_progress, step
from annotator.workbench.shown import Shown, ShownArticle, shown

CONTEXT = 8
"""Characters shown on either side of a correction, of its own line."""

FORMS = {".html": "html", ".htm": "html", ".csv": "csv"}
"""What a proof sheet is written as, by the ending of the file's name."""

_LAST_PIECE = re.compile(r"[\s\-_.,·、:：—/]+[^\W_]+$")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose corrections: of the named pages, of an issue, or (both empty) of the whole project."""

    pages: tuple[str, ...] = ()
    issue: str = ""


def issue_of(page: str) -> str:
    """The issue that a page belongs to, by its name: all but the last piece.

    The last piece is a run of letters and digits behind the last separator (a hyphen, underscore,
    dot, comma, colon, slash, dash or white space): `日报-20240102-A03` is of `日报-20240102`. A name of
    one piece is an issue of its own.
    """
    return _LAST_PIECE.sub("", page) or page


def has_issue(project: Project, issue: str) -> bool:
    """Whether a page of the project is of that issue."""
    return any(issue_of(row.name) == issue for row in project.each_row())


def proof_rows(
    project: Project, scope: Scope | None = None, progress: Progress = no_progress
) -> Iterator[ProofRow]:
    """The corrections of the scope: pages by name (named ones as named), each in text order.

    One page is in memory at a time. Raises PageUnknown for a named page, and Cancelled.
    """
    scope = scope or Scope()
    numbers = _numbers(project, scope)
    for done, number in enumerate(numbers):
        page = project.page(number)
        step(progress, done, len(numbers), page.name)
        yield from _rows_of(page, _times(project, number))
    step(progress, len(numbers), len(numbers), "")


def _numbers(project: Project, scope: Scope) -> list[int]:
    if scope.pages:
        return [project.page_number(name) for name in dict.fromkeys(scope.pages)]
    numbers = project.pages_with_corrections()
    if not scope.issue:
        return numbers
    of_issue = {row.id for row in project.each_row() if issue_of(row.name) == scope.issue}
    return [number for number in numbers if number in of_issue]


def _times(project: Project, number: int) -> dict[CorrectionMark, str]:
    """When each correction last became what it is: ISO 8601, UTC."""
    times: dict[CorrectionMark, str] = {}
    for edit in project.correction_edits(number):
        for change in edit.changes:
            if isinstance(change.after, CorrectionMark):
                times[change.after] = edit.at
    return times


def _rows_of(page: Page, times: dict[CorrectionMark, str]) -> Iterator[ProofRow]:
    view = shown(page)
    headlines: dict[int, str] = {}
    for mark in page.corrections:
        start, end = place_of(mark)
        article = _article_at(view, start)
        number = article.number if article else 0
        if article and number not in headlines:
            headlines[number] = _headline(view, article)
        line = page.raw.line_at(start)
        first, last = page.raw.line_bounds(line)[0], page.raw.line_bounds(page.raw.line_at(end))[1]
        origin = mark.origin
        yield ProofRow(
            page=page.name,
            article=number,
            headline=headlines.get(number, ""),
            line=line + 1,
            raw=page.raw.text[start:end],
            corrected=mark.text,
            kind=mark.kind,
            certainty=mark.certainty,
            by=origin.source if isinstance(origin, Imported) else origin.by,
            at=local(times.get(mark, "")),
            before=page.raw.text[max(first, start - CONTEXT) : start],
            after=page.raw.text[end : min(last, end + CONTEXT)],
        )


def _article_at(view: Shown, position: int) -> ShownArticle | None:
    stretch = view.stretch_at(position)
    return stretch.owner if stretch and isinstance(stretch.owner, ShownArticle) else None


def _headline(view: Shown, article: ShownArticle) -> str:
    """The headline as corrected, in one line; empty where the article has none."""
    spans = [part.span for part in article.parts if part.role == "headline"]
    page = view.page
    reading = reading_of(
        page.raw.text, spans, corrections=page.corrections, soft_breaks=view.break_spans
    )
    return " ".join(reading.text.split())


# -- the sheet as a file -----------------------------------------------------------------


def title_of(project: Project, scope: Scope, language: Language) -> str:
    """What stands above the sheet."""
    if scope.issue:
        return language.say("proof.title_issue", issue=scope.issue)
    if len(scope.pages) == 1:
        return language.say("proof.title_page", page=scope.pages[0])
    if scope.pages:
        return language.say("proof.title_pages", count=len(scope.pages))
    return language.say("proof.title_project", project=project.path.stem)


def form_of(path: Path) -> str | None:
    """`html` or `csv` by the name of the file; None for any other name."""
    return FORMS.get(path.suffix.lower())


def write_proof_sheet(
    project: Project,
    path: Path,
    scope: Scope,
    language: Language,
    *,
    has_bom: bool = True,
    progress: Progress = no_progress,
) -> int:
    """The sheet as HTML or CSV by the name of the file, whole or not at all; answers how many rows.

    Any other name gets HTML. Raises PageUnknown, Cancelled and FolderNotWritable.
    """
    rows = list(proof_rows(project, scope, progress))
    if form_of(path) == "csv":
        data = as_csv(rows, language, has_bom=has_bom)
    else:
        data = as_html(rows, language, title_of(project, scope, language))
    write_whole(path, data)
    return len(rows)
