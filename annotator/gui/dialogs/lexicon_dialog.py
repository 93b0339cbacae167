"""What a project knows of its own accord, on four pages: strings, patterns, corrections, the learner."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.knowledge_page import KnowledgePage
from annotator.gui.dialogs.learner_page import LearnerPage
from annotator.gui.dialogs.lexicon_page import LexiconPage
from annotator.gui.dialogs.patterns_page import PatternsPage
from annotator.gui.dialogs.rules_page import RulesPage
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.session import Session


class LexiconDialog(Dialog):
    """Every change is in the project at once; `is_changed` says whether one waits for new proposals."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(language.say("lexicon_dialog.title"), language, parent)
        self.is_changed = False
        self.lexicon = LexiconPage(session, theme, language, self)
        self.patterns = PatternsPage(session, theme, language, self)
        self.rules = RulesPage(session, theme, language, self)
        self.learner = LearnerPage(session, theme, language, self)
        self.tabs = QTabWidget(self)
        self.pages: dict[str, KnowledgePage] = {
            "lexicon": self.lexicon,
            "patterns": self.patterns,
            "rules": self.rules,
            "learner": self.learner,
        }
        for key, page in self.pages.items():
            self.tabs.addTab(page, language.say(f"lexicon_dialog.{key}"))
            if page is not self.rules:  # which the page on the desk follows at once
                page.changed.connect(self._note_change)
        self.body.addWidget(self.tabs, 1)
        self.close_button = self.add_reject(self.say("close"))
        self.resize(980, 680)
        self.lexicon.contains.setFocus()

    def show_tab(self, key: str) -> None:
        """The page of that name comes to the front."""
        page = self.pages[key]
        self.tabs.setCurrentWidget(page)
        (self.rules.contains if page is self.rules else self.lexicon.contains).setFocus()

    def _note_change(self) -> None:
        self.is_changed = True

    def reject(self) -> None:
        """Closes, unless a pattern is being written and its editor has not been told."""
        if self.patterns.may_leave():
            super().reject()
        else:
            self.tabs.setCurrentWidget(self.patterns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and never closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        button = self.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
