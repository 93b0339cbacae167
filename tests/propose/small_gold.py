"""Small invented pages with gold, for fits of a second."""

import json
from pathlib import Path
from typing import Any

from annotator.document.raw_text import RawText

Line = tuple[str, str]
"""A line's text, and its role; `+` before the role begins an article."""

RIVER: list[Line] = [
    ("要闻", "section"),
    ("柳河水位回落", "+headline"),
    ("本报记者 何远山", "byline"),
    ("连日大雨之后，柳河的水位昨天开始回落，沿岸的村民陆续回家。", "body"),
    ("镇里派人检查了堤坝，没有发现险情。", "body"),
    ("图书车开进白果村", "+headline"),
    ("车上有两千多册图书，孩子们放学以后都围了过来。", "body"),
    ("图书车每个星期来两次，由志愿者轮流驾驶。", "body"),
]
TEA: list[Line] = [
    ("新茶上市价格稳定", "+headline"),
    ("本报记者 沈月明", "byline"),
    ("青石镇的新茶昨天上市，茶农说今年的价格和去年差不多。", "body"),
    ("合作社添了三台炒茶机，茶叶的颜色更稳定。", "body"),
    ("旱地也能练龙舟", "+headline"),
    ("柳河中学的学生坐在长凳上喊口号，把节奏练得整整齐齐。", "body"),
    ("责编：高原 美编：石磊", "staff"),
]
BRIDGE: list[Line] = [
    ("老桥修好重新开放", "+headline"),
    ("本报记者 陆长风", "byline"),
    ("柳河上的老桥经过四个月的维修，昨天重新开放。", "body"),
    ("桥面加宽了两米，两边装上了新的栏杆和路灯。", "body"),
    ("社会", "section"),
    ("夜校开课学员满座", "+headline"),
    ("镇上的夜校昨晚开课，木工班和算账班都坐满了人。", "body"),
]
PAGES = {"p1": RIVER, "p2": TEA, "p3": BRIDGE}


def text_and_gold(name: str, lines: list[Line], **more: object) -> tuple[str, dict[str, Any]]:
    """The page's text, and its gold in the form of page.json."""
    text, articles, furniture = "", list[dict[str, Any]](), list[dict[str, Any]]()
    for words, role in lines:
        piece = {"start": len(text), "end": len(text) + len(words), "role": role.lstrip("+")}
        if role in ("section", "staff", "ad", "masthead", "noise"):
            furniture.append(piece)
        elif role.startswith("+"):
            articles.append({"segments": [piece]})
        else:
            articles[-1]["segments"].append(piece)
        text += words + "\n"
    digest = RawText.of(text).sha256
    gold = {"page_id": name, "text_sha256": digest, "articles": articles, "furniture": furniture}
    return text, gold | {"soft_breaks": []} | more


def write_gold(folder: Path, **fields: str) -> Path:
    """The pages as a folder of gold; `fields` maps a page's name to its style."""
    folder.mkdir(parents=True)
    for name, lines in PAGES.items():
        style = {"style": fields[name]} if name in fields else {}
        text, gold = text_and_gold(name, lines, **style)
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.json").write_text(json.dumps(gold), "utf-8")
    return folder
