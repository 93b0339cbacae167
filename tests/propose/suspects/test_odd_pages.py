"""Suspects of pages that no paper prints, and of corrections that nobody would make."""

import time
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.proposals import CorrectionBody, Proposal, extent_of
from annotator.document.spans import Span, places_collide
from annotator.propose.joining import Correction
from annotator.propose.suspects.finding import FLOOR
from annotator.propose.suspects.merging import MOST_CANDIDATES
from annotator.propose.worker import Asked, AskedAgain, Proposed, Worker
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_pages

TRADITIONAL = "國民政府行政院昨日召開會議，討論華北戰區難民救濟問題，與會者對於經費來源意見紛歧。"
ODD = {
    "nothing": "",
    "a line feed": "\n",
    "blanks": " " * 300 + "\n" + "\u3000" * 300 + "\n" + "\u00a0" * 300,
    "one character": "人",
    "letters": "a" * 100_000,
    "lines of one character": "\n".join("春夏秋冬天地玄黄"[at % 8] for at in range(2000)),
    "marks": "，。、；：？！“”‘’（）" * 100,
    "brackets that open": "（“《" * 1000,
    "brackets in brackets": "（" * 1000 + "）" * 1000,
    "quotes that close": "”人民" * 1000,
    "zero width": "春\u200b风\u200c吹\u200d过\ufeff山\u2060谷,今年\u00a030\u00a0户。\n" * 20,
    "beyond the basic plane": "𠀀人民群从𠮷野家今年20l9年😀,经济发展。" * 30,
    "controls": "人民群众\x00安全,生产\x07工作\x85特色\u2028严业。",
    "English": "The quick brown fox jumps over the lazy dog, it said. " * 60,
    "Japanese": "こんにちは、世界。東京都は日本の首都です,ひらがなと漢字が混ざった文章です。" * 30,
    "traditional": TRADITIONAL * 30,
    "one word": "发展" * 1000,
    "dashes": "一—一—一—" * 300,
    "strokes": "人|民·众.丨" * 300,
    "zeros": "二O二三O年0O1l" * 200,
    "counties": "县高明县" * 500,
    "set apart": ("春 风 吹  过 山 谷 " * 20 + "\n") * 10,
    "a page backwards": seed_pages()[0].read_bytes().decode("utf-8")[:2000][::-1],
}
PAGE = """茶山今日开园
　　本报讯（记者 王小山）近日,茶农们一早就上山采茶，沿着新修的水泥路走进茶园深处，
到太阳落山才回家。国家统汁局说，人民群从很高兴
　　今年有 30 户茶农增收。早在201B年，低族聚居的嵩明县就开始种茶,如今茶园越来越美，
发展发展了旅游。
"""


@cache
def ready() -> Worker:
    """With everything loaded."""
    worker = Worker()
    worker.answer(Asked(PAGE))
    return worker


@pytest.fixture
def worker() -> Worker:
    return ready()


def suspects(worker: Worker, asked: Asked | AskedAgain) -> list[Proposal]:
    """What is answered, held against all that has to be true of it."""
    answer = worker.answer(asked)
    assert isinstance(answer, Proposed)
    found = [each for each in answer.proposals if isinstance(each.body, CorrectionBody)]
    places = [extent_of(each.body) for each in found]
    assert places == sorted(places)
    for at, place in enumerate(places):
        assert not any(places_collide(place, other) for other in places[at + 1 : at + 3])
    for each in found:
        assert FLOOR <= each.score <= 1
        assert_candidates(each, asked.text, asked.corrections)
        for name in LANGUAGES:
            said = [Language(name).sentence(reason) for reason in each.because]
            assert said
            assert not any("because." in sentence for sentence in said)
    return found


def assert_candidates(
    proposal: Proposal, text: str, corrections: Sequence[tuple[int, int, str]]
) -> None:
    bodies = [proposal.body, *proposal.alternatives]
    assert len({(extent_of(each), each.text) for each in bodies}) == len(bodies) <= MOST_CANDIDATES
    for each in bodies:
        start, end = extent_of(each)
        assert 0 <= start <= end <= len(text)
        assert each.text != text[start:end]
        assert not any(places_collide((start, end), (low, high)) for low, high, _ in corrections)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_is_answered_in_time(worker: Worker, name: str):
    began = time.process_time()
    suspects(worker, Asked(ODD[name]))
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "around", [Span(0, 1), Span(len(PAGE) - 1, len(PAGE)), Span(len(PAGE) + 5, len(PAGE) + 9)]
)
def test_the_ends_of_a_page_may_be_asked_again(worker: Worker, around: Span):
    whole = suspects(worker, Asked(PAGE))
    again = suspects(worker, AskedAgain(PAGE, (), around))
    assert [each for each in again if each not in whole] == []


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Correction, ...]:
    """Anything anywhere: at the ends, of soft breaks, over the end of a paragraph, of the whole page."""
    cuts = sorted(draw(st.sets(st.integers(0, len(PAGE)), max_size=12)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    reads = st.text("，某茶人国B", max_size=3)
    return tuple((low, high, draw(reads)) for low, high in pairs)


@settings(max_examples=40, deadline=None)
@given(made=corrections(), start=st.integers(0, len(PAGE) - 1), size=st.integers(1, 30))
def test_a_paragraph_again_says_what_the_whole_page_says(
    made: tuple[Correction, ...], start: int, size: int
):
    worker = ready()
    whole = suspects(worker, Asked(PAGE, corrections=made))
    around = Span(start, start + size)
    again = suspects(worker, AskedAgain(PAGE, made, around))
    assert [each for each in again if each not in whole] == []
    inside = [each for each in whole if extent_of(each.body)[0] in range(start, start + size)]
    assert [each for each in inside if each not in again] == []
