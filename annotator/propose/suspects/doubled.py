"""Words and characters that stand twice in a row, and list items named twice."""

import re
from collections.abc import Iterator
from itertools import accumulate

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Edit, Suspect, suspect
from annotator.propose.suspects.likelihood import gains
from annotator.propose.suspects.paragraphs import PageReading, Paragraph
from annotator.propose.words import frequency, segmentation

_WORD_SCORE, _CHARACTER_SCORE, _ITEM_SCORE = 0.8, 0.7, 0.7
_TWICE = re.compile(rf"(?P<word>[{HAN}]{{1,6}})(?P=word)(?!(?P=word))")
_ITEM = re.compile(
    rf"(?<![{HAN}])(?P<word>[{HAN}]{{1,8}})、(?P=word)(?:(?![{HAN}])|(?=[和与及等]))"
)
_ITEM_OF_ONE = re.compile(rf"(?<=[{HAN}])(?P<word>[{HAN}])、(?P=word)(?=[、，。；等和与及])")
"""拓宽了茶、茶等: where the first one is a word of its own."""
_DISTRIBUTED = re.compile(r"[一几两半每]|成[包片群批排串堆箱套袋车对]|.一|(?P<one>.)(?P=one)")
"""一个一个, 成片成片: doubled on purpose."""
_TYPES = frozenset(
    "省市县区镇乡村州部厅局处科社店厂场站院校会团队组长国年月日业制品河湖江山站路库股街"
)
"""Characters that end one noun and begin the next: 通讯社社长, 年年底."""
_AROUND = 12
_SYLLABLES = 2
"""Characters of what may be a sound, not a word: 哔哩哔哩."""
_LEAST_GAIN = 6.0
"""Nats that a doubled character must cost."""


def doubled(page: PageReading) -> Iterator[Suspect]:
    """The second copy should go. A copy that is a word of its own, or the head of another, is left alone."""
    for paragraph in page.asked:
        if paragraph.block.article < 0 or paragraph.role in ("byline", "credit"):
            continue
        for match in _TWICE.finditer(paragraph.text):
            word = match["word"]
            score = _in_a_row(paragraph, match.start(), word)
            if score:
                yield _out(paragraph, match.start() + len(word), match.end(), word, score)
        for match in (*_ITEM.finditer(paragraph.text), *_lone_items(paragraph.text)):
            start = match.end() - len(match["word"]) - 1
            yield _out(paragraph, start, match.end(), match["word"], _ITEM_SCORE)


def _lone_items(text: str) -> Iterator[re.Match[str]]:
    for match in _ITEM_OF_ONE.finditer(text):
        low = max(0, match.start() - _AROUND)
        words = segmentation(text[low : match.end() + _AROUND])
        if match.start() - low in accumulate(map(len, words)):
            yield match


def _out(paragraph: Paragraph, start: int, end: int, word: str, score: float) -> Suspect:
    edit = Edit(start, end, "", "duplicate")
    return suspect(paragraph, edit, "doubled", score, phrase("because.doubled", text=word))


def _in_a_row(paragraph: Paragraph, start: int, word: str) -> float:
    """How likely the second of two copies from `start` on is too much; 0 where it is none."""
    text, size = paragraph.text, len(word)
    if _DISTRIBUTED.search(word):
        return 0.0
    low = max(0, start - _AROUND)
    words = segmentation(text[low : start + 2 * size + _AROUND])
    ends = [0, *accumulate(map(len, words))]
    first, middle, last = (start + shift * size - low for shift in range(3))
    if size > 1:
        parted = {first, middle, last} <= set(ends)
        return _WORD_SCORE if parted and (size > _SYLLABLES or frequency(word)) else 0.0
    if middle not in ends or word in _TYPES:
        return 0.0
    at = ends.index(middle)
    is_lone = len(words[at - 1]) == 1 and len(words[at]) > 1
    copy = Edit(start + 1, start + 2, "", "duplicate")
    return _CHARACTER_SCORE if is_lone and gains(text, [copy])[0] >= _LEAST_GAIN else 0.0
