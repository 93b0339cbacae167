"""The look before an import: each file as it would be read."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from annotator.exchange.encodings import ENCODINGS
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.dialogs.import_files import CERTAINTY, FILE, ImportFiles, files_of
from annotator.gui.text_units import visible
from annotator.settings.language import Language

SLICE = 0.012
"""So many seconds at a time go into reading files ahead."""


class ImportDialog(Dialog):
    """Shows how each file of `paths` reads; `chosen` is what comes in, and how.

    Folders stand for the text files in them. A file of annotations is listed and not decoded.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        language: Language,
        parent: QWidget | None = None,
        *,
        font: QFont | None = None,
    ) -> None:
        super().__init__(language.say("dialog.import"), language, parent)
        self.files = ImportFiles(files_of(paths), language, self)
        self.table, self.encodings = QTableView(self), QComboBox(self)
        self.preview, self.count = QPlainTextEdit(self), QLabel(self)
        if font is not None:
            self.preview.setFont(font)
        self._set_up_table()
        self._lay_out()
        self.add_reject()
        self.yes = self.add_accept(self.say("import_yes"))
        self._ahead = QTimer(self)
        self._ahead.setInterval(0)
        self._ahead.timeout.connect(self._read_ahead)
        self._next = 0
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.encodings.activated.connect(self._encoding_chosen)
        self.files.ticks_changed.connect(self._say_count)
        self.resize(860, 620)
        self._say_count()
        if self.files.paths:
            self.table.selectRow(0)
            self._ahead.start()
        self.table.setFocus()

    # -- making --------------------------------------------------------------------------

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.files)
        table.setAccessibleName(self.say("import"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(CERTAINTY, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(FILE, 300)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        title = QLabel(self.say("import_encoding"), self)
        title.setBuddy(self.encodings)
        self.encodings.setAccessibleName(self.say("import_encoding"))
        self.encodings.addItem(self.say("import_let_guess"), None)
        for name in ENCODINGS:
            self.encodings.addItem(name, name)
        row.addWidget(title)
        row.addWidget(self.encodings)
        row.addStretch(1)
        self.preview.setReadOnly(True)
        self.preview.setAccessibleName(self.say("import_preview"))
        self.body.addWidget(self.table, 3)
        self.body.addLayout(row)
        self.body.addWidget(self.preview, 2)
        self.body.addWidget(self.count)

    # -- following -----------------------------------------------------------------------

    def _read_ahead(self) -> None:
        """Reads files while nothing else happens."""
        until = perf_counter() + SLICE
        while perf_counter() < until:
            row = self.files.next_unread(self._next)
            if row is None:
                self._ahead.stop()
                return
            self.files.peek_at(row)
            self._next = row + 1

    def _show_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        row = current.row()
        found = self.files.peek_at(row)
        chosen = self.files.chosen_encoding(row)
        self.encodings.setCurrentIndex(max(0, self.encodings.findData(chosen)))
        self.encodings.setEnabled(found.is_text)
        self.preview.setPlainText(visible(found.beginning) or self.files.sentence(row))

    def _encoding_chosen(self) -> None:
        current = self.table.currentIndex()
        if current.isValid():
            self.files.choose(current.row(), self.encodings.currentData())
            self._show_row(current, current)

    def _say_count(self) -> None:
        coming, failed, unread = self.files.counts()
        words = [self.say("import_count", count=coming)]
        if failed:
            words.append(self.say("import_failed", count=failed))
        if unread:
            words.append(self.say("import_unread", count=unread))
        self.count.setText(self.say("sentence_gap").join(words))
        self.yes.setEnabled(coming > 0)

    @property
    def chosen(self) -> list[tuple[Path, str | None]]:
        """The files that come in, each with the encoding to read it in (None: guess)."""
        return self.files.chosen()

    def done(self, result: int) -> None:
        self._ahead.stop()
        super().done(result)
