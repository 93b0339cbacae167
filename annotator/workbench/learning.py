"""The learner of a project: its state in the file, lessons for it, and how well it does.

The learner itself lives in the worker process. Here is what is kept of it between two lessons,
under five keys: `state` (its bytes), `summary` (what its gate has counted), `pages` (the revision of
each page learnt), `skipped` (the same of pages that a reset left behind), and `stamp`, which changes
with the state, so that whoever holds a copy sees that it is old. `off` is there while it is off.
"""

import json
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from annotator.document.pages import PageState
from annotator.document.phrases import Phrase, phrase
from annotator.errors import StaleEdit
from annotator.propose.joining import Correction
from annotator.propose.learner_gate import NEEDED, Gate
from annotator.propose.worker import Asked, Learnt, Lesson, Taught, Understood, Worker
from annotator.store.project import Project
from annotator.workbench.finished_texts import all_read
from annotator.workbench.lessons import gold_of, without_page
from annotator.workbench.progress import Progress, no_progress, step

OFF = "off"
"""The stamp while the learner is off."""


@dataclass(frozen=True, slots=True)
class LearnerStatus:
    """How far the learner of a project is.

    `corrections` are those that the `pages` learnt needed without it, `needed` how many it takes
    before it may speak; the errors are over the `recent` pages, without it and with it.
    """

    is_on: bool
    is_in_use: bool
    pages: int
    corrections: int
    needed: int
    recent: int
    plain_errors: int
    learner_errors: int


def learner_status(project: Project) -> LearnerStatus:
    """From the small rows alone."""
    told = _told(project, "summary")
    gate = _gate(told)
    is_on = is_learner_on(project)
    return LearnerStatus(
        is_on=is_on,
        is_in_use=is_on and gate.is_open,
        pages=_count(told.get("pages")),
        corrections=gate.seen,
        needed=NEEDED,
        recent=len(gate.recent),
        plain_errors=gate.plain_errors,
        learner_errors=gate.learner_errors,
    )


def status_sentence(status: LearnerStatus) -> Phrase:
    """Whether the learner speaks, and why not."""
    if not status.is_on:
        return Phrase("learner.status_off")
    if not status.pages:
        return phrase("learner.status_new", needed=status.needed)
    if status.corrections < status.needed:
        return phrase("learner.status_few", seen=status.corrections, needed=status.needed)
    key = "learner.status_in_use" if status.is_in_use else "learner.status_behind"
    return phrase(
        key, pages=status.recent, plain=status.plain_errors, learner=status.learner_errors
    )


def is_learner_on(project: Project) -> bool:
    """The editor's switch; on where nobody has touched it."""
    return project.learner_value(OFF) is None


def switch(project: Project, *, on: bool) -> None:
    """Turns the learner on or off. What it knows stays, and it misses no page: see `due`."""
    if on == is_learner_on(project):
        return
    with project.together():
        values = project.learner()
        project.forget_learner()
        values.pop(OFF, None)
        project.put_learner(values if on else values | {OFF: b"1"})


def reset(project: Project) -> None:
    """Forgets all that was learnt. Pages finished by now are learnt again only when `everything` is asked for."""
    with project.together():
        skipped = {str(number): revision for number, revision in project.finished()}
        _begin_anew(project, {"skipped": _plain(skipped)})


def forget_damaged(project: Project) -> None:
    """A state that cannot be read goes; its pages will be learnt again."""
    with project.together():
        skipped = project.learner_value("skipped")
        _begin_anew(project, {"skipped": skipped} if skipped else {})


def _begin_anew(project: Project, values: dict[str, bytes]) -> None:
    """With another stamp, so that a lesson under way comes to nothing."""
    switched = {} if is_learner_on(project) else {OFF: b"1"}
    project.forget_learner()
    project.put_learner(values | switched | {"stamp": uuid4().hex.encode()})


def _told(project: Project, key: str) -> dict[str, Any]:
    """A value of JSON; one that cannot be read counts for none."""
    try:
        told: object = json.loads(project.learner_value(key) or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _gate(told: dict[str, Any]) -> Gate:
    try:
        recent = tuple((int(plain), int(own)) for plain, own in told.get("recent", ()))
        return Gate(_count(told.get("seen")), recent)
    except (TypeError, ValueError, OverflowError):
        return Gate()


def _count(told: object) -> int:
    return told if isinstance(told, int) else 0


def _plain(told: object) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()


# -- the state -----------------------------------------------------------------------------


def stamp(project: Project) -> str:
    """Names the state that the file holds now, of all states of all projects."""
    if not is_learner_on(project):
        return OFF
    kept = project.learner_value("stamp")
    return kept.decode(errors="replace") if kept else f"new {project.path}"


def state(project: Project) -> bytes | None:
    """For `Taught`: None while the learner is off, b"" before its first lesson."""
    return (project.learner_value("state") or b"") if is_learner_on(project) else None


def keep(
    project: Project, lesson: Lesson, revision: int, learnt: Learnt, before: str
) -> str | None:
    """Keeps what a lesson on the page at `revision` led to; answers the new stamp.

    None, and nothing is kept, where the state is no longer the one of the stamp `before`, with
    which the lesson began: somebody has reset it, or learnt meanwhile.
    """
    fresh = uuid4().hex
    summary = {
        "pages": learnt.pages,
        "seen": learnt.gate.seen,
        "recent": learnt.gate.recent,
    }
    with project.together():
        if stamp(project) != before:
            return None
        pages = _told(project, "pages") | {str(lesson.page): revision}
        project.put_learner(
            {
                "state": learnt.state,
                "summary": _plain(summary),
                "pages": _plain(pages),
                "stamp": fresh.encode(),
            }
        )
    return fresh


class Question(Protocol):
    """Makes the question for a raw text, and the corrections made on it, see `corrections_of`."""

    def __call__(self, text: str, corrections: tuple[Correction, ...] = ()) -> Asked: ...


def question(project: Project) -> Question:
    """Asks out of what the project knows now.

    The lexicon's entries go along only where the learner reads them.
    """
    patterns = tuple(project.patterns())
    lexicon = project.lexicon() if learner_status(project).is_in_use else None

    def ask(text: str, corrections: tuple[Correction, ...] = ()) -> Asked:
        entries = tuple(lexicon.entries_in(text)) if lexicon else ()
        return Asked(text, entries, patterns, corrections)

    return ask


def taught_worker(project: Project) -> Worker:
    """A worker in this process that has the project's learner, where there is one of use, and its finished pages."""
    worker = Worker()
    worker.answer(Taught(state(project)))
    worker.answer(all_read(project))
    return worker


# -- lessons -------------------------------------------------------------------------------


def due(project: Project, *, everything: bool = False) -> list[int]:
    """Numbers of the finished pages not learnt as they are now, in the order of their finishing."""
    done = _told(project, "pages")
    passed = {} if everything else _told(project, "skipped")
    return [
        number
        for number, revision in project.finished()
        if revision not in (done.get(str(number)), passed.get(str(number)))
    ]


def lesson_of(project: Project, number: int) -> tuple[Lesson, int] | None:
    """The lesson of a page, and its revision; None where the page is not finished any more."""
    page = project.page(number)
    if page.state is not PageState.FINISHED:
        return None
    entries = without_page(project.lexicon(), page)
    told = tuple(entries), tuple(project.patterns()), project.corrections_of(number)
    return Lesson(number, page.raw.text, gold_of(page), *told), page.revision


def catch_up(project: Project, progress: Progress = no_progress) -> tuple[int, bool]:
    """Learns from every finished page that has not been learnt, those of before a reset as well.

    Answers how many they were, and whether what had been learnt was unreadable and is learnt anew.
    """
    worker = Worker()
    was_damaged = worker.answer(Taught(state(project))) != Understood()
    if was_damaged:
        forget_damaged(project)
        worker.answer(Taught(state(project)))
    numbers = due(project, everything=True)
    count = 0
    for done, number in enumerate(numbers):
        step(progress, done, len(numbers), "")
        made = lesson_of(project, number)
        if made is None:
            continue
        before = stamp(project)
        learnt = worker.answer(made[0])
        assert isinstance(learnt, Learnt)
        if keep(project, *made, learnt, before) is None:
            raise StaleEdit(page=project.path.name, key="learner")
        count += 1
    step(progress, len(numbers), len(numbers), "")
    return count, was_damaged
