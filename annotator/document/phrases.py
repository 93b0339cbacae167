"""A sentence before it has a language: a key of the catalogue and the facts that fill it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class Phrase:
    """`key` names a template in resources/i18n; a fact is text or itself a phrase."""

    key: str
    facts: "tuple[tuple[str, str | Phrase], ...]" = ()

    def to_plain(self) -> dict[str, Any]:
        """As JSON values."""
        facts = {
            name: value.to_plain() if isinstance(value, Phrase) else value
            for name, value in self.facts
        }
        return {"key": self.key, "facts": facts} if facts else {"key": self.key}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Phrase":
        """Inverse of `to_plain`. Raises KeyError where `key` is missing, TypeError for anything else."""
        key: object = plain["key"]
        facts: object = plain.get("facts", {})
        if not (isinstance(key, str) and isinstance(facts, Mapping)):
            raise TypeError(f"a phrase has a key and named facts, not {key!r} and {facts!r}")
        named = cast("Mapping[str, Any]", facts)
        return cls(key, tuple((name, cls._fact(value)) for name, value in named.items()))

    @classmethod
    def _fact(cls, value: object) -> "str | Phrase":
        if isinstance(value, Mapping):
            return cls.from_plain(cast("Mapping[str, Any]", value))
        return str(value)


def phrase(key: str, /, **facts: "str | int | Phrase") -> Phrase:
    """`phrase("edit.mark_entity", text="昭阳区", label="LOC")`."""
    return Phrase(
        key,
        tuple((name, v if isinstance(v, Phrase) else str(v)) for name, v in facts.items()),
    )


def label_title(name: str) -> Phrase:
    """The title of a label in the reader's language, to be put into another phrase."""
    return Phrase(f"label.{name}")
