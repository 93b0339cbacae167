"""Persons of bylines whose surname is none: 适志宏 for 迟志宏."""

import re
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.characters import simplified
from annotator.propose.entity_rules.lists import HAN, entries, spelling, surnames
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.paragraphs import PageReading
from annotator.propose.words import frequency

_SCORE = 0.65
_ALIKE = 0.4
_CHOICES = 6
_SIGNED = re.compile(
    rf"(?:\A|本报|[（(  ])(?:本报)?(?:记者|通讯员)[  ]?(?P<names>[{HAN}]{{2,3}}(?:[  、]+[{HAN}]{{2,3}})*)(?![{HAN}])"
)
_NAME = re.compile(rf"[{HAN}]{{2,3}}")
_OFFICE = re.compile(r"记者|通讯|摄影|报道|文图|实习|见习|本报|特约|部|社|站|团|组|日电|综合|整理")


def surnames_unknown(page: PageReading) -> Iterator[Suspect]:
    """Behind 记者 and 通讯员 only, and only where a surname looks alike."""
    for paragraph in page.asked:
        if paragraph.block.article < 0:
            continue
        for signed in _SIGNED.finditer(paragraph.text):
            low, high = signed.span("names")
            for match in _NAME.finditer(paragraph.text, low, high):
                name = match[0]
                likely = [] if _is_in_order(name) else _alike(name[0])
                if not likely:
                    continue
                at = match.start()
                edits = tuple(edit_of(paragraph, at, at + 1, each) for each in likely)
                because = phrase("because.name_surname", text=name, known=likely[0] + name[1:])
                yield suspect(paragraph, edits[0], "name_surname", _SCORE, because, edits[1:])


def _is_in_order(name: str) -> bool:
    """Whether it begins with a surname, spells a foreign name, or is no name at all."""
    known = surnames() | entries("other_surnames")
    if name[0] in known or name[:2] in known or spelling().issuperset(name):
        return True
    return bool(_OFFICE.search(name) or frequency(name))


def _alike(character: str) -> list[str]:
    glyphs = default_glyphs()
    single = (each for each in surnames() if len(each) == 1 and simplified(each) == each)
    found = [(glyphs.similarity(character, each), each) for each in single]
    likely = sorted((-value, each) for value, each in found if value >= _ALIKE)
    return [each for _, each in likely[:_CHOICES]]
