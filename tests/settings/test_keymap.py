"""The user's own keys: read over the shipped ones, written whole, never a reason not to start."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadFormat, FileUnreadable, FolderNotWritable
from annotator.settings.keymap import (
    Keymap,
    engraved,
    keymap_or_shipped,
    load_keymap,
    own_keys_file,
    save_keymap,
    shipped_keymap,
    spelled,
)


def test_only_what_differs_from_the_shipped_keys_is_written(tmp_path):
    path = tmp_path / "deep" / "keys.toml"
    save_keymap(shipped_keymap().bound("accept", ("Ctrl+J", "Space")).bound("undo", ()), path)
    assert tomllib.loads(path.read_text("utf-8")) == {"accept": ["Ctrl+J", "Space"], "undo": []}
    assert load_keymap(path).keys("accept") == ("Ctrl+J", "Space")
    assert load_keymap(path).keys("undo") == ()
    assert load_keymap(path).keys("redo") == shipped_keymap().keys("redo")


def test_commands_of_another_version_are_kept(tmp_path):
    path = tmp_path / "keys.toml"
    path.write_text('fold_page = ["Ctrl+Alt+F"]\n"much later" = []\n', "utf-8")
    save_keymap(load_keymap(path).bound("accept", ("Ctrl+J",)), path)
    kept = tomllib.loads(path.read_text("utf-8"))
    assert kept == {"accept": ["Ctrl+J"], "fold_page": ["Ctrl+Alt+F"], "much later": []}


def test_keys_given_back_leave_nothing_behind(tmp_path):
    path = tmp_path / "keys.toml"
    save_keymap(shipped_keymap().bound("accept", ("Ctrl+J",)), path)
    save_keymap(shipped_keymap(), path)
    assert tomllib.loads(path.read_text("utf-8")) == {}


@pytest.mark.parametrize(
    "damage", [b"accept = [", b"accept = 3\n", b"\xff\xfe", b"[accept]\nx=1", b"accept = [3]"]
)
def test_a_damaged_file_gives_the_shipped_keys_and_the_reason(damage):
    own_keys_file().parent.mkdir(parents=True)
    own_keys_file().write_bytes(damage)
    keymap, why = keymap_or_shipped()
    assert keymap == shipped_keymap()
    assert isinstance(why, BadFormat)
    assert str(own_keys_file()) in why.facts["path"]


def test_a_folder_in_the_place_of_the_file_is_told():
    own_keys_file().mkdir(parents=True)
    assert isinstance(keymap_or_shipped()[1], FileUnreadable)


def test_saving_puts_a_damaged_file_aside(tmp_path):
    path = tmp_path / "keys.toml"
    path.write_bytes(b"accept = [")
    save_keymap(shipped_keymap().bound("accept", ("Ctrl+J",)), path)
    assert load_keymap(path).keys("accept") == ("Ctrl+J",)
    assert (tmp_path / "keys.toml.old").read_bytes() == b"accept = ["


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(FolderNotWritable):
        save_keymap(shipped_keymap(), in_the_way / "keys.toml")


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


@given(st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=4))
def test_whatever_is_bound_comes_back(tmp_path_factory, own):
    path = tmp_path_factory.mktemp("keys") / "keys.toml"
    keymap = Keymap({**shipped_keymap().by_command, **own})
    save_keymap(keymap, path)
    assert load_keymap(path) == keymap


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("R,H", "R, H"),
        (" Ctrl+K ,  Ctrl+S ", "Ctrl+K, Ctrl+S"),
        ("Ctrl+,", "Ctrl+,"),
        ("Ctrl+,, Shift+,", "Ctrl+,, Shift+,"),
        ("+, +", "+, +"),
        ("Ctrl++,+", "Ctrl++, +"),
        ("Escape", "Esc"),
        ("Ctrl+Insert", "Ctrl+Ins"),
        ("Shift+Delete, A", "Shift+Del, A"),
        ("Backtab", "Shift+Tab"),
        ("Shift+Backtab", "Shift+Tab"),
        ("Hiragana Katakana", "Hiragana Katakana"),
        ("R,{}", "R, {}"),
        ("", ""),
    ],
)
def test_a_key_written_by_hand_is_spelled_in_one_way(written, meant):
    assert spelled(written) == meant
    assert shipped_keymap().bound("accept", (written, meant)).keys("accept") == (meant,)


def test_every_shipped_key_is_spelled_so_already():
    keys = [key for keys in shipped_keymap().by_command.values() for key in keys]
    assert list(map(spelled, keys)) == keys


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl+Shift+Enter", "Ctrl+Shift+Num+Enter"),
        ("Q, Return", "Q, Enter"),
        ("Space", "Space"),
    ],
)
def test_enter_is_called_as_it_stands_on_keyboards(key, said):
    assert engraved(key) == said
