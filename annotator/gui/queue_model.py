"""The rows of the queue, of the page or of the project: one proposal or class each, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotator.document.proposals import Proposal
from annotator.gui.ink import NOWHERE, Index
from annotator.gui.session_bridge import SessionBridge
from annotator.settings.language import Language
from annotator.store.doubts import DoubtRow
from annotator.workbench.commands.proposals import title_of, title_with
from annotator.workbench.project_queue import Entry, ProjectQueue

WINDOW = 24
"""Rows of the project's queue are fetched so many at a time."""
_KEPT = 2000
"""When so many have been fetched they are all forgotten."""


@dataclass(frozen=True, slots=True)
class Words:
    """A proposal as its row says it; `page` names its page where the rows are of many."""

    title: str
    reasons: tuple[str, ...]
    score: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is drawn; `proposal` is the first of a class."""

    proposal: Proposal | None
    words: Words
    score: float = 0.0


_GONE = Row(None, Words("…", (), ""))


class QueueModel(QAbstractListModel):
    """What the session's queue shows, in its order."""

    def __init__(
        self, bridge: SessionBridge, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._language = bridge, language
        self._proposals: Sequence[Proposal] = ()
        self._words: dict[tuple[Proposal, int], Words] = {}
        self._numbers: Mapping[str, int] = {}
        self._wide: ProjectQueue | None = None
        self._is_wide = False
        self._count = 0
        self._version = -1
        self._fetched: dict[Entry, tuple[int, DoubtRow | None]] = {}

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if parent.isValid():
            return 0
        return self._count if self._is_wide else len(self._proposals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, and the whole of it as tool tip and for screen readers; drawing asks `row`."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index.row()).words.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.row(index.row()).words
            score = self._language.say("panel.queue_score", score=words.score)
            return "\n".join(filter(None, (words.title, words.page, *words.reasons, score)))
        return None

    # -- ours ----------------------------------------------------------------------------

    @property
    def proposals(self) -> Sequence[Proposal]:
        """The rows of the page's queue; none while the project's is shown."""
        return self._proposals

    @property
    def is_wide(self) -> bool:
        """Whether the project's queue is shown."""
        return self._is_wide

    def entry(self, row: int) -> Entry | None:
        """The row of the project's queue; None where the page's is shown."""
        return self._wide.rows[row] if self._wide and row < len(self._wide.rows) else None

    def row(self, row: int) -> Row:
        """What stands in a row."""
        if not self._is_wide:
            proposal = self._proposals[row]
            return Row(proposal, self.words(proposal), self.score_of(proposal))
        found = self._doubt(row)
        if found is None:
            return _GONE
        say = self._language.sentence
        title = say(title_with(found.proposal, found.words, found.count))
        reasons = tuple(map(say, found.proposal.because))
        words = Words(title, reasons, f"{found.score:.2f}", found.name)
        return Row(found.proposal, words, found.score)

    def _doubt(self, row: int) -> DoubtRow | None:
        wide = self._wide
        if wide is None or row >= len(wide.rows):
            return None
        entry = wide.rows[row]
        if not self._is_fresh(entry, wide):
            if len(self._fetched) > _KEPT:
                self._fetched.clear()
            first = row - row % WINDOW
            window = wide.rows[first : first + WINDOW]
            missing = [each for each in window if not self._is_fresh(each, wide)]
            project = self._bridge.session.project
            found = project.doubt_rows([each[3] for each in missing], wide.wanted)
            for each in missing:
                self._fetched[each] = wide.stamps.get(each[1], 0), found.get(each[3])
        return self._fetched[entry][1]

    def _is_fresh(self, entry: Entry, wide: ProjectQueue) -> bool:
        known = self._fetched.get(entry)
        return known is not None and known[0] == wide.stamps.get(entry[1], 0)

    def number_of(self, proposal: Proposal) -> int | None:
        """The number under which a proposed article shows on the page; None for any other."""
        return self._numbers.get(proposal.id)

    def words(self, proposal: Proposal) -> Words:
        """A proposal of the page in the language of the window."""
        session = self._bridge.session
        members = session.members(proposal.id)
        key = proposal, len(members)
        known = self._words.get(key)
        if known is None:
            page, say = session.page, self._language.sentence
            text = page.raw.text if page else ""
            reasons = tuple(map(say, proposal.because))
            known = Words(
                say(title_of(proposal, text, members)), reasons, f"{self.score_of(proposal):.2f}"
            )
            self._words[key] = known
        return known

    def score_of(self, proposal: Proposal) -> float:
        """How sure a row is: of a class, its surest member."""
        members = self._bridge.session.members(proposal.id)
        return max((each.score for each in members), default=proposal.score)

    def set_language(self, language: Language) -> None:
        self._language = language
        self._words.clear()
        self._all_changed()

    # -- following the session -----------------------------------------------------------

    def refill(self) -> None:
        """Takes over the session's queue."""
        session = self._bridge.session
        self._note_numbers()
        if session.scope == "project":
            self._refill_wide(session.wide)
            return
        if self._is_wide:
            self.beginResetModel()
            self._is_wide, self._wide = False, None
            self._fetched.clear()
            self._proposals = session.queue
            self.endResetModel()
        self._refill_page(session.queue)

    def _refill_wide(self, wide: ProjectQueue | None) -> None:
        version = wide.version if wide else -1
        if self._is_wide and self._wide is wide and self._version == version:
            return
        self.beginResetModel()
        if wide is not self._wide:
            self._fetched.clear()
        self._is_wide, self._wide, self._version = True, wide, version
        self._count = len(wide) if wide else 0
        self._proposals = ()
        self.endResetModel()

    def _refill_page(self, new: Sequence[Proposal]) -> None:
        """Only what differs goes and comes."""
        old = self._proposals
        if new is old:
            return
        if new and not any(new[0] is each or new[-1] is each for each in old):
            self.beginResetModel()
            self._words.clear()
            self._proposals = new
            self.endResetModel()
            return
        head = 0
        while head < min(len(new), len(old)) and new[head].id == old[head].id:
            head += 1
        tail = 0
        while tail < min(len(new), len(old)) - head and new[-1 - tail].id == old[-1 - tail].id:
            tail += 1
        if len(old) - tail > head:
            self.beginRemoveRows(NOWHERE, head, len(old) - tail - 1)
            self._proposals = (*old[:head], *old[len(old) - tail :])
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(NOWHERE, head, len(new) - tail - 1)
            self._proposals = new
            self.endInsertRows()
        self._proposals = new
        self._all_changed()

    def _all_changed(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def _note_numbers(self) -> None:
        shown = self._bridge.session.shown
        articles = shown.articles if shown else ()
        self._numbers = {each.proposal.id: each.number for each in articles if each.proposal}

    def current_row(self) -> int | None:
        """The row of the current proposal; None where it is not shown."""
        session = self._bridge.session
        if self._is_wide:
            entry, wide = session.entry, self._wide
            return wide.position(entry) if entry is not None and wide else None
        return self.row_of(session.row)

    def row_of(self, proposal: str | None) -> int | None:
        """The row of the page's proposal with that id; None where it is not shown."""
        if proposal is None:
            return None
        return next((i for i, each in enumerate(self._proposals) if each.id == proposal), None)
