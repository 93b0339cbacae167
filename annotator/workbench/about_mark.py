"""Where a mark, or a proposal, comes from: who, from what, when, and what happened to it since."""

import json
from dataclasses import dataclass

from annotator.document.marks import (
    Accepted,
    Adjusted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Mark,
    SoftBreak,
    Typed,
)
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.store.project import JournalRow, Project
from annotator.workbench.clock import local
from annotator.workbench.commands.proposals import title_of
from annotator.workbench.situation import Refusal, Situation

NOTHING_HERE = Refusal(Phrase("refuse.no_mark_here"))


@dataclass(frozen=True, slots=True)
class About:
    """What is at the caret, and what is known of it, a paragraph each: title and sentences."""

    title: Phrase
    paragraphs: tuple[tuple[Phrase, tuple[Phrase, ...]], ...]


def about(situation: Situation, project: Project, number: int) -> About | Refusal:
    """What is known of the mark or the proposal at the caret of that page, which is on the desk."""
    mark, proposal = _at_caret(situation)
    text, page = situation.text, situation.page
    if mark is None:
        if proposal is None:
            return NOTHING_HERE
        head = Phrase("about_mark.open")
        said = (("origin", (head,)), ("proposal", _said(proposal)))
        return About(title_of(proposal, text), _paragraphs(said))
    origin = mark.origin
    named = origin.proposal if isinstance(origin, Accepted | Adjusted) else ""
    proposal = page.proposals.get(named)
    journal = {row.revision: row for row in project.journal(number)}
    told = _changes_of(mark, project, number, journal)
    notes = tuple(
        phrase("about_mark.note", text=note.text, by=note.by, at=local(note.at))
        for note in page.notes
        if note.mark == mark.id
    )
    said = (
        ("origin", (_origin(mark, told),)),
        ("proposal", _said(proposal) if proposal else ()),
        ("later", tuple(_told(row) for row in told[1:])),
        ("notes", notes),
    )
    return About(_title(mark, text), _paragraphs(said))


_Said = tuple[tuple[str, tuple[Phrase, ...]], ...]


def _paragraphs(said: _Said) -> tuple[tuple[Phrase, tuple[Phrase, ...]], ...]:
    return tuple((Phrase(f"about_mark.{name}"), lines) for name, lines in said if lines)


def _at_caret(situation: Situation) -> tuple[Mark | None, Proposal | None]:
    """The smallest thing there: a correction or an entity before the article or the furniture around."""
    caret = situation.selection.caret
    entity, correction = situation.entity, situation.shown.correction_at(caret)
    if entity is not None and correction is not None:
        is_smaller = correction.end - correction.start < len(entity.span)
        entity = None if is_smaller else entity
    found = entity or correction
    if found is None:
        stretch = situation.shown.stretch_at(caret)
        found = stretch.owner if stretch else None
    return (found.mark, found.proposal) if found else (None, None)


def _title(mark: Mark, text: str) -> Phrase:
    """A mark in the words of a proposal that says the same."""
    match mark:
        case EntityMark(_, span, label, _):
            body: Body = EntityBody(span, label)
        case FurnitureMark(_, span, role, _):
            body = FurnitureBody(span, role)
        case ArticleMark(_, parts, _, _):
            body = ArticleBody(parts)
        case CorrectionMark(_, place, replacement, kind, _, _):
            body = CorrectionBody(place, replacement, kind)
        case SoftBreak():
            return Phrase("mark.soft_break")
    return title_of(propose(body, 1.0, (), ""), text)


def _origin(mark: Mark, told: list[JournalRow]) -> Phrase:
    at = local(told[0].at) if told else ""
    match mark.origin:
        case Typed(by):
            return phrase("about_mark.typed", by=by, at=at)
        case Accepted(by, _):
            return phrase("about_mark.accepted", by=by, at=at)
        case Adjusted(by, _):
            return phrase("about_mark.adjusted", by=by, at=at)
        case Imported(source):
            return phrase("about_mark.imported", source=source, at=at)


def _said(proposal: Proposal) -> tuple[Phrase, ...]:
    """Who proposed it, how sure it was, and why."""
    score = phrase("about_mark.proposed", run=proposal.run, score=round(100 * proposal.score))
    learnt: tuple[Phrase, ...] = ()
    if proposal.plain_score is not None and proposal.plain_score != proposal.score:
        learnt = (phrase("about_mark.plain_score", score=round(100 * proposal.plain_score)),)
    return (score, *learnt, *proposal.because)


def _changes_of(
    mark: Mark, project: Project, number: int, journal: dict[int, JournalRow]
) -> list[JournalRow]:
    """The lines of the journal that put, changed, took or brought back that mark, oldest first."""
    revisions = project.revisions_with(number, f'"id": {json.dumps(mark.id, ensure_ascii=False)}')
    edits = project.edits(number, revisions)
    return [
        journal[revision]
        for revision, edit in zip(revisions, edits, strict=True)
        if any(change.key == mark.id for change in edit.changes)
    ]


def _told(row: JournalRow) -> Phrase:
    return phrase(
        "about_mark.change", what=Phrase.from_plain(row.title), by=row.by, at=local(row.at)
    )
