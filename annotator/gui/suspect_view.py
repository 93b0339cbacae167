"""The session's current suspect as the pane shows it."""

from collections import Counter

from annotator.document.proposals import Proposal, extent_of
from annotator.gui.places_model import PlaceRow
from annotator.gui.shown_text import change
from annotator.gui.suspect_pane import Suspicion
from annotator.settings.language import Language
from annotator.workbench.situation import Situation
from annotator.workbench.suspects import candidates, context

_KINDS = 4
"""So many changes of a class are counted by name."""
_LONGEST = 5
"""Characters of a text in such a name."""


def suspicion_of(situation: Situation, suspect: Proposal) -> Suspicion:
    """One suspect with its candidates, in its line."""
    found = context(situation.text, *extent_of(suspect.body))
    return Suspicion(*found, tuple(each.text for each in candidates(suspect)))


def place_of_fix(situation: Situation, start: int, end: int) -> Suspicion:
    """A stretch that an editor corrects of their own accord, with what it has been made to read."""
    found = context(situation.text, start, end)
    mark = situation.correction
    reads = (mark.text,) if mark is not None and mark.text is not None else ()
    return Suspicion(*found, reads, is_proposed=False)


def class_rows(situation: Situation, members: tuple[Proposal, ...]) -> list[PlaceRow]:
    """Every place of a class before and after, in text order."""
    page, text = situation.page, situation.text
    rows: list[PlaceRow] = []
    for each in members:
        start, end = extent_of(each.body)
        before, raw, after = context(text, start, end)
        line = page.raw.line_at(start) + 1
        rows.append(PlaceRow(page.name, line, before, raw, candidates(each)[0].text, after))
    return rows


def class_summary(rows: list[PlaceRow], language: Language) -> str:
    """What changes into what, and how often: the most frequent changes by name."""
    counted = Counter(change(each.raw, each.text, language, _LONGEST) for each in rows)
    named = [
        language.say("suspect.class_change", change=what, count=count)
        for what, count in counted.most_common(_KINDS)
    ]
    if len(counted) > _KINDS:
        named.append(language.say("suspect.class_more"))
    return "   ".join(named)
