"""The verb `effort`: what it costs an editor to get from the proposals of pages to their gold."""

import json
from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.settings.keymap import load_keymap
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.effort.folder import Propose, tasks
from annotator.workbench.effort.play import Played, play
from annotator.workbench.effort.table import as_plain, as_text

NOT_EQUAL = 6
"""The exit code where a page does not end as its gold."""


@click.command()
@click.argument("gold_dir", type=FILE)
@click.argument("proposals_dir", type=FILE, required=False)
@click.option(
    "--texts", type=FILE, help="Folder of PAGE_ID.txt, where they are not beside the gold."
)
@click.option("--json", "is_json", is_flag=True, help="As JSON.")
@pass_desk
def effort(
    desk: Desk, gold_dir: Path, proposals_dir: Path | None, texts: Path | None, *, is_json: bool
) -> None:
    """Play the cheapest keys found from proposals to gold, page by page, and print what they cost.

    The proposals are those of page.json files in PROPOSALS_DIR (`annotator propose DIR --out` writes
    such), else the program's own. Seconds are those of the keystroke-level model. Events are strokes
    and gestures of the mouse; "wrong x 3" is what a tool takes that asks 3 events for each mark that is
    wrong, "all x 3" what one takes that asks them for each mark of the page. A page that does not end
    equal to its gold is told, with what differs, and the exit code is 6.
    """
    source: Path | Propose = proposals_dir if proposals_dir is not None else _own_proposers()
    vocabulary, keymap = default_vocabulary(), load_keymap()
    total = sum(1 for _ in gold_dir.glob("*.json"))
    pages: list[Played] = []
    for task in tasks(gold_dir, texts, source):
        progress(len(pages), total, task.gold.name)
        pages.append(play(task, vocabulary, keymap))
    progress(total, total, "")
    if is_json:
        click.echo(json.dumps(as_plain(pages), ensure_ascii=False, indent=1))
    else:
        click.echo(as_text(pages))
    unequal = [page.name for page in pages if not page.is_equal]
    if unequal:
        talk(desk.language.say("cli.effort_unequal", count=len(unequal), pages=", ".join(unequal)))
        raise click.exceptions.Exit(NOT_EQUAL)


def _own_proposers() -> Propose:
    from annotator.propose.worker import propose_page, use_one_thread

    use_one_thread()
    return propose_page
