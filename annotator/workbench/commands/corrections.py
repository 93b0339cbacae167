"""Commands on corrections: what the raw text should read, place by place, and always."""

import json

from annotator.document.correcting import LONGEST, CorrectionRule, kind_of_change
from annotator.document.edits import RuleChange
from annotator.document.marks import CorrectionMark, place_of
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import CorrectionBody, Proposal, extent_of
from annotator.document.spans import Span, trimmed
from annotator.workbench.commands.placing import (
    body_at,
    fitted,
    place_correction,
    without_breaks_at_ends,
)
from annotator.workbench.commands.proposals import accept, accept_into, reject
from annotator.workbench.draft import Draft
from annotator.workbench.situation import ONE_STRETCH, Answer, Refusal, Situation
from annotator.workbench.suspects import (
    allowing,
    candidates,
    change_title,
    pattern_between,
    pattern_of,
    words_at,
)

NO_SUSPECT = Refusal(Phrase("refuse.no_suspect_here"))
NO_CORRECTION = Refusal(Phrase("refuse.no_correction_here"))
READS_SO = Refusal(Phrase("refuse.reads_so_already"))
NO_PATTERN = Refusal(Phrase("refuse.no_pattern"))
TOO_LONG = Refusal(phrase("correction_rule.too_long", limit=LONGEST))


# -- what is meant -----------------------------------------------------------------------


def _class_refusal(situation: Situation) -> Refusal | None:
    """Why what is meant for one suspect cannot be done to the row of a class."""
    if situation.suspect is None or len(situation.members) == 1:
        return None
    return Refusal(phrase("refuse.is_a_class", count=len(situation.members)))


def _meant(situation: Situation) -> tuple[tuple[int, int], Proposal | None] | Refusal:
    """The place that a correction is for, and the suspect whose place it is."""
    if situation.selection.also:
        return ONE_STRETCH
    span = situation.selection.span
    if span is not None:
        return (span.start, min(span.end, len(situation.text))), None
    refusal = _class_refusal(situation)
    if refusal is not None:
        return refusal
    if situation.suspect is not None:
        return extent_of(situation.suspect.body), situation.suspect
    if situation.correction is not None:
        return place_of(situation.correction), None
    caret = min(situation.selection.caret, len(situation.text))
    return (caret, caret), None


def place_to_fix(situation: Situation) -> tuple[int, int] | Refusal:
    """What `correct` would correct: what is selected, else the current suspect, else the correction
    at the caret, else an insertion there.
    """
    meant = _meant(situation)
    return meant if isinstance(meant, Refusal) else meant[0]


# -- one place ---------------------------------------------------------------------------


def correct(situation: Situation, text: str) -> Answer:
    """The place of `place_to_fix` reads `text`; "" takes it out."""
    meant = _meant(situation)
    if isinstance(meant, Refusal):
        return meant
    (start, end), suspect = meant
    if "\n" in text:
        return Refusal(Phrase("refuse.correction_of_one_line"))
    if text:
        start, end = without_breaks_at_ends(situation.text, start, end)
    draft = Draft(situation)
    refusal = _put(draft, start, end, text, suspect)
    if refusal is not None:
        return refusal
    what = change_title(situation.text[start:end], text)
    return draft.edit("correct", phrase("edit.correct", what=what))


def _put(
    draft: Draft, start: int, end: int, reads: str, suspect: Proposal | None = None
) -> Refusal | None:
    """That stretch reads `reads`, whatever a suspect there thought."""
    situation = draft.situation
    raw = situation.text[start:end]
    if raw == reads:
        return READS_SO if raw else Refusal(Phrase("refuse.nothing_to_insert"))
    if reads and situation.shown.runs_over_a_break(start, end):
        return Refusal(Phrase("refuse.correction_over_paragraphs"))
    body = _known_body(situation, start, end, reads, suspect)
    return place_correction(draft, body, suspect)


def _known_body(
    situation: Situation, start: int, end: int, reads: str, suspect: Proposal | None
) -> CorrectionBody:
    """As a suspect there says it, so that agreeing with it is accepting it; else with the kind of its texts."""
    near = [e.proposal for e in situation.shown.corrections_in(start, end) if e.proposal]
    for each in (*((suspect,) if suspect else ()), *near):
        for body in candidates(each):
            if extent_of(body) == (start, end) and body.text == reads:
                return body
    return body_at(start, end, reads, kind_of_change(situation.text, start, end, reads))


def mark_suspect(situation: Situation) -> Answer:
    """What is selected, or the current suspect, is damaged, and nobody knows what stood there."""
    meant = _meant(situation)
    if isinstance(meant, Refusal):
        return meant
    (start, end), suspect = meant
    if suspect is None and start < end:
        inside = trimmed(Span(start, end), situation.text)
        start, end = (inside.start, inside.end) if inside else (start, end)
    if suspect is None and start == end:
        return Refusal(Phrase("refuse.select_damaged"))
    draft = Draft(situation)
    body = body_at(start, end, None, _kind_there(situation, suspect))
    refusal = place_correction(draft, body, suspect)
    if refusal is not None:
        return refusal
    what = change_title(situation.text[start:end], None)
    return draft.edit("mark_suspect", phrase("edit.correct", what=what))


def _kind_there(situation: Situation, suspect: Proposal | None) -> str:
    """That of what is there; of anything else characters are lost, for they cannot be known again."""
    if suspect is not None and isinstance(suspect.body, CorrectionBody):
        return suspect.body.kind
    return situation.correction.kind if situation.correction else "omission"


def remove_correction(situation: Situation) -> Answer:
    """The corrections that are selected, or the one at the caret, are none; nor is a suspect that is current."""
    is_bare = not situation.selection.spans
    if is_bare and situation.suspect is not None:
        return reject(situation)
    marks = [situation.correction] if situation.correction else []
    if not is_bare:
        marks = [each.mark for each in situation.selected_corrections if each.mark]
    if not marks:
        return NO_CORRECTION
    draft = Draft(situation)
    for mark in marks:
        draft.drop(mark)
    return draft.edit("remove_correction", _removal(situation, marks))


def _removal(situation: Situation, marks: list[CorrectionMark]) -> Phrase:
    if len(marks) > 1:
        return phrase("edit.remove_corrections", count=len(marks))
    start, end = place_of(marks[0])
    what = change_title(situation.text[start:end], marks[0].text)
    return phrase("edit.remove_correction", what=what)


# -- a suspect's candidates --------------------------------------------------------------


def take_candidate(situation: Situation, number: str) -> Answer:
    """Candidate `number` (from 1) of the current suspect stands there; the first of a class accepts all."""
    suspect = situation.suspect
    if suspect is None:
        return NO_SUSPECT
    if number == "1":
        return accept(situation)
    refusal = _class_refusal(situation)
    if refusal is not None:
        return refusal
    offered = candidates(suspect)
    if not 0 < int(number) <= len(offered):
        return Refusal(phrase("refuse.no_such_candidate", number=number, count=len(offered)))
    body = offered[int(number) - 1]
    draft = Draft(situation)
    refusal = place_correction(draft, body, suspect)
    if refusal is not None:
        return refusal
    what = change_title(words_at(situation.text, body), body.text)
    return draft.edit("take_candidate", phrase("edit.correct", what=what))


# -- many places -------------------------------------------------------------------------


def fix_places(situation: Situation, text: str, places: str) -> Answer:
    """All `places` (JSON list of [start, end]) read `text`; each is changed where it differs, one edit."""
    draft = Draft(situation)
    spans = [Span(start, end) for start, end in json.loads(places)]
    for span in spans:
        start, end, reads = fitted(situation.text, span, text)
        if start == end and not reads:
            return READS_SO
        refusal = _put(draft, start, end, reads)
        if refusal is not None:
            return refusal
    raw = spans[0].text_in(situation.text).replace("\n", "") if spans else ""
    title = phrase("edit.fix_series", count=len(spans), what=change_title(raw, text))
    return draft.edit("fix_places", title)


# -- always ------------------------------------------------------------------------------


def always_fix(situation: Situation) -> Answer:
    """The current suspect is right, and its string is to be read so wherever it stands.

    At a correction that is made already only the rule is new.
    """
    refusal = _class_refusal(situation)
    if refusal is not None:
        return refusal
    suspect, mark = situation.suspect, situation.correction
    if suspect is not None and isinstance(suspect.body, CorrectionBody):
        pattern = pattern_of(situation.text, suspect.body)
    elif mark is not None and mark.text is not None:
        pattern = pattern_between(situation.text, *place_of(mark), mark.text)
    else:
        return NO_SUSPECT
    if pattern is None:
        return NO_PATTERN
    if max(len(pattern.raw), len(pattern.text)) > LONGEST:
        return TOO_LONG
    draft = Draft(situation)
    if suspect is not None:
        accept_into(draft, suspect, situation.by)
    what = change_title(pattern.raw, pattern.text)
    rules = _told(situation, CorrectionRule(pattern.raw, pattern.text))
    return draft.edit("always_fix", phrase("edit.always_fix", what=what), rules=rules)


def always_allow(situation: Situation) -> Answer:
    """The text of the current suspect is right as it stands, wherever it stands."""
    refusal = _class_refusal(situation)
    if refusal is not None:
        return refusal
    suspect = situation.suspect
    if suspect is None or not isinstance(suspect.body, CorrectionBody):
        return NO_SUSPECT
    rule = allowing(situation.text, suspect.body)
    if rule is None:
        return NO_PATTERN
    if len(rule.raw) > LONGEST:
        return TOO_LONG
    draft = Draft(situation)
    draft.decide(suspect, "rejected")
    title = phrase("edit.always_allow", raw=rule.raw)
    return draft.edit("always_allow", title, rules=_told(situation, rule))


def _told(situation: Situation, rule: CorrectionRule) -> tuple[RuleChange, ...]:
    before = situation.rules.get(rule.raw)
    return () if before == rule else (RuleChange(before, rule),)
