"""One editor at one page of one project: the single door through which everything changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.document.edits import Edit
from annotator.document.labels import Vocabulary
from annotator.document.marks import EntityMark
from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase
from annotator.document.proposals import Proposal
from annotator.document.spans import Selection
from annotator.store.project import DO, REDO, UNDO, Project
from annotator.workbench.adapting import adapted, adapted_on_disk
from annotator.workbench.command_table import COMMANDS
from annotator.workbench.history import History, Step, redoing, undoing
from annotator.workbench.queue import (
    QueueFilter,
    behind,
    neighbour,
    next_of,
    queue,
    start_of,
    under_caret,
)
from annotator.workbench.shown import Shown, shown
from annotator.workbench.situation import Answer, Refusal, Situation


@dataclass(frozen=True, slots=True)
class PageOpened:
    """Another page is on the desk."""

    number: int


@dataclass(frozen=True, slots=True)
class PageChanged:
    """The page on the desk shows something else. `initiator` is a command, or `proposer`."""

    before: Shown
    after: Shown
    initiator: str


@dataclass(frozen=True, slots=True)
class ProgressChanged:
    """State or counts of a page in the list changed."""

    number: int


@dataclass(frozen=True, slots=True)
class SelectionMoved:
    """The editor stands elsewhere. `initiator` names the view that moved it, or the command."""

    selection: Selection
    initiator: str


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """Other doubts are shown, or another one is current."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A command did nothing."""

    command: str
    why: Phrase


Event = PageOpened | PageChanged | ProgressChanged | SelectionMoved | QueueChanged | Refused
Watcher = Callable[[Event], None]


class Session:
    """Asks commands, performs their edits, and tells its watchers what has happened.

    `now` gives the time as ISO 8601, UTC. A failure leaves page, history and project as they
    were, and comes out of the method that met it.
    """

    def __init__(
        self, project: Project, vocabulary: Vocabulary, by: str, now: Callable[[], str]
    ) -> None:
        self.project = project
        self.vocabulary = vocabulary
        self.by = by
        self.number: int | None = None
        self.selection = Selection.at(0)
        self.filter = QueueFilter()
        self.queue: tuple[Proposal, ...] = ()
        self.current: str | None = None
        self._queued: frozenset[str] = frozenset()
        self._now = now
        self._shown: Shown | None = None
        self._history = History()
        self._watchers: list[Watcher] = []

    # -- watching ------------------------------------------------------------------------

    def watch(self, watcher: Watcher) -> None:
        """`watcher` is called after each event, in the order of the calls to this method."""
        self._watchers.append(watcher)

    def _tell(self, event: Event) -> None:
        for watcher in tuple(self._watchers):
            watcher(event)

    # -- the page on the desk ------------------------------------------------------------

    @property
    def shown(self) -> Shown | None:
        """What the page on the desk shows; None while there is none."""
        return self._shown

    @property
    def page(self) -> Page | None:
        return self._shown.page if self._shown else None

    @property
    def history(self) -> History:
        return self._history

    def open_page(self, number: int) -> None:
        """The page of that number, with what is known by now. Raises PageUnknown and ProjectDamaged."""
        page = adapted_on_disk(self.project, number, self.project.page(number, at=self._now()))
        history = History.of(self.project.journal(number))
        self.project.set_setting("last_page", str(number))
        self._history = history
        self.number = number
        self._shown = shown(page)
        self.selection = Selection.at(0)
        self.current = None
        self._refill()
        self._tell(PageOpened(number))
        self._tell(QueueChanged())
        self._tell(ProgressChanged(number))

    def situation(self) -> Situation:
        """What a command would see now. Raises ValueError while no page is open."""
        if self._shown is None:
            raise ValueError("no page is open")
        return Situation(
            self._shown,
            self.selection,
            self.vocabulary,
            self.by,
            self._now(),
            self.current,
            self.queue,
        )

    # -- moving --------------------------------------------------------------------------

    def select(self, selection: Selection, initiator: str = "") -> None:
        """The editor moves; the proposal there becomes the current one."""
        if self._shown is None or selection == self.selection:
            return
        self.selection = selection
        self._tell(SelectionMoved(selection, initiator))
        here = under_caret(self.situation())
        current = here.id if here is not None and here.id in self._queued else None
        if current != self.current:
            self.current = current
            self._tell(QueueChanged())

    def choose(self, proposal: str | None, initiator: str = "") -> None:
        """The proposal with that id is the current one, and the caret goes to it."""
        self.current = proposal
        found = next((each for each in self.queue if each.id == proposal), None)
        if found is not None:
            selection = Selection.at(start_of(found))
            if selection != self.selection:
                self.selection = selection
                self._tell(SelectionMoved(selection, initiator))
        self._tell(QueueChanged())

    def set_filter(self, wanted: QueueFilter) -> None:
        """The queue shows what passes `wanted`."""
        self.filter = wanted
        self._refill()
        self._tell(QueueChanged())

    def _refill(self) -> None:
        self.queue = queue(self._shown.page, self.filter) if self._shown else ()
        self._queued = frozenset(each.id for each in self.queue)
        if self.current not in self._queued:
            self.current = None

    # -- doing ---------------------------------------------------------------------------

    def ask(self, command: str, *arguments: str) -> Answer:
        """What the command would do now, without doing it."""
        ask = COMMANDS[command].ask
        if ask is None:
            raise ValueError(f"{command} is the window's own")
        return ask(self.situation(), *arguments)

    def run(self, command: str, *arguments: str) -> Answer:
        """Asks the command and does what it answers. Raises KeyError for an unknown name."""
        if self._shown is None:
            refusal = Refusal(Phrase("refuse.no_page"))
            self._tell(Refused(command, refusal.why))
            return refusal
        answer = self.ask(command, *arguments)
        match answer:
            case Edit():
                later = behind(self.queue, self.current)
                self._perform(answer, DO)
                self._follow(answer)
                if COMMANDS[command].advances:
                    self.choose(next_of(self.queue, later, self.selection.caret), command)
            case Selection():
                self._move(command, answer)
            case Refusal(why):
                self._tell(Refused(command, why))
        return answer

    def _move(self, command: str, selection: Selection) -> None:
        if command not in ("next_proposal", "previous_proposal"):
            self.select(selection, command)
            return
        found = neighbour(self.situation(), 1 if command == "next_proposal" else -1)
        self.choose(found.id if found else None, command)

    def _follow(self, edit: Edit) -> None:
        """After an entity's end has moved the selection stays on the entity."""
        marks = [c.after for c in edit.changes if isinstance(c.after, EntityMark)]
        if len(marks) != 1 or not (edit.join_key or edit.command == "resize_entity"):
            return
        span = marks[0].span
        if self.selection.span is not None:
            self.select(Selection(span.start, span.end), edit.command)
        elif self.selection.caret not in range(span.start, span.end + 1):
            caret = min(max(self.selection.caret, span.start), span.end)
            self.select(Selection.at(caret), edit.command)

    def _perform(self, edit: Edit, kind: str) -> None:
        before = self._shown
        assert before is not None
        assert self.number is not None
        after = edit.apply(before.page)
        self.project.commit(self.number, before.page, edit, after, kind)
        self._shown = shown(after)
        match kind:
            case "undo":
                self._history.note_undo()
            case "redo":
                self._history.note_redo()
            case _:
                self._history.note(after.revision, edit.title, edit.join_key)
        self._refill()
        self._tell(PageChanged(before, self._shown, edit.command))
        self._tell(ProgressChanged(self.number))
        self._tell(QueueChanged())

    def undo(self) -> bool:
        """Takes the last step back; False where there is none."""
        return self._retrace("undo", self._history.last, undoing, UNDO)

    def redo(self) -> bool:
        """Does the step that was taken back again; False where there is none."""
        return self._retrace("redo", self._history.next, redoing, REDO)

    def _retrace(
        self,
        name: str,
        step: Step | None,
        make: Callable[[Sequence[Edit], str, str], Edit],
        kind: str,
    ) -> bool:
        if step is None or self.number is None:
            self._tell(Refused(name, Phrase(f"refuse.nothing_to_{name}")))
            return False
        edits = self.project.edits(self.number, step.revisions)
        edit = make(edits, self.by, self._now())
        self._perform(edit, kind)
        self.select(edit.selection, name)
        return True

    # -- proposals -----------------------------------------------------------------------

    def put_proposals(self, number: int, proposals: Iterable[Proposal]) -> None:
        """What a proposer says about a page, now or some pages ago; a finished page keeps its peace."""
        on_desk = self._shown is not None and number == self.number
        page = self._shown.page if on_desk and self._shown else self.project.page(number)
        if page.state is PageState.FINISHED:
            return
        page = adapted(page, self.project.lexicon(), proposals)
        self.project.put_proposals(number, page)
        if on_desk and self._shown is not None:
            before, self._shown = self._shown, shown(page)
            self._refill()
            self._tell(PageChanged(before, self._shown, "proposer"))
            self._tell(QueueChanged())
        self._tell(ProgressChanged(number))
