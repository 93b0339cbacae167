"""Reasons say what is so: an editor who looks at the line finds it."""

from dataclasses import replace

import pytest

from annotator.document.phrases import Phrase
from annotator.document.proposals import ArticleBody
from annotator.document.raw_text import RawText
from annotator.propose import segmenter
from annotator.propose.articles import layout_of
from annotator.propose.fragments import Sheet
from annotator.propose.reasons import article_reasons, furniture_reasons
from tests.propose.sheets import BOAT, TEA, sheet


def of_article(page: Sheet, number: int) -> dict[str, dict[str, str | Phrase]]:
    """Facts of each reason of an article, by its key."""
    draft = layout_of(page).drafts[number]
    return {
        reason.key.removeprefix("because."): dict(reason.facts)
        for reason in article_reasons(page, draft, ())
    }


def of_furniture(page: Sheet, *lines: int) -> str:
    (reason,) = furniture_reasons(page, lines)
    return reason.key.removeprefix("because.")


def test_a_byline_behind_the_text_closes_the_article_and_stands_above_the_next():
    page = sheet(
        ("headline+", "茶农忙"),
        ("body", TEA),
        ("byline", "何远山"),
        ("headline+", "练龙舟"),
        ("body", BOAT),
    )
    assert of_article(page, 0)["article_closing_byline"] == {"line": "5"}
    assert of_article(page, 1)["article_closing_byline_above"] == {"line": "5"}


def test_a_byline_under_a_headline_that_stands_apart_closes_nothing():
    page = sheet(
        ("body+", TEA),
        ("body+", BOAT),
        ("headline+", "采茶忙"),
        ("byline", "何远山"),
        ("headline+", "练龙舟"),
    )
    for number in (0, 1):
        assert (
            not {"article_closing_byline", "article_closing_byline_above"}
            & of_article(page, number).keys()
        )


def test_the_articles_own_picture_above_is_no_border():
    page = sheet(("caption*", "茶农正在采茶。"), ("headline+", "采茶忙"), ("body", TEA))
    assert "article_full_stop_above" not in of_article(page, 0)


def test_a_block_without_shared_words_says_that_only_its_place_speaks_for_it():
    page = sheet(
        ("body+", TEA), ("body+", BOAT), ("headline+", "星空展览"), ("headline+", "夜校开课")
    )
    assert of_article(page, 0)["article_lines_by_place"] == {"line": "7"}
    alone = sheet(("body+", TEA), ("headline+", "星空展览"))
    assert of_article(alone, 0)["article_only_headline_left"] == {"line": "3"}


def test_words_are_shared_with_a_headline_not_with_the_line_above_it():
    page = sheet(("body+", TEA), ("credit+", "青石镇供图"), ("headline", "白果村采茶忙"))
    facts = of_article(page, 0)["article_shares_words"]
    assert facts["line"] == "5"
    assert "青石" not in str(facts["words"])


def test_only_the_top_of_a_page_is_its_head():
    page = sheet(
        ("masthead#", "北河"),
        ("headline+", "茶农忙"),
        ("body", TEA),
        ("masthead#", "北河"),
        ("masthead#", "北河日报"),
    )
    assert of_furniture(page, 0) == "furniture_page_head"
    assert of_furniture(page, 3) == "furniture_no_article"
    assert of_furniture(page, 4) == "furniture_masthead_words"


def test_a_line_that_can_be_read_is_not_said_to_be_unreadable():
    page = sheet(("noise#", "丨丨丨"), ("noise#", "春风吹过山谷"))
    assert of_furniture(page, 0) == "furniture_no_reading"
    assert of_furniture(page, 1) == "furniture_no_article"
    assert of_furniture(page, 0, 1) == "furniture_no_article"


def test_a_short_line_is_over_a_headline_only_where_one_follows():
    page = sheet(
        ("section#", "山风"),
        ("headline+", "茶农忙"),
        ("body", TEA),
        ("section#", "山风"),
        ("ad#", "声明"),
    )
    assert of_furniture(page, 0) == "furniture_short_over_headline"
    assert of_furniture(page, 3) == "furniture_no_article"


def test_a_notice_is_known_by_its_words_and_a_label_by_its_ending():
    page = sheet(
        ("ad#", "遗失声明"), ("ad#", "春风吹过山谷"), ("section#", "山村故事"), ("section#", "要闻")
    )
    assert of_furniture(page, 0, 1) == "furniture_ad_words"
    assert of_furniture(page, 1) == "furniture_no_article"
    assert of_furniture(page, 2) == "furniture_label_ending"
    assert of_furniture(page, 3) == "furniture_known_label"


def test_only_breaks_that_are_joined_are_counted(monkeypatch: pytest.MonkeyPatch):
    page = sheet(
        ("headline+", "茶农忙"),
        ("body", TEA),
        ("body", BOAT),
        ("caption*", "采茶。"),
        ("body", BOAT),
    )
    soft = [replace(sight, is_soft=at in (2, 4)) for at, sight in enumerate(page.sights)]
    monkeypatch.setattr(segmenter, "sightings", lambda *_: soft)
    text = "\n\n".join(line.text for line in page.view.lines)
    (article,) = segmenter.Segmenter().propose(RawText.of(text))
    assert isinstance(article.body, ArticleBody)
    assert len(article.body.soft_breaks) == 1
    assert [dict(r.facts)["count"] for r in article.because if ".break_" in r.key] == ["1"]
