"""The project that opens when none is named, and what a fresh one holds."""

from pathlib import Path

from annotator.settings.folders import default_project
from annotator.settings.resources import seed_pages
from annotator.store.project import Project
from annotator.workbench.batch import read_page
from annotator.workbench.clock import now

_FILLED = "seed_pages_put_at"
"""The project's setting that tells that it was filled, so that it is filled once."""


def open_default_project() -> Project:
    """The project in the user's data folder; made and filled with the seed pages at first start.

    Raises what `Project.open` and `Project.create` raise.
    """
    path = default_project()
    is_new = not path.exists()
    project = Project.create(path) if is_new else Project.open(path)
    try:
        if project.setting(_FILLED) is None:  # also after a first start that was cut off
            with project.together():
                if not len(project.page_ids()):
                    project.add_pages([read_page(each) for each in seed_pages()], now())
                project.set_setting(_FILLED, now())
    except BaseException:
        project.close()
        if is_new:
            remove_project(path)
        raise
    return project


def remove_project(path: Path) -> None:
    """The project file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
