"""A pane that follows the one an editor works in is painted a moment after it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

LATER_MS = 15
"""So long after a key the pane that follows is painted, in milliseconds: in the frame after."""


class LatePaint(QObject):
    """Puts off the painting of `pane`; many changes in a row cost one painting."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(LATER_MS)
        self._due.timeout.connect(self.catch_up)

    def put_off(self) -> None:
        """What changes now is painted with whatever changes until it is due."""
        if self._pane.isVisible() and not self._due.isActive():
            self._pane.setUpdatesEnabled(False)
            self._due.start()

    def catch_up(self) -> None:
        """Paints what has been put off."""
        if not self._pane.updatesEnabled():
            self._due.stop()
            self._pane.setUpdatesEnabled(True)
