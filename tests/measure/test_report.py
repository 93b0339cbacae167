import json
from pathlib import Path
from typing import Any

import pytest

from annotator.errors import BadFormat, FileMissing, NoPages
from annotator.measure.report import evaluate, mean_of, score_folder
from annotator.settings.resources import seed_gold

TEXT = "题甲\n甲一二三四五六七\n"
GOLD: dict[str, Any] = {
    "page_id": "p1",
    "style": "dense",
    "articles": [
        {
            "segments": [
                {"start": 0, "end": 2, "role": "headline"},
                {"start": 3, "end": 11, "role": "body"},
            ]
        }
    ],
    "entities": [{"start": 3, "end": 5, "label": "PER"}],
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, predicted = tmp_path / "gold", tmp_path / "pred"
    gold.mkdir()
    predicted.mkdir()
    (gold / "p1.json").write_text(json.dumps(GOLD), "utf-8")
    (gold / "p1.txt").write_text(TEXT, "utf-8")
    return gold, predicted


def row(table: str, name: str) -> list[str]:
    return next(line.split() for line in table.splitlines() if line.startswith(name))


def test_a_perfect_page(folders: tuple[Path, Path]):
    gold, predicted = folders
    (predicted / "p1.json").write_text(json.dumps(GOLD), "utf-8")
    table = evaluate(gold, predicted)
    assert row(table, "all (1)")[2:6] == ["1.000"] * 4
    assert row(table, "PER")[1:] == ["1.000", "1.000", "1.000", "1"]


def test_a_page_without_prediction_counts_as_nothing_found(folders: tuple[Path, Path]):
    assert row(evaluate(*folders), "all (1)")[2] == "0.000"


def test_styles_stand_apart(folders: tuple[Path, Path]):
    gold, predicted = folders
    (gold / "p2.json").write_text(json.dumps(GOLD | {"page_id": "p2", "style": "columns"}), "utf-8")
    (gold / "p2.txt").write_text(TEXT, "utf-8")
    (predicted / "p2.json").write_text(json.dumps(GOLD), "utf-8")
    table = evaluate(gold, predicted)
    assert row(table, "columns (1)")[2] == "1.000"
    assert row(table, "dense (1)")[2] == "0.000"
    assert row(table, "all (2)")[2] == "0.500"


def test_texts_may_lie_in_a_folder_of_their_own(folders: tuple[Path, Path], tmp_path: Path):
    gold, predicted = folders
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (gold / "p1.txt").rename(elsewhere / "p1.txt")
    assert "all (1)" in evaluate(gold, predicted, elsewhere)
    with pytest.raises(FileMissing):
        evaluate(gold, predicted)


def test_the_seed_gold_finds_its_texts_and_is_perfect_against_itself():
    pages = score_folder(seed_gold(), seed_gold())
    assert mean_of(pages, "exact_f1") == 1.0
    assert mean_of(pages, "head_excl") == 1.0
    assert mean_of(pages, "pk") == 0.0


def test_a_folder_without_gold_is_refused(tmp_path: Path):
    with pytest.raises(NoPages):
        evaluate(tmp_path, tmp_path)


def test_a_missing_prediction_folder_is_refused(folders: tuple[Path, Path], tmp_path: Path):
    with pytest.raises(FileMissing):
        evaluate(folders[0], tmp_path / "nowhere")


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"articles": [{}]}', '{"articles": [{"segments": [{"start": "x"}]}]}'],
)
def test_a_broken_prediction_is_named(folders: tuple[Path, Path], text: str):
    gold, predicted = folders
    (predicted / "p1.json").write_text(text, "utf-8")
    with pytest.raises(BadFormat) as refused:
        evaluate(gold, predicted)
    assert refused.value.facts["path"].endswith("p1.json")
