"""Names in bylines, credits and staff lines, by the form of the line; they overrule the tagger.

In 本报记者 张三 李四 通讯员 王五 文/图 the words around the names say what they are, while a
tagger trained on running text takes 文 or 摄 for part of a name.
"""

import re
from collections.abc import Iterator
from functools import cache

from annotator.document.phrases import phrase
from annotator.propose.common_words import common_words
from annotator.propose.entity_rules.findings import Finding, TaggedPage
from annotator.propose.entity_rules.lists import HAN, divisions, entries, one_of
from annotator.propose.entity_rules.persons import is_chinese_name

_REPORTERS = ("记者", "通讯员", "评论员", "实习生")
"""Leads that stand beside names without a colon or a space, too."""
_BETWEEN = re.compile(r"[ \t、]+")
_TOKEN = re.compile(rf"[{HAN}·]+")
_LONGEST_LINE = 40
"""Code points of a line that is nothing but names and a closing word (张三 摄（影像中国）)."""


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"{one_of('byline_words')}(?P<gap>[ \t]*[:：／/]?[ \t]*)")


@cache
def _closed_token() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>[{HAN}·]{{2,4}}?){one_of('byline_closings')}\Z")


def byline_names(page: TaggedPage) -> list[Finding]:
    """Every name in a byline, a credit or a staff line, each once."""
    found: dict[tuple[int, int], Finding] = {}
    for each in (*_after_leads(page), *_before_closings(page), *_in_brackets(page)):
        found.setdefault((each.start, each.end), each)
    return list(found.values())


def _after_leads(page: TaggedPage) -> Iterator[Finding]:
    for lead in _lead().finditer(page.text):
        word, gap = lead[0][: lead.start("gap") - lead.start()], lead["gap"]
        if not gap and not word.endswith(_REPORTERS):
            continue
        at, missed, first = lead.end(), 0, True
        while missed < 2 and (token := _TOKEN.match(page.text, at)):
            start, end = token.span()
            if _lead().match(page.text, start):
                break
            name_end = _name_end(page, start, end, bounded=bool(gap) or not first)
            if name_end:
                reason = phrase("because.entity_byline", lead=word)
                yield Finding(start, name_end, "PER", 0.97 if gap else 0.93, (reason,))
            elif not gap and first:
                break
            else:
                missed += 1
            between = _BETWEEN.match(page.text, end)
            if not between:
                break
            at, first = between.end(), False


def _name_end(page: TaggedPage, start: int, end: int, *, bounded: bool) -> int:
    """Where the name that fills `[start, end)`, or all of it but a closing word, ends; 0 for no name.

    A name that runs on into other text (记者吴刚从…) counts only where the tagger sees a person.
    """
    token = page.text[start:end]
    closed = _closed_token().match(token)
    shared = page.text[end : end + 1] in ("/", "／") and token[-1:] in ("文", "图", "摄")
    for candidate in ("" if shared else token, closed["name"] if closed else ""):
        if candidate and _looks_like_name(page, start, candidate):
            return start + len(candidate)
    if bounded:
        return 0
    word = next((w for w in page.words_in(start, start + 1) if w.tag == "PER"), None)
    if word and word.start == start and is_chinese_name(page.text[start : word.end]):
        return word.end
    return 0


def _looks_like_name(page: TaggedPage, start: int, token: str) -> bool:
    tagged = any(
        word.tag == "PER" and (word.start, word.end) == (start, start + len(token))
        for word in page.words_in(start, start + len(token))
    )
    if tagged and 2 <= len(token) <= 5:
        return True
    return is_chinese_name(token) and token not in common_words() and token not in divisions()


def _before_closings(page: TaggedPage) -> Iterator[Finding]:
    """张三摄, 张三 李四 文/图: a short line, or the end of a caption."""
    strong = entries("byline_closings") - {"文", "图", "画", "综合", "编译", "编辑", "报道", "整理"}
    at = 0
    for line in page.text.split("\n"):
        tail = re.search(
            rf"(?:\A|[。！？”）)（( ])(?P<names>[{HAN}· 、]{{2,24}})\Z", _uncredited(line)
        )
        closing = line[tail.end() :].strip(" /") if tail else ""
        if tail and closing and (len(line) <= _LONGEST_LINE or re.match(r"[。（(]", tail[0])):
            word = next(
                (w for w in sorted(strong, key=len, reverse=True) if closing.startswith(w)), ""
            )
            tokens = list(_TOKEN.finditer(line, tail.start("names"), tail.end()))
            named = [t for t in tokens if _looks_like_name(page, at + t.start(), t[0])]
            if word and named and named[-1] is tokens[-1]:
                for token in named:
                    reason = phrase("because.entity_credit", closing=word)
                    yield Finding(at + token.start(), at + token.end(), "PER", 0.95, (reason,))
        at += len(line) + 1


def _uncredited(line: str) -> str:
    """`line` up to its closing word (摄, 文/图), which may have an agency in brackets behind it; else nothing."""
    match = re.search(
        rf"[ /]*{one_of('byline_closings')}[ \t]*(?:[（(][^（()）]{{2,14}}[）)])?[）)]?[ \t]*\Z",
        line,
    )
    return line[: match.start()] if match else ""


def _in_brackets(page: TaggedPage) -> Iterator[Finding]:
    """（张三 李四） behind the last full stop of a story."""
    for match in re.finditer(
        rf"(?:(?<=[。！？”\n])|\A)[ \t]*[（(](?P<names>[{HAN}· 、]{{2,24}})[）)][ \t]*(?=\n|\Z)",
        page.text,
    ):
        tokens = list(_TOKEN.finditer(page.text, match.start("names"), match.end("names")))
        if all(_looks_like_name(page, t.start(), t[0]) for t in tokens):
            for token in tokens:
                reason = phrase("because.entity_closing_byline")
                yield Finding(token.start(), token.end(), "PER", 0.9, (reason,))
