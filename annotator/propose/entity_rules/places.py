"""Places: what is none, two in one word, and the levels of one address as one place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import (
    any_of,
    countries,
    divisions,
    ending,
    entries,
    one_of,
    short_name,
)

_LIKELY = 0.55
_LIKELY_WITH_TYPE = 0.35
_SURE_EVERYDAY = 0.95
NO_PLACE_BEHIND = ("族", "化")
_NO_PLACE = frozenset(("中华", "中心", "基层", "前线", "东方", "西方"))
_GROUP = re.compile(r"(?:第?[0-9一二三四五六七八九十]{1,3}(?:村民)?(?:小)?组)")


def judged(found: Finding, page: TaggedPage) -> list[Finding]:
    """The finding with the score that its form deserves: one place, two abbreviated ones, or one set aside."""
    name, sure = page.text[found.start : found.end], found.score
    if name in divisions():
        reason = phrase("because.entity_division", name=divisions()[name])
        behind = page.text[found.end : found.end + 1]
        if behind in NO_PLACE_BEHIND:
            return [found.weakened(phrase("because.entity_part_of_word", text=name + behind))]
        return [found.scored(0.75 + 0.24 * sure, reason)]
    if name in countries():
        return [found.scored(0.75 + 0.24 * sure, phrase("because.entity_country", name=name))]
    if _is_abbreviated_pair(name):
        reason = phrase("because.entity_two_abbreviations", text=name)
        middle = found.start + 1
        halves = (replace(found, end=middle), replace(found, start=middle))
        return [half.scored(0.4 + 0.5 * sure, reason) for half in halves]
    doubt = _doubt(found, page, name, sure)
    if doubt:
        return [found.weakened(phrase(doubt, text=name))]
    kind = ending("place_suffixes", "facility_suffixes").search(name)
    if kind:
        return [found.scored(0.5 + 0.45 * sure, phrase("because.entity_type_behind", type=kind[0]))]
    return [found.scored(0.3 + 0.6 * sure)]


def _doubt(found: Finding, page: TaggedPage, name: str, sure: float) -> str:
    """The key of the reason why this is no place, or nothing."""
    kind = ending("place_suffixes", "facility_suffixes").search(name)
    stem = name[: kind.start()] if kind else name
    if len(name) == 1:
        return "because.entity_single_character"
    named_by_context = kind is not None and _follows_place(found, page)
    if name in _NO_PLACE or name in entries("everyday_divisions") or is_generic(name):
        return "because.entity_generic_place"
    if is_generic(stem) and not (named_by_context and len(stem) == 1):
        return "because.entity_generic_place"
    if page.text[found.end : found.end + 1] in NO_PLACE_BEHIND:
        return "because.entity_part_of_word"
    is_everyday = stem in common_words() or name in common_words()
    if sure < _SURE_EVERYDAY and is_everyday and not named_by_context:
        return "because.entity_everyday_word"
    if fills_quotes(found, page) and sure < _SURE_EVERYDAY:
        return "because.entity_quoted"
    is_long_site = kind and len(kind[0]) > 1 and len(stem) > 2
    if sure < _LIKELY and not is_long_site and (not kind or sure < _LIKELY_WITH_TYPE):
        return "because.entity_unsure"
    return ""


def _follows_place(found: Finding, page: TaggedPage) -> bool:
    """Whether the tagger's word right before is a place too: in 三江镇联合村 even 联合 names, in 永丰镇新社区 even 新."""
    before = page.words_in(max(0, found.start - 1), found.start)
    return bool(before) and before[-1].tag == "LOC" and before[-1].end == found.start


def is_generic(stem: str) -> bool:
    """Whether nothing in `stem` names: 民族 (村), 一个 (村), 国家级 (示范区)."""
    return not stem or bool(_generic().fullmatch(stem))


@cache
def _generic() -> re.Pattern[str]:
    """One such word, or several of two characters and more; 大同 is not 大 and 同."""
    long = any_of(word for word in entries("generic_places") if len(word) > 1)
    levels = "[国省市县区乡镇州]?家?级|[0-9]+个?"
    return re.compile(rf"{one_of('generic_places')}?(?:{long}|{levels})*")


def fills_quotes(found: Finding, page: TaggedPage) -> bool:
    """Whether the finding and its quotation marks are all there is: “连心桥”."""
    return page.text[found.start - 1 : found.start] in ("“", "‘", '"') and page.text[
        found.end : found.end + 1
    ] in ("”", "’", '"')


_LISTED = re.compile(
    r"(?P<items>[^\s，。；：！？、（）()]{2,12}(?:、[^\s，。；：！？、（）()]{2,4}){1,9})等(?:[0-9一二两三四五六七八九十百多余数]+)?个?"
    r"(?P<kind>[^\s，。；：！？、]{0,8}?(?:乡镇|街道|社区|安置点|安置区|县区|市县|县市|村寨|[村镇乡县区市]))"
)


def listed(page: TaggedPage, places: Iterable[Finding]) -> Iterator[Finding]:
    """The other members of a list of places: 靖安、红路等22个安置点, where one of them is a place."""
    ends = {each.end for each in places}
    for match in _LISTED.finditer(page.text):
        at = match.start("items")
        members: list[tuple[int, int]] = []
        for item in match["items"].split("、"):
            members.append((at, at + len(item)))
            at += len(item) + 1
        if not any(end in ends for _, end in members):
            continue
        for start, end in members[1:]:
            name = page.text[start:end]
            if (
                end not in ends
                and len(name) <= 4
                and name not in common_words()
                and not is_generic(short_name(name))
            ):
                reason = phrase("because.entity_listed_place", text=match["kind"])
                yield Finding(start, end, "LOC", 0.7, (reason,))


_LINE = re.compile(r"(?P<ends>.{2,4})(?:高铁|铁路|高速公路|高速|城际铁路)\Z")


def named_lines(page: TaggedPage) -> Iterator[Finding]:
    """Railways and motorways named after their ends, which the tagger takes for other proper nouns: 渝昆高铁."""
    for word in page.words:
        name = page.text[word.start : word.end]
        line = _LINE.match(name) if word.tag == "nz" else None
        if line and line["ends"] not in common_words():
            score = 0.4 + 0.5 * word.confidence
            reason = phrase("because.entity_line", text=name)
            yield Finding(word.start, word.end, "LOC", score, (reason,))


def _is_abbreviated_pair(name: str) -> bool:
    return len(name) == 2 and entries("place_abbreviations").issuperset(name)


@cache
def _by_two() -> dict[str, list[str]]:
    """Whole names of divisions by their first two characters, the longest first."""
    index: dict[str, list[str]] = {}
    for name, whole in divisions().items():
        if name == whole and len(name) > 2 and not is_generic(short_name(name)):
            index.setdefault(name[:2], []).append(name)
    return {two: sorted(names, key=len, reverse=True) for two, names in index.items()}


def whole_divisions(page: TaggedPage) -> Iterator[Finding]:
    """Divisions written out with their type, wherever the tagger cut the text at one of their ends."""
    for at in range(len(page.text) - 2):
        for name in _by_two().get(page.text[at : at + 2], ()):
            end = at + len(name)
            if page.text.startswith(name, at) and (page.is_edge(at) or page.is_edge(end)):
                reason = phrase("because.entity_division", name=name)
                yield Finding(at, end, "LOC", 0.9, (reason,))
                break


def chained(page: TaggedPage, places: Iterable[Finding]) -> list[Finding]:
    """Places that touch as one (昭阳区|靖安镇|大耆老村), where the first is a division or has its type. `places` share no text."""
    chain: list[Finding] = []
    for place in sorted(places, key=lambda each: each.start):
        place = _grown(page, place)
        if chain and chain[-1].end == place.start and _leads_on(page, chain[-1]):
            before = chain[-1]
            whole = page.text[before.start : place.end]
            reason = phrase("because.entity_place_chain", text=whole)
            score = max(0.3, min(before.score, place.score))
            kept = tuple(dict.fromkeys((*before.because, *place.because)))
            kept = tuple(each for each in kept if each.key != "because.entity_place_chain")
            chain[-1] = Finding(before.start, place.end, "LOC", score, (*kept, reason))
        else:
            chain.append(place)
    return chain


def _grown(page: TaggedPage, place: Finding) -> Finding:
    """With the type character that belongs to it (昭通|市直机关), or the number of a village's group."""
    text = page.text[place.start : place.end]
    longer = page.text[place.start : place.end + 1]
    if text != longer and divisions().get(longer) == longer and divisions().get(text) != text:
        return replace(place, end=place.end + 1)
    group = _GROUP.match(page.text, place.end)
    if group and text.endswith(("村", "社区")):
        return replace(place, end=group.end())
    return place


def _leads_on(page: TaggedPage, place: Finding) -> bool:
    name = page.text[place.start : place.end]
    return len(name) > 1 and (name in divisions() or short_name(name) != name)
