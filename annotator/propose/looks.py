"""What a line looks like by itself: a byline, a date, a label, running text. Words come from lexicons."""

import re
from dataclasses import dataclass
from functools import cache

from annotator.propose.entity_rules.lists import NOTHING
from annotator.propose.lines import Line
from annotator.settings.resources import word_list

_HANZI = r"\u3400-\u9fff\uf900-\ufaff"
_NAME = rf"[{_HANZI}·•]{{2,4}}"
_GAP = r"[ \u3000]"
_SLOGAN = re.compile(rf"^[{_HANZI}]{{4,8}}{_GAP}+[{_HANZI}]{{4,8}}$")
_PINYIN = re.compile(r"^[A-Z][A-Z \u3000.]{4,}$")
_PAGE_NUMBER = re.compile(r"^[第]?[0-9０-９〇一二三四五六七八九十]{1,3}[版張张頁页]?$")
_MAIL = re.compile(r"[\w.]@[\w.]")
_DATELINE = re.compile(
    rf"^[（(](?:[{_HANZI}]{{0,6}}[0-9一二三四五六七八九十]*[月日]*[{_HANZI}0-9]*[电電讯訊]|[{_HANZI} ]{{2,4}})[）)]$"
)
_SPREAD = re.compile(rf"(?<=[{_HANZI}]){_GAP}+(?=[0-9])|(?<=[0-9]){_GAP}+(?=[{_HANZI}])")
_LIST_MARK = re.compile(r"^[●○•◆◇■□▲△★☆※◎◀▶►◄▼▽◈►·①-⑳]")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}[、.．](?![0-9]))"
)
_FRAMED = re.compile(r"^[【◀▶►◄▲△◆■●★☆▼]+[^】◀▶►◄▲△◆■●★☆▼]{1,30}[】◀▶►◄▲△◆■●★☆▼]+$")
_PHONE = re.compile(r"\d{3,4}[-－—]\d{7,8}|\d{3}-\d{3}-\d{4}")
_PLACE_ENDS = "县縣区區市镇鎮乡鄉村州省"
_PRICE = re.compile(r"[0-9一二三四五六七八九十百千](?:元|角|折)")


@dataclass(frozen=True, slots=True)
class Look:
    """`shape` is the one word for the line, `signs` all that was seen of it."""

    shape: str
    signs: frozenset[str]


def _either(name: str) -> str:
    words = sorted(word_list(name), key=len, reverse=True)
    return "|".join(map(re.escape, words)) or NOTHING


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lead, sign = _either("byline_leads.txt"), _either("credit_signs.txt")
    work = f"{sign}|{_either('byline_signs.txt')}"
    names = rf"{_NAME}(?:[ \u3000、，,]+{_NAME}){{0,7}}"
    source = r"(?:[（(][^（）()]{2,14}[）)])?"
    bracket = rf"[（(]?{_GAP}*"
    group = rf"(?:{lead})[:：]?{_GAP}*{names}"
    dates = "|".join(word_list("dates.txt")) or NOTHING
    return {
        "byline": re.compile(
            rf"^[■□●◎]?{bracket}{group}(?:[ \u3000，,、；;/]*{group})*{_GAP}*(?:{work})*{_GAP}*{source}[）)]?$"
        ),
        "credit": re.compile(
            rf"^[（(]?(?:(?:(?:{lead})[:：]?{_GAP}*)*{names}{_GAP}*(?:{lead})*(?:{sign})|(?:{sign})[:：]{_GAP}*{names})"
            rf"{_GAP}*{source}[）)]?$"
        ),
        "staff": re.compile(rf"(?:^|[ \u3000■□●])(?:{_either('staff.txt')}){_GAP}*[:：]"),
        "date": re.compile(dates),
        "masthead": re.compile("|".join(word_list("mastheads.txt")) or NOTHING),
        "sponsor": re.compile(rf"(?:{_either('sponsors.txt')})$"),
        "opener": re.compile(rf"^[●○◆■▲△【\[（( \u3000]*(?:{_either('openers.txt')})"),
        "caption": re.compile(_either("caption_signs.txt")),
        "ad": re.compile(_either("ads.txt")),
        "section_end": re.compile(rf"(?:{_either('section_ends.txt')})$"),
    }


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Single surnames, and those of two characters or more."""
    known = word_list("surnames.txt")
    return frozenset(n for n in known if len(n) == 1), frozenset(n for n in known if len(n) > 1)


def is_name(text: str) -> bool:
    """Whether the whole text could be one Chinese person's name (a space may stand within)."""
    bare = re.sub(r"[ \u3000]", "", text)
    single, double = surnames()
    if not re.fullmatch(rf"[{_HANZI}]{{2,4}}", bare) or bare[-1] in _PLACE_ENDS:
        return False
    return bare[:2] in double or (bare[0] in single and len(bare) <= 3)


def is_noise(text: str) -> bool:
    """Whether nothing in `text` can be read: marks alone, or one character again and again."""
    bare = re.sub(r"\s", "", text)
    if len(set(bare)) == 1 and len(bare) > 2:
        return True
    return not any(char.isalnum() for char in bare)


_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mail", _MAIL),
    ("phone", _PHONE),
    ("price", _PRICE),
    ("bullet", _LIST_MARK),
    ("numbered", _NUMBERED),
    ("framed", _FRAMED),
    ("dateline", _DATELINE),
    ("inner-stop", re.compile(r"[。！？；].")),
    ("inner-comma", re.compile(r"[，、：,].")),
    ("spaced", re.compile(rf"[{_HANZI}”》]{_GAP}+[{_HANZI}“《]")),
    ("dash-end", re.compile(r"(?:——|--|──|—)$")),
    ("quote-start", re.compile(r"^[“「『《〈]")),
)


def _signs(line: Line) -> frozenset[str]:
    text, seen = line.text, _patterns()
    closed = _SPREAD.sub("", text)
    from_lexicons = {
        sign
        for sign in ("opener", "caption", "ad", "masthead", "date")
        if seen[sign].search(closed)
    }
    found = from_lexicons | {sign for sign, pattern in _SIGNS if pattern.search(text)}
    if sum(char.isdigit() for char in text) * 3 > len(text):
        found.add("digits")
    if sum(char.isascii() and char.isalpha() for char in text) * 2 > len(text):
        found.add("latin")
    return frozenset(found)


def _is_credit(text: str) -> bool:
    """A credit line; without a word that says what they are, the first must look like a person's name."""
    if not _patterns()["credit"].search(text):
        return False
    if re.search(_either("byline_leads.txt"), text):
        return True
    first = re.match(rf"[（(]?([{_HANZI}]{{2,3}})", text)
    return first is not None and is_name(first.group(1))


def _shape(line: Line, signs: frozenset[str]) -> str:
    text, seen = line.text, _patterns()
    bare = re.sub(rf"{_GAP}|[【】◀▶►◄■□●◆▲△★☆]", "", text)
    short = line.width <= 40
    tests = (
        ("noise", is_noise(text)),
        ("staff", line.width <= 70 and bool(seen["staff"].search(text))),
        ("sponsor", short and bool(seen["sponsor"].search(text))),
        ("core", bare in _set("core_labels.txt")),
        ("section", bare in _set("sections.txt")),
        ("credit", short and _is_credit(text)),
        ("byline", line.width <= 48 and seen["byline"].search(text) is not None),
        (
            "date",
            line.width <= 36
            and "date" in signs
            and "inner-stop" not in signs
            and line.ending != "terminal",
        ),
        ("pinyin", bool(_PINYIN.match(text))),
        ("page", bool(_PAGE_NUMBER.match(text))),
        ("name", is_name(text)),
        ("adhead", line.width <= 8 and "ad" in signs),
        ("dateline", "dateline" in signs),
        ("framed", "framed" in signs),
        ("dash", line.opening == "dash"),
        ("label", line.width <= 9 and bool(seen["section_end"].search(bare))),
        ("mail", line.width <= 40 and "mail" in signs),
        ("lead-in", "dash-end" in signs),
        ("slogan", bool(_SLOGAN.match(text)) and line.ending == "bare"),
    )
    return next((name for name, holds in tests if holds), _text_shape(line))


def _text_shape(line: Line) -> str:
    ending = line.ending
    if line.is_wrapped and line.width >= 5:
        if line.lack <= 1.3:
            return "full-stop" if ending == "terminal" else "full"
        if line.lack <= 2.8:
            return "near-stop" if ending == "terminal" else "near"
        return "tail" if ending == "terminal" else "stub"
    if line.width > 34:
        return "long-stop" if ending == "terminal" else "long"
    if ending == "terminal":
        return "sentence"
    return "comma" if ending == "comma" else "title"


def look_of(line: Line) -> Look:
    """How a line looks by itself."""
    signs = _signs(line)
    return Look(_shape(line, signs), signs)
