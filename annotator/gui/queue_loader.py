"""The project's queue on its way to the window: read by a thread with a connection of its own."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import cast

from PySide6.QtCore import QObject, Signal

from annotator.document.doubts import QueueFilter
from annotator.errors import AnnotatorError
from annotator.gui.session_bridge import SessionBridge
from annotator.store.project import Project
from annotator.workbench.project_queue import FIRST, ProjectQueue, load


class _Signals(QObject):
    """Kept alive by the thread; who listens may be gone."""

    came = Signal(object)
    ended = Signal(object)
    """The `AnnotatorError` that ended it, or None."""


class QueueLoader(QObject):
    """Has the queue read whenever the session wants it: the first rows, then all there is room for."""

    def __init__(self, bridge: SessionBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._signals: _Signals | None = None
        bridge.queue_changed.connect(self.look)
        bridge.page_opened.connect(self.look)

    @property
    def is_running(self) -> bool:
        return self._signals is not None

    def look(self) -> None:
        """Begins, where the session wants it and nothing is under way."""
        session = self._bridge.session
        if self.is_running or not session.wants_loading:
            return
        self._signals = signals = _Signals()
        signals.came.connect(self._take)
        signals.ended.connect(self._end)
        wanted = session.begin_loading()
        work = _work(session.project.path, wanted, signals)
        Thread(target=work, name="queue", daemon=True).start()

    def stop(self) -> None:
        """What is under way reaches nobody, and nothing is begun: the project is left."""
        self._bridge.queue_changed.disconnect(self.look)
        self._bridge.page_opened.disconnect(self.look)
        self._signals = None  # what has come already may still be on its way to here

    def _take(self, came: object) -> None:
        if not self.is_running:
            return
        self._bridge.take_queue(cast("ProjectQueue", came))

    def _end(self, error: object) -> None:
        if not self.is_running:
            return
        self._signals = None
        if isinstance(error, AnnotatorError):
            self._bridge.failed.emit(error)
        else:
            self.look()  # the filter may be another one by now


def _work(path: Path, wanted: QueueFilter, signals: _Signals) -> Callable[[], None]:
    def read() -> None:
        try:
            with Project.open(path) as project:
                signals.came.emit(load(project, wanted, FIRST, is_counted=False))
                signals.came.emit(load(project, wanted))
        except AnnotatorError as error:
            signals.ended.emit(error)
        else:
            signals.ended.emit(None)

    return read
