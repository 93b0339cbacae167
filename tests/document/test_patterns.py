import pytest

from annotator.document.patterns import Pattern


def test_a_list_has_each_word_once_as_a_reader_reads_it():
    pattern = Pattern(1, "ORG", "words", "春城晚报\n\n 云南 日报 \n春城晚报\nNew  York\n")
    assert pattern.words == ("春城晚报", "云南日报", "New York")
    assert pattern.title == "春城晚报、云南日报、New York"


def test_a_long_list_is_called_by_its_first_words():
    assert Pattern(1, "ORG", "words", "甲报\n乙报\n丙报\n丁报").title == "甲报、乙报、丙报…"


def test_an_expression_is_called_by_itself_and_has_no_words():
    pattern = Pattern(1, "ORG", "regex", "《[^》]+》")
    assert pattern.title == "《[^》]+》"
    assert pattern.words == ()


def test_there_is_no_third_kind():
    with pytest.raises(ValueError, match="glob"):
        Pattern(1, "ORG", "glob", "*")
