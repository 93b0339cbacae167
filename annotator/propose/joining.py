"""A page as a tagger should read it: soft breaks and spaced-out words joined, cut into sentences.

Everything here deletes or replaces white space; the way back to the raw text is the
`ReadingMap`'s. Positions are code points.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from annotator.document.raw_text import RawText
from annotator.document.reading import ReadingMap, Replacement, break_replacements
from annotator.document.spans import Span

Correction = tuple[int, int, str]
"""Raw `[start, end)` reads that text: a correction somebody has made."""

SoftBreaks = Callable[[RawText], Sequence[Span]]
"""Which stretches of white space are accidents of the column width."""

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_NEIGHBOURS = 5
"""Lines before and after a line that say how wide its column is."""
_MOST_NEWLINES = 2
"""A column's jump leaves one blank line; more of them part two texts."""
_FULL = 0.8
"""Of the column's width: what a line needs to have been broken by the column's edge."""
_ENDS = "。！？!?"
_OPENS = re.compile(r"本报|通[讯訊]员|通訊員|[●■◆▲★]|——")
_SPACES = "[ \u3000\u00a0]"

_SPACED_OUT = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:{_SPACES}+[{_HAN}])+(?![{_HAN}])")
"""Single characters with white space between them, such as 驻 村 工 作 队."""
_BESIDE_FIGURES = re.compile(
    rf"(?<=[0-9０-９]){_SPACES}+(?=[{_HAN}])|(?<=[{_HAN}]){_SPACES}+(?=[0-9０-９])"
)
_BYLINE = re.compile(r"[记記]者|通[讯訊][员員]|[摄攝]")

_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)》]*")
_LONGEST = 200
"""Code points of a sentence at most; a longer one is cut after a comma, or anywhere."""


def likely_soft_breaks(raw: RawText) -> list[Span]:
    """A crude guess where no segmenter is at hand: full lines without a closing mark go on.

    A line is full at four fifths of the median width of its neighbours.
    """
    lines = [raw.line_bounds(number) for number in range(len(raw.line_starts))]
    kept = [span for start, end in lines if (span := _inked(raw.text, start, end))]
    breaks: list[Span] = []
    for number, line in enumerate(kept[:-1]):
        column = kept[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
        after = kept[number + 1]
        if raw.text.count("\n", line.end, after.start) > _MOST_NEWLINES:
            continue
        full = len(line) >= _FULL * median(len(each) for each in column)
        if full and raw.text[line.end - 1] not in _ENDS and not _OPENS.match(raw.text, after.start):
            breaks.append(Span(line.end, after.start))
    return breaks


def _inked(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    left, right = len(line) - len(line.lstrip()), len(line.rstrip())
    return Span(start + left, start + right) if left < right else None


def joined(
    raw: RawText, soft_breaks: Sequence[Span], corrections: Sequence[Correction] = ()
) -> ReadingMap:
    """The whole page as corrected, with soft breaks and stray spaces out; hard breaks stay newlines."""
    text = raw.text
    if not text:
        return ReadingMap("", (), ())
    corrected = [Replacement(*each) for each in corrections]
    breaks = break_replacements(text, soft_breaks, corrected)
    return ReadingMap.over(text, [Span(0, len(text))], [*corrected, *breaks, *_stray_spaces(text)])


def _stray_spaces(text: str) -> Iterator[Replacement]:
    for match in _BESIDE_FIGURES.finditer(text):
        yield Replacement(match.start(), match.end(), "")
    for match in _SPACED_OUT.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        places = [match.start() + gap.start() for gap in re.finditer(rf"{_SPACES}+", match[0])]
        # After 记者 four single characters are two names of two, not one of four.
        in_pairs = len(places) % 2 and _BYLINE.search(line)
        for at in places[:: 2 if in_pairs else 1]:
            end = at + 1
            while text[end].isspace():
                end += 1
            yield Replacement(at, end, "")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order; line breaks and blank stretches are in none."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        ends = [match.end() for match in _SENTENCE_END.finditer(line)]
        at = 0
        for end in dict.fromkeys([*ends, len(line)]):
            if line[at:end].strip():
                found.extend(_short(text, start + at, start + end))
            at = end
        start += len(line) + 1
    return found


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        comma = max(text.rfind(mark, start, start + _LONGEST) for mark in "，、,：:") + 1
        cut = comma if comma > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end
