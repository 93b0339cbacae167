"""Stretches of lines that follow one another in one article, before what was torn apart is put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.propose.page_facts import PageView
from annotator.propose.roles import Sighting

HEAD_ROLES = frozenset({"kicker", "headline", "deck"})
TEXT_ROLES = frozenset({"body", "caption", "subhead"})


@dataclass(frozen=True)
class Sheet:
    """A page with a sighting for each line."""

    view: PageView
    sights: tuple[Sighting, ...]

    def roles(self, lines: Sequence[int]) -> set[str]:
        """The roles among `lines`."""
        return {self.sights[i].role for i in lines}

    def has_text(self, lines: Sequence[int]) -> bool:
        """Whether some of `lines` is running text."""
        return bool(self.roles(lines) & TEXT_ROLES)

    def has_head(self, lines: Sequence[int]) -> bool:
        """Whether a headline is among `lines`."""
        return "headline" in self.roles(lines)


@dataclass(frozen=True, slots=True)
class Cut:
    """A page in pieces: `fragments` of articles, `floats` (a picture's lines), `furniture`; line indices."""

    fragments: tuple[tuple[int, ...], ...]
    floats: tuple[tuple[int, ...], ...]
    furniture: tuple[int, ...]


def cut(sheet: Sheet) -> Cut:
    """Every line of the page is in exactly one piece; a fragment goes on behind furniture and pictures."""
    fragments: list[list[int]] = []
    floats: list[list[int]] = []
    furniture: list[int] = []
    for at, sight in enumerate(sheet.sights):
        if sight.is_furniture:
            furniture.append(at)
        elif sight.is_floating:
            goes_on = sight.is_soft or sight.role == "credit"
            if goes_on and floats and floats[-1][-1] == at - 1:
                floats[-1].append(at)
            else:
                floats.append([at])
        elif sight.opens or not fragments:
            fragments.append([at])
        else:
            fragments[-1].append(at)
    joined = _with_their_kickers(sheet, fragments)
    return Cut(tuple(tuple(f) for f in joined), tuple(tuple(f) for f in floats), tuple(furniture))


def _with_their_kickers(sheet: Sheet, fragments: list[list[int]]) -> list[list[int]]:
    """A fragment of nothing but a kicker belongs to the one right below it."""
    joined: list[list[int]] = []
    for fragment in fragments:
        above = joined[-1] if joined else None
        if above and above[-1] == fragment[0] - 1 and sheet.roles(above) == {"kicker"}:
            above.extend(fragment)
        else:
            joined.append(list(fragment))
    return joined
