"""The cheapest keys that turn the entities that show into those of the gold.

Right ones are left to be accepted with all the rest at the end.
"""

import json
from dataclasses import dataclass

from annotator.document.pages import Page
from annotator.document.spans import Selection, Span
from annotator.workbench.commands.entities import occurrences, word_of
from annotator.workbench.effort.hand import ticking
from annotator.workbench.effort.player import ENTITIES, CannotPlay, Player
from annotator.workbench.effort.prices import Cost, pressing
from annotator.workbench.shown import ShownEntity

ALONE = 3.8
"""About the seconds that one name costs alone: a click, a decision, a key."""

Fact = tuple[Span, str]
"""A span and its label."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One wrong place: a name of the gold that does not stand so (`wanted`), or one that stands and is none."""

    wanted: Fact | None
    there: ShownEntity | None

    @property
    def span(self) -> Span:
        if self.wanted is not None:
            return self.wanted[0]
        assert self.there is not None
        return self.there.span


def play_entities(player: Player, gold: Page) -> None:
    """Fixes whatever differs, nearest first; a name that stands in several places all at once."""
    wanted = {(mark.span, mark.label) for mark in gold.entities}
    for _ in range(4 * (len(wanted) + len(player.shown.entities)) + 1):
        fixes = _fixes(player, wanted)
        if not fixes:
            return
        _play_one(player, min(fixes, key=lambda each: _distance(player, each)), wanted)
    raise CannotPlay("entities do not come to an end")


def _fixes(player: Player, wanted: set[Fact]) -> list[Fix]:
    there = {(each.span, each.label): each for each in player.shown.entities}
    missing = [fact for fact in sorted(wanted) if fact not in there]
    found: list[Fix] = []
    for span, label in missing:
        near = player.shown.entities_in(span)
        found.append(Fix((span, label), near[0] if len(near) == 1 else None))
    overtaken = [span for span, _ in missing]
    for fact, entity in there.items():
        if fact not in wanted and not any(entity.span.overlaps(span) for span in overtaken):
            found.append(Fix(None, entity))
    return found


def _distance(player: Player, fix: Fix) -> tuple[bool, int]:
    current = player.session.current
    proposal = fix.there.proposal if fix.there else None
    is_here = proposal is not None and proposal.id == current
    return not is_here, abs(fix.span.start - player.session.selection.caret)


def _play_one(player: Player, fix: Fix, wanted: set[Fact]) -> None:
    if fix.wanted is None:
        assert fix.there is not None
        _remove(player, fix.there)
        return
    span, label = fix.wanted
    entity = fix.there
    if entity is not None and entity.span == span:
        _stand_on(player, entity)
        player.press(ENTITIES, "label_entity", label)
    elif not (_resize(player, entity, span, label) if entity else _label_word(player, span, label)):
        player.select(span.start, span.end)
        player.press(ENTITIES, "label_entity", label)
    _everywhere(player, span, label, wanted)


def _label_word(player: Player, span: Span, label: str) -> bool:
    """The name is the word under the caret: a click, and its key. False where it is not, or a suspect has the key."""
    places = [
        at for at in range(span.start, span.end) if player.seen_from(Selection.at(at)).word == span
    ]
    is_run = places and places[-1] - places[0] == len(places) - 1
    if not is_run or any(player.shown.correction_at(at) for at in places):
        return False
    player.stand(places[0], places[-1])
    if not player.can("label_entity", label):
        return False
    player.press(ENTITIES, "label_entity", label)
    return True


# -- none at all -------------------------------------------------------------------------


def _remove(player: Player, entity: ShownEntity) -> None:
    proposal = entity.proposal
    if proposal is not None:
        if player.session.current == proposal.id:
            player.press(ENTITIES, "reject")
            return
        for at in range(entity.span.start, entity.span.end):
            if player.seen_from(Selection.at(at)).under_caret is proposal:
                player.stand(at)
                if player.session.current == proposal.id:
                    player.press(ENTITIES, "reject")
                    return
                break
    _stand_on(player, entity)
    player.press(ENTITIES, "remove_entity")


def _stand_on(player: Player, entity: ShownEntity) -> None:
    """The caret on the entity where no suspect takes its keys, else all of it selected."""
    here = player.session.selection
    if here.span is None and player.session.situation().entity == entity:
        situation = player.session.situation()
        if situation.suspect is None and situation.correction is None:
            return
    for at in range(entity.span.start, entity.span.end):
        seen = player.seen_from(Selection.at(at))
        if seen.entity == entity and player.shown.correction_at(at) is None:
            player.stand(at)
            return
    player.select(entity.span.start, entity.span.end)


# -- ends --------------------------------------------------------------------------------


def _resize(player: Player, entity: ShownEntity, span: Span, label: str) -> bool:
    """Moves the ends by keys, where that is cheaper than selecting anew; False where it is not done."""
    if entity.label != label or any(
        other != entity for other in player.shown.entities_in(Span(span.start, span.end))
    ):
        return False
    moves = _moves(entity.span, span)
    if len(moves) != 1 and not entity.span.overlaps(span):
        return False
    keys = sum((pressing(_key(player, name), times) for name, times in moves), Cost())
    caret = player.price_of_standing(entity.span.start, entity.span.end)
    anew = player.price_of_selecting(span.start, span.end) + pressing("1")
    if (caret + keys).seconds >= anew.seconds:
        return False
    _stand_on(player, entity)
    first = True
    for name, times in moves:
        for _ in range(times):
            if not player.can(name):
                return _arrived(player, span)
            player.press(ENTITIES, name, decides=first)
            first = False
            if _arrived(player, span):
                return True
    return _arrived(player, span)


def _moves(now: Span, wanted: Span) -> list[tuple[str, int]]:
    """Growing comes first: an entity may not vanish on the way."""
    moves = [
        ("entity_start_left", now.start - wanted.start),
        ("entity_end_right", wanted.end - now.end),
        ("entity_start_right", wanted.start - now.start),
        ("entity_end_left", now.end - wanted.end),
    ]
    return [(name, times) for name, times in moves if times > 0]


def _key(player: Player, name: str) -> str:
    return player.prices.pattern(name) or "Shift+Right"


def _arrived(player: Player, span: Span) -> bool:
    return any(each.span == span for each in player.shown.entities_in(span))


# -- everywhere --------------------------------------------------------------------------


def _everywhere(player: Player, span: Span, label: str, wanted: set[Fact]) -> None:
    """The name just labelled stands in other places too: all at once, where the ticks that come make it cheaper."""
    situation = player.session.situation()
    if situation.entity is None or situation.entity.span != span:
        return
    found = occurrences(player.shown, word_of(player.shown, span))
    ticked = [each.span for each in found if each.is_free()]
    right = [each for each in ticked if (each, label) in wanted]
    now = {(each.span, each.label) for each in player.shown.entities}
    gained = [each for each in right if (each, label) not in now]
    wrong = [row for row, each in enumerate(ticked) if (each, label) not in wanted]
    key = player.prices.pattern("ask_everywhere")
    if key is None or not gained:
        return
    cost = pressing(key) + ticking(len(ticked), wrong) + pressing("Return")
    if cost.seconds > ALONE * len(gained):
        return
    places = json.dumps([[each.start, each.end] for each in right])
    player.by_dialog(ENTITIES, "label_everywhere", label, places, cost=cost)
