"""Where an editor stands in the queue of the page on the desk."""

from collections.abc import Mapping

from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.workbench.queue import Queue, QueueFilter, queue


class Standing:
    """The queue as the filter shows it, and the proposal of it that is current.

    `alone`: the current one is a single member of a class, and not the class.
    """

    def __init__(self) -> None:
        self.filter = QueueFilter()
        self.queue = Queue()
        self.current: str | None = None
        self.alone = False

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

    def refill(self, page: Page | None) -> None:
        """The queue of that page, as it is now.

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


class InQueue:
    """Who stands in the queue: what may be asked of it."""

    def __init__(self) -> None:
        self._standing = Standing()

    @property
    def filter(self) -> QueueFilter:
        return self._standing.filter

    @property
    def queue(self) -> tuple[Proposal, ...]:
        """The rows: proposals, and of each class its first member."""
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
