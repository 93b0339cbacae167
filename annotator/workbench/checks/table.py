"""All checks under their names, and what they find on a page that nobody has called right."""

from collections.abc import Callable, Iterator

from annotator.document.spans import Selection
from annotator.workbench.checks import articles, marks, names
from annotator.workbench.checks.problem import Problem
from annotator.workbench.shown import Shown

Check = Callable[[Shown], Iterator[Problem]]

CHECKS: dict[str, Check] = {
    "no_headline": articles.no_headline,
    "no_text": articles.no_text,
    "late_headline": articles.late_headline,
    "bare_subhead": articles.bare_subhead,
    "stray_byline": articles.stray_byline,
    "nobodys_line": articles.nobodys_line,
    "torn_end": articles.torn_end,
    "early_picture": articles.early_picture,
    "two_labels": names.two_labels,
    "over_a_break": names.over_a_break,
    "unmatched": marks.unmatched,
}


def problems(shown: Shown) -> tuple[Problem, ...]:
    """What the checks find on the page as it shows, in text order; what an editor called right is left out."""
    right = shown.page.decisions
    found = {each.id: each for check in CHECKS.values() for each in check(shown)}
    left = (each for each in found.values() if each.id not in right)
    return tuple(sorted(left, key=lambda each: (each.span, each.check)))


def next_of(found: tuple[Problem, ...], selection: Selection) -> Problem | None:
    """The first problem behind the caret, around the end of the page."""
    here = selection.caret
    behind = [each for each in found if each.span.start > here]
    return behind[0] if behind else found[0] if found else None
