"""Commands on what a correction is: how sure, and of which kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.document.marks import CORRECTION_KINDS, Accepted, Adjusted, CorrectionMark
from annotator.document.openness import compatible
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import CorrectionBody, Proposal
from annotator.workbench.commands.placing import body_at, place_correction
from annotator.workbench.draft import Draft
from annotator.workbench.situation import Answer, Refusal, Situation
from annotator.workbench.suspects import change_title

NO_CORRECTION = Refusal(Phrase("refuse.no_correction_here"))

KIND_LETTERS = {
    "substitution": "S",
    "insertion": "I",
    "omission": "O",
    "duplicate": "D",
    "punctuation": "P",
    "width": "W",
    "spacing": "B",
}
"""The second key of `set_correction_kind`."""

Fixes = tuple[Sequence[CorrectionMark], Sequence[Proposal]]
"""Corrections and suspects."""


def _meant(situation: Situation) -> Fixes:
    """What is selected, else the current suspects, else the correction at the caret."""
    if situation.selection.spans:
        inside = situation.selected_corrections
        marks = [each.mark for each in inside if each.mark]
        return marks, [each.proposal for each in inside if each.proposal]
    if situation.suspect is not None:
        return (), situation.members
    return ([situation.correction] if situation.correction else []), ()


def mark_likely(situation: Situation) -> Answer:
    """What is meant reads so, likely; once more: surely."""
    marks, suspects = _meant(situation)
    marks = [each for each in marks if each.text is not None]
    suspects = [each for each in suspects if _reads(each) is not None]
    if not marks and not suspects:
        return NO_CORRECTION
    is_likely = not suspects and all(each.certainty == "likely" for each in marks)
    certainty = "sure" if is_likely else "likely"
    draft = _changed(
        situation, (marks, suspects), lambda mark: replace(mark, certainty=certainty), "accepted"
    )
    count = len(marks) + len(suspects)
    return draft.edit("mark_likely", phrase(f"edit.mark_{certainty}", count=count))


def set_correction_kind(situation: Situation, kind: str) -> Answer:
    """What is meant is a correction of that kind (of `CORRECTION_KINDS`). Raises ValueError for another.

    An omission at a bare caret where there is no correction: something is lost there, nobody knows what.
    """
    if kind not in CORRECTION_KINDS:
        raise ValueError(f"unknown kind of correction {kind!r}")
    marks, suspects = _meant(situation)
    if not marks and not suspects:
        is_gap = kind == "omission" and situation.selection.span is None
        return _lost(situation) if is_gap else NO_CORRECTION
    draft = _changed(
        situation, (marks, suspects), lambda mark: replace(mark, kind=kind), "adjusted"
    )
    named = Phrase(f"panel.correction_{kind}")
    title = phrase("edit.set_correction_kind", count=len(marks) + len(suspects), kind=named)
    return draft.edit("set_correction_kind", title)


def _lost(situation: Situation) -> Answer:
    at = min(situation.selection.caret, len(situation.text))
    draft = Draft(situation)
    refusal = place_correction(draft, body_at(at, at, None, "omission"))
    if refusal is not None:
        return refusal
    title = phrase("edit.correct", what=change_title("", None))
    return draft.edit("set_correction_kind", title)


def _changed(
    situation: Situation,
    fixes: Fixes,
    change: Callable[[CorrectionMark], CorrectionMark],
    verdict: str,
) -> Draft:
    """All of them changed; a suspect becomes a correction first."""
    marks, suspects = fixes
    draft = Draft(situation)
    for mark in marks:
        draft.put(change(mark))
    made = Accepted if verdict == "accepted" else Adjusted
    for suspect in compatible(situation.page, suspects):
        assert isinstance(suspect.body, CorrectionBody)
        place, text, kind = suspect.body.place, suspect.body.text, suspect.body.kind
        certainty = "suspect" if text is None else "sure"
        origin = made(situation.by, suspect.id)
        mark = CorrectionMark(draft.new_id("c"), place, text, kind, origin, certainty)
        draft.put(change(mark))
        draft.decide(suspect, verdict)
    return draft


def _reads(suspect: Proposal) -> str | None:
    return suspect.body.text if isinstance(suspect.body, CorrectionBody) else None
