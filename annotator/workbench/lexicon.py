"""What a project knows of strings, and its patterns: shown, ruled, read from files and written to them.

For the window and the command line alike. What a person asks for and cannot have is a `Refusal`;
what the project file or another file does not allow is raised.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from annotator.document.labels import Vocabulary
from annotator.document.lexicon import LexiconEntry, Verdict, string_of
from annotator.document.patterns import Pattern
from annotator.document.phrases import Phrase, phrase
from annotator.exchange.word_lists import LONGEST, read_word_list, write_word_list
from annotator.propose.patterns import flaw
from annotator.store.project import Project
from annotator.workbench.situation import Refusal

Key = tuple[str, str]
"""String and label of an entry."""

_TRIED_ON = 5
"""So many pages of the project a regular expression is tried on before it is kept."""


# -- the entries ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LexiconFilter:
    """Which entries are shown: `contains` is looked for in the string, the others are exact; empty means all."""

    contains: str = ""
    label: str = ""
    rule: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class LexiconRow:
    """An entry, and what it does to proposals: see `Verdict`."""

    entry: LexiconEntry
    verdict: Verdict


def rows(project: Project, wanted: LexiconFilter | None = None) -> list[LexiconRow]:
    """The entries that pass the filter: the ones seen most often first, then by string and label."""
    wanted = wanted or LexiconFilter()
    lexicon = project.lexicon()
    part = string_of(wanted.contains)
    found = [
        LexiconRow(each, lexicon.verdict(*each.key).verdict)
        for each in lexicon
        if part in each.text and wanted.label in ("", each.label) and wanted.rule in ("", each.rule)
    ]
    found = [row for row in found if wanted.verdict in ("", row.verdict)]
    return sorted(found, key=lambda row: _most_seen_first(row.entry))


def _most_seen_first(entry: LexiconEntry) -> tuple[int, str, str]:
    return -entry.accepted - entry.rejected, entry.text, entry.label


def add(project: Project, text: str, label: str, rule: str = "always") -> Refusal | None:
    """An editor's word on a string, known before or not."""
    refusal = _refusal(project, text, label)
    if refusal is None:
        project.set_rules([LexiconEntry(string_of(text), label, rule=rule)])
    return refusal


def set_rule(project: Project, keys: Iterable[Key], rule: str) -> None:
    """An editor's rule for each of those entries; `auto` leaves it to the counts again."""
    project.set_rules(LexiconEntry(text, label, rule=rule) for text, label in keys)


def forget(project: Project, keys: Iterable[Key]) -> None:
    """What editors and lists said of those entries is gone, and with it an entry without counts.

    Counts are of marks and decisions: they go when those are undone.
    """
    set_rule(project, keys, "auto")


def change_label(project: Project, keys: Iterable[Key], label: str) -> Refusal | None:
    """From now on the strings are to be proposed under `label`, and no more under the ones they had."""
    refusal = _unknown(label, project.vocabulary())
    if refusal is not None:
        return refusal
    lexicon = project.lexicon()
    rules: list[LexiconEntry] = []
    for text, old in keys:
        if old == label:
            continue
        entry = next((each for each in lexicon.entries_of(text) if each.label == old), None)
        is_counted = entry is not None and entry.accepted + entry.rejected > 0
        rules.append(LexiconEntry(text, old, rule="never" if is_counted else "auto"))
        rules.append(LexiconEntry(text, label, rule="always"))
    project.set_rules(rules)
    return None


def _refusal(project: Project, text: str, label: str) -> Refusal | None:
    if not string_of(text):
        return Refusal(Phrase("lexicon.no_text"))
    if len(string_of(text)) > LONGEST:
        return Refusal(phrase("lexicon.too_long", limit=LONGEST))
    return _unknown(label, project.vocabulary())


def _unknown(label: str, vocabulary: Vocabulary) -> Refusal | None:
    if any(each.id == label for each in vocabulary.labels):
        return None
    known = ", ".join(each.name for each in vocabulary.labels)
    return Refusal(phrase("lexicon.unknown_label", label=label, known=known))


# -- files ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListImported:
    """How many rules came in, and how many lines had none (see `WordList`)."""

    count: int
    without_rule: int


def import_list(
    project: Project, path: Path, label: str = "", form: str = ""
) -> ListImported | Refusal:
    """A word list as rules, all of it or nothing; `label` (name or id) is for lines that name none.

    `form` is one of `LIST_FORMATS`, empty to tell by the file. Raises BadFormat with the line that
    cannot be read, and what else reading a file raises.
    """
    vocabulary = project.vocabulary()
    given = vocabulary.id_named("label", label) or label
    refusal = _unknown(given, vocabulary) if label else None
    if refusal is not None:
        return refusal
    found = read_word_list(path, called_so(vocabulary), given, form)
    named = (vocabulary.id_named("label", each.label) or each.label for each in found.entries)
    entries = [replace(e, label=label) for e, label in zip(found.entries, named, strict=True)]
    project.set_rules(entries)
    return ListImported(len(found.entries), found.without_rule)


def called_so(vocabulary: Vocabulary) -> list[str]:
    """What a file may call the labels: names, and ids."""
    names = [each.name for each in vocabulary.labels]
    return list(dict.fromkeys([*names, *(each.id for each in vocabulary.labels)]))


def export_list(project: Project, path: Path, form: str = "tsv") -> int:
    """The lexicon as a file, see `write_word_list`; answers how many entries it has."""
    return write_word_list(path, project.lexicon(), form, label_names(project))


def label_names(project: Project) -> Callable[[str], str]:
    """What other programs read for the id of a label."""
    return partial(project.vocabulary().name_of, "label")


# -- patterns ------------------------------------------------------------------------------


def patterns(project: Project) -> list[Pattern]:
    """All of the project, those that are off too."""
    return project.patterns()


def save_pattern(project: Project, pattern: Pattern) -> Pattern | Refusal:
    """Keeps a pattern, `id` 0 for a new one, and answers it with its number.

    Refused are an unknown label, a list without words, and an expression that is invalid or too
    slow on one of the project's first pages.
    """
    refusal = _unknown(pattern.label, project.vocabulary())
    if refusal is not None:
        return refusal
    numbers = project.page_ids()[:_TRIED_ON]
    why = flaw(pattern, (project.raw_text(number).text for number in numbers))
    return project.put_pattern(pattern) if why is None else Refusal(why)


def remove_pattern(project: Project, number: int) -> None:
    """The pattern of that number is gone; what it proposed stays until pages are proposed again."""
    project.remove_pattern(number)


def switch_pattern(project: Project, number: int, *, is_on: bool) -> None:
    """Turns a pattern on or off; nothing where there is none of that number."""
    for each in project.patterns():
        if each.id == number:
            project.put_pattern(replace(each, is_on=is_on))
