from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.correcting import CorrectionRule
from annotator.errors import BadFormat, BinaryFile, EmptyFile, FileMissing, FolderNotWritable
from annotator.exchange.confusion_list import LONGEST, as_table, read_rules, write_rules

HEAD = "raw\ttext\tverdict\tsource"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "易错 表.tsv"


def rules(path: Path, text: str) -> list[tuple[str, str, str, str]]:
    path.write_text(text, "utf-8")
    return [(r.raw, r.text, r.verdict, r.source) for r in read_rules(path)]


def refusal(path: Path, text: str) -> tuple[str, str]:
    """The line that cannot be read, and why."""
    with pytest.raises(BadFormat) as refused:
        rules(path, text)
    return refused.value.facts["line"], refused.value.facts["cause"]


# -- in ----------------------------------------------------------------------------------


def test_a_table_says_what_to_fix_and_what_to_allow(path):
    text = f"{HEAD}\n高明县\t嵩明县\tfix\t\n\n农旅文\t\tallow\t某表\n"
    assert rules(path, text) == [("高明县", "嵩明县", "fix", ""), ("农旅文", "", "allow", "某表")]


def test_without_a_head_the_columns_stand_in_order_and_the_file_is_the_source(path):
    assert rules(path, "高明县\t嵩明县\n农旅文\t\tallow\r\n") == [
        ("高明县", "嵩明县", "fix", "易错 表.tsv"),
        ("农旅文", "", "allow", "易错 表.tsv"),
    ]


def test_columns_stand_in_any_order_under_a_head(path):
    assert rules(path, "raw\tcount\tsource\ttext\n低族\t3\t某表\t佤族\n") == [
        ("低族", "佤族", "fix", "某表")
    ]


def test_a_count_fixes(path):
    assert rules(path, "低族\t佤族\t12\n") == [("低族", "佤族", "fix", "易错 表.tsv")]


def test_white_space_in_a_string_counts(path):
    assert rules(path, "2020 年\t2020年\n 图\t图\n") == [
        ("2020 年", "2020年", "fix", "易错 表.tsv"),
        (" 图", "图", "fix", "易错 表.tsv"),
    ]


def test_text_may_be_taken_out_where_the_verdict_says_so(path):
    assert rules(path, "【广告】\t\tfix\n") == [("【广告】", "", "fix", "易错 表.tsv")]
    assert refusal(path, "【广告】\t\n")[0] == "1"
    assert refusal(path, "【广告】\n")[0] == "1"


def test_a_line_that_says_the_same_again_is_nothing_new(path):
    assert len(rules(path, "低族\t佤族\n低族\t佤族\tfix\n")) == 1


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("低族\t佤族\n低族\t土族\n", "2", "otherwise"),
        ("低族\t佤族\n低族\t\tallow\n", "2", "otherwise"),
        (f"{HEAD}\n低族\t佤族\tmaybe\t\n", "2", "maybe"),
        ("低族\t佤族\tfix\t表\t多\n", "1", "5 cells"),
        ("低族\t低族\n", "1", "低族"),
        ("低族\t佤族\tallow\n", "1", "低族"),
        ("\t佤族\n", "1", "''"),
        ("好人\t坏人\n" + "长" * (LONGEST + 1) + "\t短\n", "2", str(LONGEST)),
        ("好人\t坏人\n短句\t" + "长" * (LONGEST + 1) + "\n", "2", str(LONGEST)),
        ("曰子\t日子\n曰\t日\n", "2", "曰"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(path, text, line, why):
    assert refusal(path, text)[0] == line
    assert why in refusal(path, text)[1]


def test_a_list_in_an_old_encoding_is_read(path):
    text = "高明县\t嵩明县\n本报通讯员\t本报讯（通讯员\n各地的群众\t各地群众\n"
    path.write_bytes(text.encode("gb18030"))
    assert [rule.raw for rule in read_rules(path)] == ["高明县", "本报通讯员", "各地的群众"]


def test_what_is_no_list_is_refused(path):
    with pytest.raises(FileMissing):
        read_rules(path)
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        read_rules(path)
    path.write_bytes(b"\x00\x01\x02\xff")
    with pytest.raises(BinaryFile):
        read_rules(path)


# -- out ---------------------------------------------------------------------------------


def test_rules_are_written_by_string_under_a_head(path):
    made = [CorrectionRule("高明县", "嵩明县"), CorrectionRule("农旅文", "", "allow", "表")]
    assert write_rules(path, made) == 2
    assert path.read_text("utf-8") == f"{HEAD}\n农旅文\t\tallow\t表\n高明县\t嵩明县\tfix\t\n"


def test_no_rules_are_a_head(path):
    assert write_rules(path, []) == 0
    assert read_rules(path) == ()


def test_a_folder_that_refuses_leaves_what_was_there(path):
    path.mkdir()
    with pytest.raises(FolderNotWritable):
        write_rules(path, [CorrectionRule("低族", "佤族")])
    assert list(path.parent.iterdir()) == [path]


WORDS = st.text(st.sampled_from("甲乙 \t\\t#\"'raw=，\u3000"), min_size=1, max_size=5)
SOURCES = st.sampled_from(["", "表", 'a "b"\\t'])


@st.composite
def rule(draw: st.DrawFn) -> CorrectionRule:
    raw, source = draw(WORDS.filter(lambda each: len(each) > 1)), draw(SOURCES)
    if draw(st.booleans()):
        return CorrectionRule(raw, "", "allow", source)
    return CorrectionRule(
        raw, draw((st.just("") | WORDS).filter(lambda each: each != raw)), source=source
    )


@given(st.lists(rule(), unique_by=lambda each: each.raw, max_size=4))
def test_what_was_written_is_read_and_written_alike(made: list[CorrectionRule]):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.tsv"
        write_rules(path, made)
        read = read_rules(path)
        assert sorted(read, key=lambda each: each.raw) == sorted(made, key=lambda each: each.raw)
        assert as_table(read) == as_table(made)
