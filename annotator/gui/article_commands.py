"""What the window does itself about articles: which one lines go to, and what one goes on with."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Selection

if TYPE_CHECKING:
    from annotator.document.raw_text import RawText
    from annotator.gui.continue_list import ContinueList
    from annotator.gui.main_window import MainWindow
    from annotator.workbench.continuing import Continuation

WARM_MS = 1500
"""So long after a page has come on the desk its words are weighed, in milliseconds."""
PREVIEW = "continue_article"
"""Under this name the editor is moved to what is offered."""


class ArticleCommands:
    """The commands of `own` need a list of articles, or of what one could go on with."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._list: ContinueList | None = None
        self._back: tuple[Selection, QWidget | None] = Selection.at(0), None
        self._number = 0
        self._warming = QTimer(window)
        self._warming.setSingleShot(True)
        self._warming.setInterval(WARM_MS)
        self._warming.timeout.connect(self._warm)
        self.own: dict[str, Callable[[], object]] = {
            "give_lines_list": self._give_from_list,
            "continue_article": self._continue,
        }

    def _say(self, what: Phrase) -> None:
        self._window.status.notice(self._window.language.sentence(what))

    def _give_from_list(self) -> None:
        window, session = self._window, self._window.session
        if session.shown is None:
            self._say(Phrase("refuse.no_page"))
            return
        from annotator.gui.dialogs.give_list import GiveList

        dialog = GiveList(session.shown, window.theme, window.language, window)
        if dialog.exec() and dialog.number is not None:
            window.bridge.run("give_lines", str(dialog.number))

    # -- going on ------------------------------------------------------------------------

    def warm(self) -> None:
        """Another page is on the desk: who asks for a continuation should not wait."""
        self._warming.start()

    def _warm(self) -> None:
        page = self._window.session.page
        if page is not None:
            Thread(target=_learn, args=(page.raw,), daemon=True).start()

    def _continue(self) -> None:
        window, session = self._window, self._window.session
        self.leave()
        if session.shown is None:
            self._say(Phrase("refuse.no_page"))
            return
        article = session.situation().article
        if article is None:
            self._say(Phrase("refuse.no_article_here"))
            return
        from annotator.gui.continue_list import ContinueList
        from annotator.workbench.continuing import Continuations

        found = Continuations(session.shown, article)
        offers = found.found()
        if not offers:
            self._say(phrase("refuse.no_continuation", number=article.number))
            return
        self._number = article.number
        self._back = session.selection, QApplication.focusWidget()
        font, desk = window.desk.doubts.font(), window.desk
        over = ContinueList(found, offers, window.theme, window.language, font, desk.cards)
        over.previewed.connect(self._preview)
        over.taken.connect(self._take)
        over.left.connect(self.leave)
        window.bridge.page_changed.connect(self._close)
        window.bridge.page_opened.connect(self._close)
        self._list = over
        over.open()

    @property
    def list(self) -> ContinueList | None:
        """What is offered now; None where nothing is."""
        return self._list

    def _preview(self, offer: Continuation) -> None:
        self._window.bridge.select(Selection.of(offer.spans), PREVIEW)

    def _take(self, offer: Continuation) -> None:
        number = self._number
        selection, _ = self._back
        self._close()
        bridge = self._window.bridge
        bridge.select(selection, PREVIEW)
        bridge.run("continue_with", str(number), offer.places)
        bridge.select(Selection.at(offer.spans[0].start), PREVIEW)

    def leave(self) -> None:
        """The list goes, and the editor is where it was asked for."""
        if self._list is not None:
            selection, _ = self._back
            self._close()
            self._window.bridge.select(selection, PREVIEW)

    def _close(self, *_: object) -> None:
        over, self._list = self._list, None
        if over is None:
            return
        bridge, focus = self._window.bridge, self._back[1]
        bridge.page_changed.disconnect(self._close)
        bridge.page_opened.disconnect(self._close)
        had_focus = over.isAncestorOf(QApplication.focusWidget() or over)
        over.hide()
        over.deleteLater()
        if had_focus:
            (focus or self._window.desk.text).setFocus(Qt.FocusReason.PopupFocusReason)


def _learn(raw: RawText) -> None:
    """In a thread of its own: reads the language model where nobody has, and weighs the page's words."""
    from annotator.propose.joints import facts_of

    facts_of(raw).learn()
