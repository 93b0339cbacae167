"""Before all that the filter shows in the project is decided: how much, on how many pages, and the first of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.queue_model import Words
from annotator.settings.language import Language


class ConfirmProject(Dialog):
    """`exec` answers whether to accept (or else reject) all; `counted` says how many proposals on how many pages."""

    def __init__(
        self,
        rows: Sequence[Words],
        counted: tuple[int, int],
        language: Language,
        parent: QWidget | None = None,
        *,
        accepting: bool,
    ) -> None:
        verb = "accept" if accepting else "reject"
        super().__init__(language.say(f"queue.many_{verb}"), language, parent)
        count, pages = (f"{number:,}" for number in counted)
        text = language.say(f"queue.many_{verb}_count", count=count, pages=pages)
        self.heading = self.add_text(text)
        self.list = QListWidget(self)
        self.list.setAccessibleName(text)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in rows:
            self.list.addItem(f"{each.title}    {each.score}    {each.page}")
        self.body.addWidget(self.list, 1)
        notes = [language.say("queue.many_more")] if counted[0] > len(rows) else []
        if accepting:
            notes.append(language.say("queue.many_excluded"))
        notes.append(self.say("many_undo"))
        self.notes = self.add_text("\n".join(notes))
        self.add_reject()
        self.yes = self.add_accept(self.say(f"many_{verb}_yes", count=count))
        self.resize(520, 440)
        self.yes.setFocus()
