"""What is selected, as the cards show it, and what a hand on the cards selects."""

from collections.abc import Iterable, Sequence

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.gui.card_delegate import Selected
from annotator.gui.card_drag import Touched
from annotator.gui.card_text import Card
from annotator.workbench.commands.articles import runs_word
from annotator.workbench.parts import runs
from annotator.workbench.shown import Shown, ShownArticle
from annotator.workbench.situation import touched_lines


def selected_on(cards: Sequence[Card], shown: Shown, selection: Selection) -> Selected:
    """Of each card, by its row, what is selected of its reading text."""
    found: dict[int, list[tuple[int, int]]] = {}
    for span in selection.spans:
        owners = {
            each.owner.number - 1 if isinstance(each.owner, ShownArticle) else len(cards) - 1
            for each in shown.stretches_in(span)
        }
        for row in owners & set(range(len(cards))):
            found.setdefault(row, []).extend(cards[row].reading.reading_ranges(span))
    return {row: tuple(ranges) for row, ranges in found.items()}


def lines_said(raw: RawText, selection: Selection) -> tuple[str, int]:
    """The numbers of the selected lines in words, and how many there are; none for a bare caret."""
    if not selection.spans:
        return "", 0
    touched = touched_lines(raw, selection)
    return runs_word(touched), sum(last - first + 1 for first, last in touched)


def spans_of(cards: Sequence[Card], touched: Touched) -> list[Span]:
    """Where the paragraphs stand on the page."""
    return [
        cards[row].span_of(cards[row].paragraphs[number])
        for row, numbers in touched
        for number in numbers
    ]


def selection_of(spans: Iterable[Span], text: str) -> Selection | None:
    """All of `spans`, those with nothing but white space between them as one; None for none."""
    found = runs(spans, text)
    return Selection.of(found) if found else None


def without(spans: Sequence[Span], taken: Span) -> list[Span]:
    """`spans` but for what `taken` covers."""
    return [rest for span in spans for rest in span.without(taken)]
