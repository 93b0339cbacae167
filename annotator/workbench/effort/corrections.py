"""The cheapest keys that turn the suspects that show into the corrections of the gold.

Right ones are left to be accepted with all the rest at the end. Positions are code points of the raw text.
"""

import json
from dataclasses import dataclass

from annotator.document.marks import CorrectionMark, place_of
from annotator.document.pages import Page
from annotator.document.proposals import CorrectionBody, extent_of
from annotator.document.spans import Selection, Span, place_at, places_collide
from annotator.workbench.commands.corrections import place_to_fix
from annotator.workbench.commands.placing import fitted
from annotator.workbench.effort.hand import ticking
from annotator.workbench.effort.player import CORRECTIONS, CannotPlay, Player
from annotator.workbench.effort.prices import Cost, pressing, typing
from annotator.workbench.series import places_on
from annotator.workbench.shown import ShownCorrection
from annotator.workbench.situation import Situation
from annotator.workbench.suspects import Pattern, candidates

ALONE = 4.5
"""About the seconds that one correction costs alone: a selection, a decision, a text between two Enters."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A correction: start and end (equal for an insertion), what it reads, its kind, how sure."""

    start: int
    end: int
    text: str | None
    kind: str
    certainty: str

    @classmethod
    def of_mark(cls, mark: CorrectionMark) -> "Fact":
        return cls(*place_of(mark), mark.text, mark.kind, mark.certainty)

    @classmethod
    def of_shown(cls, shown: ShownCorrection) -> "Fact":
        """A suspect as it would stand, accepted."""
        if shown.mark is not None:
            return cls.of_mark(shown.mark)
        assert shown.proposal is not None
        assert isinstance(shown.proposal.body, CorrectionBody)
        certainty = "suspect" if shown.text is None else "sure"
        return cls(shown.start, shown.end, shown.text, shown.proposal.body.kind, certainty)

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def reads(self) -> tuple[int, int, str | None]:
        return self.start, self.end, self.text


def play_corrections(player: Player, gold: Page) -> None:
    """Fixes whatever differs, nearest first; what stands in a series all at once."""
    wanted = sorted(map(Fact.of_mark, gold.corrections), key=lambda each: each.place)
    for _ in range(4 * (len(wanted) + len(player.shown.corrections)) + 1):
        there = {Fact.of_shown(each): each for each in player.shown.corrections}
        missing = [each for each in wanted if each not in there]
        extra = _extra(there, set(wanted), missing)
        if not missing and not extra:
            return
        _play_one(player, missing, extra, wanted)
    raise CannotPlay("corrections do not come to an end")


def _extra(
    there: dict[Fact, ShownCorrection], wanted: set[Fact], missing: list[Fact]
) -> list[ShownCorrection]:
    """What stands and is wrong, and is not overtaken by what goes there."""
    return [
        shown
        for fact, shown in there.items()
        if fact not in wanted
        and not any(places_collide(fact.place, each.place) for each in missing)
    ]


def _play_one(
    player: Player, missing: list[Fact], extra: list[ShownCorrection], wanted: list[Fact]
) -> None:
    caret = player.session.selection.caret
    near = min(missing, key=lambda each: _turn(each, missing, caret), default=None)
    wrong = min(extra, key=lambda each: abs(each.start - caret), default=None)
    if wrong is not None and (
        near is None
        or abs(wrong.start - caret) <= abs(near.start - caret)
        or _is_current(player, wrong)
    ):
        _reject(player, wrong, extra)
    elif near is not None:
        _put(player, near, missing, wanted)


def _turn(fact: Fact, missing: list[Fact], caret: int) -> tuple[bool, int]:
    """Nearest first; but an insertion beside another correction before that: afterwards the caret there means the other."""
    is_beside = fact.start == fact.end and any(
        fact.start in (each.start, each.end) for each in missing if each != fact
    )
    return not is_beside, abs(fact.start - caret)


def _is_current(player: Player, shown: ShownCorrection) -> bool:
    return shown.proposal is not None and player.session.current == shown.proposal.id


# -- none at all -------------------------------------------------------------------------


def _reject(player: Player, shown: ShownCorrection, extra: list[ShownCorrection]) -> None:
    if shown.proposal is None:
        _stand_on(player, shown)
        player.press(CORRECTIONS, "remove_correction")
        return
    row = player.session.situation().queue.row_of(shown.proposal.id)
    members = player.session.members(row) if row else ()
    wrong = {each.proposal.id for each in extra if each.proposal}
    if row is not None and len(members) > 1 and all(each.id in wrong for each in members):
        player.choose(row)
    else:
        _stand_on(player, shown)
    player.press(CORRECTIONS, "reject")


def _stand_on(player: Player, shown: ShownCorrection) -> None:
    """The caret where the suspect, or the correction, is the one that keys speak of."""
    if _is_meant(player.session.situation(), shown):
        return
    for at in range(shown.start, shown.end + 1):
        if _would_be_meant(player.seen_from(Selection.at(at)), shown):
            player.stand(at)
            if _is_meant(player.session.situation(), shown):
                return
    proposal = shown.proposal
    if proposal is not None and len(player.session.members(proposal.id)) == 1:
        player.choose(proposal.id)
    elif shown.start < shown.end:
        player.select(shown.start, shown.end)
    else:
        raise CannotPlay(f"no caret is at the insertion before {shown.start}")


def _is_meant(situation: Situation, shown: ShownCorrection) -> bool:
    if shown.proposal is not None:
        return situation.members == (shown.proposal,)
    is_bare = situation.selection.span is None and situation.suspect is None
    return is_bare and situation.correction is shown.mark


def _would_be_meant(seen: Situation, shown: ShownCorrection) -> bool:
    under = seen.under_caret
    if shown.proposal is not None:
        return under is shown.proposal
    return seen.correction is shown.mark and not (under and _is_suspect(under.body))


def _is_suspect(body: object) -> bool:
    return isinstance(body, CorrectionBody)


# -- what stands there -------------------------------------------------------------------


def _put(player: Player, fact: Fact, missing: list[Fact], wanted: list[Fact]) -> None:
    at_place = [each for each in player.shown.corrections if (each.start, each.end) == fact.place]
    shown = at_place[0] if at_place else None
    now = Fact.of_shown(shown) if shown else None
    if shown is not None and now is not None and now.reads == fact.reads:
        _put_right(player, shown, now, fact, missing)
    elif shown is not None and _take_candidate(player, shown, fact):
        return
    elif fact.text is None:
        _select_place(player, fact)
        is_gap = fact.start == fact.end
        player.press(
            CORRECTIONS, *(("set_correction_kind", "omission") if is_gap else ("mark_suspect",))
        )
    elif not _series(player, fact, missing, wanted):
        _type(player, fact, fact.text)


def _put_right(
    player: Player, shown: ShownCorrection, now: Fact, fact: Fact, missing: list[Fact]
) -> None:
    """The text is right: its kind is not, or how sure it is."""
    is_new = player.session.selection.span == Span(fact.start, max(fact.end, fact.start + 1))
    if now.kind != fact.kind:
        if not is_new:
            _stand_on(player, shown)
        player.press(CORRECTIONS, "set_correction_kind", fact.kind, decides=not is_new)
        return
    run = _likely_run(player, fact, missing) if fact.certainty == "likely" else [shown]
    if len(run) > 1:
        player.select(run[0].start, run[-1].end)
    elif not is_new:
        _stand_on(player, shown)
    player.press(CORRECTIONS, "mark_likely", decides=not is_new)


def _likely_run(player: Player, fact: Fact, missing: list[Fact]) -> list[ShownCorrection]:
    """Neighbours that all are likely and not yet marked so: one selection, one key."""
    lacking = {each.reads: each for each in missing if each.certainty == "likely"}
    everyone = list(player.shown.corrections)
    lacks = [
        each.text is not None
        and (each.start, each.end, each.text) in lacking
        and Fact.of_shown(each).kind == lacking[each.start, each.end, each.text].kind
        for each in everyone
    ]
    at = next(i for i, each in enumerate(everyone) if (each.start, each.end) == fact.place)
    low = high = at
    while low and lacks[low - 1]:
        low -= 1
    while high + 1 < len(lacks) and lacks[high + 1]:
        high += 1
    return everyone[low : high + 1]


def _take_candidate(player: Player, shown: ShownCorrection, fact: Fact) -> bool:
    """A digit, where what the place should read is among its candidates."""
    if shown.proposal is None:
        return False
    offered = [(*extent_of(body), body.text) for body in candidates(shown.proposal)]
    if fact.reads not in offered[1:9]:
        return False
    _stand_on(player, shown)
    number = str(offered.index(fact.reads) + 1)
    if not player.can("take_candidate", number):
        return False
    player.press(CORRECTIONS, "take_candidate", number)
    return True


def _select_place(player: Player, fact: Fact) -> None:
    if fact.start < fact.end:
        player.select(fact.start, fact.end)
    else:
        player.stand(fact.start)


def _type(player: Player, fact: Fact, text: str) -> None:
    """Enter, the text, Enter; nothing at all takes the key that empties the line."""
    _select_place(player, fact)
    if place_to_fix(player.session.situation()) != fact.place:
        raise CannotPlay(f"nothing can be typed at {place_at(*fact.place)}")
    key = player.prices.pattern("type_fix") or "Return"
    cost = pressing(key) + _written(text) + pressing("Return")
    player.by_dialog(CORRECTIONS, "correct", text, cost=cost)


def _written(text: str) -> Cost:
    return typing(text) if text else Cost(keys=1, typed=1)


# -- series ------------------------------------------------------------------------------


def _series(player: Player, fact: Fact, missing: list[Fact], wanted: list[Fact]) -> bool:
    """The same string reads the same in several places: all at once, where that is cheaper."""
    text, number = player.text, player.session.number
    raw = text[fact.start : fact.end]
    alike = [e for e in missing if text[e.start : e.end] == raw and e.text == fact.text]
    if number is None or fact.text is None or not raw or "\n" in raw or len(alike) < 3:
        return False
    if fitted(text, Span(fact.start, fact.end), fact.text) != fact.reads:
        return False
    found = [
        each
        for each in places_on(player.shown, number, Pattern(raw, fact.text))
        if each.state in ("open", "suspect")
    ]
    right = {each.place for each in wanted if each.text == fact.text}
    chosen = [each for each in found if (each.start, each.end) in right]
    wrong = [row for row, each in enumerate(found) if (each.start, each.end) not in right]
    gained = {(each.start, each.end) for each in chosen} & {each.place for each in missing}
    key = player.prices.pattern("ask_series")
    if key is None:
        return False
    cost = pressing(key) + _written(fact.text) + ticking(len(found), wrong) + pressing("Return")
    if cost.seconds > ALONE * len(gained):
        return False
    player.select(fact.start, fact.end)
    spans = json.dumps([[each.start, each.end] for each in chosen])
    player.by_dialog(CORRECTIONS, "fix_places", fact.text, spans, cost=cost)
    return True
