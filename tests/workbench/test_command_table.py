from annotator.settings.keymap import load_keymap
from annotator.settings.language import LANGUAGES, Language
from annotator.settings.resources import table
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.command_table import COMMANDS, GROUPS, bindings
from annotator.workbench.key_table import rows

VOCABULARY = default_vocabulary()
BINDINGS = bindings(VOCABULARY, load_keymap())


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


def test_a_shared_key_calls_its_command_in_context_and_is_told_beside_it():
    shared = {b.command: b for b in BINDINGS if b.shared}
    assert set(shared) == {"take_candidate", "always_fix", "remove_correction", "ask_series"}
    assert shared["always_fix"].shared == ("Ctrl+Return", "Ctrl+Enter")
    assert shared["ask_series"].keys == ("Shift+F7",)
    told = {row.command: row.keys for row in rows(VOCABULARY, load_keymap(), Language("en"))}
    assert told["remove_correction"] == ("Del",)
    assert told["ask_series"] == ("Shift+F7", "A")


def test_every_candidate_has_a_key_whether_a_label_has_it_or_not():
    digits = {b.argument: b for b in BINDINGS if b.command == "take_candidate"}
    labels = {label.key for label in VOCABULARY.labels}
    for digit in map(str, range(1, 10)):
        own, theirs = digits[digit].keys, digits[digit].shared
        assert (own, theirs) == (((), (digit,)) if digit in labels else ((digit,), ()))


def test_what_shares_a_key_shares_it_with_a_command():
    assert all(not c.shares or c.shares in COMMANDS for c in COMMANDS.values())


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
        c.ask or c.group in ("window", "decide", "page", "articles", "entities", "suspects", "move")
        for c in COMMANDS.values()
    )
