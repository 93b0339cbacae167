"""Commands that find: the pane is opened and closed, hits are gone to and marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.document.spans import Selection, Span
from annotator.gui.find_search import FindSearch

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.find_pane import FindPane
    from annotator.gui.main_window import MainWindow

NAME = "find"
"""Under this name the editor is led to hits."""


class FindCommands(QObject):
    """The list belongs to the project on the desk; every other way to change its pages goes on as always."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        """The desk whose pane is in use."""
        self._search = FindSearch(window)
        self._search.changed.connect(self._show_found)
        self._step = 0
        """Where the editor wants to go as soon as there is a hit: 1 on, -1 back."""
        self.own: dict[str, Callable[[], None]] = {
            "find_in_page": lambda: self._open(project=False),
            "find_in_project": lambda: self._open(project=True),
            "next_hit": lambda: self.step(1),
            "previous_hit": lambda: self.step(-1),
        }

    def _say(self, key: str) -> None:
        self._window.status.notice(self._window.language.say(key))

    @property
    def is_idle(self) -> bool:
        """Nothing is being looked for."""
        return not self._search.is_running

    @property
    def _pane(self) -> FindPane:
        return self._window.desk.find_pane

    @property
    def _page_name(self) -> str:
        """Of the page on the desk; empty where there is none."""
        page = self._window.session.page
        return page.name if page is not None else ""

    @property
    def _row(self) -> int | None:
        """The row of the hit that is selected."""
        return self._pane.rows.row_of(self._page_name, self._window.session.selection)

    # -- the pane --------------------------------------------------------------------------

    def _open(self, *, project: bool) -> None:
        page, span = self._window.session.page, self._window.session.selection.span
        if page is None and not project:
            self._say("refuse.no_page")
            return
        self._connect()
        self._window.desk.show_find()
        text = span.text_in(page.raw.text) if page is not None and span is not None else ""
        self._pane.begin("" if "\n" in text else text, project=project)

    def _connect(self) -> None:
        """Once for each desk."""
        desk = self._window.desk
        if self._desk is desk:
            return
        self._desk = desk
        pane, bridge = desk.find_pane, self._window.bridge
        pane.changed.connect(self._begin)
        pane.step_wanted.connect(self.step)
        pane.hit_wanted.connect(self._go)
        pane.stop_wanted.connect(self._search.stop)
        pane.left.connect(self._leave)
        pane.closed.connect(self._close)
        pane.renamed.connect(self._say_count)
        desk.find_closed.connect(self._close)
        bridge.page_opened.connect(self._page_opened)
        bridge.page_changed.connect(self._page_changed)
        bridge.progress_changed.connect(self._search.note_change)
        bridge.selection_moved.connect(self._follow)

    def _leave(self) -> None:
        self._window.desk.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._search.stop()
        self._pane.halt()
        self._window.desk.hide_find()
        self._window.desk.mark_hits(())
        self._leave()

    def forget(self) -> None:
        """The project is closed: nothing of it is looked for or read any more."""
        self._desk = None
        self._search.forget()

    # -- the search ------------------------------------------------------------------------

    def _begin(self) -> None:
        self._step = 0
        self._search.begin()

    def _show_found(self) -> None:
        """Other hits are listed: those of the page on the desk show in text and cards."""
        if self._pane.isVisible():
            self._window.desk.mark_hits(self._pane.rows.spans_on(self._page_name))
        if self._step and self._pane.rows.rows:
            step, self._step = self._step, 0
            self.step(step)
        elif self.is_idle:
            self._step = 0
        self._say_count()

    def _page_opened(self, number: int) -> None:
        pane = self._pane
        pane.rows.show_page(number, self._window.session.shown)
        if pane.isVisible() and not pane.is_project and self._search.is_begun:
            self._begin()
        else:
            self._show_found()

    def _page_changed(self, *_: object) -> None:
        self._pane.rows.show_page(self._window.session.number, self._window.session.shown)

    def _say_count(self) -> None:
        self._pane.stop.setVisible(self._search.is_running and self._pane.is_project)
        self._pane.count.setText(self._search.words(self._row))

    # -- going -----------------------------------------------------------------------------

    def step(self, step: int) -> None:
        """To the next hit or the one before, around the end; as soon as there is one."""
        self._connect()
        pane, selection = self._pane, self._window.session.selection
        if pane.settle() or (self._search.is_running and not pane.rows.rows):
            self._step = step
            return
        if not self._search.is_begun:
            self._open(project=pane.is_project)
            self._step = step
            return
        at = selection.span.start if selection.span else selection.caret
        found = pane.rows.next_row((self._page_name, at), step, self._row)
        if found is None:
            self._say("find.nothing")
            return
        self._go(found[0])
        if found[1]:
            self._say("find.around_end" if step > 0 else "find.around_start")

    def _go(self, row: int) -> None:
        """The hit of that row is selected, on its page; the list stays as it is."""
        hit, window = self._pane.rows.rows[row], self._window
        if hit.page != window.session.number:
            window.bridge.open_page(hit.page)
            if hit.page != window.session.number:
                return
        others = sorted(Span(start, end) for start, end in hit.places[1:] if start < end)
        window.bridge.select(Selection(*hit.places[0], tuple(others)), NAME)
        self._follow()

    def _follow(self, *_: object) -> None:
        """The row of the hit that is selected is the current one."""
        if self._search.is_begun and self._pane.isVisible():
            row = self._row
            if row is not None:
                self._pane.view.show_row(row)
            self._say_count()
