"""New labels and roles, with a key, a letter and a colour that no other has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase, digits

from annotator.document.labels import Label, Role, Vocabulary, flaws

COLOURS = (
    "#1f6feb",
    "#1a7f37",
    "#bc4c00",
    "#8250df",
    "#bf3989",
    "#0f766e",
    "#9a6700",
    "#cf222e",
    "#57606a",
    "#3f6212",
    "#4338ca",
    "#92400e",
)
"""Colours of new labels in turn, each readable on a light ground and far from its neighbours."""


def new_label(labels: Sequence[Label], id_: str, name: str) -> Label:
    """A label of that name to stand behind `labels`; without a key where all digits are taken."""
    key = next(_free("123456789", (label.key for label in labels)), "")
    letter = next(_free(_letters(name, digits), (label.letter for label in labels)), "")
    colours = [label.colour.lower() for label in labels]
    colour = min(COLOURS, key=colours.count)
    return Label(id_, name, key, letter, colour, (("en", name), ("zh", name)))


def new_role(roles: Sequence[Role], id_: str, name: str, within: str) -> Role:
    """A role of that name to stand behind `roles`; its letter is empty where all are taken."""
    letter = next(_free(_letters(name, digits), (role.letter for role in roles)), "")
    return Role(id_, name, letter, within, (("en", name), ("zh", name)))


def with_new(vocabulary: Vocabulary, words: Iterable[tuple[str, str, str]]) -> Vocabulary:
    """The vocabulary with those words besides: kind, name, and where a role stands (labels: empty).

    Left out is what cannot stand there: a name that is none, and whom no letter is left for.
    """
    for kind, name, within in words:
        id_ = vocabulary.free_id(kind, name)
        labels, roles = vocabulary.labels, vocabulary.roles
        if kind == "label":
            labels = (*labels, new_label(labels, id_, name))
        else:
            roles = (*roles, new_role(roles, id_, name, within))
        if not flaws(labels, roles):
            vocabulary = replace(vocabulary, labels=labels, roles=roles)
    return vocabulary


def _letters(name: str, more: str = "") -> list[str]:
    """What could stand for a name: its own letters first."""
    own = [each for each in name.upper() if each in ascii_uppercase]
    return [*own, *ascii_uppercase, *more]


def _free(wanted: Sequence[str], taken: Iterable[str]) -> Iterator[str]:
    used = set(taken)
    return iter([each for each in wanted if each not in used])
