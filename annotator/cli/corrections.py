"""The verb `corrections`: the strings that a project always corrects, or never, as a confusion list."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.exchange.confusion_list import as_table, read_rules, write_rules
from annotator.store.project import Project
from annotator.workbench.clock import now, user_name
from annotator.workbench.correction_rules import import_rules


@click.command()
@click.argument("project", type=FILE)
@click.option("--list", "lists", is_flag=True, help="Print the rules; so does no option at all.")
@click.option("--export", "target", type=FILE, help="The file that takes the rules.")
@click.option(
    "--import", "source", type=FILE, help="A confusion list that comes in, whole or not at all."
)
@pass_desk
def corrections(
    desk: Desk, project: Path, source: Path | None, target: Path | None, *, lists: bool
) -> None:
    """Print the correction rules of PROJECT as a confusion list, or import and export them.

    The list has tab-separated columns: raw, text, verdict (fix or allow), source.
    """
    if [lists, target is not None, source is not None].count(True) > 1:
        raise click.UsageError(desk.language.say("cli.rules_usage"))
    with Project.open(project) as opened:
        if source is not None:
            rules = read_rules(source)
            import_rules(opened, rules, user_name(), now())
            talk(desk.language.say("cli.rules_imported", count=len(rules)))
        elif target is not None:
            count = write_rules(target, opened.correction_rules().values())
            talk(desk.language.say("cli.rules_exported", count=count))
        else:
            for line in as_table(opened.correction_rules().values()):
                click.echo(line)
