"""Letters among figures, and stray strokes and dots in Chinese text."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Edit, Suspect, edit_of, suspect
from annotator.propose.suspects.likelihood import gains
from annotator.propose.suspects.paragraphs import PageReading, Paragraph
from annotator.propose.words import frequency

_LETTER_SCORE, _ZERO_SCORE, _STROKE_SCORE, _POINT_SCORE, _DOT_SCORE = 0.95, 0.9, 0.93, 0.9, 0.8
_FIGURES = {"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8", "Z": "2"}
_ROUND = frozenset("OolI")
"""Letters that are taken for figures beside a single one, too: 2O, l0."""
_MIXED = re.compile(r"(?<![0-9A-Za-z.])[0-9OolISBZ.,]++(?![0-9A-Za-z])")
_BEHIND = re.compile(rf"[{HAN}%％、，。）—~～-]|\Z")
_COUNTED = re.compile(r"[万亿年月日个名人家元岁%％]")
"""What is counted: a letter before it is a figure."""
_HAN_ZERO = re.compile(r"(?<=[一二三四五六七八九十〇○])[Oo0]+(?=[一二三四五六七八九十年〇○Oo])")
_STRAY = re.compile(rf"(?<=[{HAN}])[|丨｜.·•](?=[{HAN}])")
_STROKES = frozenset("|丨｜")
_POINTS = frozenset(".")
_LEAST_GAIN = 8.0
"""Nats that a dot must cost."""
_HALF = 2


def digits(page: PageReading) -> Iterator[Suspect]:
    """20l9, 201B, 5O for figures; 〇 in 二O二三; 心中的|敬畏, 路·子, 近.视."""
    for paragraph in page.asked:
        if paragraph.block.article >= 0:
            yield from _letters(paragraph)
            yield from _zeros(paragraph)
            yield from _strays(paragraph)


def _letters(paragraph: Paragraph) -> Iterator[Suspect]:
    text = paragraph.text
    for match in _MIXED.finditer(text):
        number = match[0]
        letters = [at for at, character in enumerate(number) if character in _FIGURES]
        has_figures = any(each.isdigit() for each in number)
        if not (letters and has_figures and _BEHIND.match(text, match.end())):
            continue
        counts = _COUNTED.match(text, match.end()) is not None
        if not counts and not _are_figures(number, letters):
            continue
        if len(letters) * _HALF > len(number):
            continue
        for at in letters:
            start = match.start() + at
            reads = _FIGURES[text[start]]
            because = phrase("because.letter_for_figure", text=number, letter=text[start])
            edit = edit_of(paragraph, start, start + 1, reads)
            yield suspect(paragraph, edit, "digits", _LETTER_SCORE, because)


def _are_figures(number: str, letters: list[int]) -> bool:
    """Where nothing is counted, S, B and Z are figures only between others."""
    last = len(number) - 1
    return all(number[at] in _ROUND or 0 < at < last for at in letters)


def _zeros(paragraph: Paragraph) -> Iterator[Suspect]:
    for match in _HAN_ZERO.finditer(paragraph.text):
        edit = edit_of(paragraph, match.start(), match.end(), "〇" * len(match[0]))
        because = phrase("because.letter_for_zero", text=match[0])
        yield suspect(paragraph, edit, "digits", _ZERO_SCORE, because)


def _strays(paragraph: Paragraph) -> Iterator[Suspect]:
    """A stroke, a point or a dot where none belongs. A dot stays in names and between titles."""
    text = paragraph.text
    for match in _STRAY.finditer(text):
        at = match.start()
        score = _stray(paragraph, at)
        if score:
            because = phrase(
                "because.stray_mark", text=text[max(0, at - 4) : at + 5], mark=text[at]
            )
            others = tuple(edit_of(paragraph, at, at + 1, mark) for mark in "，。、")
            edit = Edit(at, at + 1, "", "insertion")
            yield suspect(paragraph, edit, "digits", score, because, others)


def _stray(paragraph: Paragraph, at: int) -> float:
    text, mark = paragraph.text, paragraph.text[at]
    if mark in _STROKES:
        return _STROKE_SCORE if paragraph.role == "body" else 0.0
    if mark in _POINTS:
        return _POINT_SCORE
    parts_word = frequency(text[at - 1] + text[at + 1]) > 0
    is_name = paragraph.is_in_name(at, at + 1) and not parts_word
    if paragraph.role != "body" or is_name or not (parts_word or at == 1):
        return 0.0
    gain = gains(text, [Edit(at, at + 1, "", "insertion")])[0]
    return _DOT_SCORE if gain >= _LEAST_GAIN else 0.0
