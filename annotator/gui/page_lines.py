"""Lines selected by key."""

from annotator.document.raw_text import RawText
from annotator.document.spans import Selection


def grown_by_line(raw: RawText, selection: Selection, step: int) -> Selection:
    """The selection in whole lines, its moving end on the next line with text below (`step` 1) or above (-1).

    At the first and the last line with text it stays there.
    """
    last = len(raw)
    fixed, moving = (
        raw.line_at(min(selection.anchor, last)),
        raw.line_at(min(selection.caret, last)),
    )
    span = selection.span
    if span is not None and raw.text[span.end - 1 : span.end] == "\n":  # up to a line, not into it
        fixed -= selection.anchor == span.end
        moving -= selection.caret == span.end
    found = moving + step
    while 0 <= found < len(raw.line_starts) and not raw.line_text(found).strip():
        found += step
    moving = found if 0 <= found < len(raw.line_starts) else moving
    if moving >= fixed:
        return Selection(raw.line_bounds(fixed)[0], raw.line_bounds(moving)[1])
    return Selection(raw.line_bounds(fixed)[1], raw.line_bounds(moving)[0])
