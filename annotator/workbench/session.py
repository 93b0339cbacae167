"""One editor at one page of one project: the single door through which everything changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.document.edits import Edit
from annotator.document.labels import Vocabulary
from annotator.document.pages import Page, PageState
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import Decision, Proposal
from annotator.document.spans import Selection, Span
from annotator.store.project import DO, REDO, UNDO, Project
from annotator.workbench.adapting import (
    adapted,
    adapted_after,
    adapted_on_disk,
    knowledge_of,
    suspects_adapted,
    with_suspects,
)
from annotator.workbench.command_table import COMMANDS, asked
from annotator.workbench.commands.entities import followed
from annotator.workbench.events import (
    Event,
    Noted,
    PageChanged,
    PageOpened,
    ProgressChanged,
    QueueChanged,
    Refused,
    SelectionMoved,
    Watcher,
)
from annotator.workbench.history import History, Step, redoing, undoing
from annotator.workbench.progress import Progress, no_progress
from annotator.workbench.queue import QueueFilter, behind, next_of, start_of
from annotator.workbench.series_edits import Retracing, Series, SeriesDone, Task
from annotator.workbench.shown import Shown, shown
from annotator.workbench.situation import Answer, Chosen, Refusal, Situation
from annotator.workbench.standing import InQueue


class Session(InQueue):
    """Asks commands, performs their edits, and tells its watchers what has happened.

    `now` gives the time as ISO 8601, UTC. A failure leaves page, history and project as they
    were, and comes out of the method that met it.
    """

    def __init__(
        self, project: Project, vocabulary: Vocabulary, by: str, now: Callable[[], str]
    ) -> None:
        super().__init__()
        self.project = project
        self.vocabulary = vocabulary
        self.by = by
        self.number: int | None = None
        self.selection = Selection.at(0)
        self._now = now
        self._shown: Shown | None = None
        self._history = History()
        self._watchers: list[Watcher] = []

    # -- watching ------------------------------------------------------------------------

    def watch(self, watcher: Watcher) -> None:
        """`watcher` is called after each event, in the order of the calls to this method."""
        self._watchers.append(watcher)

    def _tell(self, *events: Event) -> None:
        for event in events:
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
        self._standing.leave()
        self._refill()
        self._tell(PageOpened(number), QueueChanged(), ProgressChanged(number))

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
            self._standing.queue,
            self._standing.alone,
            self.project.correction_rules(),
        )

    # -- the queue -----------------------------------------------------------------------

    def set_filter(self, wanted: QueueFilter) -> None:
        """The queue shows what passes `wanted`."""
        self._standing.filter = wanted
        self._refill()
        self._tell(QueueChanged())

    def _refill(self) -> None:
        self._standing.refill(self.page)

    # -- moving --------------------------------------------------------------------------

    def select(self, selection: Selection, initiator: str = "") -> None:
        """The editor moves; the proposal there becomes the current one, of a class that member alone."""
        self._go(selection, initiator, alone=True)

    def _go(self, selection: Selection, initiator: str, *, alone: bool) -> None:
        if self._shown is None or selection == self.selection:
            return
        self.selection = selection
        self._tell(SelectionMoved(selection, initiator))
        here = self.situation().under_caret
        if self._standing.stand_on(here.id if here else None, alone=alone):
            self._tell(QueueChanged())

    def choose(self, proposal: str | None, initiator: str = "") -> None:
        """The proposal with that id is the current one (a row as a whole), and the caret goes to it."""
        self._standing.stand_on(proposal, alone=False)
        whole = self._standing.queue.members(self.row) if self.row else ()
        found = next((each for each in whole if each.id == self.current), None)
        if found is not None:
            selection = Selection.at(start_of(found))
            if selection != self.selection:
                self.selection = selection
                self._tell(SelectionMoved(selection, initiator))
        self._tell(QueueChanged())

    # -- doing ---------------------------------------------------------------------------

    def ask(self, command: str, *arguments: str) -> Answer:
        """What the command would do now, without doing it."""
        return asked(command, self.situation(), *arguments)

    def run(self, command: str, *arguments: str) -> Answer:
        """Asks the command and does what it answers. Raises KeyError for an unknown name."""
        if self._shown is None:
            refusal = Refusal(Phrase("refuse.no_page"))
            self._tell(Refused(command, refusal.why))
            return refusal
        situation = self.situation()
        answer = asked(command, situation, *arguments)
        match answer:
            case Edit():
                later = behind(self._standing.queue, self.row)
                self._perform(answer, DO)
                moved = followed(self.selection, answer)
                if moved is not None:
                    self.select(moved, command)
                if COMMANDS[command].advances and not situation.left_open(answer):
                    now = self._standing.queue
                    self.choose(next_of(now, later, self.selection.caret), command)
            case Selection():
                self.select(answer, command)
            case Chosen(proposal):
                self.choose(proposal, command)
            case Refusal(why):
                self._tell(Refused(command, why))
        return answer

    def _perform(
        self, edit: Edit, kind: str, elsewhere: Callable[[], Sequence[int]] = tuple[int]
    ) -> None:
        """Performs an edit of the page on the desk, and what belongs to it on other pages, or nothing."""
        before = self._shown
        assert before is not None
        assert self.number is not None
        after = edit.apply(before.page)
        with self.project.together():
            others = elsewhere()
            self.project.commit(self.number, before.page, edit, after, kind)
            after = adapted_after(self.project, self.number, edit, after)
        self._history.note_performed(kind, after.revision, edit.title, edit.join_key)
        self._show(after, edit.command)
        self._tell(*map(ProgressChanged, others))

    def _show(self, page: Page, initiator: str) -> None:
        """The page on the desk is that one now."""
        assert self._shown is not None
        assert self.number is not None
        before, self._shown = self._shown, shown(page)
        self._refill()
        changed = PageChanged(before, self._shown, initiator)
        self._tell(changed, ProgressChanged(self.number), QueueChanged())

    def undo(self) -> bool:
        """Takes the last step back, of a series on every page; False where there is none."""
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
        series = Retracing(self.project, step.join_key, kind, self.number, edit.by, edit.at)
        self._perform(edit, kind, series.run)
        decided = sum(isinstance(each.before or each.after, Decision) for each in edit.changes)
        self._go(edit.selection, name, alone=decided == 1)
        if series.left:
            self._tell(Noted(phrase("series.left", pages=", ".join(series.left))))
        return True

    # -- proposals -----------------------------------------------------------------------

    def _page_of(self, number: int) -> Page:
        return self.page if self.page and number == self.number else self.project.page(number)

    def put_proposals(self, number: int, proposals: Iterable[Proposal]) -> None:
        """What a proposer says about a page, now or some pages ago; a finished page keeps its peace."""
        page = self._page_of(number)
        if page.state is not PageState.FINISHED:
            self._put(number, adapted(page, knowledge_of(self.project), proposals), "proposer")

    def put_suspects(self, number: int, around: Span, proposals: Iterable[Proposal]) -> None:
        """The suspects of a stretch of a page, anew: those still open there are replaced, nothing else."""
        page = self._page_of(number)
        if page.state is not PageState.FINISHED:
            now = with_suspects(page, around, proposals)
            self._put(number, suspects_adapted(now, knowledge_of(self.project)), "proposer", page)

    def rules_changed(self) -> None:
        """The project's rules are others, not by an edit: the page on the desk shows what they make of it."""
        if self._shown is not None and self.number is not None:
            page = adapted_on_disk(self.project, self.number, self._shown.page)
            if page is not self._shown.page:
                self._show(page, "rules")

    def _put(self, number: int, page: Page, initiator: str, before: Page | None = None) -> None:
        self.project.put_proposals(number, page, before)
        if self._shown is not None and number == self.number:
            self._show(page, initiator)
        else:
            self._tell(ProgressChanged(number))

    # -- series --------------------------------------------------------------------------

    def run_series(
        self,
        command: str,
        title: Phrase,
        tasks: Mapping[int, Task],
        progress: Progress = no_progress,
    ) -> SeriesDone | Refusal:
        """The tasks on all those pages, or none; one undo on any of them takes all back.

        Raises Cancelled where `progress` says so.
        """
        if self._shown is None or self.number is None or not tasks:
            return Refusal(Phrase("refuse.no_page" if tasks else "refuse.nothing_changes"))
        series = Series(self.project, command, title, tasks, self.situation(), progress)
        edit = series.here(self.number)
        if isinstance(edit, Refusal):
            return edit
        self._perform(edit, DO, series.elsewhere)
        return series.done
