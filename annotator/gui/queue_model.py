"""The rows of the queue: one proposal each, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from annotator.document.proposals import Proposal
from annotator.gui.ink import NOWHERE, Index
from annotator.gui.session_bridge import SessionBridge
from annotator.settings.language import Language
from annotator.workbench.commands.proposals import title_of


@dataclass(frozen=True, slots=True)
class Words:
    """A proposal as its row says it."""

    title: str
    reasons: tuple[str, ...]
    score: str


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

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._proposals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, and the whole of it as tool tip and for screen readers; drawing asks `words`."""
        if not index.isValid():
            return None
        words = self.words(self._proposals[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return words.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            score = self._language.say("panel.queue_score", score=words.score)
            return "\n".join((words.title, *words.reasons, score))
        return None

    # -- ours ----------------------------------------------------------------------------

    @property
    def proposals(self) -> Sequence[Proposal]:
        return self._proposals

    def number_of(self, proposal: Proposal) -> int | None:
        """The number under which a proposed article shows on the page; None for any other."""
        return self._numbers.get(proposal.id)

    def words(self, proposal: Proposal) -> Words:
        """The proposal in the language of the window."""
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

    def refill(self) -> None:
        """Takes over the session's queue; only what differs goes and comes."""
        new, old = self._bridge.session.queue, self._proposals
        if new is old:
            return
        self._note_numbers()
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
        if self._proposals:
            self.dataChanged.emit(self.index(0), self.index(len(self._proposals) - 1))

    def _note_numbers(self) -> None:
        shown = self._bridge.session.shown
        articles = shown.articles if shown else ()
        self._numbers = {each.proposal.id: each.number for each in articles if each.proposal}

    def row_of(self, proposal: str | None) -> int | None:
        """The row of the proposal with that id; None where it is not shown."""
        if proposal is None:
            return None
        return next((i for i, each in enumerate(self._proposals) if each.id == proposal), None)
