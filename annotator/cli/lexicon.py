"""The verb `lexicon`: what a project knows of strings, as a table and as word lists."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.exchange.word_lists import LIST_FORMATS, as_table
from annotator.store.project import Project
from annotator.workbench.lexicon import export_list, import_list, label_names
from annotator.workbench.situation import Refusal


@click.command()
@click.argument("project", type=FILE)
@click.option(
    "--import", "source", type=FILE, help="A word list that comes in, whole or not at all."
)
@click.option("--label", default="", help="With --import: for lines that name none, such as LOC.")
@click.option("--export", "target", type=FILE, help="The file that takes the lexicon.")
@click.option(
    "--format",
    "form",
    type=click.Choice(LIST_FORMATS),
    default=None,
    help="tsv (text, label, rule) or jieba's user dictionary; an import tells by the file.",
)
@pass_desk
def lexicon(
    desk: Desk,
    project: Path,
    source: Path | None,
    label: str,
    target: Path | None,
    form: str | None,
) -> None:
    """Print what PROJECT knows of strings as a table, or import and export word lists."""
    with Project.open(project) as opened:
        if source is not None:
            _import(desk, opened, source, label, form or "")
        if target is not None:
            count = export_list(opened, target, form or "tsv")
            talk(desk.language.say("cli.lexicon_exported", count=count))
        if source is None and target is None:
            for line in as_table(opened.lexicon(), label_names(opened)):
                click.echo(line)


def _import(desk: Desk, project: Project, source: Path, label: str, form: str) -> None:
    said = import_list(project, source, label, form)
    if isinstance(said, Refusal):
        raise click.UsageError(desk.language.sentence(said.why))
    talk(desk.language.say("cli.lexicon_imported", count=said.count))
    if said.without_rule:
        talk(desk.language.say("cli.lexicon_without_rule", count=said.without_rule))
