"""The verb `suspects`: what the finder takes for errors in text files, without any project."""

import os
from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk
from annotator.cli.printing import print_export, progress
from annotator.document.proposals import WEAK
from annotator.propose.suspects.finding import FLOOR
from annotator.settings.resources import word_lists_refused
from annotator.workbench import batch


@click.command()
@click.argument("source", metavar="DIR", type=FILE)
@click.option("--format", "form", default="page-json", show_default=True, help="The format.")
@click.option("--out", type=FILE, required=True, help="The folder that takes the files.")
@click.option(
    "--least",
    type=click.FloatRange(0.0, 1.0),
    default=FLOOR,
    show_default=True,
    help="Leave out what is less likely an error.",
)
@pass_desk
def suspects(desk: Desk, source: Path, form: str, out: Path, least: float) -> None:
    """Find likely errors in a DIR of text files; articles and entities are proposed too.

    In page-json each correction has `kind`, `replacement` (null: damaged, original unknown) and
    `score`, how likely something is wrong there; they stand in text order. Of suspects that
    overlap the likelier one is written.
    """
    if not os.path.isdir(source):  # noqa: PTH112  False, too, for a name no system takes
        raise click.UsageError(desk.language.say("cli.not_a_dir", path=source))
    propose_files(desk, source, form, out, least)


def propose_files(
    desk: Desk, source: Path, form: str, out: Path, least_suspect: float = WEAK
) -> None:
    """Writes what is proposed for the text files of a folder, and says what had to be done without."""
    from annotator.propose.worker import propose_page, use_one_thread

    use_one_thread()
    from annotator.propose.tables import tables_refused
    from annotator.propose.weights_file import in_use

    desk.tell(in_use().refused)
    desk.tell(*tables_refused())
    pages = batch.proposed_pages([source], propose_page, progress, least_suspect=least_suspect)
    print_export(desk, batch.export(pages, form, out, include_proposals=True))
    desk.tell(*word_lists_refused())
