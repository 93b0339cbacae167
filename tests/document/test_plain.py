import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.edits import Edit
from annotator.document.pages import Page
from annotator.document.phrases import Phrase
from annotator.document.plain import (
    edit_from_plain,
    edit_to_plain,
    proposal_from_plain,
    proposal_to_plain,
    record_from_plain,
    record_to_plain,
)
from annotator.document.proposals import Body, Proposal, body_from_plain, body_to_plain, identity_of
from tests.strategies import bodies, edits_for, pages, phrases, proposals

REFUSALS = (KeyError, TypeError, ValueError)
"""What a reader of foreign JSON has to expect, and nothing beside."""


def through_json(plain: object) -> dict[str, Any]:
    return json.loads(json.dumps(plain, ensure_ascii=False))


# -- there and back ----------------------------------------------------------------------


@given(pages())
def test_every_record_survives_json(page: Page):
    for record in page.records.values():
        assert record_from_plain(through_json(record_to_plain(record))) == record


@given(pages().flatmap(edits_for))
def test_every_edit_survives_json(edit: Edit):
    assert edit_from_plain(through_json(edit_to_plain(edit))) == edit


@given(proposals(20))
def test_every_proposal_survives_json(proposal: Proposal):
    assert proposal_from_plain(through_json(proposal_to_plain(proposal))) == proposal


@given(bodies(20))
def test_a_body_keeps_its_identity_through_json(body: Body):
    back = body_from_plain(through_json(body_to_plain(body)))
    assert back == body
    assert identity_of(back) == identity_of(body)


@given(phrases())
def test_a_phrase_survives_json_with_the_phrases_in_it(phrase: Phrase):
    assert Phrase.from_plain(through_json(phrase.to_plain())) == phrase


# -- what somebody else wrote ------------------------------------------------------------

JUNK = st.sampled_from(
    (
        None,
        True,
        1.5,
        -1,
        10**400,
        7,
        "",
        "甲",
        [],
        [3],
        [5, 2, "body"],
        {},
        {"key": 1},
        {"how": "x"},
    )
)


@st.composite
def damaged(draw: st.DrawFn, plain: object) -> object:
    """The same JSON with one value at any depth replaced or one field missing."""
    if isinstance(plain, dict | list) and plain and draw(st.integers(0, 3)):
        where = draw(st.sampled_from(list(plain) if isinstance(plain, dict) else range(len(plain))))
        copy = plain.copy()
        if isinstance(plain, dict) and not draw(st.integers(0, 4)):
            del copy[where]
        else:
            copy[where] = draw(damaged(plain[where]))
        return copy
    return draw(JUNK)


@pytest.mark.parametrize(
    ("drawn", "write", "read"),
    [
        (
            pages()
            .filter(lambda page: page.records)
            .map(lambda page: [*page.records.values()][-1]),
            record_to_plain,
            record_from_plain,
        ),
        (pages().flatmap(edits_for), edit_to_plain, edit_from_plain),
        (proposals(20), proposal_to_plain, proposal_from_plain),
    ],
    ids=["record", "edit", "proposal"],
)
@given(data=st.data())
def test_damaged_json_is_either_refused_or_read_as_something_that_can_be_written_again(
    drawn: st.SearchStrategy[Any],
    write: Callable[[Any], Any],
    read: Callable[[Any], Any],
    data: st.DataObject,
):
    plain = data.draw(damaged(through_json(write(data.draw(drawn)))))
    try:
        value = read(plain)
    except REFUSALS:
        return
    assert read(through_json(write(value))) == value


ORIGIN = {"how": "typed", "by": "ada"}
ENTITY = {"kind": "entity", "id": "e", "start": 1, "end": 3, "label": "LOC", "origin": ORIGIN}
ARTICLE = {
    "kind": "article",
    "id": "a",
    "parts": [{"start": 0, "end": 2, "role": "body"}],
    "rank": 0.0,
    "origin": ORIGIN,
}
BREAK = {"kind": "soft_break", "id": "b", "start": 1, "end": 2, "origin": ORIGIN}
CORRECTION = {
    "kind": "correction",
    "id": "c",
    "start": 1,
    "end": 2,
    "text": "甲",
    "error": "substitution",
    "certainty": "likely",
    "origin": ORIGIN,
}
DECISION = {"kind": "decision", "proposal": "p", "verdict": "accepted", "by": "ada", "at": "now"}
REVIEWED = {"kind": "reviewed", "layer": "x", "start": 0, "end": 2, "by": "ada", "at": "now"}


@given(proposals(9), st.none() | st.floats(0, 1))
def test_what_a_proposer_said_before_the_lexicon_is_kept(proposal: Proposal, score: float | None):
    said = replace(proposal, plain_score=score)
    assert proposal_from_plain(json.loads(json.dumps(proposal_to_plain(said)))) == said


@pytest.mark.parametrize(
    "plain",
    [
        ENTITY | {"start": 1.5},
        ENTITY | {"end": "3"},
        ENTITY | {"start": 3},
        ENTITY | {"label": 7},
        ENTITY | {"id": None},
        ENTITY | {"kind": "entities"},
        ENTITY | {"origin": {"how": "typed", "by": 3}},
        ENTITY | {"origin": {"how": "guessed"}},
        ENTITY | {"origin": {"how": "accepted", "by": "ada"}},
        ARTICLE | {"rank": "first"},
        ARTICLE | {"rank": float("nan")},
        ARTICLE | {"rank": 10**400},
        ARTICLE | {"parts": []},
        ARTICLE | {"parts": [{"start": 0, "end": 2, "role": ["body"]}]},
        BREAK | {"end": 1},
        CORRECTION | {"text": 5},
        CORRECTION | {"text": None},
        CORRECTION | {"certainty": "maybe"},
        CORRECTION | {"error": "typo"},
        CORRECTION | {"end": 1, "text": ""},
        DECISION | {"verdict": "maybe"},
        DECISION | {"by": None},
        REVIEWED | {"layer": {}},
    ],
)
def test_a_record_with_a_value_of_the_wrong_kind_is_refused(plain: dict[str, Any]):
    with pytest.raises(REFUSALS):
        record_from_plain(plain)


@pytest.mark.parametrize("plain", [ENTITY, ARTICLE, BREAK, CORRECTION, DECISION, REVIEWED])
def test_the_written_form_of_each_record_stays_the_same_from_release_to_release(
    plain: dict[str, Any],
):
    """The journal and the native format hang on it."""
    assert record_to_plain(record_from_plain(plain)) == plain
