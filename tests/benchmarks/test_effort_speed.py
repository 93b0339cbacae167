"""How long the player takes, what the seed pages cost from the program's own proposals, and how long checks take.

    pytest tests/benchmarks/test_effort_speed.py --benchmark-only -s

Budgets: a seed page is played within 3 s; the checks of a seed page take 30 ms; the cost so far is known
within 1 ms of an edit. Prints the table of `annotator effort seeds/gold`.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.propose.worker import propose_page, use_one_thread
from annotator.settings.keymap import shipped_keymap
from annotator.settings.resources import seed_gold
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.checks.table import problems
from annotator.workbench.effort.folder import tasks
from annotator.workbench.effort.live import LiveCost
from annotator.workbench.effort.play import Task, play
from annotator.workbench.effort.table import as_text
from annotator.workbench.session import Session
from annotator.workbench.shown import shown


@pytest.fixture(scope="module")
def seeds() -> list[Task]:
    use_one_thread()
    return list(tasks(seed_gold(), None, propose_page))


def test_every_seed_page_is_played_to_its_gold(
    benchmark: BenchmarkFixture, seeds: list[Task]
) -> None:
    words, keymap = default_vocabulary(), shipped_keymap()
    pages = benchmark.pedantic(lambda: [play(task, words, keymap) for task in seeds], rounds=3)
    print(f"\n{as_text(pages)}")
    assert all(page.is_equal for page in pages)


def test_what_a_page_costs_without_proposals(
    benchmark: BenchmarkFixture, seeds: list[Task]
) -> None:
    words, keymap = default_vocabulary(), shipped_keymap()
    bare = Task(seeds[0].gold, seeds[0].layers, ())
    page = benchmark.pedantic(lambda: play(bare, words, keymap), rounds=1)
    print(f"\n{as_text([page])}")
    assert page.is_equal


def test_the_checks_of_a_page(benchmark: BenchmarkFixture, seeds: list[Task]) -> None:
    page = max(seeds, key=lambda task: len(task.gold.entities)).gold
    benchmark(lambda: problems(shown(page)))


def test_the_cost_so_far_after_an_edit(benchmark: BenchmarkFixture, session: Session) -> None:
    live = LiveCost(shipped_keymap())

    def told() -> None:
        assert session.number is not None
        assert session.page is not None
        live.of(session.project, session.number, session.page.revision)

    def edit() -> None:
        session.choose(session.queue[0].id)
        session.run("accept")

    told()
    benchmark.pedantic(told, setup=edit, rounds=40)
