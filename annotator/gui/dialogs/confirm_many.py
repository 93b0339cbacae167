"""Before many proposals are decided at once: how many, and the first of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from annotator.document.openness import compatible
from annotator.document.pages import Page
from annotator.document.proposals import Proposal
from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language
from annotator.workbench.commands.proposals import title_of

FIRST = 12
"""So many proposals are listed."""


class ConfirmMany(Dialog):
    """`exec` answers whether to accept (or else reject) all that `queue` shows of `page`.

    Of proposals that exclude each other only the likeliest is accepted; the dialog says so.
    """

    def __init__(
        self,
        page: Page,
        queue: Sequence[Proposal],
        language: Language,
        parent: QWidget | None = None,
        *,
        accepting: bool,
    ) -> None:
        verb = "accept" if accepting else "reject"
        super().__init__(language.say(f"dialog.many_{verb}"), language, parent)
        decided = {each.id for each in (compatible(page, queue) if accepting else queue)}
        chosen = [each for each in queue if each.id in decided]
        self.count = len(chosen)
        self.heading = self.add_text(self.say(f"many_{verb}_count", count=self.count))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.heading.text())
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for proposal in chosen[:FIRST]:
            words = language.sentence(title_of(proposal, page.raw.text))
            self.list.addItem(f"{words}    {proposal.score:.2f}")
        self.body.addWidget(self.list, 1)
        notes: list[str] = []
        if self.count > FIRST:
            notes.append(self.say("many_more", count=self.count - FIRST))
        if len(queue) > self.count:
            notes.append(self.say("many_excluded", count=len(queue) - self.count))
        notes.append(self.say("many_undo"))
        self.notes = self.add_text("\n".join(notes))
        self.add_reject()
        self.yes = self.add_accept(self.say(f"many_{verb}_yes", count=self.count))
        self.yes.setEnabled(self.count > 0)
        self.resize(460, 420)
        self.yes.setFocus()
