# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""What a project keeps for its proposers: patterns, and the state of the learner."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.document.patterns import Pattern
from annotator.errors import ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile


class Knowledge(ProjectFile):
    """The patterns and the learner of a project file."""

    # -- patterns --------------------------------------------------------------------------

    def patterns(self) -> list[Pattern]:
        """All patterns, those that are off too, in the order in which they were made."""
        columns = "id, label, kind, body, is_on"
        with sqlite_errors(self.path):
            # The columns are the literal above.
            found = self._db.execute(f"select {columns} from patterns order by id").fetchall()  # noqa: S608
        try:
            return [Pattern(i, label, kind, body, bool(on)) for i, label, kind, body, on in found]
        except (TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=error) from error

    def put_pattern(self, pattern: Pattern) -> Pattern:
        """Keeps a new pattern (`id` 0) under a number of its own, or another state of an old one."""
        row = {
            "id": pattern.id or None,
            "label": pattern.label,
            "kind": pattern.kind,
            "body": pattern.body,
            "is_on": int(pattern.is_on),
        }
        with sqlite_errors(self.path), self._db.atomic():
            made = self._db.table("patterns").insert(row, pk="id", replace=True).last_pk
        assert isinstance(made, int)
        return replace(pattern, id=made)

    def remove_pattern(self, number: int) -> None:
        """The pattern of that number is gone; nothing where there is none."""
        with sqlite_errors(self.path), self._db.atomic():
            self._db.execute("delete from patterns where id = ?", [number])

    # -- the learner -----------------------------------------------------------------------

    def learner(self) -> dict[str, bytes]:
        """What the learner keeps, by key."""
        with sqlite_errors(self.path):
            found = self._db.execute("select key, value from learner").fetchall()
        return {key: bytes(value) for key, value in found}

    def learner_value(self, key: str) -> bytes | None:
        """One of the values that the learner keeps."""
        with sqlite_errors(self.path):
            found = self._db.execute("select value from learner where key = ?", [key]).fetchone()
        return bytes(found[0]) if found else None

    def put_learner(self, values: Mapping[str, bytes]) -> None:
        """Keeps each of `values` under its key, all or none; others stay."""
        with sqlite_errors(self.path), self._db.atomic():
            self._db.conn.executemany(
                "insert or replace into learner (key, value) values (?, ?)", list(values.items())
            )

    def forget_learner(self) -> None:
        """Everything that the learner keeps is gone."""
        with sqlite_errors(self.path), self._db.atomic():
            self._db.execute("delete from learner")
