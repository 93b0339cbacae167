"""The page of the learner: whether it speaks, how well it does, and its switch."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QProgressBar, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.knowledge_page import KnowledgePage
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.language import Language
from annotator.workbench.learning import (
    LearnerStatus,
    learner_status,
    reset,
    status_sentence,
    switch,
)
from annotator.workbench.session import Session

_FIGURES = ("pages", "corrections", "recent", "plain_errors", "learner_errors", "saved")


class LearnerPage(KnowledgePage):
    """Reads the status when told that a lesson has ended."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, language, parent)
        self.sentence, self.on = QLabel(self), QCheckBox(self.say("learner_on"), self)
        self.bar = QProgressBar(self)
        self._pages = 0
        """From how many it has learnt."""
        self.figures = {name: QLabel(self) for name in _FIGURES}
        self.reset = self.button("learner_reset", self._reset, self.say("learner_reset_tip"))
        self._lay_out()
        self.on.setStyleSheet(style_sheet(theme))
        self.on.clicked.connect(self._switch)
        self.reload()

    # -- making --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.sentence.setWordWrap(True)
        font = self.sentence.font()
        font.setBold(True)
        self.sentence.setFont(font)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.say("learner_corrections"))
        what = QLabel(self.say("learner_what"), self)
        what.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(24)
        for name, figure in self.figures.items():
            title = QLabel(self.say(f"learner_{name}"), self)
            figure.setAccessibleName(title.text())
            form.addRow(title, figure)
        row = QHBoxLayout()
        row.addWidget(self.on)
        row.addStretch(1)
        row.addWidget(self.reset)
        for widget in (what, self.sentence, self.bar):
            self.column.addWidget(widget)
        self.column.addSpacing(6)
        self.column.addLayout(form)
        self.column.addSpacing(6)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.column.addWidget(self.told)

    # -- showing -------------------------------------------------------------------------

    def _read(self) -> None:
        status = learner_status(self.project)
        self._pages = status.pages
        self.sentence.setText(self.language.sentence(status_sentence(status)))
        self.on.setChecked(status.is_on)
        self.bar.setMaximum(max(1, status.needed))
        self.bar.setValue(min(status.corrections, status.needed))
        self.bar.setVisible(status.corrections < status.needed)
        self.reset.setEnabled(status.pages > 0)
        for name, text in self._words(status).items():
            self.figures[name].setText(text)

    def _words(self, status: LearnerStatus) -> dict[str, str]:
        seen = self.say("learner_of", count=status.corrections, needed=status.needed)
        few = status.corrections < status.needed
        return {
            "pages": f"{status.pages:,}",
            "corrections": seen if few else f"{status.corrections:,}",
            "recent": str(status.recent),
            "plain_errors": f"{status.plain_errors:,}",
            "learner_errors": f"{status.learner_errors:,}",
            "saved": _share(status.plain_errors - status.learner_errors, status.plain_errors),
        }

    # -- doing ---------------------------------------------------------------------------

    def _switch(self) -> None:
        is_on = self.on.isChecked()
        if self.succeeds(lambda: switch(self.project, on=is_on)):
            self.tell(self.say("learner_is_on" if is_on else "learner_is_off"))
        self.reload()

    def _reset(self) -> None:
        if not ResetDialog(self, self._pages).exec():
            return
        if self.succeeds(lambda: reset(self.project)):
            self.tell(self.say("learner_was_reset"))
        self.reload()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


class ResetDialog(Dialog):
    """Before everything learnt from so many pages is forgotten, which no undo takes back."""

    def __init__(self, page: LearnerPage, pages: int) -> None:
        super().__init__(page.say("learner_reset_title"), page.language, page)
        self.add_text(page.say("learner_reset_question", count=pages))
        self.cancel = self.add_reject()
        self.yes = self.add_accept(page.say("learner_reset_yes"))
        self.yes.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.setMinimumWidth(420)
        self.cancel.setFocus()
