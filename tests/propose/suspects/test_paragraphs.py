"""Paragraphs as they read, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import Part
from annotator.document.proposals import ArticleBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.suspects.paragraphs import FURNITURE, Sources, blocks_of, names_of
from tests.propose.suspects.readings import named, page, sheet


def sources(paragraph, corrections=(), names=()):
    raw, proposals = sheet(paragraph)
    known = names_of(named(raw, names))
    return Sources(raw, blocks_of(raw.text, proposals), known, tuple(corrections))


def test_soft_breaks_are_joined_and_hard_breaks_part():
    reading = page("茶农上山/采茶", "今年/丰收")
    assert [each.text for each in reading.paragraphs] == ["茶农上山采茶", "今年丰收"]
    assert reading.paragraphs[0].lines == ((0, 4), (4, 6))


def test_latin_words_are_joined_with_a_blank():
    assert page("green/tea").paragraphs[0].text == "green tea"


def test_furniture_belongs_to_no_article():
    reading = page(("headline", "茶园开园"), ("staff", "责编 王小山"), "正文。")
    assert [(each.role, each.block.article) for each in reading.paragraphs] == [
        ("headline", 0),
        ("staff", FURNITURE),
        ("body", 0),
    ]


def test_corrections_are_read_and_what_they_replace_has_no_way_back():
    (paragraph,) = sources("低族茶农上山", corrections=[(0, 1, "佤")]).page().paragraphs
    assert paragraph.text == "佤族茶农上山"
    assert paragraph.to_raw(0, 1) is None
    assert paragraph.to_raw(0, 2) is None
    assert paragraph.to_raw(1, 2) == (1, 2)
    assert paragraph.to_raw(1, 1) == (1, 1)


def test_what_is_put_in_has_no_place_either():
    (paragraph,) = sources("茶农上山", corrections=[(2, 2, "们")]).page().paragraphs
    assert paragraph.text == "茶农们上山"
    assert paragraph.to_raw(2, 4) is None
    assert paragraph.to_raw(3, 4) == (2, 3)


def test_what_is_taken_for_granted_gives_way_to_what_covers_more():
    found = sources("茶农上山,采茶")
    paragraph = found.paragraph(found.blocks[0], [(4, 5, "，")])
    assert paragraph.text == "茶农上山，采茶"
    assert paragraph.to_raw(4, 5) is None
    assert paragraph.to_raw(3, 6) == (3, 6)


def test_an_insertion_point_stays_before_a_soft_break():
    (paragraph,) = page("茶农/上山").paragraphs
    assert paragraph.to_raw(2, 2) == (2, 2)
    assert paragraph.to_raw(2, 3) == (3, 4)
    assert paragraph.to_raw(1, 3) == (1, 4)


def test_names_are_found_in_the_text_as_it_reads():
    (paragraph,) = (
        sources("记者到嵩/明县", corrections=[(0, 2, "")], names=[("嵩\n明县", "LOC")])
        .page()
        .paragraphs
    )
    assert [paragraph.text[name.start : name.end] for name in paragraph.names] == ["嵩明县"]
    assert paragraph.is_in_name(1, 2)
    assert not paragraph.is_in_name(0, 1)
    assert paragraph.is_in_name(2, 2)
    assert not paragraph.is_in_name(1, 1)


def parts_of(rows):
    text, parts = "", list[Part]()
    for role, line in rows:
        parts.append(Part(Span(len(text), len(text) + len(line)), role))
        text += line + "\n\n"
    body = ArticleBody(tuple(parts), ())
    return blocks_of(text, [propose(body, 1.0, (), "test")])


def test_a_text_that_goes_on_behind_a_picture_is_not_whole():
    rows = [("body", "茶农一早上山采"), ("caption", "茶园"), ("body", "茶，到晚才回。")]
    assert [each.is_whole for each in parts_of(rows)] == [False, True, False]


def test_a_text_that_stops_before_a_subhead_is_whole():
    rows = [("body", "茶农一早上山采"), ("subhead", "丰收"), ("body", "今年丰收。")]
    assert [each.is_whole for each in parts_of(rows)] == [True, True, True]


def test_only_the_paragraphs_asked_for_are_asked():
    reading = page("一", "二", "三")
    assert len(reading.asked) == 3


@given(
    st.text(alphabet="茶山，a /", min_size=1, max_size=30).filter(str.strip),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.sampled_from(["", "村", "村里"]))),
    st.data(),
)
def test_whatever_is_corrected_places_lead_back_into_the_paragraph(text, drawn, data):
    raw, proposals = sheet(text)
    corrections, at = [], 0
    for start, size, reads in sorted(drawn):
        if start >= at and start + size <= len(raw.text):
            corrections.append((start, start + size, reads))
            at = start + size + 1
    found = Sources(raw, blocks_of(raw.text, proposals), (), tuple(corrections))
    for paragraph in found.page().paragraphs:
        if not paragraph.reading.pieces:
            continue
        start = data.draw(st.integers(0, len(paragraph.text)))
        end = data.draw(st.integers(start, len(paragraph.text)))
        place = paragraph.to_raw(start, end)
        if place is not None:
            low, high = place
            assert paragraph.block.span.start <= low <= high <= paragraph.block.span.end
            if start < end:
                kept = "".join(raw.text[low:high].split())
                assert kept == "".join(paragraph.text[start:end].split())


def test_a_page_without_text_has_no_paragraphs():
    assert blocks_of("", []) == ()
    assert Sources(RawText.of(""), ()).page().paragraphs == ()
