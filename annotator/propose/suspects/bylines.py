"""Datelines that have lost their bracket: 本报通讯员 …） for 本报讯（通讯员 …）."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.paragraphs import PageReading

_SCORE = 0.97
_NAMES = rf"(?:全媒体)?(?:记者|通讯员|见习记者|实习生)[{HAN} 、·/]{{2,60}}"
LOST = re.compile(rf"本报(?P<lost>讯?){_NAMES}）")
"""A dateline up to its closing bracket; the group is what is left of 讯."""


def bylines(page: PageReading) -> Iterator[Suspect]:
    """At the head of a paragraph only, where a dateline stands."""
    for paragraph in page.asked:
        match = LOST.match(paragraph.text)
        if match and paragraph.block.article >= 0:
            at = match.end("lost")
            edit = edit_of(paragraph, at, at, "（" if match["lost"] else "讯（")
            because = phrase("because.dateline", text=match[0])
            yield suspect(paragraph, edit, "bylines", _SCORE, because)
