"""The command line from the outside: what stands on stdout and stderr, and which code it ends with."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.settings.resources import seed_gold, seed_pages

PAGES = seed_pages()
GOLD = sorted(seed_gold().glob("*.json"))


def camera(*_: object) -> None:
    """Takes no pictures."""


def annotator(*words: object) -> int:
    return run(["--lang", "en", *(str(word) for word in words)], camera)


@pytest.fixture
def seeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project file with the seed pages and their gold."""
    path = tmp_path / "seeds.db"
    assert annotator("import", path, PAGES[0].parent, *GOLD) == 0
    capsys.readouterr()
    return path


# -- what each verb does -----------------------------------------------------------------


def test_import_prints_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert annotator("import", tmp_path / "new.db", *PAGES) == 0
    assert capsys.readouterr().out.split() == [path.stem for path in PAGES]


def test_import_tells_the_encoding_it_has_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    page = tmp_path / "旧报.txt"
    page.write_bytes("本报讯，今日立春，昭阳区的群众都很高兴。".encode("gb18030"))
    assert annotator("import", tmp_path / "new.db", page) == 0
    assert "旧报: read as gb18030" in capsys.readouterr().err


def test_import_takes_gold_for_pages_that_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = tmp_path / "new.db"
    annotator("import", project, *PAGES)
    capsys.readouterr()
    assert annotator("import", project, *GOLD) == 0
    assert capsys.readouterr().out.split() == [path.stem for path in GOLD]


def test_export_prints_the_files_and_says_what_is_lost(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    out = tmp_path / "out"
    assert annotator("export", seeds, "--format", "page-json", "--out", out) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(out / f"{path.stem}.json") for path in PAGES]
    assert "who made" in said.err
    assert (out / GOLD[0].name).read_bytes() == GOLD[0].read_bytes()


def test_export_says_what_is_left_out(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert annotator("export", seeds, "--format", "conll", "--out", tmp_path / "out") == 0
    assert PAGES[0].stem in capsys.readouterr().err


def test_stats_are_json(seeds: Path, capsys: pytest.CaptureFixture[str]):
    assert annotator("stats", seeds) == 0
    assert json.loads(capsys.readouterr().out)["pages"]["in_work"] == 3


def test_formats_are_listed(capsys: pytest.CaptureFixture[str]):
    assert annotator("formats") == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.strip().split("\n")]
    assert [row[0] for row in rows] == ["page-json", "annotator", "conll"]


@pytest.mark.parametrize("flags", [(), ("--markdown",)])
def test_keys_are_listed(flags: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert annotator("keys", *flags) == 0
    assert "Ctrl+Z" in capsys.readouterr().out


def test_evaluate_compares_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    arguments = ("evaluate", seed_gold(), seed_gold(), "--texts", PAGES[0].parent)
    assert annotator(*arguments) == 0
    assert capsys.readouterr().out.strip()
    assert not list(tmp_path.glob("*.json"))


def test_evaluate_names_the_worst_pages_and_goes_by_a_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    arguments = ("evaluate", seed_gold(), tmp_path, "--texts", PAGES[0].parent)
    assert annotator(*arguments, "--worst", 2, "--by", "page_id") == 0
    groups, worst = capsys.readouterr().out.split("worst pages")
    assert all(f"{path.stem} (1)" in groups for path in GOLD)
    assert [path.stem in worst for path in GOLD] == [True, True, False]


# -- how it refuses ----------------------------------------------------------------------


def refuses(code: int, capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert annotator(*words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t"),
        ("binary.txt", b"\x00\x01\x02\xff"),
        ("bad.json", b"{"),
        ("bad.jsonl", b"\x00\x01\n"),
        ("list.jsonl", b"[]\n"),
    ],
)
def test_a_bad_file_ends_with_3_and_adds_no_page(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
):
    (tmp_path / name).write_bytes(data)
    assert name in refuses(3, capsys, "import", seeds, tmp_path / name)
    annotator("stats", seeds)
    assert sum(json.loads(capsys.readouterr().out)["pages"].values()) == len(PAGES)


def test_a_missing_file_ends_with_3(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    refuses(3, capsys, "import", seeds, tmp_path / "no.txt")


def test_a_page_that_is_there_ends_with_3(seeds: Path, capsys: pytest.CaptureFixture[str]):
    assert PAGES[0].stem in refuses(3, capsys, "import", seeds, PAGES[0])


def test_gold_of_another_text_ends_with_3(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    plain = json.loads(GOLD[0].read_text("utf-8")) | {"page_id": PAGES[2].stem}
    path = tmp_path / "other.json"
    path.write_text(json.dumps(plain), "utf-8")
    refuses(3, capsys, "import", seeds, path)


def test_an_unknown_format_ends_with_3(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    said = refuses(3, capsys, "export", seeds, "--format", "hats", "--out", tmp_path / "out")
    assert "page-json" in said
    assert not (tmp_path / "out").exists()


def test_gold_of_a_page_nobody_knows_ends_with_6(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    project = tmp_path / "one.db"
    annotator("import", project, PAGES[4])
    capsys.readouterr()
    assert GOLD[0].stem in refuses(6, capsys, "import", project, GOLD[0])


def _no_project(path: Path) -> None:
    path.write_bytes(b"not a database")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("create table t (x)")
        db.commit()


def _nothing(_path: Path) -> None:
    """No file at all."""


@pytest.mark.parametrize("make", [_no_project, _other_database, _nothing])
def test_what_is_no_project_ends_with_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None]
):
    path = tmp_path / "p.db"
    make(path)
    refuses(4, capsys, "stats", path)
    refuses(4, capsys, "export", path, "--format", "conll", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_read_only_project_ends_with_4(seeds: Path, capsys: pytest.CaptureFixture[str]):
    seeds.chmod(0o444)
    refuses(4, capsys, "import", seeds, PAGES[0])


def test_a_project_of_a_newer_version_ends_with_4(seeds: Path, capsys: pytest.CaptureFixture[str]):
    with closing(sqlite3.connect(seeds)) as db:
        names = [row[0] for row in db.execute("select name from sqlite_master where type='table'")]
        (table,) = [name for name in names if "migrations" in name]
        columns = [row[1] for row in db.execute(f"pragma table_info({table})")]  # a table of ours
        row = dict(zip(columns, db.execute(f"select * from {table}").fetchone(), strict=True))  # noqa: S608
        row |= {"name": "m9999_from_the_future"}
        row = {key: value for key, value in row.items() if key != "id"}
        marks = ", ".join("?" * len(row))
        statement = f"insert into {table} ({', '.join(row)}) values ({marks})"  # noqa: S608
        db.execute(statement, list(row.values()))
        db.commit()
    assert "m9999" in refuses(4, capsys, "stats", seeds)


def test_a_locked_project_ends_with_5(
    seeds: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.store.database._WAIT", 0.05)
    with closing(sqlite3.connect(seeds, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refuses(5, capsys, "import", seeds, PAGES[0])
        other.execute("ROLLBACK")


def test_an_out_that_is_a_file_ends_with_4(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "out").write_text("mine", "utf-8")
    refuses(4, capsys, "export", seeds, "--format", "annotator", "--out", tmp_path / "out")
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "words", [("hats",), ("export",), ("stats",), ("import", "x.db"), ("stats", "--hats", "x.db")]
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    refuses(2, capsys, *words)


def test_a_file_that_is_refused_leaves_the_others_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "empty.txt").write_bytes(b"")
    shutil.copy(PAGES[0], tmp_path / "page.txt")
    project = tmp_path / "p.db"
    assert annotator("import", project, tmp_path / "empty.txt", tmp_path / "page.txt") == 3
    said = capsys.readouterr()
    assert said.out.split() == ["page"]
    assert "empty.txt" in said.err


@pytest.mark.parametrize("name", ["empty.txt", "no.txt"])
def test_an_import_of_nothing_leaves_no_new_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
):
    (tmp_path / "empty.txt").write_bytes(b"")
    refuses(3, capsys, "import", tmp_path / "new.db", tmp_path / name)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("new")] == []
