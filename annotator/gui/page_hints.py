"""What the tooltips of the page say: label or role, decided or proposed, and why."""

from html import escape

from annotator.document.labels import Vocabulary
from annotator.document.proposals import Proposal
from annotator.document.spans import Span
from annotator.gui.page_marks import Fix, PageMarks
from annotator.settings.language import Language
from annotator.workbench.shown import ShownArticle, ShownEntity, Stretch


def _hint(title: str, proposal: Proposal | None, language: Language) -> str:
    """Rich text; every fact in it is escaped."""
    if proposal is None:
        return f"<b>{escape(title)}</b> · {escape(language.say('view.gold'))}"
    sure = language.say("view.proposed", score=round(100 * proposal.score))
    lines = [f"<b>{escape(title)}</b> · {escape(sure)}"]
    lines += [f"· {escape(language.sentence(reason))}" for reason in proposal.because]
    return "<br>".join(lines)


def entity_hint(entity: ShownEntity, vocabulary: Vocabulary, language: Language) -> str:
    """Its label, decided or how likely, and why."""
    label = vocabulary.label(entity.label)
    title = language.pick(label.titles) if label else ""
    shown = f"{title} {entity.label}" if title else entity.label
    return _hint(shown, None if entity.is_gold else entity.proposal, language)


def stretch_hint(stretch: Stretch, vocabulary: Vocabulary, language: Language) -> str:
    """Its article and role, decided or how likely, and why."""
    role = vocabulary.role(stretch.role)
    title = language.pick(role.titles) if role else stretch.role
    owner = stretch.owner
    if isinstance(owner, ShownArticle):
        title = f"{language.say('view.article', number=owner.number)} · {title}"
    return _hint(title, None if owner.is_gold else owner.proposal, language)


def fix_hint(fix: Fix, language: Language) -> str:
    """What should be read, decided or how likely, and why."""
    if fix.text is None:
        title = language.say("view.fix_unknown")
    elif fix.text == "":
        title = language.say("view.fix_deletion")
    else:
        key = "view.fix_insertion" if fix.start == fix.end else "view.fix_substitution"
        title = language.say(key, text=fix.text)
    return _hint(title, fix.source if isinstance(fix.source, Proposal) else None, language)


def hint_at(marks: PageMarks, point: int, vocabulary: Vocabulary, language: Language) -> str:
    """All that is marked on a code point; empty where nothing is."""
    said: list[str] = []
    entity = marks.entity_at(point)
    if entity is not None:
        said.append(entity_hint(entity, vocabulary, language))
    said += [fix_hint(fix, language) for fix in marks.fixes_in(Span(point, point + 1))]
    return "<br>".join(said)
