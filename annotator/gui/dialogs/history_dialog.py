"""The history of the page on the desk: a list in words, with a way back and forward to any of its steps."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.gui.history_model import AT, BY, SIGN, TITLE, HistoryModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.history_list import Entry, Standing


class HistoryDialog(Dialog):
    """`exec` answers whether to go to `chosen`. Enter goes; whoever leaves stays where the page is."""

    looked_at = Signal(object)
    """The `Entry` that the editor stands on in the list."""

    def __init__(
        self,
        page: str,
        entries: tuple[list[Entry], int],
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("history.title", page=page), language, parent)
        self.model = HistoryModel(*entries, theme, language, self)
        self.table = QTableView(self)
        self.table.setAccessibleName(self.windowTitle())
        self.table.setModel(self.model)
        self._set_up_table()
        self.told = self.add_text("\n")
        self.body.addWidget(self.table, 1)
        self.add_reject(language.say("dialog.close"))
        self.yes = self.add_accept(language.say("history.go"))
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.table.activated.connect(self._go)
        self.resize(640, 560)
        self.table.setCurrentIndex(self.model.index(self.model.here, TITLE))
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """At the right edge of the window: the text, where the steps are shown, stays in sight."""
        super().showEvent(event)
        window = self.parentWidget()
        if window is not None:
            frame = window.window().frameGeometry()
            self.move(max(0, frame.right() - self.width() - 24), max(0, frame.top() + 80))

    def _set_up_table(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.StyledPanel)
        self.table.setWordWrap(False)
        rows, header = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(self.fontMetrics().height() * 1.7))
        header.setHighlightSections(False)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        yesterday = self.language.say("when.yesterday", time="00:00")
        for column, words in ((SIGN, "国"), (BY, "国" * 5), (AT, yesterday)):
            self.table.setColumnWidth(column, self.fontMetrics().horizontalAdvance(words) + 16)

    @property
    def chosen(self) -> Entry:
        """The step that the page is to go to."""
        return self.model.entries[self.table.currentIndex().row()]

    def _look(self, index: QModelIndex) -> None:
        row = index.row()
        if row < 0:
            return
        can_go = row != self.model.here and self.chosen.standing is not Standing.GONE
        self.yes.setEnabled(can_go)
        steps = self._steps_to(row)
        words = self.model.standing_words(row)
        if can_go:
            key = "history.back" if row > self.model.here else "history.forward"
            words = f"{words} {self.language.say(key, count=steps)}"
        self.told.setText(f"{self.language.sentence(self.chosen.title)}\n{words}")
        self.looked_at.emit(self.chosen)

    def _steps_to(self, row: int) -> int:
        low, high = sorted((row, self.model.here))
        between = self.model.entries[low:high]
        return sum(entry.standing is not Standing.GONE for entry in between)

    def _go(self, _index: QModelIndex) -> None:
        if self.yes.isEnabled():
            self.accept()
