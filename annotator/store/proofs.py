# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
"""What a project file says of its corrections as a whole: which pages have some, and since when."""

import json

from annotator.document.edits import Edit
from annotator.document.plain import edit_from_plain
from annotator.errors import ProjectDamaged
from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile


class Proofs(ProjectFile):
    """The corrections of a project file, asked for without opening page after page."""

    def pages_with_corrections(self) -> list[int]:
        """Numbers of the pages that have a correction, in the order of their names."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                "select id from pages where id in (select page from corrections) order by name"
            )
            return [row[0] for row in found]

    def correction_edits(self, number: int) -> list[Edit]:
        """The edits of a page that speak of a correction, undoings included, oldest first."""
        with sqlite_errors(self.path):
            found = self._db.execute(
                """select edit from journal
                where page = ? and instr(edit, '"kind": "correction"') order by revision""",
                [number],
            ).fetchall()
        try:
            return [edit_from_plain(json.loads(edit)) for (edit,) in found]
        except (KeyError, TypeError, ValueError) as error:
            raise ProjectDamaged(path=self.path, cause=error) from error
