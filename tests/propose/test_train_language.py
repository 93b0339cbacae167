"""The fitted model against probabilities worked out by hand, and against odd text."""

from math import inf, log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import EmptyFile, FileMissing, FileUnreadable, WrongEncoding
from annotator.propose.language_file import STEP, write_arrays
from annotator.propose.language_model import LanguageModel
from annotator.propose.train_language import fitted, perplexity, read_texts

STORED = STEP / 2 + 1e-6
"""Nats by which a stored value may be off."""


def model_of(text: str, least: float = 0) -> LanguageModel:
    return LanguageModel(fitted(text, least))


def test_probabilities_are_those_worked_out_by_hand():
    """So little text has the discounts .5, .75, .75 for counts of 1, 2, 3 and more.

    Unigrams count what they follow: 甲, 乙 and the end 1 each, an unknown character 0, and the
    discounts leave .5 to share among 4 ids. Behind a boundary n-grams count how often they occur.
    """
    one = 0.5 / 3 + 0.5 / 4
    start = 2.25 / 3 + 0.25 * one
    second = 2.25 / 3 + 0.25 * (0.5 + 0.5 * one)
    end = 2.25 / 3 + 0.25 * (0.5 + 0.5 * (0.5 + 0.5 * one))
    model = model_of("甲乙\n甲乙\n甲乙")
    assert model.log_probabilities("甲乙") == pytest.approx(
        np.log([start, second, end]), abs=STORED
    )


def test_what_was_not_seen_backs_off():
    one = 0.5 / 3 + 0.5 / 4
    left = (1 - (2.25 / 3 + 0.25 * one)) / (1 - one)
    model = model_of("甲乙\n甲乙\n甲乙")
    assert model.log_probabilities("乙")[0] == pytest.approx(log(left * one), abs=STORED)
    unknown = left * 0.125 / 20_000
    assert model.log_probabilities("丙")[0] == pytest.approx(log(unknown), abs=STORED)


def test_a_character_that_follows_many_is_likelier_anywhere_than_one_that_follows_one():
    pairs = "".join(f"{first}的。" for first in "天地人山水火") * 3
    model = model_of(pairs + "葡萄。" * 18, inf)
    assert model.log_probabilities("的")[0] > model.log_probabilities("萄")[0] + 1


@given(text=st.text("甲乙丙丁。\n0a", max_size=60), least=st.sampled_from([0.0, 2.0, inf]))
def test_after_anything_the_probabilities_of_all_ids_make_one(text: str, least: float):
    model = model_of(text, least)
    size = len(model.alphabet)
    for before in ("丙", "乙甲", "\n甲", "甲乙丙丁"):
        context = model.alphabet.ids(before)
        logs = np.array([model.given(np.append(context, last))[-1] for last in range(size)])
        counts = np.ones(size)
        for character, count in {"0": 10, "A": 52, "\ue000": 20_000}.items():
            counts[model.alphabet.ids(character)[0]] = count
        total = (np.exp(logs) * counts).sum()
        # A value and up to four weights, each off by half a step.
        assert total == pytest.approx(1, abs=np.expm1(5 * STORED))


@given(text=st.text(max_size=40))
def test_any_text_can_be_fitted_to(text: str):
    assert np.isfinite(model_of(text).log_probabilities(text)).all()
    assert np.isfinite(perplexity(text))


def test_less_is_kept_the_more_an_n_gram_must_be_worth():
    text = "青石镇的图书车开进了白果村。白果村的图书车回到了青石镇。\n" * 4 + "村里的图书多了。"
    sizes = [
        sum(len(array) for array in fitted(text, least).values()) for least in (0, 3, 9, 30, inf)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2] > sizes[-1]
    assert all(len(fitted(text, inf)[f"w{order}"]) == 0 for order in range(2, 6))


def test_what_occurs_once_is_not_kept():
    arrays = fitted("甲乙丙。丙乙甲。乙甲丙。", 0)
    last = [chr(arrays["alphabet"][place]) for place in arrays["w2"]]
    assert last == ["\n", "甲"]  # 丙 at an end and 乙甲 occur twice, no other two do
    assert len(arrays["w3"]) == 0


def test_the_same_text_makes_the_same_file(tmp_path: Path):
    for name in ("one", "two"):
        write_arrays(tmp_path / name, fitted("图书车开进了白果村。\n" * 5), "made up", 50)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_text_like_that_of_the_fit_perplexes_less_than_other_text():
    text = "图书车开进了白果村。\n" * 99
    assert perplexity(text) < 2 < perplexity(text + "村果白了进开车书图。\n" * 2)


# -- reading -------------------------------------------------------------------------------


def test_texts_are_read_one_after_the_other(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes("\ufeff图书车\r\n开进村".encode())
    (tmp_path / "b.txt").write_text("完", "utf-8")
    assert read_texts([tmp_path / "a.txt", tmp_path / "b.txt"]) == "图书车\n开进村\n完"


def test_files_without_text_are_refused(tmp_path: Path):
    (tmp_path / "gbk.txt").write_bytes("a图书".encode("gb18030"))
    (tmp_path / "blank.txt").write_text(" \n", "utf-8")
    for name, refusal in (
        ("gbk.txt", WrongEncoding),
        ("blank.txt", EmptyFile),
        ("nowhere.txt", FileMissing),
        ("no\0name.txt", FileUnreadable),
        (".", FileUnreadable),
    ):
        with pytest.raises(refusal) as refused:
            read_texts([tmp_path / name])
        assert refused.value.facts["path"] == str(tmp_path / name)
