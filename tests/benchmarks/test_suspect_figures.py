"""How many errors the rules find: put into the paragraphs of real pages one by one, one of each kind a paragraph.

    pytest --benchmark-only tests/benchmarks/test_suspect_figures.py -s

The pages are the seed pages; PAGES=DIR in the environment names a folder of other text files.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.raw_text import RawText
from annotator.propose.entity_rules.lists import HAN
from annotator.propose.segmenter import Segmenter
from annotator.propose.suspects.finding import Suspect
from annotator.propose.suspects.glyphs import default_glyphs
from annotator.propose.suspects.paragraphs import PageReading, Paragraph, Sources, blocks_of
from annotator.propose.suspects.places import places
from annotator.propose.suspects.rules import OF_THE_PAGE
from annotator.propose.words import segmentation
from annotator.settings.resources import seed_pages, word_list
from tests.propose.suspects.readings import page as page_of

SAID = 0.5
"""Score from which a suspect counts as said."""
SHORT = 40
LETTERS = {"0": "O", "1": "l", "5": "S", "8": "B"}

Spoilt = tuple[str, int, int]
"""A paragraph's text with one error in it, and where that is."""


def _doubled_word(text: str, chance: Random) -> Spoilt | None:
    words, at = list[tuple[int, str]](), 0
    for word in segmentation(text):
        if re.fullmatch(rf"[{HAN}]{{2,}}", word):
            words.append((at, word))
        at += len(word)
    if not words:
        return None
    at, word = chance.choice(words)
    return text[:at] + word + text[at:], at, at + 2 * len(word)


def _passage_again(text: str, chance: Random) -> Spoilt | None:
    size = chance.randrange(25, 90)
    if len(text) <= size + 20:
        return None
    at = chance.randrange(len(text) - size)
    return text[: at + size] + text[at : at + size] + text[at + size :], at, at + 2 * size


def _cut_off(text: str, chance: Random) -> Spoilt | None:
    end = len(text) - chance.randrange(5, 30)
    return (text[:end], end, end) if len(text) >= 2 * SHORT else None


def _one_of(
    pattern: str, put: Callable[[str, Random], str]
) -> Callable[[str, Random], Spoilt | None]:
    """One match of `pattern` replaced by what `put` makes of it."""

    def spoil(text: str, chance: Random) -> Spoilt | None:
        found = list(re.finditer(pattern, text))
        if not found:
            return None
        match = chance.choice(found)
        wrong = put(match[0], chance)
        return (
            text[: match.start()] + wrong + text[match.end() :],
            match.start(),
            match.start() + len(wrong),
        )

    return spoil


def _partner_lost(text: str, chance: Random) -> Spoilt | None:
    """Found wherever the rule looks for the partner: anywhere in the paragraph."""
    lost = _one_of("[（）“”《》]", lambda *_: "")(text, chance)
    return (lost[0], 0, len(lost[0])) if lost else None


def _dateline(text: str, _chance: Random) -> Spoilt | None:
    is_dateline = text.startswith("本报讯（") and "）" in text
    return (text.replace("讯（", "", 1), 2, 2) if is_dateline else None


WAYS: dict[str, Callable[[str, Random], Spoilt | None]] = {
    "word doubled": _doubled_word,
    "passage at once again": _passage_again,
    "paragraph cut off": _cut_off,
    "bracket or quote lost": _partner_lost,
    "dateline's bracket lost": _dateline,
    "一 read as a dash": _one_of(rf"(?<=[{HAN}])一(?=[{HAN}])", lambda *_: "—"),
    "letter for a figure": _one_of(r"(?<=\d)[0158]|[0158](?=\d)", lambda own, _: LETTERS[own]),
    "stray stroke": _one_of(rf"(?<=[{HAN}])(?=[{HAN}])", lambda _, chance: chance.choice("|丨")),
    "mark twice": _one_of("[，。]", lambda own, chance: chance.choice("，。、") + own),
}


def _pages() -> Iterator[PageReading]:
    named = os.environ.get("PAGES")
    for path in sorted(Path(named).glob("*.txt")) if named else seed_pages():
        raw = RawText.of(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))
        yield Sources(raw, blocks_of(raw.text, Segmenter().propose(raw))).page()


def _said(page: PageReading, paragraph: Paragraph) -> list[Suspect]:
    paragraphs = list(page.paragraphs)
    paragraphs[paragraph.number] = paragraph
    asked = PageReading(page.page, tuple(paragraphs), frozenset((paragraph.number,)))
    return [each for rule in OF_THE_PAGE for each in rule(asked) if each.score >= SAID]


def _found() -> tuple[Counter[str], Counter[str]]:
    put, found = Counter[str](), Counter[str]()
    chance = Random(11)  # noqa: S311
    for page in _pages():
        for paragraph in page.paragraphs:
            text = paragraph.text
            if not paragraph.is_whole or paragraph.role != "body" or len(text) < SHORT:
                continue
            for way, spoil in WAYS.items():
                spoilt = spoil(text, chance)
                if spoilt is not None:
                    wrong, start, end = spoilt
                    put[way] += 1
                    said = _said(page, replace(paragraph, text=wrong))
                    found[way] += any(s.start <= end + 1 and start - 1 <= s.end for s in said)
    return put, found


def test_errors_put_in_are_found(benchmark: BenchmarkFixture):
    put, found = benchmark.pedantic(_found, rounds=1)
    for way, count in put.items():
        print(f"{way:24} {found[way]:4} of {count:4}  {found[way] / count:.2f}")
    assert min(found[way] / put[way] for way in put) >= 0.8
    assert found.total() / put.total() >= 0.9


def test_counties_one_look_alike_off_are_found(benchmark: BenchmarkFixture):
    put, found, right = benchmark.pedantic(_counties, rounds=1)
    share, first = found / put, right / put
    print(f"{'county':24} {found:4} of {put:4}  {share:.2f}, right one first {first:.2f}")
    assert share >= 0.75


def _counties() -> tuple[int, int, int]:
    names = [entry.split()[0] for entry in word_list("divisions.txt")]
    counties = [name for name in names if name.endswith("县") and len(name) >= 3]
    put, found, right = 0, 0, 0
    chance = Random(5)  # noqa: S311
    for name in chance.sample(counties, 400):
        at = chance.randrange(len(name) - 1)
        near = [each for each, _ in default_glyphs().neighbours(name[at], 10)]
        wrong = name[:at] + chance.choice(near) + name[at + 1 :]
        if wrong in counties:
            continue
        put += 1
        said = list(places(page_of(f"昨日，{wrong}召开会议。")))
        found += bool(said)
        right += bool(said) and said[0].text == name[said[0].start - 3 : said[0].end - 3]
    return put, found, right
