"""The table of strings: rows that are chosen together, and keys that rule on them."""

from itertools import pairwise

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.document.lexicon import RULES
from annotator.gui.dialogs.knowledge_page import SIGN
from annotator.gui.dialogs.lexicon_model import (
    ACCEPTED,
    LABEL,
    MARGIN,
    NUMBERS,
    OUTSIDE,
    REJECTED,
    RULE,
    SOURCE,
    TEXT,
    VERDICT,
    LexiconModel,
)
from annotator.gui.ink import Index
from annotator.settings.language import Language
from annotator.workbench.lexicon import Key

RULE_KEYS = {"a": "always", "n": "never", "u": "auto"}
_MOST_KEPT = 2_000
"""Of more chosen rows than that the choice is let go when rows come anew."""
_EM = {LABEL: 5, ACCEPTED: 4, REJECTED: 4, OUTSIDE: 4, VERDICT: 5, RULE: 5, SOURCE: 9}
"""Least widths of columns, in characters; there is always room for title and usual words."""


class LexiconView(QTableView):
    """Letters rule, digits label, Del forgets: always the chosen rows. Enter opens the rule's cell."""

    rule_wanted = Signal(str)
    label_wanted = Signal(str)
    """The key of a label, as on the page."""
    forget_wanted = Signal()

    def __init__(self, rows: LexiconModel, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows
        self._kept: list[Key] = []
        self._digits: frozenset[str] = frozenset()
        self.setModel(rows)
        rows.modelAboutToBeReset.connect(self._keep_choice)
        rows.modelReset.connect(self._choose_kept)
        self.setItemDelegateForColumn(RULE, RuleDelegate(language, self))
        for column in NUMBERS:
            self.setItemDelegateForColumn(column, NumberDelegate(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        triggers = QTableView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(SIGN)
        self._set_up_headers()

    def _set_up_headers(self) -> None:
        across = self.verticalHeader()
        across.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultSectionSize(max(SIGN.height() + 6, self.fontMetrics().height() + 8))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Of its own and empty: before each paint a header asks whether all rows are chosen.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        em = self.fontMetrics().horizontalAdvance("国")
        for column, width in _EM.items():
            title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
            words = [title, *self.rows.words_of(column)]
            named = max(map(self.fontMetrics().horizontalAdvance, words)) + 2 * em
            named += SIGN.width() if column == LABEL else 0
            self.setColumnWidth(column, max(width * em, named))
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)

    def set_label_keys(self, keys: frozenset[str]) -> None:
        """The keys of the labels, which label the chosen rows."""
        self._digits = keys

    # -- the choice ------------------------------------------------------------------------

    def chosen(self) -> list[Key]:
        """Strings and labels of the chosen rows, from the top."""
        return [self.rows.key(number) for number in self._chosen_rows()]

    def _chosen_rows(self) -> list[int]:
        # By stretches: Qt's own list of rows asks the model about every cell.
        chosen = self.selectionModel().selection().toList()
        return sorted({row for each in chosen for row in range(each.top(), each.bottom() + 1)})

    def choose(self, keys: list[Key]) -> bool:
        """Chooses those rows and scrolls to the first; False where none of them is here."""
        numbers = self.rows.rows_of(keys)
        chosen = QItemSelection()
        # By stretches: of every two choices Qt compares all stretches with all others.
        firsts = [row for before, row in pairwise([-2, *numbers]) if row != before + 1]
        lasts = [row for row, after in pairwise([*numbers, -2]) if after != row + 1]
        for first, last in zip(firsts, lasts, strict=True):
            chosen.select(self.rows.index(first, TEXT), self.rows.index(last, SOURCE))
        choice, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        choice.select(chosen, flags.ClearAndSelect)
        if numbers:
            here = self.rows.index(numbers[0], TEXT)
            choice.setCurrentIndex(here, flags.NoUpdate)
            self.scrollTo(here)
        return bool(numbers)

    def _keep_choice(self) -> None:
        numbers = self._chosen_rows()
        self._kept = self.chosen() if len(numbers) <= _MOST_KEPT else []

    def _choose_kept(self) -> None:
        if self._kept:
            self.choose(self._kept)

    # -- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        rule = RULE_KEYS.get(event.text().lower()) if plain else None
        if rule is not None:
            self.rule_wanted.emit(rule)
        elif plain and event.text() in self._digits:
            self.label_wanted.emit(event.text())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.forget_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex().siblingAtColumn(RULE))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""


class NumberDelegate(QStyledItemDelegate):
    """A number with a margin on its right."""

    def displayText(self, value: object, _locale: QLocale | QLocale.Language) -> str:
        return f"{value}{MARGIN}"


class RuleDelegate(QStyledItemDelegate):
    """A rule is chosen from a list; the choice is taken over at once."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        combo = QComboBox(parent)
        for rule in RULES:
            combo.addItem(self._language.say(f"lexicon.rule_{rule}"), rule)
        combo.activated.connect(lambda: self._done(combo))
        return combo

    def _done(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        QTimer.singleShot(0, editor, editor.showPopup)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())
