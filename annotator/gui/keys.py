"""Lists that leave letters to the window's commands, and keys as their keyboards call them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from annotator.settings.keymap import engraved

_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    }
)


def native(key: str) -> str:
    """A key sequence of the keymap as a person here knows it; as it stands there where Qt knows no such key."""
    return engraved(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key)


def leave_at_enter(field: QLineEdit, leave: Callable[[], object]) -> None:
    """Enter keeps what was typed, Escape wipes it; both then `leave` the field."""
    field.returnPressed.connect(leave)
    escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), field)
    escape.setContext(Qt.ShortcutContext.WidgetShortcut)
    escape.activated.connect(field.clear)
    escape.activated.connect(leave)


def is_own_key(event: QKeyEvent) -> bool:
    """Arrows move and Enter activates; letters, digits and spaces belong to the commands."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _OWN_KEYS and not plain


def _calm(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)


def _paint_hint(view: QAbstractItemView, hint: str) -> None:
    """What stands where there are no rows."""
    if not hint or view.model().rowCount():
        return
    painter = QPainter(view.viewport())
    painter.setPen(view.palette().color(QPalette.ColorRole.PlaceholderText))
    box = view.viewport().rect().adjusted(20, 20, -20, -20)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
    painter.end()


class LongCommandList(QTableView):
    """A calm list of rows of one height, however many. `hint` stands where there are none.

    A table of one column: QListView asks its model twice a row whenever rows come or go.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ""
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        _calm(self)

    def set_row_height(self, height: int) -> None:
        """The height of all rows, in pixels."""
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_own_key(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_hint(self, self.hint)
