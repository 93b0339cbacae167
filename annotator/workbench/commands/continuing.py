"""The command that lets an article go on elsewhere on the page."""

import json

from annotator.document.marks import Part
from annotator.document.phrases import phrase
from annotator.document.spans import Span
from annotator.workbench import parts as parting
from annotator.workbench.commands.articles import freed, runs_word
from annotator.workbench.draft import Draft
from annotator.workbench.nobodys import breaks_proposed, nobodys_parts
from annotator.workbench.situation import Answer, Refusal, Situation


def continue_with(situation: Situation, number: str, places: str) -> Answer:
    """Article `number` (from 1) goes on with the text at `places`, a JSON list of [start, end] in text order.

    Running text is read before the pictures that close the article. What was nobody's gets the
    roles and soft breaks that a proposer has made out there.
    """
    target = situation.shown.article(int(number))
    if target is None:
        return Refusal(phrase("refuse.no_such_article", number=number))
    text, raw = situation.text, situation.page.raw
    spans = tuple(Span(*each) for each in json.loads(places))
    wanted = parting.outside(spans, (part.span for part in target.parts), text)
    if not wanted:
        return Refusal(phrase("refuse.already_there", number=target.number))
    free = parting.outside(wanted, (s.span for s in situation.shown.stretches), text)
    draft = Draft(situation)
    mark = draft.adopt(target)
    more = _in_roles(freed(draft, situation, wanted), free, situation)
    if all(part.role in parting.PICTURE for part in more):
        parts = (*mark.parts, *more)
    else:
        parts = parting.appended(mark.parts, more)
    draft.set_parts(mark, parts)
    draft.soften(breaks_proposed(situation.shown, free), draft.origin(target.proposal))
    lines = [(raw.line_at(span.start), raw.line_at(span.end - 1)) for span in wanted]
    title = phrase("edit.continue_with", lines=runs_word(lines), number=target.number)
    return draft.edit("continue_with", title)


def _in_roles(parts: list[Part], free: tuple[Span, ...], situation: Situation) -> tuple[Part, ...]:
    """`parts`, and instead of those at `free` what a proposer takes that text for."""
    owned = [part for part in parts if not any(span.overlaps(part.span) for span in free)]
    found = [part for span in free for part in nobodys_parts(situation.shown, span)]
    known = situation.vocabulary
    kept = (
        Part(part.span, "body") if known.is_furniture(part.role) else part
        for part in (*owned, *found)
    )
    return parting.coalesced(tuple(sorted(kept, key=lambda part: part.span)), situation.text)
