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


@pytest.fixture
def two_styles(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    """One page of a dense style without a prediction, one in columns that is perfect."""
    gold, predicted = folders
    (gold / "p2.json").write_text(json.dumps(GOLD | {"page_id": "p2", "style": "columns"}), "utf-8")
    (gold / "p2.txt").write_text(TEXT, "utf-8")
    (predicted / "p2.json").write_text(json.dumps(GOLD), "utf-8")
    return folders


def test_the_values_of_a_field_stand_apart(two_styles: tuple[Path, Path]):
    table = evaluate(*two_styles, by="style")
    assert row(table, "columns (1)")[2] == "1.000"
    assert row(table, "dense (1)")[2] == "0.000"
    assert row(table, "all (2)")[2] == "0.500"
    assert "dense" not in evaluate(*two_styles)


def test_pages_without_the_field_stand_together(two_styles: tuple[Path, Path]):
    assert row(evaluate(*two_styles, by="paper"), "- (2)")[2] == "0.500"


def test_the_worst_pages_are_named_with_their_figures(two_styles: tuple[Path, Path]):
    worst = evaluate(*two_styles, worst=1).split("worst pages")[1].split("entities")[0]
    assert row(worst, "p1")[1:3] == ["0.000", "0.000"]
    assert "p2" not in worst
    both = evaluate(*two_styles, worst=5).split("worst pages")[1]
    assert both.index("p1") < both.index("p2")


def test_a_page_without_articles_is_none_of_the_worst(folders: tuple[Path, Path]):
    gold, predicted = folders
    (gold / "p1.json").write_text(json.dumps({"page_id": "p1", "articles": []}), "utf-8")
    assert "p1" not in evaluate(gold, predicted, worst=3)


def test_texts_may_lie_in_a_folder_of_their_own(folders: tuple[Path, Path], tmp_path: Path):
    gold, predicted = folders
    elsewhere = tmp_path / "texts"
    elsewhere.mkdir()
    (gold / "p1.txt").rename(elsewhere / "p1.txt")
    assert "all (1)" in evaluate(gold, predicted, elsewhere)
    with pytest.raises(FileMissing):
        evaluate(gold, predicted)


def test_the_seed_gold_finds_its_texts_and_is_perfect_against_itself():
    scores = [page.score for page in score_folder(seed_gold(), seed_gold())]
    assert mean_of(scores, "exact_f1") == 1.0
    assert mean_of(scores, "head_excl") == 1.0
    assert mean_of(scores, "pk") == 0.0


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
