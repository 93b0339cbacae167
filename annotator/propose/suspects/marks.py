"""Marks that cannot follow one another, and marks that cannot begin a paragraph."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

_PAIR_SCORE, _OPENING_SCORE, _POINT_SCORE, _MISREAD_SCORE = 0.93, 0.6, 0.9, 0.7
_UNCHECKED = frozenset(("byline", "credit", "headline", "kicker"))
_PAIR = re.compile(r"[，、；：。][，、；：。]+|[，、；：][！？]|[（《“‘][，。、；：）》”’]")
_OPENING = re.compile(r"[，、；：。！？）》”’]")
_MISREAD = (
    (re.compile(r"(?<=指出|认为|表示|强调|介绍)、"), "，"),
    (re.compile(r"；(?=一是|其一[，是])"), "："),
)
"""A mark that cannot stand there, and the one that it was."""
_TIME = (
    r"(?:[今去前明]年)?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?"
    r"(?:[0-9]{1,2}日|[上中下]旬|底|初|以来|至今|早晨|上午|下午|晚间?)+"
)
_NO_SENTENCE = re.compile(
    rf"(?:(?<=[。！？；])|\A)(?:{_TIME}|身为[^，。！？；：]{{2,14}}|从[^，。！？；：]{{1,8}}[来上]看)(?P<stop>。)."
)
"""今年1月底。美国… : a stop behind what only leads into a sentence."""
_FULL_POINT = re.compile(rf"(?<=[{HAN}”》）])．(?=[{HAN}“《（]|\Z)")


def marks(page: PageReading) -> Iterator[Suspect]:
    """Of two marks in a row the first or the second is too much; nobody knows which."""
    for paragraph in page.asked:
        if paragraph.block.article < 0 or paragraph.role in _UNCHECKED:
            continue
        yield from _pairs(paragraph)
        yield from _opening(paragraph)
        yield from _misread(paragraph)
        for match in _FULL_POINT.finditer(paragraph.text):
            edit = edit_of(paragraph, match.start(), match.end(), "。")
            because = phrase("because.point_for_stop", text=match[0])
            yield suspect(paragraph, edit, "marks", _POINT_SCORE, because)


def _pairs(paragraph: Paragraph) -> Iterator[Suspect]:
    for match in _PAIR.finditer(paragraph.text):
        start, end = match.span()
        found = match[0]
        keeps = [found[0], found[-1]] if found[0] not in "（《“‘" else [found[0], ""]
        edits = tuple(edit_of(paragraph, start, end, mark) for mark in dict.fromkeys(keeps))
        because = phrase("because.marks_in_a_row", text=found)
        yield suspect(paragraph, edits[0], "marks", _PAIR_SCORE, because, edits[1:])


def _misread(paragraph: Paragraph) -> Iterator[Suspect]:
    for pattern, reads in _MISREAD:
        for match in pattern.finditer(paragraph.text):
            at = match.start()
            because = phrase(
                "because.mark_misread", text=paragraph.text[max(0, at - 2) : at + 3], reads=reads
            )
            edit = edit_of(paragraph, at, at + 1, reads)
            yield suspect(paragraph, edit, "marks", _MISREAD_SCORE, because)
    for match in _NO_SENTENCE.finditer(paragraph.text):
        at = match.start("stop")
        because = phrase("because.no_sentence", text=match[0][:-2])
        edit = edit_of(paragraph, at, at + 1, "，")
        yield suspect(paragraph, edit, "marks", _MISREAD_SCORE, because)


def _opening(paragraph: Paragraph) -> Iterator[Suspect]:
    match = _OPENING.match(paragraph.text)
    if match and paragraph.is_whole and paragraph.role == "body":
        because = phrase("because.mark_opens", text=match[0])
        edit = edit_of(paragraph, 0, 1, "")
        yield suspect(paragraph, edit, "marks", _OPENING_SCORE, because)
