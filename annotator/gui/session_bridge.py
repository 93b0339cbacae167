"""The session's events as Qt signals, and the one door through which views ask."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.document.doubts import QueueFilter
from annotator.document.phrases import Phrase
from annotator.document.spans import Selection
from annotator.errors import AnnotatorError, Cancelled
from annotator.workbench.events import (
    Event,
    Noted,
    PageChanged,
    PageOpened,
    ProgressChanged,
    QueueChanged,
    Refused,
    SelectionMoved,
    VocabularyChanged,
)
from annotator.workbench.progress import Progress, no_progress
from annotator.workbench.project_queue import Entry, ProjectQueue
from annotator.workbench.series_edits import SeriesDone, Task
from annotator.workbench.session import Session
from annotator.workbench.situation import Answer, Refusal

T = TypeVar("T")


class SessionBridge(QObject):
    """Every request that fails for a reason of ours comes out as `failed`, never as a traceback."""

    page_opened = Signal(int)
    """The number of the page that is on the desk now."""
    page_changed = Signal(object, object, str)
    """What was shown before (`Shown`), what is shown now, and the command that did it."""
    progress_changed = Signal(int)
    """The number of a page whose row in the list is out of date."""
    selection_moved = Signal(object, str)
    """The new `Selection`, and the name of the view or command that moved it."""
    queue_changed = Signal()
    refused = Signal(str, object)
    """The command and a `Phrase`: why it did nothing."""
    noted = Signal(object)
    """A `Phrase`: what could not be done of what was."""
    vocabulary_changed = Signal()
    """The project's labels or roles are others."""
    failed = Signal(object)
    """An `AnnotatorError`: what was asked for could not be done."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._is_doing = self._has_other_queue = False
        session.watch(self._tell)

    def _tell(self, event: Event) -> None:
        match event:
            case PageOpened(number):
                self.page_opened.emit(number)
            case PageChanged(before, after, initiator):
                self.page_changed.emit(before, after, initiator)
            case ProgressChanged(number):
                self.progress_changed.emit(number)
            case SelectionMoved(selection, initiator):
                self.selection_moved.emit(selection, initiator)
            case QueueChanged():
                self._has_other_queue = True
                self._tell_of_queue()
            case Refused(command, why):
                self.refused.emit(command, why)
            case Noted(what):
                self.noted.emit(what)
            case VocabularyChanged():
                self.vocabulary_changed.emit()

    # -- requests ------------------------------------------------------------------------

    def _try(self, do: Callable[[], T]) -> T | None:
        """What `do` answers; None where it failed, which is told.

        The queue that a decision leaves and that the next doubt is chosen in are told as one change.
        """
        was_doing, self._is_doing = self._is_doing, True
        try:
            return do()
        except Cancelled:
            raise
        except AnnotatorError as error:
            self.failed.emit(error)
            return None
        finally:
            self._is_doing = was_doing
            self._tell_of_queue()

    def _tell_of_queue(self) -> None:
        if self._has_other_queue and not self._is_doing:
            self._has_other_queue = False
            self.queue_changed.emit()

    def run(self, command: str, *arguments: str) -> Answer | None:
        """Asks for a command of the table; None where it failed, and for `undo` and `redo`."""
        if command in ("undo", "redo"):
            self._try(self.session.undo if command == "undo" else self.session.redo)
            return None
        return self._try(lambda: self.session.run(command, *arguments))

    def run_series(
        self,
        command: str,
        title: Phrase,
        tasks: Mapping[int, Task],
        progress: Progress = no_progress,
    ) -> SeriesDone | Refusal | None:
        """The tasks on all those pages; None where that failed, or was stopped, which is noted."""
        try:
            return self._try(lambda: self.session.run_series(command, title, tasks, progress))
        except Cancelled:
            self.noted.emit(Phrase("series.stopped"))
            return None

    def jump(self, revision: int) -> None:
        """Asks for the page as it was after that step of its history."""
        self._try(lambda: self.session.jump(revision))

    def open_page(self, number: int) -> None:
        self._try(lambda: self.session.open_page(number))

    def select(self, selection: Selection, initiator: str) -> None:
        """The editor moved in the view of that name; offsets are code points of the raw text."""
        self.session.select(selection, initiator)

    def choose(self, proposal: str, initiator: str) -> None:
        """The editor chose a proposal of the queue."""
        self.session.choose(proposal, initiator)

    def set_filter(self, wanted: QueueFilter) -> None:
        self._try(lambda: self.session.set_filter(wanted))

    def set_scope(self, scope: str) -> None:
        """Works through the queue of the page or of the project."""
        self._try(lambda: self.session.set_scope(scope))

    def take_queue(self, wide: ProjectQueue) -> None:
        """The project's queue has been read."""
        self._try(lambda: self.session.take_queue(wide))

    def choose_entry(self, entry: Entry, initiator: str) -> None:
        """The editor chose a row of the project's queue."""
        self._try(lambda: self.session.choose_entry(entry, initiator))
