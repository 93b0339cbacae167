"""A page played: from its proposals to its gold by real commands of a real session on a project of its own."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.document.doubts import QueueFilter
from annotator.document.labels import Vocabulary
from annotator.document.pages import Page, PageState
from annotator.document.proposals import Proposal
from annotator.settings.keymap import Keymap
from annotator.store.project import NewPage, Project
from annotator.workbench.checks.table import problems
from annotator.workbench.effort.articles import play_articles
from annotator.workbench.effort.comparison import differences, events_for_all, events_for_wrong
from annotator.workbench.effort.corrections import play_corrections
from annotator.workbench.effort.entities import play_entities
from annotator.workbench.effort.player import (
    ARTICLES,
    CORRECTIONS,
    ENTITIES,
    MOVES,
    PAGE,
    CannotPlay,
    Player,
    Step,
)
from annotator.workbench.effort.prices import NOTHING, Cost, PriceList, pressing
from annotator.workbench.session import Session

LAYERS = ("articles", "entities", "corrections")
"""What gold can speak of."""

_AT = "2000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Task:
    """A page's gold, the layers it speaks of, and what a machine proposes for it.

    `unplaced` counts marks of the gold's file that could not be put on the page: no such place, label or role.
    """

    gold: Page
    layers: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    unplaced: int = 0


@dataclass(frozen=True, slots=True)
class Played:
    """What a page cost. `wrong` says what differs from the gold in the end, or what could not be done.

    `wrong_x3` and `all_x3` are events of Label Studio (`comparison.py`): for what was wrong, for all marks.
    """

    name: str
    steps: tuple[Step, ...]
    wrong_x3: int
    all_x3: int
    wrong: tuple[str, ...] = ()

    @property
    def cost(self) -> Cost:
        return sum((step.cost for step in self.steps), NOTHING)

    @property
    def events(self) -> int:
        """Strokes and gestures of the edits; sending the page off is left out, as it is in the other counts."""
        return sum(step.cost.events for step in self.steps if step.about != PAGE)

    @property
    def is_equal(self) -> bool:
        return not self.wrong

    def count(self, about: str) -> int:
        """How many edits were about that layer; of articles the moves of lines alone."""
        return sum(
            step.about == about and (about != ARTICLES or step.command in MOVES)
            for step in self.steps
        )

    def as_plain(self) -> dict[str, Any]:
        """The figures as JSON values."""
        cost = self.cost
        return {
            "page": self.name,
            "equal": self.is_equal,
            "keys": cost.keys,
            "decisions": cost.decisions,
            "article_moves": self.count(ARTICLES),
            "article_edits": sum(step.about == ARTICLES for step in self.steps),
            "entity_edits": self.count(ENTITIES),
            "correction_edits": self.count(CORRECTIONS),
            "pointer": cost.gestures,
            "seconds": round(cost.seconds, 1),
            "events": self.events,
            "events_wrong_x3": self.wrong_x3,
            "events_all_x3": self.all_x3,
            "wrong": list(self.wrong),
        }


def play(task: Task, vocabulary: Vocabulary, keymap: Keymap) -> Played:
    """Plays a page in a project in a folder for the time being."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "page.db") as project,
    ):
        return _play_in(project, task, vocabulary, keymap)


def _play_in(project: Project, task: Task, vocabulary: Vocabulary, keymap: Keymap) -> Played:
    gold = task.gold
    (number,) = project.add_pages([NewPage(gold.name, gold.raw, gold.name, "utf-8")], _AT)
    session = Session(project, vocabulary, "oracle", lambda: _AT)
    session.put_proposals(number, task.proposals)
    session.open_page(number)
    page = session.page
    assert page is not None
    there = events_for_wrong(page, gold, task.layers), events_for_all(gold, task.layers)
    player = Player(session, PriceList(vocabulary, keymap))
    try:
        _play_layers(player, task)
        _finish(player)
    except CannotPlay as error:
        return Played(gold.name, tuple(player.steps), *there, (str(error),))
    done = project.page(number)
    wrong = differences(done, gold, task.layers)
    if task.unplaced:
        wrong = (
            *wrong,
            f"marks of the gold without such a place, label or role on the page: {task.unplaced}",
        )
    if project.replayed(number).records != done.records:
        wrong = (*wrong, "the journal leads to another page")
    return Played(gold.name, tuple(player.steps), *there, wrong)


def _play_layers(player: Player, task: Task) -> None:
    if "articles" in task.layers:
        play_articles(player, task.gold)
    if "corrections" in task.layers:
        play_corrections(player, task.gold)
    if "entities" in task.layers:
        play_entities(player, task.gold)


def _finish(player: Player) -> None:
    """Page finished; where its dialog asks: accept the rest, or finish all the same."""
    session, key = player.session, player.prices.pattern("finish_page")
    cost = pressing(key or "Ctrl+Return")
    if player.shown.page.doubts:
        session.set_filter(QueueFilter())
        player.by_dialog(PAGE, "accept_shown", cost=cost + pressing("A"))
        session.run("finish_page", "yes")
    elif problems(player.shown):
        player.by_dialog(PAGE, "finish_page", "yes", cost=cost + pressing("F"))
    else:
        player.by_dialog(PAGE, "finish_page", cost=cost)
    if player.shown.page.state is not PageState.FINISHED:
        raise CannotPlay("the page is not finished")
