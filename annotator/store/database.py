# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Opening and making project files, and what SQLite says in our own words."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from annotator.errors import (
    AnnotatorError,
    FolderNotWritable,
    NotAProject,
    ProjectDamaged,
    ProjectLocked,
    ProjectMissing,
    ProjectReadOnly,
    ProjectTooNew,
)
from annotator.store.library import Database
from annotator.store.migrations import APPLICATION_ID, project_migrations

_HEADER = b"SQLite format 3\x00"
_DAMAGE = ("malformed", "corrupt", "no such table", "no such column", "could not decode")
"""What SQLite says of a file that is not as we made it."""

_WAIT = 2.0
"""Seconds to wait for another program before saying that the project is locked."""


def in_our_words(error: sqlite3.Error, path: Path) -> AnnotatorError:
    """The refusal that a person gets for what SQLite raised."""
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return ProjectLocked(path=path)
    if "readonly" in said or "read-only" in said:
        return ProjectReadOnly(path=path)
    if "not a database" in said:
        return NotAProject(path=path)
    if any(sign in said for sign in _DAMAGE):
        return ProjectDamaged(path=path, cause=error)
    return FolderNotWritable(path=path, cause=error)


@contextmanager
def sqlite_errors(path: Path) -> Generator[None, None, None]:
    """Turns SQLite's errors into ours; programming errors stay what they are."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise in_our_words(error, path) from error


def create_database(path: Path) -> Database:
    """A new, empty project file. Raises FolderNotWritable, or FileExistsError where one is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("xb").close()
    except FileExistsError:
        raise
    except OSError as error:
        raise FolderNotWritable(path=path, cause=error.strerror or error) from error
    try:
        with sqlite_errors(path):
            db = _connect(path)
            project_migrations.apply(db)
            _settle(db)
            return db
    except AnnotatorError:
        path.unlink(missing_ok=True)
        raise


def open_database(path: Path) -> Database:
    """An existing project, migrated to this version's shape.

    Raises ProjectMissing, NotAProject, ProjectTooNew, ProjectReadOnly, ProjectLocked,
    ProjectDamaged; nothing is written before all of these have been ruled out.
    """
    _look_at_file(path)
    with sqlite_errors(path):
        db = _connect(path)
        try:
            _look_inside(db, path)
            project_migrations.apply(db)
            _settle(db)
        except BaseException:
            db.close()
            raise
        return db


def _look_at_file(path: Path) -> None:
    try:
        if not path.exists():
            raise ProjectMissing(path=path)
        if not path.is_file():
            raise NotAProject(path=path)
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise ProjectDamaged(path=path, cause=error.strerror or error) from error
    if header != _HEADER:
        raise NotAProject(path=path)
    # The administrator may write to any file, but a file without a write bit says what is wanted.
    if not path.stat().st_mode & 0o222:
        raise ProjectReadOnly(path=path)


def _connect(path: Path) -> Database:
    connection = sqlite3.connect(path, timeout=_WAIT)
    # A project may come from a stranger: nothing in its schema may call what is not harmless.
    connection.execute("PRAGMA trusted_schema = OFF")
    return Database(connection, execute_plugins=False)


def _settle(db: Database) -> None:
    if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        db.execute("PRAGMA journal_mode = WAL")
    # FULL: an edit is on disk, not only with the system, when the key is up.
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")


def _look_inside(db: Database, path: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotAProject(path=path)
    known = _known_migrations()
    applied = [migration.name for migration in project_migrations.applied(db)]
    newer = [name for name in applied if name not in known]
    if newer:
        raise ProjectTooNew(path=path, found=newer[-1], known=known[-1])
    db.execute("BEGIN IMMEDIATE")
    db.rollback()


def _known_migrations() -> list[str]:
    empty = Database(memory=True, execute_plugins=False)
    try:
        return [migration.name for migration in project_migrations.pending(empty)]
    finally:
        empty.close()
