"""The filter over the queue: which doubts are shown, and in what order."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from annotator.document.labels import Vocabulary
from annotator.document.marks import CORRECTION_KINDS
from annotator.gui.keys import leave_at_enter
from annotator.settings.language import Language
from annotator.workbench.queue import KINDS, QueueFilter

PAUSE_MS = 150
"""So long after the last letter the filter takes over what was typed, in milliseconds."""


class QueueFilterBar(QWidget):
    """Kind, label, text, order, weak ones."""

    wanted = Signal(object)
    """A `QueueFilter` that differs from the one before."""
    left = Signal()
    """Enter or Escape in the text: the editor wants back to the list."""

    def __init__(
        self, vocabulary: Vocabulary, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vocabulary, self._language = vocabulary, language
        self._last = QueueFilter()
        self.kind, self.label, self.text = QComboBox(self), QComboBox(self), QLineEdit(self)
        self.by_place, self.with_weak = QCheckBox(self), QCheckBox(self)
        self.text.setClearButtonEnabled(True)
        for combo in (self.kind, self.label):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(5)
        self._lay_out()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self._ask)
        self.text.textChanged.connect(self._typed.start)
        self.text.returnPressed.connect(self._ask)
        leave_at_enter(self.text, self.left.emit)
        self.kind.activated.connect(self._kind_chosen)
        self.label.activated.connect(self._ask)
        self.by_place.toggled.connect(self._ask)
        self.with_weak.toggled.connect(self._ask)
        self.set_language(language)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 4)
        grid.setSpacing(6)
        grid.addWidget(self.kind, 0, 0)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.text, 1, 0, 1, 2)
        toggles = QHBoxLayout()
        toggles.setSpacing(16)
        toggles.addWidget(self.by_place)
        toggles.addWidget(self.with_weak)
        toggles.addStretch(1)
        grid.addLayout(toggles, 2, 0, 1, 2)

    # -- look ----------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        self._language = language
        say = language.say
        self._fill(self.kind, ["", *KINDS], "panel.queue_every_kind", "panel.kind_{}")
        self._fill_labels()
        self.by_place.setText(say("panel.queue_by_place"))
        self.by_place.setToolTip(say("panel.queue_by_place_tip"))
        self.with_weak.setText(say("panel.queue_with_weak"))
        self.with_weak.setToolTip(say("panel.queue_with_weak_tip"))
        self.text.setPlaceholderText(say("panel.queue_text_hint"))
        self.kind.setAccessibleName(say("panel.queue_kind"))
        self.label.setAccessibleName(say("panel.queue_label"))
        self.text.setAccessibleName(say("panel.queue_text"))

    def _fill(self, combo: QComboBox, values: Sequence[str], every: str, each: str) -> None:
        chosen = combo.currentData()
        combo.clear()
        for value in values:
            combo.addItem(self._language.say(each.format(value) if value else every), value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _fill_labels(self) -> None:
        """The labels of the kind that is chosen: of entities, roles, or kinds of correction."""
        words, kind = self._vocabulary, self.kind.currentData()
        roles = [role.name for role in words.roles if words.is_furniture(role.name)]
        entities = [label.name for label in words.labels]
        values, each = {
            "furniture": (roles, "role.{}"),
            "correction": (list(CORRECTION_KINDS), "panel.correction_{}"),
            "article": (list[str](), ""),
        }.get(kind, (entities, "label.{}"))
        self._fill(self.label, ["", *values], "panel.queue_every_label", each)
        self.label.setEnabled(bool(values))

    # -- what is wanted ------------------------------------------------------------------

    def chosen(self) -> QueueFilter:
        """The filter as the widgets say it now."""
        return QueueFilter(
            kind=self.kind.currentData() or "",
            label=self.label.currentData() or "",
            text=self.text.text().strip(),
            by_place=self.by_place.isChecked(),
            with_weak=self.with_weak.isChecked(),
        )

    def show_filter(self, wanted: QueueFilter) -> None:
        """The widgets say `wanted`, unless somebody is typing."""
        if wanted == self.chosen() or self._typed.isActive():
            return
        self._last = wanted
        widgets = (self.kind, self.label, self.text, self.by_place, self.with_weak)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted.kind)))
        self._fill_labels()
        self.label.setCurrentIndex(max(0, self.label.findData(wanted.label)))
        self.text.setText(wanted.text)
        self.by_place.setChecked(wanted.by_place)
        self.with_weak.setChecked(wanted.with_weak)
        for blocker in blockers:
            blocker.unblock()

    def _kind_chosen(self) -> None:
        self._fill_labels()
        self._ask()

    def _ask(self) -> None:
        self._typed.stop()
        wanted = self.chosen()
        if wanted != self._last:
            self._last = wanted
            self.wanted.emit(wanted)
