"""The filter over the queue: of the page or the project, which doubts are shown, and in what order."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.document.doubts import KINDS, PROPOSERS, QueueFilter
from annotator.document.labels import Vocabulary
from annotator.document.marks import CORRECTION_KINDS
from annotator.gui.keys import leave_at_enter
from annotator.settings.language import Language
from annotator.workbench.standing import SCOPES

PAUSE_MS = 150
"""So long after the last letter the filter takes over what was typed, in milliseconds."""


class QueueFilterBar(QWidget):
    """Scope, kind, label, proposer, text, scores, order, weak ones."""

    wanted = Signal(object)
    """A `QueueFilter` that differs from the one before."""
    scope_wanted = Signal(str)
    """The queue of the page, or of the project: one of `SCOPES`."""
    left = Signal()
    """Enter or Escape in the text: the editor wants back to the list."""

    def __init__(
        self, vocabulary: Vocabulary, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.vocabulary, self._language = vocabulary, language
        self._last = QueueFilter()
        self.kind, self.label, self.text = QComboBox(self), QComboBox(self), QLineEdit(self)
        self.proposer = QComboBox(self)
        self.by_place, self.with_weak = QCheckBox(self), QCheckBox(self)
        self.least, self.most = (self._score_box(value) for value in (0.0, 1.0))
        self.scopes = {scope: QPushButton(self) for scope in SCOPES}
        self.text.setClearButtonEnabled(True)
        for combo in (self.kind, self.label, self.proposer):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            combo.setSizeAdjustPolicy(policy)
            combo.setMinimumContentsLength(3)
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
        self.proposer.activated.connect(self._ask)
        for box in (self.least, self.most):
            box.valueChanged.connect(self._typed.start)
            box.lineEdit().returnPressed.connect(self.left.emit)
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), box)
            escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            escape.activated.connect(self.left.emit)
        for scope, button in self.scopes.items():
            button.clicked.connect(lambda _=False, to=scope: self.scope_wanted.emit(to))
        self.by_place.toggled.connect(self._ask)
        self.with_weak.toggled.connect(self._ask)
        self.set_language(language)

    def _score_box(self, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(0.0, 1.0)
        box.setSingleStep(0.05)
        box.setValue(value)
        box.setKeyboardTracking(False)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        self.dash = QLabel("–", self)
        group = QButtonGroup(self)
        for button in self.scopes.values():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            group.addButton(button)
        for widgets, stretched in (
            (tuple(self.scopes.values()), 2),
            ((self.kind, self.label, self.proposer), 3),
            ((self.text, self.least, self.dash, self.most), 1),
            ((self.by_place, self.with_weak), 0),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for number, widget in enumerate(widgets):
                row.addWidget(widget, 1 if number < stretched else 0)
            if not stretched:
                row.addStretch(1)
            column.addLayout(row)

    # -- look ----------------------------------------------------------------------------

    def set_language(self, language: Language) -> None:
        self._language = language
        say = language.say
        self._fill(self.kind, ["", *KINDS], "panel.queue_every_kind", "panel.kind_{}")
        self._fill_labels()
        self._fill(self.proposer, ["", *PROPOSERS], "queue.every_proposer", "queue.proposer_{}")
        for scope, button in self.scopes.items():
            button.setAccessibleName(say(f"queue.scope_{scope}"))
        self.show_scope(next((s for s, button in self.scopes.items() if button.isChecked()), ""))
        self.proposer.setAccessibleName(say("queue.proposer"))
        for box, key in ((self.least, "least"), (self.most, "most")):
            box.setAccessibleName(say(f"queue.{key}"))
            box.setToolTip(say(f"queue.{key}"))
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
        words, kind = self.vocabulary, self.kind.currentData()
        roles = [role.id for role in words.roles if words.is_furniture(role.id)]
        entities = [label.id for label in words.labels]
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
            proposer=self.proposer.currentData() or "",
            least=round(self.least.value(), 2),
            most=round(self.most.value(), 2),
        )

    def show_filter(self, wanted: QueueFilter) -> None:
        """The widgets say `wanted`, unless somebody is typing."""
        if wanted == self.chosen() or self._typed.isActive():
            return
        self._last = wanted
        boxes = (self.kind, self.label, self.proposer, self.least, self.most)
        widgets = (*boxes, self.text, self.by_place, self.with_weak)
        blockers = [QSignalBlocker(widget) for widget in widgets]
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted.kind)))
        self._fill_labels()
        self.label.setCurrentIndex(max(0, self.label.findData(wanted.label)))
        self.proposer.setCurrentIndex(max(0, self.proposer.findData(wanted.proposer)))
        self.least.setValue(wanted.least)
        self.most.setValue(wanted.most)
        self.text.setText(wanted.text)
        self.by_place.setChecked(wanted.by_place)
        self.with_weak.setChecked(wanted.with_weak)
        for blocker in blockers:
            blocker.unblock()

    def show_scope(self, scope: str) -> None:
        """Which queue is worked through."""
        for each, button in self.scopes.items():
            title = self._language.say(f"queue.scope_{each}")
            button.setChecked(each == scope)
            button.setText(f"✓ {title}" if each == scope else title)

    def _kind_chosen(self) -> None:
        self._fill_labels()
        self._ask()

    def _ask(self) -> None:
        self._typed.stop()
        wanted = self.chosen()
        if wanted != self._last:
            self._last = wanted
            self.wanted.emit(wanted)
