from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import table
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.command_table import COMMANDS, GROUPS, bindings

BINDINGS = bindings(default_vocabulary(), load_keymap())


def test_every_command_is_called_something_in_every_language():
    for name in LANGUAGES:
        language = Language(name)
        titles = [language.sentence(binding.title) for binding in BINDINGS]
        assert all(titles)
        assert len(set(titles)) == len(titles)


def test_every_group_has_a_name_and_every_command_a_group():
    for name in LANGUAGES:
        assert all(Language(name).say(f"group.{group}") for group in GROUPS)
    assert {command.group for command in COMMANDS.values()} <= set(GROUPS)


def test_keys_name_commands_that_exist():
    assert set(table("keys.toml")) <= set(COMMANDS)


def test_no_key_calls_two_commands():
    keys = [key for binding in BINDINGS for key in binding.keys]
    assert len(set(keys)) == len(keys)


def test_no_key_is_the_beginning_of_another():
    keys = {key for binding in BINDINGS for key in binding.keys}
    starts = {key.split(", ")[0] for key in keys if ", " in key}
    assert not starts & keys


def test_a_user_rebinds_single_keys(tmp_path):
    own = tmp_path / "keys.toml"
    own.write_text('accept = ["Return"]\n', "utf-8")
    keymap = load_keymap(own)
    assert keymap.keys("accept") == ("Return",)
    assert keymap.keys("reject") == ("X",)


def test_every_command_with_an_answer_can_be_asked():
    assert all(
        c.ask or c.group in ("window", "page", "articles", "entities") for c in COMMANDS.values()
    )
