"""The command line: parse, call the workbench, print. Data to stdout, talk to stderr.

Exit codes: 0 done, 2 wrong usage, 3 a file that was handed in cannot be used, 4 the project
cannot be used, 5 somebody else is at work on it, 6 not found or refused, 7 stopped,
8 no display. With several refusals the first one's code counts.
"""

import json
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from annotator import __version__
from annotator.cli.corrections import corrections
from annotator.cli.desk import FILE, Desk, Screenshot, pass_desk, talk
from annotator.cli.effort import effort
from annotator.cli.find import find
from annotator.cli.labels import labels
from annotator.cli.learn import learn
from annotator.cli.lexicon import lexicon
from annotator.cli.ocr_stats import ocr_stats
from annotator.cli.printing import print_export, progress
from annotator.cli.proof_sheet import proof_sheet
from annotator.cli.screenshot import screenshot
from annotator.cli.suspects import propose_files, suspects
from annotator.cli.train import train
from annotator.cli.train_glyphs import glyphs
from annotator.cli.train_language import language
from annotator.cli.train_suspects import suspects as train_suspects
from annotator.errors import AnnotatorError
from annotator.exchange.catalogue import FORMATS
from annotator.measure.report import evaluate as evaluation
from annotator.settings.keymap import load_keymap, shipped_keymap
from annotator.settings.language import LANGUAGES, Language, system_language
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import Project
from annotator.workbench import batch, key_table
from annotator.workbench.clock import user_name
from annotator.workbench.desk import remove_project
from annotator.workbench.readme import filled


@contextmanager
def _open_or_create(path: Path) -> Generator[Project, None, None]:
    """The project, made where it is missing; one that was made and got no page is gone again."""
    is_new = not os.path.lexists(path)
    is_bare = False
    try:
        with Project.create(path) if is_new else Project.open(path) as opened:
            try:
                yield opened
            finally:
                is_bare = is_new and not len(opened.page_ids())
    finally:
        if is_bare:
            remove_project(path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.")
@click.pass_context
def annotator(context: click.Context, lang: str | None) -> None:
    """The annotation desk for Chinese newspaper pages.

    Without a verb the window opens: `annotator` with the default project, `annotator
    PROJECT.db` with that one.

    Exit codes: 0 done, 2 usage, 3 bad input file, 4 bad project, 5 project in use,
    6 not found or refused, 7 stopped, 8 no display.
    """
    context.obj = Desk(Language(lang or system_language()), context.obj)


@annotator.command(name="import")
@click.argument("project", type=FILE)
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option(
    "--encoding", help="Encoding of the text files; guessed for each where it is not given."
)
@click.option(
    "--add-labels",
    "add_words",
    is_flag=True,
    help="Labels and roles that PROJECT lacks become its own.",
)
@pass_desk
def import_(
    desk: Desk, project: Path, files: tuple[Path, ...], encoding: str | None, *, add_words: bool
) -> None:
    """Put text files, folders of them, or annotations into PROJECT (made where it is missing).

    A .txt file is a page named like the file; .json is the gold of a page that is in the
    project; .jsonl is the native format with pages and all.
    """
    with _open_or_create(project) as opened:
        report = batch.import_files(
            opened, files, encoding=encoding, by=user_name(), progress=progress, add_words=add_words
        )
    for name in (*report.added, *report.marked):
        click.echo(name)
    for page, guess in report.guessed:
        talk(desk.language.say("cli.read_as", page=page, encoding=guess))
    for mark in report.unplaced:
        talk(desk.language.sentence(mark))
    unknown = "impossible" if add_words else "strange"
    for key, strays in (("added", report.new_words), (unknown, report.strays)):
        if strays:
            names = ", ".join(stray.name for stray in strays)
            talk(desk.language.say(f"cli.words_{key}", names=names))
    _tell_refusals(desk, report.refused)


def _tell_refusals(desk: Desk, refused: tuple[AnnotatorError, ...]) -> None:
    for error in refused:
        talk(desk.language.sentence(error))
    if refused:
        raise click.exceptions.Exit(refused[0].exit_code)


@annotator.command()
@click.argument("source", metavar="PROJECT|DIR", type=FILE)
@click.option(
    "--again", is_flag=True, help="Also pages that have proposals; marks and decisions stay."
)
@click.option(
    "--format", "form", default="page-json", show_default=True, help="With DIR: the format."
)
@click.option("--out", type=FILE, help="With DIR: the folder that takes the files.")
@pass_desk
def propose(desk: Desk, source: Path, form: str, out: Path | None, *, again: bool) -> None:
    """Propose articles, entities and corrections for PROJECT, or for a DIR of text files (with --out)."""
    if os.path.isdir(source):  # noqa: PTH112  False, too, for a name no system takes
        if out is None:
            raise click.UsageError(desk.language.say("cli.dir_needs_out"))
        propose_files(desk, source, form, out)
        return
    from annotator.propose.worker import use_one_thread

    use_one_thread()
    from annotator.propose.weights_file import in_use
    from annotator.workbench.learning import taught_worker

    desk.tell(in_use().refused)
    with Project.open(source) as opened:
        count = batch.propose_pages(
            opened,
            taught_worker(opened).propose,
            again=again,
            progress=progress,
            tell=lambda said: talk(desk.language.sentence(said)),
        )
    talk(desk.language.say("cli.proposed", count=count))


@annotator.command()
@click.argument("project", type=FILE)
@click.option(
    "--format", "form", required=True, help="One of those that `annotator formats` prints."
)
@click.option("--out", type=FILE, required=True, help="The folder that takes the files.")
@click.option("--include-proposals", is_flag=True, help="Open proposals count as if accepted.")
@click.option("--only-finished", is_flag=True, help="Leave out pages that are not finished.")
@pass_desk
def export(
    desk: Desk, project: Path, form: str, out: Path, *, include_proposals: bool, only_finished: bool
) -> None:
    """Write the gold of PROJECT into the folder OUT."""
    with Project.open(project) as opened:
        pages = batch.pages_of(opened, only_finished=only_finished, progress=progress)
        report = batch.export(pages, form, out, include_proposals=include_proposals, project=opened)
    print_export(desk, report)


@annotator.command()
@click.argument("project", type=FILE)
def stats(project: Path) -> None:
    """Print what PROJECT holds, as JSON."""
    with Project.open(project) as opened:
        figures = asdict(batch.statistics(opened))
    click.echo(json.dumps(figures, ensure_ascii=False, indent=1))


@annotator.command()
@click.argument("gold_dir", type=FILE)
@click.argument("pred_dir", type=FILE)
@click.option(
    "--texts", type=FILE, help="Folder of PAGE_ID.txt, where they are not beside the gold."
)
@click.option(
    "--by", metavar="FIELD", default="", help="Also by the values of a field of the gold."
)
@click.option(
    "--worst", type=click.IntRange(0), default=0, help="Also the N pages of least exact F1."
)
def evaluate(gold_dir: Path, pred_dir: Path, texts: Path | None, by: str, worst: int) -> None:
    """Compare the page.json files of two folders: articles, roles, breaks, entities, corrections."""
    click.echo(evaluation(gold_dir, pred_dir, texts, by=by, worst=worst))


@annotator.command()
@click.option("--markdown", is_flag=True, help="As the table of the README.")
@pass_desk
def keys(desk: Desk, *, markdown: bool) -> None:
    """Print the key table: command, keys, what it does."""
    rows = key_table.rows(default_vocabulary(), load_keymap(), desk.language)
    click.echo(key_table.as_markdown(rows) if markdown else key_table.as_text(rows))


@annotator.command()
@pass_desk
def formats(desk: Desk) -> None:
    """Print the formats: name, whether it reads and writes, what it is, what it cannot hold."""
    for name, form in FORMATS.items():
        click.echo("\t".join(batch.format_row(name, form, desk.language)))


annotator.add_command(screenshot)
annotator.add_command(find)
annotator.add_command(learn)
annotator.add_command(labels)
annotator.add_command(lexicon)
annotator.add_command(suspects)
annotator.add_command(corrections)
annotator.add_command(proof_sheet)
annotator.add_command(ocr_stats)
annotator.add_command(effort)
annotator.add_command(train)
train.add_command(glyphs)
train.add_command(language)
train.add_command(train_suspects)


def _verbs(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    """Every verb that shows itself, with the words that call it and what it takes."""
    for name, verb in group.commands.items():
        if isinstance(verb, click.Group):
            yield from _verbs(verb, f"{before} {name}")
        elif not verb.hidden:
            usage = verb.collect_usage_pieces(click.Context(verb))
            words = [before, name, *(piece for piece in usage if piece != "[OPTIONS]")]
            yield " ".join(words).replace("|", "/"), verb


def readme_tables() -> dict[str, str]:
    """The tables of the README: verbs, keys in English and Chinese, formats."""
    verbs = ["| verb | what it does |", "| --- | --- |"]
    for words, verb in _verbs(annotator, ""):
        verbs.append(f"| `annotator{words}` | {verb.get_short_help_str(200)} |")
    tables = {"verbs": "\n".join(verbs)}
    for name in LANGUAGES:
        rows = key_table.rows(default_vocabulary(), shipped_keymap(), Language(name))
        tables[f"keys-{name}"] = key_table.as_markdown(rows)
    english = Language("en")
    forms = ["| format | ways | what it is | what it cannot hold |", "| --- | --- | --- | --- |"]
    forms += [
        " | ".join(["", *batch.format_row(n, f, english), ""]).strip() for n, f in FORMATS.items()
    ]
    return tables | {"formats": "\n".join(forms)}


@annotator.command(hidden=True)
@click.argument("path", type=FILE)
def readme(path: Path) -> None:
    """Fill the tables of the README at PATH from the code."""
    path.write_text(filled(path.read_text("utf-8"), readme_tables()), "utf-8")


def run(arguments: list[str], camera: Screenshot) -> int:
    """The whole command line; answers the exit code. `camera` takes pictures of the window."""
    named = [word for flag, word in pairwise(arguments) if flag == "--lang"]
    named += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    language = Language(named[0] if named and named[0] in LANGUAGES else system_language())
    try:
        answer: Any = annotator.main(
            arguments, prog_name="annotator", standalone_mode=False, obj=camera
        )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 7
    except AnnotatorError as error:
        talk(language.sentence(error))
        return error.exit_code
    return answer if isinstance(answer, int) else 0
