"""Rows that take a while to be found: fetched a few at a time while the window goes on."""

from collections.abc import Iterator
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError

SLICE = 0.012
"""Seconds that one turn takes from the window, and so long as one row takes more."""

T = TypeVar("T")


class _Signals(QObject):
    came = Signal(object)
    """A list of rows."""
    ended = Signal()
    failed = Signal(object)
    """The `AnnotatorError` that ended it."""


class Trickle(Generic[T]):
    """Hands on what an iterator gives, in lists; one iterator at a time."""

    def __init__(self, parent: QObject) -> None:
        self.signals = _Signals(parent)
        self._rows: Iterator[T] | None = None
        self._turn = QTimer(self.signals)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._take)

    @property
    def is_running(self) -> bool:
        return self._rows is not None

    def start(self, rows: Iterator[T]) -> None:
        """Begins with these; what was under way is given up."""
        self._rows = rows
        self._turn.start()

    def stop(self) -> None:
        """Gives up, without a word."""
        self._turn.stop()
        self._rows = None

    def _take(self) -> None:
        rows, until = self._rows, perf_counter() + SLICE
        if rows is None:
            return
        found: list[T] = []
        try:
            for row in rows:
                found.append(row)
                if perf_counter() >= until:
                    break
            else:
                self.stop()
        except AnnotatorError as error:
            self.stop()
            self.signals.failed.emit(error)
        if found:
            self.signals.came.emit(found)
        if not self.is_running:
            self.signals.ended.emit()
