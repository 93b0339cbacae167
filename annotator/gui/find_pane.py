"""The pane below text and cards in which an editor looks for something, with the list of what was found."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.document.finding import CORRECTED, RAW
from annotator.errors import AnnotatorError
from annotator.gui.find_model import FindModel
from annotator.gui.find_view import FindView
from annotator.gui.flow_layout import FlowLayout
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.folding import Folds
from annotator.settings.language import Language
from annotator.workbench.finding import Query, refusal_of

PAUSE_MS = 200
"""So long after the last letter the search begins, in milliseconds."""

SCOPES = ("page", "project")
FOLDS = ("width", "variants", "case", "blanks")
"""Differences that count for nothing while they are ticked."""


class FindPane(QWidget):
    """Says what is wanted; it looks for nothing itself."""

    changed = Signal()
    """`query` or `scope` is another."""
    step_wanted = Signal(int)
    """To the next hit (1), or the one before (-1)."""
    hit_wanted = Signal(int)
    """To the hit of that row."""
    stop_wanted = Signal()
    left = Signal()
    """The keys go back to the text; the list stays."""
    closed = Signal()
    renamed = Signal()
    """The pane speaks another language: what was told has to be told anew."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.scope, self.field = QComboBox(self), QLineEdit(self)
        self.back, self.on = QToolButton(self), QToolButton(self)
        self.count, self.stop, self.close_ = QLabel(self), QToolButton(self), QToolButton(self)
        self.folds = {name: QCheckBox(self) for name in FOLDS}
        self.expression = QCheckBox(self)
        self.texts = {name: QCheckBox(self) for name in (RAW, CORRECTED)}
        self.rows = FindModel(theme, language, self)
        self.view = FindView(self.rows, self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.set_language(language)

    # -- making --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.field.setClearButtonEnabled(True)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        for scope in SCOPES:
            self.scope.addItem("", scope)
        for box in (*self.folds.values(), *self.texts.values()):
            box.setChecked(True)
        for button, arrow in ((self.back, Qt.ArrowType.UpArrow), (self.on, Qt.ArrowType.DownArrow)):
            button.setArrowType(arrow)
            button.setAutoRaise(True)
        self.close_.setAutoRaise(True)
        self.close_.setText("✕")
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 0)
        head.setSpacing(6)
        for widget in (self.scope, self.field, self.back, self.on, self.count, self.stop):
            head.addWidget(widget, 1 if widget is self.field else 0)
        head.addWidget(self.close_)
        flow = FlowLayout(gap=12)
        for box in self._boxes:
            flow.addWidget(box)
        choices = QHBoxLayout()
        choices.setContentsMargins(8, 6, 8, 6)
        choices.addLayout(flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(choices)
        column.addWidget(self.view, 1)
        self.stop.hide()

    @property
    def _boxes(self) -> tuple[QCheckBox, ...]:
        return *self.folds.values(), self.expression, *self.texts.values()

    def _connect(self) -> None:
        self._typed.timeout.connect(self.changed)
        self.field.textChanged.connect(self._typed.start)
        self.scope.activated.connect(self._choose)
        for box in self._boxes:
            box.toggled.connect(self._choose)
        self.on.clicked.connect(lambda: self.step_wanted.emit(1))
        self.back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.stop.clicked.connect(self.stop_wanted)
        self.close_.clicked.connect(self.closed)
        self.view.wanted.connect(self.hit_wanted)
        self.view.left.connect(self.left)

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.rows.theme = theme
        sheet = style_sheet(theme)
        for widget in (self.field, *self._boxes):
            widget.setStyleSheet(sheet)
        self.rows.repaint_rows()

    def set_reading_font(self, font: QFont) -> None:
        self.view.set_reading_font(font)

    def set_language(self, language: Language) -> None:
        self._language = language
        say = language.say
        for at, scope in enumerate(SCOPES):
            self.scope.setItemText(at, say(f"find.in_{scope}"))
        self.scope.setAccessibleName(say("find.scope"))
        self.field.setPlaceholderText(say("find.hint"))
        self.field.setAccessibleName(say("find.field"))
        named = {self.back: "previous_hit", self.on: "next_hit"}
        titles = {button: say(f"command.{command}") for button, command in named.items()}
        titles |= {self.stop: say("find.stop"), self.close_: say("find.close")}
        for button, title in titles.items():
            button.setToolTip(title)
            button.setAccessibleName(title)
        self.stop.setText(say("find.stop"))
        names = {**self.folds, "expression": self.expression, **self.texts}
        for name, box in names.items():
            box.setText(say(f"find.{name}"))
            box.setToolTip(say(f"find.{name}_tip"))
        self.view.setAccessibleName(say("find.list"))
        self.rows.set_language(language)
        self.view.fit()
        self.renamed.emit()

    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "view"):
            self.view.fit()

    # -- what is wanted --------------------------------------------------------------------

    @property
    def is_project(self) -> bool:
        return self.scope.currentData() == "project"

    @property
    def query(self) -> Query:
        """What is to be looked for, as the pane says now."""
        kinds = {name: box.isChecked() for name, box in self.folds.items()}
        texts = tuple(name for name, box in self.texts.items() if box.isChecked())
        folds = Folds(kinds["width"], kinds["variants"], kinds["case"])
        is_expression = self.expression.isChecked()
        return Query(self.field.text(), folds, kinds["blanks"], is_expression, texts)

    @property
    def refusal(self) -> AnnotatorError | None:
        """Why that cannot be looked for; None where it can."""
        return refusal_of(self.query)

    def begin(self, text: str, *, project: bool) -> None:
        """The editor types here: `text`, if any, is looked for, in the page or in the project."""
        with QSignalBlocker(self.scope), QSignalBlocker(self.field):
            self.scope.setCurrentIndex(SCOPES.index("project" if project else "page"))
            if text:
                self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._choose()

    def settle(self) -> bool:
        """What was typed a moment ago is looked for now; whether there was something."""
        if not self._typed.isActive():
            return False
        self._choose()
        return True

    def _choose(self) -> None:
        self._typed.stop()
        self.changed.emit()

    def halt(self) -> None:
        """Nothing that was typed is looked for any more."""
        self._typed.stop()

    # -- keys ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_enter and self.field.hasFocus():
            self.step_wanted.emit(-1 if shift else 1)
        else:
            super().keyPressEvent(event)
