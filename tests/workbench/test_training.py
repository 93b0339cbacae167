"""Fitting the segmenter to gold: what is read, how it is left out, what the figures say."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.document.proposals import Reviewed
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.errors import (
    BadFormat,
    Cancelled,
    EmptyFile,
    FileMissing,
    NothingToFit,
    PageDiffers,
    ProjectMissing,
)
from annotator.measure.boundaries import MEASURES
from annotator.propose.fitting import Recipe
from annotator.propose.roles import default_weights
from annotator.propose.train_segmenter import GoldPage
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import seed_gold
from annotator.store.project import NewPage, Project
from annotator.workbench import batch
from annotator.workbench.training import fitted_weights
from annotator.workbench.training_gold import GROUPS, read_gold
from annotator.workbench.training_tables import tables
from tests.propose.small_gold import write_gold

QUICK = Recipe(passes=4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold", p1="dense", p2="dense", p3="columns")


def styles(pages: list[GoldPage]) -> dict[str, str]:
    return {page.name: page.style for page in pages}


# -- what is read ------------------------------------------------------------------------


def test_pages_are_left_out_by_their_style(folder: Path):
    pages = read_gold([folder], None, "style")
    assert styles(pages) == {"p1": "dense", "p2": "dense", "p3": "columns"}


def test_pages_that_name_no_style_are_left_out_with_their_folder(folder: Path, tmp_path: Path):
    plain = write_gold(tmp_path / "plain")
    for name in ("p1", "p2", "p3"):
        (plain / f"{name}.json").rename(plain / f"q{name}.json")
    found = [page.style for page in read_gold([folder, plain], None, "style")]
    assert found == ["dense", "dense", "columns", *[f"{tmp_path.name}/plain"] * 3]


@pytest.mark.parametrize("field", ["style", "paper"])
def test_without_styles_pages_are_left_out_one_by_one(tmp_path: Path, field: str):
    folder = write_gold(tmp_path / "gold", p1="dense", p2="dense", p3="dense")
    assert len(set(styles(read_gold([folder], None, field)).values())) == 3


def test_many_pages_without_styles_are_left_out_with_their_neighbours(tmp_path: Path):
    folder = write_gold(tmp_path / "gold")
    for number in range(20):
        gold = json.loads((folder / "p1.json").read_text("utf-8"))
        name = f"n{number:02}"
        (folder / f"{name}.json").write_text(json.dumps(gold | {"page_id": name}), "utf-8")
        (folder / f"{name}.txt").write_text((folder / "p1.txt").read_text("utf-8"), "utf-8")
    pages = read_gold([folder], None, "style")
    groups = list(dict.fromkeys(page.style for page in pages))
    assert len(groups) == GROUPS
    sizes = [sum(page.style == group for page in pages) for group in groups]
    assert sum(sizes) == 23
    assert max(sizes) - min(sizes) <= 1
    assert [page.name for page in pages] == sorted(page.name for page in pages)


def test_texts_may_lie_elsewhere(folder: Path, tmp_path: Path):
    (tmp_path / "texts").mkdir()
    for text in folder.glob("*.txt"):
        text.rename(tmp_path / "texts" / text.name)
    with pytest.raises(FileMissing):
        read_gold([folder], None, "style")
    assert len(read_gold([folder], tmp_path / "texts", "style")) == 3


def test_the_finished_pages_of_a_project_are_gold(project: Project, numbers: dict[str, int]):
    batch.import_files(project, sorted(seed_gold().glob("*.json")), by="ada")
    with pytest.raises(NothingToFit):
        read_gold([project.path], None, "style")
    whole = Span(0, len(project.raw_text(numbers["000"])))
    reviews = [Reviewed(layer, whole, "ada", "2024") for layer in ("articles", "entities")]
    batch.put_marks(project, numbers["000"], reviews, "test", "ada")
    (page,) = read_gold([project.path], None, "style")
    gold = json.loads(next(seed_gold().glob("000*")).read_text("utf-8"))
    assert page.gold["articles"] == gold["articles"]
    assert RawText.of(page.text).sha256 == gold["text_sha256"]


def test_what_is_neither_folder_nor_project_is_refused(tmp_path: Path):
    with pytest.raises(ProjectMissing):
        read_gold([tmp_path / "nowhere"], None, "style")


def spoilt(folder: Path, changes: dict[str, Any]) -> Path:
    gold = json.loads((folder / "p1.json").read_text("utf-8"))
    (folder / "p1.json").write_text(json.dumps(gold | changes), "utf-8")
    return folder


HATS = [{"segments": [{"start": 0, "end": 2, "role": "hats"}]}]
AD = [{"segments": [{"start": 0, "end": 2, "role": "ad"}]}]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text_sha256": "0" * 64}, PageDiffers),
        ({"articles": HATS}, BadFormat),
        ({"articles": AD}, BadFormat),
        ({"articles": [{"segments": [{"start": 0, "end": 2}]}]}, BadFormat),
        ({"articles": [{"segments": [{"start": "a", "end": 2, "role": "body"}]}]}, BadFormat),
        ({"articles": [7]}, BadFormat),
        ({"articles": None}, BadFormat),
        ({"furniture": [{"start": 0, "end": 2, "role": "body"}]}, BadFormat),
    ],
)
def test_gold_that_cannot_be_right_is_refused(
    folder: Path, changes: dict[str, Any], refusal: type[Exception]
):
    with pytest.raises(refusal):
        read_gold([spoilt(folder, changes)], None, "style")


def test_a_page_without_text_is_refused(folder: Path):
    (folder / "p1.txt").write_text(" \n", "utf-8")
    with pytest.raises(EmptyFile):
        read_gold([folder], None, "style")


def test_gold_without_an_article_is_nothing_to_fit_to(folder: Path):
    for name in ("p2", "p3"):
        (folder / f"{name}.json").unlink()
    with pytest.raises(NothingToFit):
        read_gold([spoilt(folder, {"articles": []})], None, "style")


# -- what comes out ----------------------------------------------------------------------


@pytest.fixture
def pages(folder: Path) -> list[GoldPage]:
    return read_gold([folder], None, "style")


def test_the_figures_say_how_each_style_was_found_when_left_out(pages: list[GoldPage]):
    weights = fitted_weights(pages, recipe=QUICK, processes=1)
    figures = weights["figures"]
    assert list(figures["left out"]) == ["columns", "dense"]
    assert figures["left out"]["dense"]["pages"] == 2
    assert figures["all"].keys() == {"pages", "proposed", *MEASURES}
    assert figures["all"]["proposed"] == sum(band["count"] for band in figures["reliability"])
    assert (figures["pages"], figures["articles"]) == (3, 6)


def test_without_a_check_nothing_is_left_out(pages: list[GoldPage]):
    told: list[str] = []

    def progress(done: int, total: int, what: str) -> bool:
        told.append(f"{done}/{total} {what}")
        return True

    weights = fitted_weights(pages, is_checked=False, recipe=QUICK, processes=1, progress=progress)
    assert told == ["0/1 ", "1/1 "]
    assert weights["figures"] == {"pages": 3, "articles": 6}
    assert weights["slope"] == pytest.approx(default_weights().slope, abs=1e-4)


def test_the_check_does_not_change_what_is_fitted(pages: list[GoldPage]):
    checked = fitted_weights(pages, recipe=QUICK, processes=1)
    unchecked = fitted_weights(pages, is_checked=False, recipe=QUICK, processes=1)
    assert checked["chain"] == unchecked["chain"]


def test_a_page_alone_is_fitted_to_without_a_check(pages: list[GoldPage]):
    assert "left out" not in fitted_weights(pages[:1], recipe=QUICK, processes=1)["figures"]


def test_fitting_can_be_stopped(pages: list[GoldPage]):
    with pytest.raises(Cancelled):
        fitted_weights(
            pages, recipe=QUICK, processes=2, progress=lambda done, _total, _what: done < 1
        )


def test_the_weights_hold_no_line_of_a_page(pages: list[GoldPage]):
    said = json.dumps(fitted_weights(pages, recipe=QUICK, processes=1), ensure_ascii=False)
    for page in pages:
        assert not [line for line in page.text.split("\n") if len(line) > 4 and line in said]


# -- as tables ---------------------------------------------------------------------------

MEANS = {"pages": 2, "proposed": 3} | dict.fromkeys(MEASURES, 0.25) | {"soft_f1": None}
BAND = {"low": 0.8, "high": 1.0, "count": 8, "mean": 0.9, "exact": 6, "iou90": 8}


@pytest.mark.parametrize("name", LANGUAGES)
def test_figures_read_as_markdown_tables(name: str):
    figures = {"left out": {"dense": MEANS}, "all": MEANS, "reliability": [BAND]}
    first, second = tables(figures, Language(name)).split("\n\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in first.split("\n")]
    assert rows[0][3:] == list(MEASURES)
    assert rows[2][:4] == ["dense", "2", "3", "0.250"]
    assert rows[2][rows[0].index("soft_f1")] == "–"
    assert {len(row) for row in rows} == {3 + len(MEASURES)}
    last = [cell.strip() for cell in second.split("\n")[-1].strip("|").split("|")]
    assert last == ["0.8–1.0", "8", "0.900", "6", "0.750", "8", "1.000"]


def test_a_name_with_a_bar_or_a_line_break_stays_one_cell():
    table = tables({"left out": {"a|b\nc": MEANS}, "all": MEANS}, Language("en"))
    assert len(table.split("\n")) == 4
    assert table.split("\n")[2].startswith(r"| a\|b c | 2 |")


def test_unchecked_figures_make_no_table():
    assert tables({"pages": 3}, Language("en")) == ""


def test_a_page_of_a_project_that_is_not_finished_is_no_gold(tmp_path: Path):
    with Project.create(tmp_path / "p.db") as project:
        project.add_pages([NewPage("a", RawText.of("文字"), "a.txt", "utf-8")], at="")
    with pytest.raises(NothingToFit):
        read_gold([tmp_path / "p.db"], None, "style")
