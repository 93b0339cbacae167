"""The four panes over one project: pages, raw text, articles, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from annotator.document.spans import Span
from annotator.gui.articles_panel import ArticlesPanel
from annotator.gui.hit_paint import PageHits
from annotator.gui.page_list import PageList
from annotator.gui.page_view import PageView
from annotator.gui.queue_panel import QueuePanel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.language import Language

if TYPE_CHECKING:
    from annotator.gui.find_pane import FindPane

WIDTHS = (210, 1040, 340)
"""Widths of the pages, of what is between, and of the doubts in a fresh window, in pixels."""
FIND_HEIGHT = 260
"""Of the pane for finding where no other is remembered."""


class Desk(QSplitter):
    """Assembles the panes; each of them speaks with the session alone."""

    menu_wanted = Signal(QPoint)
    """A context menu is asked for at that global point; the caret is there already."""
    command_wanted = Signal(str, str)
    """A button of a pane asks for a command, with its argument or an empty one."""
    find_closed = Signal()
    """Escape where the keys are in none of the pane's fields: the list of hits is done with."""

    def __init__(self, bridge: SessionBridge, theme: Theme, language: Language) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bridge = bridge
        self.pages = PageList(bridge, theme, language)
        self.text = PageView(bridge, theme, language)
        self.cards = ArticlesPanel(bridge, theme, language)
        self.doubts = QueuePanel(bridge, theme, language)
        self._titles: list[tuple[QLabel, str]] = []
        self._theme, self._language = theme, language
        self._font = QFont()
        self._find: FindPane | None = None
        self._find_height = FIND_HEIGHT
        self._hits = PageHits()
        self._between = QSplitter(Qt.Orientation.Horizontal)
        self._between.addWidget(self._titled(self.text, "window.text"))
        self._between.addWidget(self._titled(self.cards, "window.articles"))
        self._between.setSizes([WIDTHS[1] // 2] * 2)
        self._middle = QSplitter(Qt.Orientation.Vertical)
        self._middle.addWidget(self._between)
        self._middle.setCollapsible(0, False)  # noqa: FBT003  Qt takes no name
        self.addWidget(self._titled(self.pages, "window.pages"))
        self.addWidget(self._middle)
        self.addWidget(self._titled(self.doubts, "window.doubts"))
        self.setSizes(list(WIDTHS))
        self.setChildrenCollapsible(True)
        self.pages.setMinimumWidth(12 * self.fontMetrics().height())  # its filters can be read
        self.text.context_menu_wanted.connect(self.menu_wanted)
        self.cards.context_menu_wanted.connect(self.menu_wanted)
        self.doubts.command_wanted.connect(self._want)
        self.doubts.pane.command_wanted.connect(self.command_wanted)
        self.set_language(language)
        self._style(theme)

    def _want(self, command: str) -> None:
        self.command_wanted.emit(command, "")

    def _style(self, theme: Theme) -> None:
        sheet = style_sheet(theme)
        titles = (label for label, _ in self._titles)
        bar = self.doubts.filter_bar
        for widget in (*titles, self.pages.name, bar.text, bar.by_place, bar.with_weak):
            widget.setStyleSheet(sheet)

    def _titled(self, pane: QWidget, title: str) -> QWidget:
        frame = QWidget(self)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        label = QLabel(frame)
        label.setObjectName("paneTitle")
        label.setBuddy(pane)
        self._titles.append((label, title))
        column.addWidget(label)
        column.addWidget(pane, 1)
        return frame

    @property
    def panes(self) -> tuple[PageList, PageView, ArticlesPanel, QueuePanel]:
        return self.pages, self.text, self.cards, self.doubts

    @property
    def stops(self) -> tuple[tuple[QWidget, QWidget], ...]:
        """Where keys can go, in reading order: what holds them there (the innermost last), what takes them."""
        pages, doubts, find = self.pages, self.doubts, self._find
        is_open = find is not None and find.isVisible()
        return (
            (pages, pages.name),
            (pages.view, pages.view),
            (self.text, self.text),
            (self.cards, self.cards),
            *(((find, find.field), (find.view, find.view)) if find and is_open else ()),
            (doubts, doubts.filter_bar.kind),
            (doubts.view, doubts.view),
        )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._style(theme)
        if self._find is not None:
            self._find.set_theme(theme)
        for pane in self.panes:
            pane.set_theme(theme)

    def set_language(self, language: Language) -> None:
        self._language = language
        if self._find is not None:
            self._find.set_language(language)
        for label, title in self._titles:
            label.setText(language.say(title))
        for pane in self.panes:
            pane.set_language(language)

    def set_reading_font(self, font: QFont) -> None:
        self._font = font
        if self._find is not None:
            self._find.set_reading_font(font)
        self.text.set_reading_font(font)
        self.cards.set_reading_font(font)
        self.doubts.set_reading_font(font)

    def widths(self) -> str:
        """The sizes of the panes, to be kept."""
        self._note_find_height()
        states = (each.saveState().toBase64().data() for each in (self, self._between))
        return ",".join([*(bytes(each).decode("ascii") for each in states), str(self._find_height)])

    def restore_widths(self, kept: str) -> None:
        """As `widths` gave them; nothing happens where that is of no use."""
        states = kept.split(",")
        if len(states) != len(WIDTHS):
            return
        for splitter, state in zip((self, self._between), states, strict=False):
            splitter.restoreState(QByteArray.fromBase64(state.encode("ascii")))
        if states[-1].isdigit():
            self._find_height = int(states[-1])

    # -- finding -------------------------------------------------------------------------

    @property
    def find_pane(self) -> FindPane:
        """The pane for finding; made when it is first asked for, and hidden until it is shown."""
        if self._find is None:
            from annotator.gui.find_pane import FindPane

            self._find = FindPane(self._theme, self._language, self)
            self._find.hide()
            self._find.set_reading_font(self._font)
            self._middle.addWidget(self._find)
        return self._find

    def show_find(self) -> None:
        """The pane for finding takes its room below text and cards."""
        if not self.find_pane.isHidden():
            return
        self.find_pane.show()
        whole = self._middle.height()
        height = min(self._find_height, max(1, whole // 2))
        self._middle.setSizes([whole - height, height])

    def hide_find(self) -> None:
        """Text and cards have the room again."""
        self._note_find_height()
        self.find_pane.hide()

    def _note_find_height(self) -> None:
        if self._find is not None and self._find.isVisible():
            self._find_height = self._middle.sizes()[1] or self._find_height

    def mark_hits(self, spans: Sequence[Span]) -> None:
        """What was found on the page shows in text and cards; code points of the raw text."""
        if tuple(spans) == self._hits.spans:
            return
        self._hits = hits = PageHits(spans)
        self.text.show_hits(hits)
        self.cards.show_hits(hits)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        is_open = self._find is not None and self._find.isVisible()
        if event.key() == Qt.Key.Key_Escape and is_open:
            self.find_closed.emit()
        else:
            super().keyPressEvent(event)
