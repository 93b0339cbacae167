"""Organisations: which of the tagger's are named, and organs known by their level or by everybody."""

import re
from collections.abc import Iterator
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import divisions, ending, one_of
from annotator.propose.entity_rules.places import fills_quotes

LEVEL = "(?:自治区|省|市|县|区|州)"
_ANY_LEVEL = "(?:自治区|省|市|县|区|州|镇|乡|村|社区|街道)"
_NOT_BEFORE = frozenset("各全本我该每两多某同其他跨城")
"""What stands before a level where no organ is named: 各县公安局, 全市公安局."""
_FUNCTION_WORDS = "向在对与和把被由从到让据"
_SURE_GENERIC = 0.95
_LIKELY_NAMED = 0.6
_SURE_UNTYPED = 0.8
_LONGEST_WORD = 6


# -- what the lexicons say together -------------------------------------------------------


@cache
def _department() -> str:
    """A department's purpose and what it is called for: 公安局, 应急管理厅, 民族宗教委员会."""
    purpose = one_of("departments")
    called = "(?:局|厅|委员会|委(?!员)|办公室|中心)(?!长|级)"
    return rf"(?:{purpose}(?:和{purpose})?(?:监督)?(?:管理)?(?:服务)?{called})"


@cache
def _level_organ() -> re.Pattern[str]:
    of_party = rf"委{one_of('committee_offices')}"
    body = rf"(?:{of_party}|(?:委|政府)?{_department()}|{one_of('level_bodies')})"
    return re.compile(rf"{LEVEL}{body}(?:{_department()}|{one_of('organ_tails')})*")


@cache
def _bare_organ() -> re.Pattern[str]:
    bare = rf"{_ANY_LEVEL}?级?{one_of('bare_organs')}"
    assembly = rf"{LEVEL}(?:人大|政协)(?:代表|委员)?"
    return re.compile(rf"(?:基层|多个)?{bare}(?:[、和及]{bare})*\Z|{assembly}\Z|[各全本我该].*")


@cache
def _national_organ() -> re.Pattern[str]:
    return re.compile(rf"{one_of('national_organs')}(?![门队署])")


@cache
def _sponsors_word() -> re.Pattern[str]:
    return re.compile("(?:新时代|联办|主办|承办|协办)(?=.{2})")


# -- the tagger's organisations ----------------------------------------------------------


def judged(found: Finding, page: TaggedPage) -> Finding:
    """The finding with the score that its form deserves; bare and generic organs are set aside."""
    found = _cut_to_name(found, page)
    name, sure = page.text[found.start : found.end], found.score
    if _national_organ().fullmatch(name):
        return found.scored(0.97, phrase("because.entity_national_organ", name=name))
    if _bare_organ().match(name) or name.endswith("族"):
        return found.weakened(phrase("because.entity_bare_organ", text=name))
    kind = ending("organ_suffixes", "organ_tails").search(name)
    stem = name[: kind.start()] if kind else name
    is_named = kind is not None and sure >= _LIKELY_NAMED and _names_all_the_same(name, kind[0])
    if is_everyday(stem) and not is_named:
        if kind is None or not stem or sure < _SURE_GENERIC:
            return found.weakened(phrase("because.entity_generic_organ", text=name))
        return found.scored(0.5 * sure)
    if kind:
        return found.scored(0.5 + 0.45 * sure, phrase("because.entity_organ_behind", type=kind[0]))
    if sure < _SURE_UNTYPED or fills_quotes(found, page):
        return found.weakened(phrase("because.entity_no_type", text=name))
    return found.scored(0.65 * sure)


_OPEN_BRACKET = re.compile(r"[（(](?![^（()）]*[）)].)")
"""A bracket that the name does not close again before it goes on."""


def _cut_to_name(found: Finding, page: TaggedPage) -> Finding:
    """Without what the tagger put before the name (新时代, a verb's object) and the title behind it."""
    start, end = found.start, found.end
    leading = _sponsors_word().match(page.text, start, end)
    if leading:
        start = leading.end()
    for at in range(start, end - 4):
        if page.text[at] in _FUNCTION_WORDS and _begins_with_division(page.text[at + 1 : end]):
            start = at + 1
            break
    bracket = _OPEN_BRACKET.search(page.text, start + 2, end)
    if bracket:
        end = bracket.start()
    title = ending("titles").search(page.text[start:end])
    if title and ending("organ_suffixes").search(page.text[start : start + title.start()]):
        end = start + title.start()
    return Finding(start, end, "ORG", found.score, found.because)


def _begins_with_division(text: str) -> bool:
    return any(text[:size] in divisions() for size in range(2, min(9, len(text))))


_HIGHEST = ("中央", "国家", "国际", "中华", "世界")
_NAMED_KINDS = frozenset(
    (
        "大学",
        "出版社",
        "报社",
        "日报社",
        "集团",
        "有限公司",
        "责任公司",
        "通讯社",
        "研究院",
        "科学院",
    )
)


def _names_all_the_same(name: str, kind: str) -> bool:
    """Whether everyday words do make a name: with a level, the nation, or a kind that always has a name."""
    if _level_organ().match(name) or _national_organ().match(name):
        return True
    is_of_nation = len(name) >= 5 and name.startswith(_HIGHEST)
    return is_of_nation or (kind in _NAMED_KINDS and len(name) >= 4)


def is_everyday(text: str) -> bool:
    """Whether `text` is a row of everyday words, so that it names nothing by itself."""
    at = 0
    while at < len(text):
        longest = min(_LONGEST_WORD, len(text) - at)
        sizes = (n for n in range(longest, 1, -1) if text[at : at + n] in common_words())
        size = next(sizes, 0)
        if not size and text[at] not in "党总性级化类各全公国社":
            return False
        at += size or 1
    return True


# -- organs by their form ----------------------------------------------------------------


def level_organs(page: TaggedPage) -> Iterator[Finding]:
    """Organs named with their level and without their place, where the tagger cuts before the level.

    市公安局, 市委市直机关工委, 省应急管理厅宣教处.
    """
    for match in _level_organ().finditer(page.text):
        start, end = match.span()
        before = page.text[start - 1] if start else "\n"
        if page.is_edge(start) and before not in _NOT_BEFORE and may_end(page, end):
            reason = phrase("because.entity_level_organ", text=match[0])
            yield Finding(start, end, "ORG", 0.85, (reason,))


def national_organs(page: TaggedPage) -> Iterator[Finding]:
    """Organs of the state, the army and the press that everybody knows."""
    for match in _national_organ().finditer(page.text):
        start, end = match.span()
        if page.is_edge(start) and may_end(page, end):
            reason = phrase("because.entity_national_organ", name=match[0])
            yield Finding(start, end, "ORG", 0.93, (reason,))


def may_end(page: TaggedPage, end: int) -> bool:
    """Whether a name may end here: at the tagger's cut, or before a title (昭阳区委|书记)."""
    return page.is_edge(end) or bool(_title().match(page.text, end))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(one_of("titles"))
