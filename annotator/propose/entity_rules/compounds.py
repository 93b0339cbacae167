"""Names that go on: a place with an organ or a site behind it, an organ with its own office."""

import re
from collections.abc import Iterable
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import divisions, ending, entries, one_of
from annotator.propose.entity_rules.organs import LEVEL, may_end

_STOPS = frozenset(
    ("v", "p", "c", "u", "d", "r", "xc", "w", "t", "f", "q", "vd", "ad", "TIME", "PER", "nw")
)
"""The tagger's parts of speech that end a row of nouns."""
_LONGEST_TAIL = 14
_MOST_WORDS = 6
_ON_DUTY = "驻村工作队"
_SERVICES = frozenset(
    ("公安", "检察", "税务", "消防", "交警", "电信", "联通", "移动", "烟草", "供电")
)
_NO_SERVICE = tuple("局厅部机支大总所站员院队系")
"""昭通公安 is an organisation as it stands, 昭通公安机关 is none."""
_PARTIES = re.compile(
    r"(?:中国共产党|中共|政协|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|国网|国家税务总局)\Z"
)
_COMMITTEE = r"委(?![员托派任屈婉会])"


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(rf"(?:{LEVEL}|镇|乡)?{_COMMITTEE}{one_of('committee_offices')}?")


_COMMITTEE_OR_ASSEMBLY = re.compile(rf"{LEVEL}?{_COMMITTEE}|第[0-9一二三四五六七八九十]+届|委员会")


def composed(page: TaggedPage, names: Iterable[Finding]) -> list[Finding]:
    """A place and an organisation that touch as one, then each name with what stands around it.

    `names` are places and organisations that share no text.
    """
    row: list[Finding] = []
    for name in sorted(names, key=lambda each: each.start):
        if row and row[-1].end == name.start and name.label == "ORG":
            before = row[-1]
            text = page.text[before.start : before.end]
            reason = phrase("because.entity_place_before_organ", name=text)
            because = tuple(dict.fromkeys((*before.because, *name.because, reason)))
            row[-1] = Finding(before.start, name.end, "ORG", min(before.score, name.score), because)
        else:
            row.append(name)
    return [_with_tail(page, _with_party(page, each)) for each in row]


def _with_party(page: TaggedPage, found: Finding) -> Finding:
    """With the 中共 or 政协 before it, where it is an organ or has one behind it."""
    before = _PARTIES.search(page.text, max(0, found.start - 6), found.start)
    if before is None or not page.is_edge(before.start()):
        return found
    if found.label == "LOC" and not _COMMITTEE_OR_ASSEMBLY.match(page.text, found.end):
        return found
    reason = phrase("because.entity_party_before", name=before[0])
    return Finding(before.start(), found.end, "ORG", found.score, (*found.because, reason))


def _with_tail(page: TaggedPage, found: Finding) -> Finding:
    """With the organ or site behind it that reaches furthest; else as it was."""
    best: tuple[int, str, str] | None = None
    for end in range(found.end + 1, _furthest(page, found) + 1):
        kind = _kind_of_tail(page, found, end) if may_end(page, end) else None
        if kind:
            best = (end, *kind)
    if best is None:
        return found
    end, label, suffix = best
    key = "because.entity_place_and_organ" if label == "ORG" else "because.entity_place_and_site"
    reason = phrase(key, name=page.text[found.start : found.end], type=suffix)
    return Finding(found.start, end, label, min(found.score, 0.88), (*found.because, reason))


def _furthest(page: TaggedPage, found: Finding) -> int:
    """How far a tail may go: to the end of the nouns, or behind the 委 of a 区委书记."""
    limit = _end_of_nouns(page, found.end)
    committee = _committee().match(page.text, found.end) if found.label == "LOC" else None
    return max(limit, committee.end()) if committee else limit


def _end_of_nouns(page: TaggedPage, start: int) -> int:
    """Where the first verb, function word, number, mark or white space from `start` on begins."""
    if page.text.startswith(_ON_DUTY, start):
        return start + len(_ON_DUTY)
    limit = start
    for word in page.words_in(start, start + _LONGEST_TAIL)[:_MOST_WORDS]:
        if word.start > limit:
            break  # between them is a line's end
        text = page.text[word.start : word.end]
        if word.start >= start and page.text.startswith(_ON_DUTY, word.start):
            return word.start + len(_ON_DUTY)
        if word.start >= start and _ends_nouns(text, word.tag):
            break
        limit = word.end
    return min(limit, start + _LONGEST_TAIL)


def _ends_nouns(text: str, tag: str) -> bool:
    if tag == "m":
        return not text.startswith("第")
    return tag in _STOPS or not text.strip() or text in entries("chain_stops")


def _kind_of_tail(page: TaggedPage, found: Finding, end: int) -> tuple[str, str] | None:
    """Label and suffix of the name up to `end`, or None where the tail makes no name."""
    name, tail = page.text[found.start : found.end], page.text[found.end : end]
    if found.label == "ORG":
        match = ending("organ_tails").search(tail)
        return ("ORG", match[0]) if match else None
    if _committee().fullmatch(tail):
        return ("ORG", tail) if name in divisions() or tail[0] in "委镇乡" else None
    if ending("titles").search(tail):
        return None
    if tail in entries("bare_kinds") and (name in divisions() or len(tail) == 1):
        return None
    if tail in _SERVICES and not page.text.startswith(_NO_SERVICE, end):
        return "ORG", tail
    match = ending("organ_suffixes").search(tail)
    if match and (len(match[0]) > 1 or len(tail) > 2):
        return "ORG", match[0]
    match = ending("facility_suffixes").search(tail)
    if match is None or name == "中国" or _is_in_title(page, found.end):
        return None
    is_site = len(match[0]) > 1 or (2 <= len(tail) <= 4 and tail not in common_words())
    return ("LOC", match[0]) if is_site else None


def _is_in_title(page: TaggedPage, at: int) -> bool:
    """Whether `at` lies between 《 and 》: a document's title names what it is about, not a site."""
    opened = page.text.rfind("《", max(0, at - 60), at)
    return opened >= 0 and "》" not in page.text[opened:at]
