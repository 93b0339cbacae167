"""The wheel with Ctrl, over a view that does not know it by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea


class ZoomWheel(QObject):
    """Calls `zoom` with 1 or -1 for each turn; the view does not scroll then."""

    def __init__(self, view: QAbstractScrollArea, zoom: Callable[[int], object]) -> None:
        super().__init__(view)
        self._zoom = zoom
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QWheelEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            turn = event.angleDelta().y()
            if turn:
                self._zoom(1 if turn > 0 else -1)
            return True
        return super().eventFilter(watched, event)
