"""Commands for what people say to each other about a page: a flag on it, and notes."""

from dataclasses import dataclass

from annotator.document.marks import ArticleMark, Mark
from annotator.document.notes import Flag, Note, place_of_mark
from annotator.document.pages import Page
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Span, trimmed
from annotator.workbench.draft import Draft
from annotator.workbench.shown import ShownArticle
from annotator.workbench.situation import Answer, Refusal, Situation

LONGEST = 24
"""So many characters of a text a title repeats."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is about: a mark (its id) and where that is, a place, or the page (None)."""

    place: Span | None = None
    mark: str = ""


def flag_page(situation: Situation, why: str = "") -> Answer:
    """The page needs a look, `why` in a few words; one that is flagged has been looked at."""
    page, draft = situation.page, Draft(situation)
    if page.flag is not None:
        draft.drop(page.flag)
        return draft.edit("flag_page", phrase("edit.unflag_page", page=page.name))
    words = " ".join(why.split())
    draft.put(Flag(words, situation.by, situation.at))
    facts = {"page": page.name, "why": shortened(words)}
    return draft.edit(
        "flag_page", phrase("edit.flag_page_why" if words else "edit.flag_page", **facts)
    )


def note_here(situation: Situation, text: str = "") -> Answer:
    """A note on what `subject` says, in place of the one that is there; an empty text takes that away."""
    return _note(situation, subject(situation), text)


def note_page(situation: Situation, text: str = "") -> Answer:
    """The same for the page as a whole."""
    return _note(situation, Subject(), text)


def _note(situation: Situation, about: Subject, text: str) -> Answer:
    draft, words = Draft(situation), text.strip()
    old = note_on(situation.page, about)
    if not words and old is None:
        return Refusal(Phrase("refuse.empty_note"))
    if words and old is not None and words == old.text:
        return Refusal(Phrase("refuse.nothing_changes"))
    if not words and old is not None:
        draft.drop(old)
        return draft.edit("note_here", phrase("edit.note_dropped", text=shortened(old.text)))
    said = words, situation.by, situation.at
    if old is None:
        draft.put(Note(draft.new_id("n"), *said, about.place, about.mark))
    else:
        draft.put(Note(old.id, *said, old.place, old.mark))
    key = "edit.note_written" if old is None else "edit.note_changed"
    return draft.edit("note_here", phrase(key, text=shortened(words)))


def subject(situation: Situation) -> Subject:
    """What a note written now is about.

    The selected text; else the entity or the correction at the caret, a note there, the article
    around it, or the line. What is only proposed is a place, not a mark.
    """
    page, text = situation.page, situation.text
    selected = situation.selection.span
    entity, correction = situation.entity, situation.correction
    if entity is not None:
        return Subject(entity.span, entity.mark.id if entity.mark else "")
    if correction is not None:
        return _about(correction, text)
    if selected is not None:
        return Subject(trimmed(selected, text))
    here = notes_at(page, situation.selection.caret)
    if here:
        return Subject(here[0].place, here[0].mark)
    stretch = situation.shown.stretch_at(situation.selection.caret)
    owner = stretch.owner if stretch else None
    if isinstance(owner, ShownArticle) and owner.mark is not None:
        return _about(owner.mark, text)
    line = page.raw.line_at(situation.selection.caret)
    span = page.raw.lines_span(line, line)
    return Subject(trimmed(span, text) if span else None)


def _about(mark: Mark, text: str) -> Subject:
    return Subject(place_of_mark(mark, text), mark.id)


def note_on(page: Page, about: Subject) -> Note | None:
    """The note that is about that already; None where nobody has written one."""
    if about.mark:
        return next((note for note in page.notes if note.mark == about.mark), None)
    return next((n for n in page.notes if n.place == about.place and not _has_mark(page, n)), None)


def _has_mark(page: Page, note: Note) -> bool:
    return isinstance(page.records.get(note.mark), Mark)


def notes_at(page: Page, position: int) -> tuple[Note, ...]:
    """The notes at that position (code points), the one on the shortest stretch first.

    One on an article speaks of all its parts, and comes last.
    """
    found: list[tuple[int, str, Note]] = []
    for place, note in page.noted:
        mark = page.records.get(note.mark)
        spans = [p.span for p in mark.parts] if isinstance(mark, ArticleMark) else [place]
        if any(each.start <= position <= each.end for each in spans):
            found.append((sum(map(len, spans)), note.id, note))
    return tuple(note for *_, note in sorted(found, key=lambda each: each[:2]))


def shortened(words: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
