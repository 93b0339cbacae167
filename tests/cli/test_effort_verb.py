"""The verb `effort` from the outside."""

import json
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.raw_text import sha256_of
from annotator.settings.resources import seed_gold


def effort(*words: object) -> int:
    return run(["--lang", "en", "effort", *map(str, words)], lambda *_: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One page with its gold: a name."""
    text = "春耕\n北屯村的人\n"
    gold = {
        "page_id": "p",
        "text_sha256": sha256_of(text),
        "articles": [{"id": "a1", "segments": [{"start": 0, "end": 2, "role": "headline"}]}],
        "entities": [{"start": 3, "end": 6, "label": "LOC"}],
    }
    (tmp_path / "p.txt").write_text(text, "utf-8")
    (tmp_path / "p.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


def test_the_seed_pages_end_as_their_gold_from_the_programs_own_proposals(capsys):
    assert effort(seed_gold(), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [page["equal"] for page in told["pages"]] == [True, True, True]
    first = told["pages"][0]
    assert first["page"].startswith("000")
    assert first["keys"] < 60
    assert all(0 < 3 * page["events"] < page["events_all_x3"] for page in told["pages"])
    assert told["sum"]["keys"] == sum(page["keys"] for page in told["pages"])


def test_proposals_come_from_a_folder(folder, tmp_path, capsys):
    here = tmp_path / "made"
    here.mkdir()
    (here / "p.json").write_text((folder / "p.json").read_text("utf-8"), "utf-8")
    assert effort(folder, here) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["page", "keys", "decisions"]
    assert lines[1].split()[:3] == ["p", "3", "1"]
    assert lines[0].endswith("events   wrong x 3     all x 3")
    assert lines[1].split()[-3:] == ["0", "0", "6"]


def test_a_page_without_proposals_is_made_from_nothing(folder, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    assert effort(folder, tmp_path / "none", "--json") == 0
    (page,) = json.loads(capsys.readouterr().out)["pages"]
    assert page["entity_edits"] == 1
    assert (page["events_wrong_x3"], page["events_all_x3"]) == (6, 6)


def test_gold_that_no_page_can_hold_fails_and_is_told(folder, tmp_path, capsys):
    gold = json.loads((folder / "p.json").read_text("utf-8"))
    gold["entities"].append({"start": 900, "end": 903, "label": "LOC"})
    (folder / "p.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "none").mkdir()
    assert effort(folder, tmp_path / "none") == 6
    said = capsys.readouterr()
    assert "p: marks of the gold without such a place, label or role on the page: 1" in said.out
    assert "(1): p" in said.err


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_a_page_without_text_is_told(tmp_path, capsys, text):
    gold = {"page_id": "p", "text_sha256": sha256_of(text), "articles": []}
    (tmp_path / "p.txt").write_text(text, "utf-8")
    (tmp_path / "p.json").write_text(json.dumps(gold), "utf-8")
    (tmp_path / "none").mkdir()
    assert effort(tmp_path, tmp_path / "none") == 3
    assert "p.txt" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(tmp_path, capsys):
    assert effort(tmp_path / "nowhere") == 3
    assert "nowhere" in capsys.readouterr().err
