"""Cyclic garbage is collected in the window's thread, and in no other.

Python collects in whichever thread happens to allocate. When that is a worker's, and the garbage
holds a closed dialog, Qt's objects are destroyed in the wrong thread and the process dies with
them (seen: an import running while the widgets of a closed window were garbage). So the automatic
collector is off while a window is open, and a timer of the window's thread does its work, by the
same thresholds. The method is that of calibre's event loop.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class Collector(QObject):
    """Collects what Python's own collector would have, once a second at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Hands the work back; only when no other thread runs Python any more."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """The oldest generation whose count is over its threshold, and those younger than it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
