"""Tables that are missing or damaged: less is found, and the person is told why."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.errors import SuspectTableUnusable
from annotator.propose import tables
from annotator.propose.suspects import shipped as shipping
from annotator.propose.suspects.channel_weights import read_weights, shipped_weights
from annotator.propose.suspects.glyphs import empty_glyphs, read_glyphs
from annotator.propose.suspects.shipped import shipped
from annotator.propose.suspects.sounds import Sounds, read_sounds
from annotator.propose.tables import tables_refused
from annotator.propose.worker import Asked, Worker
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import resource


def _no_camera(*_: object) -> None:
    """Takes no pictures."""


READ = {
    "suspects.json": (read_weights, {}),
    "glyphs.bin": (read_glyphs, empty_glyphs()),
    "sounds.txt": (read_sounds, Sounds({})),
}
DAMAGE = {
    "missing": None,
    "empty": lambda _: b"",
    "a sentence": lambda _: "一行文字，不是表。".encode(),
    "no text": lambda _: b"\xff\xfe\x00\x00",
    "a list": lambda _: b"[]",
    "a number": lambda _: b"7",
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_table_of_no_use_is_left_out_and_told_in_both_languages(
    name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    spoil = DAMAGE[damage]
    if spoil:
        (tmp_path / name).write_bytes(spoil(resource(name).read_bytes()))
    monkeypatch.setattr(shipping, "resource", tmp_path.joinpath)
    read, without = READ[name]
    table, refused = shipped(name, read, without)
    assert table is without
    assert isinstance(refused, SuspectTableUnusable)
    for language in LANGUAGES:
        assert str(tmp_path / name) in Language(language).sentence(refused)


def test_what_ships_is_refused_nowhere():
    assert tables_refused() == ()


@pytest.mark.parametrize("damage", ["version", "no sets", "not a number", "text for a number"])
def test_weights_that_do_not_fit_are_refused(damage: str, tmp_path: Path):
    plain = json.loads(resource("suspects.json").read_text("utf-8"))
    wrong = plain["sets"]["model"]["extra"]["wrong"]
    match damage:
        case "version":
            plain["version"] += 1
        case "no sets":
            del plain["sets"]
        case "not a number":
            wrong["base"] = float("nan")
        case _:
            wrong["weights"]["gain"] = "viel"
    path = tmp_path / "suspects.json"
    path.write_text(json.dumps(plain), "utf-8")
    with pytest.raises((LookupError, ValueError)):
        read_weights(path)


def test_weights_of_a_way_that_nobody_knows_are_left_out(tmp_path: Path):
    plain = json.loads(resource("suspects.json").read_text("utf-8"))
    plain["sets"]["model"]["sideways"] = plain["sets"]["model"]["extra"]
    plain["sets"]["dreams"] = plain["sets"]["model"]
    path = tmp_path / "suspects.json"
    path.write_text(json.dumps(plain), "utf-8")
    found = read_weights(path)
    assert set(found) == set(shipped_weights()[0])
    assert "sideways" not in found["model"]


@pytest.fixture
def without_weights(monkeypatch: pytest.MonkeyPatch) -> str:
    refused = SuspectTableUnusable(path="suspects.json", cause="gone")
    monkeypatch.setattr(tables, "shipped_weights", lambda: ({}, refused))
    return Language("en").sentence(refused)


def test_the_window_hears_of_it_with_the_proposals(without_weights: str):
    answer = Worker().answer(Asked("茶农上山采茶。"))
    assert [Language("en").sentence(each) for each in answer.troubles] == [without_weights]


@pytest.mark.parametrize("verb", ["suspects", "propose"])
def test_the_command_line_says_so_once(
    verb: str, without_weights: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(2):
        (pages / f"{number}.txt").write_text("茶农上山采茶。\n", "utf-8")
    assert run(["--lang", "en", verb, str(pages), "--out", str(tmp_path / "out")], _no_camera) == 0
    assert capsys.readouterr().err.count(without_weights) == 1


WITHOUT = """
import sys
from annotator.settings import resources
from annotator.settings.language import Language
gone, whole = sys.argv[1], resources.resource
resources.resource = lambda *names: whole(*names, *(["gone"] if names[-1] == gone else []))
from annotator.propose.worker import Asked, Worker
text = "茶山今日开园\\n　　本报讯（记者 王小山）近日,茶农上山采茶。国家统汁局和高明县的人都来了。\\n"
answer = Worker().answer(Asked(text))
print(len(answer.proposals))
print(*(Language("en").sentence(each) for each in answer.troubles))
"""


@pytest.mark.parametrize("name", ["divisions.txt", "mastheads.txt", "print_words.txt", "ads.txt"])
def test_without_a_word_list_there_are_proposals_all_the_same(name: str):
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, name], capture_output=True, text=True, check=True
    )
    count, told = ran.stdout.strip().split("\n")
    assert int(count) > 5
    assert told.count(name) == 1
