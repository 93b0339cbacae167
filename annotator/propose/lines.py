"""Lines of a page, what is to be seen of each, and which column each stands in.

Wrap mode and column width belong to a stretch of lines, not to a page: one page holds a column of
8 characters beside one of 19, and paragraphs on one line each beside both.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from annotator.document.raw_text import RawText
from annotator.propose.entity_rules.lists import NOTHING
from annotator.settings.resources import word_list

WINDOW = 6
"""So many lines on either side tell the column of a line."""

WIDEST_COLUMN = 48
"""In full-width characters; longer lines are paragraphs, not columns."""

_LONGEST_BYLINE = 100
"""Code points at most behind a full stop; a longer list of names would take for ever to try."""

_JUSTIFIED = re.compile(r"(?:[^\x00-\x7f][ \u3000]+){3,}[^\x00-\x7f]")
_GAPS = re.compile(r"[ \u3000]+")
_TERMINAL = "。！？!?…"
_CLOSING = "”’」』）)】》〉〗〕］]\"'"
_BETWEEN = "，、；：,;:"
_OPENING = "“‘「『（(【《〈〖〔［["


@dataclass(frozen=True, slots=True)
class Line:
    """A line (or its last piece, where a byline stands behind a full stop) without outer white space.

    Offsets are code points of the raw text, `width` counts full-width characters, `blank` the
    empty lines above; `column` is the usual width around it, 0.0 outside of wrapped text.
    """

    number: int
    start: int
    end: int
    text: str
    width: float
    blank: int
    indent: int
    column: float = 0.0
    same_row: bool = False

    @property
    def is_wrapped(self) -> bool:
        """Whether the line stands in a column of even width."""
        return self.column > 0

    @property
    def lack(self) -> float:
        """How much narrower than its column, in full-width characters; 0.0 outside of one."""
        return self.column - self.width if self.column else 0.0

    @property
    def ending(self) -> str:
        """How the line ends: `terminal`, `closed` (a bracket behind no full stop), `comma`, `open`, `bare`."""
        text = self.text.rstrip(_CLOSING)
        last = self.text[-1]
        if text and text[-1] in _TERMINAL:
            return "terminal"
        if last in _CLOSING:
            return "closed"
        if last in _BETWEEN or last in "—-":
            return "comma"
        return "open" if last in _OPENING else "bare"

    @property
    def opening(self) -> str:
        """What the line starts with: `never` (a mark no paragraph starts with), `open`, `dash`, `digit`, `latin`, `mark`, `text`."""
        first = self.text[0]
        if first in _TERMINAL or first in _BETWEEN or first in "”’」』）)】》%％":
            return "never"
        if first in _OPENING:
            return "open"
        if first in "—-―":
            return "dash"
        if first.isdigit():
            return "digit"
        if first.isascii():
            return "latin" if first.isalpha() else "mark"
        return "text" if first.isalpha() else "mark"

    @property
    def leaves_open(self) -> bool:
        """Whether a quotation or bracket is opened and not closed."""
        return any(
            self.text.count(left) > self.text.count(right)
            for left, right in ("“”", "（）", "()", "《》", "「」", "『』")
        )


def visual_width(text: str) -> float:
    """In full-width characters. Spaces of a justified line count nothing, half-width ones a half."""
    if _JUSTIFIED.search(text):
        text = _GAPS.sub("", text)
    return sum(0.25 if char == " " else 0.5 if char.isascii() else 1.0 for char in text)


@cache
def _closing_byline() -> re.Pattern[str]:
    """A full stop, then a byline or credit to the end of the line."""
    lead = "|".join(word_list("byline_leads.txt")) or NOTHING
    signs = "|".join(word_list("credit_signs.txt")) or NOTHING
    name = r"[\u4e00-\u9fff·]{2,4}"
    names = rf"{name}(?:[ \u3000、]+{name}){{0,4}}"
    source = r"(?:[（(][^（）()]{2,14}[）)])?"
    byline = rf"(?:{lead})[ \u3000:：]*{names}(?:[ \u3000]+(?:{lead})[ \u3000]*{names})*"
    credit = rf"(?:(?:{lead})[ \u3000:：]*)?{names}[ \u3000]*(?:{signs}){source}"
    return re.compile(
        rf"(?<=[{_TERMINAL}”])[ \u3000]*((?:{byline}[ \u3000]*(?:{signs})?{source}|{credit}))$"
    )


def _pieces(text: str) -> list[tuple[int, int]]:
    """Start and end in `text`: the whole, or in two where a byline follows the last full stop."""
    found = _closing_byline().search(text, max(0, len(text) - _LONGEST_BYLINE))
    if found and found.start() >= 4:
        return [(0, found.start()), (found.start(1), len(text))]
    return [(0, len(text))]


def lines_of(raw: RawText) -> tuple[Line, ...]:
    """All lines that are not blank, in text order, with the columns they stand in."""
    lines: list[Line] = []
    blank = 0
    for number, start in enumerate(raw.line_starts):
        bare = raw.line_text(number)
        text = bare.strip()
        if not text:
            blank += 1
            continue
        indent = len(bare) - len(bare.lstrip())
        for index, (left, right) in enumerate(_pieces(text)):
            piece = text[left:right].rstrip()
            at = start + indent + left
            width = visual_width(piece)
            lines.append(
                Line(
                    number,
                    at,
                    at + len(piece),
                    piece,
                    width,
                    0 if index else blank,
                    indent,
                    0.0,
                    index > 0,
                )
            )
        blank = 0
    return _in_columns(lines)


def _in_columns(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, column=column_at(lines, at)) for at, line in enumerate(lines))


def column_at(lines: Sequence[Line], at: int) -> float:
    """The width that most lines around `at` have (full-width characters), or 0.0 where they have none.

    Where a column of another width begins, only the lines of one side tell.
    """
    windows = (
        lines[max(0, at - WINDOW) : at + WINDOW + 1],
        lines[at : at + WINDOW + 2],
        lines[max(0, at - WINDOW - 1) : at + 1],
    )
    for window in windows:
        best = usual_width([line.width for line in window])
        if best and lines[at].width <= best + 2.6:
            return best
    return 0.0


def usual_width(widths: Sequence[float]) -> float:
    """The width that most lines have (full-width characters), or 0.0 where they have none."""
    narrow = [round(width) for width in widths if width <= WIDEST_COLUMN]
    if len(narrow) < 4:
        return 0.0
    counts = Counter(narrow)

    def support(width: int) -> float:
        close = sum(counts[width + step] for step in (-1, 0, 1))
        return close + counts[width - 2] / 2 + counts[width] / 2

    best = max(counts, key=lambda width: (support(width), width))
    full = sum(1 for width in widths if best - 2.6 <= width <= best + 2.1)
    wider = sum(1 for width in widths if width > best + 2.6)
    if best < 5 or full < max(4, 0.5 * len(widths)) or wider > 0.35 * len(widths):
        return 0.0
    return float(best)
