"""What a page has cost so far, read off its journal with the price list of the player.

The journal has edits, and no keys: an edit costs the keys of its command, the usual way to its place, and
one decision. What was undone has been paid for, and the undoing as well.
"""

from collections.abc import Mapping
from typing import Any

from annotator.settings.keymap import Keymap
from annotator.store.project import DO, JournalRow, Project
from annotator.workbench.effort.prices import (
    CLICK,
    DECISION,
    DRAG,
    HAND,
    NOTHING,
    Cost,
    cheapest,
    pressing,
    typing,
)

_AND_BACK = HAND + HAND
_AT_A_PLACE = CLICK + _AND_BACK
_OVER_TEXT = DRAG + _AND_BACK
_BY_DRAG = DRAG + DRAG + _AND_BACK

WAYS: dict[str, Cost] = {
    "start_article": _AT_A_PLACE,
    "split_line": _AT_A_PLACE,
    "join_article": _AT_A_PLACE,
    "toggle_soft_break": _AT_A_PLACE,
    "part_up": _AT_A_PLACE,
    "part_down": _AT_A_PLACE,
    "article_up": _AT_A_PLACE,
    "article_down": _AT_A_PLACE,
    "entity_end_right": _AT_A_PLACE,
    "entity_end_left": _AT_A_PLACE,
    "entity_start_right": _AT_A_PLACE,
    "entity_start_left": _AT_A_PLACE,
    "remove_entity": _AT_A_PLACE,
    "remove_correction": _AT_A_PLACE,
    "give_lines": _OVER_TEXT,
    "free_lines": _OVER_TEXT,
    "move_lines_down": _OVER_TEXT,
    "move_lines_up": _OVER_TEXT,
    "set_role": _OVER_TEXT,
    "label_entity": _OVER_TEXT,
    "mark_suspect": _OVER_TEXT,
    "correct": _OVER_TEXT,
    "resize_entity": _BY_DRAG,
    "place_lines": _BY_DRAG,
    "move_article": _BY_DRAG,
}
"""How the place of an edit is usually reached; others are done where the caret is, such as the queue's."""

_ENTER = pressing("Return")

_ASKED: dict[str, tuple[str, Cost]] = {
    "accept_shown": ("accept_shown", _ENTER),
    "reject_shown": ("reject_shown", _ENTER),
    "correct": ("type_fix", _ENTER),
    "label_everywhere": ("ask_everywhere", _ENTER),
    "fix_places": ("ask_series", _ENTER),
    "continue_with": ("continue_article", _ENTER),
}
"""Commands that a dialog or an editor line gives: whose key opens it, and what closes it."""

_FREE = frozenset({"import_marks"})
"""Edits that nobody has pressed a key for."""

_DRAGGED = frozenset({"resize_entity", "place_lines", "move_article"})


class LiveCost:
    """The cost of one page at a time; only what has been added to its journal since is looked at."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._page: tuple[str, int] | None = None
        self._revision = 0
        self._joined: str | None = None
        self._cost = NOTHING

    def of(self, project: Project, number: int, revision: int) -> Cost:
        """What the page of that number has cost, up to that revision."""
        page = str(project.path), number
        if page != self._page or revision < self._revision:
            self._page, self._revision, self._joined, self._cost = page, 0, None, NOTHING
        if revision > self._revision:
            for row in project.journal(number, after=self._revision):
                self._cost += self._of_row(row)
                self._revision = row.revision
        return self._cost

    def _of_row(self, row: JournalRow) -> Cost:
        joins = row.join_key is not None and row.join_key == self._joined
        self._joined = row.join_key
        if row.kind != DO:
            return self._keys(row.kind)
        if row.command in _FREE:
            return NOTHING
        if joins:
            return self._keys(row.command)
        opened, closed = _ASKED.get(row.command, (row.command, NOTHING))
        keys = NOTHING if row.command in _DRAGGED else self._keys(opened)
        typed = typing(_typed(row.title)) if row.command == "correct" else NOTHING
        return WAYS.get(row.command, NOTHING) + keys + typed + closed + DECISION

    def _keys(self, command: str) -> Cost:
        """The keys of a command; a click on a button where it has none."""
        pattern = cheapest(self._keymap.keys(command))
        return pressing(pattern.replace("{}", "1")) if pattern else CLICK + _AND_BACK


def _typed(title: Mapping[str, Any]) -> str:
    """What a correction reads, out of the title of its edit."""
    try:
        return str(title["facts"]["what"]["facts"]["text"])
    except (KeyError, TypeError):
        return ""
