from dataclasses import replace

import pytest
from hypothesis import given

from annotator.document.marks import EntityMark, SoftBreak, Typed
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.proposals import Reviewed
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.exchange import conll
from annotator.exchange.form import Order, Written
from tests.strategies import pages

BY = Typed("ada")


def page_of(text: str, *marks: Record) -> Page:
    looked_at = Reviewed("entities", Span(0, len(text)), "ada", "2024-01-01T00:00:00Z")
    records = {record_key(record): record for record in (*marks, looked_at)}
    return Page("p", RawText.of(text)).with_records(records, 1)


def entity(start: int, end: int, label: str = "LOC") -> EntityMark:
    return EntityMark(f"e{start}", Span(start, end), label, BY)


def written(page: Page, *, include_proposals: bool = True) -> str:
    made = conll.write(page, Order(include_proposals))
    assert isinstance(made, Written)
    return made.pieces[0].data.decode("utf-8")


def reread(text: str) -> list[list[tuple[str, str]]]:
    """The sentences, by the rules that the format states."""
    sentences: list[list[tuple[str, str]]] = []
    for block in text.split("\n\n"):
        if not block or block == "-DOCSTART- -X- O O":
            continue
        rows = [line.split() for line in block.split("\n")]
        assert all(len(row) == 4 and row[1:3] == ["-X-", "_"] for row in rows), rows
        sentences.append([(row[0], row[3]) for row in rows])
    return sentences


def spelled(page: Page) -> list[str]:
    return ["".join(char for char, _ in sentence) for sentence in reread(written(page))]


@given(pages())
def test_no_row_is_white_space_and_none_is_lost(page: Page):
    rows = [row for sentence in reread(written(page)) for row in sentence]
    assert [char for char, _ in rows] == [char for char in page.raw.text if not char.isspace()]


@given(pages())
def test_the_entities_can_be_read_back(page: Page):
    found: list[tuple[str, str]] = []
    for sentence in reread(written(page)):
        before = "O"
        for char, tag in sentence:
            if tag.startswith("B-"):
                found.append((tag[2:], char))
            elif tag.startswith("I-"):
                assert before[2:] == tag[2:]
                assert before != "O"
                found[-1] = (found[-1][0], found[-1][1] + char)
            before = tag
    bare = [
        (mark.label, "".join(mark.span.text_in(page.raw.text).split())) for mark in page.entities
    ]
    assert found == [(label, words) for label, words in bare if words]


def test_a_row_has_four_columns_and_a_page_its_header():
    assert written(page_of("北京好", entity(0, 2))) == (
        "-DOCSTART- -X- O O\n\n北 -X- _ B-LOC\n京 -X- _ I-LOC\n好 -X- _ O\n\n"
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("一。二！三？四；五", ["一。", "二！", "三？", "四；", "五"]),
        ("“一。”二", ["“一。”", "二"]),
        ("一？！二", ["一？！", "二"]),
        ("一。 ”二", ["一。", "”二"]),
        ("一\n二\n\n三", ["一", "二", "三"]),
        ("一\u2028二\f三\u3000四\u00a0五", ["一二三四五"]),
        (" \n ", []),
    ],
)
def test_where_a_sentence_ends(text: str, sentences: list[str]):
    assert spelled(page_of(text)) == sentences


def test_an_entity_goes_on_over_a_soft_break():
    page = page_of("昭\n阳区", entity(0, 4), SoftBreak("s", Span(1, 2), BY))
    assert [tag for _, tag in reread(written(page))[0]] == ["B-LOC", "I-LOC", "I-LOC"]
    assert dict(conll.lost(page).counts).get("white_space") is None


def test_a_soft_break_ends_no_sentence():
    assert spelled(page_of("一\n二\n三", SoftBreak("s", Span(1, 2), BY))) == ["一二", "三"]


def test_a_closing_mark_stays_over_a_soft_break():
    page = page_of("一。\n”二", SoftBreak("s", Span(2, 3), BY))
    assert spelled(page) == ["一。”", "二"]


def test_no_sentence_ends_inside_an_entity():
    assert spelled(page_of("一。二\n三四", entity(0, 5, "ORG"))) == ["一。二三四"]


def test_neighbours_begin_each_with_b():
    page = page_of("京沪", entity(0, 1), entity(1, 2))
    assert [tag for _, tag in reread(written(page))[0]] == ["B-LOC", "B-LOC"]


def test_white_space_in_a_name_is_counted_and_a_blank_entity_too():
    page = page_of("金 洪\u3000", entity(0, 3, "PER"), entity(3, 4))
    counted = dict(conll.lost(page).counts)
    assert (counted["white_space"], counted["entities"], counted["origins"]) == (2, 1, 2)


def test_a_page_that_was_not_looked_over_is_left_out_unless_proposals_count():
    page = page_of("北京", entity(0, 2))
    half = Reviewed("entities", Span(0, 1), "ada", "2024-01-01T00:00:00Z")
    unread = page.with_records({"e0": page.records["e0"], record_key(half): half}, 2)
    for each in (unread, replace(unread, records={})):
        assert conll.write(each, Order()) == Phrase("left_out.entities_not_reviewed")
    assert written(unread, include_proposals=True)
    assert written(page, include_proposals=False)
