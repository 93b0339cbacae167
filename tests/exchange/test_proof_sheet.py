"""The proof sheet as files: nothing runs in a spreadsheet or a browser, everything can be read."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.marks import CERTAINTIES, CORRECTION_KINDS
from annotator.exchange.proof_sheet import (
    COLUMNS,
    ProofRow,
    as_csv,
    as_html,
    cells,
    heads,
    safe_cell,
    visible,
)
from annotator.settings.language import LANGUAGES, Language

ZH, EN = Language("zh"), Language("en")
ROW = ProofRow(
    page="日报-20240102-A03",
    article=2,
    headline="春耕开始",
    line=14,
    raw="高明县",
    corrected="嵩明县",
    kind="substitution",
    certainty="likely",
    by="编辑",
    at="2024-01-02 08:00",
    before="云南省",
    after="的村民",
)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def said(row: ProofRow, column: str, language: Language = EN) -> str:
    return cells(row, language)[COLUMNS.index(column)]


# -- cells -------------------------------------------------------------------------------


def test_a_row_says_where_what_who_and_when():
    assert cells(ROW, ZH) == (
        "日报-20240102-A03",
        "2",
        "春耕开始",
        "14",
        "高明县",
        "嵩明县",
        "云南省【高明县】的村民",
        "错字",
        "很可能",
        "编辑",
        "2024-01-02 08:00",
    )


def test_blanks_and_line_ends_can_be_seen():
    row = replace(ROW, raw="张 三\n\u3000\t李", corrected="张三 李", before="记者\u00a0")
    assert said(row, "raw") == "张␣三⏎␣␣李"
    assert said(row, "corrected") == "张三␣李"
    assert said(row, "context").startswith("记者␣【张␣三⏎")


def test_control_characters_have_pictures():
    assert visible("\x1b[\x08\u2028") == "␛[␈⏎"


def test_what_is_missing_is_said():
    assert said(replace(ROW, raw=""), "raw") == "(nothing)"
    assert said(replace(ROW, corrected=""), "corrected") == "(taken out)"
    suspect = replace(ROW, corrected=None, certainty="suspect")
    assert said(suspect, "corrected") == "(original unknown)"
    assert said(suspect, "certainty") == "suspect"
    assert said(suspect, "corrected", ZH) == "（原字不明）"


def test_text_in_no_article_has_no_number():
    assert said(replace(ROW, article=0, headline=""), "article") == ""


def test_a_long_stretch_is_shortened_in_its_context_alone():
    row = replace(ROW, raw="甲" * 30 + "乙" * 30)
    assert said(row, "context") == f"云南省【{'甲' * 20}…{'乙' * 20}】的村民"
    assert said(row, "raw") == row.raw


@pytest.mark.parametrize("language", [ZH, EN])
def test_every_kind_and_certainty_has_words(language: Language):
    for kind in CORRECTION_KINDS:
        for certainty in CERTAINTIES:
            assert all(cells(replace(ROW, kind=kind, certainty=certainty), language))


# -- CSV ---------------------------------------------------------------------------------


def test_the_titles_come_first_in_either_language():
    assert table(as_csv([], ZH)) == [list(heads(ZH))]
    assert table(as_csv([], EN))[0][4:6] == ["Raw", "Corrected"]


def test_csv_starts_with_a_byte_order_mark_unless_it_is_not_wanted():
    assert as_csv([ROW], ZH).startswith(b"\xef\xbb\xbf")
    assert as_csv([ROW], ZH, has_bom=False).startswith("版面".encode())


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1", "－", "＋1", "＠x"]
)
def test_a_formula_is_text(formula: str):
    assert safe_cell(formula) == f"'{formula}"
    row = replace(ROW, page=formula, headline=formula, raw=formula, corrected=formula, by=formula)
    assert not [cell for cell in table(as_csv([row], EN))[1] if cell.startswith(tuple("=+-@\t\r"))]


def test_what_is_no_formula_stays_as_it_is():
    for text in ("1=1", "—", "一", "", "'x", "，"):
        assert safe_cell(text) == text


def test_commas_quotes_and_line_ends_stay_in_their_cell():
    row = replace(ROW, raw=',"\n', corrected="，”", by='甲, "乙"')
    (_, read) = table(as_csv([row], EN))
    assert read[COLUMNS.index("raw")] == ',"⏎'
    assert read[COLUMNS.index("by")] == '甲, "乙"'
    assert as_csv([row, row], EN).count(b"\r\n") == 3


TEXT = st.text(st.sampled_from("甲=+-@\t\r\n ,\"'<&>\x1b\u2028𠮷"), max_size=6)


@given(
    st.lists(
        st.builds(replace, st.just(ROW), raw=TEXT, corrected=TEXT | st.none(), by=TEXT, page=TEXT)
    )
)
def test_any_text_is_one_safe_line_of_cells(rows: list[ProofRow]):
    read = table(as_csv(rows, EN))
    assert len(read) == len(rows) + 1
    for row, line in zip(rows, read[1:], strict=True):
        assert len(line) == len(COLUMNS)
        assert [cell.removeprefix("'") for cell in line] == [
            c.removeprefix("'") for c in cells(row, EN)
        ]
        assert not any(cell.startswith(tuple("=+-@\t\r")) or "\n" in cell for cell in line)


# -- HTML --------------------------------------------------------------------------------


CELLS = ("td", "th", "title", "h1")


class Parsed(HTMLParser):
    """Tags in order, and the text of each cell."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.cells: list[str] = []
        self.is_in_cell = False
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.is_in_cell = tag in CELLS
        if self.is_in_cell:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self.is_in_cell = self.is_in_cell and tag not in CELLS

    def handle_data(self, data: str) -> None:
        if self.is_in_cell:
            self.cells[-1] += data


def test_html_is_one_file_that_names_its_encoding_and_language():
    html = Parsed(as_html([ROW], ZH, "勘误表：日报"))
    assert ("charset", "utf-8") in html.attributes
    assert ("lang", "zh-CN") in html.attributes
    assert ("lang", "en") in Parsed(as_html([ROW], EN, "x")).attributes
    assert html.cells[0] == "勘误表：日报"
    assert not {"script", "link", "img", "iframe"} & set(html.tags)
    assert "url(" not in as_html([ROW], ZH, "x").decode("utf-8")


def test_the_head_of_the_table_is_repeated_and_no_row_is_torn():
    html = as_html([ROW], EN, "x").decode("utf-8")
    printed = html.split("@media print")[1]
    assert re.search(r"thead \{ display: table-header-group", printed)
    assert re.search(r"tr \{ break-inside: avoid", printed)
    tags = Parsed(html.encode()).tags
    assert tags.index("thead") < tags.index("tbody")


def test_a_page_stands_above_its_rows_once():
    other = replace(ROW, page="日报-20240102-A04")
    html = Parsed(as_html([ROW, ROW, other], EN, "x"))
    assert html.cells.count("日报-20240102-A03") == 1
    assert html.tags.count("tbody") == 2
    assert html.cells.count("2 春耕开始") == 3


def test_text_that_looks_like_html_is_text():
    evil = "<script>alert('&amp;')</script>"
    row = replace(ROW, page=evil, headline=evil, raw=evil, corrected=evil, by=evil, before=evil)
    html = Parsed(as_html([row], EN, evil))
    assert "script" not in html.tags
    assert html.cells.count(evil) == 6  # title, its heading, page, raw, corrected, who


@given(
    st.lists(st.builds(replace, st.just(ROW), raw=TEXT, corrected=TEXT | st.none(), before=TEXT))
)
def test_every_row_is_printed_whole(rows: list[ProofRow]):
    html = Parsed(as_html(rows, EN, "x"))
    printed = [cells(row, EN)[COLUMNS.index("raw")] for row in rows]
    at = html.cells.index(EN.say("proof.at")) + 1
    body = [cell for cell in html.cells[at:] if cell != ROW.page]
    assert body[2::9] == printed


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_sheet_without_rows_is_a_sheet(name: str):
    html = Parsed(as_html([], Language(name), "x"))
    assert "tbody" not in html.tags
    assert "thead" in html.tags
