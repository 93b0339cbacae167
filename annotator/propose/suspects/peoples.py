"""Ethnic groups one look-alike away from one of the 56: 低族 for 佤族."""

import re
from collections.abc import Iterator
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN, entries
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.paragraphs import PageReading
from annotator.propose.words import frequency

_BESIDE_SCORE, _ALONE_SCORE = 0.9, 0.5
"""With and without a known group, or a word that goes with groups, beside it."""
_ALIKE = 0.45
_BESIDE = re.compile(r"\A(?:[、，]?[^，。]{1,4}族|自治|乡|村|群众|同胞|文化|风情|歌舞)")
_BEFORE = re.compile(rf"[{HAN}]族[、和与及]?\Z")
_CHOICES = 5


@cache
def _by_gap() -> dict[str, tuple[str, ...]]:
    """The groups by their names with one character left open."""
    found: dict[str, list[str]] = {}
    for name in sorted(entries("ethnic_groups")):
        for at in range(len(name) - 1):
            found.setdefault(f"{name[:at]}?{name[at + 1 :]}", []).append(name)
    return {gap: tuple(names) for gap, names in found.items()}


def peoples(page: PageReading) -> Iterator[Suspect]:
    """A word that ends in 族, is in no dictionary, and is written like a group's name."""
    for paragraph in page.asked:
        if paragraph.block.article < 0:
            continue
        text = paragraph.text
        for match in re.finditer("族", text):
            found = _misread(text, match.end())
            if not found:
                continue
            start, at, ranked = found
            is_beside = _BESIDE.match(text[match.end() :]) or _BEFORE.search(text[:start])
            edits = [edit_of(paragraph, at, at + 1, name[at - start]) for name in ranked]
            because = phrase("because.name_people", text=text[start : match.end()], known=ranked[0])
            score = _BESIDE_SCORE if is_beside else _ALONE_SCORE
            yield suspect(paragraph, edits[0], "name_people", score, because, tuple(edits[1:]))


def _misread(text: str, end: int) -> tuple[int, int, list[str]] | None:
    """Where the name begins, its wrong character, and the groups it may be, the most alike first."""
    sizes = range(min(end, 6), 1, -1)
    names = [text[end - size : end] for size in sizes]
    if any(name in entries("ethnic_groups") or frequency(name) for name in names):
        return None
    if frequency(text[end - 3 : end - 1]) or frequency(text[end - 2 : end]):
        return None
    glyphs = default_glyphs()
    for name in names:
        found: list[tuple[float, str, int]] = []
        for at in range(len(name) - 1):
            for known in _by_gap().get(f"{name[:at]}?{name[at + 1 :]}", ()):
                similarity = glyphs.similarity(name[at], known[at])
                if similarity >= _ALIKE:
                    found.append((similarity, known, at))
        if found:
            found.sort(key=lambda each: (-each[0], each[1]))
            at = found[0][2]
            ranked = [known for _, known, place in found if place == at]
            return end - len(name), end - len(name) + at, ranked[:_CHOICES]
    return None
