"""A series done, taken back, and done again: an edit a page, all in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from annotator.document.edits import Edit
from annotator.document.pages import Page
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Selection
from annotator.errors import Conflict, StaleEdit
from annotator.store.project import DO, REDO, UNDO, Project
from annotator.workbench.history import History, Step, redoing, undoing
from annotator.workbench.progress import Progress, no_progress, step
from annotator.workbench.shown import shown
from annotator.workbench.situation import Answer, Refusal, Situation

_SERIES, _BACK = "series:", "series-back:"
"""How the join keys begin of a series, and of one taken back under later work on a page."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a series asks of one page: a command with its arguments, the caret at `start` (code points).

    `count` says how many places the task is about.
    """

    ask: Callable[[Situation], Answer]
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class SeriesDone:
    """How many places of how many pages were changed; `refused` says what was not, and why."""

    places: int
    pages: int
    refused: tuple[Phrase, ...] = ()


class Series:
    """One command asked of many pages, an edit a page; `tasks` has them under the pages' numbers.

    `like` says who does it, and when. `progress` is told of every page but that on the desk.
    """

    def __init__(
        self,
        project: Project,
        command: str,
        title: Phrase,
        tasks: Mapping[int, Task],
        like: Situation,
        progress: Progress = no_progress,
    ) -> None:
        self._project, self._command, self._title = project, command, title
        self._tasks, self._like, self._progress = tasks, like, progress
        self._key = f"{_SERIES}{uuid4().hex[:12]}"
        self._desk = 0
        self.done = SeriesDone(0, 0)
        """What `elsewhere` has led to."""

    def here(self, number: int) -> Edit | Refusal:
        """The edit of the page on the desk; an empty one, for the sake of undo, where it has no task."""
        self._desk = number
        if number in self._tasks:
            return self._edit(self._like, self._tasks[number])
        like = self._like
        return Edit(self._command, self._title, (), like.selection, like.by, like.at, self._key)

    def _edit(self, situation: Situation, task: Task) -> Edit | Refusal:
        edit = task.ask(situation)
        if isinstance(edit, Edit):
            return replace(edit, join_key=self._key, title=self._title)
        return edit if isinstance(edit, Refusal) else Refusal(Phrase("refuse.nothing_changes"))

    def elsewhere(self) -> list[int]:
        """Commits the edits of all other pages, inside the transaction of the one on the desk.

        Raises Cancelled where `progress` says so: nothing is done then.
        """
        refused, done = list[Phrase](), list[int]()
        others = [number for number in self._tasks if number != self._desk]
        for at, number in enumerate(others):
            page = self._project.page(number)
            step(self._progress, at, len(others), page.name)
            edit = self._edit(self._situation(page, number), self._tasks[number])
            if isinstance(edit, Refusal):
                refused.append(phrase("series.refused", page=page.name, why=edit.why))
                continue
            self._project.commit(number, page, edit, edit.apply(page))
            done.append(number)
        changed = [*done, *([self._desk] if self._desk in self._tasks else [])]
        count = sum(self._tasks[number].count for number in changed)
        self.done = SeriesDone(count, len(changed), tuple(refused))
        return done

    def _situation(self, page: Page, number: int) -> Situation:
        like, start = self._like, Selection.at(self._tasks[number].start)
        return Situation(shown(page), start, like.vocabulary, like.by, like.at)


class Retracing:
    """A step that is undone or redone on one page, on every other page that it touched.

    `left` names the pages on which other work is in the way: they stay as they are.
    """

    def __init__(
        self, project: Project, join_key: str | None, kind: str, without: int, by: str, at: str
    ) -> None:
        self._project, self._key, self._kind = project, join_key or "", kind
        self._without, self._by, self._at = without, by, at
        self.left: list[str] = []

    def run(self) -> list[int]:
        """Commits the edits, inside a transaction; answers the numbers of the pages that changed."""
        if not self._key.startswith(_SERIES):
            return []
        numbers = self._project.pages_of_step(self._key)
        return [each for each in numbers if each != self._without and self._retrace(each)]

    def _retrace(self, number: int) -> bool:
        history = History.of(self._project.journal(number))
        found = self._redone(history) if self._kind == REDO else self._undone(history)
        if found is None:
            if self._kind == REDO and not self._stands(history):
                self.left.append(self._project.page_rows([number])[0].name)
            return False
        step, kind, join_key = found
        page = self._project.page(number)
        make = redoing if kind == REDO else undoing
        edit = make(self._project.edits(number, step.revisions), self._by, self._at)
        edit = replace(edit, join_key=join_key)
        try:
            after = edit.apply(page)
        except (StaleEdit, Conflict):
            self.left.append(page.name)
            return False
        self._project.commit(number, page, edit, after, kind)
        return True

    def _undone(self, history: History) -> tuple[Step, str, str | None] | None:
        """What to take back, and how: under later work by an edit of its own."""
        if history.last is not None and history.last.join_key == self._key:
            return history.last, UNDO, None
        if not self._stands(history):
            return None
        step = next(each for each in history.done if each.join_key == self._key)
        return step, DO, self._back

    def _stands(self, history: History) -> bool:
        """Whether the series is done on that page, and not taken back under later work."""
        keys = {each.join_key for each in history.done}
        return self._key in keys and self._back not in keys

    def _redone(self, history: History) -> tuple[Step, str, str | None] | None:
        """What to do again: what was undone last, or what was taken back under later work."""
        if history.next is not None and history.next.join_key == self._key:
            return history.next, REDO, None
        if history.last is not None and history.last.join_key == self._back:
            return history.last, UNDO, None
        return None

    @property
    def _back(self) -> str:
        return self._key.replace(_SERIES, _BACK)
