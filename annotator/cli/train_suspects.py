"""The verb that fits the weights of the channel of wrong characters."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk

if TYPE_CHECKING:
    from annotator.propose.suspects.train_channel import Figures


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--out", type=FILE, required=True, help="The file that takes the weights.")
@click.option("--source", default="", help="What the texts are, kept in the file.")
@click.option(
    "--confusions",
    type=FILE,
    help="Half of the wrong characters from this list: right and wrong one a line, with a tab between.",
)
@pass_desk
def suspects(
    desk: Desk, files: tuple[Path, ...], out: Path, source: str, confusions: Path | None
) -> None:
    """Fit the finder of wrong characters to FILES: clean text, a page a file, a paragraph a line.

    Errors are put into the text and looked for. Prints, as markdown, what is found of them on
    files left out: those whose names begin alike, up to the first `_`, are left out together. Fit
    again whenever the language model changes. 40 pages take some minutes.
    """
    from annotator.propose.worker import use_one_thread

    use_one_thread()
    from annotator.propose.suspects.channel import default_channel
    from annotator.propose.suspects.channel_weights import write_weights
    from annotator.propose.suspects.train_channel import Page, fitted_channel, read_confusions
    from annotator.propose.train_language import read_texts
    from annotator.propose.weights_file import demand_writable

    demand_writable(out)
    pages = [Page(path.name.partition("_")[0], read_texts([path]).strip()) for path in files]
    pairs = read_confusions(read_texts([confusions])) if confusions else {}
    say = desk.language.say
    click.echo("| " + " | ".join(say(f"train.channel_{name}") for name in _COLUMNS) + " |")
    click.echo("| --- " * len(_COLUMNS) + "|")
    found: dict[str, dict[str, dict[str, list[float]]]] = {}

    def tell(state: str, way: str, figures: "Sequence[Figures]") -> None:
        for each in figures:
            values = [each.recall, each.precision, each.first, each.among_three]
            row = [f"{each.alarms:g}", *(f"{value:.2f}" for value in values)]
            words = [say(f"train.channel_{state}"), say(f"train.channel_{way}")]
            click.echo("| " + " | ".join([*words, *row]) + " |")
            rounded = [round(value, 3) for value in values]
            found.setdefault(state, {}).setdefault(way, {})[f"{each.alarms:g}"] = rounded

    sets = fitted_channel(pages, default_channel().tables, pairs, tell)
    write_weights(out, sets, source or ", ".join(path.name for path in files), found)
    talk(say("train.written", path=out))


_COLUMNS = ("state", "way", "alarms", "recall", "precision", "first", "among_three")
