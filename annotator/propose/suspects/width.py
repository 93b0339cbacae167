"""Half-width marks in Chinese text, and full-width ones inside numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

_SCORE = 0.99
_UNCHECKED = frozenset(("masthead", "ad", "noise"))
"""Roles whose half-width marks are the paper's own: 版次, telephone numbers, pinyin."""
_WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
_HALF_WIDTH = re.compile(r"[,:;!?()]")
_CHINESE = re.compile(rf"[{HAN}，。、；：！？（）《》〈〉“”‘’「」『』【】…—％]")
_HAN = re.compile(rf"[{HAN}]")
_INSIDE_NUMBER = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))|(?<=[0-9])．(?=[0-9])")
_NARROW = {"，": ",", "．": "."}


def width(page: PageReading) -> Iterator[Suspect]:
    """Each mark of its own: they are one class on the page, decided as one."""
    for paragraph in page.asked:
        if paragraph.role not in _UNCHECKED:
            yield from _half_width(paragraph)
            yield from _full_width(paragraph)


def _half_width(paragraph: Paragraph) -> Iterator[Suspect]:
    text = paragraph.text
    found = {match.start() for match in _HALF_WIDTH.finditer(text)}
    if not found or not _HAN.search(text):
        return
    chinese = {at for at in found if text[at] not in "()" and _is_in_chinese(text, at)}
    chinese |= _brackets(text)
    for at in sorted(chinese):
        wide = _WIDE[text[at]]
        because = phrase("because.half_width", text=text[at], reads=wide)
        yield suspect(paragraph, edit_of(paragraph, at, at + 1, wide), "width", _SCORE, because)


def _is_in_chinese(text: str, at: int) -> bool:
    """Beside a Chinese character or mark; 9:30, 1,000 and what stands in foreign words are not."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(_CHINESE.match(before) or _CHINESE.match(after) or before in ("%", ")", "(", '"'))


def _brackets(text: str) -> set[int]:
    """Round brackets around Chinese text, or between it; partners go together."""
    found: set[int] = set()
    opened: list[int] = []
    chinese = [match.start() for match in _HAN.finditer(text)]
    for match in re.finditer(r"[()（）]", text):
        at = match.start()
        if match[0] in "(（":
            opened.append(at)
            continue
        start = opened.pop() if opened else at
        if (
            bisect_left(chinese, start) < bisect_left(chinese, at)
            or _CHINESE.match(text[start - 1 : start])
            or _CHINESE.match(text[at + 1 : at + 2])
        ):
            found |= {start, at}
    found |= {at for at in opened if _CHINESE.match(text[at + 1 : at + 2])}
    return {at for at in found if text[at] in "()"}


def _full_width(paragraph: Paragraph) -> Iterator[Suspect]:
    for match in _INSIDE_NUMBER.finditer(paragraph.text):
        edit = edit_of(paragraph, match.start(), match.end(), _NARROW[match[0]])
        because = phrase("because.full_width", text=match[0], reads=edit.text or "")
        yield suspect(paragraph, edit, "width", _SCORE, because)
