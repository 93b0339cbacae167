"""One editor at one page of one project: the single door through which everything changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.document.doubts import start_of
from annotator.document.edits import Edit
from annotator.document.labels import Vocabulary
from annotator.document.pages import Page
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
from annotator.workbench.history import History, Step, retracing
from annotator.workbench.own_words import WithOwnWords
from annotator.workbench.progress import Progress, no_progress
from annotator.workbench.queue_walk import STEPS, QueueWalk
from annotator.workbench.series_edits import Retracing, Series, SeriesDone, Task
from annotator.workbench.shown import Shown, shown
from annotator.workbench.situation import Answer, Chosen, Refusal, Situation
from annotator.workbench.stopping import AtAPlace


class Session(QueueWalk, WithOwnWords, AtAPlace):
    """Asks commands, performs their edits, and tells its watchers what has happened.

    `now` gives the time as ISO 8601, UTC. A failure leaves page, history and project as they
    were, and comes out of the method that met it.
    """

    def __init__(
        self, project: Project, vocabulary: Vocabulary, by: str, now: Callable[[], str]
    ) -> None:
        super().__init__()
        AtAPlace.__init__(self)
        self.project = project
        self.vocabulary = vocabulary
        self.by = by
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
        self.see_vocabulary()
        page = adapted_on_disk(self.project, number, self.project.page(number, at=self._now()))
        history = History.of(self.project.journal(number))
        self.resume(self.project, number, len(page.raw))
        self._history = history
        self._shown = shown(page)
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
            self.only_label,
            self.known_words(),
        )

    # -- moving --------------------------------------------------------------------------

    def select(self, selection: Selection, initiator: str = "") -> None:
        """The editor moves; the proposal there becomes the current one, of a class that member alone."""
        self._go(selection, initiator, alone=True)

    def _go(self, selection: Selection, initiator: str, *, alone: bool) -> None:
        is_moved = selection != self.selection
        if self._shown is None or not (is_moved or self.current is None):
            return
        if is_moved:
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
        if self._walks(command, answer) and self._step(STEPS[command], command):
            return answer
        match answer:
            case Edit():
                mark = self._standing.mark(self.number)
                self._perform(answer, DO)
                moved = followed(self.selection, answer)
                if moved is not None:
                    self.select(moved, command)
                if COMMANDS[command].advances and not situation.left_open(answer):
                    self._go_on(mark, command)
            case Selection():
                self.select(answer, command)
            case Chosen(proposal):
                self.choose(proposal, command)
            case Refusal(why):
                self._tell(Refused(command, why))
        return answer

    def _perform(
        self,
        edit: Edit,
        kind: str,
        elsewhere: Callable[[], Sequence[int]] = tuple[int],
        steps: int = 1,
    ) -> None:
        """Performs an edit of the page on the desk, and what belongs to it on other pages, or nothing."""
        before = self._shown
        assert before is not None
        assert self.number is not None
        after = edit.apply(before.page)
        with self.project.together():
            others = elsewhere()
            self.project.commit(self.number, before.page, edit, after, kind, steps=steps)
            after = adapted_after(self.project, self.number, edit, after)
        self._history.note_performed(kind, after.revision, edit.title, edit.join_key, steps)
        self._show(after, edit.command)
        self._changed_elsewhere(others)

    def _show(self, page: Page, initiator: str) -> None:
        """The page on the desk is that one now."""
        assert self._shown is not None
        assert self.number is not None
        before, self._shown = self._shown, shown(page)
        self._refill()
        changed = PageChanged(before, self._shown, initiator)
        self._tell(changed, ProgressChanged(self.number), QueueChanged())

    def undo(self) -> bool:
        """Takes the last step back, of a series on every page; False where there is none.

        Where a decision has led on to this page, and nothing was done here since, it is that one.
        """
        self._walk_back()
        return self._retrace(UNDO, self._history.done[-1:])

    def redo(self) -> bool:
        """Does the step that was taken back again; False where there is none."""
        return self._retrace(REDO, self._history.undone[:1])

    def jump(self, revision: int) -> bool:
        """Back or forward to where the step of that revision is the last one done, in one go; 0 is before all."""
        return self._retrace(*self._history.way_to(revision))

    def _retrace(self, kind: str, steps: Sequence[Step]) -> bool:
        if not steps or self.number is None:
            self._tell(Refused(kind, Phrase(f"refuse.nothing_to_{kind}")))
            return False
        edit = retracing(self.project, self.number, kind, steps, (self.by, self._now()))
        like = kind, self.number, edit.by, edit.at
        series = [Retracing(self.project, step.join_key, *like) for step in steps]
        self._perform(edit, kind, lambda: [n for each in series for n in each.run()], len(steps))
        decided = sum(isinstance(each.before or each.after, Decision) for each in edit.changes)
        self._go(edit.selection, kind, alone=decided == 1)
        left = dict.fromkeys(name for each in series for name in each.left)
        if left:
            self._tell(Noted(phrase("series.left", pages=", ".join(left))))
        return True

    # -- proposals -----------------------------------------------------------------------

    def _page_of(self, number: int) -> Page:
        return self.page if self.page and number == self.number else self.project.page(number)

    def put_proposals(self, number: int, proposals: Iterable[Proposal]) -> None:
        """What a proposer says about a page, now or some pages ago; a finished page keeps its peace."""
        page = self._page_of(number)
        if not page.is_looked_over:
            self._put(number, adapted(page, knowledge_of(self.project), proposals), "proposer")

    def put_suspects(self, number: int, around: Span, proposals: Iterable[Proposal]) -> None:
        """The suspects of a stretch of a page, anew: those still open there are replaced, nothing else."""
        page = self._page_of(number)
        if not page.is_looked_over:
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
            self._changed_elsewhere([number])

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
