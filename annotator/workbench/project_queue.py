"""The queue of the whole project: which proposal of which page comes when, without any page being read."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from annotator.document.doubts import QueueFilter
from annotator.store.project import Project

ROOM = 50_000
"""So many rows are in the list at a time; as they are decided others follow."""
FIRST = 300
"""So many are fetched before all others, to be shown at once."""

Entry = tuple[float, int, int, int]
"""Where a row stands in the order (negative urgency, or its page's place among all), its page, where the
caret goes (code points), and the number of its row in the store: of a class that of its most urgent member."""


@dataclass
class ProjectQueue:
    """Rows in order, at most `room` of them, and how many proposals pass on each page.

    `ranks` has the pages' places in the order of their names, where rows are ordered by place.
    """

    wanted: QueueFilter
    rows: list[Entry]
    counts: dict[int, int]
    ranks: dict[int, int]
    is_whole: bool
    """Whether no row is left out."""
    is_counted: bool = True
    """Whether `counts` and `total` are known."""
    version: int = 0
    """Grows when rows come or go."""
    on_page: dict[int, list[Entry]] = field(default_factory=dict[int, list[Entry]])
    stamps: dict[int, int] = field(default_factory=dict[int, int])
    """The version that last changed the rows of a page, or what they stand for."""
    total: int = 0
    """How many proposals the rows stand for, those left out included."""

    def __post_init__(self) -> None:
        for entry in self.rows:
            self.on_page.setdefault(entry[1], []).append(entry)
        self.total = sum(self.counts.values())

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_short(self) -> bool:
        """Whether it is time to fetch what was left out."""
        return not self.is_whole and len(self.rows) < FIRST

    def position(self, entry: Entry) -> int:
        """Where a row stands, or where it stood."""
        return bisect_left(self.rows, entry)

    def after(self, entry: Entry) -> Entry | None:
        """The row that stands where that one stood, or the next; the last where there is none behind."""
        if not self.rows:
            return None
        return self.rows[min(self.position(entry), len(self.rows) - 1)]

    def neighbour(self, entry: Entry | None, step: int) -> Entry | None:
        """The row one step (1 or -1) on, around the end; the first or last row without one."""
        if not self.rows:
            return None
        if entry is None:
            return self.rows[0 if step > 0 else -1]
        at = self.position(entry)
        is_there = at < len(self.rows) and self.rows[at] == entry
        return self.rows[(at + (step if is_there or step < 0 else 0)) % len(self.rows)]

    def renew(self, project: Project, page: int) -> dict[int, str]:
        """Takes over what passes on a page now; answers the ids of the proposals in those rows of the store."""
        found = project.doubts_on(page, self.wanted)
        told = ((*self._key(each), each[4]) for each in found)
        fresh = sorted(_folded(sorted(told, key=lambda each: each[:4])))
        horizon = self.rows[-1] if self.rows and not self.is_whole else None
        old = self.on_page.get(page, [])
        if self.counts.get(page) != len(found) or fresh != old:
            self.version += 1
            self.stamps[page] = self.version
        self.total += len(found) - self.counts.get(page, 0)
        self.counts[page] = len(found)
        ids = {each[3]: each[5] for each in found}
        if fresh == old:
            return ids
        for entry in set(old) - set(fresh):
            at = self.position(entry)
            if self.rows[at : at + 1] == [entry]:
                del self.rows[at]
        for entry in set(fresh) - set(old):
            if horizon is None or entry <= horizon:
                insort(self.rows, entry)
        self.on_page[page] = fresh
        return ids

    def _key(self, found: tuple[float, int, int, int, str | None, str]) -> Entry:
        urgency, page, at, row = found[:4]
        first = self.ranks.get(page, len(self.ranks)) if self.wanted.by_place else -urgency
        return first, page, at, row


def _folded(entries: Iterable[tuple[float, int, int, int, str | None]]) -> Iterator[Entry]:
    """Of each class of a page the first alone."""
    seen: set[tuple[int, str]] = set()
    for first, page, at, row, name in entries:
        if name is not None:
            if (page, name) in seen:
                continue
            seen.add((page, name))
        yield first, page, at, row


def load(
    project: Project, wanted: QueueFilter, room: int = ROOM, *, is_counted: bool = True
) -> ProjectQueue:
    """The queue as the project has it; slow for a large one, and quicker uncounted. Raises what reading does."""
    ranks: dict[int, int] = {}
    if wanted.by_place:
        ranks = {page: rank for rank, page in enumerate(project.page_ids())}
    told = (
        (ranks[page] if wanted.by_place else -urgency, page, at, row, name)
        for urgency, page, at, row, name in project.doubts(wanted)
    )
    rows = list(islice(_folded(told), room + 1))
    is_whole = len(rows) <= room
    del rows[room:]
    rows.sort()
    counts = project.doubt_counts(wanted) if is_counted else {}
    return ProjectQueue(wanted, rows, counts, ranks, is_whole, is_counted)
