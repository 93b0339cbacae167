"""The keystroke-level model (Card, Moran, Newell 1980): what keys, mouse and thought cost, in seconds.

A key is a key: Ctrl+X is two of them. Where a modifier stays down over a run of the same chord, only the
last key of each further chord counts. A button of the mouse is a key too.
"""

from dataclasses import dataclass, fields

from annotator.document.labels import Vocabulary
from annotator.settings.keymap import Keymap
from annotator.workbench.command_table import Binding, bindings

KEY = 0.28
"""K: a key of the keyboard, modifiers included, or a button of the mouse, down and up."""
POINT = 1.1
"""P: the mouse to a place on the screen."""
HOME = 0.4
"""H: the hand from the keyboard to the mouse, or back."""
THINK = 1.35
"""M: a decision that is acted upon. What is right as it stands costs no decision."""

CHINESE_KEYS = 4
"""Keys for one Chinese character through an input method: a syllable has three letters, and one key takes it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was done: `keys` pressed, `strokes` (a chord such as Ctrl+X is one), keys of `typed` text,
    `points` and `buttons` of the mouse in so many pointer `gestures`, `homes` of the hand, `decisions`.
    """

    keys: int = 0
    strokes: int = 0
    typed: int = 0
    points: int = 0
    buttons: int = 0
    gestures: int = 0
    homes: int = 0
    decisions: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def seconds(self) -> float:
        """Keys include those of typed text."""
        hands = (self.keys + self.buttons) * KEY + self.points * POINT + self.homes * HOME
        return hands + self.decisions * THINK

    @property
    def events(self) -> int:
        """Strokes and gestures of the mouse; typed text is left out, as it is in the comparison."""
        return self.strokes + self.gestures


NOTHING = Cost()
DECISION = Cost(decisions=1)
HAND = Cost(homes=1)
CLICK = Cost(points=1, buttons=1, gestures=1)
DRAG = Cost(points=2, buttons=1, gestures=1)
"""To the one end, button down, to the other end, button up."""


def typing(text: str) -> Cost:
    """Text through an input method; figures, Latin letters and marks are one key each."""
    keys = sum(CHINESE_KEYS if "一" <= each <= "鿿" else 1 for each in text)
    return Cost(keys=keys, typed=keys)


def chords(pattern: str) -> tuple[str, ...]:
    """`R, H` is two chords; a comma alone is the key."""
    return tuple(pattern.split(", ")) if len(pattern) > 1 else (pattern,)


def keys_in(chord: str) -> int:
    """How many keys a chord in Qt's portable names takes: `Ctrl+Shift+Space` three, `Ctrl++` two."""
    return chord[:-1].count("+") + 1


def pressing(pattern: str, times: int = 1) -> Cost:
    """A key pattern so many times in a row, a modifier of a single chord held down over them."""
    if times <= 0:
        return NOTHING
    each = chords(pattern)
    first = sum(map(keys_in, each))
    again = 1 if len(each) == 1 else first
    return Cost(keys=first + again * (times - 1), strokes=len(each) * times)


def cheapest(patterns: tuple[str, ...]) -> str | None:
    """The one of several patterns that takes the fewest keys."""
    return min(patterns, key=lambda each: pressing(each).seconds, default=None)


class PriceList:
    """The keys of a project's commands, and what they cost."""

    def __init__(self, vocabulary: Vocabulary, keymap: Keymap) -> None:
        known = bindings(vocabulary, keymap)
        self._by_call = {(each.command, each.argument): each for each in known}
        self._by_key = {key: each for each in known for key in each.keys}

    def pattern(self, command: str, argument: str = "") -> str | None:
        """The key that calls a command, its own or one that it shares; None where there is none."""
        found = self._by_call.get((command, argument))
        return cheapest((*found.keys, *found.shared)) if found else None

    def owner(self, pattern: str) -> Binding | None:
        """The command whose own key that is; what it calls may depend on where the caret is."""
        return self._by_key.get(pattern)
