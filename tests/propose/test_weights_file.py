"""The user's own weights come first, where they are of use."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.document.raw_text import RawText
from annotator.errors import FolderNotWritable, WeightsUnusable
from annotator.propose.fitting import Recipe
from annotator.propose.segmenter import Segmenter
from annotator.propose.train_folds import fits
from annotator.propose.train_segmenter import GoldPage
from annotator.propose.weights_file import (
    VERSION,
    fitting_in,
    in_use,
    own_path,
    read_plain,
    remove_own,
    shipped_path,
    weights_in_use,
    write_weights,
)
from tests.propose.small_gold import PAGES, text_and_gold


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    pages = [GoldPage(name, name, *text_and_gold(name, lines)) for name, lines in PAGES.items()]
    (fit,) = fits(pages, [None], Recipe(passes=2), 1)
    return {"chain": fit.chain, "slope": 0.5, "offset": 0.25, "figures": {"pages": 3}}


def test_the_shipped_weights_are_in_use_where_there_are_no_others():
    assert in_use().path == shipped_path()
    assert in_use().refused is None


def test_the_users_own_weights_come_first(plain: dict[str, Any]):
    write_weights(own_path(), plain)
    assert in_use().path == own_path()
    assert (weights_in_use().slope, weights_in_use().offset) == (0.5, 0.25)
    assert weights_in_use().chain.to_plain() == plain["chain"]


def test_the_segmenter_goes_by_the_weights_in_use(plain: dict[str, Any]):
    raw = RawText.of(text_and_gold("p1", PAGES["p1"])[0])
    shipped = Segmenter().propose(raw)
    write_weights(own_path(), plain)
    own = Segmenter().propose(raw)
    assert own != shipped
    assert remove_own()
    assert Segmenter().propose(raw) == shipped
    assert not remove_own()


def _damaged(text: str) -> str:
    return text.replace('"transition":[[', '"transition":[[7', 1)


def _older(text: str) -> str:
    return json.dumps(json.loads(text) | {"version": VERSION - 1})


def _without_slope(text: str) -> str:
    return json.dumps({name: value for name, value in json.loads(text).items() if name != "slope"})


@pytest.mark.parametrize(
    "spoil",
    [
        _damaged,
        _older,
        _without_slope,
        lambda text: text[: len(text) // 2],
        lambda _: "",
        lambda _: "[]",
        lambda _: "[" * 100_000,
    ],
)
def test_weights_of_no_use_are_told_and_the_shipped_ones_used(plain: dict[str, Any], spoil):
    write_weights(own_path(), plain)
    own_path().write_text(spoil(own_path().read_text("utf-8")), "utf-8")
    refused = in_use().refused
    assert refused is not None
    assert refused.facts["path"] == str(own_path())
    assert in_use().path == shipped_path()
    assert Segmenter().propose(RawText.of("一行文字。")) is not None


def test_a_file_that_is_no_utf8_or_a_folder_is_of_no_use(tmp_path: Path):
    (tmp_path / "w.json").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "w.json", tmp_path):
        with pytest.raises(WeightsUnusable):
            read_plain(path)


def test_weights_that_cannot_be_written_leave_what_was_there(tmp_path: Path, plain: dict[str, Any]):
    (tmp_path / "file").write_text("mine", "utf-8")
    with pytest.raises(FolderNotWritable):
        write_weights(tmp_path / "file" / "w.json", plain)
    (tmp_path / "folder").mkdir()
    with pytest.raises(FolderNotWritable):
        write_weights(tmp_path / "folder", plain)
    assert (tmp_path / "file").read_text("utf-8") == "mine"
    assert not list(tmp_path.rglob("*.new"))


def test_a_chain_too_large_for_its_file_loses_its_weakest_evidence(plain: dict[str, Any]):
    chain = plain["chain"]

    def size(chain: dict[str, Any]) -> int:
        return len(json.dumps(chain, ensure_ascii=False, separators=(",", ":")).encode())

    assert fitting_in(chain, size(chain)) == chain
    small = fitting_in(chain, size(chain) * 3 // 4)
    assert size(small) <= size(chain) * 3 // 4

    def strength(name: str) -> int:
        return max(abs(weight) for weight in chain["evidence"][name].values())

    kept, lost = small["evidence"].keys(), chain["evidence"].keys() - small["evidence"].keys()
    assert len(kept) > len(chain["evidence"]) // 2
    assert min(map(strength, kept)) >= max(map(strength, lost))
