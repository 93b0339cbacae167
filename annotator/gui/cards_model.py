"""The rows of the cards' list: cards, and how they are set in type."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui.card_layout import CardFonts, KnownParagraphs, LaidCard
from annotator.gui.card_text import Card
from annotator.gui.ink import NOWHERE, Index
from annotator.gui.notes_words import SIGN
from annotator.settings.language import Language

MOST_KNOWN = 4000
"""Paragraphs whose lines are kept; an edit moves them from card to card and changes few of them."""


class CardsModel(QAbstractListModel):
    """Cards in the page's order, furniture last. A card is set in type when somebody looks at it."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._cards: list[Card] = []
        self._laid: list[LaidCard | None] = []
        self._known: KnownParagraphs = {}
        self.fonts = CardFonts(QFont())
        self._width = 0

    # -- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The whole text for screen readers; drawing asks `laid`."""
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.headline
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join((self.title_of(card), *(each.text for each in card.paragraphs)))
        return None

    # -- ours ----------------------------------------------------------------------------

    @property
    def cards(self) -> Sequence[Card]:
        return self._cards

    def title_of(self, card: Card) -> str:
        """What stands in the card's head: whose it is, and whether a person has said so."""
        state = self._language.say("panel.card_gold" if card.is_gold else "panel.card_proposed")
        state += f" · {SIGN} {card.note}" if card.note else ""
        if card.is_furniture:
            return f"{self._language.say('panel.card_furniture')} · {state}"
        return f"{self._language.say('panel.card_article', number=card.number)} · {state}"

    def set_language(self, language: Language) -> None:
        self._language = language
        self.set_type(self.fonts, self._width)

    def set_type(self, fonts: CardFonts, width: int) -> None:
        """Other fonts or another width: everything has to be set anew."""
        self.fonts, self._width = fonts, width
        self._known.clear()
        self._laid = [None] * len(self._cards)

    def laid(self, row: int) -> LaidCard:
        """The card of that row, set in type."""
        laid = self._laid[row]
        if laid is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            laid = LaidCard(
                self._cards[row], self.fonts, self._width, self._gutter(row), self._known
            )
            self._laid[row] = laid
        return laid

    def role_title(self, role: str) -> str:
        return self._language.say(f"role.{role}")

    def _gutter(self, row: int) -> float:
        """Room for the names of roles beside furniture, for their letters beside articles."""
        if not self._cards[row].is_furniture:
            return float(self.fonts.margin)
        metrics = QFontMetricsF(self.fonts.small)
        names = {self.role_title(each.role) for each in self._cards[row].paragraphs}
        return max(map(metrics.horizontalAdvance, names), default=0.0) + 12

    def set_cards(self, cards: Sequence[Card]) -> bool:
        """Takes over all cards; answers whether any row has another height, or is new or gone."""
        surplus = len(cards) - len(self._cards)
        at = self._first_difference(cards)
        if surplus > 0:
            self.beginInsertRows(NOWHERE, at, at + surplus - 1)
            self._cards[at:at] = cards[at : at + surplus]
            self._laid[at:at] = [None] * surplus
            self.endInsertRows()
        elif surplus < 0:
            self.beginRemoveRows(NOWHERE, at, at - surplus - 1)
            del self._cards[at : at - surplus], self._laid[at : at - surplus]
            self.endRemoveRows()
        moved = [self.set_card(row, card) for row, card in enumerate(cards)]
        return surplus != 0 or any(moved)

    def _first_difference(self, cards: Sequence[Card]) -> int:
        both = min(len(cards), len(self._cards))
        differs = (
            row for row in range(both) if cards[row].essence.parts != self._cards[row].essence.parts
        )
        return next(differs, both)

    def set_card(self, row: int, card: Card) -> bool:
        """Takes over one card; answers whether its row has another height now."""
        old, laid = self._cards[row], self._laid[row]
        if old is card:
            return False
        self._cards[row] = card
        # Entities are drawn over the text: where the words are the same, so are the lines.
        if old.paragraphs != card.paragraphs or old.is_furniture != card.is_furniture:
            self._laid[row] = None
        index = self.index(row)
        self.dataChanged.emit(index, index)
        return laid is None or self.laid(row).height != laid.height
