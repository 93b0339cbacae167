"""What can be undone and redone on a page, read off its journal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.document.edits import Edit, RuleChange, squashed, squashed_rules
from annotator.document.phrases import Phrase, phrase
from annotator.store.project import DO, REDO, UNDO, JournalRow, Project


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: the revisions of edits that belong together, oldest first."""

    revisions: tuple[int, ...]
    title: Phrase
    join_key: str | None
    is_closed: bool = False
    """Whether no further edit joins it, whatever its join key."""


class History:
    """Two stacks of steps. The journal is the truth; this is how it reads."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._gone: list[Step] = []

    @classmethod
    def of(cls, journal: Iterable[JournalRow]) -> "History":
        """The stacks as the journal left them: undo survives a restart."""
        history = cls()
        for row in journal:
            title = Phrase.from_plain(row.title)
            history.note_performed(row.kind, row.revision, title, row.join_key, row.steps)
        return history

    def note_performed(
        self, kind: str, revision: int, title: Phrase, join_key: str | None, steps: int = 1
    ) -> None:
        """An edit of that kind was performed; an undoing or a redoing is about so many steps."""
        if kind == DO:
            self.note(revision, title, join_key)
        else:
            for _ in range(steps):
                (self.note_undo if kind == UNDO else self.note_redo)()

    @property
    def done(self) -> tuple[Step, ...]:
        """Everything that could be undone, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """Everything that could be done again, in the order in which it would be."""
        return tuple(reversed(self._undone))

    @property
    def gone(self) -> tuple[Step, ...]:
        """What was undone, and then something else was done instead: nothing leads back there."""
        return tuple(self._gone)

    def way_to(self, revision: int) -> tuple[str, tuple[Step, ...]]:
        """`UNDO` or `REDO`, and the steps to retrace, the first one first, until that step is the last one done.

        A step is named by the revision of its last edit, 0 is where there is none. No steps
        where the page stands there already, or for a revision that is no step's.
        """
        done = [0, *(step.revisions[-1] for step in self._done)]
        if revision in done:
            return UNDO, tuple(reversed(self._done[done.index(revision) :]))
        ahead = [step.revisions[-1] for step in self.undone]
        return REDO, self.undone[: ahead.index(revision) + 1] if revision in ahead else ()

    @property
    def last(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def note(self, revision: int, title: Phrase, join_key: str | None) -> None:
        """An edit was done: it joins the step before it where both have the same join key."""
        last = self.last
        joins = last is not None and not last.is_closed and last.join_key == join_key is not None
        if last is not None and joins and not self._undone:
            self._done.pop()
            self._done.append(Step((*last.revisions, revision), title, join_key))
        else:
            self._done.append(Step((revision,), title, join_key))
        self._gone += reversed(self._undone)
        self._undone.clear()

    def note_undo(self) -> None:
        self._undone.append(self._done.pop())

    def note_redo(self) -> None:
        """The step is done again, and takes no further edits in."""
        self._done.append(replace(self._undone.pop(), is_closed=True))


def retracing(
    project: Project, number: int, kind: str, steps: Sequence[Step], who_and_when: tuple[str, str]
) -> Edit:
    """One edit that undoes or redoes `steps` (at least one, the first one to retrace first) on that page."""
    is_undo = kind == UNDO
    ordered = reversed(steps) if is_undo else steps
    edits = project.edits(number, (each for step in ordered for each in step.revisions))
    edit = (undoing if is_undo else redoing)(edits, *who_and_when)
    if len(steps) == 1:
        return edit
    key = "edit.undo_many" if is_undo else "edit.redo_many"
    last = edits[0 if is_undo else -1]
    return replace(edit, title=phrase(key, count=len(steps)), selection=last.selection)


def undoing(edits: Sequence[Edit], by: str, at: str) -> Edit:
    """One edit that takes `edits` (oldest first) back, standing where the first one stood."""
    inverses = [edit.inverse() for edit in reversed(edits)]
    changes = [change for edit in inverses for change in edit.changes]
    title = phrase("edit.undo", what=edits[-1].title)
    return Edit(
        "undo", title, squashed(changes), edits[0].selection, by, at, rules=_rules(inverses)
    )


def redoing(edits: Sequence[Edit], by: str, at: str) -> Edit:
    """One edit that does `edits` (oldest first) again."""
    changes = [change for edit in edits for change in edit.changes]
    title = phrase("edit.redo", what=edits[-1].title)
    return Edit("redo", title, squashed(changes), edits[0].selection, by, at, rules=_rules(edits))


def _rules(edits: Iterable[Edit]) -> tuple[RuleChange, ...]:
    return squashed_rules(change for edit in edits for change in edit.rules)
