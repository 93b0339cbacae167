"""The verb that takes a picture of the window."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk
from annotator.settings.language import LANGUAGES

_WIDEST = 10_000
"""Pixels of a picture's side, beyond which no memory holds it."""


@click.command()
@click.argument("project", type=FILE)
@click.option("--page", required=True, help="The page's name.")
@click.option("--out", type=FILE, required=True, help="The PNG to write.")
@click.option("--size", default="1600x1000", show_default=True, help="Width x height in pixels.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the window.")
@click.option("--suspect", type=click.IntRange(min=1), help="Stand on that suspect of the queue.")
@pass_desk
def screenshot(
    desk: Desk,
    project: Path,
    page: str,
    out: Path,
    size: str,
    theme: str,
    lang: str | None,
    suspect: int | None,
) -> None:
    """Write a picture of the window with a page of PROJECT; needs no screen."""
    sides = [int(side) for side in size.split("x") if side.isdecimal()]
    if len(sides) != 2 or size.count("x") != 1 or not all(0 < side <= _WIDEST for side in sides):
        raise click.BadParameter(desk.language.say("cli.bad_size", size=size), param_hint="--size")
    language = lang or desk.language.name
    desk.screenshot(project, page, out, (sides[0], sides[1]), theme, language, suspect or 0)
    click.echo(out)
