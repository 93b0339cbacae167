"""The verb `lexicon` from the outside."""

from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.lexicon import LexiconEntry
from annotator.document.raw_text import RawText
from annotator.store.project import NewPage, Project


def annotator(*words: object) -> int:
    return run(["--lang", "en", "lexicon", *map(str, words)], lambda *_: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that rules one word."""
    path = tmp_path / "p.db"
    with Project.create(path) as project:
        project.add_pages([NewPage("p", RawText.of("昭阳区"), "p.txt", "utf-8")], "2024")
        project.set_rules([LexiconEntry("昭阳区", "LOC", rule="always")])
    return path


def test_without_options_the_table_is_printed(path, capsys):
    assert annotator(path) == 0
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "text\tlabel\trule\taccepted\trejected\toutside\tsource",
        "昭阳区\tLOC\talways\t0\t0\t0\t",
    ]


def test_a_list_comes_in_and_goes_out(path, tmp_path, capsys):
    words, out = tmp_path / "words.txt", tmp_path / "out.txt"
    words.write_text("沈迅 3 nr\n靖安镇 1 ns\n", "utf-8")
    assert annotator(path, "--import", words) == 0
    assert annotator(path, "--export", out, "--format", "jieba") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 rules" in said.err
    assert "3 entries" in said.err
    assert sorted(out.read_text("utf-8").split("\n")) == [
        "",
        "昭阳区 1 ns",
        "沈迅 1 nr",
        "靖安镇 1 ns",
    ]


def test_a_bad_line_ends_with_its_number_and_changes_nothing(path, tmp_path, capsys):
    words = tmp_path / "words.tsv"
    words.write_text("沈迅\tPER\n苹果\tFOOD\n", "utf-8")
    assert annotator(path, "--import", words) == 3
    assert "line 2" in capsys.readouterr().err
    with Project.open(path) as project:
        assert len(project.lexicon()) == 1


def test_a_label_that_does_not_exist_is_wrong_usage(path, tmp_path, capsys):
    words = tmp_path / "words.txt"
    words.write_text("苹果\n", "utf-8")
    assert annotator(path, "--import", words, "--label", "FOOD") == 2
    assert "FOOD" in capsys.readouterr().err
