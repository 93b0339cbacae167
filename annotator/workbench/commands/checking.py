"""Commands on what the checks of a page find."""

from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import Decision
from annotator.document.spans import Selection
from annotator.workbench.checks.table import next_of, problems
from annotator.workbench.draft import Draft
from annotator.workbench.situation import Answer, Refusal, Situation


def next_problem(situation: Situation) -> Answer:
    """The caret goes to the next thing that looks wrong, around the end of the page."""
    found = next_of(problems(situation.shown), situation.selection)
    if found is None:
        return Refusal(Phrase("refuse.no_problem_left"))
    here = Selection.at(found.span.start)
    is_only = situation.selection == here
    return Refusal(phrase("refuse.only_problem", what=found.what)) if is_only else here


def call_right(situation: Situation, problem: str) -> Answer:
    """What the problem with that id is about is right as it stands: it does not come back.

    It is kept as a decision that rejects the check's claim, so that it is undone and kept as others are.
    """
    found = next((each for each in problems(situation.shown) if each.id == problem), None)
    if found is None:
        return Refusal(Phrase("refuse.no_problem_left"))
    draft = Draft(situation)
    draft.put(Decision(found.id, "rejected", situation.by, situation.at))
    return draft.edit("call_right", phrase("edit.call_right", what=found.what))
