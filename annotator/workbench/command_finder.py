"""Finds commands by what somebody types: a title in any language, pinyin, initials, the name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from annotator.settings.language import LANGUAGES, Language
from annotator.workbench.command_table import Binding

Readings = Callable[[str], tuple[str, ...]]
"""The syllables of a character, without tones; none where it is not known."""


class Fit(IntEnum):
    """How well a command fits, the best first."""

    PREFIX = 0
    WORD = 1
    INITIALS = 2
    INNER_INITIALS = 3
    SUBSEQUENCE = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a binding can be found by."""

    binding: Binding
    names: tuple[str, ...]
    """Titles in every language and the command's name, folded."""
    spelled: tuple[tuple[str, ...], ...]
    """For each character of the Chinese title what can be typed for it."""
    letters: frozenset[str]
    """All that can be typed for any of them."""


class CommandFinder:
    """Over the bindings that a person can call.

    `recent` are the names of commands with their arguments (`named`), the last used first: of
    commands that fit equally well they come first.
    """

    def __init__(
        self,
        found: Iterable[Binding],
        languages: Sequence[Language],
        readings: Readings,
        recent: Sequence[str] = (),
    ) -> None:
        self._entries = [_entry(each, languages, readings) for each in found]
        self._recent = {name: place for place, name in enumerate(recent)}

    def find(self, typed: str) -> list[Binding]:
        """The bindings that fit, the best first; all of them where nothing is typed."""
        query = " ".join(typed.casefold().replace("_", " ").split())
        ranked: list[tuple[int, int, int, int]] = []
        for number, entry in enumerate(self._entries):
            fit = _fit(query, entry)
            if fit is not None:
                recency = self._recent.get(named(entry.binding), len(self._recent))
                ranked.append((fit, recency, len(entry.names[0]) if query else 0, number))
        return [self._entries[number].binding for *_, number in sorted(ranked)]


def named(binding: Binding) -> str:
    """A command and its argument in one word."""
    return f"{binding.command} {binding.argument}".strip()


def all_languages() -> tuple[Language, ...]:
    """The catalogues by which a command can be found, Chinese first."""
    return tuple(map(Language, LANGUAGES))


def _entry(binding: Binding, languages: Sequence[Language], readings: Readings) -> _Entry:
    titles = [language.sentence(binding.title).casefold() for language in languages]
    names = (*titles, named(binding).casefold().replace("_", " "))
    spelled = tuple(
        (*readings(character), character) for character in titles[0] if character.isalnum()
    )
    letters = frozenset("".join("".join(each) for each in spelled))
    return _Entry(binding, names, spelled, letters)


def _fit(query: str, entry: _Entry) -> Fit | None:
    if any(name.startswith(query) for name in entry.names):
        return Fit.PREFIX
    if any(_has_word(name, query) for name in entry.names):
        return Fit.WORD
    typed = query.replace(" ", "")
    is_spelled = entry.letters.issuperset(typed)
    if is_spelled and _spells(typed, entry.spelled):
        return Fit.INITIALS
    if any(_initials(name).startswith(typed) for name in entry.names[1:]):
        return Fit.INITIALS
    starts = range(1, len(entry.spelled))
    if is_spelled and any(_spells(typed, entry.spelled[start:]) for start in starts):
        return Fit.INNER_INITIALS
    if is_spelled and _spells(typed, entry.spelled, with_gaps=True):
        return Fit.SUBSEQUENCE
    if any(_is_subsequence(typed, name) for name in entry.names):
        return Fit.SUBSEQUENCE
    return None


def _has_word(name: str, query: str) -> bool:
    """At the start of a word of Latin letters; anywhere among Chinese characters, which have no words."""
    at = name.find(query)
    while at > 0:
        if not (name[at - 1].isascii() and name[at - 1].isalnum()) or not query[0].isascii():
            return True
        at = name.find(query, at + 1)
    return at == 0


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _spells(typed: str, spelled: Sequence[tuple[str, ...]], *, with_gaps: bool = False) -> bool:
    """Whether `typed` is a start of each syllable in turn, from the first character on."""
    reached = {0}
    for choices in spelled:
        now = {at + more for at in reached for each in choices for more in _starts(typed, at, each)}
        if len(typed) in now:
            return True
        reached = reached | now if with_gaps else now
        if not reached:
            return False
    return False


def _starts(typed: str, at: int, syllable: str) -> Iterable[int]:
    """How many letters from `at` on can stand for the beginning of a syllable."""
    for more, letter in enumerate(syllable, 1):
        if typed[at : at + 1] != letter:
            return
        at += 1
        yield more


def _is_subsequence(typed: str, name: str) -> bool:
    left = iter(name)
    return all(letter in left for letter in typed)
