import gc
import threading

from PySide6.QtCore import QObject

from annotator.gui.garbage import Collector


class Knot(QObject):
    """Garbage that only the collector can free; notes in which thread that happened."""

    freed_in: list[int] = []  # noqa: RUF012  shared on purpose

    def __init__(self) -> None:
        super().__init__()
        self.itself = self

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


def test_a_worker_that_allocates_never_frees_what_belongs_to_the_window(qapp):
    gc.collect()
    Knot.freed_in.clear()
    collector = Collector(qapp)
    collector.start()
    try:
        for _ in range(50):
            Knot()
        worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
        worker.start()
        worker.join()
        assert Knot.freed_in == []
        collector.collect()
    finally:
        collector.stop()
    gc.collect()
    assert set(Knot.freed_in) == {threading.get_ident()}
    assert len(Knot.freed_in) == 50
    assert gc.isenabled()
