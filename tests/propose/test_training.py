import json
import math
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.document.raw_text import RawText
from annotator.propose.chain import FORBIDDEN, Chain
from annotator.propose.evidence import evidence_of
from annotator.propose.fitting import Example, Recipe, allowed, fit
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.train_folds import fits
from annotator.propose.train_layouts import unwrapped, variants, wrapped
from annotator.propose.train_segmenter import GoldPage, calibration, with_examples
from annotator.propose.train_states import NOWHERE, Unit, gold_units, laid_out, states_of
from annotator.settings.resources import seed_gold, seed_pages
from tests.propose.small_gold import PAGES, text_and_gold


def seed(digits: str) -> list[Unit]:
    gold = next(seed_gold().glob(f"{digits}_*.json"))
    page = next(path for path in seed_pages() if path.stem == gold.stem)
    return gold_units(page.read_bytes().decode("utf-8"), json.loads(gold.read_text("utf-8")))


def chance(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - layouts, not secrets


def example(units: list[Unit]) -> Example:
    lines, states = laid_out(units)
    return Example(evidence_of(PageView.of(lines)), states)


@pytest.fixture(scope="module")
def chain() -> Chain:
    return fit([example(seed("000"))], Recipe(passes=12, rarest=1, penalty=0.0))


def test_states_of_torn_off_headlines():
    states = states_of(seed("001"))
    assert [s for s in states if s.endswith("+")] == ["body+", "body+", "body+", "kicker+"]
    assert states.count("float:caption") == 2


def test_a_state_says_what_came_before():
    def unit(article: int, role: str, *, soft: bool = False) -> Unit:
        return Unit("文", article, role, soft=soft, blank=0)

    units = [unit(-1, "section"), unit(0, "headline"), unit(0, "byline"), unit(0, "body")]
    units += [
        unit(0, "body", soft=True),
        unit(0, "caption"),
        unit(0, "byline"),
        unit(1, "headline"),
    ]
    expected = [
        "section",
        "headline+",
        "byline",
        "lead",
        "body~",
        "float:caption",
        "signature",
        "headline+",
    ]
    assert states_of(units) == expected


@pytest.mark.parametrize("digits", ["000", "001", "003"])
def test_other_layouts_keep_every_state_in_its_place(digits: str):
    for page in variants(seed(digits), chance(digits)):
        lines, states = laid_out(page)
        assert len(lines) == len(states) >= len({unit.article for unit in page}) - 1
        assert not states[0].endswith("~")


def test_wrapping_and_joining_again_keeps_the_text():
    units = unwrapped(seed("001"))
    again = unwrapped(wrapped(units, chance("3"), ""))
    assert [unit.text for unit in again] == [unit.text for unit in units]


def test_the_same_pages_give_the_same_chain(chain: Chain):
    again = fit([example(seed("000"))], Recipe(passes=12, rarest=1, penalty=0.0))
    assert again.features == chain.features
    assert np.array_equal(again.emission, chain.emission)


def test_a_chain_finds_the_states_it_was_fitted_to(chain: Chain):
    page = example(seed("000"))
    found = [chain.states[n] for n in chain.best_path(chain.scores(page.evidence))]
    right = sum(one == other for one, other in zip(found, page.states, strict=True))
    assert right / len(found) > 0.97


def test_probabilities_of_a_line_sum_to_one(chain: Chain):
    odds = chain.marginals(chain.scores(example(seed("003")).evidence))
    assert np.allclose(odds.sum(axis=1), 1.0)


def test_weights_survive_the_file(chain: Chain):
    again = Chain.from_plain(json.loads(json.dumps(chain.to_plain())))
    page = example(seed("000"))
    assert again.states == chain.states
    assert np.allclose(again.scores(page.evidence), chain.scores(page.evidence), atol=0.5)


def test_text_goes_on_in_its_own_role_only():
    states = ("body~", "headline+", "lead", "subhead", "subhead~")
    table = allowed(states)
    assert table[states.index("lead"), 0] == 0.0
    assert table[states.index("headline+"), 0] == FORBIDDEN
    assert table[states.index("subhead"), 0] == FORBIDDEN
    assert table[states.index("subhead"), 4] == 0.0


def test_calibration_makes_scores_come_true():
    odds = [2.0] * 200 + [-2.0] * 200
    right = [n % 10 < 9 for n in range(200)] + [n % 10 < 2 for n in range(200)]
    slope, offset = calibration(odds, right)
    for height, share in ((2.0, 0.9), (-2.0, 0.2)):
        assert 1 / (1 + math.exp(-(slope * height + offset))) == pytest.approx(share, abs=0.05)


@pytest.fixture(scope="module")
def small_pages() -> list[GoldPage]:
    return [GoldPage(name, name, *text_and_gold(name, lines)) for name, lines in PAGES.items()]


def test_a_page_is_learnt_from_in_many_layouts(small_pages: list[GoldPage]):
    for page in with_examples(small_pages):
        assert len(page.examples) > 5
        assert page.examples[0].states == states_of(gold_units(page.text, page.gold))


def test_a_style_left_out_is_not_learnt_from(small_pages: list[GoldPage]):
    without = [page for page in small_pages if page.style != "p2"]
    other = GoldPage("p2", "p2", "別的\n文字", {"articles": []})
    (one,) = fits(small_pages, ["p2"], Recipe(passes=2), 1)
    (two,) = fits([without[0], other, without[1]], ["p2"], Recipe(passes=2), 1)
    assert one.chain == two.chain
    assert [page.name for page in one.predictions] == ["p2"]


def test_fits_side_by_side_are_those_made_in_turn(small_pages: list[GoldPage]):
    styles, recipe = ["p1", None], Recipe(passes=2)
    in_turn = {fit.style: fit for fit in fits(small_pages, styles, recipe, 1)}
    side_by_side = {fit.style: fit for fit in fits(small_pages, styles, recipe, 2)}
    assert side_by_side == in_turn


def test_every_article_that_is_predicted_has_its_odds(small_pages: list[GoldPage]):
    (fit,) = fits(small_pages, ["p1"], Recipe(passes=4), 1)
    (page,) = fit.predictions
    assert len(page.odds) == len(page.marks["articles"]) > 0


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    """Any lines with any roles, articles in pieces and out of order."""
    found: list[Unit] = []
    for text in draw(
        st.lists(st.sampled_from(["文", "一二，三四。" * 7, "A1 2"]), min_size=1, max_size=7)
    ):
        article = draw(st.integers(NOWHERE, 2))
        inside, outside = ("headline", "body", "caption", "byline"), ("section", "ad", "noise")
        role = draw(st.sampled_from(outside if article == NOWHERE else inside))
        above = found[-1] if found else None
        is_soft = above is not None and (above.article, above.role) == (article, role)
        soft = is_soft and article != NOWHERE and draw(st.booleans())
        found.append(Unit(text, article, role, soft=soft, blank=draw(st.integers(0, 2))))
    return found


@settings(max_examples=200)
@given(units(), st.integers(0, 10**6))
def test_any_page_can_be_laid_out_in_other_ways(page: list[Unit], seed: int):
    for variant in variants(page, random.Random(seed)):  # noqa: S311 - layouts, not secrets
        lines, states = laid_out(variant)
        assert len(lines) == len(states)


@pytest.mark.parametrize(
    "lines",
    [
        [("一行文字。", "+body")],
        [("何远山", "+byline")],
        [("遗失声明", "ad"), ("第4版", "masthead")],
    ],
)
def test_a_page_of_little_can_be_learnt_from(lines: list[tuple[str, str]]):
    page = GoldPage("p", "p", *text_and_gold("p", lines))
    (found,) = fits([page], [None], Recipe(passes=2), 1)
    assert found.chain["states"]


def test_lines_without_gold_are_noise():
    units = gold_units("甲\n乙", {"articles": []})
    assert [unit.role for unit in units] == ["noise", "noise"]
    assert len(lines_of(RawText.of("甲\n乙"))) == 2


# -- odd gold ----------------------------------------------------------------------------


def made(*rows: tuple[str, str]) -> tuple[str, dict[str, Any]]:
    return text_and_gold("odd", list(rows))


def test_paragraphs_that_say_the_same_are_laid_out():
    story = [
        ("问：", "body"),
        ("图书车开进了白果村吗？", "body"),
        ("问：", "body"),
        ("后天再来吗？", "body"),
    ]
    units = gold_units(*made(("图书车", "+headline"), *story, ("夜校", "+headline"), *story))
    for seed in range(20):
        for page in variants(units, chance(str(seed))):
            assert len(laid_out(page)[1])


def test_a_page_that_begins_softly_is_laid_out():
    text, gold = made(("柳河中学的学生坐在长凳上喊口号，把节奏练得整整齐齐。", "+body"))
    units = gold_units(text, gold | {"soft_breaks": [{"start": 0, "end": 0}]})
    for seed in range(20):
        assert len(variants(units, chance(str(seed)))) == len(variants(units, chance("0")))


def test_lists_may_be_null_and_pieces_reach_beyond_the_page():
    text, gold = made(("柳河水位回落", "+headline"), ("水位昨天开始回落。", "body"))
    plain = gold_units(text, gold)
    gold["articles"][0]["segments"][-1]["end"] = 10**12
    assert gold_units(text, gold | {"furniture": None, "soft_breaks": None}) == plain
