"""The four panes over one project: pages, raw text, articles, doubts."""

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from annotator.gui.articles_panel import ArticlesPanel
from annotator.gui.page_list import PageList
from annotator.gui.page_view import PageView
from annotator.gui.queue_panel import QueuePanel
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme, style_sheet
from annotator.settings.language import Language

WIDTHS = (210, 520, 520, 340)
"""Widths of the panes in a fresh window, in pixels."""


class Desk(QSplitter):
    """Assembles the panes; each of them speaks with the session alone."""

    menu_wanted = Signal(QPoint)
    """A context menu is asked for at that global point; the caret is there already."""
    command_wanted = Signal(str, str)
    """A button of a pane asks for a command, with its argument or an empty one."""

    def __init__(self, bridge: SessionBridge, theme: Theme, language: Language) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.bridge = bridge
        self.pages = PageList(bridge, theme, language)
        self.text = PageView(bridge, theme, language)
        self.cards = ArticlesPanel(bridge, theme, language)
        self.doubts = QueuePanel(bridge, theme, language)
        self._titles: list[tuple[QLabel, str]] = []
        for pane, title in (
            (self.pages, "window.pages"),
            (self.text, "window.text"),
            (self.cards, "window.articles"),
            (self.doubts, "window.doubts"),
        ):
            self.addWidget(self._titled(pane, title))
        self.setSizes(list(WIDTHS))
        self.setChildrenCollapsible(True)
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

    def set_theme(self, theme: Theme) -> None:
        self._style(theme)
        for pane in self.panes:
            pane.set_theme(theme)

    def set_language(self, language: Language) -> None:
        for label, title in self._titles:
            label.setText(language.say(title))
        for pane in self.panes:
            pane.set_language(language)

    def set_reading_font(self, font: QFont) -> None:
        self.text.set_reading_font(font)
        self.cards.set_reading_font(font)
        self.doubts.set_reading_font(font)

    def widths(self) -> str:
        """The widths of the panes, to be kept."""
        return bytes(self.saveState().toBase64().data()).decode("ascii")

    def restore_widths(self, kept: str) -> None:
        """As `widths` gave them; nothing happens where that is of no use."""
        if kept:
            self.restoreState(QByteArray.fromBase64(kept.encode("ascii")))
