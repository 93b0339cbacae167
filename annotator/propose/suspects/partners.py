"""Where the missing partner of a bracket or a quotation mark most likely stood.

Each place is weighed by what the language model gains, by its distance, by the marks beside
it, and by whether it is the edge of a word. The weights were fitted (a softmax over the
places of one mark) on 2,810 marks taken out of news pages one by one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from annotator.propose.suspects.finding import Edit, edit_of
from annotator.propose.suspects.likelihood import gains
from annotator.propose.suspects.paragraphs import Paragraph
from annotator.propose.words import segmentation

_ENDS = "。！？；…"
_END = re.compile(f"[{_ENDS}]")
_MARKS = frozenset("，、：；。！？")
_SAYING = re.compile(r"(?:说|表示|认为|指出|强调|介绍|坦言|写道)[，：]?\Z")
_LEADS = re.compile(r"：|(?:说|表示|认为|指出|强调|介绍|坦言|写道)，")
_LONGEST_TERM = 30
"""Code points between the partners of a term or a title; what is said may be longer."""
_LONG, _SHORT = 12, 3
_NEAR = 48
_MOST = 40
"""Sentences, and verbs of saying, that are looked at on the way."""


@dataclass(frozen=True, slots=True)
class Alone:
    """A mark at `at` of its paragraph without a partner, which must lie in `[low, high]`."""

    paragraph: Paragraph
    at: int
    opens: bool
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each trait of a place counts for, in nats; `gain` is a factor."""

    gain: float
    log_distance: float
    is_long: float
    is_short: float
    behind_end: float
    end_of_speech: float
    behind_comma: float
    at_mark: float
    edge_of_word: float
    edge_of_speech: float
    behind_saying: float = 0.0
    speech_behind_saying: float = 0.0


_CLOSING = _Weights(0.61, -0.94, -0.13, -0.44, 2.35, 4.05, -1.01, 0.54, 1.69, -0.31)
_OPENING = _Weights(0.47, -1.44, 0.54, -1.10, 1.58, 1.94, 0.19, 1.56, 1.91, 3.74, 1.51, 1.80)


def partners(alone: Alone, lost: str) -> list[Edit]:
    """Insertions of the mark `lost`, the likeliest first."""
    paragraph, text = alone.paragraph, alone.paragraph.text
    places = _closings(alone, text) if alone.opens else _openings(alone, text)
    edits = [edit_of(paragraph, at, at, lost) for at in places]
    is_edge = _edges(text, alone.at)
    edge = (_CLOSING if alone.opens else _OPENING).edge_of_word
    weigh = _weight_of_closing if alone.opens else _weight_of_opening
    weights = [
        weigh(alone, text, edit.start, gain) + edge * is_edge(edit.start)
        for edit, gain in zip(edits, gains(text, edits), strict=True)
    ]
    order = sorted(range(len(edits)), key=lambda at: (-weights[at], at))
    return [edits[at] for at in order]


def _edges(text: str, at: int) -> Callable[[int], bool]:
    """Whether a place near `at` is the edge of a word; sentences, which begin and end farther away, always are."""
    low, high = max(0, at - _NEAR), min(len(text), at + _NEAR)
    found = {low, *accumulate(map(len, segmentation(text[low:high])), initial=low)}
    return lambda place: not low <= place <= high or place in found


def _closings(alone: Alone, text: str) -> Sequence[int]:
    """Within the sentence, behind any sentence, at the paragraph's end."""
    first = alone.at + 2
    ends = [match.end() for match in _END.finditer(text, alone.low, alone.high)][:_MOST]
    stop = next((end - 1 for end in ends if end > first), alone.high)
    within = range(first, min(stop, alone.at + _LONGEST_TERM) + 1)
    last = alone.high if alone.high in (len(text), *within) else first
    return sorted({at for at in (*within, *ends, last) if first <= at <= alone.high})


def _openings(alone: Alone, text: str) -> Sequence[int]:
    """Within the sentence, before any sentence, behind a colon or a verb of saying."""
    heads = [match.end() for match in _END.finditer(text, alone.low, alone.at - 1)][-_MOST:]
    colons = [match.end() for match in _LEADS.finditer(text, alone.low, alone.at)][-_MOST:]
    low = max([alone.low, *heads[-1:]])
    within = range(max(low, alone.at - _LONGEST_TERM), alone.at - 1)
    places = {*within, *heads, alone.low, *colons}
    return sorted(at for at in places if alone.low <= at < alone.at)


def _distance(weights: _Weights, distance: int) -> float:
    return (
        weights.log_distance * log(distance)
        + weights.is_long * (distance > _LONG)
        + weights.is_short * (distance < _SHORT)
    )


def _weight_of_closing(alone: Alone, text: str, at: int, gain: float) -> float:
    left, right = text[at - 1], text[at : at + 1]
    is_speech = alone.at == 0 or text[alone.at - 1] == "："
    return (
        _CLOSING.gain * gain
        + _distance(_CLOSING, at - alone.at)
        + _CLOSING.behind_end * (left in _ENDS)
        + _CLOSING.end_of_speech * (left in _ENDS and is_speech)
        + _CLOSING.behind_comma * (left in "，、：")
        + _CLOSING.at_mark * (not right or right in _MARKS)
        + _CLOSING.edge_of_speech * (at == len(text))
    )


def _weight_of_opening(alone: Alone, text: str, at: int, gain: float) -> float:
    left = text[at - 1] if at else ""
    is_speech = alone.at > 0 and text[alone.at - 1] in _ENDS
    is_said = _SAYING.search(text[max(0, at - 4) : at]) is not None
    return (
        _OPENING.gain * gain
        + _distance(_OPENING, alone.at - at)
        + _OPENING.behind_end * (left == "：")
        + _OPENING.end_of_speech * (left == "：" and is_speech)
        + _OPENING.behind_comma * (left in ("，", "、"))
        + _OPENING.at_mark * (not left or left in _ENDS)
        + _OPENING.edge_of_speech * (at == 0 and is_speech)
        + _OPENING.behind_saying * is_said
        + _OPENING.speech_behind_saying * (is_said and is_speech)
    )
