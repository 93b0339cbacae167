"""Brackets and quotation marks without a partner."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from annotator.document.phrases import phrase
from annotator.propose.suspects.bylines import LOST
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.paragraphs import PageReading, Paragraph
from annotator.propose.suspects.partners import Alone, partners

_SCORE = 0.7
_CHECKED = frozenset(("body", "caption", "deck"))
_PAIRS = dict(zip("（“‘《〈「『【〔", "）”’》〉」』】〕", strict=True))
_QUOTES = frozenset("“‘")
_MOST_PLACES = 8
_MOST_ALONE = 8
"""Marks without a partner in a paragraph; with more of them it is something else than text."""


def brackets(page: PageReading) -> Iterator[Suspect]:
    """The missing partner at its likeliest place; what is open over a paragraph's end may be closed in the next."""
    checked = [each for each in page.paragraphs if each.role in _CHECKED]
    asked = {each.number for each in page.asked}
    for _, group in groupby(checked, key=lambda each: each.block.article):
        article = list(group)
        for opening, closing in _PAIRS.items():
            for each in _alone(article, opening, closing):
                is_asked = each.paragraph.number in asked and each.paragraph.is_whole
                if is_asked and not _is_of_dateline(each):
                    yield _missing(each, opening, closing)


def _alone(article: Sequence[Paragraph], opening: str, closing: str) -> list[Alone]:
    found: list[Alone] = []
    for number, paragraph in enumerate(article):
        for each in _in_paragraph(paragraph, opening, closing):
            left = found[-1] if found else None
            if left and left.opens and not each.opens and left.paragraph is not paragraph:
                found.pop()
                continue
            if each.opens and opening in _QUOTES and each.high == len(paragraph.text):
                following = article[number + 1 : number + 2]
                if following and following[0].text.startswith(opening):
                    continue
            found.append(each)
    return found


def _in_paragraph(paragraph: Paragraph, opening: str, closing: str) -> list[Alone]:
    """Marks without a partner, brackets within brackets allowed where all of them close."""
    text = paragraph.text
    places = [match.start() for match in re.finditer(f"[{opening}{closing}]", text)]
    opened: list[int] = []
    alone: list[int] = []
    for at in places:
        if text[at] == opening:
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            alone.append(at)
    if not 0 < len(opened) + len(alone) <= _MOST_ALONE:
        return []
    return _one_level(paragraph, places, opening)


def _one_level(paragraph: Paragraph, places: Sequence[int], opening: str) -> list[Alone]:
    """As if none lay in another: what the next mark of its kind shows to be alone."""
    text = paragraph.text
    found: list[Alone] = []
    last_open: int | None = None
    low = 0
    for at in places:
        if text[at] == opening:
            if last_open is not None:
                found.append(Alone(paragraph, last_open, opens=True, low=last_open + 1, high=at))
            last_open = at
            continue
        if last_open is None:
            found.append(Alone(paragraph, at, opens=False, low=low, high=at))
        last_open, low = None, at + 1
    if last_open is not None:
        end = len(text)
        found.append(Alone(paragraph, last_open, opens=True, low=last_open + 1, high=end))
    return found


def _is_of_dateline(alone: Alone) -> bool:
    """本报通讯员 …） has lost more than a bracket: `bylines` speaks of it."""
    match = LOST.match(alone.paragraph.text)
    return match is not None and match.end() == alone.at + 1


def _missing(alone: Alone, opening: str, closing: str) -> Suspect:
    """Its partner where it is likeliest, else elsewhere; last, the mark itself is too much."""
    paragraph, mark = alone.paragraph, alone.paragraph.text[alone.at]
    lost = closing if alone.opens else opening
    places = partners(alone, lost)[:_MOST_PLACES]
    edits = [*places, edit_of(paragraph, alone.at, alone.at + 1, "")]
    because = phrase("because.partner_missing", mark=mark, lost=lost)
    return suspect(paragraph, edits[0], "brackets", _SCORE, because, tuple(edits[1:]))
