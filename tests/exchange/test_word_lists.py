from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jieba import re_userdict

from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.errors import BadFormat, BinaryFile, EmptyFile, FileMissing, FolderNotWritable
from annotator.exchange.decode import PAGE_LIMIT
from annotator.exchange.word_lists import read_word_list, write_word_list

LABELS = ("PER", "LOC", "ORG", "TIME", "LAW")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "词表.txt"


def rules(path: Path, text: str, label: str = "", form: str = "") -> list[tuple[str, str, str]]:
    path.write_text(text, "utf-8")
    return [(e.text, e.label, e.rule) for e in read_word_list(path, LABELS, label, form).entries]


def refusal(path: Path, text: str, label: str = "", form: str = "") -> tuple[str, str]:
    """The line that cannot be read, and why."""
    with pytest.raises(BadFormat) as refused:
        rules(path, text, label, form)
    return refused.value.facts["line"], refused.value.facts["cause"]


# -- tables --------------------------------------------------------------------------------


def test_a_table_says_text_label_and_rule(path):
    table = "text\tlabel\trule\n昭阳区\tLOC\talways\n\n幸福\tPER\tnever\n"
    assert rules(path, table) == [("昭阳区", "LOC", "always"), ("幸福", "PER", "never")]


def test_a_table_needs_neither_head_nor_rule(path):
    assert rules(path, "昭阳区\tLOC\n幸福\tPER\tnever") == [
        ("昭阳区", "LOC", "always"),
        ("幸福", "PER", "never"),
    ]


def test_columns_stand_in_any_order_under_a_head(path):
    assert rules(path, "text\tlabel\tsource\trule\n幸福\tPER\t某表\tnever\n") == [
        ("幸福", "PER", "never")
    ]


def test_one_word_a_line_gets_the_label_that_was_asked_for(path):
    assert rules(path, "昭阳区\r\n靖安镇\r\nNew  York\r\n", "LOC") == [
        ("昭阳区", "LOC", "always"),
        ("靖安镇", "LOC", "always"),
        ("New York", "LOC", "always"),
    ]


def test_the_encoding_of_a_list_is_guessed(path):
    path.write_bytes("昭阳区\n靖安镇\n鲁甸县\n".encode("gb18030"))
    found = read_word_list(path, LABELS, "LOC")
    assert [each.text for each in found.entries] == ["昭阳区", "靖安镇", "鲁甸县"]
    assert {each.source for each in found.entries} == {"词表.txt"}


def test_counts_of_another_project_are_left_out_and_counted(path):
    path.write_text("text\tlabel\trule\n昭阳区\tLOC\tauto\n幸福\tPER\tnever\n", "utf-8")
    found = read_word_list(path, LABELS)
    assert ([each.text for each in found.entries], found.without_rule) == (["幸福"], 1)


def test_a_long_string_that_was_only_counted_keeps_no_list_out(path):
    counted = LexiconEntry("昭" * 101, "ORG", accepted=1)
    write_word_list(path, Lexicon([counted, LexiconEntry("昭通", "LOC", rule="never")]))
    found = read_word_list(path, LABELS)
    assert [(each.text, each.rule) for each in found.entries] == [("昭通", "never")]
    assert found.without_rule == 1


def test_a_line_twice_counts_once(path):
    assert rules(path, "昭阳区\n昭阳区\n", "LOC") == [("昭阳区", "LOC", "always")]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("昭阳区", "no label"),
        ("昭阳区\tFOOD", "FOOD"),
        ("昭阳区\tLOC\tperhaps", "perhaps"),
        ("\tLOC\talways", "no word"),
        ("昭" * 101 + "\tLOC", "101"),
        ("靖安镇\tLOC\tnever", "otherwise"),
    ],
)
def test_the_first_line_that_cannot_be_read_is_told(path, line: str, cause: str):
    number, why = refusal(path, f"text\tlabel\trule\n靖安镇\tLOC\n\n{line}\n又一\tFOOD\n")
    assert number == "4"
    assert cause in why


def test_a_list_may_be_longer_than_a_page(path):
    text = "".join(f"{number:020}\tLOC\n" for number in range(90_000))
    assert len(text) > PAGE_LIMIT
    assert len(rules(path, text)) == 90_000


def test_what_is_no_text_is_refused(path):
    with pytest.raises(FileMissing):
        read_word_list(path, LABELS)
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        read_word_list(path, LABELS)
    path.write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(BinaryFile):
        read_word_list(path, LABELS)


# -- jieba ---------------------------------------------------------------------------------


def test_a_dictionary_names_labels_by_tags(path):
    assert rules(path, "沈迅 3 nr\n昭阳区 10 ns\n春城晚报 2 nt\n去年 1 t\n民法典 1 law\n") == [
        ("沈迅", "PER", "always"),
        ("昭阳区", "LOC", "always"),
        ("春城晚报", "ORG", "always"),
        ("去年", "TIME", "always"),
        ("民法典", "LAW", "always"),
    ]


def test_frequency_and_tag_may_be_missing(path):
    text = "沈迅 nr\n昭阳区 5\n靖安镇\nNew York 3 ns\n"
    assert rules(path, text, "LOC", "jieba") == [
        ("沈迅", "PER", "always"),
        ("昭阳区", "LOC", "always"),
        ("靖安镇", "LOC", "always"),
        ("New York", "LOC", "always"),
    ]


def test_a_tag_that_is_no_label_needs_one_to_be_given(path):
    assert refusal(path, "昭阳区 10 ns\n苹果 3 nz\n")[0] == "2"
    assert rules(path, "昭阳区 10 ns\n苹果 3 nz\n", "ORG")[1] == ("苹果", "ORG", "always")


def test_words_with_figures_behind_a_space_are_no_dictionary(path):
    assert rules(path, "公园 1903\n昭阳区\n靖安镇\n", "LOC")[0] == ("公园1903", "LOC", "always")


def test_jieba_reads_the_dictionary_that_is_written(path):
    entries = [
        LexiconEntry("昭阳红", "LOC", 3),
        LexiconEntry("沈迅", "PER", rule="always"),
        LexiconEntry("春城晚报社", "ORG", 2),
        LexiconEntry("某条例", "LAW", 1),
        LexiconEntry("幸福", "PER", rejected=1),
        LexiconEntry("不是", "LOC", 5, rule="never"),
    ]
    assert write_word_list(path, Lexicon(entries), "jieba") == 4
    lines = sorted(path.read_text("utf-8").splitlines())
    assert lines == sorted(["昭阳红 3 ns", "沈迅 1 nr", "春城晚报社 2 nt", "某条例 1 law"])
    assert re_userdict.match("昭阳红 3 ns").groups() == ("昭阳红", " 3", " ns")
    assert all(re_userdict.match(line)[3] for line in lines)
    assert {(e.text, e.label) for e in read_word_list(path, LABELS).entries} == {
        entry.key for entry in entries[:4]
    }


# -- there and back ------------------------------------------------------------------------

ENTRIES = st.lists(
    st.builds(
        LexiconEntry,
        st.text(st.sampled_from("昭阳区aZ 1#\"'"), max_size=6).map(string_of).filter(bool),
        st.sampled_from(LABELS),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from(("auto", "always", "never")),
        st.sampled_from(("", "表 一.tsv")),
    ),
    unique_by=lambda entry: entry.key,
    max_size=6,
)


@given(ENTRIES)
def test_a_table_brings_back_every_rule(entries: list[LexiconEntry]):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.tsv"
        assert write_word_list(path, Lexicon(entries)) == len(entries)
        found = read_word_list(path, LABELS)
    told = {(each.key, each.rule) for each in entries if each.rule != "auto"}
    assert {(each.key, each.rule) for each in found.entries} == told
    assert found.without_rule == len(entries) - len(told)


def test_a_table_has_the_counts(path):
    write_word_list(path, Lexicon([LexiconEntry("昭阳区", "LOC", 3, 1, 2, "always", "词.tsv")]))
    assert path.read_text("utf-8").splitlines() == [
        "text\tlabel\trule\taccepted\trejected\toutside\tsource",
        "昭阳区\tLOC\talways\t3\t1\t2\t词.tsv",
    ]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(FolderNotWritable):
        write_word_list(tmp_path / "taken", Lexicon())
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
