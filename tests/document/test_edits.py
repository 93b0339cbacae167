from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Change, Edit, RuleChange, squashed, squashed_rules
from annotator.document.marks import EntityMark, Typed
from annotator.document.pages import Page
from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection, Span
from annotator.errors import Conflict, StaleEdit
from tests.strategies import edits_for, histories, pages, records_over

ADA = Typed("ada")
PAGE = Page("第一版", RawText.of("昭阳区中华书局"))
PLACE = EntityMark("e1", Span(0, 3), "LOC", ADA)
PERSON = replace(PLACE, label="PER")


def edit(*changes: Change) -> Edit:
    return Edit(
        "test", phrase("edit.test"), changes, Selection.at(0), "ada", "2024-05-01T08:00:00Z"
    )


# -- one change --------------------------------------------------------------------------


def test_a_change_that_changes_nothing_is_refused():
    for same in (None, PLACE):
        with pytest.raises(ValueError, match="changes something"):
            Change(same, same)


def test_a_change_speaks_of_one_record():
    with pytest.raises(ValueError, match="two records"):
        Change(PLACE, replace(PLACE, id="e2"))
    assert Change(None, PLACE).key == Change(PLACE, None).key == Change(PLACE, PERSON).key == "e1"


def test_a_change_of_rules_speaks_of_one_string():
    wa = CorrectionRule("低族", "佤族")
    with pytest.raises(ValueError, match="changes something"):
        RuleChange(wa, wa)
    with pytest.raises(ValueError, match="two strings"):
        RuleChange(wa, CorrectionRule("低旗", "佤族"))
    assert RuleChange(None, wa).raw == RuleChange(wa, None).raw == "低族"


def test_rules_are_undone_and_several_changes_are_one():
    wa, allow = CorrectionRule("低族", "佤族"), CorrectionRule("低族", "", "allow")
    told = replace(edit(), rules=(RuleChange(None, wa),))
    assert told.inverse().rules == (RuleChange(wa, None),)
    assert squashed_rules([*told.rules, RuleChange(wa, allow)]) == (RuleChange(None, allow),)
    assert squashed_rules([*told.rules, *told.inverse().rules]) == ()


# -- the algebra -------------------------------------------------------------------------


@given(histories())
def test_undoing_all_edits_in_turn_brings_every_record_back(history: tuple[Page, list[Edit]]):
    first, edits = history
    page = first
    for each in edits:
        page = each.apply(page)
    for each in reversed(edits):
        page = each.inverse().apply(page)
    assert page == replace(first, revision=first.revision + 2 * len(edits))


@given(histories())
def test_redoing_an_edit_is_undoing_its_undoing(history: tuple[Page, list[Edit]]):
    page, (first, *_) = history
    assert first.inverse().inverse() == first
    done = first.apply(page)
    redone = first.inverse().inverse().apply(first.inverse().apply(done))
    assert redone.records == done.records


@given(pages().flatmap(lambda page: st.tuples(st.just(page), edits_for(page))))
def test_an_edit_changes_what_it_names_and_nothing_else(drawn: tuple[Page, Edit]):
    page, each = drawn
    after = each.apply(page)
    assert after.revision == page.revision + 1
    named = {change.key: change.after for change in each.changes}
    for key in page.records.keys() | after.records.keys():
        expected = named[key] if key in named else page.records[key]
        assert after.records.get(key) == expected
    assert replace(after, records=page.records, revision=page.revision) == page


@given(histories())
def test_a_history_squashed_into_one_edit_does_the_same(history: tuple[Page, list[Edit]]):
    first, edits = history
    changes = [change for each in edits for change in each.changes]
    page = first
    for each in edits:
        page = each.apply(page)
    whole = edit(*squashed(changes))
    assert whole.apply(first).records == page.records
    assert whole.inverse().apply(page).records == first.records
    keys = [change.key for change in whole.changes]
    assert len(set(keys)) == len(keys)
    first_changed = list(dict.fromkeys(change.key for change in changes))
    assert keys == [key for key in first_changed if key in keys]


@given(histories())
def test_an_edit_may_change_one_record_several_times_and_be_taken_back(
    history: tuple[Page, list[Edit]],
):
    first, edits = history
    whole = edit(*(change for each in edits for change in each.changes))
    after = whole.apply(first)
    assert after.revision == first.revision + 1
    assert whole.inverse().apply(after).records == first.records


def test_what_is_done_and_taken_back_squashes_to_nothing():
    assert squashed([Change(None, PLACE), Change(PLACE, PERSON), Change(PERSON, None)]) == ()


# -- refusals ----------------------------------------------------------------------------


@given(pages(), st.data())
def test_an_edit_of_another_state_is_stale_and_leaves_the_page_as_it_was(
    page: Page, data: st.DataObject
):
    each = data.draw(edits_for(page))
    moved_on = page.with_records(data.draw(records_over(page.raw)), page.revision)
    stale = [
        change.key for change in each.changes if moved_on.records.get(change.key) != change.before
    ]
    assume(stale)
    before = dict(moved_on.records)
    with pytest.raises(StaleEdit) as refused:
        each.apply(moved_on)
    assert refused.value.facts == {"page": page.name, "key": stale[0]}
    assert (moved_on.records, moved_on.revision) == (before, page.revision)


@given(pages(), st.data())
def test_an_edit_cannot_be_done_twice(page: Page, data: st.DataObject):
    each = data.draw(edits_for(page).filter(lambda drawn: drawn.changes))
    after = each.apply(page)
    with pytest.raises(StaleEdit):
        each.apply(after)


def test_an_edit_that_would_make_marks_overlap_is_refused_and_leaves_the_page_as_it_was():
    page = edit(Change(None, PLACE)).apply(PAGE)
    other = EntityMark("e2", Span(2, 5), "ORG", ADA)
    with pytest.raises(Conflict):
        edit(Change(PLACE, PERSON), Change(None, other)).apply(page)
    assert page.records == {"e1": PLACE}
    assert page.revision == 1


def test_marks_may_overlap_on_the_way_when_the_edit_ends_well():
    other = EntityMark("e2", Span(2, 5), "ORG", ADA)
    page = edit(Change(None, PLACE)).apply(PAGE)
    after = edit(Change(None, other), Change(PLACE, None)).apply(page)
    assert after.records == {"e2": other}
