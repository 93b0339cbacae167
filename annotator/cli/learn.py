"""The verb `learn`: what the learner of a project has from its finished pages."""

from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.store.project import Project
from annotator.workbench import learning


@click.command()
@click.argument("project", type=FILE)
@click.option(
    "--report",
    is_flag=True,
    help="Replay the finished pages: corrections per 1,000 characters without and with what was learnt.",
)
@click.option("--reset", is_flag=True, help="Forget everything learnt.")
@click.option("--on/--off", "on", default=None, help="Turn the learner on or off.")
@pass_desk
def learn(desk: Desk, project: Path, *, report: bool, reset: bool, on: bool | None) -> None:
    """Learn from the finished pages of PROJECT that have not been learnt, and print how it stands."""
    from annotator.propose.worker import use_one_thread

    use_one_thread()
    with Project.open(project) as opened:
        if reset:
            learning.reset(opened)
            talk(desk.language.say("cli.learner_reset"))
        if on is not None:
            learning.switch(opened, on=on)
        if report:
            _report(desk, opened)
        elif not reset and on is None:
            _learn(desk, opened)
        if not report:
            status = learning.learner_status(opened)
            click.echo(desk.language.sentence(learning.status_sentence(status)))


def _learn(desk: Desk, project: Project) -> None:
    if not learning.is_learner_on(project):
        talk(desk.language.say("cli.learner_is_off"))
        return
    count, was_damaged = learning.catch_up(project, progress)
    if was_damaged:
        talk(desk.language.say("learner.damaged"))
    talk(desk.language.say("cli.learned", count=count))


def _report(desk: Desk, project: Project) -> None:
    from annotator.workbench.learning_report import replay_project, table

    if not project.finished():
        talk(desk.language.say("cli.learner_no_pages"))
        return
    for row in table(replay_project(project, progress)):
        click.echo("\t".join(row))
    status = learning.learner_status(project)
    talk(desk.language.sentence(learning.status_sentence(status)))
