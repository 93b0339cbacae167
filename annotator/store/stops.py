# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Where on each page the editor stopped: nothing that is lost with it is work."""

from dataclasses import dataclass

from annotator.store.database import sqlite_errors
from annotator.store.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class Stop:
    """The selection, and what stood at the top of the view: code points of the raw text."""

    anchor: int = 0
    caret: int = 0
    top: int = 0


class Stops(ProjectFile):
    """One stop a page, the last one."""

    def stop_on(self, number: int) -> Stop:
        """Where the editor stopped on that page: at its start where nobody has been there."""
        statement = "select anchor, caret, top from stops where page = ?"
        with sqlite_errors(self.path):
            found = self._db.execute(statement, [number]).fetchone()
        return Stop(*found) if found else Stop()

    def put_stop(self, number: int, stop: Stop) -> None:
        """Nothing is written where it is the one that is there."""
        if stop == self.stop_on(number):
            return
        row = {"page": number, "anchor": stop.anchor, "caret": stop.caret, "top": stop.top}
        with sqlite_errors(self.path):
            self._db.table("stops").upsert(row, pk="page")
