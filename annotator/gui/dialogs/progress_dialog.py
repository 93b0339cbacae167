"""Long work: how far it is, and the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from annotator.gui.dialogs.frame import Dialog
from annotator.settings.language import Language


class ProgressDialog(Dialog):
    """Fed by `show_progress`, ended by `finish`; closing it or Escape asks to stop."""

    cancel_wanted = Signal()
    """The work should stop, once."""

    def __init__(self, title: str, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(title, language, parent)
        self.setMinimumWidth(420)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.what, self.count = QLabel(self), QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.what)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.count)
        self.cancel_button = self.add_reject(self.say("stop"))
        self.is_stopping = False

    def show_progress(self, done: int, total: int, what: str) -> None:
        """`done` of `total` are ready and `what` is at hand; a total of 0 is unknown."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        room = max(200, self.what.width())
        metrics = QFontMetrics(self.what.font())
        self.what.setText(metrics.elidedText(what, Qt.TextElideMode.ElideMiddle, room))
        if not self.is_stopping:
            self.count.setText(self.say("progress_count", done=f"{done:,}", total=f"{total:,}"))

    def finish(self) -> None:
        """The work has ended, one way or another."""
        self.done(0)

    def reject(self) -> None:
        """Stays until the work has really ended."""
        if self.is_stopping:
            return
        self.is_stopping = True
        self.cancel_button.setEnabled(False)
        self.count.setText(self.say("progress_stopping"))
        self.cancel_wanted.emit()
