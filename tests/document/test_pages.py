from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Mark,
    Part,
    SoftBreak,
    Typed,
    place_of,
)
from annotator.document.notes import Flag, Note
from annotator.document.pages import FINISHED_LAYERS, Page, PageState, Record, record_key
from annotator.document.proposals import Decision, Reviewed
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Place, Span
from annotator.errors import Conflict
from tests.strategies import pages, places, proposals, spans

Maker = Callable[[str, Span], Mark]
ADA = Typed("ada")
NOW = "2024-05-01T08:00:00Z"


def article(id_: str, span: Span) -> Mark:
    return ArticleMark(id_, (Part(span, "body"),), float(span.start), ADA)


def furniture(id_: str, span: Span) -> Mark:
    return FurnitureMark(id_, span, "masthead", ADA)


def entity(id_: str, span: Span) -> Mark:
    return EntityMark(id_, span, "PER", ADA)


def soft_break(id_: str, span: Span) -> Mark:
    return SoftBreak(id_, span, ADA)


def correction(id_: str, place: Place) -> Mark:
    return CorrectionMark(id_, place, "甲", "substitution", ADA)


def reviewed(layer: str, span: Span) -> Reviewed:
    return Reviewed(layer, span, "ada", NOW)


def page_of(*records: Record, text: str = "本報訊昭阳区中华书局") -> Page:
    page = Page("第一版", RawText.of(text))
    return page.with_records({record_key(each): each for each in records}, 1)


# -- what may share text -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (article, article, "article"),
        (article, furniture, "article"),
        (furniture, furniture, "article"),
        (entity, entity, "entity"),
        (soft_break, soft_break, "soft_break"),
    ],
)
@given(left=spans(10), right=spans(10))
def test_marks_of_one_layer_conflict_exactly_when_they_share_text(
    one: Maker, other: Maker, kind: str, left: Span, right: Span
):
    marks = one("one", left), other("other", right)
    shared = left.meet(right)
    if shared is None:
        assert len(page_of(*marks).records) == 2
    else:
        with pytest.raises(Conflict) as refused:
            page_of(*marks)
        assert refused.value.facts == {
            "page": "第一版",
            "kind": kind,
            "start": str(shared.start),
            "end": str(shared.end),
        }


@given(spans(10))
def test_marks_of_different_layers_may_share_text(span: Span):
    marks = article("a", span), entity("b", span), soft_break("c", span), correction("d", span)
    assert set(page_of(*marks).records) == {"a", "b", "c", "d"}


@given(places(10), places(10))
def test_corrections_may_adjoin_but_not_share_text_or_a_gap(left: Place, right: Place):
    one, other = correction("one", left), correction("other", right)
    first, second = sorted((place_of(one), place_of(other)))
    if first[1] <= second[0] and first != second:
        assert len(page_of(one, other).corrections) == 2
    else:
        with pytest.raises(Conflict) as refused:
            page_of(one, other)
        assert refused.value.facts["kind"] == "correction"


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (article, "article"),
        (furniture, "article"),
        (entity, "entity"),
        (soft_break, "soft_break"),
        (correction, "correction"),
    ],
)
def test_a_mark_that_leaves_the_text_is_refused(make: Maker, kind: str):
    assert page_of(make("in", Span(8, 10))).records
    with pytest.raises(Conflict) as refused:
        page_of(make("out", Span(8, 11)))
    assert refused.value.facts["kind"] == kind
    assert (refused.value.facts["start"], refused.value.facts["end"]) == ("8", "11")


def test_something_may_be_missing_at_the_very_end_of_the_text_but_not_beyond():
    assert page_of(correction("in", Gap(10))).corrections
    with pytest.raises(Conflict):
        page_of(correction("out", Gap(11)))


# -- records by kind ---------------------------------------------------------------------


@given(pages())
def test_each_record_is_listed_once_under_its_kind_and_in_order(page: Page):
    listed = [
        *page.articles,
        *page.entities,
        *page.furniture,
        *page.soft_breaks,
        *page.corrections,
        *page.decisions.values(),
        *page.reviewed.values(),
        *page.notes,
        *([page.flag] if page.flag else []),
    ]
    assert {record_key(each): each for each in listed} == page.records
    assert len(listed) == len(page.records)
    for kind in (page.entities, page.furniture, page.soft_breaks):
        starts = [mark.span.start for mark in kind]
        assert starts == sorted(starts)
    places = [place_of(mark) for mark in page.corrections]
    assert places == sorted(places)
    ranks = [mark.rank for mark in page.articles]
    assert ranks == sorted(ranks)


@given(pages())
def test_a_pages_records_cannot_be_changed_behind_its_back(page: Page):
    theirs = dict(page.records)
    copy = page.with_records(theirs, page.revision)
    theirs["entity-x"] = entity("entity-x", Span(0, 1))
    assert "entity-x" not in copy.records
    with pytest.raises(TypeError):
        copy.records["entity-x"] = theirs["entity-x"]  # pyright: ignore[reportIndexIssue]


# -- how far the work is -----------------------------------------------------------------


@given(pages(), st.data())
def test_the_state_of_a_page_follows_from_what_is_on_it(page: Page, data: st.DataObject):
    untouched = page.with_records({}, 0)
    assert untouched.state is (PageState.PROPOSED if page.proposals else PageState.NEW)
    whole = Span(0, len(page.raw))
    looked = [page.reviewed[layer].span for layer in FINISHED_LAYERS if layer in page.reviewed]
    if page.flag:
        assert page.state is PageState.NEEDS_LOOK
    elif looked == [whole] * len(FINISHED_LAYERS):
        assert page.state is PageState.FINISHED
    elif page.records.keys() - {note.id for note in page.notes}:
        assert page.state is PageState.IN_WORK
    else:
        assert page.state is untouched.state
    records = {key: record for key, record in page.records.items() if record != page.flag}
    for layer in FINISHED_LAYERS:
        records[f"reviewed:{layer}"] = reviewed(layer, whole)
    assert page.with_records(records, 0).state is PageState.FINISHED
    del records[f"reviewed:{data.draw(st.sampled_from(FINISHED_LAYERS))}"]
    assert page.with_records(records, 0).state is PageState.IN_WORK


def test_a_page_somebody_has_half_looked_at_is_not_finished():
    half = [reviewed(layer, Span(0, 5)) for layer in FINISHED_LAYERS]
    assert page_of(*half).state is PageState.IN_WORK


def test_a_flag_comes_before_every_other_state():
    looked = [reviewed(layer, Span(0, 10)) for layer in FINISHED_LAYERS]
    flag = Flag("第三栏缺一行", "ada", NOW)
    assert page_of(*looked).state is PageState.FINISHED
    assert page_of(*looked, flag).state is PageState.NEEDS_LOOK
    assert page_of(*looked, flag).flag == flag
    assert page_of(flag, text="").state is PageState.NEEDS_LOOK


def test_a_note_is_no_work_on_the_page():
    note = Note("n1.1", "问李四", "ada", NOW, Span(1, 2))
    assert page_of(note).state is PageState.NEW
    assert page_of(note).notes == (note,)


def test_notes_stand_in_the_order_of_their_places_those_on_the_page_first():
    late, early = (Note(f"n1.{at}", "?", "ada", NOW, Span(at, at + 1)) for at in (8, 2))
    whole = Note("n1.9", "?", "ada", NOW)
    assert page_of(late, early, whole).notes == (whole, early, late)


def test_a_note_beyond_the_text_is_refused():
    with pytest.raises(Conflict):
        page_of(Note("n1.1", "?", "ada", NOW, Span(9, 11)))


@pytest.mark.parametrize("said", [{"text": " "}, {"text": "?", "mark": "e1.1"}])
def test_a_note_says_something_and_has_a_place_where_it_is_about_a_mark(said: dict[str, str]):
    with pytest.raises(ValueError, match="a note"):
        Note("n1.1", by="ada", at=NOW, **said)


def test_a_page_without_text_has_a_state_too():
    looked = [reviewed(layer, Span(0, 1)) for layer in FINISHED_LAYERS]
    assert page_of(*looked, text="").state is PageState.IN_WORK
    assert page_of(text="").state is PageState.NEW


# -- a rerun of a proposer ---------------------------------------------------------------


@given(pages(), st.data())
def test_a_rerun_replaces_open_proposals_and_touches_nothing_else(page: Page, data: st.DataObject):
    said = data.draw(st.lists(proposals(len(page.raw)), max_size=3))
    records = dict(page.records)
    for decided in data.draw(st.lists(st.sampled_from([*page.proposals, "x"]), max_size=2)):
        verdict = Decision(decided, "rejected", "ada", NOW)
        records[record_key(verdict)] = verdict
    page = page.with_records(records, page.revision)
    again = page.with_proposals(said)
    kept = {id_ for id_ in page.proposals if id_ in page.decisions}
    assert set(again.proposals) == kept | {each.id for each in said}
    assert all(again.proposals[each.id].body == each.body for each in said)
    assert replace(again, proposals=page.proposals) == page
