"""A button that, once pressed, takes the next key as it is, or two in a row."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.settings.keymap import spelled

PAUSE_MS = 900
"""So long after the first key a second one may make a chord of it, in milliseconds."""

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyCapture(QPushButton):
    """While it waits, no key means anything else, Tab and Enter included; Escape ends it."""

    captured = Signal(str)
    """A key or a chord, in Qt's portable names."""
    changed = Signal(str)
    """It waits for a first key (empty), or for a second one after that."""
    left = Signal()
    """It waits no longer and has captured nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self._strokes: list[str] = []
        self.is_waiting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.finish)
        self.clicked.connect(self.begin)

    def begin(self) -> None:
        """The next key is the one, where there is a command for it."""
        if not self.isEnabled():
            return
        self._strokes = []
        self.is_waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit("")

    def finish(self) -> None:
        """What was pressed so far is all; nothing where nothing was."""
        self._pause.stop()
        strokes, self._strokes = self._strokes, []
        was_waiting, self.is_waiting = self.is_waiting, False
        if strokes:
            self.captured.emit(", ".join(strokes))
        elif was_waiting:
            self.left.emit()

    def event(self, event: QEvent, /) -> bool:
        if self.is_waiting and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(event)
            event.accept()  # neither a shortcut nor a step to the next field
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.finish()

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._strokes = []
            self.finish()
        elif event.key() not in _MODIFIERS and (stroke := stroke_of(event)):
            self._strokes.append(stroke)
            if len(self._strokes) > 1:
                self.finish()
            else:
                self.changed.emit(self._strokes[0])
                self._pause.start()


def stroke_of(event: QKeyEvent) -> str:
    """The key that was pressed, as a keymap writes it.

    Shift is part of a sign that is had by Shift alone (`?`), and a modifier of all others. Empty
    for a key that has no name, such as a dead one.
    """
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    is_sign = len(text) == 1 and text.isprintable() and not text.isalpha() and text != " "
    if is_sign:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    name = pressed.toString(QKeySequence.SequenceFormat.PortableText)
    return spelled(name) if QKeySequence(name) == pressed else ""
