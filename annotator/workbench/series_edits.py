"""A series done, taken back, and done again: an edit a page, all in one transaction."""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from uuid import uuid4

from annotator.document.edits import Edit
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Selection
from annotator.errors import Conflict, StaleEdit
from annotator.store.project import DO, REDO, UNDO, Project
from annotator.workbench.commands.corrections import fix_places
from annotator.workbench.history import History, Step, redoing, undoing
from annotator.workbench.series import Place, SeriesDone
from annotator.workbench.shown import shown
from annotator.workbench.situation import Refusal, Situation
from annotator.workbench.suspects import change_title

_SERIES, _BACK = "series:", "series-back:"
"""How the join keys begin of a series, and of one taken back under later work on a page."""


class Series:
    """The places that an editor has ticked, on their way to the pages. `like` says who does it, and when."""

    def __init__(
        self, project: Project, text: str, chosen: Sequence[Place], like: Situation
    ) -> None:
        self._project, self._text, self._like = project, text, like
        ordered = sorted(chosen, key=lambda each: (each.page, each.start))
        self._parts = {
            page: list(found) for page, found in groupby(ordered, key=lambda each: each.page)
        }
        self._key = f"{_SERIES}{uuid4().hex[:12]}"
        raw = ordered[0].raw.replace("⏎", "")
        what = change_title(raw, text)
        self._title = phrase("edit.fix_series", count=len(chosen), what=what)
        self._desk = 0
        self.done = SeriesDone(0, 0)
        """What `elsewhere` has led to."""

    def here(self, number: int) -> Edit | Refusal:
        """The edit of the page on the desk; an empty one, for the sake of undo, where it has no place."""
        self._desk = number
        if number in self._parts:
            return self._edit(self._like, self._parts[number])
        like = self._like
        return Edit("fix_places", self._title, (), like.selection, like.by, like.at, self._key)

    def _edit(self, situation: Situation, chosen: Sequence[Place]) -> Edit | Refusal:
        wanted = json.dumps([[each.start, each.end] for each in chosen])
        edit = fix_places(situation, self._text, wanted)
        if isinstance(edit, Edit):
            return replace(edit, join_key=self._key, title=self._title)
        return edit if isinstance(edit, Refusal) else Refusal(Phrase("refuse.nothing_changes"))

    def elsewhere(self) -> list[int]:
        """Commits the edits of all other pages, inside the transaction of the one on the desk."""
        like, refused, done = self._like, list[Phrase](), list[int]()
        for number, chosen in self._parts.items():
            if number == self._desk:
                continue
            page = self._project.page(number)
            start = Selection.at(chosen[0].start)
            situation = Situation(shown(page), start, like.vocabulary, like.by, like.at)
            edit = self._edit(situation, chosen)
            if isinstance(edit, Refusal):
                refused.append(phrase("series.refused", page=page.name, why=edit.why))
                continue
            self._project.commit(number, page, edit, edit.apply(page))
            done.append(number)
        changed = [*done, *([self._desk] if self._desk in self._parts else [])]
        count = sum(len(self._parts[number]) for number in changed)
        self.done = SeriesDone(count, len(changed), tuple(refused))
        return done


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
