"""Which of the tagger's persons are persons: a surname, a foreign spelling, or great sureness."""

import re
from dataclasses import replace
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words, words_like_persons
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import (
    HAN,
    countries,
    divisions,
    one_of,
    spelling,
    surnames,
)

_WRITTEN = re.compile(rf"[{HAN}A-Za-z·. ]+")
_SETTLEMENT = re.compile(rf"[{HAN}]{{2,}}(?P<type>村|县|寨|屯|社区|街道)")
"""鱼田村 begins with a surname, too. 镇 and 乡 are left out: given names end so."""

_LIKELY = 0.55
_LIKELY_FULL_NAME = 0.35
_LIKELY_FOREIGN = 0.5
_SURE_WITHOUT_SURNAME = 0.9
_SURE_EVERYDAY = 0.97


def surname_of(name: str) -> str:
    """The surname that `name` begins with, a double one first; empty without one or without a given name."""
    for size in (2, 1):
        if len(name) > size and name[:size] in surnames():
            return name[:size]
    return ""


def is_chinese_name(name: str) -> bool:
    """A surname and a given name of one or two characters."""
    surname = surname_of(name)
    if not surname:
        return False
    given = len(name) - len(surname)
    return 1 <= given <= 2 or (len(surname) == 2 and surname[:1] in surnames() and len(name) == 3)


def is_foreign_name(name: str) -> bool:
    """Three characters and more, with a dot between its parts or all of them such as spell foreign names."""
    return len(name) >= 3 and ("·" in name.strip("·") or spelling().issuperset(name))


@cache
def _title_inside() -> re.Pattern[str]:
    """A title and at most three characters of a name behind it, in one word of the tagger's."""
    return re.compile(rf".*?(?P<title>{one_of('titles')})(?P<name>.{{2,3}})\Z")


@cache
def _title_behind() -> re.Pattern[str]:
    """What stands before a title, in one word of the tagger's: 霍书记 names nobody."""
    return re.compile(rf"(?P<name>.{{1,4}}?)(?P<title>{one_of('titles')})\Z")


def judged(found: Finding, page: TaggedPage) -> Finding:
    """The finding with the score that its form deserves; what has no name's form is set aside."""
    whole = page.text[found.start : found.end]
    inside, behind = _title_inside().match(whole), _title_behind().match(whole)
    if inside and is_chinese_name(inside["name"]):
        reason = phrase("because.entity_title_before", title=inside["title"])
        return replace(found, start=found.end - len(inside["name"])).scored(0.8, reason)
    if behind and not is_chinese_name(behind["name"]):
        return found.weakened(phrase("because.entity_only_surname", title=behind["title"]))
    if behind:
        found = replace(found, end=found.start + len(behind["name"]))
    name, sure = page.text[found.start : found.end], found.score
    if name in countries():
        reason = phrase("because.entity_country", name=name)
        return replace(found, label="LOC").scored(0.85, reason)
    settlement = _SETTLEMENT.fullmatch(name)
    if settlement:
        reason = phrase("because.entity_type_behind", type=settlement["type"])
        return replace(found, label="LOC").scored(0.75, reason)
    doubt = _doubt(name, sure)
    if doubt:
        return found.weakened(phrase(doubt, text=name))
    if is_chinese_name(name):
        reason = phrase("because.entity_surname", surname=surname_of(name))
        return found.scored(0.3 + 0.68 * sure, reason)
    if is_foreign_name(name):
        return found.scored(0.4 + 0.5 * sure, phrase("because.entity_foreign_spelling"))
    return found.scored(0.8 * sure, phrase("because.entity_tagger_sure"))


def _doubt(name: str, sure: float) -> str:
    """The key of the reason why this is nobody's name, or nothing."""
    if not _WRITTEN.fullmatch(name):
        return "because.entity_stray_marks"
    if len(name) == 1:
        return "because.entity_single_character"
    if name in divisions():
        return "because.entity_person_is_place"
    everyday = name in common_words() or name in words_like_persons()
    if everyday and sure < _SURE_EVERYDAY:
        return "because.entity_everyday_word"
    if sure < (_LIKELY if len(name) == 2 else _LIKELY_FULL_NAME):
        return "because.entity_unsure"
    is_sure_name = 2 <= len(name) <= 4 and sure >= _SURE_WITHOUT_SURNAME
    is_foreign = is_foreign_name(name) and sure >= _LIKELY_FOREIGN
    return (
        "" if is_chinese_name(name) or is_foreign or is_sure_name else "because.entity_no_surname"
    )
