"""Going through the queue, of a page or of the project: the part of a session that knows the way."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from annotator.document.doubts import QueueFilter
from annotator.document.edits import Edit
from annotator.document.pages import Page
from annotator.document.spans import Selection
from annotator.store.project import Project
from annotator.workbench.events import Event, PageChanged, ProgressChanged, QueueChanged
from annotator.workbench.history import History, Step
from annotator.workbench.project_queue import Entry, ProjectQueue, load
from annotator.workbench.queue import next_of
from annotator.workbench.shown import Shown
from annotator.workbench.situation import Answer
from annotator.workbench.standing import SCOPES, InQueue, Mark
from annotator.workbench.words_here import KnownWords

SETTING = "queue_scope"
"""The project remembers under this key which queue was worked through last."""

_PAGES = 8
"""So many pages are opened one after the other to find a row that is still there."""

STEPS = {"next_proposal": 1, "previous_proposal": -1, "accept": 1}
"""Commands that go through the queue, and which way; to accept is to begin where nothing is current."""


class QueueWalk(InQueue, ABC):
    """Scope, filter, and the next row wherever it is. In the project's queue that may be on another page."""

    project: Project
    number: int | None
    selection: Selection

    @property
    @abstractmethod
    def page(self) -> Page | None: ...

    @property
    @abstractmethod
    def shown(self) -> Shown | None: ...

    @property
    @abstractmethod
    def history(self) -> History: ...

    @abstractmethod
    def open_page(self, number: int) -> None: ...

    @abstractmethod
    def choose(self, proposal: str | None, initiator: str = "") -> None: ...

    @abstractmethod
    def _tell(self, *events: Event) -> None: ...

    def __init__(self) -> None:
        super().__init__()
        self.only_label = ""
        """The label of the only entities that show; empty for all."""
        self._word_ends: tuple[int, tuple[int, ...]] = 0, ()
        self._trail: list[tuple[int, int, tuple[int, ...]]] = []
        """Pages left with a decision, the page come to, and what had been done there last."""

    # -- words and labels ----------------------------------------------------------------

    def show_only(self, label: str) -> None:
        """Only entities of that label show and are visited; all of them where it was so already."""
        self.only_label = "" if label == self.only_label else label
        shown = self.shown
        if shown is not None:
            self._tell(PageChanged(shown, shown, "only_label"))

    def put_word_ends(self, number: int, ends: Iterable[int]) -> None:
        """Where words end on a page by the dictionary, in text order; kept while it is on the desk."""
        self._word_ends = number, tuple(ends)

    def known_words(self) -> KnownWords:
        """What tells words on the page on the desk."""
        number, ends = self._word_ends
        return KnownWords(self.project.lexicon(), ends if number == self.number else ())

    # -- what is worked through ----------------------------------------------------------

    def set_filter(self, wanted: QueueFilter) -> None:
        """The queue shows what passes `wanted`."""
        self._standing.filter = wanted
        self._refill()
        self._tell(QueueChanged())

    def set_scope(self, scope: str) -> None:
        """Works through the queue of the page or of the project, and the project remembers which."""
        if scope not in SCOPES:
            raise ValueError(f"unknown scope {scope!r}")
        if scope != self._standing.scope:
            self._standing.scope, self._standing.wide = scope, None
            self.project.set_setting(SETTING, scope)
            self._tell(QueueChanged())

    def remember_scope(self) -> None:
        """The scope in which the project was left."""
        scope = self.project.setting(SETTING)
        if scope in SCOPES:
            self._standing.scope = scope

    def load_queue(self) -> None:
        """Reads the project's queue at once, where it is wanted; a window has it read elsewhere."""
        if self.wants_loading:
            self.take_queue(load(self.project, self.begin_loading()))

    def take_queue(self, wide: ProjectQueue) -> None:
        """The project's queue, as it was when `begin_loading` was called."""
        self._standing.take(wide, self.project, self.number)
        self._tell(QueueChanged())

    def choose_entry(self, entry: Entry, initiator: str = "") -> None:
        """A row of the project's queue is the current one; its page comes on the desk. Raises as `open_page`."""
        if entry[1] != self.number:
            self.open_page(entry[1])
        self.choose(self._standing.row_at(entry), initiator)

    # -- the way -------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The current row in the project's queue."""
        return self._standing.entry(self.number)

    def _refill(self) -> None:
        self._standing.refill(self.page, self.project, self.number)

    def _walks(self, command: str, answer: Answer) -> bool:
        is_deciding = isinstance(answer, Edit) or self.current is not None
        return command in STEPS and not (command == "accept" and is_deciding)

    def _step(self, step: int, initiator: str) -> bool:
        """To the neighbour in the project's queue; False where that is not what is worked through."""
        wide = self.wide
        entry = wide.neighbour(self.entry, step) if wide else None
        if entry is not None:
            self._arrive(entry, step, initiator)
        return entry is not None

    def _arrive(self, entry: Entry, step: int, initiator: str) -> None:
        """At that row, or at the next that is still there: what is known by now may settle some as a page is opened."""
        following: Entry | None = entry
        for _ in range(_PAGES):
            if following is None:
                return
            self.choose_entry(following, initiator)
            if self.current is not None or self.wide is None:
                return
            following = self.wide.neighbour(following, step)

    def _changed_elsewhere(self, pages: Sequence[int]) -> None:
        """Pages that are not on the desk have other rows now."""
        self._tell(*map(ProgressChanged, pages))
        if pages and self.scope == "project":
            self._standing.note_changes(self.project, pages)
            self._tell(QueueChanged())

    def _go_on(self, mark: Mark, initiator: str) -> None:
        """The row at the mark is decided: on to the next."""
        if self.wide is not None and mark.entry is not None:
            entry, left = self.wide.after(mark.entry), mark.entry[1]
            if entry is not None:
                self._arrive(entry, 1, initiator)
                if self.number is not None and self.number != left:
                    self._trail.append((left, self.number, _revisions(self.history.last)))
                return
        now = self._standing.queue
        self.choose(next_of(now, mark.later, self.selection.caret), initiator)

    def _walk_back(self) -> None:
        """To the page of the last decision, where that has led here and nothing was done here since."""
        if not self._trail:
            return
        left, come_to, last = self._trail[-1]
        if come_to != self.number:
            self._trail.clear()
        elif last == _revisions(self.history.last):
            self._trail.pop()
            self.open_page(left)


def _revisions(step: Step | None) -> tuple[int, ...]:
    return step.revisions if step else ()
