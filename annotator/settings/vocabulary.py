"""Labels and roles as TOML: what the program comes with, and files that a project reads and writes.

`resources/labels.toml` and `resources/roles.toml` have a table a word. A file of a project has both in
one, `[label.PER]` and `[role.headline]`, with the same fields and, for a word that has been renamed, its `id`.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from annotator.document.labels import Label, Role, Vocabulary, Word, Words, kind_of
from annotator.errors import BadFormat, FileMissing, FileUnreadable
from annotator.settings.resources import table
from annotator.settings.whole_file import write_whole

_BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A key of TOML that needs no quotes."""

_FIELDS = {
    "label": ("id", "key", "letter", "colour", "title", "definition", "examples"),
    "role": ("id", "letter", "within", "title", "definition", "examples"),
}


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The words of a file, in its order; whether they can be offered together is not looked at."""

    labels: tuple[Label, ...]
    roles: tuple[Role, ...]


@cache
def default_vocabulary() -> Vocabulary:
    """What the annotation guidelines name; a project starts with these."""
    rows = {"label": table("labels.toml"), "role": table("roles.toml")}
    found = _words(rows, None)
    return Vocabulary(found.labels, found.roles)


def read_words(path: Path, known: Vocabulary) -> WordsRead:
    """The words of a TOML file; a field that it does not name is as the project has it.

    A table of a word that is `known` is called by its name (or its id); any other is a new word. A file
    that has no labels, or no roles, speaks of the other kind alone. Raises BadFormat, FileMissing,
    FileUnreadable.
    """
    try:
        rows = tomllib.loads(path.read_text("utf-8-sig"))
        _refuse_strange(rows, tuple(_FIELDS))
        found = _words(rows, known)
    except FileNotFoundError as error:
        raise FileMissing(path=path) from error
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror or error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise BadFormat(path=path, line="?", cause=error) from error
    labels = found.labels if "label" in rows else known.labels
    return WordsRead(labels, found.roles if "role" in rows else known.roles)


def write_words(path: Path, vocabulary: Vocabulary) -> None:
    """The offered words as a file that `read_words` reads. Raises FolderNotWritable."""
    write_whole(path, words_as_toml(vocabulary).encode("utf-8"))


def words_as_toml(vocabulary: Vocabulary) -> str:
    """The offered words, a table each."""
    return "\n".join(_table_of(word) for word in (*vocabulary.labels, *vocabulary.roles))


# -- in ----------------------------------------------------------------------------------


def _words(rows: Mapping[str, Any], known: Vocabulary | None) -> WordsRead:
    """Raises TypeError or ValueError for a table that makes no word."""
    made: dict[str, list[Word]] = {"label": [], "role": []}
    taken: dict[str, set[str]] = {"label": set(), "role": set()}
    for kind, words in made.items():
        for name, row in _tables(rows.get(kind, {}), kind).items():
            _refuse_strange(row, _FIELDS[kind])
            old = _known(kind, name, row, known)
            id_ = old.id if old else (known.free_id(kind, name) if known else name)
            if id_ in taken[kind]:
                raise ValueError(f"[{kind}.{name}]: {id_} stands there twice")
            taken[kind].add(id_)
            words.append(
                _label(id_, name, row, old) if kind == "label" else _role(id_, name, row, old)
            )
    labels = tuple(each for each in made["label"] if isinstance(each, Label))
    return WordsRead(labels, tuple(each for each in made["role"] if isinstance(each, Role)))


def _known(kind: str, name: str, row: Mapping[str, Any], known: Vocabulary | None) -> Word | None:
    """The offered word of the project that a table is about."""
    said = _text(row, "id", name)
    if known is None:
        return None
    word = known.word(kind, said)
    if word is not None and not word.is_retired:
        return word
    id_ = known.id_named(kind, said)
    found = known.word(kind, id_) if id_ else None
    return found if found is not None and said in (found.name, found.id) else None


def _label(id_: str, name: str, row: Mapping[str, Any], old: Word | None) -> Label:
    was = old if isinstance(old, Label) else Label(id_, name, "", "", "", ())
    key, letter = _text(row, "key", was.key), _text(row, "letter", was.letter)
    return Label(id_, name, key, letter, _text(row, "colour", was.colour), *_said(row, was))


def _role(id_: str, name: str, row: Mapping[str, Any], old: Word | None) -> Role:
    was = old if isinstance(old, Role) else Role(id_, name, "", "", ())
    letter, within = _text(row, "letter", was.letter), _text(row, "within", was.within)
    return Role(id_, name, letter, within, *_said(row, was))


def _said(row: Mapping[str, Any], was: Word) -> tuple[Words, Words, tuple[str, ...]]:
    """Titles, definitions and examples."""
    examples = row.get("examples", list(was.examples))
    if not isinstance(examples, list):
        raise TypeError(f"examples is a list, not {examples!r:.40}")
    given = tuple(_string(each, "examples") for each in cast("list[object]", examples))
    return (
        _by_language(row, "title", was.titles),
        _by_language(row, "definition", was.definitions),
        given,
    )


def _by_language(row: Mapping[str, Any], field: str, was: Words) -> Words:
    if field not in row:
        return was
    said = _tables({field: row[field]}, field)[field]
    return tuple(sorted((name, _string(text, field)) for name, text in said.items() if text))


def _tables(rows: object, name: str) -> dict[str, dict[str, Any]]:
    if not isinstance(rows, dict):
        raise TypeError(f"{name} is a table, not {rows!r:.40}")
    named = cast("dict[str, object]", rows)
    for key, row in named.items():
        if not isinstance(row, dict):
            raise TypeError(f"{key} is a table, not {row!r:.40}")
    return cast("dict[str, dict[str, Any]]", named)


def _text(row: Mapping[str, Any], field: str, otherwise: str) -> str:
    return _string(row.get(field, otherwise), field)


def _string(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{field} is a text, not {value!r:.40}")
    return value


def _refuse_strange(row: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    strange = [name for name in row if name not in fields]
    if strange:
        raise ValueError(f"{strange[0]} is none of {', '.join(fields)}")


# -- out ---------------------------------------------------------------------------------


def _table_of(word: Word) -> str:
    name = word.name if _BARE.fullmatch(word.name) else _quoted(word.name)
    lines = [f"[{kind_of(word)}.{name}]"]
    if word.id != word.name:
        lines.append(f"id = {_quoted(word.id)}")
    fields = ("key", "letter", "colour") if isinstance(word, Label) else ("letter", "within")
    lines += [f"{field} = {_quoted(getattr(word, field))}" for field in fields]
    lines.append(f"title = {_inline(word.titles)}")
    lines.append(f"definition = {_inline(word.definitions)}")
    lines.append(f"examples = [{', '.join(map(_quoted, word.examples))}]")
    return "\n".join(lines) + "\n"


def _inline(words: Words) -> str:
    pairs = ", ".join(f"{name} = {_quoted(text)}" for name, text in words)
    return f"{{ {pairs} }}" if pairs else "{}"


def _quoted(text: str) -> str:
    """A basic string of TOML: one of JSON, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
