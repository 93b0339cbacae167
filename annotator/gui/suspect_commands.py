"""What the window does itself for a proofreader: typing a correction, look-alikes, series, sheets."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.document.proposals import CorrectionBody
from annotator.document.spans import Selection
from annotator.exchange.proof_sheet import ProofRow
from annotator.gui.long_series import run_series
from annotator.gui.suspect_view import place_of_fix
from annotator.workbench.commands.corrections import place_to_fix
from annotator.workbench.series import fixing
from annotator.workbench.situation import Refusal, Situation

if TYPE_CHECKING:
    from annotator.gui.main_window import MainWindow
    from annotator.gui.suspect_pane import SuspectPane

WARM_MS = 600
"""So long after the first suspect the tables of look-alikes are read, in milliseconds."""

LONGEST = 8
"""Characters of a word in which one may be exchanged for a look-alike."""


class SuspectCommands(QObject):
    """The commands of `own` need a dialog, or the keys of the pane's editor."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        """Where the keys went before an editor typed."""
        self._place = 0, 0
        """What is being typed for: code points of the raw text."""
        self._warming = QTimer(self)
        self._warming.setSingleShot(True)
        self._warming.setInterval(WARM_MS)
        self._warming.timeout.connect(_warm)
        self._is_warm = False
        self.own: dict[str, Callable[[], None]] = {
            "type_fix": self._type_fix,
            "pick_lookalike": self._pick_lookalike,
            "ask_series": self._ask_series,
            "proof_sheet": self._show_proof_sheet,
            "edit_correction_rules": self._edit_rules,
        }

    @property
    def _pane(self) -> SuspectPane:
        return self._window.desk.doubts.pane

    def _say(self, key: str, **facts: object) -> None:
        self._window.status.notice(self._window.language.say(key, **facts))

    def _refuse(self, refusal: Refusal) -> None:
        self._window.status.notice(self._window.language.sentence(refusal.why))

    def _situation(self) -> Situation | None:
        """What is on the desk; says so where that is nothing."""
        session = self._window.session
        if session.shown is None:
            self._say("refuse.no_page")
            return None
        return session.situation()

    def _meant(self) -> tuple[Situation, tuple[int, int]] | None:
        """What is on the desk, and the place in it that a correction is for; says so where there is none."""
        situation = self._situation()
        if situation is None:
            return None
        place = place_to_fix(situation)
        if isinstance(place, Refusal):
            self._refuse(place)
            return None
        return situation, place

    # -- typing --------------------------------------------------------------------------

    def _type_fix(self) -> None:
        meant = self._meant()
        if meant is None:
            return
        situation, place = meant
        if situation.selection.span is not None or situation.suspect is None:
            self._window.desk.doubts.show_place(place_of_fix(situation, *place))
        self._place = place
        focus = QApplication.focusWidget()
        self._before = focus if focus is not self._pane.editor else self._before
        mark = situation.correction if situation.suspect is None else None
        self._pane.begin_typing(mark.text if mark is not None else None)
        self._window.desk.doubts.detail.ensureWidgetVisible(self._pane.editor)

    def take_typed(self, text: str) -> None:
        """What was typed is the correction; the editor stays where that is refused."""
        bridge = self._window.bridge
        situation = self._situation()
        if situation is not None and place_to_fix(situation) != self._place:
            # The suspect has gone meanwhile: what was typed is for its place all the same.
            bridge.select(Selection(*self._place), "type_fix")
        answer = bridge.run("correct", text)
        if answer is not None and not isinstance(answer, Refusal):
            self._end_typing(gives_back=True)

    def leave_typing(self) -> None:
        """What was typed is forgotten; the keys go back where they were, unless they have gone elsewhere."""
        if self._pane.is_typing:
            self._end_typing(gives_back=self._pane.editor.hasFocus())

    def _end_typing(self, *, gives_back: bool) -> None:
        self._pane.end_typing()
        self._window.desk.doubts.show_current()
        if gives_back:
            back = self._before or self._window.desk.text
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def warm(self) -> None:
        """A suspect shows: its look-alikes may be asked for, and the first to ask should not wait."""
        if not self._is_warm:
            self._is_warm = True
            self._warming.start()

    def stop(self) -> None:
        """The window closes."""
        self._warming.stop()

    # -- look-alikes ---------------------------------------------------------------------

    def _pick_lookalike(self) -> None:
        meant = self._meant()
        if meant is None:
            return
        situation, place = meant
        start, end = place
        is_bare = start == end and situation.suspect is None
        end = min(len(situation.text), start + 1) if is_bare else end
        word = situation.text[start:end]
        if not word.strip() or "\n" in word or len(word) > LONGEST:
            self._say("suspect.lookalike_one")
            return
        from annotator.gui.dialogs.lookalike_picker import LookalikePicker

        window = self._window
        picker = LookalikePicker(
            word,
            _first_change(situation, word),
            window.theme,
            window.language,
            window.reading_font(),
            window,
        )
        if picker.exec():
            if is_bare:
                window.bridge.select(Selection(start, end), "lookalike")
            window.bridge.run("correct", picker.text)

    # -- series --------------------------------------------------------------------------

    def _ask_series(self) -> None:
        situation = self._situation()
        if situation is None:
            return
        from annotator.workbench.series import pattern_here

        pattern = pattern_here(situation)
        if pattern is None:
            self._say("series.none")
            return
        from annotator.gui.dialogs.series_dialog import SeriesDialog

        window = self._window
        dialog = SeriesDialog(
            window.session,
            pattern,
            window.theme,
            window.language,
            window.reading_font(),
            window,
        )
        if not dialog.exec():
            return
        title, tasks = fixing(dialog.text, dialog.chosen)
        run_series(window, "fix_places", title, tasks, "series.done")

    # -- sheets and rules ----------------------------------------------------------------

    def _show_proof_sheet(self) -> None:
        from annotator.gui.dialogs.proof_dialog import ProofDialog

        window = self._window
        dialog = ProofDialog(
            window.session, window.theme, window.language, window.reading_font(), window
        )
        if dialog.exec() and dialog.place is not None:
            self._go_to(dialog.place)

    def _go_to(self, row: ProofRow) -> None:
        """To the place of a row of the proof sheet."""
        window = self._window
        number = window.session.project.page_number(row.page)
        if number != window.session.number:
            window.bridge.open_page(number)
        page = window.session.page
        if page is None or window.session.number != number:
            return
        start, end = page.raw.line_bounds(row.line - 1)
        at = page.raw.text.find(row.before + row.raw, start, end + len(row.raw))
        window.bridge.select(Selection.at(max(start, at + len(row.before))), "proof_sheet")
        window.desk.text.setFocus()

    def _edit_rules(self) -> None:
        self._window.commands.edit_knowledge("rules")


def _warm() -> None:
    from annotator.workbench.lookalikes import lookalikes

    Thread(target=lookalikes, args=("一",), name="look-alikes", daemon=True).start()


def _first_change(situation: Situation, word: str) -> int:
    """The character of a word that the current suspect doubts; the first where it does not say."""
    suspect = situation.suspect
    if suspect is None or not isinstance(suspect.body, CorrectionBody):
        return 0
    reads = suspect.body.text or ""
    pairs = enumerate(zip(word, reads, strict=False))
    return next((at for at, (raw, text) in pairs if raw != text), 0)
