import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.document.proposals import ArticleBody, FurnitureBody, Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span, first_overlap
from annotator.measure.boundaries import PageScore, score_page
from annotator.propose.proposer import Proposer
from annotator.propose.segmenter import Segmenter
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import resource, seed_gold, seed_pages
from annotator.settings.vocabulary import default_vocabulary
from tests.propose.pages import COLUMNS, OLD, PARAGRAPHS

PIECES = st.sampled_from(
    [
        "青石镇的茶农今年早早开始忙碌，",
        "山坡上就有人背着竹篓采茶。",
        "本报记者 何远山",
        "何远山摄",
        "聚焦",
        "——见闻",
        "【柳河水漲】",
        "责编：高原",
        "2019年3月5日",
        "\n",
        "\n\n",
        "\u3000",
        "“",
        "a1 ",
        "\u2028",
        "𠮷",
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60)).map(
    lambda text: text.replace("\r", "\n")
)
MANY = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


def articles(proposals: list[Proposal]) -> list[ArticleBody]:
    return [p.body for p in proposals if isinstance(p.body, ArticleBody)]


def owned(proposals: list[Proposal]) -> list[Span]:
    spans = [part.span for body in articles(proposals) for part in body.parts]
    return spans + [p.body.span for p in proposals if isinstance(p.body, FurnitureBody)]


def said(text: str, body: ArticleBody, role: str) -> list[str]:
    return [part.span.text_in(text) for part in body.parts if part.role == role]


def page_json(proposals: list[Proposal]) -> dict[str, Any]:
    found: dict[str, Any] = {"articles": [], "furniture": [], "soft_breaks": []}
    for body in (proposal.body for proposal in proposals):
        if isinstance(body, ArticleBody):
            parts = [{"start": p.span.start, "end": p.span.end, "role": p.role} for p in body.parts]
            found["articles"].append({"segments": parts})
            found["soft_breaks"] += [{"start": s.start, "end": s.end} for s in body.soft_breaks]
        elif isinstance(body, FurnitureBody):
            span = body.span
            found["furniture"].append({"start": span.start, "end": span.end, "role": body.role})
    return found


# -- for any text ------------------------------------------------------------------------


@MANY
@given(TEXTS)
def test_everything_that_is_not_blank_is_in_exactly_one_proposal(text: str):
    spans = owned(Segmenter().propose(RawText.of(text)))
    assert first_overlap(spans) is None
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert covered >= {at for at, char in enumerate(text) if not char.isspace()}
    assert all(span.end <= len(text) for span in spans)


@MANY
@given(TEXTS)
def test_spans_are_trimmed_and_soft_breaks_are_white_space_between_text(text: str):
    for body in articles(Segmenter().propose(RawText.of(text))):
        for span in (part.span for part in body.parts):
            assert span.text_in(text) == span.text_in(text).strip()
        for joint in body.soft_breaks:
            assert joint.text_in(text).isspace()
            assert any(part.span.covers(joint) for part in body.parts)
        assert list(body.soft_breaks) == sorted(set(body.soft_breaks))


@MANY
@given(TEXTS)
def test_the_same_text_gives_the_same_proposals(text: str):
    raw = RawText.of(text)
    assert Segmenter().propose(raw) == Segmenter().propose(raw)


@MANY
@given(TEXTS)
def test_scores_roles_and_reasons_are_known(text: str):
    vocabulary, languages = default_vocabulary(), [Language(name) for name in LANGUAGES]
    for proposal in Segmenter().propose(RawText.of(text)):
        assert 0.0 <= proposal.score <= 1.0
        assert proposal.run == "segmenter 1"
        assert proposal.because
        for language in languages:
            assert all(language.sentence(reason) for reason in proposal.because)
        if isinstance(proposal.body, FurnitureBody):
            assert vocabulary.is_furniture(proposal.body.role)
        elif isinstance(proposal.body, ArticleBody):
            assert not any(vocabulary.is_furniture(part.role) for part in proposal.body.parts)


@MANY
@given(TEXTS)
def test_neighbouring_parts_of_one_role_are_one_part(text: str):
    for body in articles(Segmenter().propose(RawText.of(text))):
        for left, right in pairwise(body.parts):
            between = text[left.span.end : right.span.start]
            assert left.role != right.role or right.span.start < left.span.end or between.strip()


def test_a_page_without_text_has_no_proposals(segmenter: Segmenter):
    assert segmenter.propose(RawText.of("")) == []
    assert segmenter.propose(RawText.of(" \n\u3000\n")) == []


# -- small pages -------------------------------------------------------------------------


def test_it_is_a_proposer(segmenter: Segmenter):
    proposer: Proposer = segmenter
    assert proposer.run == "segmenter 1"


def test_two_stories_with_closing_bylines(segmenter: Segmenter):
    first, second = articles(segmenter.propose(RawText.of(PARAGRAPHS)))
    assert [part.role for part in first.parts] == ["headline", "body", "byline"]
    assert said(PARAGRAPHS, first, "headline") == ["山谷小镇办起图书车"]
    assert said(PARAGRAPHS, second, "byline") == ["本报记者 陆长风 通讯员 沈月明"]
    assert first.soft_breaks == ()


def test_headlines_torn_off_a_page_of_columns(segmenter: Segmenter):
    tea, boat = articles(segmenter.propose(RawText.of(COLUMNS)))
    assert said(COLUMNS, tea, "headline") == ["采茶早 青石镇茶农收购价上涨"]
    assert said(COLUMNS, tea, "byline") == ["通讯员 马远程 文/图"]
    assert said(COLUMNS, boat, "headline") == ["旱地练龙舟 柳河中学盼端午"]
    assert said(COLUMNS, tea, "body")[0].startswith("青石镇的茶农")


def test_soft_breaks_join_a_column_and_keep_its_paragraphs(segmenter: Segmenter):
    tea = articles(segmenter.propose(RawText.of(COLUMNS)))[0]
    body = next(part.span for part in tea.parts if part.role == "body")
    joined = "".join(
        "" if any(at in s for s in tea.soft_breaks) else COLUMNS[at]
        for at in range(body.start, body.end)
    )
    assert len(joined.split("\n")) == 3
    assert "开始忙碌。清明前" in joined


@pytest.mark.parametrize("text", [COLUMNS, OLD, PARAGRAPHS])
def test_the_reason_counts_the_soft_breaks_that_there_are(text: str, segmenter: Segmenter):
    for proposal in segmenter.propose(RawText.of(text)):
        counts = [dict(r.facts)["count"] for r in proposal.because if ".break_" in r.key]
        if isinstance(proposal.body, ArticleBody):
            there = len(proposal.body.soft_breaks)
            assert counts == ([str(there)] if there else [])


def test_an_old_page_in_traditional_characters(segmenter: Segmenter):
    water, rice = articles(segmenter.propose(RawText.of(OLD)))
    assert said(OLD, water, "headline") == ["【柳河水漲】"]
    assert said(OLD, rice, "headline") == ["【米價又落】"]
    assert len(rice.soft_breaks) == 3


# -- the seeds ---------------------------------------------------------------------------


def seed_scores(segmenter: Segmenter) -> dict[str, PageScore]:
    scores: dict[str, PageScore] = {}
    for file in sorted(seed_gold().glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        source = next(page for page in seed_pages() if page.stem == file.stem)
        text = source.read_bytes().decode("utf-8")
        scores[file.stem] = score_page(text, gold, page_json(segmenter.propose(RawText.of(text))))
    return scores


def test_the_seed_pages_keep_their_floors(segmenter: Segmenter):
    scores = list(seed_scores(segmenter).values())
    assert len(scores) >= 3
    floors = {
        "exact_f1": 0.75,
        "iou90_f1": 0.75,
        "bcubed_f1": 0.95,
        "role_f1": 0.9,
        "head_excl": 0.8,
        "soft_f1": 0.9,
    }
    for measure, floor in floors.items():
        values = [getattr(score, measure) for score in scores]
        assert sum(values) / len(values) >= floor, (measure, values)


@pytest.mark.parametrize("page", seed_pages(), ids=lambda page: page.stem[:3])
def test_every_seed_page_gets_articles_with_headlines(segmenter: Segmenter, page: Path):
    text = page.read_bytes().decode("utf-8").replace("\r\n", "\n")
    found = articles(segmenter.propose(RawText.of(text)))
    assert len(found) >= 2
    assert sum(bool(said(text, body, "headline")) for body in found) >= len(found) * 0.6


def test_the_weights_hold_no_page():
    weights = resource("segmenter.json")
    assert weights.stat().st_size < 2_000_000
    plain = json.loads(weights.read_text("utf-8"))
    assert max(len(name) for name in plain["chain"]["evidence"]) < 60
    assert plain["figures"]["reliability"]
