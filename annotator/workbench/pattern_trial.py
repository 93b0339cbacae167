"""What a pattern would find on the page on the desk, before it is kept."""

from dataclasses import dataclass, replace

from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase
from annotator.document.proposals import EntityBody
from annotator.document.reading import Side
from annotator.document.spans import Span
from annotator.propose.patterns import PatternFinder, flaw
from annotator.workbench.shown import Shown


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a pattern finds, as a reader reads it, with what stands around it in its line."""

    span: Span
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a pattern finds, in text order; or why it cannot be used, where that is not None."""

    hits: tuple[Hit, ...] = ()
    why: Phrase | None = None


def try_pattern(shown: Shown, pattern: Pattern, around: int) -> Trial:
    """Tries a pattern, on or off, with `around` characters of context on either side of a place."""
    raw = shown.page.raw
    why = flaw(pattern, [raw.text])
    if why is not None:
        return Trial(why=why)
    finder = PatternFinder([replace(pattern, is_on=True)], lambda _: shown.break_spans)
    bodies = [each.body for each in finder.propose(raw)]
    spans = [body.span for body in bodies if isinstance(body, EntityBody)]
    return Trial(tuple(_hit(shown, span, around) for span in spans))


def _hit(shown: Shown, span: Span, around: int) -> Hit:
    reading = shown.page_reading
    start = reading.to_reading(span.start, Side.AFTER) or 0
    end = reading.to_reading(span.end, Side.BEFORE) or start
    before = reading.text[max(0, start - around) : start].rpartition("\n")[2]
    after = reading.text[end : end + around].partition("\n")[0]
    return Hit(span, before, reading.text[start:end], after)
