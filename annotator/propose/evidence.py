"""What speaks for the role of a line: its look, its neighbours, the break above it, the words around it.

Each piece of evidence is a short string; the weights of resources/segmenter.json say what it is worth.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from annotator.propose import words
from annotator.propose.lines import Line, usual_width
from annotator.propose.looks import Look, look_of
from annotator.propose.topics import Topics

RUNNING = frozenset({"full", "full-stop", "near", "near-stop", "long", "long-stop"})
"""Shapes of running text."""

TITLES = frozenset(
    {"title", "slogan", "stub", "framed", "lead-in", "comma", "label", "name", "dash"}
)
"""Shapes that a headline, its kicker and its deck may have."""

_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 16, 19, 23, 28, 34, 42, 60, 90, 140)
_LACKS = (-1.2, 0.8, 1.6, 2.7, 4.2)
_SHARES = (0.001, 0.12, 0.3, 0.55)
_LIKENESS = (0.02, 0.05, 0.1, 0.16, 0.25)
_RATIOS = (0.25, 0.5, 0.8, 1.2, 1.8)
_NEAR = 600
"""Code points above and below a short line that its words are looked for in."""
_AROUND, _FAR = 450, 1200


@dataclass(frozen=True)
class PageView:
    """The lines of a page with everything that is known of them before roles are."""

    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    topics: Topics

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> "PageView":
        return cls(lines, tuple(look_of(line) for line in lines), Topics.of(lines))

    def shape(self, at: int) -> str:
        """The shape of line `at`, or `^`, `$` outside of the page."""
        if at < 0:
            return "^"
        return self.looks[at].shape if at < len(self.looks) else "$"

    @cached_property
    def running(self) -> tuple[int, ...]:
        """Indices of the lines of running text."""
        return tuple(i for i, look in enumerate(self.looks) if look.shape in RUNNING)

    @cached_property
    def blankness(self) -> str:
        """How many of the lines have a blank line above: `none`, `few`, `some`, `most`."""
        share = sum(1 for line in self.lines if line.blank) / max(1, len(self.lines))
        return ("none", "few", "some", "most")[bisect_right((0.04, 0.35, 0.8), share)]

    @cached_property
    def jumpiness(self) -> str:
        """How many of the paragraphs on one line break off in mid-sentence: `none`, `few`, `many`, or `-`."""
        whole = [line for line in self.lines if not line.is_wrapped and line.width > 40]
        broken = sum(1 for line in whole if line.ending in ("bare", "comma", "open"))
        if len(whole) < 4:
            return "-"
        return ("none", "few", "many")[bisect_right((0.06, 0.2), broken / len(whole))]


def _bin(value: float, edges: Sequence[float]) -> int:
    return bisect_right(edges, value)


def evidence_of(view: PageView) -> list[list[str]]:
    """For each line the evidence about it, in a fixed order."""
    cohesion = _cohesion(view)
    return [
        [
            "bias",
            *_look(view, at),
            *_neighbours(view, at),
            *_break_above(view, at),
            *_place(view, at),
            *_words(view, at, cohesion),
        ]
        for at in range(len(view.lines))
    ]


def _look(view: PageView, at: int) -> list[str]:
    line, look = view.lines[at], view.looks[at]
    shape, length, blank = look.shape, _bin(line.width, _LENGTHS), min(line.blank, 3)
    below = min(view.lines[at + 1].blank, 3) if at + 1 < len(view.lines) else 4
    mode = "w" if line.is_wrapped else "p"
    found = [
        f"s={shape}",
        f"l={length}",
        f"e={line.ending}",
        f"o={line.opening}",
        f"m={mode}",
        f"s={shape}|b={blank}",
        f"s={shape}|l={length}",
        f"s={shape}|b={blank}|n={below}",
        f"l={length}|b={blank}|n={below}",
        f"r={view.blankness}|s={shape}",
        f"r={view.blankness}|b={blank}|n={below}|s={shape}",
        f"l={length}|e={line.ending}|m={mode}",
        f"row={line.same_row}|s={shape}",
        f"in={min(line.indent, 2)}|m={mode}",
    ]
    found += [f"g={sign}" for sign in sorted(look.signs)]
    found += [f"g={sign}|s={shape}" for sign in sorted(look.signs)]
    return found


def _neighbours(view: PageView, at: int) -> list[str]:
    here, above, below = view.shape(at), view.shape(at - 1), view.shape(at + 1)
    above2, below2 = view.shape(at - 2), view.shape(at + 2)
    found = [
        f"s-1={above}",
        f"s+1={below}",
        f"s-2={above2}",
        f"s+2={below2}",
        f"s-1={above}|s={here}",
        f"s={here}|s+1={below}",
        f"s-1={above}|s={here}|s+1={below}",
        f"s-2={above2}|s-1={above}|s={here}",
        f"s={here}|s+1={below}|s+2={below2}",
        *_titles(view, at),
    ]
    if at:
        found.append(f"l-1={_bin(view.lines[at - 1].width, _LENGTHS)}|s={here}")
        found += [f"g-1={sign}|s={here}" for sign in sorted(view.looks[at - 1].signs)]
    if at + 1 < len(view.lines):
        found.append(f"l+1={_bin(view.lines[at + 1].width, _LENGTHS)}|s={here}")
        found += [f"g+1={sign}|s={here}" for sign in sorted(view.looks[at + 1].signs)]
    return found


def _titles(view: PageView, at: int) -> list[str]:
    """How wide a short line is beside the short line below and above it: kickers are longer than headlines."""
    found: list[str] = []
    for step in (-1, 1):
        if 0 <= at + step < len(view.lines) and {view.shape(at), view.shape(at + step)} <= TITLES:
            ratio = _bin(view.lines[at].width / view.lines[at + step].width, _RATIOS)
            blank = min(view.lines[max(at, at + step)].blank, 2)
            found += [
                f"t{step}={ratio}|b={blank}",
                f"t{step}={ratio}|far={view.shape(at + 2 * step)}",
            ]
    return found


def _break_above(view: PageView, at: int) -> list[str]:
    """What tells a soft break from a hard one; the same for every language form."""
    if not at:
        return ["break=none"]
    above, line = view.lines[at - 1], view.lines[at]
    mode = ("w" if above.is_wrapped else "p") + ("w" if line.is_wrapped else "p")
    lack, own = _bin(above.lack, _LACKS), _bin(line.lack, _LACKS)
    below = view.lines[at + 1] if at + 1 < len(view.lines) else None
    indented = (
        line.is_wrapped
        and 1.3 < line.lack < 2.9
        and below is not None
        and below.is_wrapped
        and below.lack < 1.3
    )
    across = _word_across(above, line) if above.ending == "bare" else "-"
    length, blank = _bin(above.width, _LENGTHS), min(line.blank, 3)
    ratio = _bin(above.width / line.width, _RATIOS)
    pair = f"e-1={above.ending}|mm={mode}"
    left, right = above.text[-1], line.text[0]
    return [
        f"c={right}|e-1={above.ending}",
        f"c-1={left}|o={line.opening}",
        f"c={line.text[:2]}",
        f"c-1={above.text[-2:]}",
        pair,
        f"{pair}|o={line.opening}",
        f"{pair}|lack-1={lack}",
        f"{pair}|lack-1={lack}|lack={own}",
        f"{pair}|lack-1={lack}|ind={indented}",
        f"{pair}|b={blank}|r={view.blankness}",
        f"{pair}|x={across}",
        f"{pair}|x={across}|l-1={length}",
        f"{pair}|open={above.leaves_open}",
        f"{pair}|l-1={length}",
        f"e-1={above.ending}|s={view.shape(at)}",
        f"x={across}|s-1={view.shape(at - 1)}",
        f"{pair}|comma-1={'inner-comma' in view.looks[at - 1].signs}|l-1={length}",
        f"{pair}|s={view.shape(at)}|s-1={view.shape(at - 1)}",
        f"{pair}|ratio={ratio}",
        f"in={min(line.indent, 2)}-{min(above.indent, 2)}|{pair}",
        f"row={line.same_row}",
        f"{pair}|j={view.jumpiness}",
        f"{pair}|j={view.jumpiness}|l-1={length}",
        f"{pair}|j={view.jumpiness}|x={across}",
    ]


def _word_across(above: Line, line: Line) -> str:
    """Whether a word of the dictionary spans the break: `word`, `no`."""
    left, right = above.text[-5:], line.text[:5]
    at = 0
    for word in words.segmentation(left + right):
        if at < len(left) < at + len(word):
            return "word" if words.frequency(word) > 20 or word.isascii() else "rare"
        at += len(word)
    return "no"


def _place(view: PageView, at: int) -> list[str]:
    last, shape = len(view.lines) - 1, view.shape(at)
    before = bool(view.running) and view.running[0] < at
    after = bool(view.running) and view.running[-1] > at
    region = ("mid" if after else "tail") if before else ("head" if after else "only")
    found = [
        f"region={region}",
        f"region={region}|s={shape}",
        f"top={min(at, 5)}",
        f"end={min(last - at, 4)}",
    ]
    found += [f"top={min(at, 5)}|s={shape}", f"end={min(last - at, 4)}|s={shape}"]
    if region == "tail":
        found += [
            f"tail|s-1={view.shape(at - 1)}|s={shape}",
            f"tail|s={shape}|s+1={view.shape(at + 1)}",
        ]
        found += [f"tail|l={_bin(view.lines[at].width, _LENGTHS)}"]
    return found


def _cohesion(view: PageView) -> dict[int, float]:
    """Likeness (0 to 1) of the text above and below each place where a paragraph may begin."""
    found: dict[int, float] = {}
    for at in range(1, len(view.lines)):
        if view.lines[at - 1].ending in ("terminal", "closed") or view.shape(at - 1) not in RUNNING:
            above, below = view.topics.window(at, -1, _AROUND), view.topics.window(at, 1, _AROUND)
            found[at] = view.topics.likeness(above, below)
    return found


def _column_change(view: PageView, at: int) -> int:
    """By how much the lines above and below differ in width: 0 (not) to 3, or 4 where one has no column."""
    above = usual_width([line.width for line in view.lines[max(0, at - 9) : at]])
    below = usual_width([line.width for line in view.lines[at : at + 9]])
    return _bin(abs(above - below), (0.9, 1.9, 3.9)) if above and below else 4


def _words(view: PageView, at: int, cohesion: dict[int, float]) -> list[str]:
    shape, topics = view.shape(at), view.topics
    found: list[str] = []
    if at in cohesion:
        level = _bin(cohesion[at], _LIKENESS)
        usual = median(cohesion.values())
        relative = _bin(cohesion[at] / usual if usual else 1.0, _RATIOS)
        found += [
            f"coh={level}",
            f"coh={relative}r",
            f"coh={relative}r|s={shape}",
            f"coh={relative}r|s-1={view.shape(at - 1)}",
        ]
        nearby = [cohesion[i] for i in range(at - 6, at + 7) if i in cohesion]
        if cohesion[at] <= min(nearby):
            found += [
                "valley",
                f"valley|s={shape}",
                f"valley|s-1={view.shape(at - 1)}",
                f"valley|coh={relative}",
            ]
        if view.lines[at].is_wrapped and view.lines[at - 1].is_wrapped:
            change = _column_change(view, at)
            found += [
                f"col={change}|coh={relative}",
                f"col={change}",
                f"col={change}|s-1={view.shape(at - 1)}",
            ]
        wide = topics.likeness(topics.window(at, -1, _FAR), topics.window(at, 1, _FAR))
        found += [
            f"wide={_bin(wide, _LIKENESS)}",
            f"wide={_bin(wide, _LIKENESS)}|s-1={view.shape(at - 1)}",
        ]
    if shape not in RUNNING and view.lines[at].width <= 42:
        own = topics.by_line[at]
        below = _bin(topics.covered(own, topics.window(at + 1, 1, _NEAR)), _SHARES)
        above = _bin(topics.covered(own, topics.window(at, -1, _NEAR)), _SHARES)
        found += [
            f"aff={above}{below}",
            f"aff={above}{below}|s={shape}",
            f"below={below}",
            f"above={above}",
        ]
        found += [f"aff={above}{below}|s-1={view.shape(at - 1)}"]
    return found
