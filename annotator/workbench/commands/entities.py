"""Commands on entities: what is one, where it begins and ends, what it is."""

import json
from dataclasses import dataclass, replace

from annotator.document.edits import Edit
from annotator.document.marks import Accepted, EntityMark
from annotator.document.phrases import Phrase, label_title, phrase
from annotator.document.spans import Selection, Span, trimmed
from annotator.workbench.draft import Draft
from annotator.workbench.shown import Shown, ShownEntity
from annotator.workbench.situation import ONE_STRETCH, Answer, Refusal, Situation
from annotator.workbench.suspects import both_readings

NO_ENTITY = Refusal(Phrase("refuse.no_entity_here"))


def word_of(shown: Shown, span: Span) -> str:
    """The text of a span as a reader sees it: joined over soft breaks, and corrected.

    A correction or a break that one of the ends cuts is left as it is; hard breaks are left out.
    """
    return both_readings(shown, span)[1]


def _replace_entities(draft: Draft, shown: Shown, span: Span) -> None:
    """Whatever overlaps `span` makes room: marks go, proposals count as adjusted."""
    for entity in shown.entities_in(span):
        if entity.mark is not None:
            draft.drop(entity.mark)
        draft.decide(entity.proposal, "adjusted")


def label_entity(situation: Situation, label: str) -> Answer:
    """The selection is an entity of that label; without one the entity under the caret gets it, else the word there."""
    entity = situation.entity
    if entity is not None:
        return _relabel(situation, entity, label)
    if situation.selection.also:
        return ONE_STRETCH
    selected = situation.selection.span
    span = trimmed(selected, situation.text) if selected else situation.word
    if _is_hidden(situation, span):
        only = label_title(situation.only_label)
        return Refusal(phrase("refuse.entity_hidden", label=only))
    if span is None:
        return Refusal(Phrase("refuse.select_text"))
    if situation.shown.runs_over_a_break(span.start, span.end):
        return Refusal(Phrase("refuse.hard_break_inside"))
    draft = Draft(situation)
    inside = situation.shown.entities_in(span)
    _replace_entities(draft, situation.shown, span)
    proposal = inside[0].proposal if len(inside) == 1 else None
    draft.put(EntityMark(draft.new_id("e"), span, label, draft.origin(proposal)))
    word = word_of(situation.shown, span)
    return draft.edit(
        "label_entity", phrase("edit.label_entity", text=word, label=label_title(label))
    )


def _is_hidden(situation: Situation, span: Span | None) -> bool:
    """Whether an entity that does not show stands in `span`, or at the caret without one."""
    at_caret = situation.shown.entity_at(situation.selection.caret)
    here = situation.shown.entities_in(span) if span else filter(None, (at_caret,))
    return any(map(situation.hides, here))


def _relabel(situation: Situation, entity: ShownEntity, label: str) -> Answer:
    word = word_of(situation.shown, entity.span)
    title = phrase("edit.label_entity", text=word, label=label_title(label))
    draft = Draft(situation)
    if entity.proposal is not None:
        agrees = entity.label == label
        origin = (
            Accepted(situation.by, entity.proposal.id) if agrees else draft.origin(entity.proposal)
        )
        draft.put(EntityMark(draft.new_id("e"), entity.span, label, origin))
        draft.decide(entity.proposal, "accepted" if agrees else "adjusted")
        return draft.edit("label_entity", title)
    assert entity.mark is not None
    if entity.label == label:
        return Refusal(phrase("refuse.has_that_label", text=word, label=label_title(label)))
    draft.put(replace(entity.mark, label=label))
    return draft.edit("label_entity", title)


def remove_entity(situation: Situation) -> Answer:
    """The entity under the caret is none."""
    entity = situation.entity
    if entity is None:
        return NO_ENTITY
    draft = Draft(situation)
    if entity.mark is not None:
        draft.drop(entity.mark)
    draft.decide(entity.proposal, "rejected")
    word = word_of(situation.shown, entity.span)
    return draft.edit(
        "remove_entity", phrase("edit.remove_entity", text=word, label=label_title(entity.label))
    )


# -- ends --------------------------------------------------------------------------------


def entity_end_right(situation: Situation) -> Answer:
    """One character more at the end; without an entity the selection grows."""
    return _move_end(situation, 0, 1, "entity_end_right")


def entity_end_left(situation: Situation) -> Answer:
    """One character less at the end; without an entity the selection shrinks."""
    return _move_end(situation, 0, -1, "entity_end_left")


def entity_start_right(situation: Situation) -> Answer:
    """One character less at the start."""
    return _move_end(situation, 1, 0, "entity_start_right")


def entity_start_left(situation: Situation) -> Answer:
    """One character more at the start."""
    return _move_end(situation, -1, 0, "entity_start_left")


def _step(text: str, at: int, by: int) -> int:
    """The next position in that direction that is not beside white space."""
    at += by
    while 0 < at < len(text) and text[at - 1 if by > 0 else at].isspace():
        at += by
    return at


def _move_end(situation: Situation, start_by: int, end_by: int, command: str) -> Answer:
    entity = situation.entity
    if entity is None:
        return _stretch_selection(situation, start_by or end_by)
    text, span = situation.text, entity.span
    start = _step(text, span.start, start_by) if start_by else span.start
    end = _step(text, span.end, end_by) if end_by else span.end
    if start >= end:
        return Refusal(Phrase("refuse.entity_too_short"))
    moved = trimmed(Span(max(start, 0), min(end, len(text))), text)
    if moved is None:
        return Refusal(Phrase("refuse.entity_too_short"))
    if moved == span:
        return Refusal(Phrase("refuse.nothing_changes"))
    return _resize(situation, entity, moved, command, join_key=command)


def _resize(
    situation: Situation, entity: ShownEntity, span: Span, command: str, join_key: str | None = None
) -> Answer:
    """Steps of one command at one entity have one join key; without `join_key` it is a step of its own."""
    if situation.shown.runs_over_a_break(span.start, span.end):
        return Refusal(Phrase("refuse.hard_break_inside"))
    if any(other != entity for other in situation.shown.entities_in(span)):
        return Refusal(Phrase("refuse.entity_in_the_way"))
    draft = Draft(situation)
    if entity.mark is not None:
        mark = entity.mark
    else:
        origin = draft.origin(entity.proposal)
        mark = EntityMark(draft.new_id("e"), entity.span, entity.label, origin)
        draft.decide(entity.proposal, "adjusted")
    draft.put(replace(mark, span=span))
    title = phrase("edit.resize_entity", text=word_of(situation.shown, span))
    return draft.edit(command, title, join_key=join_key and f"{join_key}:{mark.id}")


def resize_entity(situation: Situation, start: str, end: str) -> Answer:
    """The entity under the caret covers `[start, end)` (code points): what dragging an end does."""
    entity = situation.entity
    if entity is None:
        return NO_ENTITY
    if int(start) >= int(end):
        return Refusal(Phrase("refuse.entity_too_short"))
    span = trimmed(Span(int(start), int(end)), situation.text)
    if span is None:
        return Refusal(Phrase("refuse.entity_too_short"))
    if span == entity.span:
        return Refusal(Phrase("refuse.nothing_changes"))
    return _resize(situation, entity, span, "resize_entity")


def _stretch_selection(situation: Situation, by: int) -> Answer:
    caret = situation.selection.caret + by
    if not 0 <= caret <= len(situation.text):
        return Refusal(Phrase("refuse.nothing_changes"))
    return Selection(situation.selection.anchor, caret)


def followed(selection: Selection, edit: Edit) -> Selection | None:
    """Where the editor stands after an entity's end has moved: on the entity still; None for no move."""
    marks = [c.after for c in edit.changes if isinstance(c.after, EntityMark)]
    if len(marks) != 1 or not (edit.join_key or edit.command == "resize_entity"):
        return None
    span = marks[0].span
    if selection.span is not None:
        return Selection(span.start, span.end)
    if selection.caret in range(span.start, span.end + 1):
        return None
    return Selection.at(min(max(selection.caret, span.start), span.end))


# -- everywhere --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a word stands on the page, and what is there: nothing, or an entity."""

    span: Span
    entity: ShownEntity | None
    """The entity that covers exactly this place or overlaps it; gold before what is only proposed."""

    def is_free(self) -> bool:
        """Whether no gold is in the way."""
        return self.entity is None or not self.entity.is_gold


def occurrences(shown: Shown, word: str) -> tuple[Occurrence, ...]:
    """Everywhere on the page where `word` is read, soft breaks or not, in text order.

    A place inside a longer entity is not one: the longest match counts.
    """
    found: list[Occurrence] = []
    reading = shown.page_reading
    at = reading.text.find(word) if word else -1
    while at >= 0:
        spans = reading.raw_spans(at, at + len(word))
        if len(spans) == 1:
            there = sorted(shown.entities_in(spans[0]), key=lambda each: not each.is_gold)
            if all(len(each.span) <= len(spans[0]) for each in there):
                found.append(Occurrence(spans[0], there[0] if there else None))
        at = reading.text.find(word, at + len(word))
    return tuple(found)


def label_everywhere(situation: Situation, label: str, places: str) -> Answer:
    """All `places` (JSON list of [start, end], code points) are entities of that label."""
    draft = Draft(situation)
    spans = [Span(start, end) for start, end in json.loads(places)]
    for span in spans:
        for entity in situation.shown.entities_in(span):
            agrees = entity.span == span and entity.label == label
            if entity.mark is not None and not agrees:
                draft.drop(entity.mark)
            draft.decide(entity.proposal, "accepted" if agrees else "adjusted")
    for span in spans:
        here = [e for e in situation.shown.entities_in(span) if e.span == span]
        if here and here[0].mark is not None and here[0].label == label:
            continue
        proposal = here[0].proposal if here else None
        if proposal is not None and here[0].label == label:
            origin = Accepted(situation.by, proposal.id)
        else:
            origin = draft.origin(proposal)
        draft.put(EntityMark(draft.new_id("e"), span, label, origin))
    word = word_of(situation.shown, spans[0]) if spans else ""
    title = phrase("edit.label_everywhere", count=len(spans), text=word, label=label_title(label))
    return draft.edit("label_everywhere", title)
