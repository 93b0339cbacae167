"""Room for what is said of the current row: as much as it needs, and a scroll bar where there is less."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_LEAST = 110
"""Height that is left of it in the lowest window, in pixels."""


class DetailArea(QScrollArea):
    """Widgets below one another; takes the height they need at its width, if the window has it.

    Qt's own way of sizing what scrolls goes by least sizes, which know no width.
    """

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(first)
        self._column.addWidget(second)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self._wanted: QWidget | None = None

    def _height(self, width: int) -> int:
        return max(_LEAST, self._column.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(120, self._height(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _LEAST)

    def fit(self, wanted: QWidget | None = None) -> None:
        """Something else is said: the height follows; the top comes into sight, and `wanted` at any rate."""
        self._wanted = wanted
        self.updateGeometry()
        self._settle()
        self._reveal()

    def _reveal(self) -> None:
        top = 0
        if self._wanted is not None and self._wanted.isVisible():
            box = self._wanted.rect().translated(self._wanted.mapTo(self._inside, QPoint()))
            top = 0 if box.bottom() <= self.viewport().height() else box.top() - 2
        self.verticalScrollBar().setValue(top)

    def _settle(self) -> None:
        # Decided here: a bar that Qt shows for a moment takes width, and then is needed.
        policy = Qt.ScrollBarPolicy
        is_enough = self._height(self.width()) <= self.height()
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_enough else policy.ScrollBarAlwaysOn
        )
        width = self.viewport().width()
        self._inside.resize(width, max(self._height(width), self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._settle()
        self._reveal()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._settle()
        return super().eventFilter(watched, event)
