"""Names that are sure once are set again wherever they recur on the page."""

import re
from collections.abc import Iterable, Iterator

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import any_of, short_name
from annotator.propose.entity_rules.places import NO_PLACE_BEHIND, is_generic

_SURE = 0.8
_FAITH = 0.9
"""How much of a name's score its repetition inherits."""


def repeated(page: TaggedPage, sure: Iterable[Finding]) -> Iterator[Finding]:
    """All other occurrences of the names in `sure` that score high, whole or in their short form."""
    known: dict[str, tuple[str, float, str]] = {}
    for each in sorted(sure, key=lambda f: (-f.score, f.start)):
        if each.score < _SURE or each.label == "TIME":
            continue
        name = page.text[each.start : each.end]
        for form in _forms(page, each):
            known.setdefault(form, (each.label, each.score, name))
    if not known:
        return
    for match in re.finditer(any_of(known), page.text):
        label, score, name = known[match[0]]
        if _stands_alone(page, match.start(), match.end(), label):
            key = "because.entity_repeated" if name == match[0] else "because.entity_short_form"
            reason = phrase(key, name=name)
            yield Finding(match.start(), match.end(), label, score * _FAITH, (reason,))


def _forms(page: TaggedPage, found: Finding) -> Iterator[str]:
    """The name; of a place also each level of its chain, and each without its type."""
    name = page.text[found.start : found.end]
    if len(name) > 1:
        yield name
    if found.label != "LOC":
        return
    pieces = [
        page.text[w.start : w.end] for w in page.words_in(found.start, found.end) if w.tag == "LOC"
    ]
    for piece in dict.fromkeys([*pieces, name]):
        if piece not in name or len(piece) < 2:
            continue
        stem = short_name(piece)
        if piece != stem and not is_generic(stem) and len(piece) > 2:
            yield piece
            if len(stem) > 1 and stem not in common_words():
                yield stem


def _inside_a_name(page: TaggedPage, start: int, end: int) -> bool:
    """Whether the tagger took more than this for one name or title: 昭阳 in 新时代昭阳民族."""
    return any(
        word.tag in ("ORG", "LOC", "PER", "nz", "nw") and word.start <= start and end <= word.end
        for word in page.words_in(start, end)
    )


def _stands_alone(page: TaggedPage, start: int, end: int, label: str) -> bool:
    """Whether the occurrence is a name there: cut by the tagger at one end at least, at both for a short person."""
    if page.text[end : end + 1] in NO_PLACE_BEHIND and label == "LOC":
        return False
    edges = page.is_edge(start) + page.is_edge(end)
    if edges == 2:
        return True
    if label == "PER" and end - start < 3:
        return False
    if label == "LOC" and _inside_a_name(page, start, end):
        return True
    cut = [w for w in page.words_in(start, end) if w.start < start or w.end > end]
    everyday = any(page.text[w.start : w.end] in common_words() for w in cut)
    return bool(edges) and not everyday
