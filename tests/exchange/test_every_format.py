"""The page on which everything stands that has broken an exporter somewhere, through every format."""

import hashlib
import json
from pathlib import Path

import pytest

from annotator.document.raw_text import RawText
from annotator.exchange.catalogue import FORMATS, named
from annotator.exchange.export import export_pages
from annotator.exchange.form import Format
from tests.exchange.nasty_page import RAW, SOURCE, TEXT, nasty_page

EVERY = pytest.mark.parametrize("name", FORMATS)
READABLE = pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if form.read])


def go_on(_done: int, _page: str) -> bool:
    return True


def raw_text(_name: str) -> RawText:
    return RAW


def exported(name: str, out: Path, *, include_proposals: bool = False) -> Path:
    report = export_pages(
        [nasty_page()], name, out, include_proposals=include_proposals, progress=go_on
    )
    assert (report.pages, report.left_out) == (1, ())
    return next(path for path in report.files if path.suffix == FORMATS[name].extension)


def form_of(name: str) -> Format:
    form = named(name)
    assert form is not None
    return form


def test_the_source_had_crlf_and_the_text_has_not():
    assert b"\r\n" in SOURCE
    assert "\r" not in TEXT
    assert RAW.newline == "\r\n"
    assert RAW.source_sha256 == hashlib.sha256(SOURCE).hexdigest()


@EVERY
@pytest.mark.parametrize("include_proposals", [False, True])
def test_it_is_written_as_utf_8_with_line_feeds(name: str, tmp_path: Path, include_proposals: bool):  # noqa: FBT001
    data = exported(name, tmp_path, include_proposals=include_proposals).read_bytes()
    assert b"\r" not in data
    data.decode("utf-8")


@EVERY
def test_two_exports_of_one_page_are_the_same_bytes(name: str, tmp_path: Path):
    first, second = exported(name, tmp_path / "1"), exported(name, tmp_path / "2")
    assert first.read_bytes() == second.read_bytes()


@EVERY
def test_it_says_which_text_it_speaks_of(name: str, tmp_path: Path):
    file = exported(name, tmp_path)
    manifest = tmp_path / "manifest.json"
    said = (manifest if manifest.exists() else file).read_text("utf-8")
    assert RAW.sha256 in said
    assert "unicode code points" in said
    assert form_of(name).states_text != manifest.exists()


@READABLE
@pytest.mark.parametrize("include_proposals", [False, True])
def test_out_in_and_out_again_is_the_same_bytes(name: str, tmp_path: Path, include_proposals: bool):  # noqa: FBT001
    file = exported(name, tmp_path / "1", include_proposals=include_proposals)
    read = form_of(name).read
    assert read is not None
    (incoming,) = read(file, raw_text)
    assert incoming.unplaced == ()
    report = export_pages(
        [incoming.page], name, tmp_path / "2", include_proposals=include_proposals, progress=go_on
    )
    assert report.files[0].read_bytes() == file.read_bytes()


@EVERY
def test_what_it_cannot_hold_is_counted(name: str, tmp_path: Path):
    report = export_pages([nasty_page()], name, tmp_path, include_proposals=False, progress=go_on)
    lost = {kind for kind, _ in report.loss.counts}
    assert lost == set(form_of(name).cannot_hold)


def test_a_formula_stays_the_text_it_is(tmp_path: Path):
    rows = json.loads(exported("annotator", tmp_path).read_text("utf-8"))["records"]
    assert "=1+1" in {row.get("slice") for row in rows}


def test_positions_count_code_points(tmp_path: Path):
    plain = json.loads(exported("page-json", tmp_path).read_text("utf-8"))
    found = {TEXT[row["start"] : row["end"]] for row in plain["entities"]}
    assert {"𠮷野家", "昭\n阳区", "昭杨区"} <= found
