"""What verbs print while they work and when they are done."""

import sys

import click

from annotator.cli.desk import Desk, talk
from annotator.workbench import batch


def progress(done: int, total: int, what: str) -> bool:
    """How far it is, on a terminal; never stops the work."""
    if sys.stderr.isatty() and total:
        click.echo(f"\r\x1b[K{done}/{total} {what}", err=True, nl=done == total)
    return True


def print_export(desk: Desk, report: batch.ExportReport) -> None:
    """The files, one a line; to the person what is not in them."""
    for path in report.files:
        click.echo(path)
    for line in batch.sentences_of(report, desk.language):
        talk(line)
