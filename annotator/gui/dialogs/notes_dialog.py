"""The notes of the page on the desk, and the way to each of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.document.notes import Note
from annotator.document.pages import Page
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.notes_words import note_words
from annotator.settings.language import Language
from annotator.workbench.commands.notes import shortened


class NotesDialog(Dialog):
    """One row a note, those on the page first. `exec` answers whether to go to `note`."""

    def __init__(self, page: Page, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(language.say("notes.title", page=page.name), language, parent)
        self._notes = page.notes
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        for note in page.notes:
            place = next((span for span, each in page.noted if each is note), None)
            where = shortened(place.text_in(page.raw.text)) if place else ""
            about = language.say("notes.on", text=where) if place else language.say("notes.on_page")
            QListWidgetItem(f"{about}\n{note_words(note, language)}", self.list)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        self.body.addWidget(self.list, 1)
        self.add_reject(language.say("dialog.close"))
        self.yes = self.add_accept(language.say("notes.go"))
        self.resize(520, 420)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def note(self) -> Note:
        """The one that is chosen."""
        return self._notes[self.list.currentRow()]
