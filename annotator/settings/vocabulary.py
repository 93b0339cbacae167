"""Labels and roles as `resources/labels.toml` and `resources/roles.toml` name them."""

from functools import cache
from typing import Any

from annotator.document.labels import Label, Role, Vocabulary
from annotator.settings.resources import table


def _by_language(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(values.items()))


def _label(name: str, row: dict[str, Any]) -> Label:
    titles, definitions = _by_language(row["title"]), _by_language(row["definition"])
    return Label(name, row["key"], row["letter"], row["colour"], titles, definitions)


def _role(name: str, row: dict[str, Any]) -> Role:
    titles, definitions = _by_language(row["title"]), _by_language(row["definition"])
    return Role(name, row["letter"], row["within"], titles, definitions)


@cache
def default_vocabulary() -> Vocabulary:
    """What the annotation guidelines name; a project starts with these."""
    labels = tuple(_label(name, row) for name, row in table("labels.toml").items())
    roles = tuple(_role(name, row) for name, row in table("roles.toml").items())
    return Vocabulary(labels, roles)
