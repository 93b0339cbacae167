"""The proof sheet (勘误表) in a window: what was corrected on a page, in an issue, in the project."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.exchange.proof_sheet import COLUMNS, ProofRow, cells, heads
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.ink import MIDDLE_LEFT, NOWHERE, Index
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.gui.trickle import Trickle
from annotator.settings.language import Language
from annotator.workbench.proof_sheet import (
    Scope,
    form_of,
    issue_of,
    proof_rows,
    title_of,
    write_proof_sheet,
)
from annotator.workbench.session import Session

_EM = {
    "page": 8,
    "article": 3,
    "headline": 8,
    "line": 3,
    "raw": 8,
    "corrected": 8,
    "kind": 4,
    "certainty": 4,
    "by": 5,
    "at": 10,
}
"""Widths of columns, in characters; the context takes what is left."""
_NUMBERS = ("article", "line")
_STRONG = ("raw", "corrected")


class ProofModel(TableModel):
    """Rows of the sheet as words; a row's are made when somebody looks at it."""

    def __init__(self, theme: Theme, language: Language, parent: QObject) -> None:
        super().__init__((f"proof.{column}" for column in COLUMNS), language, parent, _side)
        self._theme = theme
        self.rows: list[ProofRow] = []
        self.font = QFont()
        """Of the readings."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.words(index.row())[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(index.column())
            case Qt.ItemDataRole.FontRole if column in (*_STRONG, "context"):
                return self.font
            case Qt.ItemDataRole.ForegroundRole if column not in (*_STRONG, "context"):
                return self._theme.colour("muted")
            case _:
                return None

    def words(self, row: int) -> tuple[str, ...]:
        """The cells of a row."""
        return cells(self.rows[row], self._language)

    def clear(self) -> None:
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def append(self, rows: list[ProofRow]) -> None:
        count = len(self.rows)
        self.beginInsertRows(NOWHERE, count, count + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignCenter if COLUMNS[column] in _NUMBERS else MIDDLE_LEFT


class ProofDialog(Dialog):
    """A table of one scope; `place` is the row that the editor wants to go to, if there is one."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        language: Language,
        font: QFont,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("proof_dialog.title"), language, parent)
        self._session = session
        self.place: ProofRow | None = None
        self.scopes, self.count, self.told = QComboBox(self), QLabel(self), QLabel(self)
        self.rows = ProofModel(theme, language, self)
        self.table = QTableView(self)
        self.rows.font = font
        self.told.setWordWrap(True)
        self._trickle: Trickle[ProofRow] = Trickle(self)
        self._lay_out()
        self._set_up_table()
        self._listen()
        self.resize(1180, 620)
        self._fill_scopes()
        self.search()
        self.table.setFocus()

    # -- making --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        say = self.language.say
        head = QHBoxLayout()
        label = QLabel(say("proof_dialog.scope"), self)
        label.setBuddy(self.scopes)
        self.scopes.setAccessibleName(say("proof_dialog.scope"))
        for widget in (label, self.scopes):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.count)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        role = self.buttons.ButtonRole.ActionRole
        self.copy = self.buttons.addButton(say("proof_dialog.copy"), role)
        self.save = self.buttons.addButton(say("proof_dialog.save"), role)
        self.add_reject(self.say("close"))
        for button, act in ((self.copy, self.copy_rows), (self.save, self._choose_file)):
            button.setAutoDefault(False)
            button.clicked.connect(act)

    def _set_up_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.windowTitle())
        table.setModel(self.rows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setToolTip(self.language.say("proof_dialog.go"))
        metrics = table.fontMetrics()
        down, header = table.verticalHeader(), table.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(QFontMetrics(self.rows.font).height() + 6)
        header.setHighlightSections(False)
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        em = metrics.horizontalAdvance("国")
        for column, name in enumerate(COLUMNS):
            if name in _EM:
                title = metrics.horizontalAdvance(str(self.rows.headerData(column, _ACROSS))) + em
                table.setColumnWidth(column, max(title, _EM[name] * em))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
                header.moveSection(column, len(COLUMNS) - 1)  # what is cut first

    def _listen(self) -> None:
        self._trickle.signals.came.connect(self._take)
        self._trickle.signals.ended.connect(self._say_count)
        self._trickle.signals.failed.connect(self._fail)
        self.finished.connect(self._trickle.stop)
        self.scopes.activated.connect(self.search)
        self.table.activated.connect(self._go)

    def _fill_scopes(self) -> None:
        say, page = self.language.say, self._session.page
        if page is not None:
            issue = issue_of(page.name)
            self.scopes.addItem(say("proof_dialog.page", page=page.name), Scope((page.name,)))
            self.scopes.addItem(say("proof_dialog.issue", issue=issue), Scope(issue=issue))
        self.scopes.addItem(say("proof_dialog.project"), Scope())

    # -- rows ----------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        return cast("Scope", self.scopes.currentData())

    def search(self) -> None:
        """The rows of the scope chosen, from the first."""
        self.told.clear()
        self.rows.clear()
        self._trickle.start(proof_rows(self._session.project, self.scope))
        self._say_count()

    def _take(self, came: object) -> None:
        self.rows.append(cast("list[ProofRow]", came))
        self._say_count()

    def _say_count(self) -> None:
        key = "proof_dialog.looking" if self._trickle.is_running else "proof_dialog.count"
        self.count.setText(self.language.say(key, count=f"{len(self.rows.rows):,}"))
        for button in (self.copy, self.save):
            button.setEnabled(bool(self.rows.rows) and not self._trickle.is_running)

    def _fail(self, error: AnnotatorError) -> None:
        self.told.setText(self.language.sentence(error))

    def _go(self, index: Index) -> None:
        self.place = self.rows.rows[index.row()]
        self.accept()

    # -- out -----------------------------------------------------------------------------

    def copy_rows(self) -> None:
        """The chosen rows, or all of them, as a table for a spreadsheet, with its head."""
        chosen = sorted({each.row() for each in self.table.selectionModel().selectedRows()})
        numbers = chosen or range(len(self.rows.rows))
        lines = [heads(self.language), *map(self.rows.words, numbers)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self.told.setText(self.language.say("proof_dialog.copied", count=f"{len(lines) - 1:,}"))

    def _choose_file(self) -> None:
        say, project = self.language.say, self._session.project
        name = title_of(project, self.scope, self.language).replace("/", "-")
        forms = {say("proof_dialog.html"): ".html", say("proof_dialog.csv"): ".csv"}
        beside = project.path.parent / f"{name}.html"
        chosen, form = QFileDialog.getSaveFileName(
            self, say("proof_dialog.save"), str(beside), ";;".join(forms)
        )
        if chosen:
            path = Path(chosen)
            is_known = form_of(path) is not None
            self.save_as(path if is_known else path.with_name(path.name + forms.get(form, ".html")))

    def save_as(self, path: Path) -> None:
        """Writes the whole scope; the name's ending says how."""
        try:
            count = write_proof_sheet(self._session.project, path, self.scope, self.language)
        except AnnotatorError as error:
            self._fail(error)
        else:
            said = self.language.say("proof_dialog.saved", count=f"{count:,}", file=path)
            self.told.setText(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        else:
            super().keyPressEvent(event)


_ACROSS = Qt.Orientation.Horizontal
