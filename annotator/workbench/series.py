"""Series: every place of one pattern, on a page or in the project, as a list to choose from.

Positions are code points of the raw text of their page.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from annotator.document.correcting import is_read_already
from annotator.document.marks import place_of
from annotator.document.pages import PageState
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import CorrectionBody
from annotator.document.reading import ReadingMap, break_replacements
from annotator.document.spans import Span
from annotator.store.project import Project
from annotator.workbench.commands.corrections import fix_places
from annotator.workbench.commands.placing import fitted, reading_after
from annotator.workbench.series_edits import Task
from annotator.workbench.shown import Shown
from annotator.workbench.shown import shown as what_shows
from annotator.workbench.situation import Situation
from annotator.workbench.suspects import (
    Pattern,
    candidates,
    change_title,
    context,
    pattern_between,
    pattern_of,
)

STATES = ("open", "suspect", "fixed", "finished")
"""`suspect`: one is open there that reads so. `fixed`: a correction is there, or it reads so already, a
part of what it should read. `finished`: the page is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a pattern: number and name of its page, its line (from 1), and the line around it.

    `[start, end)` is the whole string of the pattern; `state` is one of `STATES`, or of those of
    `entity_series`: then `label` is that of the entity there, empty for none.
    """

    page: int
    name: str
    line: int
    start: int
    end: int
    before: str
    raw: str
    after: str
    state: str
    label: str = ""


def pattern_here(situation: Situation) -> Pattern | None:
    """The pattern of what is selected, of the current suspect, or of the correction at the caret.

    Of selected text it is the string itself, and the editor has yet to say what it reads.
    """
    span, mark, text = situation.selection.span, situation.correction, situation.text
    if span is not None:
        raw = span.text_in(text)
        return None if "\n" in raw else Pattern(raw, raw)
    if situation.suspect is not None:
        return pattern_of(text, candidates(situation.suspect)[0])
    if mark is not None and mark.text is not None:
        return pattern_between(text, *place_of(mark), mark.text)
    return None


def places(
    project: Project,
    pattern: Pattern,
    *,
    number: int | None = None,
    shown: Shown | None = None,
    only_here: bool = False,
) -> Iterator[Place]:
    """Every place of the pattern in the project, page by page in the order of their names.

    `shown` is the page on the desk, of that `number`, as it is in memory; `only_here` looks at no other.
    """
    found = () if only_here else project.pages_with(pattern.raw)
    for page, here in pages_to_look_at(project, found, number, shown, only_here=only_here):
        yield from places_on(here, page, pattern)


def pages_to_look_at(
    project: Project,
    found: Iterable[int],
    number: int | None,
    shown: Shown | None,
    *,
    only_here: bool,
) -> Iterator[tuple[int, Shown]]:
    """The pages `found`, or the one on the desk alone: each with its number, that on the desk as it is in memory."""
    if only_here:
        if shown is not None and number is not None:
            yield number, shown
        return
    for each in found:
        is_here = shown is not None and each == number
        yield each, shown if shown is not None and is_here else what_shows(project.page(each))


def places_on(here: Shown, number: int, pattern: Pattern) -> Iterator[Place]:
    """Every place of the pattern on one page, over soft breaks too, in text order."""
    page, text = here.page, here.page.raw.text
    whole = [Span(0, len(text))] if text else []
    reading = ReadingMap.over(text, whole, break_replacements(text, here.break_spans))
    at = reading.text.find(pattern.raw) if pattern.raw else -1
    while at >= 0:
        spans = reading.raw_spans(at, at + len(pattern.raw))
        if len(spans) == 1:
            (span,) = spans
            line = page.raw.line_at(span.start) + 1
            around = context(text, span.start, span.end)
            is_read = is_read_already(reading.text, at, pattern.raw, pattern.text)
            state = "fixed" if is_read else _state(here, span, pattern)
            yield Place(number, page.name, line, span.start, span.end, *around, state)
        at = reading.text.find(pattern.raw, at + len(pattern.raw))


def _state(here: Shown, span: Span, pattern: Pattern) -> str:
    text = here.page.raw.text
    change = fitted(text, span, pattern.text)[:2]
    near = here.corrections_in(span.start, span.end)
    inside = [each for each in near if span.start <= each.start and each.end <= span.end]
    for each in inside:
        is_beside = each.start == each.end and each.start in (span.start, span.end)
        if each.is_gold and (not is_beside or (each.start, each.end) == change):
            return "fixed"
    if here.page.state is PageState.FINISHED:
        return "finished"
    for each in inside:
        body = each.proposal.body if each.proposal else None
        if isinstance(body, CorrectionBody) and reading_after(text, span, body) == pattern.text:
            return "suspect"
    return "open"


def fixing(text: str, chosen: Sequence[Place]) -> tuple[Phrase, dict[int, Task]]:
    """The series that has all those places read `text`: its title, and its task on each page."""
    ordered = sorted(chosen, key=lambda each: (each.page, each.start))
    what = change_title(ordered[0].raw.replace("⏎", ""), text)
    tasks: dict[int, Task] = {}
    for page, found in groupby(ordered, key=lambda each: each.page):
        spans = [[each.start, each.end] for each in found]
        ask = partial(fix_places, text=text, places=json.dumps(spans))
        tasks[page] = Task(ask, spans[0][0], len(spans))
    return phrase("edit.fix_series", count=len(ordered), what=what), tasks
