"""Work on many pages at once, for the command line and the window alike.

Every function that can take long is given a `Progress`, which is told what has been done and
answers whether to go on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase
from annotator.document.proposals import WEAK, Proposal
from annotator.document.raw_text import RawText
from annotator.exchange.decode import name_of, pages_in, read_page_file
from annotator.exchange.export import ExportReport
from annotator.propose.worker import Asked, Proposed
from annotator.store.project import Project
from annotator.workbench import learning
from annotator.workbench.adapting import adapted, knowledge_of
from annotator.workbench.batch_export import export, format_row, pages_of, sentences_of
from annotator.workbench.batch_import import (
    ImportReport,
    import_chosen,
    import_files,
    import_pages,
    put_marks,
    read_page,
)
from annotator.workbench.progress import Progress, no_progress, step

__all__ = [
    "Answer",
    "ExportReport",
    "ImportReport",
    "Progress",
    "Propose",
    "Statistics",
    "export",
    "format_row",
    "import_chosen",
    "import_files",
    "import_pages",
    "no_progress",
    "pages_of",
    "propose_pages",
    "proposed_pages",
    "put_marks",
    "read_page",
    "sentences_of",
    "statistics",
]

Propose = Callable[[str], list[Proposal]]
"""Raw text in, proposals out."""

Answer = Callable[[Asked], Proposed]
"""What a worker says about a page of a project: proposers, patterns and learner."""


# -- proposals ---------------------------------------------------------------------------


def propose_pages(
    project: Project,
    answer: Answer,
    *,
    again: bool = False,
    progress: Progress = no_progress,
    tell: Callable[[Phrase], None] = lambda _: None,
) -> int:
    """Proposals for every page that no proposer has looked at; with `again`, for all but finished ones.

    The project's patterns and its lexicon have their say (and its learner, where `answer` comes from
    `learning.taught_worker`). Answers how many pages were looked at.
    Marks and decisions stay as they are. `tell` hears once of whatever had to be done without.
    """
    numbers = [
        row.id
        for row in project.each_row()
        if row.state is not PageState.FINISHED and (again or row.proposed is None)
    ]
    question = learning.question(project)
    told: set[Phrase] = set()
    for done, number in enumerate(numbers):
        page = project.page(number)
        step(progress, done, len(numbers), page.name)
        said = answer(question(page.raw.text, project.corrections_of(number)))
        for trouble in said.troubles:
            if trouble not in told:
                tell(trouble)
        told.update(said.troubles)
        known = knowledge_of(project)
        # An editor may have been at work meanwhile: what counts is the page as it is now.
        page = project.page(number)
        if not page.is_looked_over:
            project.put_proposals(number, adapted(page, known, said.proposals))
    step(progress, len(numbers), len(numbers), "")
    return len(numbers)


def proposed_pages(
    paths: Iterable[Path],
    propose: Propose,
    progress: Progress = no_progress,
    *,
    least_suspect: float = WEAK,
) -> Iterator[Page]:
    """Text files as pages on which every proposal counts, without any project.

    Suspects count from the score `least_suspect` on.
    """
    files = pages_in(paths)
    for done, path in enumerate(files):
        step(progress, done, len(files), path.name)
        raw: RawText = read_page_file(path).raw
        page = Page(Path(name_of(path)).stem, raw).with_proposals(propose(raw.text))
        yield with_open_accepted(page, "", least_suspect=least_suspect)


# -- figures -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a project holds: pages by state, characters, gold by label and role, decisions."""

    pages: dict[str, int]
    characters: int
    open_proposals: int
    articles: int
    entities: dict[str, int]
    parts: dict[str, int]
    corrections: dict[str, int]
    decisions: dict[str, int]


def statistics(project: Project) -> Statistics:
    """Counted by the project file itself, however many pages it has; labels and roles by name."""
    words = project.vocabulary()
    entities, parts = project.tally("entities", "label"), project.tally("article_parts", "role")
    return Statistics(
        pages={state.value: count for state, count in project.counts().items()},
        characters=project.total("pages", "length"),
        open_proposals=project.total("pages", "open"),
        articles=sum(project.tally("articles", "origin").values()),
        entities={words.name_of("label", id_): count for id_, count in entities.items()},
        parts={words.name_of("role", id_): count for id_, count in parts.items()},
        corrections=project.tally("corrections", "kind"),
        decisions=project.tally("decisions", "verdict"),
    )
