# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""An open project file: how it is opened and closed, asked, and what it keeps of its own."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from annotator.store import rows
from annotator.store.database import create_database, open_database, sqlite_errors
from annotator.store.library import Database, Table


class ProjectFile:
    """An open project file. Every method that writes has committed when it returns.

    All of them raise ProjectLocked, ProjectReadOnly, ProjectDamaged or FolderNotWritable when
    SQLite cannot do it. One thread only; a second thread opens the file again.
    """

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self._db = db
        self._tables: dict[str, Table] = {}

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new, empty project. Raises FileExistsError where a file is."""
        return cls(path, create_database(path))

    @classmethod
    def open(cls, path: Path) -> Self:
        """An existing project; see `open_database` for what it refuses."""
        return cls(path, open_database(path))

    def _query(self, sql: str, facts: Sequence[object]) -> list[rows.Row]:
        found: Iterable[rows.Row] = self._db.query(sql, facts)
        return list(found)

    def _table(self, name: str) -> Table:
        """A table of ours; looked up once, for sqlite-utils asks the schema each time."""
        if name not in self._tables:
            found = self._db.table(name)
            assert isinstance(found, Table)
            self._tables[name] = found
        return self._tables[name]

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def together(self) -> Generator[None, None, None]:
        """What is written inside is on disk as a whole, or not at all."""
        try:
            with sqlite_errors(self.path), self._db.atomic():
                yield
        except BaseException:
            self._forget()
            raise

    def _forget(self) -> None:
        """What was read inside a transaction that failed has never been: whoever keeps it forgets it."""

    def _version_outside(self) -> int:
        """SQLite's count of what other programs have written."""
        version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        return version

    # -- settings of the project ---------------------------------------------------------

    def setting(self, key: str) -> str | None:
        """A value the project keeps, such as the page that was open last."""
        with sqlite_errors(self.path):
            found = self._db.execute("select value from project where key = ?", [key]).fetchone()
        return found[0] if found else None

    def set_setting(self, key: str, value: str) -> None:
        with sqlite_errors(self.path):
            self._db.table("project").upsert({"key": key, "value": value}, pk="key")
