import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given

from annotator.document.pages import Page
from annotator.document.raw_text import RawText
from annotator.errors import BadFormat, FileMissing, PageUnknown
from annotator.exchange import jsonl
from annotator.exchange.form import CameFrom, Incoming, Order, Written
from tests.exchange.nasty_page import nasty_page
from tests.strategies import pages

ALL = Order(include_proposals=True)


def no_texts(name: str) -> RawText:
    raise PageUnknown(page=name, project="none")


def line_of(page: Page, order: Order = ALL) -> bytes:
    made = jsonl.write(page, order)
    assert isinstance(made, Written)
    assert not made.loss.counts
    return made.pieces[0].data


def read_bytes(data: bytes) -> list[Incoming]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        path.write_bytes(data)
        return list(jsonl.read(path, no_texts))


@given(pages())
def test_out_and_in_and_out_again_is_the_same_bytes(page: Page):
    assume(page.raw.text.strip())
    line = line_of(page)
    (incoming,) = read_bytes(line)
    assert line_of(incoming.page) == line
    assert incoming.page.raw == page.raw
    assert dict(incoming.page.records) == dict(page.records)
    assert dict(incoming.page.proposals) == dict(page.proposals)


@given(pages())
def test_a_page_is_one_line_whatever_its_text_holds(page: Page):
    line = line_of(page)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


def test_proposals_go_out_only_when_asked_for():
    page = nasty_page()
    assert json.loads(line_of(page, Order()))["proposals"] == []
    assert len(json.loads(line_of(page))["proposals"]) == 2


def test_each_mark_says_the_text_it_names():
    rows = json.loads(line_of(nasty_page()))["records"]
    entities = {row["slice"] for row in rows if row["kind"] == "entity"}
    assert {"昭\n阳区", "=1+1", "𠮷野家"} <= entities
    article = next(row for row in rows if row["kind"] == "article" and len(row["parts"]) == 3)
    assert article["parts"][0]["slice"] == "要闻"


def test_flags_and_notes_travel_along_and_a_file_without_them_is_read_as_ever():
    page = nasty_page()
    (incoming,) = read_bytes(line_of(page))
    assert (incoming.page.flag, incoming.page.notes) == (page.flag, page.notes)
    plain = json.loads(line_of(page))
    plain["records"] = [r for r in plain["records"] if r["kind"] not in ("flag", "note")]
    (older,) = read_bytes(json.dumps(plain).encode())
    assert (older.page.flag, older.page.notes) == (None, ())
    assert older.page.entities == page.entities


def test_where_the_text_came_from_travels_along():
    order = Order(came_from=CameFrom("第一版.txt", "gb18030"))
    (incoming,) = read_bytes(line_of(nasty_page(), order))
    assert incoming.came_from == CameFrom("第一版.txt", "gb18030")


def _broken(change: Callable[[Any], object]) -> bytes:
    plain = json.loads(line_of(nasty_page()))
    change(plain)
    return (json.dumps(plain) + "\n").encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain.pop("name"),
        lambda plain: plain.update(name=" "),
        lambda plain: plain.update(version=2),
        lambda plain: plain.update(format="other"),
        lambda plain: plain.update(offset_unit="utf-16"),
        lambda plain: plain.update(text=plain["text"] + "。"),
        lambda plain: plain.update(newline="?"),
        lambda plain: plain.update(records={}),
        lambda plain: plain["records"].append(3),
        lambda plain: plain["records"].append(plain["records"][0]),
        lambda plain: plain["records"][-1].update(end=9_999),
        lambda plain: plain["records"][0].update(kind="hat"),
        lambda plain: plain["records"][0].update(origin=3),
        lambda plain: plain["records"][0]["parts"][0].update(slice="别"),
        lambda plain: next(r for r in plain["records"] if r["kind"] == "entity").update(slice="别"),
        lambda plain: next(r for r in plain["records"] if r.get("id") == "n3").update(slice="别"),
        lambda plain: next(r for r in plain["records"] if r["kind"] == "note").update(text=" "),
        lambda plain: plain["proposals"][0].update(slice="别"),
        lambda plain: plain["proposals"][0]["body"].update(end=9_999),
        lambda plain: plain["proposals"].append(plain["proposals"][0]),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(change: Callable[[Any], object]):
    good = line_of(Page("别的", RawText.of("一")))
    with pytest.raises(BadFormat) as refused:
        read_bytes(good + b"\n" + _broken(change))
    assert refused.value.facts["line"] == "3"


@pytest.mark.parametrize("data", [b"{", b"[]\n", b"\xff\n", b"null\n"])
def test_what_is_no_json_object_is_refused(data: bytes):
    with pytest.raises(BadFormat):
        read_bytes(data)


def test_pages_before_a_bad_line_are_there_by_then(tmp_path: Path):
    path = tmp_path / "pages.jsonl"
    path.write_bytes(line_of(nasty_page()) + b"{\n")
    reading = jsonl.read(path, no_texts)
    assert next(reading).page.name == nasty_page().name
    with pytest.raises(BadFormat):
        next(reading)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path):
    with pytest.raises(FileMissing):
        list(jsonl.read(tmp_path / "no.jsonl", no_texts))
