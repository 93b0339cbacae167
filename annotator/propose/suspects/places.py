"""Counties one look-alike away from one that there is: 高明县 where the page is about 云南, for 嵩明县."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.entity_rules.lists import HAN, entries, short_name, spelling
from annotator.propose.entity_rules.places import is_generic
from annotator.propose.suspects.finding import Edit, Suspect, edit_of, suspect
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.paragraphs import PageReading, Paragraph
from annotator.settings.resources import word_list

_NEAR_SCORE, _FAR_SCORE = 0.9, 0.6
"""With and without another county of the same part of China on the page."""
_SHORTEST = 3
_LONGEST = 12
_ALIKE = 0.4
"""Similarity of two characters: 19 pairs in 20 are less alike."""
_NEAR = 100
"""Lines of divisions.txt, which follow the official codes: a province has about as many."""
_COUNTY = re.compile(r"县(?![级域界乡])")
_NO_STEM = re.compile(r"[县全各该本此多家]|[到来建由]\Z")
"""What stands before 县 where it names none: 全县, 让更多县城."""
_CHOICES = 5


@cache
def _known() -> dict[str, int]:
    """Every division, and its line."""
    names = (entry.split()[0] for entry in word_list("divisions.txt"))
    return {name: line for line, name in enumerate(names)}


@cache
def _no_misprints() -> frozenset[str]:
    """Known divisions, autonomous counties by their short names, what became a city, and counties abroad."""
    short = {
        short_name(name) + "县" for name in _known() if name.endswith(("自治县", "市", "自治旗"))
    }
    return frozenset(_known()) | short | entries("foreign_counties")


@cache
def _by_gap() -> dict[str, tuple[str, ...]]:
    """Counties by their names with one character left open: ?明县, 嵩?县."""
    found: dict[str, list[str]] = {}
    for name in _known():
        if name.endswith("县") and len(name) >= _SHORTEST:
            for at in range(len(name) - 1):
                found.setdefault(f"{name[:at]}?{name[at + 1 :]}", []).append(name)
    return {gap: tuple(names) for gap, names in found.items()}


@dataclass(frozen=True, slots=True)
class _Misread:
    """A county that is none, as written, and the known ones with how alike they look, the most alike first."""

    name: str
    alike: tuple[tuple[float, str], ...]


def places(page: PageReading) -> Iterator[Suspect]:
    """A county that no list knows, written like one that it knows, and where its name stands without 县."""
    found = {
        paragraph.number: list(_misread(paragraph.text))
        for paragraph in page.paragraphs
        if paragraph.block.article >= 0
    }
    names = {each.name: each for misread in found.values() for _, each in misread}
    lines = _lines_named(page) if names else []
    for paragraph in page.asked:
        for start, misread in found.get(paragraph.number, ()):
            yield _as_suspect(paragraph, start, misread, lines)
        for misread in names.values() if paragraph.number in found else ():
            for start in _without_type(paragraph, misread.name):
                yield _as_suspect(paragraph, start, misread, lines)


def _misread(text: str) -> Iterator[tuple[int, _Misread]]:
    for match in _COUNTY.finditer(text):
        found = _misread_before(text, match.end())
        if found:
            yield match.end() - len(found.name), found


def _without_type(paragraph: Paragraph, name: str) -> Iterator[int]:
    """Where a name that ends in 县 stands without it inside a longer proposed name: 高明职教新城."""
    for match in re.finditer(re.escape(name[:-1]) + "(?!县)", paragraph.text):
        if paragraph.is_in_name(match.start(), match.end(), ("LOC", "ORG")):
            yield match.start()


def _misread_before(text: str, end: int) -> _Misread | None:
    """The county's name that ends at `end`, if there is none of that name."""
    head = re.search(rf"[{HAN}]+\Z", text[max(0, end - _LONGEST) : end])
    reach = len(head[0]) if head else 0
    sizes = range(reach, 1, -1)
    if any(text[end - size : end] in _no_misprints() for size in sizes):
        return None
    for size in sizes:
        name = text[end - size : end]
        if size < _SHORTEST or is_generic(name[:-1]) or _NO_STEM.search(name[:-1]):
            continue
        if size < end and spelling().issuperset(text[end - size - 1 : end - 1]):
            continue
        alike = _alike(name)
        if alike:
            return _Misread(name, alike)
    return None


def _alike(name: str) -> tuple[tuple[float, str], ...]:
    glyphs = default_glyphs()
    found: list[tuple[float, str]] = []
    for at in range(len(name) - 1):
        for known in _by_gap().get(f"{name[:at]}?{name[at + 1 :]}", ()):
            similarity = glyphs.similarity(name[at], known[at])
            if similarity >= _ALIKE:
                found.append((similarity, known))
    return tuple(sorted(found, key=lambda each: (-each[0], each[1])))


def _lines_named(page: PageReading) -> list[int]:
    """The lines of the divisions that the page names in full."""
    text = "\n".join(each.text for each in page.paragraphs)
    named = re.finditer(rf"[{HAN}]{{1,4}}(?:县|区|市)", text)
    found: set[int] = set()
    for match in named:
        for start in range(len(match[0]) - 2):
            line = _known().get(match[0][start:])
            if line is not None:
                found.add(line)
    return sorted(found)


def _as_suspect(
    paragraph: Paragraph, start: int, misread: _Misread, lines: Sequence[int]
) -> Suspect:
    raw = misread.name
    known = [name for _, name in misread.alike]
    near = [name for name in known if any(abs(_known()[name] - at) <= _NEAR for at in lines)]
    ranked = [*near, *(name for name in known if name not in near)][:_CHOICES]
    edits: list[Edit] = []
    for name in ranked:
        at = next(at for at, pair in enumerate(zip(raw, name, strict=True)) if pair[0] != pair[1])
        edits.append(edit_of(paragraph, start + at, start + at + 1, name[at]))
    score = _NEAR_SCORE if near else _FAR_SCORE
    because = phrase("because.name_place", text=raw, known=ranked[0])
    return suspect(paragraph, edits[0], "name_place", score, because, tuple(edits[1:]))
