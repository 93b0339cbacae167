"""The labels and roles of a project: two lists to edit, and files of them."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTabWidget,
    QWidget,
)

from annotator.document.labels import Word, kind_of
from annotator.errors import AnnotatorError, Cancelled
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.progress_dialog import ProgressDialog
from annotator.gui.dialogs.vocabulary_page import VocabularyPage
from annotator.gui.dialogs.where_to import WhereTo
from annotator.gui.theme import Theme
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.settings.vocabulary import read_words, write_words
from annotator.workbench.series_edits import SeriesDone
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal
from annotator.workbench.vocabulary import Plan, carried_out
from annotator.workbench.words_draft import WordsDraft

PAUSE_MS = 120
"""So long after a letter what is wrong is told, in milliseconds."""


class VocabularyDialog(Dialog):
    """Nothing is in the project before `save`; then all of it is, or nothing."""

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("words_dialog.title"), language, parent)
        self._session, self._theme = session, theme
        self.draft = WordsDraft(session.project, keymap)
        self.tabs, self.told = QTabWidget(self), QLabel(self)
        self.pages = {
            kind: VocabularyPage(kind, self.draft, theme, language, self)
            for kind in ("label", "role")
        }
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self._check)
        self._lay_out()
        self._add_buttons()
        self.resize(980, 640)
        self._check()
        self.pages["label"].list.setFocus()

    def _say(self, key: str, /, **facts: object) -> str:
        return self.language.say(f"words_dialog.{key}", **facts)

    def _lay_out(self) -> None:
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        for kind, page in self.pages.items():
            self.tabs.addTab(page, self._say(f"{kind}s"))
            page.changed.connect(self._changed)
            page.told.connect(self.tell)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.told)
        help_ = self.add_text(self._say("help"))
        help_.setToolTip(self._say("help_tip"))

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.read_button = QPushButton(self._say("import"), self)
        self.write_button = QPushButton(self._say("export"), self)
        self.read_button.clicked.connect(self._choose_read)
        self.write_button.clicked.connect(self._choose_write)
        for button in (self.read_button, self.write_button):
            button.setAutoDefault(False)
            button.setToolTip(self._say("help_tip"))
            self.buttons.addButton(button, role)
        self.close_button = self.add_reject(self._say("close"))
        self.save_button = QPushButton(self._say("save"), self)
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        self.buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ApplyRole)

    # -- telling ---------------------------------------------------------------------------

    def tell(self, text: str, role: str = "text") -> None:
        """Says it below the lists, in the colour of that role of the theme."""
        palette = self.told.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(role))
        self.told.setPalette(palette)
        self.told.setText(text)

    def _changed(self) -> None:
        self.tell("")
        self.save_button.setEnabled(
            self.draft.is_changed
        )  # until what is wrong has been looked for
        self._typed.start()

    def _check(self) -> None:
        flaws = self.draft.flaws
        for page in self.pages.values():
            page.show_flaws(flaws)
        self.save_button.setEnabled(self.draft.is_changed and not flaws)
        untold = [flaw for flaw in flaws if not flaw.id]
        if untold:
            self.tell(self.language.sentence(untold[0].why), "warning")

    # -- keeping ---------------------------------------------------------------------------

    def save(self) -> bool:
        """The words become the project's, with all that takes; False where they cannot, which is said."""
        self._typed.stop()
        self._check()
        if not self._ask_where():
            return False
        try:
            plan = self.draft.plan()
            answer = plan if isinstance(plan, Refusal) else self._carry_out(plan)
        except Cancelled as error:
            self.tell(self.language.sentence(error))
            return False
        except AnnotatorError as error:
            self.tell(self.language.sentence(error), "warning")
            return False
        if isinstance(answer, Refusal):
            self.tell(self.language.sentence(answer.why), "warning")
            return False
        self.language.learn(self._session.vocabulary)
        self._show_kept()
        key = "saved_moved" if answer.places else "saved"
        self.tell(self._say(key, count=answer.places, pages=answer.pages))
        return True

    def _show_kept(self) -> None:
        self.draft.reload()
        for page in self.pages.values():
            page.reload(max(0, page.list.currentRow()))
        self._check()

    def _carry_out(self, plan: Plan) -> SeriesDone | Refusal:
        waiting = ProgressDialog(self._say("title"), self.language, self)

        def progress(done: int, total: int, what: str) -> bool:
            waiting.show()
            waiting.show_progress(done, total, what)
            QApplication.processEvents()
            return not waiting.is_stopping

        try:
            return carried_out(self._session, plan, progress)
        finally:
            waiting.finish()
            waiting.deleteLater()

    def _ask_where(self) -> bool:
        """Where the marks of words go that a file does not have; False where somebody does not say."""
        for word, count in self.draft.unsaid():
            instead = self._where(word, count)
            if instead is None:
                return False
            self.draft.say_where(word, instead)
        return True

    def _where(self, word: Word, count: int) -> str | None:
        self.tabs.setCurrentWidget(self.pages[kind_of(word)])
        dialog = WhereTo(word, count, self.draft, self._theme, self.language, self)
        return dialog.instead if dialog.exec() else None

    # -- files -----------------------------------------------------------------------------

    def _choose_read(self) -> None:
        folder = str(self._session.project.path.parent)
        path, _ = QFileDialog.getOpenFileName(
            self, self._say("read_title"), folder, self._say("filter")
        )
        if path:
            self.read_file(Path(path))

    def read_file(self, path: Path) -> None:
        """The words of a file, to be looked over: nothing is kept yet."""
        try:
            self.draft.take(read_words(path, self._session.project.vocabulary()))
        except AnnotatorError as error:
            self.tell(self.language.sentence(error), "warning")
            return
        for page in self.pages.values():
            page.reload()
        self._check()
        self.tell(self._say("read", path=path.name))

    def _choose_write(self) -> None:
        beside = str(self._session.project.path.with_suffix(".toml"))
        path, _ = QFileDialog.getSaveFileName(
            self, self._say("write_title"), beside, self._say("filter")
        )
        if path:
            self.write_file(Path(path))

    def write_file(self, path: Path) -> None:
        """The words of the project, as they are kept."""
        try:
            write_words(path, self._session.project.vocabulary())
        except AnnotatorError as error:
            self.tell(self.language.sentence(error), "warning")
        else:
            self.tell(self._say("wrote", path=path))

    # -- leaving ---------------------------------------------------------------------------

    def reject(self) -> None:
        """Closes; what has not been kept is asked about."""
        if not self.draft.is_changed or self._may_discard():
            super().reject()

    def _may_discard(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(self._say("title"))
        box.setText(self._say("discard"))
        yes = box.addButton(self._say("discard_yes"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self._say("discard_no"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is yes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and never closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        button = self.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
