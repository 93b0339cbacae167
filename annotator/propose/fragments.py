"""Stretches of lines that follow one another in one article, before what was torn apart is put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    blocks = [block for fragment in fragments for block in _blocks(sheet, fragment)]
    joined = _with_their_kickers(sheet, blocks)
    return Cut(tuple(tuple(f) for f in joined), tuple(tuple(f) for f in floats), tuple(furniture))


_HEAD_ORDER = {"kicker": 0, "headline": 1, "deck": 2, "byline": 3}


def begins_block(sheet: Sheet, at: int) -> bool:
    """Whether line `at` must begin another headline block: kicker, headline, deck, byline come in this order."""
    role, before = sheet.sights[at].role, sheet.sights[at - 1].role
    if at == 0 or role not in _HEAD_ORDER or before not in _HEAD_ORDER:
        return False
    again = role == before == "byline" and sheet.view.lines[at].blank > 0
    return again or _HEAD_ORDER[role] < _HEAD_ORDER[before]


def _blocks(sheet: Sheet, fragment: list[int]) -> list[list[int]]:
    """Headline blocks without text, one above the other or with something else between them."""
    if sheet.has_text(fragment):
        return [fragment]
    found = [[fragment[0]]]
    for above, at in pairwise(fragment):
        is_apart = above < at - 1 and sheet.sights[at].role in HEAD_ROLES
        if is_apart or (above == at - 1 and begins_block(sheet, at)):
            found.append([at])
        else:
            found[-1].append(at)
    return found


def _with_their_kickers(sheet: Sheet, fragments: list[list[int]]) -> list[list[int]]:
    """A headline or kicker without text right above another headline with text is the first line of both."""
    joined: list[list[int]] = []
    for fragment in fragments:
        above = joined[-1] if joined else None
        if above and above[-1] == fragment[0] - 1 and _goes_on(sheet, above, fragment):
            above.extend(fragment)
        else:
            joined.append(list(fragment))
    return joined


def _goes_on(sheet: Sheet, above: Sequence[int], fragment: Sequence[int]) -> bool:
    if sheet.roles(above) == {"kicker"}:
        return True
    opens_with_head = sheet.sights[fragment[0]].role in HEAD_ROLES
    return sheet.roles(above) <= HEAD_ROLES and opens_with_head and sheet.has_text(fragment)
