"""The verb `proof-sheet`: all corrections of a page, an issue or a project as a table to print."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.store.project import Project
from annotator.workbench.proof_sheet import Scope, form_of, has_issue, write_proof_sheet


@click.command(name="proof-sheet")
@click.argument("project", type=FILE)
@click.option("--out", type=FILE, required=True, help="The file to write: .html or .csv.")
@click.option("--page", "pages", multiple=True, help="A page's name; can be given several times.")
@click.option(
    "--issue", default="", help="Pages whose names are this, but for the last piece of the name."
)
@click.option("--no-bom", is_flag=True, help="CSV without byte order mark; Excel wants one.")
@pass_desk
def proof_sheet(
    desk: Desk, project: Path, out: Path, pages: tuple[str, ...], issue: str, *, no_bom: bool
) -> None:
    """Write the corrections of PROJECT as a proof sheet (勘误表), in HTML or CSV.

    Each has page, article, line, raw and corrected text, kind, certainty, who and when. A page
    `日报-20240102-A03` is of the issue `日报-20240102`.
    """
    if form_of(out) is None:
        raise click.UsageError(desk.language.say("cli.proof_sheet_form", name=out.name))
    if pages and issue:
        raise click.UsageError(desk.language.say("cli.proof_sheet_scope"))
    with Project.open(project) as opened:
        if issue and not has_issue(opened, issue):
            raise click.UsageError(desk.language.say("cli.no_such_issue", issue=issue))
        scope, language = Scope(pages, issue), desk.language
        count = write_proof_sheet(
            opened, out, scope, language, has_bom=not no_bom, progress=progress
        )
    click.echo(out)
    talk(language.say("cli.proof_sheet_written", count=count))
