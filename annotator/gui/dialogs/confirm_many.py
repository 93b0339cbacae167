"""Before many proposals are decided at once: how many, and the first of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from annotator.document.openness import compatible
from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language
from annotator.workbench.commands.proposals import title_of
from annotator.workbench.queue import Queue

FIRST = 12
"""So many rows of the queue are listed."""


class ConfirmMany(Dialog):
    """`exec` answers whether to accept (or else reject) all that `queue` shows of `page`.

    Of proposals that exclude each other only the likeliest is accepted; the dialog says so.
    """

    def __init__(
        self,
        page: Page,
        queue: Queue,
        language: Language,
        parent: QWidget | None = None,
        *,
        accepting: bool,
    ) -> None:
        verb = "accept" if accepting else "reject"
        super().__init__(language.say(f"dialog.many_{verb}"), language, parent)
        every = queue.proposals
        decided = {each.id for each in (compatible(page, every) if accepting else every)}
        rows = [_of(queue, row, decided) for row in queue.rows]
        chosen = [members for members in rows if members]
        self.count = len(decided)
        self.heading = self.add_text(self.say(f"many_{verb}_count", count=self.count))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.heading.text())
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for members in chosen[:FIRST]:
            words = language.sentence(title_of(members[0], page.raw.text, members))
            self.list.addItem(f"{words}    {max(each.score for each in members):.2f}")
        self.body.addWidget(self.list, 1)
        notes: list[str] = []
        if len(chosen) > FIRST:
            more = sum(map(len, chosen[FIRST:]))
            notes.append(self.say("many_more", count=more))
        if len(every) > self.count:
            notes.append(self.say("many_excluded", count=len(every) - self.count))
        notes.append(self.say("many_undo"))
        self.notes = self.add_text("\n".join(notes))
        self.add_reject()
        self.yes = self.add_accept(self.say(f"many_{verb}_yes", count=self.count))
        self.yes.setEnabled(self.count > 0)
        self.resize(460, 420)
        self.yes.setFocus()


def _of(queue: Queue, row: Proposal, decided: set[str]) -> tuple[Proposal, ...]:
    """What of a row is decided."""
    return tuple(each for each in queue.members(row.id) if each.id in decided)
