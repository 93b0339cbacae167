"""Another set of labels and roles for a project: what would change, what is in the way, and doing it.

For the window and the command line alike. Marks carry ids: only a word that goes has marks that must go
somewhere, and those are edits of their pages, one series with one undo.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from annotator.document.labels import Flaw, Label, Role, Vocabulary, Word, flaws, kind_of
from annotator.document.phrases import Phrase, phrase
from annotator.settings.keymap import Keymap
from annotator.store.project import Project
from annotator.workbench.command_table import COMMANDS, LABELS, ROLES, bindings
from annotator.workbench.commands.words import replace_words
from annotator.workbench.key_clashes import clashes
from annotator.workbench.progress import Progress, no_progress
from annotator.workbench.series_edits import SeriesDone, Task
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal

Key = tuple[str, str]
"""`label` or `role`, and the id."""

_KINDS = {LABELS: "label", ROLES: "role"}
"""The kind of word that a family of commands has a member for."""

AWAY = ""
"""Where marks go that are deleted."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A word that is to go, how many marks have it, and the id of who gets them (`AWAY`: nobody)."""

    word: Word
    count: int
    instead: str = AWAY


@dataclass(frozen=True, slots=True)
class Plan:
    """The vocabulary as it would be, and what that takes. `changed` are pairs of before and after."""

    vocabulary: Vocabulary
    added: tuple[Word, ...] = ()
    changed: tuple[tuple[Word, Word], ...] = ()
    leaving: tuple[Leaving, ...] = ()


# -- what is in the way --------------------------------------------------------------------


def key_clashes(labels: Sequence[Label], roles: Sequence[Role], keymap: Keymap) -> list[Flaw]:
    """The keys of labels and letters of roles on which another command is, with the command's name.

    A key of two strokes is in the way of its first stroke alone, and the reverse. Nothing where the words
    have flaws.
    """
    try:
        words = Vocabulary(tuple(labels), tuple(roles))
    except ValueError:
        return []
    titles = {(e.command, key): e.title for e in bindings(words, keymap) for key in e.keys}
    flawed: dict[Key, Flaw] = {}
    for clash in clashes(words, keymap):
        family = COMMANDS[clash.other.command].family
        kind = _KINDS.get(family)
        # Where a label and a role want one key the label is told: it has others to choose from.
        if kind is None or (family, COMMANDS[clash.command].family) == (ROLES, LABELS):
            continue
        field = "key" if kind == "label" else "letter"
        command = titles[clash.command, clash.key]
        why = phrase("vocabulary.key_is_taken", key=clash.other_key, command=command)
        flaw = Flaw(kind, clash.other.argument, field, why)
        flawed.setdefault((kind, clash.other.argument), flaw)
    return list(flawed.values())


def all_flaws(labels: Sequence[Label], roles: Sequence[Role], keymap: Keymap) -> list[Flaw]:
    """Everything that keeps these words from being a project's."""
    return flaws(labels, roles) or key_clashes(labels, roles, keymap)


# -- what would change ---------------------------------------------------------------------


def planned(
    project: Project,
    labels: Sequence[Label],
    roles: Sequence[Role],
    keymap: Keymap,
    instead: Mapping[Key, str] | None = None,
) -> Plan | Refusal:
    """What it takes to offer those words and no others.

    `instead` says where the marks of a word go that is in use: to which id, or `AWAY`. Refused are sets with
    flaws, a word in use without such a say, and one that goes where it cannot.
    """
    found = all_flaws(labels, roles, keymap)
    if found:
        return Refusal(flaw_sentence(found[0], labels, roles))
    now = project.vocabulary()
    uses = {kind: project.uses(kind) for kind in ("label", "role")}
    moved = _moved_between(now, roles, uses["role"])
    if moved is not None:
        return moved
    offered = {(kind_of(word), word.id): word for word in (*labels, *roles)}
    leaving: list[Leaving] = []
    for word in (*now.labels, *now.roles):
        key = kind_of(word), word.id
        if key in offered:
            continue
        count, target = uses[key[0]].get(word.id, 0), (instead or {}).get(key)
        refusal = _cannot_go(word, count, target, offered)
        if refusal is not None:
            return refusal
        leaving.append(Leaving(word, count, target or AWAY))
    gone = [replace(each.word, is_retired=True, instead=each.instead) for each in leaving]
    kept = [word for word in now.retired if (kind_of(word), word.id) not in offered]
    later = Vocabulary(tuple(labels), tuple(roles), (*kept, *gone))
    return Plan(later, *_differences(now, offered.values()), tuple(leaving))


def flaw_sentence(flaw: Flaw, labels: Sequence[Label], roles: Sequence[Role]) -> Phrase:
    """A flaw with the name of the word that has it."""
    words = labels if flaw.kind == "label" else roles
    name = next((word.name for word in words if word.id == flaw.id), flaw.id)
    return phrase("vocabulary.flaw", name=name, why=flaw.why) if name else flaw.why


def _moved_between(
    now: Vocabulary, roles: Iterable[Role], uses: Mapping[str, int]
) -> Refusal | None:
    """A role in use stays on its side: parts of articles cannot become furniture by a stroke of the pen."""
    for role in roles:
        was = now.role(role.id)
        if was is not None and was.within != role.within and uses.get(role.id, 0):
            count = uses[role.id]
            return Refusal(phrase("vocabulary.within_in_use", name=role.name, count=count))
    return None


def _cannot_go(
    word: Word, count: int, target: str | None, offered: Mapping[Key, Word]
) -> Refusal | None:
    if count and target is None:
        return Refusal(phrase("vocabulary.in_use", name=word.name, count=count))
    if not target:
        return None
    other = offered.get((kind_of(word), target))
    if other is None:
        return Refusal(phrase("vocabulary.no_such_successor", name=word.name, other=target))
    if isinstance(word, Role) and isinstance(other, Role) and word.within != other.within:
        return Refusal(phrase("vocabulary.other_side", name=word.name, other=other.name))
    return None


def _differences(
    now: Vocabulary, later: Iterable[Word]
) -> tuple[tuple[Word, ...], tuple[tuple[Word, Word], ...]]:
    added: list[Word] = []
    changed: list[tuple[Word, Word]] = []
    for word in later:
        was = now.word(kind_of(word), word.id)
        if was is None or was.is_retired:
            added.append(word)
        elif was != word:
            changed.append((was, word))
    return tuple(added), tuple(changed)


# -- doing it ------------------------------------------------------------------------------


def carried_out(
    session: Session, plan: Plan, progress: Progress = no_progress
) -> SeriesDone | Refusal:
    """The plan done, all of it or nothing: marks moved on every page, words kept, watchers told.

    Marks need a page on the desk, from which they can be brought back. Raises Cancelled where `progress`
    says so, and what the project file does not allow.
    """
    project = session.project
    goes = {(kind_of(e.word), e.word.id): e.instead for e in plan.leaving if e.count}
    done = SeriesDone(0, 0)
    try:
        # Marks first: the page on the desk is written with the proposals that it shows.
        with project.together():
            if goes:
                title, tasks = _title(plan), _tasks(project, goes, _title(plan))
                answer = session.run_series("replace_words", title, tasks, progress)
                if isinstance(answer, Refusal):
                    return answer
                done = answer
            project.put_vocabulary(plan.vocabulary)
    finally:
        session.see_vocabulary()
    return done


def _tasks(project: Project, goes: Mapping[Key, str], title: Phrase) -> dict[int, Task]:
    counts: dict[int, int] = {}
    for kind, id_ in goes:
        for page, count in project.pages_with_word(kind, id_).items():
            counts[page] = counts.get(page, 0) + count
    ask = partial(replace_words, goes=goes, title=title)
    return {page: Task(ask, 0, count) for page, count in sorted(counts.items())}


def _title(plan: Plan) -> Phrase:
    """What the undo menu calls it: of several words the first stands for all."""
    marked = [each for each in plan.leaving if each.count]
    first = marked[0]
    kind, count = kind_of(first.word), sum(each.count for each in marked)
    was = Phrase(f"{kind}.{first.word.id}")
    if len(marked) > 1:
        return phrase("edit.replace_words", count=count, words=len(marked))
    if first.instead == AWAY:
        return phrase("edit.drop_word", count=count, was=was)
    return phrase("edit.replace_word", count=count, was=was, now=Phrase(f"{kind}.{first.instead}"))
