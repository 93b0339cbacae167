"""Where an article goes on: runs of lines elsewhere on the page, the likeliest first.

For the window's own process: some 20 milliseconds, and no dictionary of words.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from annotator.document.phrases import Phrase, phrase
from annotator.propose.fragments import HEAD_ROLES, TEXT_ROLES
from annotator.propose.joints import SUREST, PageFacts, joint_odds
from annotator.propose.lines import Line
from annotator.propose.looks import look_of
from annotator.propose.page_facts import TITLES

FURNITURE = "furniture"
"""The owner of lines that no article can go on with."""
RUNNING = frozenset({"body", "subhead"})
PICTURE = frozenset({"caption", "credit"})

_READ = 80
"""Runs whose words are weighed: those for which most speaks at sight."""
_NEAR = 8
"""Lines on either side of a border that tell what is spoken of there."""
_ENOUGH = 120
"""Code points of running text that a headline may well belong to."""

WEIGHTS = {
    "joint": 3.0,
    "head": -4.64,
    "text for a headline": -0.33,
    "scant": -2.9,
    "byline": 0.18,
    "caption": -2.53,
    "nobody's": 3.0,
    "headless": 1.47,
    "gold": -1.93,
    "first of its article": 0.88,
    "forward": 0.6,
    "next": -1.44,
    "far": -0.21,
    "far from headline": -1.49,
    "likeness": 7.51,
    "headline's words": 4.77,
    "width": 0.55,
    "inside": -3.47,
    "inside, joint": 0.57,
    "inside, likeness": 8.86,
}
"""Of the evidence for a run: what a softmax over the runs of a page adds up."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a line: whose it is ("" for nobody's), its role ("" for none), what it would belong to.

    `group` parts what stands together: the article's id, or that of one proposed for nobody's lines.
    """

    owner: str
    role: str
    group: str
    is_gold: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `first` to `last` (indices, inclusive), how much speaks for them, and why, in words."""

    first: int
    last: int
    score: float
    because: tuple[Phrase, ...]


@dataclass(frozen=True)
class Continuing:
    """One article of a page. `seen` has an entry for each line, `own` are the article's lines as read."""

    facts: PageFacts
    seen: tuple[Seen, ...]
    own: tuple[int, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.facts.lines

    # -- the article ---------------------------------------------------------------------

    @cached_property
    def _tail(self) -> int:
        """The line that the text has reached: the last that is no picture's."""
        running = [at for at in self.own if self.seen[at].role not in PICTURE]
        return (running or list(self.own))[-1]

    @cached_property
    def _has_text(self) -> bool:
        return any(self.seen[at].role in RUNNING for at in self.own)

    @cached_property
    def _is_open(self) -> bool:
        """Whether the running text breaks off in the middle of a sentence."""
        is_running = self.seen[self._tail].role in RUNNING
        return is_running and self.lines[self._tail].ending not in ("terminal", "closed")

    # -- runs ----------------------------------------------------------------------------

    @cached_property
    def _fragments(self) -> tuple[range, ...]:
        """Neighbouring lines of one owner and group that are not the article's own; a picture's apart."""
        own = set(self.own)

        def place(at: int) -> tuple[str, str, bool]:
            seen = self.seen[at]
            is_picture = seen.role in PICTURE
            return ("", "own", False) if at in own else (seen.owner, seen.group, is_picture)

        groups = [list(each) for _, each in groupby(range(len(self.lines)), place)]
        return tuple(
            range(each[0], each[-1] + 1)
            for each in groups
            if each[0] not in own and self.seen[each[0]].owner != FURNITURE
        )

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last line of everything that the article could go on with."""
        for fragment in self._fragments:
            ends = self._ends(fragment)
            for at in fragment:
                if at == fragment[0] or self._may_begin(at):
                    yield at, ends[at]

    def _may_begin(self, at: int) -> bool:
        """Whether a text may begin at a line inside a fragment: at the edge of a paragraph or column."""
        above = self.lines[at - 1]
        roles = self.seen[at - 1].role, self.seen[at].role
        ends = above.ending in ("terminal", "closed")
        return roles[0] != roles[1] or ends or self.lines[at].blank > 0 or self.facts.joints[at] < 0

    def _ends(self, fragment: range) -> dict[int, int]:
        """For each line the one before the next headline below running text, else the fragment's last."""
        ends: dict[int, int] = {}
        end = before_head = fragment[-1]
        for at in reversed(fragment):
            role = self.seen[at].role
            if role in TEXT_ROLES or not role:
                end = before_head
            ends[at] = end
            if role in HEAD_ROLES:
                before_head = at - 1
        return ends

    # -- evidence ------------------------------------------------------------------------

    @cached_property
    def _from_tail(self) -> list[float]:
        """For each line how surely the article goes on there: log odds."""
        end = self.lines[self._tail].text
        return joint_odds([(end, line.text) for line in self.lines])

    @cached_property
    def _topic(self) -> tuple[int, ...]:
        """The lines that tell what it is about: the headline while there is no text, else all."""
        heads = tuple(at for at in self.own if self.seen[at].role in HEAD_ROLES)
        return self.own if self._has_text or not heads else heads

    def _likeness(self, first: int, last: int) -> float:
        """Of a headline the share (0 to 1) that the run has, of an article how alike both are."""
        run = range(first, last + 1)
        shared = self.facts.shared
        return (shared.likeness if self._has_text else shared.share)(self._topic, run)

    def _unlikeness(self, first: int, last: int) -> float:
        """How much more alike the run is to the article than to what stands above it, -1 to 1."""
        run, likeness = range(first, min(last, first + _NEAR) + 1), self.facts.shared.likeness
        return likeness(self.own[-_NEAR:], run) - likeness(range(max(0, first - _NEAR), first), run)

    @cached_property
    def _heads_of(self) -> Counter[str]:
        """How many lines of a headline each group has."""
        return Counter(each.group for each in self.seen if each.role == "headline")

    @cached_property
    def _next(self) -> int:
        """The first line below the tail that the article could go on with."""
        return min((f[0] for f in self._fragments if f[0] > self._tail), default=-1)

    def evidence(self, first: int, last: int) -> dict[str, float]:
        """What is to be seen of a run, by the names of WEIGHTS."""
        return self._at_sight(first, last) | self._on_reading(first, last)

    def _at_sight(self, first: int, last: int) -> dict[str, float]:
        seen, line = self.seen[first], self.lines[first]
        role = seen.role or "body"
        tail = self.lines[self._tail]
        is_text = role in RUNNING
        gap = abs(first - self._tail if first > self._tail else self._tail - last)
        joint = self._from_tail[first] / SUREST if self._is_open and is_text else 0.0
        is_inside = first not in self._starts
        return {
            "joint": joint,
            "head": float(role in HEAD_ROLES),
            "text for a headline": float(is_text and not self._has_text),
            "scant": 0.0 if self._has_text else self._scantness(first, last),
            "byline": float(role == "byline" and self._has_text and not self._is_open),
            "caption": float(role in PICTURE and self._has_text),
            "nobody's": float(not seen.owner),
            "headless": float(not self._heads_of[seen.group]),
            "gold": float(seen.is_gold),
            "first of its article": float(self._first_of.get(seen.group) == first),
            "forward": float(first > self._tail),
            "next": float(first == self._next),
            "far": math.log1p(max(0, gap - 1)) / 4 if self._has_text else 0.0,
            "far from headline": 0.0 if self._has_text else math.log1p(max(0, gap - 1)) / 4,
            "width": float(abs(line.column - tail.column) <= 1.5 and line.column > 0),
            "inside": float(is_inside),
            "inside, joint": joint - self.facts.joints[first] / SUREST
            if is_inside and joint
            else 0.0,
        }

    def _scantness(self, first: int, last: int) -> float:
        """How far the run is from as much text as a headline may well belong to, 0 to 1."""
        size = 0
        for at in range(first, last + 1):
            size += len(self.lines[at].text)
            if size >= _ENOUGH:
                return 0.0
        return 1 - size / _ENOUGH

    def _on_reading(self, first: int, last: int) -> dict[str, float]:
        likeness = self._likeness(first, last)
        is_inside = first not in self._starts
        return {
            "likeness": likeness if self._has_text else 0.0,
            "headline's words": 0.0 if self._has_text else likeness,
            "inside, likeness": self._unlikeness(first, last) if is_inside else 0.0,
        }

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(each[0] for each in self._fragments)

    @cached_property
    def _first_of(self) -> dict[str, int]:
        """The first line of each group."""
        found: dict[str, int] = {}
        for at, each in enumerate(self.seen):
            if each.group:
                found.setdefault(each.group, at)
        return found

    # -- answers -------------------------------------------------------------------------

    def ranked(self, most: int) -> list[Run]:
        """At most so many runs, the likeliest first; none of them begins where another does."""
        if not self.own:
            return []
        runs = [(-_score(self._at_sight(*run)), *run) for run in self.runs()]
        read = [
            (score - _score(self._on_reading(first, last)), first, last)
            for score, first, last in sorted(runs)[:_READ]
        ]
        return [
            Run(first, last, -score, tuple(self._because(first, last)))
            for score, first, last in sorted(read)[:most]
        ]

    def _because(self, first: int, last: int) -> Iterator[Phrase]:
        evidence = self.evidence(first, last)
        if evidence["joint"] > 0:
            yield Phrase("because.next_goes_on")
        if first == self._tail + 1:
            yield Phrase("because.next_below")
        if evidence["byline"]:
            yield Phrase("because.next_byline")
        if evidence["caption"]:
            yield Phrase("because.next_caption")
        if words := self.facts.shared.words(self._topic, range(first, last + 1)):
            key = "because.next_shares_words" if self._has_text else "because.next_title_words"
            yield phrase(key, words="、".join(words))
        if evidence["width"]:
            yield phrase("because.next_column", width=round(self.lines[first].column))


def _score(evidence: Mapping[str, float]) -> float:
    return math.fsum(WEIGHTS[name] * value for name, value in evidence.items())


def role_of_look(line: Line) -> str:
    """What a line is by its look alone: byline, credit, headline or body."""
    shape = look_of(line).shape
    if shape in ("byline", "credit"):
        return shape
    return "headline" if shape in TITLES else "body"
