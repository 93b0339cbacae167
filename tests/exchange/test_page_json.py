import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.document.marks import (
    Accepted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    Imported,
    Part,
    Typed,
)
from annotator.document.openness import with_open_accepted
from annotator.document.pages import Page, record_key
from annotator.document.proposals import CorrectionBody, Decision, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span
from annotator.errors import BadFormat, FileMissing, PageDiffers, PageUnknown
from annotator.exchange import page_json
from annotator.exchange.form import Incoming, Order, Written
from annotator.settings.resources import seed_gold, seed_pages

RAW = RawText.of("要闻北京上海\n天津")
FULL: dict[str, Any] = {
    "page_id": "p",
    "text_sha256": RAW.sha256,
    "offset_unit": "unicode code points",
    "articles": [{"id": "a1", "segments": [{"start": 2, "end": 9, "role": "body"}]}],
    "furniture": [{"start": 0, "end": 2, "role": "section"}],
    "soft_breaks": [{"start": 6, "end": 7}],
    "entities": [{"start": 2, "end": 4, "label": "LOC"}],
    "corrections": [],
}


def text_of(name: str) -> RawText:
    by_name = {path.stem: path for path in seed_pages()}
    if name == "p":
        return RAW
    if name not in by_name:
        raise PageUnknown(page=name, project="test")
    return RawText.of(by_name[name].read_bytes().decode("utf-8"))


def read(path: Path) -> Incoming:
    (incoming,) = page_json.read(path, text_of)
    return incoming


def written(page: Page, *, include_proposals: bool = False) -> bytes:
    made = page_json.write(page, Order(include_proposals))
    assert isinstance(made, Written)
    return made.pieces[0].data


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """A file with `FULL` and what is changed in it."""

    def put(**changed: object) -> Path:
        path = tmp_path / "p.json"
        path.write_text(json.dumps({**FULL, **changed}), "utf-8")
        return path

    return put


@pytest.mark.parametrize("path", sorted(seed_gold().glob("*.json")), ids=lambda path: path.stem[:3])
def test_gold_that_was_read_is_written_byte_by_byte_as_it_was(path: Path):
    incoming = read(path)
    assert incoming.unplaced == ()
    assert written(incoming.page) == path.read_bytes()


def test_what_comes_in_is_human_work_from_that_file(put: Callable[..., Path]):
    page = read(put()).page
    assert {mark.origin for mark in page.entities} == {Imported("p.json")}
    assert len(page.records) == 4


def test_articles_are_numbered_in_the_page_s_order_and_keep_it(put: Callable[..., Path]):
    rows = [{"segments": [{"start": s, "end": s + 2, "role": "body"}]} for s in (4, 2, 0)]
    page = read(put(articles=rows, furniture=[])).page
    assert [article.parts[0].span.start for article in page.articles] == [4, 2, 0]
    again = json.loads(written(page))
    assert [row["id"] for row in again["articles"]] == ["a1", "a2", "a3"]


def test_parts_stand_in_reading_order():
    parts = (Part(Span(7, 9), "headline"), Part(Span(2, 4), "body"))
    page = Page("p", RAW).with_records({"x": ArticleMark("x", parts, 2.0, Typed("ada"))}, 1)
    segments = json.loads(written(page))["articles"][0]["segments"]
    assert [row["start"] for row in segments] == [7, 2]


def test_a_correction_without_certainty_is_sure_and_without_text_a_suspect(
    put: Callable[..., Path],
):
    rows = [
        {"start": 2, "end": 3, "kind": "substitution", "replacement": "南"},
        {"start": 5, "end": 5, "kind": "punctuation", "replacement": "、"},
        {"start": 7, "end": 9, "kind": "omission", "replacement": None},
    ]
    found = read(put(corrections=rows)).page.corrections
    assert [mark.certainty for mark in found] == ["sure", "sure", "suspect"]
    assert found[1].place == Gap(5)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"entities": [{"start": 7, "end": 99, "label": "LOC"}]}, "outside"),
        ({"entities": [{"start": 7, "end": 9, "label": "HAT"}]}, "unknown_label"),
        ({"furniture": [{"start": 0, "end": 2, "role": "body"}]}, "unknown_role"),
        ({"furniture": [{"start": 1, "end": 3, "role": "ad"}]}, "overlaps"),
        ({"articles": [{"segments": []}]}, "empty_article"),
        (
            {"corrections": [{"start": 0, "end": 1, "kind": "hat", "replacement": "x"}]},
            "unknown_kind",
        ),
    ],
)
def test_what_finds_no_place_is_listed(put: Callable[..., Path], changed: dict[str, Any], why: str):
    incoming = read(put(**changed))
    assert [each.key for each in incoming.unplaced] == [f"unplaced.{why}"]


def test_annotations_of_another_text_are_refused(put: Callable[..., Path]):
    with pytest.raises(PageDiffers):
        read(put(text_sha256="0" * 64))


def test_annotations_of_a_page_nobody_knows_are_refused(put: Callable[..., Path]):
    with pytest.raises(PageUnknown):
        read(put(page_id="q"))


@pytest.mark.parametrize(
    "changed",
    [
        {"page_id": 3},
        {"offset_unit": "utf-16"},
        {"entities": {}},
        {"entities": [3]},
        {"entities": [{"start": "2", "end": 4, "label": "LOC"}]},
        {"entities": [{"start": 2, "end": 4}]},
        {"articles": [{"id": "a1"}]},
        {"entities": [{"start": 2, "end": 4, "label": "\ud842"}]},
    ],
)
def test_a_malformed_file_is_refused_in_our_words(
    put: Callable[..., Path], changed: dict[str, Any]
):
    with pytest.raises(BadFormat):
        read(put(**changed))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff\xfe", b'{"page_id": NaN}', b"[" * 99_999]
)
def test_what_is_no_json_object_is_refused_in_our_words(tmp_path: Path, data: bytes):
    path = tmp_path / "p.json"
    path.write_bytes(data)
    with pytest.raises(BadFormat):
        read(path)


def test_the_line_of_a_slip_is_told(tmp_path: Path):
    path = tmp_path / "p.json"
    path.write_text('{\n"page_id":\n}', "utf-8")
    with pytest.raises(BadFormat) as refused:
        read(path)
    assert refused.value.facts["line"] == "3"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path):
    with pytest.raises(FileMissing):
        read(tmp_path / "no.json")


def test_what_the_form_has_no_place_for_is_counted():
    entity = EntityMark("e", Span(2, 4), "LOC", Typed("ada"))
    fix = CorrectionMark("c", Span(0, 1), "一", "substitution", Typed("ada"))
    page = Page("p", RAW).with_records({"e": entity, "c": fix}, 1)
    made = page_json.write(page, Order())
    assert isinstance(made, Written)
    assert made.loss.counts == (("origins", 2),)


def test_a_correction_nobody_has_decided_has_its_score():
    said = [
        propose(CorrectionBody(Span(at, at + 1), "一", "substitution"), score, (), "test 1")
        for at, score in ((0, 0.4), (2, 0.2), (4, 0.9), (7, 0.7))
    ]
    taken = CorrectionMark("c", Span(7, 8), "一", "substitution", Accepted("ada", said[3].id))
    made = [taken, Decision(said[3].id, "accepted", "ada", "2024")]
    page = Page("p", RAW).with_proposals(said)
    page = page.with_records({record_key(each): each for each in made}, 1)
    rows = json.loads(written(with_open_accepted(page, ""), include_proposals=True))["corrections"]
    assert [(row["start"], row.get("score")) for row in rows] == [(0, 0.4), (4, 0.9), (7, None)]
    all_rows = with_open_accepted(page, "", least_suspect=0.2)
    rows = json.loads(written(all_rows, include_proposals=True))["corrections"]
    assert [row.get("score") for row in rows] == [0.4, 0.2, 0.9, None]
    assert "score" not in json.loads(written(all_rows))["corrections"][0]
