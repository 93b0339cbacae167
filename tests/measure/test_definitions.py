"""What `annotator evaluate` prints is what the definitions say, on any page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.measure.boundaries import MEASURES, article_hits, score_page
from tests.measure.definitions import DEFINITIONS, Sheet

ROLES = ("headline", "body", "caption", "byline")
FURNITURE = ("section", "ad")
TEXTS = st.one_of(
    st.text(st.sampled_from("文字题,1 \u3000\n\n"), max_size=40),
    st.text(st.sampled_from("一二三四"), min_size=1, max_size=12),  # one line
    st.lists(st.text(st.sampled_from("甲乙 "), max_size=4), max_size=14).map("\n".join),
)


def pieces(length: int, roles: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, Any]]]:
    at = st.integers(0, length)
    piece = st.builds(
        lambda one, other, role: {"start": min(one, other), "end": max(one, other), "role": role},
        at,
        at,
        st.sampled_from(roles),
    )
    return st.lists(piece, max_size=4)


def pages(length: int) -> st.SearchStrategy[dict[str, Any]]:
    article = st.fixed_dictionaries({"segments": pieces(length, ROLES)})
    whole = {
        "articles": st.lists(article, max_size=4),
        "furniture": pieces(length, FURNITURE),
        "soft_breaks": pieces(length, ROLES),
    }
    only_furniture = whole | {"articles": st.just([])}
    return st.fixed_dictionaries(whole) | st.fixed_dictionaries(only_furniture)


@st.composite
def gold_and_found(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any]]:
    text = draw(TEXTS)
    gold = draw(pages(len(text)))
    found = draw(st.just(gold) | pages(len(text)))
    if draw(st.booleans()) and gold["articles"]:
        # Most of what is right, and one thing that is not: where the fine differences lie.
        kept = draw(st.permutations(gold["articles"]))[1:]
        found = gold | {"articles": [*kept, *found["articles"][:1]]}
    return text, gold, found


def demand_as_defined(text: str, gold: dict[str, Any], found: dict[str, Any]) -> None:
    score, sheets = score_page(text, gold, found), (Sheet(text, gold), Sheet(text, found))
    for name, definition in DEFINITIONS.items():
        value, defined = getattr(score, name), definition(*sheets)
        assert (value is None) == (defined is None), name
        assert value is None or value == pytest.approx(float(defined or 0), abs=1e-12), name


def test_every_measure_has_a_definition():
    assert tuple(DEFINITIONS) == MEASURES


@given(gold_and_found())
def test_every_measure_is_as_defined(case: tuple[str, dict[str, Any], dict[str, Any]]):
    demand_as_defined(*case)


@given(gold_and_found())
def test_the_hits_of_single_articles_add_up(case: tuple[str, dict[str, Any], dict[str, Any]]):
    text, gold, found = case
    wanted, given_ = Sheet(text, gold), Sheet(text, found)
    hits = article_hits(text, gold, found)
    assert len(hits) == len(found["articles"])
    assert sum(hit.exact for hit in hits) == sum(a in wanted.articles for a in given_.articles)
    assert all(hit.iou90 for hit in hits if hit.exact)


LINES = "题一\n甲甲甲\n甲甲\n题二\n乙乙\n乙乙乙"


@pytest.mark.parametrize(
    ("text", "gold"),
    [
        ("", {"articles": []}),
        (" \n\u3000\n", {"articles": [{"segments": [{"start": 0, "end": 4, "role": "body"}]}]}),
        ("一行", {"articles": [{"segments": [{"start": 0, "end": 2, "role": "headline"}]}]}),
        (LINES, {"articles": [], "furniture": [{"start": 0, "end": 20, "role": "ad"}]}),
    ],
    ids=["empty", "blank", "one line", "all furniture"],
)
def test_pages_with_little_on_them_are_as_defined(text: str, gold: dict[str, Any]):
    halves = [{"start": 0, "end": 1, "role": "body"}], [{"start": 1, "end": 9, "role": "body"}]
    for found in (gold, {"articles": []}, {"articles": [{"segments": half} for half in halves]}):
        demand_as_defined(text, gold, found)


def test_a_soft_break_outside_the_text_is_none():
    beyond = {"articles": [], "soft_breaks": [{"start": 90, "end": 91}, {"start": -5, "end": -4}]}
    assert score_page("一\n二", beyond, {"articles": []}).soft_f1 is None
