"""All commands under their names: menus, keys, help and tests read this one table."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.document.labels import Vocabulary
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.settings.keymap import Keymap
from annotator.workbench.commands import (
    articles,
    corrections,
    entities,
    entity_walk,
    notes,
    order,
    proposals,
    roles,
)
from annotator.workbench.commands.certainty import (
    KIND_LETTERS,
    mark_likely,
    set_correction_kind,
)
from annotator.workbench.commands.checking import call_right, next_problem
from annotator.workbench.commands.choosing import select_article_lines
from annotator.workbench.commands.continuing import continue_with
from annotator.workbench.commands.navigation import next_article, previous_article
from annotator.workbench.situation import Answer, Situation

Ask = Callable[..., Answer]

LABELS, ROLES, DIGITS, KINDS = "labels", "roles", "digits", "kinds"
"""Families: one command for each label, role, digit 1 to 9, or kind of correction, which is its argument."""

GROUPS = ("decide", "suspects", "articles", "roles", "entities", "page", "move", "window")


@dataclass(frozen=True, slots=True)
class Command:
    """`ask` answers a situation (and the arguments); a command without it belongs to the window.

    `advances`: where it decides the current proposal the caret goes on to the next of the queue. `shares` names the
    command whose keys call this one where it applies (`contexts.in_context`).
    """

    group: str
    ask: Ask | None = None
    family: str = ""
    advances: bool = False
    shares: str = ""


COMMANDS: dict[str, Command] = {
    "accept": Command("decide", proposals.accept, advances=True),
    "reject": Command("decide", proposals.reject, advances=True),
    "next_proposal": Command("decide", proposals.next_proposal),
    "previous_proposal": Command("decide", proposals.previous_proposal),
    "accept_shown": Command("decide", proposals.accept_shown),
    "reject_shown": Command("decide", proposals.reject_shown),
    "switch_queue_scope": Command("decide"),
    "next_suspect": Command("suspects", proposals.next_suspect),
    "previous_suspect": Command("suspects", proposals.previous_suspect),
    "take_candidate": Command(
        "suspects", corrections.take_candidate, DIGITS, advances=True, shares="label_entity"
    ),
    "type_fix": Command("suspects"),
    "correct": Command("suspects", corrections.correct, advances=True),
    "pick_lookalike": Command("suspects"),
    "mark_suspect": Command("suspects", corrections.mark_suspect, advances=True),
    "mark_likely": Command("suspects", mark_likely, advances=True),
    "set_correction_kind": Command("suspects", set_correction_kind, KINDS, advances=True),
    "always_fix": Command("suspects", corrections.always_fix, advances=True, shares="finish_page"),
    "always_allow": Command("suspects", corrections.always_allow, advances=True),
    "remove_correction": Command("suspects", corrections.remove_correction, shares="remove_entity"),
    "ask_series": Command("suspects", shares="ask_everywhere"),
    "fix_places": Command("suspects", corrections.fix_places),
    "proof_sheet": Command("suspects"),
    "edit_correction_rules": Command("suspects"),
    "start_article": Command("articles", articles.start_article),
    "join_article": Command("articles", articles.join_article),
    "split_line": Command("articles", articles.split_line),
    "give_lines": Command("articles", articles.give_lines, family=DIGITS),
    "give_lines_list": Command("articles"),
    "move_lines_down": Command("articles", articles.move_lines_down),
    "move_lines_up": Command("articles", articles.move_lines_up),
    "free_lines": Command("articles", articles.free_lines),
    "continue_article": Command("articles"),
    "continue_with": Command("articles", continue_with),
    "part_up": Command("articles", order.part_up),
    "part_down": Command("articles", order.part_down),
    "place_lines": Command("articles", order.place_lines),
    "article_up": Command("articles", order.article_up),
    "article_down": Command("articles", order.article_down),
    "move_article": Command("articles", order.move_article),
    "select_article_lines": Command("articles", select_article_lines),
    "toggle_soft_break": Command("articles", articles.toggle_soft_break),
    "set_role": Command("roles", roles.set_role, family=ROLES),
    "label_entity": Command("entities", entities.label_entity, family=LABELS),
    "entity_end_right": Command("entities", entities.entity_end_right),
    "entity_end_left": Command("entities", entities.entity_end_left),
    "entity_start_right": Command("entities", entities.entity_start_right),
    "entity_start_left": Command("entities", entities.entity_start_left),
    "resize_entity": Command("entities", entities.resize_entity),
    "remove_entity": Command("entities", entities.remove_entity),
    "label_everywhere": Command("entities", entities.label_everywhere),
    "ask_everywhere": Command("entities"),
    "ask_everywhere_in_project": Command("entities"),
    "next_entity": Command("entities", entity_walk.next_entity),
    "previous_entity": Command("entities", entity_walk.previous_entity),
    "only_label": Command("entities", family=LABELS),
    "undo": Command("page"),
    "redo": Command("page"),
    "check_page": Command("page"),
    "next_problem": Command("page", next_problem),
    "call_right": Command("page", call_right),
    "finish_page": Command("page", proposals.finish_page),
    "reopen_page": Command("page", proposals.reopen_page),
    "next_page": Command("page"),
    "previous_page": Command("page"),
    "next_page_to_do": Command("page"),
    "flag_page": Command("page", notes.flag_page),
    "note_here": Command("page", notes.note_here),
    "note_page": Command("page", notes.note_page),
    "show_notes": Command("page"),
    "show_history": Command("page"),
    "about_mark": Command("page"),
    "propose_page": Command("page"),
    "next_article": Command("move", next_article),
    "previous_article": Command("move", previous_article),
    "find_in_page": Command("move"),
    "find_in_project": Command("move"),
    "next_hit": Command("move"),
    "previous_hit": Command("move"),
    "open_project": Command("window"),
    "new_project": Command("window"),
    "import_files": Command("window"),
    "import_folder": Command("window"),
    "export_pages": Command("window"),
    "edit_lexicon": Command("window"),
    "edit_vocabulary": Command("window"),
    "focus_text": Command("window"),
    "focus_queue": Command("window"),
    "focus_pages": Command("window"),
    "focus_cards": Command("window"),
    "next_pane": Command("window"),
    "previous_pane": Command("window"),
    "zoom_in": Command("window"),
    "zoom_out": Command("window"),
    "zoom_reset": Command("window"),
    "switch_theme": Command("window"),
    "switch_language": Command("window"),
    "command_palette": Command("window"),
    "edit_keys": Command("window"),
    "cheat_sheet": Command("window"),
    "about": Command("window"),
    "quit": Command("window"),
}


def asked(command: str, situation: Situation, *arguments: str) -> Answer:
    """What a command answers. Raises KeyError for an unknown name, ValueError for one of the window."""
    ask = COMMANDS[command].ask
    if ask is None:
        raise ValueError(f"{command} is the window's own")
    return ask(situation, *arguments)


@dataclass(frozen=True, slots=True)
class Binding:
    """A command with its argument, its keys (Qt's portable names) and what it is called.

    `shared` are keys of another command that call it where it applies.
    """

    command: str
    argument: str
    keys: tuple[str, ...]
    title: Phrase
    group: str
    shared: tuple[str, ...] = ()


def bindings(vocabulary: Vocabulary, keymap: Keymap) -> tuple[Binding, ...]:
    """Every command that a person can call, families spelled out, in the table's order."""
    found: list[Binding] = []
    for name, command in COMMANDS.items():
        if name in BY_MOUSE_ALONE:
            continue
        title, shared = f"command.{name}", keymap.keys(command.shares) if command.shares else ()
        if not command.family:
            keys = keymap.keys(name)
            found.append(Binding(name, "", keys, phrase(title), command.group, shared))
            continue
        for argument, slot, fact in members(command.family, vocabulary):
            own, theirs = _filled(keymap.keys(name), slot), _filled(shared, slot)
            taken = command.shares and not _has_slot(command.shares, slot, vocabulary)
            keys, others = ((*own, *theirs), ()) if taken else (own, theirs)
            facts = phrase(title, which=fact)
            found.append(Binding(name, argument, keys, facts, command.group, others))
    return tuple(found)


def _filled(patterns: tuple[str, ...], slot: str) -> tuple[str, ...]:
    return tuple(pattern.replace("{}", slot) for pattern in patterns if slot)


def _has_slot(command: str, slot: str, vocabulary: Vocabulary) -> bool:
    """Whether a family's command has a member on that key: one without leaves the key to who shares it."""
    return any(each == slot for _, each, _ in members(COMMANDS[command].family, vocabulary))


BY_MOUSE_ALONE = frozenset(
    {
        "move_article",
        "place_lines",
        "continue_with",
        "resize_entity",
        "label_everywhere",
        "correct",
        "fix_places",
        "call_right",
    }
)
"""Commands whose arguments come from a drag, a list or a dialog."""


def members(family: str, vocabulary: Vocabulary) -> list[tuple[str, str, str | Phrase]]:
    """Argument, what fills the key pattern, and what the title calls it."""
    if family == LABELS:
        return [(e.id, e.key, label_title(e.id)) for e in vocabulary.labels]
    if family == ROLES:
        return [(r.id, r.letter, Phrase(f"role.{r.id}")) for r in vocabulary.roles]
    if family == KINDS:
        return [(e, key, Phrase(f"panel.correction_{e}")) for e, key in KIND_LETTERS.items()]
    return [(str(digit), str(digit), str(digit)) for digit in range(1, 10)]
