"""The verb `find` from the outside."""

import json
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.raw_text import RawText
from annotator.document.spans import Selection
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import NewPage, Project
from annotator.workbench.session import Session


def annotator(*words: object) -> int:
    return run(["--lang", "en", "find", *map(str, words)], lambda *_: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two pages; on the first 低族 is corrected to 佤族."""
    path = tmp_path / "p.db"
    with Project.create(path) as project:
        texts = "今年\n低族和佤\n族", "１２ 個佤族村 AB"
        new = [NewPage(f"p{at}", RawText.of(text), "", "utf-8") for at, text in enumerate(texts)]
        project.add_pages(new, "2024")
        session = Session(project, default_vocabulary(), "ada", lambda: "2024")
        session.open_page(1)
        session.select(Selection(3, 4))
        session.run("correct", "佤")
    return path


def test_a_hit_is_a_line_with_page_line_column_and_context(path, capsys):
    assert annotator(path, "佤族") == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "p0\t2\t1\t今年〔佤族〕和佤族\tcorrected",
        "p0\t2\t4\t今年低族和〔佤族〕",
        "p1\t1\t5\t１２個〔佤族〕村AB",
    ]
    assert "3 hits on 2 pages" in said.err


def test_json_has_the_places_in_the_raw_text(path, capsys):
    assert annotator(path, "12个", "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    hit = json.loads(line)
    assert (hit["page"], hit["line"], hit["column"]) == ("p1", 1, 1)
    assert (hit["places"], hit["text"], hit["reads"]) == ([[0, 4]], "１２個", "both")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["佤族", "--exact"], 2),
        (["佤族", "--raw"], 2),
        (["低族", "--corrected"], 0),
        (["低族"], 1),
        (["[佤低]族", "--regex", "--raw"], 2),
        (["ab"], 1),
        (["ab", "--exact"], 0),
        (["族", "--limit", "2"], 2),
    ],
)
def test_options_say_what_counts(path, capsys, options, count):
    assert annotator(path, *options) == 0
    assert len(capsys.readouterr().out.splitlines()) == count


def test_what_cannot_be_looked_for_is_refused_with_a_sentence(path, capsys):
    assert annotator(path, "(", "--regex") == 6
    assert annotator(path, " ") == 6
    assert annotator(path, "a", "--raw", "--corrected") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no regular expression" in said.err
    assert "nothing to look for" in said.err
