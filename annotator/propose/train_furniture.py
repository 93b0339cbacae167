"""What stands on a page beside its articles: a page's head, staff lines, notices, broken recognition.

All of it is made up here, so that a fit knows more of it than the gold pages have.
"""

import random
from collections.abc import Sequence

from annotator.propose.train_states import NOWHERE, Unit
from annotator.settings.resources import word_list


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
