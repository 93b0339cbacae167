"""The page as its readers would read it: a card for each article, and one for what is no article's."""

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from annotator.document.reading import Side
from annotator.document.spans import Selection, Span
from annotator.gui.card_delegate import Place
from annotator.gui.card_text import Card, CardMaker
from annotator.gui.card_view import CardView
from annotator.gui.page_hints import fix_hint, hint_at
from annotator.gui.page_marks import PageMarks
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.shown import Shown, ShownArticle

NAME = "articles_panel"
"""Under this name the panel moves the editor."""

SOON_MS = 40
"""Cards out of sight follow an edit after this time, in milliseconds, once for many edits."""


class ArticlesPanel(CardView):
    """Follows the session: cards in sight at once, the others a moment later."""

    context_menu_wanted = Signal(QPoint)
    """A context menu, at that global point; the caret is there already."""

    def __init__(
        self,
        bridge: SessionBridge,
        theme: Theme,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, language, bridge.session.vocabulary, parent)
        self._bridge = bridge
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._refresh_all)
        bridge.page_opened.connect(self._page_opened)
        bridge.page_changed.connect(self._page_changed)
        bridge.selection_moved.connect(self._selection_moved)
        self.place_wanted.connect(self._select)
        self.reach_wanted.connect(self._reach)
        self.entity_wanted.connect(self._select_entity)
        self.card_dropped.connect(self._move_article)
        self.menu_wanted.connect(self.context_menu_wanted)
        self.set_theme(theme)
        self.set_language(language)
        self._page_opened()

    @property
    def _shown(self) -> Shown | None:
        return self._bridge.session.shown

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards as they stand, after everything that was put off."""
        self._catch_up()
        return tuple(self.cards_model.cards)

    # -- look ----------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        palette = self.palette()
        palette.setColor(self.viewport().backgroundRole(), theme.colour("window"))
        self.setPalette(palette)
        self.viewport().update()

    def set_language(self, language: Language) -> None:
        self.delegate.language = language
        self.cards_model.set_language(language)
        self.setAccessibleName(language.say("panel.articles"))
        self.doItemsLayout()

    def set_reading_font(self, font: QFont) -> None:
        """The font of page text; heads and captions follow its size."""
        self.set_fonts(font)
        if self.delegate.place is not None:
            self.show_place(self.delegate.place)

    # -- following the session -----------------------------------------------------------

    def _page_opened(self) -> None:
        self.let_go()
        self._soon.stop()
        shown = self._shown
        self.hint = "panel.no_cards" if shown else "panel.no_cards_no_page"
        self.cards_model.set_cards([])
        self.cards_model.set_cards(CardMaker(shown).cards() if shown else [])
        self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setValue(0)
        self.delegate.place = self._place()
        self.viewport().update()

    def _page_changed(self, _before: Shown, after: Shown, _initiator: str) -> None:
        self.let_go()
        wanted = len(after.articles) + bool(after.furniture)
        if wanted != self.cards_model.rowCount():
            self._refresh_all()
            return
        maker = CardMaker(after, self.cards_model.cards)
        grown = False
        for row in self.visible_rows():
            number = row + 1
            article = after.article(number)
            card = maker.card(article) if article else maker.furniture()
            grown |= self.cards_model.set_card(row, card)
        self._show_changes(grown=grown)
        self._soon.start()

    def _refresh_all(self) -> None:
        self._soon.stop()
        shown = self._shown
        cards = CardMaker(shown, self.cards_model.cards).cards() if shown else []
        self._show_changes(grown=self.cards_model.set_cards(cards))

    def _catch_up(self) -> None:
        if self._soon.isActive():
            self._refresh_all()

    def _show_changes(self, *, grown: bool) -> None:
        """Cards that changed are painted by themselves; the others where they have moved."""
        before, self.delegate.place = self.delegate.place, self._place()
        if grown:
            self.scheduleDelayedItemsLayout()
        if grown or before != self.delegate.place:
            self.viewport().update()

    def _selection_moved(self, _selection: Selection, initiator: str) -> None:
        self._catch_up()
        before, place = self.delegate.place, self._place()
        self.delegate.place = place
        for row in {each.row for each in (before, place) if each is not None}:
            if row < self.cards_model.rowCount():
                self.update(self.cards_model.index(row))
        if place is not None and initiator != NAME:
            self.show_place(place)

    def _place(self) -> Place | None:
        """Where the session's caret is read; None where no card has that text."""
        shown, selection = self._shown, self._bridge.session.selection
        stretch = shown.stretch_at(selection.caret) if shown else None
        if stretch is None:
            return None
        owner = stretch.owner
        row = owner.number - 1 if isinstance(owner, ShownArticle) else self._furniture_row()
        if not 0 <= row < self.cards_model.rowCount():
            return None
        card = self.cards_model.cards[row]
        at = card.place_of(selection.caret)
        if at is None or not card.paragraphs:
            return None
        span = selection.span
        return Place(row, at, card.reading.reading_ranges(span) if span else ())

    def _furniture_row(self) -> int:
        cards = self.cards_model.cards
        return len(cards) - 1 if cards and cards[-1].is_furniture else -1

    # -- asking --------------------------------------------------------------------------

    def _raw(self, row: int, at: int, side: Side) -> int:
        return self.cards_model.cards[row].reading.to_raw(at, side)

    def _select(self, row: int, at: int, side: Side) -> None:
        self._bridge.select(Selection.at(self._raw(row, at, side)), NAME)

    def _reach(self, row: int, at: int, side: Side) -> None:
        anchor, raw = self._bridge.session.selection.anchor, self._raw(row, at, side)
        if self._is_one_part(row, anchor, raw):
            self._bridge.select(Selection(anchor, raw), NAME)

    def _is_one_part(self, row: int, anchor: int, caret: int) -> bool:
        """A selection grows inside a part: beyond it may lie the text of others."""
        parts = self.cards_model.cards[row].essence.parts
        return any(
            part.span.start <= min(anchor, caret) and max(anchor, caret) <= part.span.end
            for part in parts
        )

    def _select_entity(self, row: int, at: int, side: Side) -> None:
        shown, raw = self._shown, self._raw(row, at, side)
        start = raw if side is Side.AFTER else raw - 1
        if shown is None or not 0 <= start < len(shown.page.raw):
            return
        found = shown.entities_in(Span(start, start + 1))
        if found:
            self._bridge.select(Selection(found[0].span.start, found[0].span.end), NAME)

    def hint_of(self, row: int, at: int, side: Side) -> str:
        """The same as the raw text says of the character that is read there, both readings too."""
        shown = self._shown
        if shown is None:
            return ""
        start = at if side is Side.AFTER else max(0, at - 1)
        marks, raw = PageMarks(shown), self._raw(row, start, Side.AFTER)
        text = shown.page.raw.text
        said = [hint_at(marks, raw, self._bridge.session.vocabulary, self.delegate.language)]
        gone = (fix for fix in marks.fixes_in(Span(max(0, raw - 1), raw + 1)) if fix.text == "")
        said += [
            fix_hint(each, text[each.start : each.end], self.delegate.language)
            for each in gone
            if each.is_gold and raw not in range(each.start, each.end)
        ]
        return "<br>".join(filter(None, said))

    def _move_article(self, source: int, target: int) -> None:
        self._bridge.run("move_article", str(source), str(target))
