"""The verb that fits the language model to text."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--out", type=FILE, required=True, help="The file that takes the model.")
@click.option(
    "--source",
    default="",
    help="What the texts are, kept in the file; the names of FILES if not given.",
)
@click.option(
    "--check", is_flag=True, help="Also print the perplexity of the last fiftieth, left out."
)
@pass_desk
def language(desk: Desk, files: tuple[Path, ...], out: Path, source: str, *, check: bool) -> None:
    """Fit a language model to FILES: text in UTF-8, one paragraph a line.

    The file OUT holds character sequences with their probabilities, not the text. 13 million
    characters take about ten seconds and 1.1 GB of memory.
    """
    from annotator.propose.language_file import write_arrays
    from annotator.propose.train_language import fitted, perplexity, read_texts
    from annotator.propose.weights_file import demand_writable

    demand_writable(out)
    text = read_texts(files)
    characters = len(text) - text.count("\n")
    talk(desk.language.say("train.language_counted", characters=characters))
    write_arrays(out, fitted(text), source or ", ".join(path.name for path in files), characters)
    size = f"{out.stat().st_size / 1e6:.2f}"
    talk(desk.language.say("train.language_written", path=out, size=size))
    if check:
        click.echo(f"{perplexity(text):.2f}")
