"""Pages of a project out as files, and what is said of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page, PageState
from annotator.exchange.catalogue import FORMATS
from annotator.exchange.export import ExportReport, export_pages
from annotator.exchange.form import CameFrom, Format, Order, Written
from annotator.settings.language import Language
from annotator.store.project import Project
from annotator.workbench.progress import Progress, no_progress, step


def pages_of(
    project: Project, *, only_finished: bool = False, progress: Progress = no_progress
) -> Iterator[Page]:
    """The pages in the order of their names, one in memory at a time. Raises Cancelled."""
    numbers = project.page_ids(state=PageState.FINISHED if only_finished else None)
    for done, number in enumerate(numbers):
        page = project.page(number)
        step(progress, done, len(numbers), page.name)
        yield page
    step(progress, len(numbers), len(numbers), "")


def export(
    pages: Iterable[Page],
    form: str,
    out: Path,
    *,
    include_proposals: bool = False,
    project: Project | None = None,
) -> ExportReport:
    """The pages as files in the folder `out`: all of them or, where anything is raised, none.

    `project`, where there is one, is asked which files its pages came from and what it calls its labels. Raises UnknownFormat, FolderNotWritable, and what `pages` raises, such as Cancelled.
    """

    def came_from(page: str) -> CameFrom:
        return CameFrom(*project.came_from(page)) if project else CameFrom()

    return export_pages(
        pages,
        form,
        out,
        include_proposals=include_proposals,
        progress=lambda _done, _page: True,
        came_from=came_from,
        vocabulary=project.vocabulary() if project else None,
    )


def sample_of(page: Page, form: str, *, include_proposals: bool) -> str:
    """What a page gives to a format, as text; nothing where the page would be left out."""
    known = FORMATS[form]
    if include_proposals and not known.keeps_proposals:
        page = with_open_accepted(page, "")
    written = known.write(page, Order(include_proposals)) if known.write else None
    pieces = written.pieces if isinstance(written, Written) else ()
    return "\n".join(piece.data.decode("utf-8", "replace") for piece in pieces)


def sentences_of(report: ExportReport, language: Language) -> list[str]:
    """What a person reads after an export: how much, what was left out and why, what is lost."""
    said = [language.say("format.written", pages=report.pages, files=len(report.files))]
    for each in report.left_out:
        why = language.sentence(each.why)
        said.append(language.say("left_out.page", page=each.page, why=why))
    return said + [language.sentence(lost) for lost in report.loss.phrases()]


def format_row(name: str, form: Format, language: Language) -> tuple[str, ...]:
    """A format for the list: name, whether it reads and writes, what it is, what it cannot hold."""
    ways = {
        (True, True): "format.reads_and_writes",
        (True, False): "format.reads",
        (False, True): "format.writes",
    }
    way = language.say(ways[form.read is not None, form.write is not None])
    kinds = ", ".join(language.say(f"kind.{kind}") for kind in form.cannot_hold)
    held = language.say("format.cannot_hold", kinds=kinds) if kinds else None
    return name, way, language.say(form.title), held or language.say("format.holds_all")
