"""The verbs for corrections from the outside: suspects, corrections, proof-sheet, ocr-stats, evaluate."""

import csv
import json
from pathlib import Path

import pytest

from annotator.cli.verbs import run
from annotator.document.proposals import CorrectionBody, Proposal, propose
from annotator.document.spans import Gap, Span
from annotator.propose import worker
from annotator.settings.resources import seed_gold, seed_pages
from annotator.store.project import Project

PAGES = seed_pages()
GOLD = sorted(seed_gold().glob("*.json"))
TEXT = "昭阳区,高明县\n低族的村"


def annotator(*words: object) -> int:
    return run(["--lang", "en", *map(str, words)], lambda *_: None)


@pytest.fixture
def seeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project file with the seed pages and their gold."""
    path = tmp_path / "seeds.db"
    assert annotator("import", path, PAGES[0].parent, *GOLD) == 0
    capsys.readouterr()
    return path


# -- suspects ----------------------------------------------------------------------------


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one page, and a finder that knows what is wrong with it."""

    def found(text: str) -> list[Proposal]:
        bodies = [
            (CorrectionBody(Span(8, 9), "佤", "substitution"), 0.8),
            (CorrectionBody(Span(8, 10), "土家族", "substitution"), 0.1),
            (CorrectionBody(Span(3, 4), "，", "width"), 0.99),
            (CorrectionBody(Gap(len(text)), "。", "punctuation"), 0.06),
            (CorrectionBody(Span(4, 6), None, "omission"), 0.2),
        ]
        return [propose(body, score, (), "test 1") for body, score in bodies]

    monkeypatch.setattr(worker, "propose_page", found)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "p.txt").write_text(TEXT, "utf-8")
    return folder


def suspects(texts: Path, *words: object) -> list[tuple[int, int, str, str | None, float]]:
    out = texts.parent / "out"
    assert annotator("suspects", texts, "--out", out, *words) == 0
    rows = json.loads((out / "p.json").read_text("utf-8"))["corrections"]
    return [(r["start"], r["end"], r["kind"], r["replacement"], r["score"]) for r in rows]


def test_suspects_stand_in_text_order_with_their_scores(texts: Path):
    assert suspects(texts, "--format", "page-json") == [
        (3, 4, "width", "，", 0.99),
        (4, 6, "omission", None, 0.2),
        (8, 9, "substitution", "佤", 0.8),
        (12, 12, "punctuation", "。", 0.06),
    ]


def test_the_less_likely_can_be_left_out(texts: Path):
    assert [row[4] for row in suspects(texts, "--least", 0.2)] == [0.99, 0.2, 0.8]


def test_suspects_are_for_folders(texts: Path, capsys: pytest.CaptureFixture[str]):
    file = texts / "p.txt"
    assert annotator("suspects", file, "--out", texts / "out") == 2
    assert "p.txt" in capsys.readouterr().err
    assert annotator("suspects", texts, "--out", texts / "out", "--least", 2) == 2


def test_what_suspects_writes_can_be_evaluated(texts: Path, capsys: pytest.CaptureFixture[str]):
    suspects(texts)
    gold = texts / "p.json"
    fixes = [
        {"start": 3, "end": 4, "kind": "width", "replacement": "，"},
        {"start": 8, "end": 9, "kind": "substitution", "replacement": "佤"},
    ]
    gold.write_text(json.dumps({"page_id": "p", "articles": [], "corrections": fixes}), "utf-8")
    capsys.readouterr()
    assert annotator("evaluate", texts, texts.parent / "out") == 0
    lines = [line.split() for line in capsys.readouterr().out.split("\n")]
    assert ["width", "(characters)", "1.000", "1.000", "1.000", "1", "1"] in lines
    assert ["hard", "kinds", "0.333", "1.000", "0.500", "1.000", "3", "1"] in lines
    assert ["mean", "of", "pages", "0.800", "1.000", "1.000"] in lines
    assert ["substitution", "1.000", "1", "1"] in lines


# -- rules -------------------------------------------------------------------------------

LIST = "raw\ttext\tverdict\tsource\n农旅文\t\tallow\t表\n高明县\t嵩明县\tfix\t\n"


def test_rules_come_in_and_go_out_as_they_were(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source, target = tmp_path / "in.tsv", tmp_path / "out.tsv"
    source.write_text(LIST, "utf-8")
    assert annotator("corrections", seeds, "--import", source) == 0
    assert annotator("corrections", seeds, "--export", target) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("2 correction rules") == 2
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("flags", [(), ("--list",)])
def test_rules_are_printed(
    seeds: Path, tmp_path: Path, flags: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "in.tsv"
    source.write_text(LIST, "utf-8")
    annotator("corrections", seeds, "--import", source)
    capsys.readouterr()
    assert annotator("corrections", seeds, *flags) == 0
    assert capsys.readouterr().out == LIST


def test_a_bad_line_ends_with_its_number_and_changes_nothing(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "in.tsv"
    source.write_text("高明县\t嵩明县\n低族\t佤族\tmaybe\n", "utf-8")
    assert annotator("corrections", seeds, "--import", source) == 3
    assert "line 2" in capsys.readouterr().err
    with Project.open(seeds) as project:
        assert not project.correction_rules()


@pytest.mark.parametrize("flag", ["--import", "--export"])
def test_a_list_whose_name_no_system_takes_is_refused(
    seeds: Path, flag: str, capsys: pytest.CaptureFixture[str]
):
    assert annotator("corrections", seeds, flag, "a" * 300) == (3 if flag == "--import" else 4)
    assert "aaa" in capsys.readouterr().err


def test_one_thing_at_a_time(seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert annotator("corrections", seeds, "--list", "--export", tmp_path / "x.tsv") == 2
    assert "--import" in capsys.readouterr().err


# -- the proof sheet ---------------------------------------------------------------------


def test_a_proof_sheet_is_written_and_named(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for path in (tmp_path / "sheet.html", tmp_path / "sheet.csv"):
        assert annotator("proof-sheet", seeds, "--out", path) == 0
        said = capsys.readouterr()
        assert said.out == f"{path}\n"
        assert "282 corrections" in said.err
        assert path.stat().st_size > 10_000


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_proof_sheet_is_of_pages_or_of_an_issue(seeds: Path, tmp_path: Path):
    path = tmp_path / "sheet.csv"
    assert annotator("proof-sheet", seeds, "--out", path, "--issue", "003") == 0
    assert {row[0] for row in rows_of(path)} == {GOLD[2].stem}
    pages = "--page", GOLD[1].stem, "--page", GOLD[0].stem
    assert annotator("proof-sheet", seeds, "--out", path, *pages) == 0
    assert [row[0] for row in rows_of(path)][:: len(rows_of(path)) - 1] == [
        GOLD[1].stem,
        GOLD[0].stem,
    ]


def test_csv_can_do_without_a_byte_order_mark(seeds: Path, tmp_path: Path):
    path = tmp_path / "sheet.csv"
    assert annotator("proof-sheet", seeds, "--out", path, "--no-bom") == 0
    assert path.read_bytes().startswith(b"Page,")


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("--out", "sheet.pdf"), "sheet.pdf"),
        (2, ("--out", "sheet.csv", "--issue", "099"), "099"),
        (2, ("--out", "sheet.csv", "--issue", "000", "--page", "x"), "--issue"),
        (6, ("--out", "sheet.csv", "--page", "nobody"), "nobody"),
        (4, ("--out", "/proc/no/sheet.csv"), "/proc/no"),
        (4, ("--out", f"{'a' * 300}.csv"), "aaa.csv"),
    ],
)
def test_a_proof_sheet_that_cannot_be_made_is_refused(
    seeds: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    words: tuple[str, ...],
    said: str,
):
    monkeypatch.chdir(seeds.parent)
    assert annotator("proof-sheet", seeds, *words) == code
    assert said in capsys.readouterr().err
    assert not list(seeds.parent.glob("sheet*"))


# -- figures -----------------------------------------------------------------------------


def test_error_rates_and_pairs_are_printed(seeds: Path, capsys: pytest.CaptureFixture[str]):
    assert annotator("ocr-stats", seeds, "--top", 3) == 0
    said = capsys.readouterr()
    pages, pairs = (
        [line.split("\t") for line in part.split("\n")] for part in said.out.split("\n\n")
    )
    assert [row[0] for row in pages] == ["page", *(path.stem for path in GOLD), "all"]
    assert pairs[1][:2] == [",", "，"]
    assert len([row for row in pairs if len(row) == 4]) == 4
    assert "3 of these pages are not finished" in said.err


def test_without_finished_pages_there_is_nothing_to_print(
    seeds: Path, capsys: pytest.CaptureFixture[str]
):
    assert annotator("ocr-stats", seeds, "--only-finished") == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing to count" in said.err


@pytest.mark.parametrize("verb", ["ocr-stats", "corrections"])
def test_what_is_no_project_is_refused(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert annotator(verb, tmp_path / "no.db") == 4
    assert "no.db" in capsys.readouterr().err
