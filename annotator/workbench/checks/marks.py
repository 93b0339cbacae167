"""The check on quotes and brackets: each has its partner, in the text as a reader reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.document.phrases import phrase
from annotator.document.reading import ReadingMap, Side
from annotator.document.spans import Span
from annotator.workbench.checks.articles import short
from annotator.workbench.checks.problem import Problem
from annotator.workbench.shown import Shown, ShownArticle

PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "(": "）",
    "[": "］",
}
"""Opening marks and their partners; half-width and full-width brackets are partners of each other."""

_FOLDED = {")": "）", "]": "］"}
_WIDE = {"(": "（", "[": "［", **_FOLDED}
_CLOSERS = frozenset(PAIRS.values())
_STRAIGHT = '"＂'
_MARK = re.compile(f"[{re.escape(''.join((*PAIRS, *_FOLDED, *_CLOSERS, _STRAIGHT)))}]")
_QUOTES = frozenset("“‘「『")
"""What opens each paragraph of a quotation anew, and is closed in its last."""

_NUMBERED = frozenset("0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩abcdefghijABCDEFGHIJ")
"""What may stand before a bracket that opens nowhere: 1) 一）."""


@dataclass(frozen=True, slots=True)
class Lone:
    """A mark without its partner, at that position of the reading."""

    at: int
    mark: str


def unmatched(shown: Shown) -> Iterator[Problem]:
    """A quote or bracket without its partner, article by article."""
    text = shown.page.raw.text
    for article in shown.articles:
        if _is_paired(shown, article):
            continue
        reading = shown.reading(article)
        alone = [*_lone_marks(reading.text), *_lone_straight(reading.text)]
        for lone in alone:
            span = _raw(reading, lone.at, len(text))
            around = Span(max(0, span.start - 5), min(len(text), span.end + 8))
            what = phrase("check.unmatched", mark=lone.mark, text=short(text, around))
            yield Problem("unmatched", span, what)


def _is_paired(shown: Shown, article: ShownArticle) -> bool:
    """Whether all marks of the raw text have partners, and no correction is about one: most articles, at once.

    Where a suspect is about one, it is asked about already.
    """
    text = shown.page.raw.text
    marks: list[str] = []
    for part in article.parts:
        near = shown.corrections_in(part.span.start, part.span.end)
        about = [
            each for each in near if _partners(text[each.start : each.end]) != _partners(each.text)
        ]
        if about:
            return not all(each.is_gold for each in about)
        marks += _marks_in(part.span.text_in(text))
    straight = sum(each in _STRAIGHT for each in marks)
    open_ones: list[str] = []
    for each in marks:
        mark = _FOLDED.get(each, each)
        if mark in PAIRS:
            open_ones.append(PAIRS[mark])
        elif mark in _CLOSERS and (not open_ones or open_ones.pop() != mark):
            return False
    return not open_ones and straight % 2 == 0


def _partners(words: str | None) -> list[str]:
    """The marks of some words, half-width ones as full-width."""
    return [_WIDE.get(each, each) for each in _marks_in(words or "")]


def _marks_in(words: str) -> list[str]:
    return [match[0] for match in _MARK.finditer(words)]


def _lone_marks(reading: str) -> list[Lone]:
    """A paragraph begun with the quote that is open goes on with the quotation."""
    open_ones: list[Lone] = []
    alone: list[Lone] = []
    is_first = True
    for at, char in enumerate(reading):
        mark = _FOLDED.get(char, char)
        if char == "\n":
            is_first = True
            continue
        if mark in PAIRS:
            goes_on = is_first and char in _QUOTES and any(o.mark == char for o in open_ones)
            if not goes_on:
                open_ones.append(Lone(at, char))
        elif mark in _CLOSERS:
            alone += _close(open_ones, Lone(at, char), mark, reading)
        if not char.isspace():
            is_first = False
    return sorted([*alone, *open_ones], key=lambda each: each.at)


def _close(open_ones: list[Lone], closer: Lone, mark: str, reading: str) -> list[Lone]:
    """What is left alone by a closing mark: itself, or those that were opened inside and not closed."""
    for index in range(len(open_ones) - 1, -1, -1):
        if PAIRS[open_ones[index].mark] == mark:
            left = open_ones[index + 1 :]
            del open_ones[index:]
            return left
    before = reading[closer.at - 1] if closer.at else ""
    return [] if mark == "）" and before in _NUMBERED else [closer]


def _lone_straight(reading: str) -> list[Lone]:
    """The straight quote is its own partner: an article has an even number of them, or the last is alone."""
    places = [at for at, char in enumerate(reading) if char in _STRAIGHT]
    return [Lone(places[-1], '"')] if len(places) % 2 else []


def _raw(reading: ReadingMap, at: int, length: int) -> Span:
    spans = reading.raw_spans(at, at + 1)
    if spans:
        return spans[0]
    raw = reading.to_raw(at, Side.AFTER)
    return Span(min(raw, length - 1), min(raw, length - 1) + 1)
