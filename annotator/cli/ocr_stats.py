"""The verb `ocr-stats`: how much recognition got wrong, and what."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.store.project import Project
from annotator.workbench import ocr_stats as figures


@click.command(name="ocr-stats")
@click.argument("project", type=FILE)
@click.option(
    "--top",
    type=click.IntRange(0),
    default=figures.TOP,
    show_default=True,
    help="So many error pairs.",
)
@click.option("--only-finished", is_flag=True, help="Leave out pages that are not finished.")
@pass_desk
def ocr_stats(desk: Desk, project: Path, top: int, *, only_finished: bool) -> None:
    """Print character error rates of PROJECT's raw text, page by page, and the top error pairs.

    The rate is Levenshtein's distance of raw and corrected text over the length of the corrected
    text, in code points without white space. Damaged text of unknown original is counted apart.
    """
    with Project.open(project) as opened:
        stats = figures.ocr_stats(opened, only_finished=only_finished, progress=progress)
    if not stats.pages:
        talk(desk.language.say("ocr.none"))
        return
    for row in figures.page_table(stats, desk.language):
        click.echo("\t".join(row))
    if top and stats.pairs:
        click.echo()
        for row in figures.pair_table(stats, desk.language, top):
            click.echo("\t".join(row))
    unfinished = sum(not page.is_finished for page in stats.pages)
    if unfinished:
        talk(desk.language.say("ocr.in_work", count=unfinished))
