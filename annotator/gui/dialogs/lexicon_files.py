"""Word lists from files and to files, for the page of strings."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog

from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError, BadFormat
from annotator.exchange.word_lists import LIST_FORMATS, read_word_list
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.knowledge_page import fill_with_labels
from annotator.workbench.lexicon import ListImported, called_so, export_list, import_list
from annotator.workbench.situation import Refusal

if TYPE_CHECKING:
    from annotator.gui.dialogs.lexicon_page import LexiconPage

_ENDINGS = {"tsv": ".tsv", "jieba": ".txt"}


class LexiconFiles(QObject):
    """Asks which file, and for the label where the file names none; the page says what came of it."""

    def __init__(self, page: LexiconPage) -> None:
        super().__init__(page)
        self._page = page

    # -- in --------------------------------------------------------------------------------

    def choose_import(self) -> None:
        """Asks for a list and imports it."""
        say = self._page.say
        chosen, _ = QFileDialog.getOpenFileName(
            self._page, say("import_title"), str(Path.home()), say("import_filter")
        )
        if chosen:
            self.import_path(Path(chosen))

    def import_path(self, path: Path) -> None:
        """Imports a list, all of it or nothing."""
        page = self._page
        answer = page.attempt(lambda: self._import(path))
        if answer is None:
            return
        page.show_all()
        said = [page.say("imported", count=f"{answer.count:,}", file=path.name)]
        if answer.without_rule:
            said.append(page.say("without_rule", count=f"{answer.without_rule:,}"))
        page.tell(page.language.say("dialog.sentence_gap").join(said), "good")

    def _import(self, path: Path) -> ListImported | Refusal:
        project = self._page.project
        try:
            with _hourglass():
                return import_list(project, path)
        except BadFormat:
            if not self._only_wants_label(path):
                raise
        dialog = ListLabelDialog(self._page, path.name)
        if not dialog.exec():
            return Refusal(Phrase("window.import_nothing"))
        with _hourglass():
            return import_list(project, path, dialog.label)

    def _only_wants_label(self, path: Path) -> bool:
        """Whether a list that cannot be read could be, if its lines had a label."""
        names = called_so(self._page.vocabulary)
        try:
            read_word_list(path, names, names[0])
        except BadFormat:
            return False
        return True

    # -- out -------------------------------------------------------------------------------

    def choose_export(self) -> None:
        """Asks for a file and a format, and writes the list."""
        page = self._page
        filters = {page.say(f"export_{form}"): form for form in LIST_FORMATS}
        beside = page.project.path.with_suffix(_ENDINGS[LIST_FORMATS[0]])
        chosen, filter_ = QFileDialog.getSaveFileName(
            page, page.say("export_title"), str(beside), ";;".join(filters)
        )
        if chosen:
            self.export_path(Path(chosen), filters.get(filter_, LIST_FORMATS[0]))

    def export_path(self, path: Path, form: str) -> None:
        """Writes the list in that format; a name without an ending gets the usual one.

        Not where a file is called so: nobody has been asked whether that may go.
        """
        page = self._page
        named = path if path.suffix else path.with_suffix(_ENDINGS[form])
        path = path if named.exists() else named
        try:
            with _hourglass():
                count = export_list(page.project, path, form)
        except AnnotatorError as error:
            page.tell_why(error)
        else:
            page.tell(page.say("exported", count=f"{count:,}", file=path), "good")


@contextmanager
def _hourglass() -> Generator[None]:
    """A hundred thousand words take a second or two."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class ListLabelDialog(Dialog):
    """Asks under which label the words of a list that names none are to come in."""

    def __init__(self, page: LexiconPage, file: str) -> None:
        super().__init__(page.say("import_title"), page.language, page)
        self._keys = [each.key for each in page.vocabulary.labels]
        self.add_text(page.say("list_label", file=file))
        self.labels = QComboBox(self)
        self.labels.setAccessibleName(page.say("new_label"))
        fill_with_labels(self.labels, page.vocabulary.labels, page.theme, page.language)
        self.labels.installEventFilter(self)
        self.body.addWidget(self.labels)
        self.add_reject()
        self.yes = self.add_accept(self.say("import_yes"))
        self.setMinimumWidth(420)
        self.labels.setFocus()

    @property
    def label(self) -> str:
        """The label chosen."""
        return str(self.labels.currentData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A label's key chooses it, as on the page."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if not event.text() or event.text() not in self._keys:
            return super().eventFilter(watched, event)
        self.labels.setCurrentIndex(self._keys.index(event.text()))
        return True
