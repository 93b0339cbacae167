"""The command palette: any command by a few letters of what it is called."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QWidget

from annotator.document.phrases import Phrase
from annotator.gui.dialogs.frame import Dialog
from annotator.gui.palette_model import PaletteDelegate, PaletteModel
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.command_finder import CommandFinder
from annotator.workbench.command_table import Binding

ROWS = 14
"""Rows that show, where the screen has room for them."""
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -ROWS + 1,
    Qt.Key.Key_PageDown: ROWS - 1,
}


class PaletteField(QLineEdit):
    """What an input method is still composing counts as typed: pinyin need not be committed."""

    typed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textChanged.connect(self.typed)

    def inputMethodEvent(self, event: QInputMethodEvent, /) -> None:
        super().inputMethodEvent(event)
        composed = event.preeditString()
        if composed:
            letters = "".join(filter(str.isalnum, composed))
            at = self.cursorPosition()
            self.typed.emit(self.text()[:at] + letters + self.text()[at:])
        elif not event.commitString():
            self.typed.emit(self.text())


class Palette(Dialog):
    """`chosen` is the command wanted; None where the palette was left."""

    def __init__(
        self,
        finder: CommandFinder,
        why_not: Callable[[str, str], Phrase | None],
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language.say("dialog.palette"), language, parent)
        self._finder = finder
        self.chosen: Binding | None = None
        self.field = PaletteField(self)
        self.field.setPlaceholderText(self.say("palette_hint"))
        self.field.setAccessibleName(self.say("palette_hint"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView(self)
        self.list.setAccessibleName(self.say("palette_list"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows in the field move in it
        self.rows = PaletteModel(why_not, language, self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self.rows, theme, self.list))
        self.foot = QLabel(self)
        self.foot.setTextFormat(Qt.TextFormat.PlainText)
        self.foot.setWordWrap(True)
        self.foot.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.foot.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.foot)
        self.buttons.hide()
        self.field.typed.connect(self._find)
        self.field.installEventFilter(self)
        self.list.selectionModel().currentChanged.connect(self._say_current)
        self.list.clicked.connect(self._take)
        self._size()
        self._find("")
        self.field.setFocus()

    def _size(self) -> None:
        height = self.fontMetrics().height()
        self.resize(44 * height, round(1.75 * height * (ROWS + 4)))

    def _find(self, typed: str) -> None:
        self.rows.show(self._finder.find(typed))
        self.list.setCurrentIndex(self.rows.index(0))
        if not self.rows.found:
            self.foot.setText(self.say("palette_nothing"))

    def _say_current(self) -> None:
        """The whole of a refusal: the row may have no room for it."""
        index = self.list.currentIndex()
        why = self.rows.refusal(self.rows.found[index.row()]) if index.isValid() else ""
        self.foot.setText(self.say("palette_not_now", why=why) if why else "")

    def _take(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.chosen = self.rows.found[index.row()]
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list, Enter takes its row."""
        if watched is self.field and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in _STEPS:
                self._step(_STEPS[Qt.Key(event.key())])
                return True
            if is_press and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        last = len(self.rows.found) - 1
        row = min(max(self.list.currentIndex().row() + by, 0), max(last, 0))
        self.list.setCurrentIndex(self.rows.index(row))
