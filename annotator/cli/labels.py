"""The verb `labels`: the labels and roles of a project, as a table and as TOML."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.document.labels import Vocabulary, Word, kind_of
from annotator.settings.keymap import load_keymap
from annotator.settings.vocabulary import WordsRead, read_words, write_words
from annotator.store.project import Project
from annotator.workbench.clock import now, user_name
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal
from annotator.workbench.vocabulary import AWAY, Key, Plan, carried_out, planned
from annotator.workbench.vocabulary_words import sentences_of


class Refused(click.ClickException):
    """The project does not allow it; the sentence says why."""

    exit_code = 6


@click.command()
@click.argument("project", type=FILE)
@click.option("--write", "target", type=FILE, help="The TOML file that takes labels and roles.")
@click.option(
    "--read", "source", type=FILE, help="A TOML file whose labels and roles become PROJECT's."
)
@click.option(
    "--instead",
    "successors",
    metavar="OLD=NEW",
    multiple=True,
    help="With --read: marks of a label or role that the file lacks become NEW's.",
)
@click.option("--drop", "dropped", metavar="OLD", multiple=True, help="With --read: its marks go.")
@click.option(
    "--dry-run", "is_trial", is_flag=True, help="With --read: only say what would change."
)
@pass_desk
def labels(
    desk: Desk,
    project: Path,
    target: Path | None,
    source: Path | None,
    successors: tuple[str, ...],
    dropped: tuple[str, ...],
    *,
    is_trial: bool,
) -> None:
    """Print the labels and roles of PROJECT with how often they are in use, or write and read them as TOML.

    Reading prints what changes. A label that is in use and not in the file needs --instead or --drop; where
    a label and a role have one name, `role.NAME` is the role.
    """
    if source is None and (successors or dropped or is_trial):
        raise click.UsageError(desk.language.say("cli.labels_usage"))
    with Project.open(project) as opened:
        if source is not None:
            words = read_words(source, opened.vocabulary())
            goes = _goes(desk, opened.vocabulary(), words, successors, dropped)
            _read(desk, opened, words, goes, is_trial=is_trial)
        if target is not None:
            write_words(target, opened.vocabulary())
        if source is None and target is None:
            _print(opened)


def _print(project: Project) -> None:
    vocabulary = project.vocabulary()
    uses = {kind: project.uses(kind) for kind in ("label", "role")}
    for word in (*vocabulary.labels, *vocabulary.roles):
        kind, titles = kind_of(word), dict(word.titles)
        said = (titles.get("zh", ""), titles.get("en", ""), str(uses[kind].get(word.id, 0)))
        click.echo("\t".join((kind, word.name, getattr(word, "key", ""), word.letter, *said)))


def _goes(
    desk: Desk,
    now: Vocabulary,
    words: WordsRead,
    successors: Sequence[str],
    dropped: Sequence[str],
) -> dict[Key, str]:
    goes: dict[Key, str] = {}
    for said in successors:
        old, equals, new = said.partition("=")
        if not equals:
            raise click.UsageError(desk.language.say("cli.labels_instead", said=said))
        kind, id_ = _key(desk, now, old)
        goes[kind, id_] = _named(words, kind, new.removeprefix(f"{kind}."))
    for old in dropped:
        goes[_key(desk, now, old)] = AWAY
    return goes


def _key(desk: Desk, now: Vocabulary, name: str) -> Key:
    """The label, else the role, that is called so."""
    for kind in ("label", "role"):
        found = now.id_named(kind, name.removeprefix(f"{kind}."))
        if found is not None:
            return kind, found
    raise click.UsageError(desk.language.say("cli.labels_unknown", name=name))


def _named(words: WordsRead, kind: str, name: str) -> str:
    """The id of who is called so in the file; the name itself where nobody is."""
    offered: Iterable[Word] = words.labels if kind == "label" else words.roles
    return next((word.id for word in offered if name in (word.name, word.id)), name)


def _read(
    desk: Desk, project: Project, words: WordsRead, goes: dict[Key, str], *, is_trial: bool
) -> None:
    plan = planned(project, words.labels, words.roles, load_keymap(), goes)
    if isinstance(plan, Refusal):
        raise Refused(desk.language.sentence(plan.why))
    for line in sentences_of(plan, desk.language):
        click.echo(line)
    if is_trial:
        return
    _carry_out(desk, project, plan)


def _carry_out(desk: Desk, project: Project, plan: Plan) -> None:
    session = Session(project, project.vocabulary(), user_name(), now)
    if any(each.count for each in plan.leaving):
        last = project.setting("last_page")
        numbers = project.page_ids()
        here = int(last) if last and last.isdigit() and int(last) in numbers else numbers[0]
        session.open_page(here)
    done = carried_out(session, plan, progress)
    if isinstance(done, Refusal):
        raise Refused(desk.language.sentence(done.why))
    talk(desk.language.say("cli.labels_read", places=done.places, pages=done.pages))
