"""The page of correction rules: strings that are always corrected, and strings that are right."""

from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from annotator.document.correcting import VERDICTS_ON_STRINGS, CorrectionRule
from annotator.errors import AnnotatorError
from annotator.exchange.confusion_list import read_rules, write_rules
from annotator.gui.dialogs.knowledge_page import KnowledgePage, level
from annotator.gui.dialogs.rules_model import RAW, SOURCE, TEXT, VERDICT, RulesModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.clock import now
from annotator.workbench.correction_rules import add, import_rules, remove, rows
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal

PAUSE_MS = 150
"""So long after the last letter the filter takes over what was typed, in milliseconds."""


class RulesPage(KnowledgePage):
    """A filter, the table, and a line in which a rule is written: a new one, or the chosen one."""

    def __init__(
        self, session: Session, theme: Theme, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, theme, language, parent)
        self.contains, self.count = QLineEdit(self), QLabel(self)
        self.verdict, self.new_verdict = QComboBox(self), QComboBox(self)
        self.rules = RulesModel(theme, language, self)
        self.table = QTableView(self)
        self.raw, self.text = QLineEdit(self), QLineEdit(self)
        self.arrow = QLabel("→", self)
        self._written: str | None = None
        """The string of the rule that is being changed; None for a new one."""
        self._set_up()
        self._set_up_table()
        self._lay_out()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._listen()
        self.reload()

    # -- making --------------------------------------------------------------------------

    def _set_up(self) -> None:
        say = self.say
        self.verdict.addItem(say("every_verdict"), "")
        for each in VERDICTS_ON_STRINGS:
            self.verdict.addItem(say(each), each)
            self.new_verdict.addItem(say(each), each)
        for combo in (self.verdict, self.new_verdict):
            combo.setAccessibleName(say("column_verdict"))
        for field, key in ((self.contains, "contains"), (self.raw, "raw"), (self.text, "text")):
            field.setPlaceholderText(say(key))
            field.setAccessibleName(say(key))
        self.contains.setClearButtonEnabled(True)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence `rules.<key>`."""
        return self.language.say(f"rules.{key}", **facts)

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.language.say("lexicon_dialog.rules"))
        table.setModel(self.rules)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(self.rules, header))
        for column in (RAW, TEXT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        font = QFont(table.font())
        font.setPointSizeF(font.pointSizeF() * 1.2)
        table.setFont(font)
        em = table.fontMetrics().horizontalAdvance("国")
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        table.setColumnWidth(VERDICT, 11 * em)
        table.setColumnWidth(SOURCE, 12 * em)
        table.installEventFilter(self)

    def _lay_out(self) -> None:
        filter_, acts, new = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        filter_.addWidget(self.contains, 1)
        filter_.addWidget(self.verdict)
        filter_.addWidget(self.count)
        self.edit_button = self.button("edit", self._begin_edit, self.say("edit_tip"))
        self.remove_button = self.button("remove", self._remove, self.say("remove_tip"))
        self.import_button = self.button("import", self._choose_import, self.say("import_tip"))
        self.export_button = self.button("export", self._choose_export, self.say("export_tip"))
        for button in (self.edit_button, self.remove_button):
            acts.addWidget(button)
        acts.addStretch(1)
        for button in (self.import_button, self.export_button):
            acts.addWidget(button)
        self.add_button = self.button("add", self._keep, self.say("add_tip"))
        for widget in (self.raw, self.arrow, self.text, self.new_verdict, self.add_button):
            new.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
        level(self.contains, self.verdict, self.raw, self.text, self.new_verdict, self.add_button)
        self.column.addLayout(filter_)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(acts)
        self.column.addLayout(new)
        self.column.addWidget(self.told)

    def _listen(self) -> None:
        self._typed.timeout.connect(self.reload)
        self.contains.textChanged.connect(self._typed.start)
        self.contains.returnPressed.connect(self._to_table)
        self.verdict.activated.connect(self.reload)
        self.new_verdict.currentIndexChanged.connect(self._follow)
        self.raw.textChanged.connect(self._follow)
        self.text.textChanged.connect(self._follow)
        for field in (self.raw, self.text):
            field.returnPressed.connect(self._keep)
        self.table.doubleClicked.connect(self._begin_edit)
        self.table.selectionModel().selectionChanged.connect(self._follow)

    # -- showing -------------------------------------------------------------------------

    def _read(self) -> None:
        self._typed.stop()
        contains, verdict = self.contains.text(), str(self.verdict.currentData())
        self.rules.show(rows(self.project, contains, verdict))
        total = len(self.project.correction_rules())
        shown = self.rules.rowCount()
        self.count.setText(self.say("count", shown=f"{shown:,}", total=f"{total:,}"))
        self._follow()

    def _follow(self) -> None:
        """What can be done now."""
        chosen = self._chosen()
        allows = self.new_verdict.currentData() == "allow"
        self.text.setEnabled(not allows)
        self.edit_button.setEnabled(len(chosen) == 1)
        self.remove_button.setEnabled(bool(chosen))
        self.export_button.setEnabled(self.rules.rowCount() > 0)
        self.add_button.setEnabled(bool(self.raw.text()))
        if not self.raw.text():
            self._written = None
        self.add_button.setText(self.say("add" if self._written is None else "change"))

    def _chosen(self) -> list[CorrectionRule]:
        rows_ = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.rules.rules[row] for row in sorted(rows_)]

    def _to_table(self) -> None:
        self.reload()
        self.table.setFocus()
        if self.rules.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    # -- what an editor does ---------------------------------------------------------------

    def _begin_edit(self) -> None:
        """The chosen rule comes into the line below."""
        chosen = self._chosen()
        if len(chosen) == 1:
            rule = chosen[0]
            self.new_verdict.setCurrentIndex(self.new_verdict.findData(rule.verdict))
            self.raw.setText(rule.raw)
            self.text.setText(rule.text)
            self._written = rule.raw
            field = self.text if rule.verdict == "fix" else self.raw
            field.setFocus()
            field.selectAll()
            self._follow()

    def _keep(self) -> None:
        raw, verdict = self.raw.text(), str(self.new_verdict.currentData())
        text = "" if verdict == "allow" else self.text.text()
        if raw and self.succeeds(lambda: self._put(raw, text, verdict)):
            self._written = None
            self.raw.clear()
            self.text.clear()
            self._rules_changed()
            row = self.rules.row_of(raw)
            if row is not None:
                self.table.selectRow(row)
            self.raw.setFocus()
            self.tell(self.say("kept", raw=raw), "good")

    def _put(self, raw: str, text: str, verdict: str) -> Refusal | None:
        with self.project.together():
            refusal = add(self.project, raw, text, verdict, self.session.by, now())
            if refusal is None and self._written not in (None, raw):
                remove(self.project, [self._written or ""])
        return refusal

    def _remove(self) -> None:
        raws = [each.raw for each in self._chosen()]
        if raws and self.succeeds(lambda: remove(self.project, raws)):
            self._rules_changed()
            self.tell(self.say("removed", count=len(raws)))

    def _rules_changed(self) -> None:
        self.session.rules_changed()
        self.reload()

    # -- files ---------------------------------------------------------------------------

    def _choose_import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.say("import_title"), str(Path.home()), self.say("filter")
        )
        if chosen:
            self.import_path(Path(chosen))

    def import_path(self, path: Path) -> None:
        """Takes over the rules of a list, all of them or none."""

        def act() -> int:
            found = read_rules(path)
            import_rules(self.project, found, self.session.by, now())
            return len(found)

        count = self.attempt(act)
        if count is not None:
            self._rules_changed()
            self.tell(self.say("imported", count=f"{count:,}", file=path.name), "good")

    def _choose_export(self) -> None:
        beside = self.project.path.with_name(f"{self.project.path.stem}-{self.say('file')}.tsv")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.say("export_title"), str(beside), self.say("filter")
        )
        if chosen:
            self.export_path(Path(chosen))

    def export_path(self, path: Path) -> None:
        """Writes all rules of the project as a list."""
        try:
            count = write_rules(path, self.project.correction_rules().values())
        except AnnotatorError as error:
            self.tell_why(error)
        else:
            self.tell(self.say("exported", count=f"{count:,}", file=path), "good")

    # -- keys ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the table Enter changes the rule, Del removes what is chosen."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is not self.table or not is_key or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._begin_edit()
            case Qt.Key.Key_Delete:
                self._remove()
            case _:
                return super().eventFilter(watched, event)
        return True
