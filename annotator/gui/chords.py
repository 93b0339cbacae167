"""Commands of two keys: saying what the second key can be. The chord itself is Qt's.

The first key comes as a shortcut override that no pane wants; the second one gets none of its
own, so its release tells that the chord is over.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.status_line import StatusLine


class ChordHint:
    """Watches key events on their way up to the window.

    `hint` says what can follow a first key, and nothing of a key that begins no chord.
    """

    def __init__(self, status: StatusLine, hint: Callable[[str], str]) -> None:
        self._status, self._hint = status, hint
        self._keys: list[str] = []
        self._said = ""

    def see(self, event: QEvent) -> None:
        """Shows or clears the hint; never takes the event."""
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return
        if event.type() == QEvent.Type.ShortcutOverride:
            self._begin(QKeySequence(event.keyCombination()).toString())
        elif event.type() == QEvent.Type.KeyRelease and self._keys:
            self._end(QKeySequence(event.key()).toString())

    def _begin(self, key: str) -> None:
        said = self._hint(key)
        if said:
            self._keys, self._said = [key], said
            self._status.notice(self._said)

    def _end(self, key: str) -> None:
        self._keys.append(key)
        if len(self._keys) == 2 and key == self._keys[0]:
            return  # the first key comes up
        self.end()

    def end(self) -> None:
        """The chord is over: what it said is of no use any more."""
        self._keys = []
        if self._said and self._status.noticed == self._said:
            self._status.clear_notice()
