"""The word that a bare caret is on: what a label's key means where nothing is selected.

Positions are code points of the raw text, but for those of a reading, which say so.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.proposals import WEAK, EntityBody
from annotator.document.reading import Side
from annotator.document.spans import Span
from annotator.workbench.shown import Shown

_LONGEST = 24
"""Strings of the lexicon are looked for up to that length, in characters."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What tells words: the project's lexicon, and where words end on the page by the dictionary.

    `ends` are in text order; none while nobody has said.
    """

    lexicon: Lexicon = field(default_factory=Lexicon)
    ends: tuple[int, ...] = ()


def word_at(shown: Shown, caret: int, known: KnownWords) -> Span | None:
    """The longest known name that holds the caret, else the dictionary's word; None where neither is.

    A name is a string of the lexicon or what a weak proposal covers. What ends at the caret
    counts where nothing holds it.
    """
    for at in (caret, caret - 1):
        names = [*_from_lexicon(shown, at, known.lexicon), *_from_weak(shown, at)]
        free = [each for each in names if _can_be_one(shown, each)]
        if free:
            return max(free, key=lambda each: (len(each), -each.start))
    for at in (caret, caret - 1):
        word = _from_dictionary(shown, at, known.ends)
        if word is not None:
            return word
    return None


def _from_lexicon(shown: Shown, at: int, lexicon: Lexicon) -> Iterator[Span]:
    """Strings as they are read: over soft breaks, and corrected."""
    reading = shown.page_reading
    here = reading.to_reading(at, Side.AFTER) if at >= 0 and len(lexicon) else None
    if here is None:
        return
    text = reading.text
    for start in range(max(0, here - _LONGEST + 1), here + 1):
        for end in range(here + 1, min(len(text), start + _LONGEST) + 1):
            if any(map(_is_name, lexicon.entries_of(text[start:end]))):
                spans = reading.raw_spans(start, end)
                if len(spans) == 1:
                    yield spans[0]


def _is_name(entry: LexiconEntry) -> bool:
    return entry.rule == "always" or (entry.rule == "auto" and entry.accepted > 0)


def _from_weak(shown: Shown, at: int) -> Iterator[Span]:
    for each in shown.page.open_proposals:
        if each.score < WEAK and isinstance(each.body, EntityBody) and at in each.body.span:
            yield each.body.span


def _from_dictionary(shown: Shown, at: int, ends: tuple[int, ...]) -> Span | None:
    text = shown.page.raw.text
    if not ends or not 0 <= at < len(text) or not text[at].isalnum():
        return None
    start = ends[bisect_right(ends, at) - 1] if at >= ends[0] else 0
    index = bisect_left(ends, at + 1)
    end = ends[index] if index < len(ends) else len(text)
    while start < end and text[start].isspace():
        start += 1
    span = Span(start, end)
    return span if _can_be_one(shown, span) else None


def _can_be_one(shown: Shown, span: Span) -> bool:
    """Whether no entity and no end of a paragraph is in the way."""
    return not shown.entities_in(span) and not shown.runs_over_a_break(span.start, span.end)
