"""The page as its readers would read it: a card for each article, and one for what is no article's."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from annotator.document.reading import Side
from annotator.document.spans import Selection, Span
from annotator.gui.card_delegate import Place
from annotator.gui.card_drag import Touched
from annotator.gui.card_selection import (
    lines_said,
    selected_on,
    selection_of,
    spans_of,
    without,
)
from annotator.gui.card_text import Card, CardMaker
from annotator.gui.card_view import CardView
from annotator.gui.hit_paint import PageHits
from annotator.gui.late_paint import LatePaint
from annotator.gui.page_hints import fix_hint, hint_at
from annotator.gui.page_marks import PageMarks
from annotator.gui.session_bridge import SessionBridge
from annotator.gui.theme import Theme
from annotator.settings.language import Language
from annotator.workbench.shown import Shown, ShownArticle

NAME = "articles_panel"
"""Under this name the panel moves the editor."""

NOT_BY_KEY = ("proposer", "rules", "move_article")
"""What changes a page without the editor's caret being where it changes."""

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
        self._late = LatePaint(self.viewport())
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
        self.lines_wanted.connect(self._select_lines)
        self.lines_toggled.connect(self._toggle_lines)
        self.lines_dropped.connect(self._drop_lines)
        self.all_left.connect(lambda: self._choose(()))
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
        self.catch_up()
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

    def show_hits(self, hits: PageHits) -> None:
        """What a search has found is marked where it is read."""
        self.delegate.hits = hits
        self.viewport().update()

    # -- following the session -----------------------------------------------------------

    def _page_opened(self) -> None:
        self.let_go()
        self._soon.stop()
        shown = self._shown
        self.hint = "panel.no_cards" if shown else "panel.no_cards_no_page"
        self.cards_model.set_cards([])
        self.cards_model.set_cards(CardMaker(self._seen(shown)).cards() if shown else [])
        self.doItemsLayout()
        self.verticalScrollBar().setValue(0)
        self._mark()
        self._stay_in_sight("open_page")

    def _seen(self, shown: Shown) -> Shown:
        return shown.only(self._bridge.session.only_label)

    def _page_changed(self, _before: Shown, after: Shown, initiator: str) -> None:
        self._late.put_off()
        self.let_go()
        wanted = len(after.articles) + bool(after.furniture)
        if wanted != self.cards_model.rowCount():
            self._refresh_all()
            self._stay_in_sight(initiator)
            return
        maker = CardMaker(self._seen(after), self.cards_model.cards)
        grown = False
        here = self._row_here()
        for row in sorted({*self.visible_rows(), *((here,) if here is not None else ())}):
            number = row + 1
            article = after.article(number)
            card = maker.card(article) if article else maker.furniture()
            grown |= self.cards_model.set_card(row, card)
        self._show_changes(grown=grown)
        self._soon.start()
        self._stay_in_sight(initiator)

    def _refresh_all(self) -> None:
        self._soon.stop()
        shown = self._shown
        cards = CardMaker(self._seen(shown), self.cards_model.cards).cards() if shown else []
        self._show_changes(grown=self.cards_model.set_cards(cards))

    def _stay_in_sight(self, initiator: str) -> None:
        """What an editor has moved by a key is seen where it is now; a card that was dragged is in sight."""
        if self.delegate.place is not None and initiator not in NOT_BY_KEY:
            self.show_place(self.delegate.place)

    def catch_up(self) -> None:
        """Shows at once what would be shown a moment later."""
        if self._soon.isActive():
            self._refresh_all()
        self._late.catch_up()

    def _show_changes(self, *, grown: bool) -> None:
        """Cards that changed are painted by themselves; the others where they have moved."""
        before = self.delegate.place
        self._mark()
        if grown:
            self.scheduleDelayedItemsLayout()
        if grown or before != self.delegate.place:
            self.viewport().update()

    def _selection_moved(self, _selection: Selection, initiator: str) -> None:
        self.catch_up()
        self._late.put_off()
        rows = self._marked_rows()
        self._mark()
        for row in rows | self._marked_rows():
            if row < self.cards_model.rowCount():
                self.update(self.cards_model.index(row))
        place = self.delegate.place
        if place is not None and initiator != NAME:
            self.show_place(place)

    def _place(self) -> Place | None:
        """Where the session's caret is read; None where no card has that text."""
        row = self._row_here()
        if row is None or not 0 <= row < self.cards_model.rowCount():
            return None
        card = self.cards_model.cards[row]
        at = card.place_of(self._bridge.session.selection.caret)
        return Place(row, at) if at is not None and card.paragraphs else None

    def _row_here(self) -> int | None:
        """The row of the card that has the session's caret; None where nobody has its text."""
        shown, caret = self._shown, self._bridge.session.selection.caret
        stretch = shown.stretch_at(caret) if shown else None
        if shown is None or stretch is None:
            return None
        owner = stretch.owner
        return owner.number - 1 if isinstance(owner, ShownArticle) else len(shown.articles)

    def _mark(self) -> None:
        """Takes over from the session where the editor stands and what is selected."""
        shown, selection = self._shown, self._bridge.session.selection
        self.delegate.place = self._place()
        self.delegate.selected = (
            selected_on(self.cards_model.cards, shown, selection) if shown else {}
        )
        self.selected_spans = selection.spans
        self.selected_lines = lines_said(shown.page.raw, selection) if shown else ("", 0)

    def _marked_rows(self) -> set[int]:
        place = self.delegate.place
        return {*self.delegate.selected, *((place.row,) if place else ())}

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

    # -- lines ---------------------------------------------------------------------------

    def _choose(self, spans: Iterable[Span]) -> None:
        shown = self._shown
        selection = selection_of(spans, shown.page.raw.text) if shown else None
        self._bridge.select(selection or self._bare(), NAME)

    def _bare(self) -> Selection:
        return Selection.at(self._bridge.session.selection.caret)

    def _select_lines(self, touched: Touched, kept: Sequence[Span]) -> None:
        self._choose([*spans_of(self.cards_model.cards, touched), *kept])

    def _toggle_lines(self, row: int, number: int) -> None:
        (span,) = spans_of(self.cards_model.cards, ((row, (number,)),))
        if self.is_selected(row, (number,)):
            self._choose(without(self.selected_spans, span))
        else:
            self._choose([*self.selected_spans, span])

    def _drop_lines(self, row: int | None, gap: int | None) -> None:
        run = self._bridge.run
        if row is None:
            run("start_article")
            return
        card, number = self.cards_model.cards[row], str(row + 1)
        if gap is None:
            run("give_lines", number)
            return
        last = gap >= len(card.paragraphs)
        run("place_lines", number, "" if last else str(card.span_of(card.paragraphs[gap]).start))
