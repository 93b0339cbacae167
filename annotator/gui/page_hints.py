"""What the tooltips of the page say: label or role, decided or proposed, and why."""

from html import escape

from annotator.document.labels import Vocabulary
from annotator.document.proposals import Proposal
from annotator.document.spans import Span
from annotator.gui.notes_words import note_hint
from annotator.gui.page_marks import PageMarks
from annotator.gui.shown_text import seen
from annotator.settings.language import Language
from annotator.workbench.shown import Shown, ShownArticle, ShownCorrection, ShownEntity, Stretch
from annotator.workbench.suspects import both_readings


def _hint(title: str, proposal: Proposal | None, language: Language) -> str:
    """Rich text; every fact in it is escaped."""
    if proposal is None:
        return f"<b>{escape(title)}</b> · {escape(language.say('view.gold'))}"
    sure = language.say("view.proposed", score=round(100 * proposal.score))
    lines = [f"<b>{escape(title)}</b> · {escape(sure)}"]
    lines += [f"· {escape(language.sentence(reason))}" for reason in proposal.because]
    return "<br>".join(lines)


def entity_hint(
    entity: ShownEntity, shown: Shown, vocabulary: Vocabulary, language: Language
) -> str:
    """Its label, both its readings where it was corrected, decided or how likely, and why."""
    label = vocabulary.label(entity.label)
    title = language.pick(label.titles) if label else ""
    said = f"{title} {label.name}" if label else entity.label
    raw, text = both_readings(shown, entity.span)
    if raw != text:
        said = f"{said} · {language.say('view.entity_both', raw=raw, text=text)}"
    return _hint(said, None if entity.is_gold else entity.proposal, language)


def stretch_hint(stretch: Stretch, vocabulary: Vocabulary, language: Language) -> str:
    """Its article and role, decided or how likely, and why."""
    role = vocabulary.role(stretch.role)
    title = language.pick(role.titles) if role else stretch.role
    owner = stretch.owner
    if isinstance(owner, ShownArticle):
        title = f"{language.say('view.article', number=owner.number)} · {title}"
    return _hint(title, None if owner.is_gold else owner.proposal, language)


def fix_title(raw: str, text: str | None, language: Language) -> str:
    """Both readings of a correction: what stands on the page and what it should be."""
    if text is None:
        return language.say("view.fix_unknown", raw=seen(raw))
    if not raw:
        return language.say("view.fix_insertion", text=seen(text))
    if not text:
        return language.say("view.fix_deletion_of", raw=seen(raw))
    return language.say("view.fix_both", raw=seen(raw), text=seen(text))


def fix_hint(fix: ShownCorrection, raw: str, language: Language) -> str:
    """Both readings, decided or how likely, and why."""
    return _hint(fix_title(raw, fix.text, language), fix.proposal, language)


def hint_at(marks: PageMarks, point: int, vocabulary: Vocabulary, language: Language) -> str:
    """All that is marked on a code point; empty where nothing is."""
    said: list[str] = []
    shown, entity = marks.shown, marks.entity_at(point)
    if shown is None:
        return ""
    if entity is not None:
        said.append(entity_hint(entity, shown, vocabulary, language))
    text = shown.page.raw.text
    said += [
        fix_hint(fix, text[fix.start : fix.end], language)
        for fix in marks.fixes_in(Span(point, point + 1))
    ]
    said += [note_hint(note, language) for _, note in marks.notes_in(Span(point, point + 1))]
    return "<br>".join(said)
