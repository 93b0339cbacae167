"""The list of the queue: as many rows as a project has doubts."""

from PySide6.QtGui import QResizeEvent

from annotator.gui.keys import LongCommandList


class QueueView(LongCommandList):
    """Rows of one height; the current one stays in sight, whatever takes room below."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
