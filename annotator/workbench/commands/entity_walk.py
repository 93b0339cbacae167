"""Going from entity to entity, of one label where only that is shown."""

from bisect import bisect_left, bisect_right

from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.spans import Selection
from annotator.workbench.situation import Answer, Refusal, Situation


def next_entity(situation: Situation) -> Answer:
    """The caret goes to the start of the next entity in the text."""
    return _go(situation, 1)


def previous_entity(situation: Situation) -> Answer:
    """The caret goes to the start of the entity before."""
    return _go(situation, -1)


def _go(situation: Situation, step: int) -> Answer:
    only, caret = situation.only_label, situation.selection.caret
    starts = [e.span.start for e in situation.shown.entities if only in ("", e.label)]
    at = bisect_right(starts, caret) if step > 0 else bisect_left(starts, caret) - 1
    if 0 <= at < len(starts):
        return Selection.at(starts[at])
    if only:
        return Refusal(phrase("refuse.no_label_that_way", label=label_title(only)))
    return Refusal(Phrase("refuse.no_entity_that_way"))
