"""Putting a correction on a page: what makes room for it, and what it may not cross.

Positions are code points of the raw text.
"""

import re

from annotator.document.correcting import minimal
from annotator.document.marks import (
    Accepted,
    Adjusted,
    CorrectionMark,
    Origin,
    Typed,
    place_of,
)
from annotator.document.phrases import phrase
from annotator.document.proposals import CorrectionBody, Proposal, extent_of
from annotator.document.reading import joiner
from annotator.document.spans import Span, place_at, places_collide
from annotator.workbench.draft import Draft
from annotator.workbench.situation import Refusal
from annotator.workbench.suspects import change_title

_BREAK = re.compile(r"\s*\n\s*")


def body_at(start: int, end: int, text: str | None, kind: str) -> CorrectionBody:
    """`[start, end)` reads `text`; equal positions are an insertion."""
    return CorrectionBody(place_at(start, end), text, kind)


# -- line ends ---------------------------------------------------------------------------


def without_breaks_at_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the line ends, and the white space around them, that it begins or ends with."""
    raw = text[start:end]
    if raw.isspace() or not raw:
        return start, end
    head, tail = len(raw) - len(raw.lstrip()), len(raw) - len(raw.rstrip())
    if "\n" in raw[:head]:
        start += head
    if tail and "\n" in raw[-tail:]:
        end -= tail
    return start, end


def fitted(text: str, span: Span, reads: str) -> tuple[int, int, str]:
    """The least change that lets `span` read `reads`: start, end, and what stands there.

    Line ends inside are joined over, so that a word over a soft break is fixed where it is wrong.
    """
    letters: list[tuple[str, int, int]] = []
    at = span.start
    for gap in _BREAK.finditer(text, span.start, span.end):
        letters += ((text[index], index, index + 1) for index in range(at, gap.start()))
        letters += ((each, *gap.span()) for each in joiner(text, *gap.span()))
        at = gap.end()
    letters += ((text[index], index, index + 1) for index in range(at, span.end))
    head, tail, put = minimal("".join(letter for letter, _, _ in letters), reads)
    if head < tail:
        return letters[head][1], letters[tail - 1][2], put
    at = letters[head][1] if head < len(letters) else span.end
    return at, at, put


def reading_after(text: str, span: Span, body: CorrectionBody) -> str:
    """What `span` reads, in one line, once the correction inside it is made."""
    start, end = extent_of(body)
    whole = text[span.start : start] + (body.text or "") + text[end : span.end]
    return _BREAK.sub(lambda gap: joiner(whole, *gap.span()), whole)


# -- making room -------------------------------------------------------------------------


def in_the_way(draft: Draft, start: int, end: int) -> Refusal | None:
    """A correction that the stretch cuts, or that it lies inside of: neither can stand with the other."""
    page = draft.situation.page
    for mark in draft.corrections_at(start, end):
        low, high = place_of(mark)
        if not (start <= low and high <= end):
            line = page.raw.line_at(low) + 1
            what = change_title(page.raw.text[low:high], mark.text)
            return Refusal(phrase("refuse.correction_in_the_way", line=line, what=what))
    return None


def place_correction(
    draft: Draft, body: CorrectionBody, source: Proposal | None = None
) -> Refusal | None:
    """Puts the correction on the page: whatever it covers goes, and suspects there are decided.

    `source` is the suspect that the editor stood on; it counts as decided wherever it lies.
    """
    start, end = extent_of(body)
    refusal = in_the_way(draft, start, end)
    if refusal is not None:
        return refusal
    covered = draft.corrections_at(start, end)
    overtaken = [
        each.proposal
        for each in draft.situation.shown.corrections_in(start, end)
        if each.proposal and places_collide((each.start, each.end), (start, end))
    ]
    source = source or (overtaken[0] if len(overtaken) == 1 else None)
    for each in {each.id: each for each in (*overtaken, *((source,) if source else ()))}.values():
        draft.decide(each, "accepted" if each.body == body else "adjusted")
    certainty = "suspect" if body.text is None else "sure"
    same = next((mark for mark in covered if mark.place == body.place), None)
    for mark in covered:
        draft.drop(mark)
    name = same.id if same else draft.new_id("c")
    origin = _origin(draft.situation.by, body, source, same)
    draft.put(CorrectionMark(name, body.place, body.text, body.kind, origin, certainty))
    return None


def _origin(
    by: str, body: CorrectionBody, source: Proposal | None, old: CorrectionMark | None
) -> Origin:
    if source is not None:
        return Accepted(by, source.id) if source.body == body else Adjusted(by, source.id)
    if old is not None and isinstance(old.origin, Accepted | Adjusted):
        return Adjusted(by, old.origin.proposal)
    return Typed(by)
