"""The rows of the list of pages, of which only those are read that are looked at."""

from array import array
from collections import OrderedDict
from html import escape

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotator.document.pages import PageState
from annotator.gui.ink import NOWHERE, Index
from annotator.gui.notes_words import note_hint
from annotator.gui.when import who_and_when
from annotator.settings.language import Language
from annotator.store.page_list import PageFilter, PageRow
from annotator.store.project import Project

WINDOW = 100
"""So many rows are read at once."""

NOTES = 6
"""So many notes a tool tip tells."""

KEPT = 50
"""So many windows are kept, the ones looked at last."""


class PageModel(QAbstractListModel):
    """The numbers of all pages in memory, everything else in windows."""

    def __init__(self, project: Project, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._language = project, language
        self._ids: array[int] = array("q")
        self._windows: OrderedDict[int, dict[int, PageRow]] = OrderedDict()
        self._found = (-1, -1)
        """Row and number of the page looked for last: mostly the one on the desk, at every edit."""

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def page_words(self, page: PageRow) -> str:
        """The whole row in words."""
        say = self._language.say
        return say(
            "panel.page_spoken",
            name=page.name,
            state=say(f"panel.state_{page.state.value}"),
            progress=self.progress_words(page),
            length=say("panel.page_length", length=page.length),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, and the whole row in words; drawing asks `page`."""
        page = self.page(index.row()) if index.isValid() else None
        if page is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return page.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            more = (self.flag_words(page), self.change_words(page), self.note_words(page))
            return self._language.say("panel.list_gap").join(
                filter(None, (self.page_words(page), *more))
            )
        return self._hint(page) if role == Qt.ItemDataRole.ToolTipRole else None

    def _hint(self, page: PageRow) -> str:
        """The row in words, and its notes, as rich text."""
        lines = [f"<b>{escape(self.page_words(page))}</b>"]
        lines += [escape(each) for each in (self.flag_words(page), self.change_words(page)) if each]
        if page.notes:
            found = self._project.notes_on(page.id, NOTES + 1)
            lines += [note_hint(note, self._language) for note in found[:NOTES]]
            lines += ["…"] if len(found) > NOTES else []
        return "<br>".join(lines)

    # -- ours ----------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        self._language = language

    def refill(self, wanted: PageFilter) -> None:
        """The pages that pass the filter, in its order, read anew."""
        self.beginResetModel()
        self._windows.clear()
        self._ids = self._project.listed(wanted)
        self._found = (-1, -1)
        self.endResetModel()

    def next_to_do(self, number: int | None) -> int | None:
        """The next page behind that one that is not finished, from the top again; None where all others are.

        Flagged pages come in their turn: who flags a page and goes on is not led back to it at once.
        """
        here = self.row_of(number)
        start = 0 if here is None else here + 1
        to_do = set(self._project.to_do())
        for ids in (self._ids[start:], self._ids[:start]):
            found = next((each for each in ids if each in to_do and each != number), None)
            if found is not None:
                return found
        return None

    def page(self, row: int) -> PageRow | None:
        """The page of a row; None for one that has gone from the project since."""
        start = row - row % WINDOW
        window = self._windows.get(start)
        if window is None:
            rows = self._project.page_rows(self._ids[start : start + WINDOW])
            window = {each.id: each for each in rows}
            self._windows[start] = window
            if len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(start)
        return window.get(self._ids[row])

    def number_at(self, row: int) -> int:
        """The page's number in its project."""
        return self._ids[row]

    def row_of(self, number: int | None) -> int | None:
        """The row of that page; None where the filter hides it."""
        if number is None:
            return None
        row, known = self._found
        if known == number:
            return row
        try:
            row = self._ids.index(number)
        except ValueError:
            return None
        self._found = row, number
        return row

    def refresh(self, number: int) -> None:
        """Reads one page's row anew. It stays, though it may no longer pass the filter."""
        row = self.row_of(number)
        if row is None:
            return
        window = self._windows.get(row - row % WINDOW)
        if window is not None:
            window.update((each.id, each) for each in self._project.page_rows([number]))
        self.dataChanged.emit(self.index(row), self.index(row))

    def progress_words(self, page: PageRow) -> str:
        """How far the page is, in a few words."""
        if page.state is PageState.FINISHED and not page.open:
            return self._language.say("panel.state_finished")
        if page.proposed is None:
            return self._language.say("panel.page_not_proposed")
        if page.open:
            return self._language.say("panel.page_open", open=page.open)
        return self._language.say("panel.page_decided")

    def state_words(self, page: PageRow) -> str:
        """State and progress."""
        state, progress = (
            self._language.say(f"panel.state_{page.state.value}"),
            self.progress_words(page),
        )
        return state if state == progress else f"{state} · {progress}"

    def flag_words(self, page: PageRow) -> str:
        """Who wants the page looked at, and why; empty where nobody does."""
        flag = page.flag
        if flag is None:
            return ""
        who = who_and_when(flag.by, flag.at, self._language)
        return self._language.say("panel.page_flag", who=who, why=flag.why) if flag.why else who

    def change_words(self, page: PageRow) -> str:
        """Who made the last edit, and when; empty where nobody has."""
        if not page.changed_by:
            return ""
        return who_and_when(page.changed_by, page.changed_at or "", self._language)

    def note_words(self, page: PageRow) -> str:
        """How many notes there are; empty where there is none."""
        return self._language.say("panel.page_notes", count=page.notes) if page.notes else ""


def share_done(page: PageRow) -> float:
    """How much of what was proposed is decided, 0 to 1."""
    if page.state is PageState.FINISHED:
        return 1.0
    if not page.proposed:
        return 0.0
    return max(0.0, 1.0 - page.open / page.proposed)
