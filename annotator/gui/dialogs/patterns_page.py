"""The page of patterns: the list of them, and the form of the one that is chosen."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.document.patterns import Pattern
from annotator.gui.badge import badge
from annotator.gui.dialogs.knowledge_page import SIGN, KnowledgePage
from annotator.gui.dialogs.pattern_form import PatternForm
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.lexicon import patterns, remove_pattern, save_pattern, switch_pattern
from annotator.workbench.session import Session

ON, LABEL, KIND, TITLE = range(4)
"""Columns."""


class PatternsPage(KnowledgePage):
    """What is being written is kept when the editor says so, and is not lost without a word."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, language, parent)
        self.patterns: list[Pattern] = []
        self._is_warned = False
        self.table = QTableWidget(0, TITLE + 1, self)
        self.new = self.button("pattern_new", self.begin_new)
        self.remove = self.button("pattern_remove", self._remove, self.say("pattern_remove_tip"))
        self.form = PatternForm(self)
        self._set_up_table()
        self._lay_out()
        self.table.currentCellChanged.connect(self._chosen)
        self.table.itemChanged.connect(self._ticked)
        self.table.installEventFilter(self)
        self.form.keep_wanted.connect(self._keep)
        self.form.edited.connect(self._edited)
        self.reload()

    # -- making --------------------------------------------------------------------------

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.say("patterns"))
        names = ("on", "label", "kind", "body")
        table.setHorizontalHeaderLabels([self.say(f"pattern_{name}") for name in names])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setIconSize(SIGN)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        muted, base = self.theme.colour("muted").name(), self.theme.colour("base").name()
        table.setStyleSheet(  # an empty box is next to invisible on a dark ground
            "QTableView::indicator:unchecked { width: 13px; height: 13px; border-radius: 2px;"
            f" border: 1px solid {muted}; background: {base}; }}"
        )
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(buttons)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 1)
        both.addWidget(self.form, 1)
        self.column.addLayout(both, 1)
        self.column.addWidget(self.told)

    # -- the list ------------------------------------------------------------------------

    def _read(self) -> None:
        """What is being written stays."""
        self.patterns = patterns(self.project)
        blocker = QSignalBlocker(self.table)
        self.table.setRowCount(len(self.patterns))
        for row, pattern in enumerate(self.patterns):
            self._fill_row(row, pattern)
        blocker.unblock()
        if not self.form.is_edited:
            self._choose(self.form.kept.id if self.form.kept else 0)

    def _fill_row(self, row: int, pattern: Pattern) -> None:
        on = QTableWidgetItem()
        on.setCheckState(Qt.CheckState.Checked if pattern.is_on else Qt.CheckState.Unchecked)
        label = QTableWidgetItem(self.label_title(pattern.label))
        known = self.vocabulary.label(pattern.label)
        if known is not None:
            label.setIcon(badge(known.letter, self.theme.label(known), self, SIGN.width()))
        kind = QTableWidgetItem(self.language.say(f"pattern.kind_{pattern.kind}"))
        title = QTableWidgetItem(pattern.title)
        title.setToolTip(pattern.body[:1000])
        tickable = Qt.ItemFlag.ItemIsUserCheckable
        plain = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        for column, item in enumerate((on, label, kind, title)):
            item.setFlags(plain | tickable if column == ON else plain)
            if not pattern.is_on and column != ON:
                item.setForeground(self.theme.colour("muted"))
            self.table.setItem(row, column, item)

    def _row_of(self, number: int) -> int:
        """The row of the pattern of that number; -1 for a new one."""
        return next((r for r, each in enumerate(self.patterns) if each.id == number), -1)

    def _choose(self, number: int) -> None:
        """The pattern of that number, else the first, and a new one where there is none."""
        row = max(self._row_of(number), min(0, len(self.patterns) - 1))
        self._mark(row)
        self.form.show_pattern(self.patterns[row] if row >= 0 else None)

    def _mark(self, row: int) -> None:
        blocker = QSignalBlocker(self.table)
        if row >= 0:
            self.table.setCurrentCell(row, TITLE)
        else:
            self.table.setCurrentCell(-1, -1)
            self.table.clearSelection()
        blocker.unblock()
        self.remove.setEnabled(row >= 0)

    # -- what an editor does ---------------------------------------------------------------

    def begin_new(self) -> None:
        """An empty form."""
        if self.may_leave():
            self._mark(-1)
            self.form.show_pattern(None)
            self.form.body.setFocus()

    def _chosen(self, row: int, _column: int, before: int, _before_column: int) -> None:
        if row == before or row < 0:
            return
        if not self.may_leave():
            kept = self.form.kept
            self._mark(self._row_of(kept.id) if kept else -1)
            return
        self._mark(row)
        self.form.show_pattern(self.patterns[row])

    def _keep(self) -> None:
        kept = self.attempt(lambda: save_pattern(self.project, self.form.pattern))
        if kept is not None:
            self.form.show_pattern(kept)
            self._is_warned = False
            self.reload()
            self.tell(self.say("pattern_kept"), "good")

    def _remove(self) -> None:
        pattern = self.form.kept
        if pattern is None:
            return
        row = self._row_of(pattern.id)
        if self.succeeds(lambda: remove_pattern(self.project, pattern.id)):
            after = self.patterns[row + 1 : row + 2] or self.patterns[max(0, row - 1) : row]
            self.form.show_pattern(after[0] if after else None)
            self.reload()
            self.tell(self.say("pattern_removed", pattern=pattern.title))

    def _ticked(self, item: QTableWidgetItem) -> None:
        if item.column() != ON:
            return
        row = item.row()
        pattern = self.patterns[row]
        is_on = item.checkState() == Qt.CheckState.Checked
        self.succeeds(lambda: switch_pattern(self.project, pattern.id, is_on=is_on))
        self.reload()
        kept = self.form.kept
        if kept is not None and kept.id == pattern.id:
            self.form.set_on(self.patterns[row])

    def _edited(self) -> None:
        self._is_warned = False
        self.tell("")

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asked a second time, an editor has been told and means it."""
        if not self.form.is_edited or self._is_warned:
            self._is_warned = False
            return True
        self._is_warned = True
        self.tell(self.say("pattern_unkept"), "warning")
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list Space switches the pattern, Del removes it, Enter goes to its text."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.table or not is_key or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        item = self.table.item(self.table.currentRow(), ON)
        match event.key():
            case Qt.Key.Key_Space if item is not None:
                is_on = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            case Qt.Key.Key_Delete:
                self._remove()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.form.body.setFocus()
            case _:
                return super().eventFilter(watched, event)
        return True
