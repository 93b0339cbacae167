"""Names and quoted terms one character off another one on the page that stands there more often."""

import re
from collections import Counter
from collections.abc import Iterator

from annotator.document.phrases import phrase
from annotator.propose.suspects.finding import Suspect, edit_of, suspect
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.paragraphs import PageReading, Paragraph
from annotator.propose.suspects.sounds import default_sounds

_NAME_SCORE, _TERM_SCORE, _OTHER_TERM_SCORE = 0.8, 0.7, 0.35
_SHORTEST = 3
_LONGEST = 12
_OFTEN = 2
_ALIKE = 0.5
_COUNTED = frozenset("一二三四五六七八九十两双多单上下大小前后左右天地东西南北新老0123456789—")
"""Characters in which two terms differ on purpose."""
_TERM = re.compile(r"(?<=“)[^“”，。]{4,12}(?=”)")


def echoes(page: PageReading) -> Iterator[Suspect]:
    """The rarer of two spellings is the suspect, where the two characters look or sound alike.

    The last character of a name is left alone: 昭通实 is no misprint of 昭通市.
    """
    found: dict[tuple[int, int], Suspect] = {}
    for each in (*_names(page), *_terms(page)):
        found.setdefault((each.paragraph, each.start), each)
    yield from found.values()


def _names(page: PageReading) -> Iterator[Suspect]:
    text = "\n".join(each.text for each in page.paragraphs if each.block.article >= 0)
    seen = Counter(
        paragraph.text[name.start : name.end]
        for paragraph in page.paragraphs
        for name in paragraph.names
    )
    known = sorted(n for n in seen if _SHORTEST <= len(n) <= _LONGEST and text.count(n) >= _OFTEN)
    for name in known:
        for at in range(len(name) - 1):
            parts = name[:at], name[at + 1 :]
            if text.count(max(parts, key=len)) == text.count(name):
                continue
            pattern = re.compile(
                rf"{re.escape(parts[0])}[^{re.escape(name[at])}\s]{re.escape(parts[1])}"
            )
            if pattern.search(text):
                for paragraph in page.asked:
                    if paragraph.block.article >= 0:
                        yield from _spelt(paragraph, pattern, name, at, text)


def _spelt(
    paragraph: Paragraph,
    pattern: re.Pattern[str],
    name: str,
    at: int,
    text: str,
) -> Iterator[Suspect]:
    for match in pattern.finditer(paragraph.text):
        other = match[0]
        if not _are_alike(other[at], name[at]) or text.count(other) >= text.count(name):
            continue
        start = match.start() + at
        edit = edit_of(paragraph, start, start + 1, name[at])
        because = phrase("because.name_echo", text=other, known=name, count=text.count(name))
        yield suspect(paragraph, edit, "name_echo", _NAME_SCORE, because)


def _are_alike(a: str, b: str) -> bool:
    return default_glyphs().similarity(a, b) >= _ALIKE or default_sounds().alike(a, b)


def _terms(page: PageReading) -> Iterator[Suspect]:
    """Quoted terms: of two that stand once each the one that comes second."""
    counted: Counter[str] = Counter()
    for paragraph in page.paragraphs:
        counted.update(match[0] for match in _TERM.finditer(paragraph.text))
    rank = {term: (-count, at) for at, (term, count) in enumerate(counted.items())}
    by_gap: dict[tuple[str, str], list[str]] = {}
    for term in counted:
        for at in range(len(term)):
            by_gap.setdefault((term[:at], term[at + 1 :]), []).append(term)
    for paragraph in page.asked:
        for match in _TERM.finditer(paragraph.text) if paragraph.block.article >= 0 else ():
            text = match[0]
            for at in range(len(text)):
                alike = by_gap[text[:at], text[at + 1 :]]
                best = min(alike, key=lambda term: rank[term])
                if best != text and not {text[at], best[at]} & _COUNTED:
                    yield _term(paragraph, match.start() + at, text, best, at)


def _term(paragraph: Paragraph, start: int, text: str, known: str, at: int) -> Suspect:
    score = _TERM_SCORE if _are_alike(text[at], known[at]) else _OTHER_TERM_SCORE
    because = phrase("because.term_echo", text=text, known=known)
    edit = edit_of(paragraph, start, start + 1, known[at])
    return suspect(paragraph, edit, "term_echo", score, because)
