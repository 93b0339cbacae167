"""Commands found by what somebody types."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.suspects.sounds import default_sounds
from annotator.settings.keymap import shipped_keymap
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.command_finder import CommandFinder, all_languages, named
from annotator.workbench.command_table import bindings

BINDINGS = bindings(default_vocabulary(), shipped_keymap())
LANGUAGES = all_languages()
READINGS = default_sounds().readings
FINDER = CommandFinder(BINDINGS, LANGUAGES, READINGS)


def names(typed: str, finder: CommandFinder = FINDER) -> list[str]:
    return [named(each) for each in finder.find(typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("撤销", "undo"),
        ("Undo", "undo"),
        ("undo", "undo"),
        # initials and whole syllables, alone and mixed
        ("cx", "undo"),
        ("chexiao", "undo"),
        ("chex", "undo"),
        ("che xiao", "undo"),
        # 重 is zhong and chong: both count
        ("chongzuo", "redo"),
        ("zhongzuo", "redo"),
        # families have a member each
        ("主题", "set_role headline"),
        ("headline", "set_role headline"),
        ("jszt", "set_role headline"),
        ("renming", "label_entity PER"),
        ("biaoweidm", "label_entity LOC"),
        ("di3pian", "give_lines 3"),
        # the command's own name, with its underscores
        ("toggle_soft", "toggle_soft_break"),
        # a word inside a title, in either language
        ("卡片", "focus_cards"),
        ("shortcut", ""),
    ],
)
def test_a_command_is_found_first(typed: str, first: str):
    found = names(typed)
    assert (found[0] if found else "") == first


def test_what_begins_so_comes_first_then_what_has_the_word_then_initials_and_letters():
    def rank(binding) -> int:
        titles = [language.sentence(binding.title).casefold() for language in LANGUAGES]
        called = [*titles, named(binding).replace("_", " ").casefold()]
        if any(each.startswith("next") for each in called):
            return 0
        return 1 if any(re.search(r"\bnext", each) for each in called) else 2

    ranks = [rank(each) for each in FINDER.find("next")]
    assert ranks == sorted(ranks)
    assert {0, 1} <= set(ranks)


def test_letters_in_between_may_be_left_out():
    assert "zoom_reset" in names("zmrst")
    assert "undo" not in names("zmrst")


def test_nothing_typed_lists_all_and_what_was_used_last_first():
    assert len(names("")) == len(BINDINGS)
    finder = CommandFinder(BINDINGS, LANGUAGES, READINGS, ("zoom_in", "set_role ad"))
    assert names("", finder)[:2] == ["zoom_in", "set_role ad"]


def test_what_was_used_last_comes_first_of_equals_only():
    finder = CommandFinder(BINDINGS, LANGUAGES, READINGS, ("previous_article", "redo"))
    assert names("上一", finder)[0] == "previous_article"
    assert names("撤销", finder)[0] == "undo"


def test_without_readings_titles_and_names_are_found_all_the_same():
    finder = CommandFinder(BINDINGS, LANGUAGES, lambda _character: ())
    assert names("撤销", finder)[0] == "undo"
    assert "undo" not in names("chexiao", finder)


@given(st.sampled_from(BINDINGS), st.data())
def test_any_mixture_of_syllables_and_initials_of_a_title_finds_it(binding, data):
    title = LANGUAGES[0].sentence(binding.title)
    typed = ""
    for character in filter(str.isalnum, title):
        reading = data.draw(st.sampled_from((*READINGS(character), character.casefold())))
        typed += reading[: data.draw(st.integers(1, len(reading)))]
    assert named(binding) in names(typed)


@given(st.text(max_size=12))
def test_typing_more_never_finds_what_was_not_found_before(typed):
    for end in range(len(typed)):
        assert set(names(typed[: end + 1])) <= set(names(typed[:end]))
