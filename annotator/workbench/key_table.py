"""The key table as a person reads it: for the README, the command line and the cheat sheet."""

from dataclasses import dataclass

from annotator.document.labels import Vocabulary
from annotator.settings.keymap import Keymap
from annotator.settings.language import Language
from annotator.workbench.command_table import GROUPS, bindings


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command, the keys that call it (Qt's portable names) and what it does, in one language."""

    group: str
    command: str
    keys: tuple[str, ...]
    title: str


def rows(vocabulary: Vocabulary, keymap: Keymap, language: Language) -> list[KeyRow]:
    """Every command that has a key, by group."""
    found = [
        KeyRow(
            binding.group,
            f"{binding.command} {binding.argument}".strip(),
            (*binding.keys, *binding.shared),
            language.sentence(binding.title),
        )
        for binding in bindings(vocabulary, keymap)
        if binding.keys or binding.shared
    ]
    return sorted(found, key=lambda row: GROUPS.index(row.group))


def as_text(table: list[KeyRow]) -> str:
    """One command a line: command, keys, title, with tabs between."""
    return "\n".join(f"{row.command}\t{' / '.join(row.keys)}\t{row.title}" for row in table)


def as_markdown(table: list[KeyRow]) -> str:
    """A table of two columns: keys and what they do."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for row in table:
        keys = " / ".join(f"`{key}`" for key in row.keys)
        lines.append(f"| {keys} | {row.title} |")
    return "\n".join(lines)
