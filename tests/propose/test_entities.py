"""The finder whole: exact spans, no overlap, the same answer twice, and floors on the seed pages."""

import json
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.document.proposals import EntityBody, Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose import entities
from annotator.propose.entities import EntityFinder, tag_with_jieba
from annotator.propose.entity_rules.findings import WEAK
from annotator.propose.lac import Lac, Word
from annotator.propose.lac_files import LacUnusable
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_gold, seed_pages

LABELS = {"PER", "LOC", "ORG", "TIME"}


@cache
def _finder() -> EntityFinder:
    return EntityFinder()


def _bodies(proposals: Sequence[Proposal]) -> list[EntityBody]:
    return [each.body for each in proposals if isinstance(each.body, EntityBody)]


def _strong(text: str, finder: EntityFinder | None = None) -> list[tuple[str, str]]:
    found = (finder or _finder()).propose(RawText.of(text))
    strong = [each for each in found if each.score > WEAK]
    return [(body.span.text_in(text), body.label) for body in _bodies(strong)]


# -- what the editor sees ------------------------------------------------------------------


def test_names_of_a_sentence_with_their_labels():
    text = "2023年3月24日，昭阳区委书记沈迅到永丰镇新民社区调研。"
    assert _strong(text) == [
        ("2023年3月24日", "TIME"),
        ("昭阳区委", "ORG"),
        ("沈迅", "PER"),
        ("永丰镇新民社区", "LOC"),
    ]


def test_a_name_over_a_soft_break_has_its_raw_span_with_the_break():
    text = "近年来，沙\n坝村坚持把党的建设摆在首位。"
    finder = EntityFinder(soft_breaks=lambda _: [Span(5, 6)])
    found = finder.propose(RawText.of(text))
    assert [body.span for body in _bodies(found)] == [Span(4, 8)]


def test_a_name_never_crosses_a_hard_break():
    text = "近年来，沙\n坝村坚持把党的建设摆在首位。"
    found = EntityFinder(soft_breaks=lambda _: []).propose(RawText.of(text))
    assert all("\n" not in body.span.text_in(text) for body in _bodies(found))


def test_traditional_text_gives_the_same_spans_as_simplified():
    simplified = "云南省昭通市镇雄县委书记张国华到记者刘丽所在的鲁甸县调研。"
    traditional = "雲南省昭通市鎮雄縣委書記張國華到記者劉麗所在的魯甸縣調研。"
    spans = [body.span for body in _bodies(_finder().propose(RawText.of(simplified)))]
    assert len(spans) >= 3
    assert [body.span for body in _bodies(_finder().propose(RawText.of(traditional)))] == spans


def test_what_a_rule_sets_aside_stays_as_a_weak_proposal():
    text = "区委召开会议，区委高度重视。"
    found = _finder().propose(RawText.of(text))
    assert {body.span.text_in(text) for body in _bodies(found)} == {"区委"}
    assert all(each.score < 0.3 for each in found)
    assert all(len(each.because) == 2 for each in found)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u3000\n \u2028", "。。。", "a", "\x00\ufeff", "、" * 3000]
)
def test_a_page_without_names_has_no_proposals(text: str):
    assert _finder().propose(RawText.of(text)) == []


def test_one_endless_line_is_no_trouble():
    text = "昭阳区永丰镇" * 3000
    found = _finder().propose(RawText.of(text))
    assert found
    assert {body.label for body in _bodies(found)} == {"LOC"}


# -- what always holds ---------------------------------------------------------------------

_FRAGMENTS = st.sampled_from(
    ["昭阳区", "靖安镇", "大耆老村", "委", "党支部", "市公安局", "国务院", "沈迅", "王", "书记", "本报记者 ",
     "通讯员 ", "文/图", "摄", "2022年", "3月", "去年", "近年来", "苹果", "昭通", "的", "在", "，", "。", "、",
     "“", "”", "《", "》", "（", "）", "\n", "\n\n", " ", "\u3000", "驻 村 工 作 队", "政协", "第六届委员会", "責編：",
     "雲南", "𠮷", "\U0001f600", "1", "Ａ", "·", "克林顿", "沪滇", "公园", "等22个村", "\u2028", "\t"]
)  # fmt: skip


def _random_tagger(seed: int) -> entities.Tagger:
    """Cuts and names everything at random, always the same for the same sentence."""
    kinds = ("PER", "LOC", "ORG", "TIME", "n", "v", "nz", "w", "m", "a")

    def tag(sentences: Sequence[str]) -> list[list[Word]]:
        tagged: list[list[Word]] = []
        for sentence in sentences:
            words: list[Word] = []
            at, state = 0, seed + len(sentence)
            while at < len(sentence):
                state = (state * 1103515245 + ord(sentence[at])) % 2**31
                end = min(len(sentence), at + 1 + state % 5)
                sure = (state % 100 + 1) / 100
                words.append(Word(at, end, kinds[state // 7 % len(kinds)], sure))
                at = end
            tagged.append(words)
        return tagged

    return tag


def _check(raw: RawText, finder: EntityFinder, breaks: Sequence[Span]) -> None:
    found = finder.propose(raw)
    again = finder.propose(raw)
    assert found == again
    bodies = _bodies(found)
    assert len(bodies) == len(found)
    for each, body in zip(found, bodies, strict=True):
        text = body.span.text_in(raw.text)
        assert body.span.end <= len(raw.text)
        assert body.label in LABELS
        assert each.because
        assert text == text.strip()
        kept = [
            raw.text[at]
            for at in range(body.span.start, body.span.end)
            if not any(at in gap for gap in breaks)
        ]
        assert "\n" not in "".join(kept)
    assert all(a.span.end <= b.span.start for a, b in pairwise(bodies))


@settings(max_examples=150, deadline=None)
@given(st.lists(_FRAGMENTS, max_size=40), st.integers(0, 1000), st.booleans())
def test_any_tagger_on_any_page(pieces: list[str], seed: int, join: bool):  # noqa: FBT001 - hypothesis draws it
    raw = RawText.of("".join(pieces))
    breaks = [Span(m.start(), m.end()) for m in re.finditer(r"\s*\n\s*", raw.text)] if join else []
    breaks = [each for each in breaks if each.start > 0 and each.end < len(raw.text)]
    finder = EntityFinder(soft_breaks=lambda _: breaks, tagger=_random_tagger(seed))
    _check(raw, finder, breaks)


@settings(max_examples=40, deadline=None)
@example(["昭阳区", "\n", "驻 村 工 作 队"])
@given(st.lists(_FRAGMENTS, max_size=40))
def test_the_network_on_any_page(pieces: list[str]):
    raw = RawText.of("".join(pieces))
    finder = _finder()
    _check(raw, finder, finder.soft_breaks(raw))


@pytest.mark.parametrize("path", seed_pages(), ids=lambda path: path.stem[:3])
def test_the_network_on_the_seed_pages(path: Path):
    raw = RawText.of(path.read_text("utf-8"))
    finder = _finder()
    _check(raw, finder, finder.soft_breaks(raw))


# -- which tagger --------------------------------------------------------------------------


def test_the_run_names_the_tagger():
    assert EntityFinder().run == "entities 1 (lac)"
    assert all(each.run == "entities 1 (lac)" for each in _finder().propose(RawText.of("昭阳区")))


def test_jieba_stands_in_where_the_network_is_missing(monkeypatch: pytest.MonkeyPatch):
    def missing() -> Lac:
        raise LacUnusable("word.dic is not there")

    monkeypatch.setattr(Lac, "load", missing)
    finder = EntityFinder()
    assert finder.run == "entities 1 (jieba)"
    assert _strong("2022年，王小明到昭阳区调研。", finder) == [
        ("2022年", "TIME"),
        ("王小明", "PER"),
        ("昭阳区", "LOC"),
    ]


def test_jiebas_words_cover_the_sentence():
    sentences = ["2022年，王小明到昭阳区调研。", "", "新华社"]
    for sentence, words in zip(sentences, tag_with_jieba(sentences), strict=True):
        assert "".join(sentence[word.start : word.end] for word in words) == sentence


# -- the reasons ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_reason_is_a_sentence_in_both_languages(name: str):
    language = Language(name)
    package = Path(entities.__file__).parent
    source = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    keys = set(re.findall(r"because\.entity_[a-z_]+[a-z]", source)) - {"because.entity_time"}
    kinds = ("numeric", "century", "decade", "lunar", "year", "month", "day")
    keys |= {f"because.entity_time_{kind}" for kind in kinds}
    assert {key for key in language.keys if key.startswith("because.entity_")} == keys
    for path in seed_pages():
        for each in _finder().propose(RawText.of(path.read_text("utf-8"))):
            assert all(language.sentence(reason) for reason in each.because)


# -- floors on the seed pages --------------------------------------------------------------


def _f1(gold: set[tuple[str, int, int, str]], found: set[tuple[str, int, int, str]]) -> float:
    return 2 * len(gold & found) / (len(gold) + len(found))


def _scored(labels: set[str], finder: EntityFinder) -> float:
    gold: set[tuple[str, int, int, str]] = set()
    found: set[tuple[str, int, int, str]] = set()
    for path in sorted(seed_gold().glob("*.json")):
        page = json.loads(path.read_text("utf-8"))
        text = next(each for each in seed_pages() if each.stem == path.stem).read_text("utf-8")
        gold |= {(path.stem, e["start"], e["end"], e["label"]) for e in page["entities"]}
        strong = [each for each in finder.propose(RawText.of(text)) if each.score > WEAK]
        found |= {(path.stem, b.span.start, b.span.end, b.label) for b in _bodies(strong)}
    return _f1({e for e in gold if e[3] in labels}, {e for e in found if e[3] in labels})


@pytest.mark.parametrize(
    ("labels", "floor"),
    [
        ({"PER", "LOC", "ORG"}, 0.92),
        ({"PER"}, 0.95),
        ({"LOC"}, 0.90),
        ({"ORG"}, 0.88),
        ({"TIME"}, 0.97),
        (LABELS, 0.92),
    ],
    ids=lambda value: "+".join(sorted(value)) if isinstance(value, set) else "",
)
def test_strict_f1_on_the_seed_pages(labels: set[str], floor: float):
    assert _scored(labels, _finder()) >= floor


def test_strict_f1_of_the_fallback_on_the_seed_pages():
    finder = EntityFinder(tagger=tag_with_jieba, tagger_name="jieba")
    assert _scored({"PER", "LOC", "ORG"}, finder) >= 0.72
