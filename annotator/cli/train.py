"""The verbs that fit weights to finished pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk

if TYPE_CHECKING:
    from annotator.workbench.progress import Progress


@click.group()
def train() -> None:
    """Fit what the program has learnt to your own finished pages."""


@train.command()
@click.argument("gold", metavar="[PROJECT|DIR]...", type=FILE, nargs=-1)
@click.option("--out", type=FILE, help="The file that takes the weights.")
@click.option("--use", is_flag=True, help="Propose by them from now on.")
@click.option("--texts", type=FILE, help="Folder of PAGE_ID.txt, where they are not beside a DIR.")
@click.option(
    "--folds",
    metavar="FIELD",
    default="style",
    show_default=True,
    help="Field of the gold by whose values pages are left out in turn; without it, 8 groups.",
)
@click.option("--no-check", is_flag=True, help="Leave nothing out: one fit, no figures.")
@click.option("--figures", is_flag=True, help="Only print the figures of the weights in use.")
@click.option("--reset", is_flag=True, help="Only go back to the weights that ship.")
@pass_desk
def segmenter(
    desk: Desk,
    gold: tuple[Path, ...],
    out: Path | None,
    texts: Path | None,
    folds: str,
    *,
    use: bool,
    no_check: bool,
    figures: bool,
    reset: bool,
) -> None:
    """Fit the article segmenter to the finished pages of projects, or to folders of page.json.

    Prints, as markdown, how good it is on pages left out and whether its scores come true. One
    fit to 40 pages takes half a minute or more, and every group that is left out asks for one.
    """
    fits = bool(gold) and (out is not None or use)
    if [fits, figures, reset].count(True) != 1 or bool(gold) != fits:
        raise click.UsageError(desk.language.say("train.usage"))
    if fits:
        _fit(desk, gold, texts, folds, [out] if out else [], use=use, is_checked=not no_check)
    elif figures:
        _print_figures(desk)
    else:
        _reset(desk)


def _fit(
    desk: Desk,
    gold: tuple[Path, ...],
    texts: Path | None,
    folds: str,
    paths: list[Path],
    *,
    use: bool,
    is_checked: bool,
) -> None:
    from annotator.propose.worker import use_one_thread

    use_one_thread()
    from annotator.propose.language_model import language_model_refused
    from annotator.propose.weights_file import demand_writable, own_path, write_weights
    from annotator.workbench.training import fitted_weights
    from annotator.workbench.training_gold import read_gold
    from annotator.workbench.training_tables import tables

    paths = [*paths, *([own_path()] if use else [])]
    for path in paths:
        demand_writable(path)
    pages = read_gold(gold, texts, folds)
    desk.tell(language_model_refused())
    groups = len({page.style for page in pages})
    talk(desk.language.say("train.pages", pages=len(pages), groups=groups))
    if is_checked and groups == 1:
        talk(desk.language.say("train.one_group"))
    weights = fitted_weights(pages, is_checked=is_checked, progress=_progress(desk))
    for path in paths:
        write_weights(path, weights)
        talk(desk.language.say("train.written", path=path))
    click.echo(tables(weights["figures"], desk.language), nl=is_checked and groups > 1)


def _progress(desk: Desk) -> "Progress":
    def say(done: int, total: int, what: str) -> bool:
        if done:
            key = "train.fitted_without" if what else "train.fitted"
            talk(desk.language.say(key, done=done, total=total, style=what))
        else:
            talk(desk.language.say("train.begins", total=total))
        return True

    return say


def _print_figures(desk: Desk) -> None:
    from annotator.propose.weights_file import figures_of, in_use
    from annotator.workbench.training_tables import tables

    chosen = in_use()
    desk.tell(chosen.refused)
    talk(desk.language.say("train.in_use", path=chosen.path))
    table = tables(figures_of(chosen.path), desk.language)
    click.echo(table) if table else talk(desk.language.say("train.not_checked"))


def _reset(desk: Desk) -> None:
    from annotator.propose.weights_file import remove_own

    talk(desk.language.say("train.removed" if remove_own() else "train.none_to_remove"))
