"""An editor at a real session, who pays for every key, and does only what a key, the mouse or a dialog can do.

Positions are code points of the raw text.
"""

from dataclasses import dataclass, field, replace

from annotator.document.doubts import start_of
from annotator.document.spans import Selection, Span
from annotator.workbench.contexts import in_context
from annotator.workbench.effort.hand import Way, by_keys, by_mouse, cheaper, to_caret, to_selection
from annotator.workbench.effort.prices import (
    CLICK,
    DECISION,
    HAND,
    NOTHING,
    Cost,
    PriceList,
    pressing,
)
from annotator.workbench.session import Session
from annotator.workbench.shown import Shown
from annotator.workbench.situation import Chosen, Refusal, Situation

ARTICLES, ENTITIES, CORRECTIONS, PAGE = "articles", "entities", "corrections", "page"
"""What a step is about."""

MOVES = frozenset(
    {
        "start_article",
        "split_line",
        "join_article",
        "give_lines",
        "free_lines",
        "move_lines_down",
        "move_lines_up",
    }
)
"""Commands that say whose lines are: the article moves."""

_WALKS = (
    "next_proposal",
    "previous_proposal",
    "next_suspect",
    "previous_suspect",
    "next_article",
    "previous_article",
)
"""Keys that take the caret somewhere, where that happens to be the place."""


class CannotPlay(Exception):
    """No key does what is wanted where the editor stands."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: what it was about, the command, and what it cost with the way there."""

    about: str
    command: str
    cost: Cost


@dataclass
class Player:
    """The session, the hand, and what it has cost so far."""

    session: Session
    prices: PriceList
    steps: list[Step] = field(default_factory=list[Step])
    on_mouse: bool = False
    _owed: Cost = NOTHING
    """What it cost to get where the editor stands, until a step is done there."""
    _last: str = ""
    """The chord pressed last, whose modifiers may still be down."""

    @property
    def shown(self) -> Shown:
        shown = self.session.shown
        assert shown is not None
        return shown

    @property
    def text(self) -> str:
        return self.shown.page.raw.text

    @property
    def cost(self) -> Cost:
        return sum((step.cost for step in self.steps), self._owed)

    def seen_from(self, selection: Selection) -> Situation:
        """What a command would see with the caret there."""
        return replace(self.session.situation(), selection=selection)

    # -- getting there -------------------------------------------------------------------

    def _take(self, way: Way) -> None:
        self._owed += way.cost
        self.on_mouse = way.on_mouse
        if way.cost != NOTHING:
            self._last = ""

    def stand(self, first: int, last: int | None = None) -> None:
        """Puts a bare caret somewhere in `[first, last]`, which lies in one line, the cheapest way."""
        last = first if last is None else last
        now, raw = self.session.selection, self.shown.page.raw
        plain = to_caret(raw, now, first, last, on_mouse=self.on_mouse)
        walk = self._walk_to(first, last) if plain.cost != NOTHING else None
        way = cheaper(plain, walk[0] if walk else None)
        self._take(way)
        if walk is not None and way is walk[0]:
            self.session.run(walk[1])
        elif now.span is not None or not first <= now.caret <= last:
            self.session.select(Selection.at(first))

    def _walk_to(self, first: int, last: int) -> tuple[Way, str] | None:
        """A key whose command takes the caret there, at the caret's own proposal and at no class."""
        for command in _WALKS:
            answer, pattern = self.session.ask(command), self.prices.pattern(command)
            if pattern is None:
                continue
            place = self._place_of(answer)
            if place is not None and first <= place <= last:
                return by_keys(pressing(pattern), on_mouse=self.on_mouse), command
        return None

    def _place_of(self, answer: object) -> int | None:
        if isinstance(answer, Selection):
            return answer.caret
        if isinstance(answer, Chosen) and len(self.session.members(answer.proposal)) == 1:
            return start_of(self.session.members(answer.proposal)[0])
        return None

    def select(self, start: int, end: int) -> None:
        """Selects `[start, end)`, the cheapest way."""
        wanted = Selection(start, end)
        now, raw = self.session.selection, self.shown.page.raw
        grows = self._can_grow(Span(start, end))
        self._take(to_selection(raw, now, wanted, on_mouse=self.on_mouse, can_grow=grows))
        self.session.select(wanted)

    def price_of_selecting(self, start: int, end: int) -> Cost:
        """What `select` would cost, and bringing the hand back to the keys."""
        grows = self._can_grow(Span(start, end))
        way = to_selection(
            self.shown.page.raw,
            self.session.selection,
            Selection(start, end),
            on_mouse=self.on_mouse,
            can_grow=grows,
        )
        return way.cost + (HAND if way.on_mouse else NOTHING)

    def price_of_standing(self, first: int, last: int) -> Cost:
        """What `stand` would cost at most, and bringing the hand back to the keys."""
        way = to_caret(
            self.shown.page.raw, self.session.selection, first, last, on_mouse=self.on_mouse
        )
        return way.cost + (HAND if way.on_mouse else NOTHING)

    def _can_grow(self, span: Span) -> bool:
        """Whether Shift and the arrow select text from its start on, and move no entity's end."""
        if self.shown.entity_at(span.start) is not None:
            return False
        return not any(each.span.start == span.start for each in self.shown.entities_in(span))

    def choose(self, proposal: str) -> None:
        """A click on the row of the queue."""
        if self.session.current == proposal and not self.session.alone:
            return
        self._take(by_mouse(CLICK, on_mouse=self.on_mouse))
        self.session.choose(proposal)

    # -- doing ---------------------------------------------------------------------------

    def can(self, command: str, argument: str = "") -> bool:
        """Whether the command's key calls it where the editor stands, and it does something."""
        if self._pattern(command, argument) is None:
            return False
        return not isinstance(self._asked(command, argument), Refusal)

    def _asked(self, command: str, argument: str) -> object:
        return self.session.ask(command, *((argument,) if argument else ()))

    def _pattern(self, command: str, argument: str) -> str | None:
        """The key that calls it here."""
        pattern = self.prices.pattern(command, argument)
        owner = self.prices.owner(pattern) if pattern else None
        if pattern is None or owner is None:
            return pattern
        called = in_context(self.session.situation(), owner.command, owner.argument)
        return pattern if called == (command, argument) else None

    def press(self, about: str, command: str, argument: str = "", *, decides: bool = True) -> None:
        """Presses the key of a command. Raises CannotPlay where it would do something else, or nothing."""
        pattern = self._pattern(command, argument)
        if pattern is None:
            raise CannotPlay(f"{command} {argument}: no key calls it here")
        self._home()
        times = 2 if pattern == self._last else 1
        keys = pressing(pattern, times)
        if times == 2:
            once = pressing(pattern)
            keys = Cost(keys=keys.keys - once.keys, strokes=keys.strokes - once.strokes)
        self._last = pattern
        self._do(about, command, *((argument,) if argument else ()), cost=keys, decides=decides)

    def _home(self) -> None:
        if self.on_mouse:
            self._owed += HAND
            self.on_mouse = False

    def _do(self, about: str, command: str, *arguments: str, cost: Cost, decides: bool) -> None:
        answer = self.session.run(command, *arguments)
        if isinstance(answer, Refusal):
            raise CannotPlay(f"{command} {' '.join(arguments)}: {answer.why.to_plain()}")
        paid = self._owed + cost + (DECISION if decides else NOTHING)
        self._owed = NOTHING
        self.steps.append(Step(about, command, paid))

    def by_dialog(self, about: str, command: str, *arguments: str, cost: Cost) -> None:
        """Runs a command whose dialog or editor costs that much from its key on."""
        self._home()
        self._last = ""
        self._do(about, command, *arguments, cost=cost, decides=True)
