"""Every place of a word, on a page or in the project, as a list of which some become entities.

Positions are code points of the raw text of their page.
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.proposals import EntityBody
from annotator.document.reading import Side
from annotator.document.spans import Span
from annotator.store.project import Project
from annotator.workbench.commands.entities import Occurrence, label_everywhere, occurrences
from annotator.workbench.series import Place, pages_to_look_at
from annotator.workbench.series_edits import Task
from annotator.workbench.shown import Shown

STATES = ("open", "proposed", "gold", "rejected", "finished")
"""`gold`: an entity is there. `rejected`: somebody said it is none. `finished`: the page is."""

_AROUND = 24
"""Characters that are shown on each side of a place."""


def places(
    project: Project,
    word: str,
    *,
    number: int | None = None,
    shown: Shown | None = None,
    only_here: bool = False,
) -> Iterator[Place]:
    """Every place where the word is read, page by page in the order of their names.

    `shown` is the page on the desk, of that `number`, as it is in memory; `only_here` looks at no other.
    """
    found = () if only_here else project.pages_reading(word)
    for page, here in pages_to_look_at(project, found, number, shown, only_here=only_here):
        yield from _places_on(here, page, word)


def _places_on(here: Shown, number: int, word: str) -> Iterator[Place]:
    page = here.page
    refused = _refused(page)
    for each in occurrences(here, word):
        before, raw, after = _context(here, each.span)
        line = page.raw.line_at(each.span.start) + 1
        label = each.entity.label if each.entity else ""
        state = _state(page, each, refused)
        span = each.span.start, each.span.end
        yield Place(number, page.name, line, *span, before, raw, after, state, label)


def _refused(page: Page) -> set[Span]:
    """Where somebody said that no entity is."""
    bodies = [
        page.proposals[id_].body
        for id_, decision in page.decisions.items()
        if decision.verdict == "rejected" and id_ in page.proposals
    ]
    return {body.span for body in bodies if isinstance(body, EntityBody)}


def _state(page: Page, each: Occurrence, refused: set[Span]) -> str:
    if not each.is_free():
        return "gold"
    if page.state is PageState.FINISHED:
        return "finished"
    if each.span in refused:
        return "rejected"
    return "proposed" if each.entity else "open"


def _context(here: Shown, span: Span) -> tuple[str, str, str]:
    """What a reader reads before the place, at it and after it, inside its paragraph."""
    reading = here.page_reading
    start = reading.to_reading(span.start, Side.AFTER) or 0
    end = reading.to_reading(span.end, Side.BEFORE) or start
    before = reading.text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = reading.text[end : end + _AROUND].partition("\n")[0]
    return before, reading.text[start:end], after


def labelling(label: str, chosen: Sequence[Place]) -> tuple[Phrase, dict[int, Task]]:
    """The series that labels all those places: its title, and its task on each page."""
    ordered = sorted(chosen, key=lambda each: (each.page, each.start))
    tasks: dict[int, Task] = {}
    for page, found in groupby(ordered, key=lambda each: each.page):
        spans = [[each.start, each.end] for each in found]
        ask = partial(label_everywhere, label=label, places=json.dumps(spans))
        tasks[page] = Task(ask, spans[0][0], len(spans))
    facts = {"count": len(ordered), "text": ordered[0].raw, "label": label_title(label)}
    return phrase("edit.label_everywhere", **facts), tasks
