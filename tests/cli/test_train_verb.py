"""`annotator train segmenter` from the outside."""

import json
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.propose import language_model
from annotator.propose.weights_file import own_path, shipped_path
from tests.propose.small_gold import write_gold


def camera(*_: object) -> None:
    """Takes no pictures."""


def train(*words: object, lang: str = "en") -> int:
    return run(["--lang", lang, "train", "segmenter", *(str(word) for word in words)], camera)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold", p1="dense", p2="dense", p3="columns")


def test_it_prints_its_check_and_writes_it_with_the_weights(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "weights.json"
    assert train(gold, "--out", out) == 0
    said = capsys.readouterr()
    rows = [line.split(" | ")[0].strip("| ") for line in said.out.split("\n")]
    assert rows[:5] == ["left out", "---", "columns", "dense", "all"]
    assert said.err.count("fitted without") == 2
    assert "fitted to all pages" in said.err
    assert str(out) in said.err
    figures = json.loads(out.read_text("utf-8"))["figures"]
    assert figures["left out"].keys() == {"columns", "dense"}
    assert out.stat().st_size < 2_000_000
    assert not own_path().exists()


def test_the_users_own_weights_come_and_go(gold: Path, capsys: pytest.CaptureFixture[str]):
    assert train(gold, "--use", "--no-check") == 0
    assert own_path().exists()
    said = capsys.readouterr()
    assert said.out == ""
    assert "fitted without" not in said.err
    assert train("--figures") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert str(own_path()) in said.err
    assert train("--reset") == 0
    assert not own_path().exists()
    assert train("--reset") == 0


def test_the_figures_of_the_weights_in_use_can_be_read_again(
    gold: Path, capsys: pytest.CaptureFixture[str]
):
    assert train(gold, "--use") == 0
    first = capsys.readouterr().out
    assert train("--figures") == 0
    assert capsys.readouterr().out == first


def test_gold_may_be_left_out_by_another_field(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for name, paper in (("p1", "晚报"), ("p2", "晨报"), ("p3", "晨报")):
        path = gold / f"{name}.json"
        plain = json.loads(path.read_text("utf-8")) | {"paper": paper}
        path.write_text(json.dumps(plain), "utf-8")
    assert train(gold, "--out", tmp_path / "w.json", "--folds", "paper") == 0
    assert "晚报" in capsys.readouterr().out


def test_a_single_page_is_said_to_be_unchecked(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for name in ("p2", "p3"):
        (gold / f"{name}.json").unlink()
    assert train(gold, "--out", tmp_path / "w.json") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "unchecked" in said.err


def test_damaged_weights_are_told_and_the_shipped_ones_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own_path().parent.mkdir(parents=True)
    own_path().write_text("{", "utf-8")
    assert train("--figures") == 0
    said = capsys.readouterr()
    assert str(own_path()) in said.err
    assert str(shipped_path()) in said.err
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.txt").write_text("青石镇的图书车开进了白果村。", "utf-8")
    words = ["propose", str(tmp_path / "pages"), "--out", str(tmp_path / "out")]
    assert run(["--lang", "en", *words], camera) == 0
    assert str(own_path()) in capsys.readouterr().err
    assert (tmp_path / "out" / "p.json").exists()


def test_without_a_language_model_all_goes_on_and_it_is_said_once(
    gold: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    gone = tmp_path / "gone.bin"
    monkeypatch.setattr(language_model, "resource", lambda _: gone)
    language_model.default_language_model.cache_clear()
    assert train(gold, "--no-check", "--out", tmp_path / "w.json") == 0
    assert capsys.readouterr().err.count(f"The language model in {gone}") == 1
    words = ["propose", str(gold), "--out", str(tmp_path / "out")]
    assert run(["--lang", "en", *words], camera) == 0
    assert capsys.readouterr().err.count(f"The language model in {gone}") == 1
    assert len(list((tmp_path / "out").glob("*.json"))) == 3
    project = tmp_path / "p.db"
    assert run(["import", str(project), *map(str, gold.glob("*.txt"))], camera) == 0
    assert run(["--lang", "en", "propose", str(project)], camera) == 0
    assert capsys.readouterr().err.count(f"The language model in {gone}") == 1


def test_gold_with_null_lists_is_fitted_to(gold: Path, tmp_path: Path):
    page = gold / "p1.json"
    plain = json.loads(page.read_text("utf-8")) | {"furniture": None, "soft_breaks": None}
    page.write_text(json.dumps(plain), "utf-8")
    assert train(gold, "--no-check", "--out", tmp_path / "w.json") == 0


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("gold",),
        ("--out", "w.json"),
        ("--use",),
        ("gold", "--reset"),
        ("--reset", "--figures"),
        ("gold", "--out", "w.json", "--reset"),
    ],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    assert train(*words) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["nowhere", "nowhere.db", "a" * 300])
def test_gold_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
):
    assert train(tmp_path / name, "--out", tmp_path / "w.json") == 4
    assert name in capsys.readouterr().err
    assert not (tmp_path / "w.json").exists()


def test_weights_that_could_not_be_written_are_not_fitted(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").write_text("mine", "utf-8")
    for out in (tmp_path / "file" / "w.json", gold):
        assert train(gold, "--no-check", "--out", out) == 4
        said = capsys.readouterr().err
        assert str(out) in said
        assert "fitted" not in said
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_folder_without_gold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "none").mkdir()
    assert train(tmp_path / "none", "--out", tmp_path / "w.json") == 3
    assert "none" in capsys.readouterr().err
