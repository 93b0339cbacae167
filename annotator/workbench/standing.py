"""Where an editor stands in the queue: of the page on the desk, or of the whole project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.document.doubts import QueueFilter
from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.store.project import Project
from annotator.workbench.project_queue import Entry, ProjectQueue
from annotator.workbench.queue import Queue, behind, queue

SCOPES = ("page", "project")

_MANY = 40
"""When more pages than that have changed the project's queue is read anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that is about to go, to go on from: what was behind it on the page, and its row in the project."""

    later: list[str] | None
    entry: Entry | None


class Standing:
    """The queue as the filter shows it, and the proposal of it that is current.

    `alone`: the current one is a single member of a class, and not the class. `wide` is the
    project's queue, None where it is not wanted or not there yet; the page's is always there.
    """

    def __init__(self) -> None:
        self.filter = QueueFilter()
        self.queue = Queue()
        self.current: str | None = None
        self.alone = False
        self.scope = "page"
        self.wide: ProjectQueue | None = None
        self._is_stale = False
        self._touched: set[int] = set()
        """Pages that have changed since the project's queue was asked for."""
        self._ids: Mapping[int, str] = {}
        """The proposals of the page on the desk, by their rows in the store."""

    def stand_on(self, proposal: str | None, *, alone: bool) -> bool:
        """Makes a proposal the current one; answers whether another one was. None for what is not in the queue."""
        row = self.queue.row_of(proposal)
        alone = row is not None and row in self.queue.folded and (alone or proposal != row)
        now = (proposal if row is not None else None, alone)
        was, (self.current, self.alone) = (self.current, self.alone), now
        return was != now

    def leave(self) -> None:
        """No proposal is the current one."""
        self.current, self.alone = None, False

    def refill(self, page: Page | None, project: Project, number: int | None) -> None:
        """The queue of that page, as it is now, and its rows in the project's.

        What was current stays so where it is still there; a class may have got another first member.
        """
        old = self.queue.folded.get(self.current or "", ())
        whole = [] if self.alone else [each.id for each in old]
        self.queue = queue(page, self.filter) if page else Queue()
        known = next((id_ for id_ in whole if self.queue.row_of(id_)), None)
        if known is not None:
            self.stand_on(self.queue.row_of(known), alone=False)
        else:
            self.stand_on(self.current, alone=self.alone)
        if number is not None and self.scope == "project":
            self._touched.add(number)
            wide = self.wide
            self._ids = {} if wide is None else wide.renew(project, number)

    # -- the project's queue -------------------------------------------------------------

    @property
    def wants_loading(self) -> bool:
        """Whether the project's queue is wanted, and not there or out of date."""
        if self.scope == "page":
            return False
        wide = self.there
        is_there = wide is not None and not wide.is_short
        return not is_there or self._is_stale

    def begin(self) -> QueueFilter:
        """The project's queue is being read, by the filter answered."""
        self._touched, self._is_stale = set(), False
        return self.filter

    def take(self, wide: ProjectQueue, project: Project, number: int | None) -> None:
        """The project's queue has been read: what has changed meanwhile is taken over."""
        if wide.wanted != self.filter or self.scope != "project":
            return
        self.wide = wide
        self.note_changes(project, self._touched - {number})
        self._ids = wide.renew(project, number) if number is not None else {}

    def note_changes(self, project: Project, pages: Iterable[int]) -> None:
        """Other pages than that on the desk have changed."""
        changed = set(pages)
        self._touched |= changed
        if self.wide is None:
            return
        if len(changed) > _MANY:
            self._is_stale = True
            return
        for number in changed:
            self.wide.renew(project, number)

    @property
    def there(self) -> ProjectQueue | None:
        """The project's queue by the filter of now; None where it is not wanted, or not there."""
        wide = self.wide
        return wide if wide is not None and wide.wanted == self.filter else None

    def entry(self, number: int | None) -> Entry | None:
        """The current row in the project's queue."""
        row = self.queue.row_of(self.current)
        wide = self.there
        if wide is None or row is None or number is None:
            return None
        on_page = wide.on_page.get(number, [])
        return next((e for e in on_page if self.queue.row_of(self._ids.get(e[3])) == row), None)

    def row_at(self, entry: Entry) -> str | None:
        """The row of the page on the desk that an entry is about."""
        return self.queue.row_of(self._ids.get(entry[3]))

    def mark(self, number: int | None) -> Mark:
        """Where to go on when the current row is decided."""
        return Mark(behind(self.queue, self.queue.row_of(self.current)), self.entry(number))


class InQueue:
    """Who stands in the queue: what may be asked of it."""

    def __init__(self) -> None:
        self._standing = Standing()

    @property
    def filter(self) -> QueueFilter:
        return self._standing.filter

    @property
    def scope(self) -> str:
        """Which of `SCOPES` the editor works through."""
        return self._standing.scope

    @property
    def wide(self) -> ProjectQueue | None:
        """The queue of the project, where it is worked through; None while it has not been read."""
        return self._standing.there

    @property
    def wants_loading(self) -> bool:
        """Whether the project's queue has to be read, with `begin_loading` and `take_queue`."""
        return self._standing.wants_loading

    def begin_loading(self) -> QueueFilter:
        """The project's queue is being read, by the filter answered."""
        return self._standing.begin()

    @property
    def queue(self) -> tuple[Proposal, ...]:
        """The page's rows: proposals, and of each class its first member."""
        return self._standing.queue.rows

    @property
    def folded(self) -> Mapping[str, tuple[Proposal, ...]]:
        """The members of each class, in text order, under the id of its row."""
        return self._standing.queue.folded

    @property
    def current(self) -> str | None:
        """The id of the current proposal: a row, or a single member of a class (`alone`)."""
        return self._standing.current

    @property
    def alone(self) -> bool:
        """Whether the current proposal is a single member of a class, and not the class."""
        return self._standing.alone

    @property
    def row(self) -> str | None:
        """The id of the row that holds the current proposal."""
        return self._standing.queue.row_of(self.current)

    def members(self, row: str) -> tuple[Proposal, ...]:
        """What the row of that id stands for: the members of a class in text order, or itself."""
        return self._standing.queue.members(row)
