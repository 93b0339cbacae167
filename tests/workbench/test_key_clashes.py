"""Keys that get in each other's way."""

import pytest

from annotator.settings.keymap import Keymap, shipped_keymap
from annotator.settings.resources import table
from annotator.settings.vocabulary import default_vocabulary
from annotator.workbench.key_clashes import (
    as_pattern,
    clashes,
    clashes_of,
    reserved_for,
    taken_over,
)

WORDS = default_vocabulary()


def found(command: str, key: str) -> set[tuple[str, str]]:
    """What `key` for `command`, beside its own keys, gets in the way of."""
    keymap = shipped_keymap()
    bound = keymap.bound(command, (*keymap.keys(command), key))
    return {(each.source, each.pattern) for each in clashes_of(WORDS, bound, command, key)}


def test_the_shipped_keys_do_not_clash():
    assert clashes(WORDS, shipped_keymap()) == ()


def test_no_shipped_key_is_reserved():
    keys = [key for keys in table("keys.toml").values() for key in keys]
    assert [key for key in keys if reserved_for(key)] == []


@pytest.mark.parametrize(
    ("command", "key", "others"),
    [
        ("accept", "X", {("reject", "X")}),
        ("accept", "x", {("reject", "X")}),
        ("accept", "Shift+Ctrl+Space", {("accept_shown", "Ctrl+Shift+Space")}),
        ("accept", "Ctrl++", {("zoom_in", "Ctrl++")}),
        ("accept", "Ctrl+Alt+Q", set()),
        # the first key of a chord, and a chord on a key that is taken
        ("accept", "R", {("set_role", "R, {}")}),
        ("accept", "N, N", {("start_article", "N")}),
        # one member of a family is told as the whole family
        ("accept", "R, H", {("set_role", "R, {}")}),
        ("accept", "1", {("label_entity", "{}")}),
        # a digit without a label takes a candidate all the same: the key is that of the labels
        ("accept", "9", {("label_entity", "{}")}),
        ("set_role", "X, {}", {("reject", "X")}),
    ],
)
def test_a_key_tells_whose_it_is(command, key, others):
    assert found(command, key) == others


def test_a_key_shared_in_context_is_no_clash():
    assert found("always_allow", "Ctrl+Alt+Q") == set()
    assert found("finish_page", "Ctrl+Shift+F12") == set()
    assert found("always_fix", "Ctrl+Return") == {("finish_page", "Ctrl+Return")}


def test_a_key_taken_over_leaves_no_clash():
    keymap = shipped_keymap()
    bound = keymap.bound("accept", ("Space", "R"))
    left = taken_over(bound, clashes_of(WORDS, bound, "accept", "R"))
    assert clashes(WORDS, left) == ()
    assert left.keys("set_role") == ()
    assert left.keys("accept") == ("Space", "R")


def test_a_second_key_that_is_taken_over_leaves_the_first():
    keymap = shipped_keymap().bound("accept", ("Ctrl+Y",))
    left = taken_over(keymap, clashes_of(WORDS, keymap, "accept", "Ctrl+Y"))
    assert left.keys("redo") == ("Ctrl+Shift+Z",)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("Up", "moving"),
        ("Shift+Down", "moving"),
        ("Ctrl+Space", "input"),
        ("Ctrl+C", "text"),
        ("Alt+F4", "system"),
        ("Meta+K", "system"),
        ("R, Up", "moving"),
        ("Ctrl+Up", ""),
        ("Space", ""),
    ],
)
def test_what_the_system_or_the_text_needs_is_refused(key, reason):
    assert reserved_for(key) == reason


@pytest.mark.parametrize(
    ("command", "key", "pattern"),
    [
        ("accept", "Ctrl+1", "Ctrl+1"),
        ("set_role", "Q, H", "Q, {}"),
        ("set_role", "H", "{}"),
        ("set_role", "Q", None),
        ("label_entity", "Alt+1", "Alt+{}"),
        ("label_entity", "Alt+Z", None),
        ("give_lines", "Ctrl+F1", None),
    ],
)
def test_a_family_is_bound_as_a_whole(command, key, pattern):
    assert as_pattern(command, key, WORDS) == pattern


@pytest.mark.parametrize(
    ("key", "other"),
    [("X", "reject"), ("Delete", "remove_entity"), ("Shift+Backtab", "previous_proposal")],
)
def test_hand_written_clashes_are_found(key, other):
    keymap = Keymap({**shipped_keymap().by_command, "accept": (key,)})
    assert {("accept", other), (other, "accept")} <= {
        (each.command, each.source) for each in clashes(WORDS, keymap)
    }


def test_hand_written_chords_clash_with_what_they_begin_with():
    keymap = Keymap({**shipped_keymap().by_command, "accept": ("R,H", "X,Z")})
    found = {each.source for each in clashes(WORDS, keymap) if each.command == "accept"}
    assert found == {"set_role", "reject"}
