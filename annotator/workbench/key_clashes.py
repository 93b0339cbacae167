"""Which keys get in each other's way, and which no command may have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.document.labels import Vocabulary
from annotator.settings.keymap import Keymap
from annotator.settings.resources import table
from annotator.workbench.command_table import COMMANDS, Binding, bindings, members

SLOT = "{}"
"""Stands in a family's key for what its members differ in."""


@dataclass(frozen=True, slots=True)
class Clash:
    """`key` of one command cannot do its work beside `other_key` of `other`.

    They are the same, or one is the first key of the other. `source` is the command whose keys
    have that of `other`, as `pattern`: another one where `other` shares the keys of a command.
    """

    command: str
    key: str
    other: Binding
    other_key: str
    source: str
    pattern: str


def clashes(vocabulary: Vocabulary, keymap: Keymap) -> tuple[Clash, ...]:
    """Every clash, told once from either side."""
    placed = [
        (_strokes(key), key, binding)
        for binding in bindings(vocabulary, keymap)
        for key in binding.keys
    ]
    by_first: dict[str, list[tuple[tuple[str, ...], str, Binding]]] = {}
    for each in placed:
        by_first.setdefault(each[0][0], []).append(each)
    found: list[Clash] = []
    for strokes, key, mine in placed:
        for theirs, other_key, other in by_first[strokes[0]]:
            if other is not mine and _one_begins(strokes, theirs):
                source, pattern = _source(other, other_key, keymap)
                found.append(Clash(mine.command, key, other, other_key, source, pattern))
    return tuple(found)


def clashes_of(
    vocabulary: Vocabulary, keymap: Keymap, command: str, pattern: str
) -> tuple[Clash, ...]:
    """What a key of that command gets in the way of; one clash for each of the other keys."""
    once: dict[tuple[str, str], Clash] = {}
    for each in clashes(vocabulary, keymap):
        is_meant = each.command == command and _fills(pattern, each.key)
        if is_meant and (each.source, each.pattern) != (command, pattern):
            once.setdefault((each.source, each.pattern), each)
    return tuple(once.values())


def taken_over(keymap: Keymap, found: Iterable[Clash]) -> Keymap:
    """Without the keys of the others."""
    for each in found:
        left = tuple(key for key in keymap.keys(each.source) if key != each.pattern)
        keymap = keymap.bound(each.source, left)
    return keymap


def reserved_for(key: str) -> str:
    """Why no command may have a key, as a reason of `reserved_keys.toml`; empty where one may."""
    strokes = _strokes(key)
    for reason, keys in table("reserved_keys.toml").items():
        if any(_stroke(each) in strokes for each in keys):
            return reason
    return "system" if any("meta" in each.split("+") for each in strokes) else ""


def as_pattern(command: str, key: str, vocabulary: Vocabulary) -> str | None:
    """What a key is called in the keymap: as it is, or that of a family's member with a slot.

    None where the last stroke of a family's key is not that of a member.
    """
    family = COMMANDS[command].family
    if not family:
        return key
    for _, slot, _ in members(family, vocabulary):
        if slot and key.casefold().endswith(slot.casefold()):
            start = key[: len(key) - len(slot)]
            if not start or start.endswith(("+", ", ")):
                return start + SLOT
    return None


def _strokes(key: str) -> tuple[str, ...]:
    return tuple(_stroke(each) for each in key.split(", "))


def _stroke(key: str) -> str:
    """One stroke, however it is written: modifiers have no order, letters no case."""
    *modifiers, last = key.casefold().replace("++", "+plus").split("+")
    return "+".join((*sorted(modifiers), last))


def _one_begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(a == b for a, b in zip(one, other, strict=False))


def _source(binding: Binding, key: str, keymap: Keymap) -> tuple[str, str]:
    for command in _sources(binding.command):
        for pattern in keymap.keys(command):
            if _fills(pattern, key):
                return command, pattern
    return binding.command, key


def _sources(command: str) -> Iterator[str]:
    yield command
    if COMMANDS[command].shares:
        yield COMMANDS[command].shares


def _fills(pattern: str, key: str) -> bool:
    """Whether `key` is that pattern with one of its members in the slot."""
    if SLOT not in pattern:
        return pattern == key
    start, _, end = pattern.partition(SLOT)
    middle = key[len(start) : len(key) - len(end)]
    return (
        key.startswith(start)
        and key.endswith(end)
        and bool(middle)
        and ", " not in middle
        and "+" not in middle
    )
