"""One finished page laid out in other ways, so that what is fitted does not lean on one paper's layout.

Nothing is written anew: lines are joined, wrapped, framed, moved or left out.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.propose.train_states import NOWHERE, Unit
from annotator.settings.resources import word_list

_COLUMNS = (8, 8, 10, 12, 13, 14, 16, 16, 17, 18, 18, 19, 19, 20, 22, 26)
_FRAMES = (("【", "】"), ("◀", "▶"), ("▲", "▲"), ("■", ""), ("◆", "◆"))
_TOP = frozenset({"kicker", "headline", "deck"})
_RUNNING = frozenset({"body", "caption", "subhead"})
_CLOSING_MARKS = "，。、；：！？”）》,.;:!?"
_COLUMN_END = 0.04
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
        jumping(alternating(units, chance), chance),
    ]
    return [furnished(page, chance) if chance.random() < 0.6 else page for page in pages]


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
    for unit in unwrapped(units):
        if unit.role == "body":
            bodies.setdefault(unit.article, []).append(unit)
    numbers = [
        n for n in bodies if len(bodies[n]) > 2 and n + 1 in bodies and len(bodies[n + 1]) > 2
    ]
    if not numbers:
        return list(units)
    one = chance.choice(numbers)
    first = next(u for u in unwrapped(units) if u.article == one and u.role == "body")
    mixed: list[Unit] = []
    left, right = bodies[one][1:], bodies[one + 1][1:]
    while left or right:
        side = left if left and (not right or chance.random() < 0.5) else right
        count = chance.randint(1, 3)
        mixed += side[:count]
        del side[:count]
    rest = [u for u in unwrapped(units) if u not in mixed]
    last = max(i for i, u in enumerate(rest) if u.article in (one, one + 1) and u.role == "body")
    assert first in rest
    return [*rest[: last + 1], *mixed, *rest[last + 1 :]]


# -- furniture ---------------------------------------------------------------------------


def furnished(units: Sequence[Unit], chance: random.Random) -> list[Unit]:
    """With a page's head, staff lines, notices and broken recognition put in where they may stand."""
    found = list(units)
    blank = 1 if any(u.blank for u in units) else 0
    for make, share in ((_noise, 0.5), (_staff, 0.4), (_notice, 0.25), (_page_head, 0.4)):
        if chance.random() < share:
            lines, at = make(chance, found)
            role = make.__name__.removeprefix("_")
            role = {"notice": "ad", "page_head": "masthead"}.get(role, role)
            found[at:at] = [Unit(line, NOWHERE, role, soft=False, blank=blank) for line in lines]
    return found


def _starts(units: Sequence[Unit]) -> list[int]:
    """Where articles begin, and the page's end."""
    return [n for n, u in enumerate(units) if n and u.article != units[n - 1].article] + [
        len(units)
    ]


def _noise(chance: random.Random, units: Sequence[Unit]) -> tuple[list[str], int]:
    mark = chance.choice("1278·—-~^_.,|/\\*+=:;丨口一")
    text = (
        mark * chance.randint(2, 14)
        if chance.random() < 0.6
        else f"{mark} {chance.choice('·—.,:')} {mark}"
    )
    return [text], chance.choice(_starts(units))


def _name(chance: random.Random) -> str:
    given = "明华伟丽军强芳勇敏静杰磊洋艳涛超霞平刚桂英文辉建国玉兰德海春梅"
    return chance.choice(word_list("surnames.txt")[:200]) + "".join(
        chance.sample(given, chance.randint(1, 2))
    )


def _staff(chance: random.Random, units: Sequence[Unit]) -> tuple[list[str], int]:
    words = chance.sample(word_list("staff.txt")[:34], chance.randint(1, 4))
    colon = chance.choice("：:")
    parts = [f"{word}{colon}{_name(chance)}" for word in words]
    if chance.random() < 0.4:
        parts.append(f"E-mail{colon}{chance.choice('abcd')}bjb{chance.randint(1, 99)}@163.com")
    if chance.random() < 0.3:
        parts.append(f"电话{colon}0{chance.randint(100, 999)}-{chance.randint(2000000, 8999999)}")
    at = chance.choice((0, len(units)))
    return (parts if chance.random() < 0.4 else [" ".join(parts)]), at


def _notice(chance: random.Random, units: Sequence[Unit]) -> tuple[list[str], int]:
    head = chance.choice(word_list("ads.txt")[:14])
    name, number = _name(chance), chance.randint(100000, 999999)
    body = chance.choice(
        (
            f"{name}遗失身份证，证号{number}XXXX，声明作废。",
            f"本公司经股东会决议，拟注销登记，请债权人于四十五日内申报债权。联系人{name}。",
            f"兹有{name}位于城关镇的房屋一处出租，价格面议，电话{number}。",
            f"本店新到各貨，大減價三天，價目低廉，地址大馬路{number % 900}號，電話{number % 90000}。",
        )
    )
    return ([head, body] if chance.random() < 0.75 else [body]), chance.choice(_starts(units))


def _page_head(chance: random.Random, units: Sequence[Unit]) -> tuple[list[str], int]:
    year, month, day = chance.randint(1950, 2024), chance.randint(1, 12), chance.randint(1, 28)
    week = chance.choice("一二三四五六日")
    date = chance.choice(
        (
            f"{year}年{month}月{day}日 星期{week}",
            f"{year}.{month}.{day} 星期{week}",
            f"中華民國二十{week if week != '日' else '五'}年{chance.choice('一二三四五六')}月十{chance.choice('一二三四五六')}日 禮拜{week}",
            f"{year}年{month}月{day}日　第{chance.randint(1, 20)}版",
        )
    )
    paper = (
        chance.choice("南北东西江海山川安宁")
        + chance.choice("城州阳方")
        + chance.choice(("日报", "晚报", "日報", "晨报", "新聞報"))
    )
    lines = [
        date,
        paper,
        f"第{chance.randint(1, 24)}版",
        chance.choice(("要闻", "综合", "本埠新聞", "社会")),
    ]
    chance.shuffle(lines)
    lines = lines[: chance.randint(1, 4)]
    return ([" ".join(lines)] if chance.random() < 0.5 else lines), 0 if units else len(units)
