import sqlite3

import pytest
from sqlite_utils import Database

from annotator.errors import (
    NotAProject,
    ProjectDamaged,
    ProjectLocked,
    ProjectMissing,
    ProjectReadOnly,
    ProjectTooNew,
)
from annotator.store.database import create_database, open_database
from annotator.store.migrations import project_migrations


@pytest.fixture
def path(tmp_path):
    return tmp_path / "project.db"


@pytest.fixture
def made(path):
    create_database(path).close()
    return path


def test_a_project_opens_again_and_migrating_twice_changes_nothing(made):
    db = open_database(made)
    schema = db.schema
    project_migrations.apply(db)
    assert db.schema == schema
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    db.close()


def test_a_project_is_never_made_over_a_file(made):
    with pytest.raises(FileExistsError):
        create_database(made)


def test_a_missing_project_is_not_made(path):
    with pytest.raises(ProjectMissing):
        open_database(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"plain text", b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_file_that_is_no_project_stays_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises((NotAProject, ProjectDamaged)):
        open_database(path)
    assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_no_project(path):
    other = Database(path)
    other.table("things").insert({"a": 1})
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotAProject):
        open_database(path)
    assert path.read_bytes() == before


def test_a_project_of_a_newer_version_is_left_alone(made):
    db = Database(made)
    db.table("_sqlite_migrations").insert(
        {"migration_set": "annotator", "name": "from_the_future", "applied_at": "2099"}
    )
    db.close()
    with pytest.raises(ProjectTooNew) as refused:
        open_database(made)
    assert refused.value.facts["found"] == "from_the_future"


def test_a_project_without_a_write_bit_is_refused(made):
    made.chmod(0o444)
    with pytest.raises(ProjectReadOnly):
        open_database(made)


def test_a_project_that_another_program_holds_is_locked(made, monkeypatch):
    monkeypatch.setattr("annotator.store.database._WAIT", 0.05)
    holder = sqlite3.connect(made)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ProjectLocked):
        open_database(made)
    holder.rollback()
    holder.close()
    open_database(made).close()


def test_nothing_in_a_strangers_schema_runs(made):
    db = open_database(made)
    assert db.execute("PRAGMA trusted_schema").fetchone() == (0,)
    db.close()
