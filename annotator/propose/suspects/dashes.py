"""一 for a dash, a dash for 一, and half a dash."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Edit, Suspect, edit_of, suspect
from annotator.propose.suspects.likelihood import gains
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

_CHAIN_SCORE, _ONE_SCORE, _DASH_SCORE, _HALF_SCORE = 0.93, 0.95, 0.85, 0.3
_LINK = rf"[{HAN}]{{1,6}}"
_CHAIN = re.compile(
    rf"{_LINK}—{_LINK}—{_LINK}?(?P<last>一)[{HAN}]{{2,6}}"
    rf"|[{HAN}]{{2,6}}(?P<first>一){_LINK}—{_LINK}—{_LINK}"
)
_OPENING = re.compile(r"一一|--|[—-]一|一[—-]")
_SINGLE = re.compile(rf"(?<=[{HAN}])—(?=[{HAN}])")
_LINKED_BEFORE, _LINKED_BEHIND = re.compile(rf"—{_LINK}\Z"), re.compile(rf"{_LINK}—")
_REACH = 7
"""Code points of a link and its dash."""
_LEAST_GAIN = 3.0
"""Nats that 一 must read better than the dash."""


def dashes(page: PageReading) -> Iterator[Suspect]:
    """Between names of places and in chains of three a single dash stays."""
    for paragraph in page.asked:
        if paragraph.block.article < 0:
            continue
        if paragraph.role in ("deck", "headline", "subhead", "byline"):
            yield from _opening(paragraph)
        if "—" in paragraph.text:
            yield from _in_chain(paragraph)
            yield from _single(paragraph)


def _opening(paragraph: Paragraph) -> Iterator[Suspect]:
    """A deck begins with a dash of two strokes."""
    match = _OPENING.match(paragraph.text)
    if match and len(paragraph.text) > match.end():
        because = phrase("because.dash_opens", text=match[0])
        edit = edit_of(paragraph, 0, match.end(), "——")
        yield suspect(paragraph, edit, "dashes", _DASH_SCORE, because)


def _in_chain(paragraph: Paragraph) -> Iterator[Suspect]:
    for match in _CHAIN.finditer(paragraph.text):
        at = match.start("last") if match["last"] else match.start("first")
        because = phrase("because.dash_in_chain", text=match[0])
        edit = edit_of(paragraph, at, at + 1, "—")
        yield suspect(paragraph, edit, "dashes", _CHAIN_SCORE, because)


def _single(paragraph: Paragraph) -> Iterator[Suspect]:
    text = paragraph.text
    places = [match.start() for match in _SINGLE.finditer(text)]
    places = [at for at in places if not _is_linked(text, at)]
    ones = [Edit(at, at + 1, "一", "substitution") for at in places]
    for at, gain in zip(places, gains(text, ones), strict=True):
        one, whole = edit_of(paragraph, at, at + 1, "一"), edit_of(paragraph, at, at + 1, "——")
        if gain >= _LEAST_GAIN:
            yield _half(paragraph, "because.dash_for_one", _ONE_SCORE, one, whole)
        elif not _is_between_names(paragraph, at):
            yield _half(paragraph, "because.half_dash", _HALF_SCORE, whole, one)


def _is_linked(text: str, at: int) -> bool:
    """Whether another dash stands a few characters away: a chain."""
    before = _LINKED_BEFORE.search(text[max(0, at - _REACH) : at])
    return before is not None or _LINKED_BEHIND.match(text, at + 1) is not None


def _half(paragraph: Paragraph, key: str, score: float, first: Edit, second: Edit) -> Suspect:
    around = paragraph.text[max(0, first.start - 4) : first.end + 4]
    because = phrase(key, text=around)
    return suspect(paragraph, first, "dashes", score, because, (second,))


def _is_between_names(paragraph: Paragraph, at: int) -> bool:
    return paragraph.is_in_name(at - 1, at) and paragraph.is_in_name(at + 1, at + 2)
