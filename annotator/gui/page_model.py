"""The rows of the list of pages, of which only those are read that are looked at."""

from array import array
from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotator.document.pages import PageState
from annotator.gui.ink import NOWHERE, Index
from annotator.settings.language import Language
from annotator.store.page_list import PageRow
from annotator.store.project import Project

WINDOW = 100
"""So many rows are read at once."""

KEPT = 50
"""So many windows are kept, the ones looked at last."""


class PageModel(QAbstractListModel):
    """The numbers of all pages in memory, everything else in windows."""

    def __init__(self, project: Project, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._language = project, language
        self._ids: array[int] = array("q")
        self._windows: OrderedDict[int, dict[int, PageRow]] = OrderedDict()

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, and the whole row in words; drawing asks `page`."""
        page = self.page(index.row()) if index.isValid() else None
        if page is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return page.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._language.say(
                "panel.page_spoken",
                name=page.name,
                state=self._language.say(f"panel.state_{page.state.value}"),
                progress=self.progress_words(page),
                length=self._language.say("panel.page_length", length=page.length),
            )
        return None

    # -- ours ----------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        self._language = language

    def refill(self, contains: str, state: PageState | None) -> None:
        """The pages that pass the filter, read anew."""
        self.beginResetModel()
        self._windows.clear()
        self._ids = self._project.page_ids(contains=contains, state=state)
        self.endResetModel()

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
        try:
            return self._ids.index(number)
        except ValueError:
            return None

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


def share_done(page: PageRow) -> float:
    """How much of what was proposed is decided, 0 to 1."""
    if page.state is PageState.FINISHED:
        return 1.0
    if not page.proposed:
        return 0.0
    return max(0.0, 1.0 - page.open / page.proposed)
