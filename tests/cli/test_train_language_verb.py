"""`annotator train language` from the outside."""

from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.propose.language_model import LanguageModel


def camera(*_: object) -> None:
    """Takes no pictures."""


def train(*words: object) -> int:
    return run(["--lang", "en", "train", "language", *(str(word) for word in words)], camera)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "village.txt"
    path.write_text("图书车开进了白果村。\n" * 60, "utf-8")
    return path


def test_it_writes_a_model_that_names_its_source(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "new" / "language.bin"
    assert train(text, text, "--out", out) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "1200 characters" in said.err
    assert str(out) in said.err
    assert b'"source": "village.txt, village.txt", "characters": 1200' in out.read_bytes()
    assert LanguageModel.load(out).joints([("图书", "车开")])[0] > 0


def test_the_check_prints_a_perplexity_and_changes_nothing(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert train(text, "--out", tmp_path / "one", "--source", "a village") == 0
    assert train(text, "--out", tmp_path / "two", "--source", "a village", "--check") == 0
    assert 1 <= float(capsys.readouterr().out) < 2
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_text_that_cannot_be_read_leaves_what_was_there(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "language.bin"
    out.write_text("mine", "utf-8")
    assert train(text, tmp_path / "nowhere.txt", "--out", out) == 3
    assert "nowhere.txt" in capsys.readouterr().err
    assert out.read_text("utf-8") == "mine"
    assert not list(tmp_path.glob("*.new"))


def test_a_file_that_could_not_be_written_is_not_fitted(
    text: Path, capsys: pytest.CaptureFixture[str]
):
    assert train(text, "--out", text / "language.bin") == 4
    assert "characters" not in capsys.readouterr().err


def test_it_asks_for_text_and_a_file(text: Path, tmp_path: Path):
    assert train(text) == 2
    assert train("--out", tmp_path / "language.bin") == 2
