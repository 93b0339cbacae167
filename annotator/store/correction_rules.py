# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""What a project says of strings wherever they stand: always corrected, or right as they are."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import RuleChange
from annotator.errors import ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.library import Database
from annotator.store.project_file import ProjectFile

_PUT = """insert or replace into correction_rules (raw, text, verdict, source, by, at)
    values (?, ?, ?, ?, ?, ?)"""


class CorrectionRules(ProjectFile):
    """The rules of a project file, one a string."""

    def __init__(self, path: Path, db: Database) -> None:
        super().__init__(path, db)
        self._rules: Mapping[str, CorrectionRule] | None = None
        self._rules_version = 0
        """`_version_outside` when the rules were read."""

    def _forget(self) -> None:
        super()._forget()
        self._rules = None

    def correction_rules(self) -> Mapping[str, CorrectionRule]:
        """All rules under their strings, in the order of these; quick where nothing has changed."""
        with sqlite_errors(self.path):
            version = self._version_outside()
            if self._rules is None or version != self._rules_version:
                columns = "raw, text, verdict, source"
                # The columns are the literal above.
                rows = self._db.execute(
                    f"select {columns} from correction_rules order by raw"  # noqa: S608
                ).fetchall()
                self._rules = self._read(rows)
                self._rules_version = version
        return self._rules

    def _read(self, rows: Iterable[tuple[str, str, str, str]]) -> Mapping[str, CorrectionRule]:
        try:
            return MappingProxyType({row[0]: CorrectionRule(*row) for row in rows})
        except (TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=error) from error

    def put_correction_rules(self, rules: Iterable[CorrectionRule], by: str, at: str) -> None:
        """Keeps `rules`, all or none; each replaces the one on its string. `at` is ISO 8601, UTC."""
        wanted = [(r.raw, r.text, r.verdict, r.source, by, at) for r in rules]
        with self.together():
            self._rules = None
            self._db.conn.executemany(_PUT, wanted)

    def remove_correction_rules(self, raws: Iterable[str]) -> None:
        """The rules on those strings are gone, all or none; nothing for a string without one."""
        with self.together():
            self._rules = None
            self._db.conn.executemany(
                "delete from correction_rules where raw = ?", [(raw,) for raw in raws]
            )

    def _change_rules(self, changes: Iterable[RuleChange], by: str, at: str) -> None:
        """What an edit tells the project; a rule that is no longer what the edit knew stays as it is."""
        for change in changes:
            if self.correction_rules().get(change.raw) != change.before:
                continue
            if change.after is None:
                self.remove_correction_rules([change.raw])
            else:
                self.put_correction_rules([change.after], by, at)
