"""The lexicons as the rules ask for them: sets, and patterns with the longest entry first."""

import re
from collections.abc import Iterable
from functools import cache

from annotator.propose.common_words import common_words
from annotator.settings.resources import word_list

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Chinese characters, as a character class."""


@cache
def entries(name: str) -> frozenset[str]:
    """All entries of the lexicon `name`.txt."""
    return frozenset(word_list(f"{name}.txt"))


NOTHING = "(?!)"
"""A pattern that fits nowhere."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest that fits; for none of none."""
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + ("|".join(map(re.escape, longest_first)) or NOTHING) + ")"


@cache
def one_of(name: str) -> str:
    """A pattern for one entry of the lexicon `name`.txt, the longest that fits."""
    return any_of(entries(name))


@cache
def ending(*names: str) -> re.Pattern[str]:
    """A pattern for text that ends with an entry of one of the lexicons; the group is the ending."""
    return re.compile("(" + any_of(frozenset[str]().union(*map(entries, names))) + r")\Z")


@cache
def surnames() -> frozenset[str]:
    return entries("surnames")


@cache
def spelling() -> frozenset[str]:
    """The characters that spell foreign names."""
    return frozenset("".join(word_list("transliteration.txt"))) | {"·"}


@cache
def countries() -> frozenset[str]:
    """Countries and cities abroad."""
    return frozenset(name for line in word_list("countries.txt") for name in line.split())


@cache
def divisions() -> dict[str, str]:
    """Administrative divisions of China by their simplified names, and by what is left without the type.

    The value is the whole name. 苗族, 自治州 and the like are no part of a short name; a stem of
    one character is none, nor is an everyday word (和平, 惠民), except of a city.
    """
    names = [entry.split()[0] for entry in word_list("divisions.txt")]
    large = frozenset(
        short_name(name) for name in names if name.endswith(("省", "市", "自治区", "州"))
    )
    whole = {name: name for name in names}
    short = {
        stem: name
        for name in reversed(names)
        if len(stem := short_name(name)) > 1 and (stem in large or stem not in common_words())
    }
    for stem in entries("everyday_divisions"):
        short.pop(stem, None)
    return short | whole


@cache
def _type_behind() -> re.Pattern[str]:
    return re.compile(rf"{one_of('ethnic_groups')}*{one_of('place_suffixes')}\Z")


def short_name(place: str) -> str:
    """`place` without its type character: 昭阳 of 昭阳区, 黔东南 of 黔东南苗族侗族自治州; else itself."""
    match = _type_behind().search(place)
    return place[: match.start()] if match else place
