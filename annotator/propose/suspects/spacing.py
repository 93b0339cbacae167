"""Blanks inside Chinese words and at figures and marks, and the blank that a byline lacks."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

_SURE, _APART_SCORE, _IN_TEXT_SCORE, _BYLINE_SCORE = 0.99, 0.97, 0.6, 0.5
_UNCHECKED = frozenset(("masthead", "section", "staff", "ad", "noise", "byline", "credit"))
_RUNNING = frozenset(("body", "deck", "caption"))
"""Roles of running text: elsewhere a blank parts what belongs to two lines."""

_BLANK = r"[ \u00a0]"
_UNIT = rf"(?:[{HAN}《》“”‘’（）、，。；：！？·]|[0-9A-Za-z.%]+)"
_APART = re.compile(rf"(?<![{HAN}]){_UNIT}(?:{_BLANK}+{_UNIT}){{2,}}(?![{HAN}])")
"""Characters set one by one to fill a line: 盖 家 庭 住 户 500. A wider gap parts two such words."""
_FEWEST_SINGLE = 3
_SINGLE = re.compile(rf"(?<!\S)[{HAN}](?!\S)")
_GAP = re.compile(rf"{_BLANK}+")

_AT_FIGURE = re.compile(rf"(?<=[{HAN}“‘（《]){_BLANK}+(?=[0-9])|(?<=[0-9％%‰]){_BLANK}+(?=[{HAN}])")
_AROUND_FIGURE = re.compile(rf"(?<=[{HAN}]){_BLANK}+(?=[0-9.]+{_BLANK}+[{HAN}])")
_AT_MARK = re.compile(rf"(?<=[{HAN}0-9A-Za-z”’》）%]){_BLANK}+(?=[，。、；：！？”’》）])")
_IN_TEXT = re.compile(rf"(?<=[{HAN}]){_BLANK}(?=[{HAN}])")
_MARK = re.compile(r"[，。；]")
_CLOSED = tuple("。！？；…：”")
_DATELINE = frozenset("讯电报据")
"""Characters that end a dateline; what follows them is parted by a blank."""
_ENCLOSED = re.compile(r"（[^（）]*）|《[^《》]*》|“[^“”]{0,40}”|\([^()]*\)")
_PARTED = 3
"""Blanks between words from which they are taken for the paragraph's own separators."""
_LACKING = re.compile(rf"(?:通讯员|记者) ?(?P<name>[{HAN}]{{2,3}})(?P<kind>文/图|文图|摄影)\Z")


def spacing(page: PageReading) -> Iterator[Suspect]:
    """Each run of characters set apart and each blank else: one class on the page."""
    for paragraph in page.asked:
        if paragraph.role == "byline":
            yield from _byline(paragraph)
        elif paragraph.role not in _UNCHECKED and _GAP.search(paragraph.text):
            yield from _blanks(paragraph)


def _byline(paragraph: Paragraph) -> Iterator[Suspect]:
    match = _LACKING.search(paragraph.text)
    if match:
        reads = f"{match['name']} {match['kind']}"
        edit = edit_of(paragraph, match.start("name"), match.end(), reads)
        because = phrase("because.blank_lacking", name=match["name"], kind=match["kind"])
        yield suspect(paragraph, edit, "spacing", _BYLINE_SCORE, because)


def _blanks(paragraph: Paragraph) -> Iterator[Suspect]:
    text = paragraph.text
    enclosed = {at for match in _ENCLOSED.finditer(text) for at in range(*match.span())}
    taken = 0
    for start, end in _runs(paragraph):
        yield from _single(paragraph, taken, start, enclosed)
        narrow = min((gap[0] for gap in _GAP.finditer(text, start, end)), key=len)
        reads = _GAP.sub(lambda gap, one=narrow: "" if gap[0] == one else gap[0], text[start:end])
        because = phrase("because.set_apart", reads=reads)
        edit = edit_of(paragraph, start, end, reads)
        yield suspect(paragraph, edit, "spacing", _APART_SCORE, because)
        taken = end
    yield from _single(paragraph, taken, len(text), enclosed)


def _runs(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """By printed line: what is set apart fills one."""
    for start, end in paragraph.lines:
        line = paragraph.text[start:end]
        for match in _APART.finditer(line):
            if len(_SINGLE.findall(match[0])) >= _FEWEST_SINGLE:
                yield start + match.start(), start + match.end()


def _single(paragraph: Paragraph, start: int, end: int, enclosed: set[int]) -> Iterator[Suspect]:
    """Between two runs; `enclosed` are the places in brackets and quotes, where blanks part."""
    text = paragraph.text
    between = [
        match
        for match in _IN_TEXT.finditer(text, start, end)
        if match.start() not in enclosed and text[match.start() - 1] not in _DATELINE
    ]
    if len(between) >= _PARTED:
        return
    at_figures = _AT_FIGURE if paragraph.role in _RUNNING else _AROUND_FIGURE
    found = [
        ("because.blank_at_figure", _SURE, each) for each in at_figures.finditer(text, start, end)
    ]
    found += [
        ("because.blank_at_mark", _SURE, each) for each in _AT_MARK.finditer(text, start, end)
    ]
    if (
        paragraph.role in _RUNNING
        and text.endswith(_CLOSED)
        and _MARK.search(text, 0, len(text) - 1)
    ):
        found += [("because.blank_in_text", _IN_TEXT_SCORE, each) for each in between]
    for key, score, match in found:
        if key == "because.blank_at_figure" and text[match.start() - 1] in _DATELINE:
            continue
        around = text[match.start() - 1 : match.end() + 1]
        edit = edit_of(paragraph, match.start(), match.end(), "")
        yield suspect(paragraph, edit, "spacing", score, phrase(key, text=around))
