import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from annotator.document.pages import Page
from annotator.document.raw_text import RawText
from annotator.errors import Cancelled, FolderNotWritable, UnknownFormat
from annotator.exchange.export import ExportReport, export_pages
from annotator.exchange.outcome import FileNames, safe_stem
from tests.exchange.nasty_page import nasty_page


def go_on(_done: int, _page: str) -> bool:
    return True


def export(
    pages: Iterable[Page], out: Path, form: str = "page-json", *, proposals: bool = False
) -> ExportReport:
    return export_pages(pages, form, out, include_proposals=proposals, progress=go_on)


def page(name: str) -> Page:
    return Page(name, RawText.of("北京"))


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_each_page_has_its_file(tmp_path: Path):
    report = export([page("一"), page("二")], tmp_path / "a" / "b")
    assert [path.name for path in report.files] == ["一.json", "二.json"]
    assert everything_in(tmp_path) == ["a", "a/b", "a/b/一.json", "a/b/二.json"]


def test_the_manifest_says_what_the_file_does_not(tmp_path: Path):
    pages = [nasty_page(), nasty_page(is_reviewed=False)]
    report = export(pages, tmp_path, "conll")
    assert report.files[-1] == tmp_path / "manifest.json"
    said = json.loads(report.files[-1].read_text("utf-8"))
    assert (said["format"], said["text"], said["include_proposals"]) == ("conll", "raw", False)
    assert said["offset_unit"] == "unicode code points"
    assert said["pages"][0]["text_sha256"] == nasty_page().raw.sha256
    assert said["left_out"][0]["page"] == nasty_page().name
    assert said["loss"]["articles"] == 2


def test_gold_alone_goes_out_unless_proposals_are_asked_for(tmp_path: Path):
    out = tmp_path / "out"
    gold = json.loads(export([nasty_page()], out).files[0].read_text("utf-8"))
    more = json.loads(export([nasty_page()], out, proposals=True).files[0].read_text("utf-8"))
    assert len(more["entities"]) == len(gold["entities"]) + 1


def test_an_unknown_format_is_refused_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(UnknownFormat) as refused:
        export([page("一")], tmp_path / "out", "hats")
    assert refused.value.facts["known"] == "page-json, annotator, conll"
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("form", ["page-json", "annotator", "conll"])
def test_what_stops_the_pages_leaves_all_as_it_was(tmp_path: Path, form: str):
    old = tmp_path / "一.json"
    old.write_text("old", "utf-8")

    def pages() -> Iterator[Page]:
        yield page("一")
        yield nasty_page()
        raise Cancelled(done=2, total=3)

    for out in (tmp_path, tmp_path / "new" / "folder"):
        with pytest.raises(Cancelled):
            export(pages(), out, form)
    assert everything_in(tmp_path) == ["一.json"]
    assert old.read_text("utf-8") == "old"


def test_a_person_can_stop_it(tmp_path: Path):
    with pytest.raises(Cancelled):
        export_pages(
            [page("一"), page("二")],
            "annotator",
            tmp_path / "out",
            include_proposals=False,
            progress=lambda done, _page: done < 1,
        )
    assert everything_in(tmp_path) == []


def test_older_files_are_replaced(tmp_path: Path):
    (tmp_path / "一.json").write_text("old", "utf-8")
    export([page("一")], tmp_path)
    assert json.loads((tmp_path / "一.json").read_text("utf-8"))["page_id"] == "一"


def test_a_folder_where_a_file_should_go_stops_all_of_it(tmp_path: Path):
    (tmp_path / "二.json").mkdir()
    with pytest.raises(FolderNotWritable):
        export([page("一"), page("二")], tmp_path)
    assert everything_in(tmp_path) == ["二.json"]


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path):
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(FolderNotWritable):
        export([page("一")], tmp_path / "out")


@pytest.mark.parametrize(
    "name", ["../../x", "a/b", "CON", "com1.txt", ".hidden", "", "...", "a\x00b", "一" * 300, "x. "]
)
def test_a_page_s_name_becomes_a_file_in_the_folder(tmp_path: Path, name: str):
    out = tmp_path / "out"
    (file,) = export([page(name)], out).files
    assert file.parent == out
    assert everything_in(out) == [file.name]
    assert json.loads(file.read_text("utf-8"))["page_id"] == name


def test_an_ordinary_name_stays_as_it_is():
    assert safe_stem("人民日报 2019-10-09 第2版") == "人民日报 2019-10-09 第2版"


def test_names_that_one_system_takes_for_the_same_are_told_apart():
    names = FileNames("manifest")
    found = [names.stem_for(name) for name in ("A", "a", "Manifest", "é", "e\u0301")]
    assert len({name.casefold() for name in found}) == 5
    assert found[0] == "A"
    assert found[2] != "Manifest"
