"""The network against test vectors, the field against counting everything, the files against damage."""

import json
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.propose.crf import ConditionalRandomField
from annotator.propose.lac import Lac
from annotator.propose.lac_files import (
    SHAPES,
    UNKNOWN,
    LacUnusable,
    lac_folder,
    read_lac_files,
)

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("lac_vectors.json").read_text("utf-8")
)["cases"]
CASES = [pytest.param(case, id=case["text"][:12]) for case in VECTORS]


@pytest.fixture(scope="module")
def lac() -> Lac:
    return Lac.load()


# -- the network ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_characters_have_the_documented_ids(lac: Lac, case: dict[str, Any]):
    assert lac.ids(case["text"]) == case["ids"]


@pytest.mark.parametrize("case", CASES)
def test_emissions_are_the_documented_ones(lac: Lac, case: dict[str, Any]):
    emissions = lac.emissions([case["text"]])[0]
    assert emissions.shape == (len(case["text"]), 57)
    assert np.abs(emissions[0, :8] - case["emission_row0_first8"]).max() < 1e-4
    assert emissions.sum() == pytest.approx(case["emission_sum"], abs=0.01)


@pytest.mark.parametrize("case", CASES)
def test_best_path_and_its_score_are_the_documented_ones(lac: Lac, case: dict[str, Any]):
    path, score = lac.best_path(case["text"])
    assert path == case["tag_ids"]
    assert score == pytest.approx(case["viterbi_score"], abs=0.001)


@pytest.mark.parametrize("case", CASES)
def test_words_are_the_documented_ones_with_names_spelt_one_way(lac: Lac, case: dict[str, Any]):
    spelt = {"nr": "PER", "ns": "LOC", "nt": "ORG"}
    expected = [tuple(word.rsplit("/", 1)) for word in case["words"]]
    found = [(case["text"][word.start : word.end], word.tag) for word in lac.tag([case["text"]])[0]]
    assert found == [(text, spelt.get(tag, tag)) for text, tag in expected]


def test_a_batch_says_what_each_sentence_says_alone(lac: Lac):
    sentences = [case["text"] * repeat for case in VECTORS for repeat in (1, 3, 7)] + ["", "。"]
    together = lac.tag(sentences)
    for sentence, words in zip(sentences, together, strict=True):
        alone = lac.tag([sentence])[0]
        assert [(w.start, w.end, w.tag) for w in words] == [(w.start, w.end, w.tag) for w in alone]
        for word, single in zip(words, alone, strict=True):
            assert word.confidence == pytest.approx(single.confidence, abs=1e-3)


def test_words_cover_a_sentence_without_gap(lac: Lac):
    for case in VECTORS:
        words = lac.tag([case["text"]])[0]
        assert words[0].start == 0
        assert words[-1].end == len(case["text"])
        assert all(a.end == b.start for a, b in pairwise(words))
        assert all(0.0 < word.confidence <= 1.0 for word in words)


def test_full_width_marks_and_traditional_characters_read_like_their_plain_forms(lac: Lac):
    assert lac.ids("ＡＢＣ，。１２３雲南") == lac.ids("abc,.123云南")
    traditional = lac.tag(["雲南省昭通市昭陽區委書記到鎮雄縣調研。"])[0]
    simplified = lac.tag(["云南省昭通市昭阳区委书记到镇雄县调研。"])[0]
    assert traditional == simplified


def test_a_character_outside_the_dictionary_is_unknown(lac: Lac):
    assert lac.ids("\U0001f600 ") == [UNKNOWN, UNKNOWN]


# -- the random field ----------------------------------------------------------------------

_TAGS = 3


@st.composite
def _fields(draw: st.DrawFn):
    """A field of three tags and one to three sentences of up to four characters, the longest first."""
    seed = draw(st.integers(0, 2**32 - 1))
    lengths = sorted(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)), reverse=True)
    random = np.random.default_rng(seed)
    weights = random.normal(0, 2, (_TAGS + 2, _TAGS)).astype(np.float32)
    emissions = [random.normal(0, 3, (n, _TAGS)).astype(np.float32) for n in lengths]
    return ConditionalRandomField(weights), emissions


@settings(max_examples=60, deadline=None)
@given(_fields())
def test_best_path_beats_every_other_path(drawn: tuple[ConditionalRandomField, list[Any]]):
    field, emissions = drawn
    for each, path in zip(emissions, field.best_paths(emissions), strict=True):
        best = max(field.score(each, other) for other in product(range(_TAGS), repeat=len(each)))
        assert field.score(each, path) == pytest.approx(best, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(_fields())
def test_marginals_are_the_share_of_all_paths(drawn: tuple[ConditionalRandomField, list[Any]]):
    field, emissions = drawn
    for each, marginals in zip(emissions, field.marginals(emissions), strict=True):
        paths = list(product(range(_TAGS), repeat=len(each)))
        weights = np.exp([field.score(each, path) for path in paths])
        for at in range(len(each)):
            for tag in range(_TAGS):
                share = sum(w for w, path in zip(weights, paths, strict=True) if path[at] == tag)
                assert marginals[at, tag] == pytest.approx(share / weights.sum(), abs=1e-4)


# -- the files -----------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The network's folder with every file linked, so that one can be replaced."""
    source = lac_folder()
    (tmp_path / "model_baseline").mkdir()
    for name in ("word.dic", "tag.dic", *(f"model_baseline/{each}" for each in SHAPES)):
        (tmp_path / name).symlink_to(source / name)
    return tmp_path


def _replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_the_installed_files_are_the_known_ones(copied: Path):
    files = read_lac_files(copied)
    assert {name: each.shape for name, each in files.parameters.items()} == SHAPES
    assert len(files.tags) == 57
    assert files.ids["中"] < UNKNOWN


def test_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(LacUnusable):
        Lac.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["model_baseline/crfw", "word.dic", "tag.dic"])
def test_a_missing_file_is_said_by_name(copied: Path, name: str):
    (copied / name).unlink()
    with pytest.raises(LacUnusable, match=Path(name).name):
        read_lac_files(copied)


def test_a_cut_parameter_file_is_refused(copied: Path):
    path = copied / "model_baseline" / "gru_2.w_0"
    whole = path.read_bytes()
    for size in (0, 10, 25, len(whole) - 4):
        _replace(path, whole[:size])
        with pytest.raises(LacUnusable, match=r"gru_2\.w_0"):
            read_lac_files(copied)


def test_a_parameter_of_another_shape_or_type_is_refused(copied: Path):
    path = copied / "model_baseline" / "crfw"
    whole = path.read_bytes()
    other = (copied / "model_baseline" / "fc_4.b_0").read_bytes()
    for data in (other, b"\x01" + whole[1:], whole.replace(b"\x08\x05", b"\x08\x06", 1)):
        _replace(path, data)
        with pytest.raises(LacUnusable, match="crfw"):
            read_lac_files(copied)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tag.dic", "0\ta-B\n"),
        ("word.dic", "0\t中\n"),
        ("word.dic", "0\t中\n20940\tOOV\n99999\t国\n"),
        ("word.dic", "中\n20940\tOOV\n"),
        ("word.dic", "20940\tOOV\n"),
    ],
)
def test_another_dictionary_is_refused(copied: Path, name: str, text: str):
    _replace(copied / name, text.encode())
    with pytest.raises(LacUnusable):
        read_lac_files(copied)


def test_a_dictionary_that_is_no_text_is_refused(copied: Path):
    _replace(copied / "word.dic", b"\xff\xfe\x00")
    with pytest.raises(LacUnusable):
        read_lac_files(copied)
