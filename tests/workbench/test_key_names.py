"""Sentences that name the key of a command."""

import re

import pytest

from annotator.document.phrases import phrase
from annotator.settings.keymap import shipped_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import resource
from annotator.workbench.command_table import COMMANDS


def named(language: str) -> set[str]:
    """The commands whose keys the sentences of a language name."""
    files = resource("i18n", language).glob("*.toml")
    return {
        command
        for file in files
        for command in re.findall(r"\{key_of\.(\w+)\}", file.read_text("utf-8"))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_that_is_named_is_that_of_a_command_with_one(language):
    assert named(language)
    assert named(language) <= set(COMMANDS)
    assert all(shipped_keymap().keys(command) for command in named(language))


def test_a_sentence_names_the_user_s_own_key():
    language = Language("en")
    assert "Ctrl+Z" in language.say("dialog.many_undo")
    language.learn_keys(shipped_keymap().bound("undo", ("F11", "Ctrl+Z")))
    assert "F11" in language.say("dialog.many_undo")
    assert "Ctrl+Z" not in language.say("dialog.many_undo")


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_command_without_a_key_is_named_by_its_title(name):
    language = Language(name)
    language.learn_keys(shipped_keymap().bound("start_article", ()))
    assert language.say("command.start_article") in language.sentence(phrase("refuse.no_articles"))
