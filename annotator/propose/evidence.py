"""What speaks for the role of a line: its look, its neighbours, the break above it, the words around it.

Each piece of evidence is a short string; the weights of resources/segmenter.json say what it is worth.
"""

from annotator.propose import words
from annotator.propose.evidence_words import cohesion_of, words_around
from annotator.propose.lines import Line
from annotator.propose.page_facts import TITLES, PageView, level_of

_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 13, 16, 19, 23, 28, 34, 42, 60, 90, 140)
_LACKS = (-1.2, 0.8, 1.6, 2.7, 4.2)
_RATIOS = (0.25, 0.5, 0.8, 1.2, 1.8)


def evidence_of(view: PageView) -> list[list[str]]:
    """For each line the evidence about it, in a fixed order."""
    cohesion = cohesion_of(view)
    return [
        [
            "bias",
            *_look(view, at),
            *_neighbours(view, at),
            *_break_above(view, at),
            *_place(view, at),
            *words_around(view, at, cohesion),
        ]
        for at in range(len(view.lines))
    ]


def _look(view: PageView, at: int) -> list[str]:
    line, look = view.lines[at], view.looks[at]
    shape, length, blank = look.shape, level_of(line.width, _LENGTHS), min(line.blank, 3)
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
        f"by={view.byline_place}|s-1={above}|s={here}",
        f"by={view.byline_place}|s={here}|s+1={below}",
        f"torn={view.tornness}|s-1={above}|s={here}",
        f"torn={view.tornness}|s={here}",
    ]
    if at:
        found.append(f"l-1={level_of(view.lines[at - 1].width, _LENGTHS)}|s={here}")
        found += [f"g-1={sign}|s={here}" for sign in sorted(view.looks[at - 1].signs)]
    if at + 1 < len(view.lines):
        found.append(f"l+1={level_of(view.lines[at + 1].width, _LENGTHS)}|s={here}")
        found += [f"g+1={sign}|s={here}" for sign in sorted(view.looks[at + 1].signs)]
    return found


def _titles(view: PageView, at: int) -> list[str]:
    """How wide a short line is beside the short line below and above it: kickers are longer than headlines."""
    found: list[str] = []
    for step in (-1, 1):
        if 0 <= at + step < len(view.lines) and {view.shape(at), view.shape(at + step)} <= TITLES:
            ratio = level_of(view.lines[at].width / view.lines[at + step].width, _RATIOS)
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
    lack, own = level_of(above.lack, _LACKS), level_of(line.lack, _LACKS)
    below = view.lines[at + 1] if at + 1 < len(view.lines) else None
    indented = (
        line.is_wrapped
        and 1.3 < line.lack < 2.9
        and below is not None
        and below.is_wrapped
        and below.lack < 1.3
    )
    pair = f"e-1={above.ending}|mm={mode}"
    return [
        f"c={line.text[0]}|e-1={above.ending}",
        f"c-1={above.text[-1]}|o={line.opening}",
        f"c={line.text[:2]}",
        f"c-1={above.text[-2:]}",
        pair,
        f"{pair}|o={line.opening}",
        f"{pair}|lack-1={lack}",
        f"{pair}|lack-1={lack}|lack={own}",
        f"{pair}|lack-1={lack}|ind={indented}",
        f"{pair}|b={min(line.blank, 3)}|r={view.blankness}",
        f"{pair}|open={above.leaves_open}",
        f"{pair}|ratio={level_of(above.width / line.width, _RATIOS)}",
        f"in={min(line.indent, 2)}-{min(above.indent, 2)}|{pair}",
        f"row={line.same_row}",
        *_sentence_above(view, at, pair),
        *_joint(view, at, pair),
    ]


def _sentence_above(view: PageView, at: int, pair: str) -> list[str]:
    """Whether the line above is a whole sentence, a title, or breaks off; `pair` is how both lines stand."""
    above, here, shape_above = view.lines[at - 1], view.shape(at), view.shape(at - 1)
    across = _word_across(above, view.lines[at]) if above.ending == "bare" else "-"
    length = level_of(above.width, _LENGTHS)
    return [
        f"{pair}|x={across}",
        f"{pair}|x={across}|l-1={length}",
        f"{pair}|l-1={length}",
        f"e-1={above.ending}|s={here}",
        f"x={across}|s-1={shape_above}",
        f"{pair}|comma-1={'inner-comma' in view.looks[at - 1].signs}|l-1={length}",
        f"{pair}|s={here}|s-1={shape_above}",
        f"{pair}|j={view.jumpiness}",
        f"{pair}|j={view.jumpiness}|l-1={length}",
        f"{pair}|j={view.jumpiness}|x={across}",
    ]


_JOINTS = (-4.0, -2.0, -0.5, 1.0, 2.5, 4.0, 6.0, 8.5)


def _joint(view: PageView, at: int, pair: str) -> list[str]:
    """Whether a sentence rather goes on over the break or begins there, by the language model."""
    above = view.lines[at - 1]
    if above.ending not in ("bare", "comma"):
        return []
    level = level_of(view.joints[at], _JOINTS)
    return [
        f"joint={level}",
        f"joint={level}|{pair}",
        f"joint={level}|{pair}|l-1={level_of(above.width, _LENGTHS) // 2}",
        f"joint={level}|s-1={view.shape(at - 1)}",
        f"joint={level}|j={view.jumpiness}|{pair}",
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
        found += [f"tail|l={level_of(view.lines[at].width, _LENGTHS)}"]
    return found
