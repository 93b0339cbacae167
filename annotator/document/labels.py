"""The words of a project: entity labels and layout roles, and what is wrong with a set of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from annotator.document.phrases import Phrase, phrase

Words = tuple[tuple[str, str], ...]
"""The same in several languages: pairs of a language and what it says."""

LONGEST_NAME = 40
"""Characters of a name or a title."""

NEEDED_ROLES = ("body",)
"""Roles that commands give of their own accord: every vocabulary has them."""

PLACES = ("article", "furniture")
"""What a stretch with a role is part of: an article, or the page."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEY = re.compile(r"[!-~]?")
"""A printable character of ASCII, which is on every keyboard; or none."""
_ROLE_LETTER = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of entity.

    `id` is what marks, proposals and the journal carry, and never changes; `name` is what people and
    other programs read. `key` labels a selection (empty: none); `letter` stands under the text beside
    the colour (`#rrggbb`). A retired label is not offered; `instead` is the id of its successor.
    """

    id: str
    name: str
    key: str
    letter: str
    colour: str
    titles: Words
    definitions: Words = ()
    examples: tuple[str, ...] = ()
    is_retired: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What a stretch is on the page. `within` is one of `PLACES`; `letter` is its key after R.

    All else is as with a label.
    """

    id: str
    name: str
    letter: str
    within: str
    titles: Words
    definitions: Words = ()
    examples: tuple[str, ...] = ()
    is_retired: bool = False
    instead: str = ""


Word = Label | Role


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a field of a word: a label (`kind` `label`) or a role; `id` may name none."""

    kind: str
    id: str
    field: str
    why: Phrase


def kind_of(word: Word) -> str:
    """`label` or `role`."""
    return "label" if isinstance(word, Label) else "role"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels and roles that a project offers, in the order of its lists, and those it has retired.

    Raises ValueError where `flaws` finds one, or where a retired word is offered.
    """

    labels: tuple[Label, ...]
    roles: tuple[Role, ...]
    retired: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        found = flaws(self.labels, self.roles)
        if found:
            first = found[0]
            raise ValueError(f"{first.kind} {first.id}, {first.field}: {first.why.to_plain()}")
        ids = Counter((kind_of(word), word.id) for word in self.words)
        if max(ids.values()) > 1:
            raise ValueError(f"two words of one id: {ids.most_common(1)[0][0]}")
        if any(word.is_retired for word in (*self.labels, *self.roles)):
            raise ValueError("a retired word is offered")
        if not all(word.is_retired for word in self.retired):
            raise ValueError("a word that is offered is not among them")

    @property
    def words(self) -> tuple[Word, ...]:
        """Labels, roles, and what is retired."""
        return (*self.labels, *self.roles, *self.retired)

    # -- by id ---------------------------------------------------------------------------

    def label(self, id_: str) -> Label | None:
        """The label of that id, retired or not; or None."""
        found = self.word("label", id_)
        return found if isinstance(found, Label) else None

    def role(self, id_: str) -> Role | None:
        """The role of that id, retired or not; or None."""
        found = self.word("role", id_)
        return found if isinstance(found, Role) else None

    def word(self, kind: str, id_: str) -> Word | None:
        """The `label` or `role` of that id, retired or not; or None."""
        offered: tuple[Word, ...] = self.labels if kind == "label" else self.roles
        for each in (*offered, *self.retired):
            if each.id == id_ and kind_of(each) == kind:
                return each
        return None

    def is_furniture(self, role: str) -> bool:
        """Whether text of the role with that id belongs to no article."""
        known = self.role(role)
        return known is not None and known.within == "furniture"

    def successor(self, kind: str, id_: str) -> str | None:
        """The id of the offered word that stands for that one: itself, or who came instead; None for nobody."""
        for _ in self.words:
            known = self.word(kind, id_)
            if known is None or not known.is_retired:
                return known.id if known else None
            id_ = known.instead
        return None

    # -- by name -------------------------------------------------------------------------

    def id_named(self, kind: str, name: str) -> str | None:
        """The id of the offered word that other programs call so: by its name, else by its id; or None.

        A retired word answers with its successor, where it has one.
        """
        offered: tuple[Word, ...] = self.labels if kind == "label" else self.roles
        for word in offered:
            if word.name == name:
                return word.id
        if any(word.id == name for word in offered):
            return name
        gone = (word for word in self.retired if kind_of(word) == kind)
        named = next((word.id for word in gone if name in (word.name, word.id)), None)
        return self.successor(kind, named) if named else None

    def name_of(self, kind: str, id_: str) -> str:
        """What other programs read for that id; an unknown one is its own name."""
        known = self.word(kind, id_)
        return known.name if known else id_

    def free_id(self, kind: str, name: str) -> str:
        """The id of a new word with that name: one that no other has or had."""
        return free_id(name, (word.id for word in self.words if kind_of(word) == kind))

    # -- other vocabularies --------------------------------------------------------------

    def without(self, kind: str, id_: str, instead: str = "") -> "Vocabulary":
        """The same with that word retired. Raises ValueError where what is left has a flaw."""
        word = self.word(kind, id_)
        if word is None or word.is_retired:
            return self
        gone = replace(word, is_retired=True, instead=instead)
        return replace(
            self,
            labels=tuple(each for each in self.labels if each is not word),
            roles=tuple(each for each in self.roles if each is not word),
            retired=(*self.retired, gone),
        )


def free_id(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number that makes it one that is not taken."""
    used = set(taken)
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in used else next(each for each in numbered if each not in used)


# -- what may be wrong -------------------------------------------------------------------


def flaws(labels: Sequence[Label], roles: Sequence[Role]) -> list[Flaw]:
    """What keeps these from being offered together, in their order; nothing where all is well."""
    found = [Flaw("label", label.id, *each) for label in labels for each in _of_label(label)]
    found += [Flaw("role", role.id, *each) for role in roles for each in _of_role(role)]
    found += _repeated("label", labels, "key", [label.key for label in labels])
    for kind, words in (("label", labels), ("role", roles)):
        found += _repeated(kind, words, "name", [word.name for word in words])
        found += _repeated(kind, words, "letter", [word.letter for word in words])
        found += _called_like_another(kind, words)
    if not labels:
        found.append(Flaw("label", "", "name", Phrase("vocabulary.no_label")))
    known = {role.id: role for role in roles}
    for needed in NEEDED_ROLES:
        if needed not in known or known[needed].within != "article":
            why = phrase("vocabulary.needed_role", role=Phrase(f"role.{needed}"))
            found.append(Flaw("role", needed, "within", why))
    return found


def _of_label(label: Label) -> Iterator[tuple[str, Phrase]]:
    yield from _of_word(label)
    if not _KEY.fullmatch(label.key):
        yield "key", Phrase("vocabulary.bad_key")
    if len(label.letter) != 1 or not label.letter.isprintable() or label.letter.isspace():
        yield "letter", Phrase("vocabulary.bad_letter")
    if not _COLOUR.fullmatch(label.colour):
        yield "colour", Phrase("vocabulary.bad_colour")


def _of_role(role: Role) -> Iterator[tuple[str, Phrase]]:
    yield from _of_word(role)
    if not _ROLE_LETTER.fullmatch(role.letter):
        yield "letter", Phrase("vocabulary.bad_role_letter")
    if role.within not in PLACES:
        yield "within", Phrase("vocabulary.bad_within")


def _of_word(word: Word) -> Iterator[tuple[str, Phrase]]:
    name = word.name
    if not name:
        yield "name", Phrase("vocabulary.no_name")
    elif len(name) > LONGEST_NAME:
        yield "name", phrase("vocabulary.long_name", limit=LONGEST_NAME)
    elif not name.isprintable() or any(each.isspace() for each in name):
        yield "name", Phrase("vocabulary.blank_in_name")
    titles = [title for _, title in word.titles]
    if not any(title.strip() for title in titles):
        yield "titles", Phrase("vocabulary.no_title")
    elif any(len(title) > LONGEST_NAME or not title.isprintable() for title in titles):
        yield "titles", phrase("vocabulary.long_title", limit=LONGEST_NAME)


def _repeated(
    kind: str, words: Iterable[Word], field: str, values: Sequence[str]
) -> Iterator[Flaw]:
    """A flaw for every word but the first that has a value of the field."""
    first: dict[str, Word] = {}
    for word, value in zip(words, values, strict=True):
        if value and first.setdefault(value, word) is not word:
            why = phrase(f"vocabulary.same_{field}", value=value, other=first[value].name)
            yield Flaw(kind, word.id, field, why)


def _called_like_another(kind: str, words: Sequence[Word]) -> Iterator[Flaw]:
    """A name that is the id of another: a file that says it could mean either."""
    ids = {word.id: word for word in words}
    for word in words:
        other = ids.get(word.name, word)
        if other is not word and other.name != word.name:
            why = phrase("vocabulary.name_is_id", value=word.name, other=other.name)
            yield Flaw(kind, word.id, "name", why)
