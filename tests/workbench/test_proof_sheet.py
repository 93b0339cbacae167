"""The proof sheet says what editors have corrected, where they read it, and who did it when."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.document.edits import Change, Edit
from annotator.document.marks import (
    Accepted,
    Adjusted,
    ArticleMark,
    CorrectionMark,
    Imported,
    Origin,
    Part,
    SoftBreak,
    Typed,
    lead_of,
)
from annotator.document.pages import Record, record_key
from annotator.document.phrases import phrase
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Selection, Span
from annotator.errors import Cancelled, FolderNotWritable, PageUnknown
from annotator.exchange.proof_sheet import ProofRow
from annotator.settings.language import Language
from annotator.store.project import NewPage, Project
from annotator.workbench.proof_sheet import (
    Scope,
    form_of,
    has_issue,
    issue_of,
    proof_rows,
    title_of,
    write_proof_sheet,
)

TEXT = "春耕开\n使了\n今年高明县的春耕,比去年早。\n天气\n图 片"
PAGES = ("日报-20240102-01", "日报-20240102-02", "日报-20240103-01")
BY = Typed("编辑")


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def fix(
    id_: str,
    words: str,
    reads: str | None,
    kind: str = "substitution",
    origin: Origin = BY,
    certainty: str = "sure",
) -> CorrectionMark:
    return CorrectionMark(id_, place(words), reads, kind, origin, certainty)


@pytest.fixture
def beijing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system's clock stands in China."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three pages of two issues, all with one text and without a mark."""
    with Project.create(tmp_path / "日报.db") as project:
        new = [NewPage(name, RawText.of(TEXT), f"{name}.txt", "utf-8") for name in PAGES]
        project.add_pages(new, "2024-01-01T00:00:00Z")
        yield project


def put(
    project: Project, name: str, *records: Record, at: str = "2024-01-02T00:00:00Z", by: str = "甲"
) -> None:
    """Marks, or other states of marks that are there, as one edit."""
    number = project.page_number(name)
    page = project.page(number)
    changes = tuple(Change(page.records.get(record_key(each)), each) for each in records)
    edit = Edit("test", phrase("edit.undo"), changes, Selection.at(0), by, at)
    project.commit(number, page, edit, edit.apply(page))


def undo_last(project: Project, name: str, at: str) -> None:
    number = project.page_number(name)
    page = project.page(number)
    (last,) = project.edits(number, [page.revision])
    edit = last.inverse()
    edit = Edit("undo", edit.title, edit.changes, edit.selection, "乙", at)
    project.commit(number, page, edit, edit.apply(page), "undo")


def article(id_: str, head: Span, body: Span) -> ArticleMark:
    parts = (Part(head, "headline"), Part(body, "body"))
    return ArticleMark(id_, parts, lead_of(parts), BY)


def first(project: Project, scope: Scope | None = None) -> ProofRow:
    return next(proof_rows(project, scope))


# -- a row -------------------------------------------------------------------------------


def test_a_row_has_the_number_and_the_corrected_headline_of_its_article(project: Project):
    head, body = Span(0, place("使了").end), Span(place("今年").start, place("早。").end)
    joint = SoftBreak("s", Span(3, 4), BY)
    put(project, PAGES[0], article("a", head, body), joint)
    put(project, PAGES[0], fix("c1", "使", "始"), fix("c2", "高明县", "嵩明县"))
    rows = list(proof_rows(project))
    assert [(row.article, row.headline) for row in rows] == [(1, "春耕开始了")] * 2
    assert [(row.raw, row.corrected) for row in rows] == [("使", "始"), ("高明县", "嵩明县")]


def test_lines_count_from_one_in_the_raw_text_and_context_stays_in_the_line(project: Project):
    put(project, PAGES[0], fix("c", "高明县", "嵩明县"), fix("d", "天气\n图", "天气图", "spacing"))
    county, broken = proof_rows(project)
    assert (county.line, county.before, county.after) == (3, "今年", "的春耕,比去年早")
    assert (broken.line, broken.before, broken.after) == (4, "", " 片")


def test_text_of_no_article_has_no_number(project: Project):
    put(project, PAGES[0], fix("c", "图 片", "图片", "spacing"))
    assert (first(project).article, first(project).headline) == (0, "")


def test_lost_text_has_no_raw_text_and_a_suspect_no_corrected_one(project: Project):
    at = CorrectionMark("c", Gap(place("今年").start), "据悉，", "omission", BY)
    put(project, PAGES[0], at, fix("d", "天气", None, "omission", certainty="suspect"))
    lost, damaged = proof_rows(project)
    assert (lost.raw, lost.corrected, lost.line, lost.after) == (
        "",
        "据悉，",
        3,
        "今年高明县的春耕",
    )
    assert (damaged.raw, damaged.corrected, damaged.certainty) == ("天气", None, "suspect")


def test_a_correction_at_the_end_of_the_text_has_its_line(project: Project):
    end = CorrectionMark("c", Gap(len(TEXT)), "。", "punctuation", BY)
    put(project, PAGES[0], end)
    assert (first(project).line, first(project).before, first(project).after) == (5, "图 片", "")


@pytest.mark.parametrize(
    ("origin", "who"),
    [
        (Typed("甲"), "甲"),
        (Accepted("乙", "0" * 16), "乙"),
        (Adjusted("丙", "0" * 16), "丙"),
        (Imported("旧稿.json"), "旧稿.json"),
    ],
)
def test_who_is_whoever_the_mark_came_from(project: Project, origin: Origin, who: str):
    put(project, PAGES[0], fix("c", "使", "始", origin=origin), by="丁")
    assert first(project).by == who


@pytest.mark.usefixtures("beijing")
def test_when_is_when_it_last_became_what_it_is(project: Project):
    put(project, PAGES[0], fix("c", "使", "始"), at="2024-01-02T00:00:00Z")
    assert first(project).at == "2024-01-02 08:00"
    put(project, PAGES[0], fix("c", "使", "史"), at="2024-01-02T23:30:00Z")
    put(project, PAGES[0], fix("d", "天气", "天汽"), at="2024-01-05T00:00:00Z")
    assert first(project).at == "2024-01-03 07:30"
    for day in "67":  # undone and, by undoing that, done again
        undo_last(project, PAGES[0], f"2024-01-0{day}T00:00:00Z")
    assert [row.at for row in proof_rows(project)] == ["2024-01-03 07:30", "2024-01-07 08:00"]


def test_what_was_undone_is_not_on_the_sheet(project: Project):
    put(project, PAGES[0], fix("c", "使", "始"))
    undo_last(project, PAGES[0], "2024-01-03T00:00:00Z")
    assert list(proof_rows(project)) == []


# -- the scope ---------------------------------------------------------------------------


@pytest.fixture
def corrected(project: Project) -> Project:
    for name in PAGES:
        put(project, name, fix("c", "使", "始"))
    return project


def pages(project: Project, scope: Scope | None = None) -> list[str]:
    return [row.page for row in proof_rows(project, scope)]


def test_a_project_is_all_its_pages_by_name(corrected: Project):
    assert pages(corrected) == list(PAGES)


def test_an_issue_is_the_pages_of_its_name(corrected: Project):
    assert pages(corrected, Scope(issue="日报-20240102")) == list(PAGES[:2])
    assert pages(corrected, Scope(issue="日报")) == []
    assert has_issue(corrected, "日报-20240103")
    assert not has_issue(corrected, "日报")


def test_named_pages_come_as_they_are_named_and_once(corrected: Project):
    assert pages(corrected, Scope((PAGES[2], PAGES[0], PAGES[2]))) == [PAGES[2], PAGES[0]]


def test_a_page_nobody_knows_is_refused(corrected: Project):
    with pytest.raises(PageUnknown):
        pages(corrected, Scope(("晚报",)))


@pytest.mark.parametrize(
    ("page", "issue"),
    [
        ("日报-20240102-A03", "日报-20240102"),
        ("000_17ee941e941cf669", "000"),
        ("日报 2024.01.02 第3版", "日报 2024.01.02"),
        ("人民日报·2024-01-02·8", "人民日报·2024-01-02"),
        ("pub001", "pub001"),
        ("日报-20240102-", "日报-20240102-"),
        ("-3", "-3"),
        ("", ""),
    ],
)
def test_the_issue_is_all_of_the_name_but_its_last_piece(page: str, issue: str):
    assert issue_of(page) == issue


def test_it_can_be_stopped(corrected: Project):
    with pytest.raises(Cancelled):
        list(proof_rows(corrected, progress=lambda done, _total, _what: done < 1))


# -- the file ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "title"),
    [
        (Scope(), "Proof sheet: 日报"),
        (Scope(issue="日报-20240102"), "Proof sheet: 日报-20240102"),
        (Scope((PAGES[0],)), f"Proof sheet: {PAGES[0]}"),
        (Scope(PAGES), "Proof sheet: 3 pages"),
    ],
)
def test_the_title_says_the_scope(project: Project, scope: Scope, title: str):
    assert title_of(project, scope, Language("en")) == title


def test_the_ending_of_the_name_says_the_form():
    names = ("a.html", "a.HTM", "a.b.csv", "a.pdf", "csv")
    assert [form_of(Path(name)) for name in names] == ["html", "html", "csv", None, None]


def test_a_sheet_is_written_in_the_language_asked_for(corrected: Project, tmp_path: Path):
    for name, words in (("zh", ("勘误表：日报", "误")), ("en", ("Proof sheet: 日报", "Raw"))):
        path = tmp_path / "new" / f"{name}.html"
        assert write_proof_sheet(corrected, path, Scope(), Language(name)) == 3
        assert all(f">{each}<" in path.read_text("utf-8") for each in words)


def test_csv_has_a_byte_order_mark_unless_it_is_not_wanted(corrected: Project, tmp_path: Path):
    path = tmp_path / "表.csv"
    write_proof_sheet(corrected, path, Scope(), Language("zh"))
    assert path.read_bytes().startswith("\ufeff版面,".encode())
    write_proof_sheet(corrected, path, Scope(), Language("zh"), has_bom=False)
    assert path.read_bytes().startswith("版面,".encode())


def test_a_sheet_that_cannot_be_written_leaves_the_old_one(corrected: Project, tmp_path: Path):
    path = tmp_path / "表.csv"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_proof_sheet(corrected, path, Scope(), Language("zh"), progress=lambda *_: False)
    assert path.read_bytes() == b"old"
    with pytest.raises(FolderNotWritable):
        write_proof_sheet(corrected, path / "x.csv", Scope(), Language("zh"))
    assert sorted(p.name for p in tmp_path.iterdir() if "表" in p.name) == ["表.csv"]
