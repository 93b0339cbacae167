"""The project that opens when none is named, and what a fresh one holds."""

from pathlib import Path

from annotator.settings.folders import default_project
from annotator.settings.resources import seed_pages
from annotator.store.project import Project
from annotator.workbench.batch import read_page
from annotator.workbench.clock import now


def open_default_project() -> Project:
    """The project in the user's data folder; made and filled with the seed pages at first start.

    Raises what `Project.open` and `Project.create` raise.
    """
    path = default_project()
    if path.exists():
        return Project.open(path)
    project = Project.create(path)
    try:
        project.add_pages([read_page(path) for path in seed_pages()], now())
    except BaseException:
        project.close()
        remove_project(path)
        raise
    return project


def remove_project(path: Path) -> None:
    """The project file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
