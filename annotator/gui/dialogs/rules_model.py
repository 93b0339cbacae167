"""The rows of the table of correction rules: a string, what it reads, who says so."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from annotator.document.correcting import CorrectionRule
from annotator.gui.ink import MIDDLE_LEFT, NOWHERE, Index
from annotator.gui.shown_text import seen
from annotator.gui.table_model import TableModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language

RAW, TEXT, VERDICT, SOURCE = range(4)
"""Columns."""
NAMES = ("raw", "text", "verdict", "source")
SIGNS = {"fix": "→", "allow": "✓"}
"""Of the verdicts, beside their words: not by colour alone."""


class RulesModel(TableModel):
    """Rules as they were handed over."""

    def __init__(self, theme: Theme, language: Language, parent: QObject) -> None:
        super().__init__((f"rules.column_{name}" for name in NAMES), language, parent)
        self._theme = theme
        self.rules: Sequence[CorrectionRule] = ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        rule, column = self.rules[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(rule, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return MIDDLE_LEFT
            case Qt.ItemDataRole.ForegroundRole if column == VERDICT:
                return self._theme.colour("warning" if rule.verdict == "fix" else "good")
            case Qt.ItemDataRole.ForegroundRole if column == SOURCE:
                return self._theme.colour("muted")
            case _:
                return None

    def _words(self, rule: CorrectionRule, column: int) -> str:
        say = self._language.say
        match column:
            case _ if column == RAW:
                return seen(rule.raw)
            case _ if column == TEXT:
                if rule.verdict == "allow":
                    return "—"
                return seen(rule.text) or say("suspect.nothing")
            case _ if column == VERDICT:
                return f"{SIGNS[rule.verdict]} {say(f'rules.{rule.verdict}')}"
            case _:
                return rule.source or say("rules.own")

    def show(self, rules: Sequence[CorrectionRule]) -> None:
        self.beginResetModel()
        self.rules = rules
        self.endResetModel()

    def row_of(self, raw: str) -> int | None:
        """The row of the rule on that string; None where it is not shown."""
        return next((row for row, each in enumerate(self.rules) if each.raw == raw), None)
