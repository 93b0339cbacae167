"""What the worker answers about suspects: with corrections, of one paragraph, after finished pages."""

import pytest

from annotator.document.proposals import CorrectionBody, EntityBody, extent_of
from annotator.document.spans import Span
from annotator.propose.worker import (
    Asked,
    AskedAgain,
    Proposed,
    Read,
    ReadText,
    Understood,
    Worker,
)

TEXT = """茶山今日开园
　　本报讯（记者 王小山）近日,茶农们一早就上山采茶，沿着新修的水泥路走进茶园深处，到太阳落山才回家。
　　今年有 30 户茶农增收。早在201B年，低族聚居的嵩明县就开始种茶,如今茶园越来越美，游客越来越多。
"""


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker()


def suspects(answer):
    assert isinstance(answer, Proposed)
    return {
        (*extent_of(each.body), each.body.text)
        for each in answer.proposals
        if isinstance(each.body, CorrectionBody)
    }


def at(text):
    return TEXT.index(text)


def test_a_page_gets_suspects_behind_its_other_proposals(worker):
    found = suspects(worker.answer(Asked(TEXT)))
    assert (at("B年"), at("B年") + 1, "8") in found
    assert (at(",茶农"), at(",茶农") + 1, "，") in found
    assert (at(" 30"), at(" 30") + 1, "") in found


def test_what_is_corrected_is_not_suspected(worker):
    corrections = ((at("B年"), at("B年") + 1, "8"),)
    found = suspects(worker.answer(Asked(TEXT, corrections=corrections)))
    assert not any(start == at("B年") for start, _, _ in found)


def test_names_are_looked_for_in_the_corrected_text(worker):
    spoilt = TEXT.replace("嵩明县", "嵩囗县")
    place = spoilt.index("囗")
    answer = worker.answer(Asked(spoilt, corrections=((place, place + 1, "明"),)))
    spans = [each.body.span for each in answer.proposals if isinstance(each.body, EntityBody)]
    assert Span(place - 1, place + 2) in spans


def test_asked_again_it_answers_for_the_paragraphs_around(worker):
    worker.answer(Asked(TEXT))
    corrections = ((at("B年"), at("B年") + 1, "8"),)
    found = suspects(worker.answer(AskedAgain(TEXT, corrections, Span(at("B年"), at("B年") + 1))))
    assert found
    assert all(start >= at("今年有") for start, _, _ in found)
    assert not any(start == at("B年") for start, _, _ in found)


def test_asked_again_about_a_page_that_it_has_never_seen(worker):
    other = TEXT.replace("茶农上山", "茶农下山")
    around = Span(at("B年"), at("B年") + 1)
    found = suspects(worker.answer(AskedAgain(other, (), around)))
    assert (at("B年"), at("B年") + 1, "8") in found


def test_finished_pages_are_counted_and_forgotten(worker):
    before = suspects(worker.answer(Asked(TEXT)))
    pages = (ReadText(1, "低族聚居的村寨\n" * 50), ReadText(2, "茶农上山采茶"))
    assert worker.answer(Read(pages)) == Understood()
    worker.answer(Asked(TEXT))
    assert worker.answer(Read(forget=(1, 2))) == Understood()
    assert suspects(worker.answer(Asked(TEXT))) == before
