"""The words of a project: entity labels and layout roles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of entity. `letter` stands under the text beside the colour; titles by language."""

    name: str
    key: str
    letter: str
    colour: str
    titles: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a stretch is on the page. `within` is `article` or `furniture`; `letter` is its key after R."""

    name: str
    letter: str
    within: str
    titles: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels and roles of a project, in the order of its lists.

    Raises ValueError when two of them share a name, a key or a letter.
    """

    labels: tuple[Label, ...]
    roles: tuple[Role, ...]

    def __post_init__(self) -> None:
        for what, values in (
            ("label names", [label.name for label in self.labels]),
            ("label keys", [label.key for label in self.labels]),
            ("role names", [role.name for role in self.roles]),
            ("role letters", [role.letter for role in self.roles]),
        ):
            if len(set(values)) != len(values):
                raise ValueError(f"{what} repeat: {values}")

    def label(self, name: str) -> Label | None:
        """The label of that name, or None."""
        return next((label for label in self.labels if label.name == name), None)

    def role(self, name: str) -> Role | None:
        """The role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)

    def is_furniture(self, role: str) -> bool:
        """Whether text of that role belongs to no article."""
        known = self.role(role)
        return known is not None and known.within == "furniture"
