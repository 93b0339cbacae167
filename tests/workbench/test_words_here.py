"""A label's key with nothing selected: the entity under the caret, else the word that is known there."""

import pytest

from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.spans import Selection, Span
from annotator.propose.words import word_ends
from annotator.workbench.words_here import KnownWords, word_at
from tests.workbench.small_page import TEXT, span_of


def at(word: str, inside: int = 0) -> int:
    return TEXT.index(word) + inside


def test_a_weak_proposal_is_the_word(editor):
    editor.session.select(Selection.at(at("校长", 1)))
    editor.session.run("label_entity", "PER")
    assert ("校长", "PER", True) in editor.entities()


def test_without_anything_known_it_is_refused_as_ever(editor):
    editor.session.select(Selection.at(at("高兴", 1)))
    answer = editor.session.run("label_entity", "PER")
    assert answer.why.key == "refuse.select_text"


def test_a_string_of_the_lexicon_is_the_word_and_the_longest_one(editor):
    lexicon = Lexicon(
        [
            LexiconEntry("春耕", "TIME", accepted=1),
            LexiconEntry("春耕开始", "TIME", rule="always"),
            LexiconEntry("耕开", "PER", rejected=2),
        ]
    )
    shown = editor.session.shown
    assert word_at(shown, at("耕开始"), KnownWords(lexicon)) == span_of("春耕开始")


def test_a_string_of_the_lexicon_is_met_over_a_soft_break(editor):
    known = KnownWords(Lexicon([LexiconEntry("春耕", "TIME", accepted=1)]))
    shown = editor.session.shown
    assert word_at(shown, at("耕比"), known) == span_of("春\n耕")


def test_a_string_that_was_only_refused_is_no_word(editor):
    known = KnownWords(Lexicon([LexiconEntry("春耕", "TIME", rejected=1)]))
    assert word_at(editor.session.shown, at("春耕"), known) is None


def test_else_the_dictionary_says_where_the_word_ends(editor):
    editor.session.put_word_ends(editor.session.number, word_ends(TEXT))
    editor.session.select(Selection.at(at("高兴", 1)))
    editor.session.run("label_entity", "PER")
    assert ("高兴", "PER", True) in editor.entities()


def test_what_ends_at_the_caret_counts_where_nothing_holds_it(editor):
    known = KnownWords(ends=word_ends(TEXT))
    assert word_at(editor.session.shown, at("高兴", 2), known) == span_of("高兴")


def test_no_word_takes_text_from_an_entity_or_crosses_a_paragraph(editor):
    shown = editor.session.shown
    place = at("北屯村小学")
    assert word_at(shown, place, KnownWords(ends=(place - 1, place + 6))) is None
    line_end = at("早。") + 2
    assert word_at(shown, line_end - 2, KnownWords(ends=(line_end - 2, line_end + 3))) is None


@pytest.mark.parametrize("raw", ["", "\n", "一\n二", "昭阳区坚持党建引\n领，好。"])
def test_words_cover_the_page_and_run_over_line_ends(raw):
    ends = word_ends(raw)
    assert list(ends) == sorted(set(ends))
    assert not raw.strip("\n") or ends[-1] == len(raw.rstrip("\n"))


def test_words_end_where_the_dictionary_says():
    raw = "昭阳区坚持党建引\n领，好。"
    assert 9 + 1 in word_ends(raw)
    assert Span(7, 10).text_in(raw) == "引\n领"
    assert 8 not in word_ends(raw)
