"""What the words around a line say: where the matter changes, and which text a short line speaks of."""

from dataclasses import dataclass
from statistics import median

from annotator.propose.lines import usual_width
from annotator.propose.page_facts import RUNNING, PageView, level_of

_SHARES = (0.001, 0.12, 0.3, 0.55)
_LIKENESS = (0.02, 0.05, 0.1, 0.16, 0.25)
_RATIOS = (0.25, 0.5, 0.8, 1.2, 1.8)
_NEAR = 600
"""Code points above and below a short line that its words are looked for in."""
_AROUND, _FAR = 450, 1200
"""Code points above and below a border that are likened."""


@dataclass(frozen=True, slots=True)
class Cohesion:
    """Likeness (0 to 1) of the text above and below each line where a paragraph may begin, and the usual one."""

    at: dict[int, float]
    usual: float


def cohesion_of(view: PageView) -> Cohesion:
    """That of the whole page."""
    found: dict[int, float] = {}
    for at in range(1, len(view.lines)):
        if view.lines[at - 1].ending in ("terminal", "closed") or view.shape(at - 1) not in RUNNING:
            above, below = view.topics.window(at, -1, _AROUND), view.topics.window(at, 1, _AROUND)
            found[at] = view.topics.likeness(above, below)
    return Cohesion(found, median(found.values()) if found else 0.0)


def _column_change(view: PageView, at: int) -> int:
    """By how much the lines above and below differ in width: 0 (not) to 3, or 4 where one has no column."""
    above = usual_width([line.width for line in view.lines[max(0, at - 9) : at]])
    below = usual_width([line.width for line in view.lines[at : at + 9]])
    return level_of(abs(above - below), (0.9, 1.9, 3.9)) if above and below else 4


def words_around(view: PageView, at: int, cohesion: Cohesion) -> list[str]:
    """The evidence of line `at`; `cohesion` is that of the whole page."""
    found: list[str] = []
    if at in cohesion.at:
        found += [*_border(view, at, cohesion), *_wider_border(view, at, cohesion)]
        found += _headlines_apart(view, at)
    if view.shape(at) not in RUNNING and view.lines[at].width <= 42:
        found += _affinity(view, at)
    return found


def _relative(at: int, cohesion: Cohesion) -> int:
    usual = cohesion.usual
    return level_of(cohesion.at[at] / usual if usual else 1.0, _RATIOS)


def _border(view: PageView, at: int, cohesion: Cohesion) -> list[str]:
    shape, above, relative = view.shape(at), view.shape(at - 1), _relative(at, cohesion)
    found = [
        f"coh={level_of(cohesion.at[at], _LIKENESS)}",
        f"coh={relative}r",
        f"coh={relative}r|s={shape}",
        f"coh={relative}r|s-1={above}",
    ]
    nearby = [cohesion.at[i] for i in range(at - 6, at + 7) if i in cohesion.at]
    if cohesion.at[at] <= min(nearby):
        found += ["valley", f"valley|s={shape}", f"valley|s-1={above}", f"valley|coh={relative}"]
    return found


def _wider_border(view: PageView, at: int, cohesion: Cohesion) -> list[str]:
    above, topics = view.shape(at - 1), view.topics
    wide = topics.likeness(topics.window(at, -1, _FAR), topics.window(at, 1, _FAR))
    level = level_of(wide, _LIKENESS)
    found = [f"wide={level}", f"wide={level}|s-1={above}"]
    if view.lines[at].is_wrapped and view.lines[at - 1].is_wrapped:
        change = _column_change(view, at)
        found += [
            f"col={change}|coh={_relative(at, cohesion)}",
            f"col={change}",
            f"col={change}|s-1={above}",
        ]
    return found


_LEAD = 260
"""Code points of a text's opening, which repeats the words of its headline."""
_TURNS = (0.08, 0.2, 0.4, 0.7)


def _headlines_apart(view: PageView, at: int) -> list[str]:
    """Whether another of the headlines that stand apart speaks of the text below than of that above."""
    if not view.detached:
        return [f"turn=none|torn={view.tornness}"]
    topics = view.topics
    below, above = topics.window(at, 1, _AROUND), topics.window(at, -1, _AROUND)
    lead = topics.window(at, 1, _LEAD)
    rises, leads = list[float](), list[float]()
    for head in view.detached:
        terms = topics.by_line[head]
        rises.append(topics.covered(terms, below) - topics.covered(terms, above))
        leads.append(topics.covered(terms, lead))
    rise, fall = level_of(max(rises), _TURNS), level_of(-min(rises), _TURNS)
    both = level_of(max(rises) - min(rises), (0.15, 0.35, 0.6, 0.9))
    opening = level_of(max(leads), _SHARES)
    return [
        f"turn={rise}{fall}",
        f"turn={both}|torn={view.tornness}",
        f"turn={both}|s-1={view.shape(at - 1)}",
        f"rise={rise}|lead={opening}",
        f"lead={opening}|torn={view.tornness}",
    ]


def _affinity(view: PageView, at: int) -> list[str]:
    """Whether the text below, or the one above, has the words of a short line."""
    shape, topics, own = view.shape(at), view.topics, view.topics.by_line[at]
    below = level_of(topics.covered(own, topics.window(at + 1, 1, _NEAR)), _SHARES)
    above = level_of(topics.covered(own, topics.window(at, -1, _NEAR)), _SHARES)
    both = f"aff={above}{below}"
    return [
        both,
        f"{both}|s={shape}",
        f"{both}|s-1={view.shape(at - 1)}",
        f"below={below}",
        f"above={above}",
    ]
