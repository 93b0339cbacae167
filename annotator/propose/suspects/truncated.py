"""Paragraphs that stop in mid-sentence."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.suspects.finding import Edit, Suspect, suspect
from annotator.propose.suspects.likelihood import log_end
from annotator.propose.suspects.paragraphs import PageReading, Paragraph

_LONG_SCORE, _LONG_COMPLETE_SCORE, _SHORT_SCORE = 0.7, 0.15, 0.12
_SHORTEST, _LONG = 30, 60
"""Code points: what is shorter may be a line that stands alone; what is less than long, a lead or a pulled quote."""
_COMPLETE = -2.0
"""Log probability of an end from which the last words may well close a sentence."""
_CLOSED = re.compile(r"[。！？；：…!?;:”’」』）)》】〉—.]\Z")
_MARK = re.compile(r"[，。；]")
_SHOWN = 8
_QUOTED = 20


def truncated(page: PageReading) -> Iterator[Suspect]:
    """What was lost is not known: an insertion point without a text."""
    whole = "\n".join(each.text for each in page.paragraphs)
    for paragraph in page.asked:
        text = paragraph.text
        if not _is_running(paragraph) or _CLOSED.search(text):
            continue
        score = _score(text)
        if score and not _stands_elsewhere(whole, text):
            because = phrase("because.truncated", text=text[-_SHOWN:])
            edit = Edit(len(text), len(text), None, "omission")
            yield suspect(paragraph, edit, "truncated", score, because)


def _score(text: str) -> float:
    end = log_end(text)
    is_open = end is None or end <= _COMPLETE
    if len(text) >= _LONG:
        return _LONG_SCORE if is_open else _LONG_COMPLETE_SCORE
    return _SHORT_SCORE if is_open else 0.0


def _stands_elsewhere(whole: str, text: str) -> bool:
    """Whether its end or its beginning is quoted from the page, as leads and pulled quotes are."""
    return whole.count(text[-_QUOTED:]) > 1 or whole.count(text[:_QUOTED]) > 1


def _is_running(paragraph: Paragraph) -> bool:
    return (
        paragraph.role == "body"
        and paragraph.is_whole
        and len(paragraph.text) >= _SHORTEST
        and _MARK.search(paragraph.text) is not None
    )
