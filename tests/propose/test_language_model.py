"""What the shipped model says of text, and what it says of a file that is none."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import LanguageModelUnusable
from annotator.propose.language_file import VERSION, read_arrays, write_arrays
from annotator.propose.language_model import LanguageModel, as_counted, default_language_model
from annotator.propose.train_language import fitted
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import resource

NEWS = st.text("的一是在人大中国年日，。、“”；《》\n 2A镇", max_size=12)
ANY = st.text(max_size=12) | NEWS


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return default_language_model()


# -- text ----------------------------------------------------------------------------------


@given(text=ANY)
def test_every_code_point_and_the_end_have_a_value(text: str):
    values = default_language_model().log_probabilities(text)
    assert len(values) == len(text) + 1
    assert np.isfinite(values).all()


@given(texts=st.lists(ANY, max_size=6))
def test_a_score_is_the_sum_whatever_else_is_asked(texts: list[str]):
    model = default_language_model()
    sums = [model.log_probabilities(text).sum() for text in texts]
    assert model.score(texts) == pytest.approx(np.array(sums))


@pytest.mark.parametrize("before", ["", "中", "中华人民共和", "他说，", "第", "镇里。"])
def test_the_probabilities_of_all_that_may_follow_make_one(model: LanguageModel, before: str):
    context = model.alphabet.ids(f"\n{before}")
    following = np.arange(int(context[-1] == 0), len(model.alphabet))
    rows = np.column_stack([np.tile(context, (len(following), 1)), following])
    logs = np.array([model.given(row)[-1] for row in rows])
    for character, count in {"\ue000": 20_000, "0": 10, "A": 52}.items():
        logs[following == model.alphabet.ids(character)[0]] += np.log(count)
    assert np.exp(logs).sum() == pytest.approx(1, abs=0.02)


def test_a_text_with_a_wrong_character_is_less_likely(model: LanguageModel):
    right, wrong, longer, shorter = model.score(["人民生活", "人民牛活", "人民生生活", "人民活"])
    assert right > max(wrong, longer, shorter) + 5


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("中國人民", "中国人民"),
        ("２０２２年", "1998年"),
        ("他说,好;", "他说，好；"),
        ("走吧！", "走吧。"),
        ("走吧", "走吧。"),
        ("走吧。\n走吧", "走吧\n走吧"),
        ("ＧＤＰ", "abc"),
    ],
)
def test_texts_that_differ_in_spelling_alone_score_alike(
    model: LanguageModel, text: str, same: str
):
    first, second = model.score([text, same])
    assert first == pytest.approx(second)


@given(text=st.text())
def test_spelling_keeps_every_code_point_in_its_place(text: str):
    assert len(as_counted(text)) == len(text)
    assert as_counted(as_counted(text)) == as_counted(text)


# -- joints --------------------------------------------------------------------------------


@given(pairs=st.lists(st.tuples(NEWS, NEWS), max_size=5))
def test_a_joint_weighs_going_on_against_an_end_and_a_new_start(pairs: list[tuple[str, str]]):
    model = default_language_model()

    def after(left: str, right: str) -> float:
        """Of `right` after `left`, of which nothing is known to come before."""
        return model.given(model.alphabet.ids(left + right))[len(left) :].sum()

    expected = [
        after(left[-4:], right[:2]) - after(left[-4:], "\n") - after("\n", right[:2])
        if left and right
        else 0.0
        for left, right in pairs
    ]
    assert model.joints(pairs) == pytest.approx(np.array(expected))


def test_a_word_that_a_break_divides_goes_on(model: LanguageModel):
    divided, new = model.joints([("中国共产党第二十次全", "国代表大会"), ("文艺演出", "本报讯")])
    assert divided > 10
    assert divided > new + 5


@pytest.mark.parametrize("pair", [("", "国家"), ("国家", ""), ("", ""), ("大会闭幕。", "国家")])
def test_without_a_choice_the_odds_are_even(model: LanguageModel, pair: tuple[str, str]):
    assert model.joints([pair])[0] == pytest.approx(0)


# -- the file ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "language.bin"
    write_arrays(path, fitted("图书车开进村。\n" * 9), "made up", 63)
    return path


def test_a_file_gives_back_what_was_written(small: Path, tmp_path: Path):
    arrays = read_arrays(small)
    write_arrays(tmp_path / "again.bin", arrays, "made up", 63)
    assert (tmp_path / "again.bin").read_bytes() == small.read_bytes()
    assert LanguageModel.load(small).score(["图书车"]) > LanguageModel.load(small).score(["车书图"])


def test_the_shipped_file_is_small_and_names_its_source():
    path = resource("language.bin")
    assert path.stat().st_size < 4_000_000
    about = path.read_bytes().split(b"\n", 2)[1].decode("utf-8")
    assert "television news transcripts" in about


@given(data=st.data())
def test_one_damaged_byte_makes_a_file_useless(small: Path, data: st.DataObject):
    whole = bytearray(small.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    damaged = small.with_name("damaged.bin")
    damaged.write_bytes(whole)
    with pytest.raises(LanguageModelUnusable):
        LanguageModel.load(damaged)


def _newer(whole: bytes) -> bytes:
    return whole.replace(b" %d " % VERSION, b" %d " % (VERSION + 1), 1)


@pytest.mark.parametrize(
    "spoil",
    [
        _newer,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole + b"\n",
        lambda _: b"",
        lambda _: "一行文字，不是模型。".encode(),
        lambda _: b"\xff\xfe\x00",
        lambda _: b"{}",
    ],
)
def test_a_file_of_no_use_is_told_in_both_languages(small: Path, tmp_path: Path, spoil):
    path = tmp_path / "other.bin"
    path.write_bytes(spoil(small.read_bytes()))
    with pytest.raises(LanguageModelUnusable) as refused:
        LanguageModel.load(path)
    for name in LANGUAGES:
        assert str(path) in Language(name).sentence(refused.value)


def test_arrays_that_do_not_fit_together_are_refused(small: Path, tmp_path: Path):
    arrays = read_arrays(small)
    for name in ("w3", "c2", "p1", "alphabet"):
        less = {key: value for key, value in arrays.items() if key != name}
        write_arrays(tmp_path / "less.bin", less, "", 0)
        with pytest.raises(LanguageModelUnusable):
            LanguageModel.load(tmp_path / "less.bin")
    write_arrays(tmp_path / "short.bin", arrays | {"w2": arrays["w2"][:-1]}, "", 0)
    with pytest.raises(LanguageModelUnusable):
        LanguageModel.load(tmp_path / "short.bin")


def test_a_folder_or_nothing_at_all_is_refused(tmp_path: Path):
    for path in (tmp_path, tmp_path / "nowhere.bin"):
        with pytest.raises(LanguageModelUnusable):
            LanguageModel.load(path)
