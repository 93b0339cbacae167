"""Sentences in Chinese and English: the files of `resources/i18n/<language>/`, one a room of the program."""

import locale
import os
import re
from collections.abc import Mapping
from typing import Any, cast

from annotator.document.labels import Vocabulary, kind_of
from annotator.document.phrases import Phrase
from annotator.errors import AnnotatorError
from annotator.settings.keymap import Keymap, engraved, shipped_keymap
from annotator.settings.resources import resource, table
from annotator.settings.vocabulary import default_vocabulary

LANGUAGES = ("zh", "en")


def system_language() -> str:
    """`zh` where the system speaks Chinese, else `en`.

    The environment says what the user wants even where that locale is not installed.
    """
    wanted = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = (next(filter(None, wanted), None) or locale.getlocale()[0] or "").lower()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


def _flat(rows: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in rows.items():
        if isinstance(value, Mapping):
            flat.update(_flat(cast("Mapping[str, Any]", value), f"{prefix}{name}."))
        else:
            flat[prefix + name] = str(value)
    return flat


class _Known(dict[str, object]):
    """Facts; a placeholder that has none stays as it is."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


class _KeyNames:
    """`{key_of.undo}` in a sentence: the first key of that command, or its title where it has none."""

    def __init__(self, keymap: Keymap, templates: Mapping[str, str]) -> None:
        self._keymap, self._templates = keymap, templates

    def __getattr__(self, command: str) -> str:
        key = next(iter(self._keymap.keys(command)), "").replace("{}", "…")
        return engraved(key) or f"“{self._templates[f'command.{command}']}”"


class Language:
    """The catalogue of one language. Raises ValueError for a language that has none."""

    def __init__(self, name: str) -> None:
        if name not in LANGUAGES:
            raise ValueError(f"no catalogue for the language {name!r}")
        self.name = name
        self._templates: dict[str, str] = {}
        for file in sorted(resource("i18n", name).glob("*.toml")):
            for key, template in _flat(table("i18n", name, file.name)).items():
                if key in self._templates:
                    raise ValueError(f"{file} says {key} a second time")
                self._templates[key] = template
        self.learn(default_vocabulary())
        self.learn_keys(shipped_keymap())

    def learn(self, vocabulary: Vocabulary) -> None:
        """Calls labels and roles (`label.<id>`, `role.<id>`) as that vocabulary does, retired ones too."""
        for word in vocabulary.words:
            title = self.pick(word.titles) or word.name
            self._templates[f"{kind_of(word)}.{word.id}"] = re.sub(r"[{}]", r"\g<0>\g<0>", title)

    def learn_keys(self, keymap: Keymap) -> None:
        """Sentences that name the key of a command name that of this keymap."""
        self._key_names = _KeyNames(keymap, self._templates)

    @property
    def keys(self) -> frozenset[str]:
        """All keys of the catalogue."""
        return frozenset(self._templates)

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence under `key`, filled. Raises KeyError for a key that has none: that is a bug."""
        known = {name: str(value) for name, value in facts.items()}
        return self._templates[key].format_map({"key_of": self._key_names, **known})

    def sentence(self, said: Phrase | AnnotatorError) -> str:
        """A phrase or an error as a person reads it; phrases among its facts come first.

        A phrase may come from a file that another version wrote: one without a sentence here
        shows its key and its facts.
        """
        if isinstance(said, AnnotatorError):
            facts = {name: self._word(name, value) for name, value in said.facts.items()}
            return self.say(said.key, **facts)
        facts = {
            name: self.sentence(value) if isinstance(value, Phrase) else value
            for name, value in said.facts
        }
        if said.key not in self._templates:
            return " ".join([said.key, *facts.values()])
        return self._templates[said.key].format_map(_Known(facts, key_of=self._key_names))

    def _word(self, name: str, value: str) -> str:
        """The kind of a mark in this language; any other fact as it is."""
        return self._templates.get(f"kind.{value}", value) if name == "kind" else value

    def pick(self, titles: tuple[tuple[str, str], ...]) -> str:
        """The title in this language out of `(language, title)` pairs; else the first."""
        by_language = dict(titles)
        return by_language.get(self.name) or next(iter(by_language.values()), "")
