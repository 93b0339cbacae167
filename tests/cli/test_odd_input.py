"""The command line and what people's disks hold: odd names, damaged rows, foreign files. Never a traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.raw_text import RawText
from annotator.settings.language import Language
from annotator.settings.resources import seed_pages
from annotator.store.project import Project

PAGE = seed_pages()[0]
LONG = "a" * 300


def camera(*_: object) -> None:
    """Takes no pictures."""


def annotator(*words: object) -> int:
    return run(["--lang", "en", *(str(word) for word in words)], camera)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "p.db"
    assert annotator("import", path, PAGE) == 0
    capsys.readouterr()
    return path


def test_a_file_name_that_is_no_utf8_becomes_a_name_that_can_be_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    try:
        file.write_text("中国人民", "utf-8")
    except OSError:
        pytest.skip("this file system knows no such names")
    assert annotator("import", tmp_path / "p.db", file) == 0
    assert capsys.readouterr().out == "\ufffd\ufffd\n"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4, ("stats", LONG)),
        (4, ("import", f"{LONG}.db", PAGE)),
        (4, ("propose", LONG)),
        (3, ("evaluate", LONG, LONG)),
        (4, ("ocr-stats", LONG)),
        (4, ("corrections", LONG)),
        (4, ("proof-sheet", LONG, "--out", "x.csv")),
        (2, ("suspects", LONG, "--out", "x")),
    ],
)
def test_a_name_that_no_system_takes_is_refused(
    code: int, words: tuple[object, ...], capsys: pytest.CaptureFixture[str]
):
    assert annotator(*words) == code
    assert LONG in capsys.readouterr().err


def test_a_word_that_no_file_can_be_called_is_no_verb():
    answer = subprocess.run(
        [sys.executable, "-m", "annotator", LONG], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_a_link_to_nowhere_is_no_project(tmp_path: Path):
    link = tmp_path / "p.db"
    link.symlink_to(tmp_path / "nowhere")
    assert annotator("import", link, PAGE) == 4
    assert link.is_symlink()


@pytest.mark.parametrize("size", ["²x3", "10x", "x", "1x2x3", "99999999x99999999", "0x5", "5x 5"])
def test_a_size_that_is_none_is_refused(project: Path, tmp_path: Path, size: str):
    out = tmp_path / "s.png"
    words = ("screenshot", project, "--page", PAGE.stem, "--out", out, "--size", size)
    assert annotator(*words) == 2


def test_the_language_counts_with_an_equals_sign_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    missing = tmp_path / "missing.db"
    assert run(["--lang=zh", "stats", str(missing)], camera) == 4
    assert capsys.readouterr().err.strip() == Language("zh").say(
        "error.project_missing", path=missing
    )


@pytest.mark.parametrize(
    "damage",
    [
        "drop table entities",
        "update pages set newline = 'weird'",
        "insert into proposals (page, id, body, because, score) values (1, 'x', '{', '[]', 0.5)",
        "insert into proposals (page, id, body, because, score) values (1, 'x', '{}', '[]', 0.5)",
        "insert into decisions (page, proposal, verdict) values (1, 'x', 'perhaps')",
        "insert into reviewed (page, layer, start, stop) values (1, 'entities', 4, 2)",
    ],
)
def test_a_damaged_project_is_said_to_be_damaged(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
):
    with closing(sqlite3.connect(project)) as raw:
        raw.execute(damage)
        raw.commit()
    out = tmp_path / "out"
    assert annotator("export", project, "--format", "annotator", "--out", out) == 4
    assert "damaged" in capsys.readouterr().err
    assert not out.exists()


def test_a_page_in_a_state_that_no_page_has_is_damage(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    with closing(sqlite3.connect(project)) as raw:
        raw.execute("update pages set state = 'weird'")
        raw.commit()
    assert annotator("propose", project) == 4
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    "row",
    [
        "(page, id, start, stop, role, text, origin) values (1, 'f', 3, 3, 'noise', '', 'typed')",
        "(page, id, start, stop, role, text, origin) values (1, 'f', null, 3, 'noise', '', 'typed')",
        "(page, id, start, stop, role, text, origin) values (1, 'f', 0, 1, 'noise', '甲', 'bogus')",
    ],
)
def test_a_row_that_makes_no_mark_is_set_aside(project: Path, row: str):
    with closing(sqlite3.connect(project)) as raw:
        raw.execute("update pages set text = '甲', sha256 = ?", [RawText.of("甲").sha256])
        raw.execute(f"insert into furniture {row}")
        raw.commit()
    with Project.open(project) as opened:
        assert opened.page(1).furniture == ()
        assert len(opened.set_aside(1)) == 1


def test_the_native_format_keeps_where_a_page_came_from(tmp_path: Path):
    first, second = tmp_path / "1.db", tmp_path / "2.db"
    file = tmp_path / "旧报.txt"
    file.write_bytes("春耕开始，北京的人民很高兴。\n".encode("gb18030"))
    assert annotator("import", first, file) == 0
    assert annotator("export", first, "--format", "annotator", "--out", tmp_path / "out") == 0
    assert annotator("import", second, tmp_path / "out" / "pages.jsonl") == 0
    with Project.open(second) as opened:
        assert opened.came_from("旧报") == ("旧报.txt", "gb18030")


# -- evaluate ----------------------------------------------------------------------------


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "p.json").write_text(json.dumps({"articles": []}), "utf-8")
    (folder / "p.txt").write_text("北京", "utf-8")
    return folder


def test_a_text_that_is_no_utf8_is_refused(gold: Path, capsys: pytest.CaptureFixture[str]):
    (gold / "p.txt").write_bytes("北京".encode("gb18030"))
    assert annotator("evaluate", gold, gold) == 3
    assert str(gold / "p.txt") in capsys.readouterr().err


def test_a_folder_called_like_annotations_is_refused(gold: Path):
    (gold / "a.json").mkdir()
    assert annotator("evaluate", gold, gold) == 3


@pytest.mark.parametrize(
    "said", ["[" * 100_000, '{"articles": [5]}', '{"articles": [], "entities": ["x"]}', "{", "5"]
)
def test_what_is_wrong_with_gold_is_said_of_the_gold(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str
):
    (tmp_path / "empty").mkdir()
    (gold / "p.json").write_text(said, "utf-8")
    assert annotator("evaluate", gold, tmp_path / "empty") == 3
    assert str(gold / "p.json") in capsys.readouterr().err


def test_a_folder_without_annotations_is_not_asked_for_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert annotator("evaluate", tmp_path, tmp_path) == 3
    assert ".json" in capsys.readouterr().err


def test_offsets_count_one_for_a_line_end_whatever_the_file_has(
    gold: Path, capsys: pytest.CaptureFixture[str]
):
    (gold / "p.txt").write_bytes("\ufeff一\r\n二\r\n三".encode())
    parts = [{"start": 0, "end": 1, "role": "body"}], [{"start": 2, "end": 3, "role": "body"}]
    articles = [{"segments": segments} for segments in parts]
    (gold / "p.json").write_text(json.dumps({"articles": articles}), "utf-8")
    other = gold / "other"
    other.mkdir()
    (other / "p.json").write_text(json.dumps({"articles": articles[:1]}), "utf-8")
    assert annotator("evaluate", gold, other) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[2:4] == ["0.667", "0.667"]


def test_the_native_format_brings_in_no_text_that_no_page_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    first, file = tmp_path / "1.db", tmp_path / "a.txt"
    file.write_text("甲乙丙", "utf-8")
    assert annotator("import", first, file) == 0
    assert annotator("export", first, "--format", "annotator", "--out", tmp_path / "out") == 0
    lines = tmp_path / "out" / "pages.jsonl"
    raw = RawText.of("甲" * 3_000_000)
    plain = json.loads(lines.read_text("utf-8"))
    plain |= {"text": raw.text, "text_sha256": raw.sha256}
    lines.write_text(json.dumps(plain), "utf-8")
    assert annotator("import", tmp_path / "2.db", lines) == 3
    assert "3000000" in capsys.readouterr().err
    assert not (tmp_path / "2.db").exists()
