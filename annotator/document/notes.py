"""What people say to each other about a page: a flag on it, and notes. No gold, no proposal."""

from dataclasses import dataclass

from annotator.document.marks import ArticleMark, CorrectionMark, Mark
from annotator.document.spans import Span


@dataclass(frozen=True, slots=True)
class Flag:
    """Somebody wants the page to be looked at; `why` in a few words, "" where nothing was said.

    A page has one at most. `at` is ISO 8601, UTC.
    """

    why: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Note:
    """A few words on a page, on a stretch of its raw text, or on a mark.

    `mark` is the id of the mark it is about, and `place` where that stood: when the mark goes the
    note stays there. Without a place it is about the page. `by` and `at` (ISO 8601, UTC) tell who
    wrote the text as it is. Raises ValueError for an empty text, or a mark without a place.
    """

    id: str
    text: str
    by: str
    at: str
    place: Span | None = None
    mark: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a note says something")
        if self.mark and self.place is None:
            raise ValueError("a note on a mark has a place")


def place_of_mark(mark: Mark, text: str) -> Span:
    """Where a note on `mark` stands in `text`: of an article the first line of its headline.

    Of an insertion the character behind it, or the last one at the end of the text.
    """
    match mark:
        case ArticleMark(_, parts, _, _):
            lead = next((part for part in parts if part.role == "headline"), parts[0]).span
            return Span(lead.start, _end_of_line(lead, text))
        case CorrectionMark():
            if isinstance(mark.place, Span):
                return mark.place
            start = min(mark.place.at, len(text) - 1)
            return Span(start, start + 1)
        case _:
            return mark.span


def _end_of_line(span: Span, text: str) -> int:
    """Where the first line of the stretch ends that is not blank."""
    inside = span.text_in(text)
    blank = len(inside) - len(inside.lstrip())
    end = inside.find("\n", blank)
    return span.end if end < 0 else span.start + end
