import json
import random
from pathlib import Path

import numpy as np
import pytest

from annotator.document.raw_text import RawText
from annotator.propose.chain import FORBIDDEN, Chain
from annotator.propose.evidence import evidence_of
from annotator.propose.fitting import Example, Recipe, allowed, fit
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.train_layouts import unwrapped, variants, wrapped
from annotator.propose.train_segmenter import calibration, main, read_pages, reliability
from annotator.propose.train_states import Unit, gold_units, laid_out, states_of
from annotator.settings.resources import seed_gold, seed_pages


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
    judged = [("s", 2.0, n % 10 < 9) for n in range(200)] + [
        ("s", -2.0, n % 10 < 2) for n in range(200)
    ]
    slope, offset = calibration(judged)
    table = reliability(judged, slope, offset)
    assert all(abs(row["score"] - row["right"]) < 0.05 for row in table)


def test_gold_pages_are_read_with_their_style():
    pages = read_pages([seed_gold()])
    assert {page.style for page in pages} == {"seeds"}
    assert all(len(page.examples) > 5 for page in pages)


def test_without_folders_it_says_how_to_call_it(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert main([str(tmp_path / "weights.json")]) == 2
    assert "GOLD_DIR" in capsys.readouterr().err


def test_lines_without_gold_are_noise():
    units = gold_units("甲\n乙", {"articles": []})
    assert [unit.role for unit in units] == ["noise", "noise"]
    assert len(lines_of(RawText.of("甲\n乙"))) == 2
