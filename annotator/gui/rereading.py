"""What the worker is told of an editor's corrections: pages as finished, and stretches to suspect anew."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from annotator.document.marks import CorrectionMark, place_of
from annotator.document.pages import PageState
from annotator.document.proposals import Proposal
from annotator.document.spans import Span
from annotator.errors import AnnotatorError
from annotator.gui.trickle import Trickle
from annotator.propose.worker import AskedAgain, Read, ReadText
from annotator.workbench.finished_texts import newest, read_again

if TYPE_CHECKING:
    from annotator.gui.background import ProposalWorker
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.shown import Shown

LATER_MS = 400
"""So long after a project has come on the desk its finished pages are read, in milliseconds."""

FLAT = ("width", "spacing")
"""Kinds that change nothing of what a word is taken for: nobody looks again for those."""


class Rereading(QObject):
    """Reads finished pages a few at a time; asks again around what an edit has corrected."""

    def __init__(self, window: MainWindow, worker: ProposalWorker) -> None:
        super().__init__(window)
        self._window, self._worker = window, worker
        self._read: set[int] = set()
        """Pages that the child has counted, or will."""
        self._trickle: Trickle[ReadText] = Trickle(self)
        self._trickle.signals.came.connect(self._hand_on)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self._begin)
        worker.suspected.connect(self._take)
        worker.lost.connect(self._start_over)

    # -- finished pages ------------------------------------------------------------------

    def begin(self) -> None:
        """A project is on the desk: its finished pages are read soon, the newest most surely."""
        self._later.start()

    def forget(self) -> None:
        """Another project comes: what the child has counted of this one counts no more."""
        self._later.stop()
        self._trickle.stop()
        if self._read:
            self._worker.read(Read(forget=tuple(sorted(self._read))))
            self._read.clear()

    def stop(self) -> None:
        """The window closes."""
        self._later.stop()
        self._trickle.stop()

    def _begin(self) -> None:
        with suppress(AnnotatorError):  # somebody else holds the file: proposals do without
            self._trickle.start(newest(self._window.session.project))

    def _start_over(self) -> None:
        if self._read:
            self._read.clear()
            self.begin()

    def _hand_on(self, came: object) -> None:
        pages = tuple(cast("list[ReadText]", came))
        self._read |= {each.number for each in pages}
        self._worker.read(Read(pages))

    # -- edits ---------------------------------------------------------------------------

    def note_change(self, before: Shown, after: Shown, initiator: str) -> None:
        """After an edit of the page on the desk."""
        number = self._window.session.number
        if number is None or initiator in ("proposer", "rules"):
            return
        was, now = before.page.state, after.page.state
        if PageState.FINISHED in (was, now):
            if was is not now or before.corrections != after.corrections:
                self._read_again(number)
        elif after.page.proposals:
            self._ask_again(number, before, after)

    def _read_again(self, number: int) -> None:
        with suppress(AnnotatorError):
            read = read_again(self._window.session.project, [number])
            self._read |= {each.number for each in read.pages}
            self._worker.read(read)

    def _ask_again(self, number: int, before: Shown, after: Shown) -> None:
        changed = set(before.page.corrections) ^ set(after.page.corrections)
        places = [place_of(mark) for mark in changed if mark.kind not in FLAT]
        if places:
            spans = [paragraph_around(after, *place) for place in places]
            around = Span(min(each.start for each in spans), max(each.end for each in spans))
            made = _triples(after.page.corrections)
            self._worker.ask_again(number, AskedAgain(after.page.raw.text, made, around))

    def _take(self, number: int, around: object, answer: object) -> None:
        proposals = cast("list[Proposal]", answer)
        try:
            self._window.session.put_suspects(number, cast("Span", around), proposals)
        except AnnotatorError as error:
            self._window.show_error(error)


def _triples(corrections: Sequence[CorrectionMark]) -> tuple[tuple[int, int, str], ...]:
    """Start, end and reading of each whose original is known."""
    return tuple((*place_of(mark), mark.text) for mark in corrections if mark.text is not None)


def paragraph_around(shown: Shown, start: int, end: int) -> Span:
    """The paragraph that a place stands in: its line, and those that soft breaks join to it."""
    raw, soft = shown.page.raw, shown.break_spans
    low, high = raw.line_bounds(raw.line_at(start))[0], raw.line_bounds(raw.line_at(end))[1]
    for each in reversed(soft):
        if each.start < low <= each.end:
            low = raw.line_bounds(raw.line_at(each.start))[0]
    for each in soft:
        if each.start <= high < each.end:
            high = raw.line_bounds(raw.line_at(each.end))[1]
    return Span(low, max(high, low + 1))
