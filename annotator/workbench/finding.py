"""Finding a string or an expression on a page and in the project.

Positions are code points of the raw text; lines and columns count from 1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from annotator.document.finding import BOTH, CORRECTED, RAW, Look, Places, find, find_in_lines
from annotator.document.raw_text import RawText
from annotator.errors import (
    AnnotatorError,
    ExpressionInvalid,
    ExpressionTooLarge,
    ExpressionTooSlow,
    NothingToFind,
    PageUnknown,
    ProjectLocked,
    ProjectReadOnly,
)
from annotator.propose.expressions import UNUSABLE, compiled
from annotator.settings.folding import ALL_FOLDS, Folds
from annotator.store.project import Project

SECONDS = 0.5
"""For one expression on one text of a page."""

TOGETHER = 4
"""So many pages are put into the index in one transaction: a key waits for no more."""


FIRST, GROWTH = 2_000, 16
"""For so many pages the index is asked first, then for so many times as many, and so on."""


_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
"""The end of what stands before an escaped character."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and what makes no difference.

    `over_blanks`: line ends, and white space but for that between two Latin words. `texts` are
    those in which a hit counts: `RAW`, `CORRECTED`, or both.
    """

    text: str
    folds: Folds = ALL_FOLDS
    over_blanks: bool = True
    is_expression: bool = False
    texts: tuple[str, ...] = (RAW, CORRECTED)


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit on the page of that number and name, as `document.finding.Found`; line and column of its first place."""

    page: int
    name: str
    line: int
    column: int
    places: Places
    reads: str
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A page was looked at: the `done`th of `total`; its hits in text order."""

    done: int
    total: int
    page: int
    hits: tuple[Hit, ...]


# -- what to look for --------------------------------------------------------------------


def refusal_of(query: Query) -> AnnotatorError | None:
    """Why this cannot be looked for; None where it can."""
    if not query.texts or not (query.text.strip() if query.over_blanks else query.text):
        return NothingToFind()
    try:
        if query.is_expression:
            _expression(query.text, query.folds)
    except UNUSABLE as error:
        return _flaw(error)
    return None


def look_for(query: Query) -> Look:
    """Finds the places of what is looked for. Raises what `refusal_of` answers; TimeoutError later."""
    refused = refusal_of(query)
    if refused is not None:
        raise refused
    if query.is_expression:
        expression, folds = _expression(query.text, query.folds), query.folds
        # A list: the limit is processor time, and what is done with the places would count as well.
        return lambda text: [
            match.span()
            for match in expression.finditer(_folded(folds, text), timeout=SECONDS, concurrent=True)
            if match.end() > match.start()
        ]
    string = _string(query.text, query.folds, query.over_blanks)
    return lambda text: (match.span() for match in string.finditer(text))


@cache
def _string(text: str, folds: Folds, over_blanks: bool) -> "re.Pattern[str]":  # noqa: FBT001
    """Matches the string and all that counts as equal, without overlap.

    Every character is one class, and no class has white space in it: the time is linear in the text
    however the blanks lie.
    """
    if not over_blanks:
        return re.compile("".join(_class(each, folds) for each in text))
    characters = [
        (character, is_first) for word in text.split() for is_first, character in _spelled(word)
    ]
    found = [_class(characters[0][0], folds)]
    for (before, _), (each, is_first) in pairwise(characters):
        is_latin = _is_latin(before, folds) and _is_latin(each, folds)
        found.append(r"\s*" if not is_latin else r"\s+" if is_first else "")
        found.append(_class(each, folds))
    return re.compile("".join(found))


def _spelled(word: str) -> Iterator[tuple[bool, str]]:
    """Its characters, each with whether it is the first."""
    return ((at == 0, character) for at, character in enumerate(word))


def _class(character: str, folds: Folds) -> str:
    alike = folds.alike(character)
    return re.escape(alike) if len(alike) == 1 else f"[{''.join(map(re.escape, alike))}]"


def _is_latin(character: str, folds: Folds) -> bool:
    folded = folds.fold(character)
    return folded.isascii() and folded.isalnum()


def _folded(folds: Folds, text: str) -> str:
    """Width and variants; case is left to the expression, which has signs that are letters."""
    return Folds(folds.width, folds.variants, case=False).fold(text)


def _expression(body: str, folds: Folds) -> "regex.Pattern[str]":
    """The expression for text folded alike. Raises one of `UNUSABLE`."""
    flags = regex.MULTILINE | (regex.IGNORECASE if folds.case else 0)
    return compiled(_folded_body(body, folds), int(flags))


def _folded_body(body: str, folds: Folds) -> str:
    """The expression with its own characters folded; ends of ranges stay, and no mark becomes an operator."""
    if body.isascii():
        return body
    found: list[str] = []
    in_class = False
    for at, each in enumerate(body):
        ends_range = in_class and "-" in (body[at - 1 : at], body[at + 1 : at + 2])
        folded = each if each.isascii() or ends_range else _folded(folds, each)
        is_operator = folded != each and folded.isascii() and not folded.isalnum()
        found.append(f"\\{folded}" if is_operator else folded)
        if each in "[]" and not _ESCAPED.search(body, 0, at):
            in_class = each == "["
    return "".join(found)


def _flaw(error: BaseException) -> AnnotatorError:
    if isinstance(error, regex.error):
        return ExpressionInvalid(cause=error)
    return ExpressionTooLarge()


# -- looking -----------------------------------------------------------------------------


def hits_on(
    project: Project, query: Query, number: int, look: Look | None = None
) -> tuple[Hit, ...]:
    """The hits on one page as it is on disk, in text order.

    Raises what `refusal_of` answers, ExpressionTooSlow, PageUnknown and ProjectDamaged.
    """
    look = look or look_for(query)
    by_lines = query.is_expression and query.over_blanks
    page = project.searched_page(number, with_breaks=by_lines)
    try:
        found = (find_in_lines if by_lines else find)(page.searched, look)
    except TimeoutError as error:
        raise ExpressionTooSlow(page=page.name) from error
    except UNUSABLE as error:
        raise _flaw(error) from error
    kept = [each for each in found if each.reads == BOTH or each.reads in query.texts]
    if not kept:
        return ()
    text = page.searched.text
    raw = RawText.of(text)
    hits: list[Hit] = []
    for each in kept:
        line = raw.line_at(each.places[0][0])
        column = each.places[0][0] - raw.line_starts[line] + 1
        said = each.before, each.text, each.after
        hits.append(Hit(number, page.name, line + 1, column, each.places, each.reads, *said))
    return tuple(hits)


def find_in_project(project: Project, query: Query) -> Iterator[Looked]:
    """Looks at one page after the other, in the order of their names; those without a chance are left out.

    What is not in the index yet is put there on the way. Raises as `hits_on`.
    """
    look = look_for(query)
    order = project.page_ids()
    todo = set(project.unindexed())
    indexing = Indexing(project)
    for done, number in _likely(project, query, order):
        try:
            hits = hits_on(project, query, number, look)
        except PageUnknown:
            hits = ()  # gone meanwhile
        yield Looked(done, len(order), number, hits)
        if number in todo and not query.is_expression:
            indexing.add(number)
    indexing.flush()


def _likely(project: Project, query: Query, order: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pages to look at, each with its place (from 1) in `order`: the first are known soon."""
    start, size = 0, FIRST
    while start < len(order):
        block = order[start : start + size]
        likely = set(block) if query.is_expression else project.pages_like(query.text, block)
        for at, number in enumerate(block, start + 1):
            if number in likely:
                yield at, number
        start, size = start + size, GROWTH * size


class Indexing:
    """Puts pages into the index, a few in a transaction; leaves it be where the file takes nothing now."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._waiting: list[int] = []
        self.is_off = False
        """The file took nothing when it was last asked to."""

    def add(self, number: int) -> None:
        self._waiting.append(number)
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """What has been added is in the index."""
        numbers, self._waiting = self._waiting, []
        if not numbers or self.is_off:
            return
        try:
            self._project.index_pages(numbers)
        except (ProjectLocked, ProjectReadOnly, PageUnknown):
            self.is_off = True
