import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.document.lexicon import (
    Lexicon,
    LexiconEntry,
    Verdict,
    outside_counts,
    string_of,
)
from annotator.document.spans import Span
from tests.strategies import texts

LETTERS = st.text(st.sampled_from("昭阳区A "), max_size=8)
WORDS = LETTERS.map(string_of).filter(bool)
ENTRIES = st.builds(
    LexiconEntry,
    WORDS,
    st.sampled_from(("PER", "LOC")),
    st.integers(0, 3),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(("auto", "auto", "always", "never")),
)


def verdict(entries: list[LexiconEntry], text: str, label: str) -> Verdict:
    return Lexicon(entries).verdict(text, label).verdict


# -- strings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "string"),
    [
        ("昭阳区", "昭阳区"),
        ("昭\n  阳区", "昭阳区"),
        (" 2023 年\u30005 月\n", "2023年5月"),
        ("New \n York", "New York"),
        ("J.\nSmith", "J. Smith"),
        (" \n\u3000", ""),
    ],
)
def test_a_string_is_read_over_breaks_and_spaces(raw: str, string: str):
    assert string_of(raw) == string


@given(texts())
def test_a_string_read_again_is_the_same_and_keeps_every_character_that_is_ink(raw: str):
    string = string_of(raw)
    assert string_of(string) == string
    assert "".join(string.split()) == "".join(raw.split())


@pytest.mark.parametrize(
    "facts",
    [
        {"text": ""},
        {"text": "昭 阳"},
        {"label": ""},
        {"rule": "sometimes"},
        {"accepted": -1},
        {"rejected": -1},
        {"outside": -1},
    ],
)
def test_what_is_no_entry_is_refused(facts):
    with pytest.raises(ValueError, match=r".+"):
        LexiconEntry(**({"text": "昭阳", "label": "LOC"} | facts))


# -- rulings -------------------------------------------------------------------------------


def test_a_string_rejected_once_and_never_accepted_is_weakened_under_its_label_alone():
    entries = [LexiconEntry("幸福", "PER", rejected=1)]
    assert verdict(entries, "幸福", "PER") is Verdict.WEAKEN
    assert verdict(entries, "幸福", "LOC") is Verdict.NONE
    assert verdict([LexiconEntry("幸福", "PER", 1, 5)], "幸福", "PER") is Verdict.PROPOSE


def test_a_string_accepted_once_is_proposed_unless_it_stands_outside_half_as_often():
    assert verdict([LexiconEntry("昭阳", "LOC", 1)], "昭阳", "LOC") is Verdict.PROPOSE
    assert verdict([LexiconEntry("昭阳", "LOC", 3, outside=1)], "昭阳", "LOC") is Verdict.PROPOSE
    assert verdict([LexiconEntry("昭阳", "LOC", 2, outside=1)], "昭阳", "LOC") is Verdict.NONE


def test_a_single_character_is_proposed_only_when_somebody_says_so():
    assert verdict([LexiconEntry("昭", "LOC", 9)], "昭", "LOC") is Verdict.NONE
    assert verdict([LexiconEntry("昭", "LOC", rule="always")], "昭", "LOC") is Verdict.PROPOSE


def test_the_label_of_the_majority_is_proposed_and_none_where_there_is_no_majority():
    many, few = LexiconEntry("公园", "LOC", 3), LexiconEntry("公园", "ORG", 1)
    assert Lexicon([few, many]).leader("公园") == many
    assert verdict([few, many], "公园", "ORG") is Verdict.NONE
    assert Lexicon([few, LexiconEntry("公园", "LOC", 1)]).leader("公园") is None


def test_the_word_of_an_editor_stands_above_the_counts():
    told = LexiconEntry("公园", "ORG", rule="always")
    assert Lexicon([LexiconEntry("公园", "LOC", 9), told]).leader("公园") == told
    never = LexiconEntry("公园", "LOC", 9, rule="never")
    assert verdict([never], "公园", "LOC") is Verdict.WEAKEN
    assert Lexicon([never]).leader("公园") is None
    assert verdict([LexiconEntry("公园", "LOC", 0, 9, 9, "always")], "公园", "LOC") is (
        Verdict.PROPOSE
    )


def test_a_ruling_names_the_entry_that_decided():
    entry = LexiconEntry("幸福", "PER", rejected=1)
    assert Lexicon([entry]).verdict("幸福", "PER").entry == entry
    assert Lexicon([entry]).verdict("别的", "PER").entry is None


# -- search --------------------------------------------------------------------------------


@given(st.lists(ENTRIES, max_size=8), texts() | LETTERS)
def test_every_occurrence_of_every_string_is_found_once(entries: list[LexiconEntry], text: str):
    words = {entry.text for entry in entries}
    everywhere = [
        (start, end)
        for start in range(len(text))
        for end in range(len(text), start, -1)
        if text[start:end] in words
    ]
    assert list(Lexicon(entries).occurrences(text)) == everywhere


@given(st.lists(ENTRIES, max_size=8), LETTERS)
def test_matches_are_what_leads_and_the_longest_come_first(entries: list[LexiconEntry], text: str):
    lexicon = Lexicon(entries)
    matches = lexicon.matches(text)
    assert {(each.start, each.end) for each in matches} == {
        (start, end) for start, end in lexicon.occurrences(text) if lexicon.leader(text[start:end])
    }
    lengths = [each.end - each.start for each in matches]
    assert lengths == sorted(lengths, reverse=True)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.key), st.lists(ENTRIES, max_size=3), LETTERS)
def test_a_lexicon_with_strings_replaced_is_the_one_made_so(
    entries: list[LexiconEntry], others: list[LexiconEntry], text: str
):
    others = list({entry.key: entry for entry in others}.values())
    texts_gone = {entry.text for entry in entries[:2]} | {entry.text for entry in others}
    first = Lexicon(entries)
    before = set(first)
    replaced = first.replaced(texts_gone, others)
    made = Lexicon([*(each for each in entries if each.text not in texts_gone), *others])
    assert set(replaced) == set(made)
    assert len(replaced) == len(made)
    assert replaced.matches(text) == made.matches(text)
    assert set(first) == before


def test_the_entries_in_a_page_are_found_where_its_lines_break():
    held_back = LexiconEntry("阳区", "PER", rejected=1)
    found = Lexicon([LexiconEntry("昭阳", "LOC", 1), held_back, LexiconEntry("靖安", "LOC", 1)])
    assert set(found.entries_in("在昭\n阳区里")) == {LexiconEntry("昭阳", "LOC", 1), held_back}


# -- finished pages ------------------------------------------------------------------------


def test_outside_is_where_no_entity_is_read_over_soft_breaks():
    text = "昭阳好，昭阳区，昭\n阳冷，昭\n阳"
    at = text.index("\n")
    lexicon = Lexicon([LexiconEntry("昭阳", "LOC", 1), LexiconEntry("区", "LOC", 1)])
    assert outside_counts(text, [Span(4, 7)], [Span(at, at + 1)], lexicon) == {"昭阳": 2}
    assert outside_counts("", [], [], lexicon) == {}
