"""The verb that makes the tables of look-alikes and of same sounds."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk


@click.command()
@click.option(
    "--font",
    "fonts",
    metavar="FILE[#FACE]",
    multiple=True,
    required=True,
    help="A font that has Chinese; #2 is the third face of a collection. Several are seen side by side.",
)
@click.option("--out", type=FILE, required=True, help="The file that takes the shapes.")
@click.option("--sounds", type=FILE, help="Also write which characters sound alike.")
@pass_desk
def glyphs(desk: Desk, fonts: tuple[str, ...], out: Path, sounds: Path | None) -> None:
    """Draw the characters in fonts and keep which look alike; a minute for two fonts.

    Needs `pip install 'annotator[glyphs]'`. The file OUT holds shapes, no part of a font.
    """
    from annotator.propose.suspects.glyphs import write_glyphs
    from annotator.propose.suspects.sounds import write_sounds
    from annotator.propose.suspects.train_glyphs import (
        characters_of,
        neighbours_of,
        shapes_of,
        syllables_of,
    )
    from annotator.propose.weights_file import demand_writable

    for path in (out, *([sounds] if sounds else [])):
        demand_writable(path)
    characters = characters_of()
    try:
        shapes = shapes_of(characters, fonts)
        syllables = syllables_of(characters) if sounds else {}
    except ImportError as error:
        raise click.ClickException(desk.language.say("train.no_pillow", cause=error)) from error
    except OSError as error:
        raise click.ClickException(desk.language.say("train.no_font", cause=error)) from error
    source = ", ".join(Path(font).name for font in fonts)
    write_glyphs(out, characters, shapes, neighbours_of(characters, shapes), source)
    talk(desk.language.say("train.glyphs_written", path=out, count=len(characters)))
    if sounds:
        write_sounds(sounds, syllables)
        talk(desk.language.say("train.sounds_written", path=sounds, count=len(syllables)))
