"""One pattern as it is written: label, kind, body, and what it would find on the page on the desk."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.document.patterns import KINDS, Pattern
from annotator.gui.dialogs.knowledge_page import KnowledgePage, level
from annotator.gui.ink import MIDDLE_LEFT, MIDDLE_RIGHT
from annotator.gui.places_view import EndMatters
from annotator.workbench.pattern_trial import Hit, try_pattern

PAUSE_MS = 300
"""So long after the last letter the pattern is tried, in milliseconds."""
FIRST = 30
"""So many of its places are listed."""
AROUND = 16
"""Characters of context on either side of a place."""
BEFORE, WORD, AFTER = range(3)
"""Columns of the places."""
KEEP_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class PatternForm(QWidget):
    """`pattern` is what the widgets say, `is_edited` whether that differs from what is kept."""

    keep_wanted = Signal()
    edited = Signal()

    def __init__(self, page: KnowledgePage) -> None:
        super().__init__(page)
        self._page = page
        self._kept: Pattern | None = None
        self.label, self.kind = page.label_combo("pattern_label"), QComboBox(self)
        self.body = QPlainTextEdit(self)
        self.found, self.places = QLabel(self), QTableWidget(0, AFTER + 1, self)
        self.keep = page.button("pattern_keep", self.keep_wanted.emit, page.say("pattern_keep_tip"))
        self.discard = page.button("pattern_discard", self._discard)
        self._set_up()
        self._lay_out()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE_MS)
        self._typed.timeout.connect(self.try_now)
        for combo in (self.label, self.kind):
            combo.currentIndexChanged.connect(self._edited)
        self.body.textChanged.connect(self._edited)
        for key in KEEP_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.keep.click)
        self.show_pattern(None)

    # -- making ----------------------------------------------------------------------------

    def _set_up(self) -> None:
        say, language = self._page.say, self._page.language
        for kind in KINDS:
            self.kind.addItem(language.say(f"pattern.kind_{kind}"), kind)
        self.kind.setAccessibleName(say("pattern_kind"))
        self.body.setAccessibleName(say("pattern_body"))
        self.body.setTabChangesFocus(True)
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        places = self.places
        places.setAccessibleName(say("pattern_places"))
        places.horizontalHeader().hide()
        places.verticalHeader().hide()
        places.setShowGrid(False)
        places.setWordWrap(False)
        places.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        places.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        places.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        places.setItemDelegateForColumn(BEFORE, EndMatters(places))
        across = places.verticalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultSectionSize(places.fontMetrics().height() + 6)
        for column in (BEFORE, AFTER):
            places.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        places.horizontalHeader().setSectionResizeMode(
            WORD, QHeaderView.ResizeMode.ResizeToContents
        )

    def _lay_out(self) -> None:
        say = self._page.say
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(say("pattern_label"), self.label)
        form.addRow(say("pattern_kind"), self.kind)
        form.addRow(say("pattern_body"), self.body)
        level(self.label, self.kind)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form, 2)
        column.addLayout(buttons)
        column.addWidget(self.found)
        column.addWidget(self.places, 1)

    # -- the pattern -----------------------------------------------------------------------

    def show_pattern(self, pattern: Pattern | None) -> None:
        """A pattern of the project; None for one that is yet to be written."""
        self._kept = pattern
        shown = pattern or Pattern(0, self._label, KINDS[0], "")
        blockers = [QSignalBlocker(each) for each in (self.label, self.kind, self.body)]
        self.label.setCurrentIndex(self.label.findData(shown.label))
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.body.setPlainText(shown.body)
        for blocker in blockers:
            blocker.unblock()
        self._follow()
        self.try_now()

    @property
    def _label(self) -> str:
        """The label chosen; that of a pattern which the vocabulary does not know stays."""
        chosen = self.label.currentData()
        if chosen is not None:
            return str(chosen)
        return self._kept.label if self._kept else str(self.label.itemData(0))

    @property
    def pattern(self) -> Pattern:
        """What the widgets say now; a new one has the number 0 and is on."""
        return Pattern(
            self._kept.id if self._kept else 0,
            self._label,
            str(self.kind.currentData()),
            self.body.toPlainText(),
            self._kept.is_on if self._kept else True,
        )

    @property
    def kept(self) -> Pattern | None:
        """The pattern of the project that is being edited; None for a new one."""
        return self._kept

    @property
    def is_edited(self) -> bool:
        """Whether something would be lost."""
        if self._kept is None:
            return bool(self.body.toPlainText().strip())
        return self.pattern != self._kept

    def set_on(self, pattern: Pattern) -> None:
        """The kept pattern was switched; what is being written stays."""
        self._kept = pattern

    def _discard(self) -> None:
        self.show_pattern(self._kept)
        self.edited.emit()
        self.body.setFocus()

    def _edited(self) -> None:
        self._follow()
        self._typed.start()
        self.edited.emit()

    def _follow(self) -> None:
        is_edited = self.is_edited
        self.keep.setEnabled(is_edited)
        self.discard.setEnabled(is_edited)
        kind = self.kind.currentData()
        self.body.setPlaceholderText(self._page.say(f"pattern_hint_{kind}"))

    # -- trying it -------------------------------------------------------------------------

    def try_now(self) -> None:
        """Says how many places of the page on the desk the pattern finds, and lists the first."""
        self._typed.stop()
        shown, say = self._page.session.shown, self._page.say
        if shown is None or not self.body.toPlainText().strip():
            key = "pattern_no_page" if shown is None else "pattern_try"
            self._list((), say(key), "muted")
            return
        trial = try_pattern(shown, self.pattern, AROUND)
        if trial.why is not None:
            self._list((), self._page.language.sentence(trial.why), "warning")
            return
        count = len(trial.hits)
        said = say("pattern_found" if count else "pattern_found_none", count=count)
        self._list(trial.hits[:FIRST], said, "text" if count else "muted")

    def _list(self, hits: tuple[Hit, ...], said: str, role: str) -> None:
        palette = self.found.palette()
        palette.setColor(self.found.foregroundRole(), self._page.theme.colour(role))
        self.found.setPalette(palette)
        self.found.setText(said)
        self.places.setRowCount(len(hits))
        quiet, plain = self._page.theme.colour("muted"), self._page.theme.colour("text")
        for row, hit in enumerate(hits):
            self.places.setItem(row, BEFORE, _cell(hit.before, quiet, MIDDLE_RIGHT))
            self.places.setItem(row, WORD, _cell(hit.text, plain, MIDDLE_LEFT, bold=True))
            self.places.setItem(row, AFTER, _cell(hit.after, quiet, MIDDLE_LEFT))


def _cell(
    text: str, colour: QColor, side: Qt.AlignmentFlag, *, bold: bool = False
) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(side)
    item.setForeground(colour)
    font = QFont(item.font())
    font.setBold(bold)
    item.setFont(font)
    return item
