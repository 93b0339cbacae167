"""A page's annotation in JSON form, looked at character by character."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

FURNITURE = -1
"""The owner of a character that no article has."""

UNMARKED = "other"
"""The role of a character that nothing marks."""


@dataclass(frozen=True)
class Reading:
    """Owner and role of each code point of `text`; white space has neither.

    `articles` are sets of code points in the order of the annotation; where two claim one
    character the earlier keeps it. `overlap` counts the refused ones.
    """

    text: str
    owner: Sequence[int]
    role: Sequence[str]
    articles: Sequence[frozenset[int]]
    overlap: int

    @classmethod
    def of(cls, text: str, page: Mapping[str, Any]) -> "Reading":
        """From the form of `page.json`; unknown keys are ignored. Raises KeyError where one is missing."""
        owner, role = [FURNITURE] * len(text), [UNMARKED] * len(text)
        for piece in _listed(page, "furniture"):
            for at in _characters(text, piece):
                role[at] = piece.get("role", UNMARKED)
        articles: list[frozenset[int]] = []
        taken: set[int] = set()
        overlap = 0
        for number, article in enumerate(_listed(page, "articles")):
            own: set[int] = set()
            for piece in article["segments"]:
                for at in _characters(text, piece):
                    if at in taken:
                        overlap += at not in own
                        continue
                    taken.add(at)
                    own.add(at)
                    owner[at], role[at] = number, piece.get("role", UNMARKED)
            articles.append(frozenset(own))
        return cls(text, owner, role, articles, overlap)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Every code point that is not white space."""
        return tuple(at for at, char in enumerate(self.text) if not char.isspace())

    @property
    def real_articles(self) -> list[frozenset[int]]:
        """Articles that have text."""
        return [article for article in self.articles if article]

    def holder(self, characters: frozenset[int]) -> int | None:
        """The article that has more than half of `characters`."""
        if not characters:
            return None
        number, count = Counter(self.owner[at] for at in characters).most_common(1)[0]
        return number if number != FURNITURE and count > 0.5 * len(characters) else None


def _listed(page: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return page.get(key) or []


def _characters(text: str, piece: Mapping[str, Any]) -> list[int]:
    start, end = max(0, int(piece["start"])), min(len(text), int(piece["end"]))
    return [at for at in range(start, end) if not text[at].isspace()]


def with_role(text: str, article: Mapping[str, Any], role: str) -> frozenset[int]:
    """The characters of an article's segments of that role."""
    pieces = [piece for piece in article["segments"] if piece.get("role") == role]
    return frozenset(at for piece in pieces for at in _characters(text, piece))
