"""One finished page laid out in other ways, so that what is fitted does not lean on one paper's layout.

Nothing is written anew: lines are joined, wrapped, framed, moved or left out.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.propose.train_furniture import furnished
from annotator.propose.train_states import NOWHERE, Unit

_COLUMNS = (8, 8, 10, 12, 13, 14, 16, 16, 17, 18, 18, 19, 19, 20, 22, 26)
_FRAMES = (("【", "】"), ("◀", "▶"), ("▲", "▲"), ("■", ""), ("◆", "◆"))
_TOP = frozenset({"kicker", "headline", "deck"})
_RUNNING = frozenset({"body", "caption", "subhead"})
_CLOSING_MARKS = "，。、；：！？”）》,.;:!?"
_COLUMN_END = 0.04
_LOST = 0.03
_JUMPS = (0.0, 0.0, 0.1, 0.3, 0.5)


def variants(units: Sequence[Unit], chance: random.Random) -> list[list[Unit]]:
    """Further pages made of one: dense, sparse, wrapped, framed, torn apart, alternating."""
    sparse = without(units, chance)
    pictures = pictured(jumping(units, chance), chance)
    pages = [
        pictures,
        pictured(sparse, chance),
        with_blanks(jumping(units, chance), 0),
        jumping(units, chance),
        with_blanks(wrapped(sparse, chance, ""), 0),
        wrapped(units, chance, chance.choice(("", "\u3000\u3000"))),
        with_blanks(wrapped(framed(units, chance), chance, "\u3000\u3000"), 0),
        with_blanks(jumping(sparse, chance), chance.choice((0, 1))),
        wrapped(torn(units, chance), chance, ""),
        wrapped(torn(sparse, chance), chance, ""),
        with_blanks(wrapped(torn(units, chance), chance, ""), 0),
        wrapped(torn(pictured(units, chance), chance), chance, ""),
        jumping(alternating(units, chance), chance),
    ]
    pages = [furnished(page, chance) if chance.random() < 0.6 else page for page in pages]
    return [damaged(page, chance) if chance.random() < 0.5 else page for page in pages]


def damaged(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Some paragraphs without their end, as recognition loses it: the break below is hard all the same."""
    found: list[Unit] = []
    for at, unit in enumerate(units):
        ends = at + 1 == len(units) or not units[at + 1].soft
        if unit.role == "body" and ends and len(unit.text) > 12 and chance.random() < _LOST:
            unit = replace(unit, text=unit.text[: -chance.randint(1, min(14, len(unit.text) - 8))])
        found.append(unit)
    return [unit for unit in found if unit.text.strip()]


def unwrapped(units: Sequence[Unit]) -> list[Unit]:
    """Each paragraph on one line."""
    joined: list[Unit] = []
    for unit in units:
        if unit.soft and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + unit.text)
        else:
            joined.append(unit)
    return joined


def jumping(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Each paragraph on one line, some cut in mid-sentence where a column ended."""
    found: list[Unit] = []
    share = chance.choice(_JUMPS)
    for unit in unwrapped(units):
        found.append(unit)
        if unit.role != "body" or len(unit.text) < 24 or chance.random() >= share:
            continue
        at = chance.randint(8, len(unit.text) - 8)
        while at < len(unit.text) - 4 and unit.text[at] in _CLOSING_MARKS:
            at += 1
        found[-1] = replace(unit, text=unit.text[:at])
        blank = 1 if any(u.blank for u in units) else 0
        found.append(replace(unit, text=unit.text[at:], soft=True, blank=blank, same_row=False))
    return found


def with_blanks(units: Sequence[Unit], blank: int) -> list[Unit]:
    """The same number of blank lines everywhere."""
    return [replace(unit, blank=blank) for unit in units]


def without(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Half of the bylines and labels left out, so that no cue is relied on alone."""
    return [u for u in units if u.role not in ("byline", "section") or chance.random() < 0.5]


def pictured(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """With the texts of pictures in some stories: a clause of the story itself, set apart by blank lines."""
    found = list(units)
    for article in {u.article for u in units if u.role == "body" and chance.random() < 0.35}:
        clauses = [
            clause
            for unit in units
            if unit.article == article and unit.role == "body"
            for clause in re.split("[，。！？；：,;“”]", unit.text)
            if 9 <= len(clause) <= 24
        ]
        places = [n for n, unit in enumerate(found) if unit.article == article and not unit.soft]
        if not places:
            continue
        for _ in range(min(len(clauses), chance.choice((1, 1, 2)))):
            at = chance.choice((places[0], chance.choice(places), places[-1] + 1))
            text = chance.choice(clauses) + chance.choice(("。", "。", ""))
            blank = chance.choice((1, 3)) if any(u.blank for u in units) else 0
            found.insert(at, Unit(text, article, "caption", soft=False, blank=blank))
            places = [
                n for n, unit in enumerate(found) if unit.article == article and not unit.soft
            ]
    return found


def framed(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Headlines between marks, as old papers print them."""
    left, right = chance.choice(_FRAMES)
    return [replace(u, text=f"{left}{u.text}{right}") if u.role == "headline" else u for u in units]


def wrapped(units: Sequence[Unit], chance: random.Random, indent: str) -> list[Unit]:
    """Running text broken at a column width that changes from article to article, once also within."""
    found: list[Unit] = []
    width, article, varied = chance.choice(_COLUMNS), NOWHERE, chance.random() < 0.6
    for unit in unwrapped(units):
        if (varied and unit.article != article) or chance.random() < 0.03:
            width, article = chance.choice(_COLUMNS), unit.article
        if unit.role not in _RUNNING or unit.same_row or unit.article == NOWHERE:
            found.append(unit)
            continue
        is_body = unit.role == "body"
        rows = _rows(unit.text, width, width - 2 if is_body else width)
        found.append(
            replace(unit, text=(indent if is_body else "") + rows[0], blank=chance.choice((0, 1)))
        )
        for row in rows[1:]:
            blank = 1 if chance.random() < _COLUMN_END else 0
            found.append(replace(unit, text=row, soft=True, blank=blank))
    return found


def _rows(text: str, width: int, first: int) -> list[str]:
    rows, at, room = list[str](), 0, first
    while at < len(text):
        end, size = at, 0.0
        while end < len(text) and size < room - 0.4:
            size += 0.5 if text[end].isascii() else 1.0
            end += 1
        if end < len(text) and text[end] in _CLOSING_MARKS:
            end += 1
        rows.append(text[at:end])
        at, room = end, width
    return [row for row in rows if row.strip()] or [text]


def torn(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """Headline blocks (and some bylines and pictures' lines) moved to the page's end, as some PDF files have them."""
    blocks: dict[int, list[Unit]] = {}
    pictures: list[Unit] = []
    kept: list[Unit] = []
    spared = {u.article for u in units if chance.random() < 0.02}
    headless = {u.article for u in units if chance.random() < 0.01}
    units = [u for u in units if u.role not in _TOP or u.article not in headless]
    text_seen: set[int] = set()
    with_body = {u.article for u in units if u.role == "body"}
    for unit in units:
        article = unit.article
        if unit.role in _RUNNING:
            text_seen.add(article)
        moves = unit.role in _TOP or (
            unit.role == "byline" and (article not in text_seen or chance.random() < 0.7)
        )
        if article == NOWHERE or article in spared or article not in with_body:
            kept.append(unit)
        elif moves:
            blocks.setdefault(article, []).append(unit)
        elif unit.role in ("caption", "credit"):
            (pictures if chance.random() < 0.7 else kept).append(unit)
        else:
            kept.append(unit)
    order = list(blocks)
    chance.shuffle(order)
    if chance.random() < 0.5:
        order.sort(reverse=True)
    chance.shuffle(pictures)
    moved = [
        replace(u, blank=1 if n == 0 else u.blank) for a in order for n, u in enumerate(blocks[a])
    ]
    labels = [u for u in kept if u.role == "section" and chance.random() < 0.7]
    kept = [u for u in kept if u not in labels]
    return [*kept, *labels, *moved, *pictures]


def alternating(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """The paragraphs of two neighbouring articles by turns, as two columns that were read across."""
    bodies: dict[int, list[Unit]] = {}
    whole = unwrapped(units)
    for unit in whole:
        if unit.role == "body":
            bodies.setdefault(unit.article, []).append(unit)
    numbers = [
        n for n in bodies if len(bodies[n]) > 2 and n + 1 in bodies and len(bodies[n + 1]) > 2
    ]
    if not numbers:
        return list(units)
    one = chance.choice(numbers)
    mixed: list[Unit] = []
    left, right = bodies[one][1:], bodies[one + 1][1:]
    while left or right:
        side = left if left and (not right or chance.random() < 0.5) else right
        count = chance.randint(1, 3)
        mixed += side[:count]
        del side[:count]
    moved = set(map(id, mixed))
    rest = [u for u in whole if id(u) not in moved]
    last = max(i for i, u in enumerate(rest) if u.article in (one, one + 1) and u.role == "body")
    return [*rest[: last + 1], *mixed, *rest[last + 1 :]]
