"""Commands on lines: whose they are, where articles begin and end."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.document.marks import Part, SoftBreak
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Span
from annotator.workbench import parts as parting
from annotator.workbench.draft import Draft
from annotator.workbench.shown import ShownArticle
from annotator.workbench.situation import Answer, Refusal, Situation

NO_TEXT = Refusal(Phrase("refuse.no_text_on_line"))
NO_ARTICLE = Refusal(Phrase("refuse.no_article_here"))


def _body_unless_known(parts: Iterable[Part], situation: Situation) -> tuple[Part, ...]:
    """Parts as an article can have them: what was furniture is body."""
    return tuple(
        replace(part, role="body") if situation.vocabulary.is_furniture(part.role) else part
        for part in parts
    )


def line_word(situation: Situation) -> str:
    """The numbers of the selected lines, from 1: of each run the first and the last."""
    return runs_word(situation.line_runs)


def runs_word(runs: Iterable[tuple[int, int]]) -> str:
    """Runs of lines (first and last, from 0) as an editor counts them: 3–5, 9."""
    return ", ".join(str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs)


# -- where articles begin and end --------------------------------------------------------


def start_article(situation: Situation) -> Answer:
    """A new article from this line on: the rest of its article, or just the selected lines."""
    if not situation.targets:
        return NO_TEXT
    title = phrase("edit.start_article", lines=line_word(situation))
    article, (first, last) = situation.article, situation.lines
    if first == last and situation.selection.span is None and article is not None:
        return _split(situation, article, situation.targets[0].start, "start_article", title)
    draft = Draft(situation)
    parts = freed(draft, situation, situation.targets)
    draft.add_article(parting.in_order(parts, situation.text))
    return draft.edit("start_article", title)


def freed(draft: Draft, situation: Situation, spans: tuple[Span, ...]) -> list[Part]:
    """`spans`, taken from whoever had them, as parts of an article: what was nobody's is body."""
    taken = draft.take_out(spans)
    free = parting.outside(spans, (part.span for part in taken), situation.text)
    parts = [*_body_unless_known(taken, situation), *(Part(span, "body") for span in free)]
    return sorted(parts, key=lambda each: each.span)


def split_line(situation: Situation) -> Answer:
    """A new article from the caret on, in the middle of a line."""
    caret = situation.selection.caret
    article = situation.article
    if article is None:
        return NO_ARTICLE
    title = phrase("edit.split_line", line=situation.page.raw.line_at(caret) + 1)
    return _split(situation, article, caret, "split_line", title)


def _split(
    situation: Situation, article: ShownArticle, at: int, command: str, title: Phrase
) -> Answer:
    before, after = parting.split_at(article.parts, at, situation.text)
    if not before or not after:
        return Refusal(Phrase("refuse.article_starts_here"))
    draft = Draft(situation)
    mark = draft.adopt(article)
    draft.set_parts(mark, before)
    draft.add_article(after, article.proposal)
    return draft.edit(command, title)


def join_article(situation: Situation) -> Answer:
    """The article under the caret becomes the end of the one above it; of several selected, all of the first."""
    article = situation.article
    if article is None:
        return NO_ARTICLE
    above, *others = _selected_articles(situation)
    if not others:
        found = situation.shown.article(article.number - 1)
        if found is None:
            return Refusal(Phrase("refuse.no_article_above"))
        above, others = found, [article]
    draft = Draft(situation)
    draft.adopt(above)
    for each in others:
        upper, lower = draft.adopt(above), draft.adopt(each)
        draft.drop(lower)
        draft.set_parts(upper, parting.appended(upper.parts, lower.parts))
    return draft.edit("join_article", phrase("edit.join_article", number=above.number))


def _selected_articles(situation: Situation) -> list[ShownArticle]:
    """The articles that the targets belong to, in the page's order."""
    owners = [s.owner for span in situation.targets for s in situation.shown.stretches_in(span)]
    found = {each.number: each for each in owners if isinstance(each, ShownArticle)}
    return [found[number] for number in sorted(found)]


# -- whose lines are ---------------------------------------------------------------------


def give_lines(situation: Situation, number: str) -> Answer:
    """The selected lines go to article `number` (from 1), with the role they have."""
    target = situation.shown.article(int(number))
    if target is None:
        return Refusal(phrase("refuse.no_such_article", number=number))
    return _give(situation, target, "give_lines")


def move_lines_down(situation: Situation) -> Answer:
    """The selected lines go to the next article."""
    return _give_neighbour(situation, 1, "move_lines_down")


def move_lines_up(situation: Situation) -> Answer:
    """The selected lines go to the article before."""
    return _give_neighbour(situation, -1, "move_lines_up")


def _give_neighbour(situation: Situation, step: int, command: str) -> Answer:
    if situation.article is None:
        target = _beside(situation, step)
    else:
        target = situation.shown.article(situation.article.number + step)
    if target is None:
        return Refusal(Phrase("refuse.no_article_that_way"))
    return _give(situation, target, command)


def _beside(situation: Situation, step: int) -> ShownArticle | None:
    """The article whose text stands next below (`step` 1) or above lines that no article has."""
    if not situation.targets:
        return None
    start, end = situation.targets[0].start, situation.targets[-1].end
    stretches = situation.shown.stretches
    near = [s for s in stretches if (s.span.start >= end if step > 0 else s.span.end <= start)]
    owners = (s.owner for s in (near if step > 0 else reversed(near)))
    return next((each for each in owners if isinstance(each, ShownArticle)), None)


def _give(situation: Situation, target: ShownArticle, command: str) -> Answer:
    if not situation.targets:
        return NO_TEXT
    own = (part.span for part in target.parts)
    wanted = parting.outside(situation.targets, own, situation.text)
    if not wanted:
        return Refusal(phrase("refuse.already_there", number=target.number))
    draft = Draft(situation)
    parts = freed(draft, situation, wanted)
    mark = draft.adopt(target)
    draft.set_parts(mark, parting.in_order(parts, situation.text, mark.parts))
    title = phrase("edit.give_lines", lines=line_word(situation), number=target.number)
    return draft.edit(command, title)


def free_lines(situation: Situation) -> Answer:
    """The selected lines belong to nobody: to no article, and they are no furniture."""
    if not situation.targets:
        return NO_TEXT
    draft = Draft(situation)
    if not draft.take_out(situation.targets):
        return Refusal(Phrase("refuse.nobodys_already"))
    return draft.edit("free_lines", phrase("edit.free_lines", lines=line_word(situation)))


# -- soft breaks -------------------------------------------------------------------------


def toggle_soft_break(situation: Situation) -> Answer:
    """The break before this line is soft where it was hard, and hard where it was soft.

    Of several selected lines it is the breaks between them: all are soft, or all hard where none
    was left to be softened.
    """
    if len(situation.targets) > 1:
        return _toggle_breaks(situation)
    if situation.article is None or not situation.targets:
        return NO_ARTICLE
    found = _break_before(situation, situation.targets[0])
    if isinstance(found, Refusal):
        return found
    article, span = found
    line = situation.page.raw.line_at(situation.targets[0].start) + 1
    draft = Draft(situation)
    if _harden(draft, article, span):
        return draft.edit("toggle_soft_break", phrase("edit.harden_break", line=line))
    _soften(draft, article, span)
    return draft.edit("toggle_soft_break", phrase("edit.soften_break", line=line))


def _break_before(situation: Situation, target: Span) -> tuple[ShownArticle, Span] | Refusal:
    """The white space between a line and the one before in the same article and role, and whose it is."""
    here, text = target.start, situation.text
    owned = situation.shown.stretches_in(target)
    start = here
    while start > 0 and text[start - 1].isspace():
        start -= 1
    before = situation.shown.stretch_at(start - 1) if start else None
    article = owned[0].owner if owned else None
    if start == here or "\n" not in text[start:here] or before is None or before.owner != article:
        return Refusal(Phrase("refuse.no_break_before"))
    if owned[0].role != before.role or not isinstance(article, ShownArticle):
        return Refusal(phrase("refuse.other_role_before", role=Phrase(f"role.{before.role}")))
    return article, Span(start, here)


def _toggle_breaks(situation: Situation) -> Answer:
    asked = (_break_before(situation, target) for target in situation.targets[1:])
    breaks = [found for found in asked if not isinstance(found, Refusal)]
    if not breaks:
        return Refusal(Phrase("refuse.no_break_before"))
    soft = situation.shown.break_spans
    hard = [(article, span) for article, span in breaks if not any(map(span.overlaps, soft))]
    draft, lines = Draft(situation), line_word(situation)
    for article, span in hard:
        _soften(draft, article, span)
    if hard:
        return draft.edit("toggle_soft_break", phrase("edit.soften_breaks", lines=lines))
    for article, span in breaks:
        _harden(draft, article, span)
    return draft.edit("toggle_soft_break", phrase("edit.harden_breaks", lines=lines))


def _harden(draft: Draft, article: ShownArticle, span: Span) -> bool:
    """Makes what is soft at `span` hard; False where nothing is."""
    draft.adopt(article)
    known = [each for each in draft.records(SoftBreak) if each.span.overlaps(span)]
    for each in known:
        draft.drop(each)
    return bool(known)


def _soften(draft: Draft, article: ShownArticle, span: Span) -> None:
    mark = draft.adopt(article)
    draft.set_parts(mark, _merged_over(mark.parts, span))
    draft.put(SoftBreak(draft.new_id("b"), span, draft.origin(article.proposal)))


def _merged_over(parts: tuple[Part, ...], gap: Span) -> tuple[Part, ...]:
    """Two parts of one role that a soft break joins are one."""
    left = next((part for part in parts if part.span.end == gap.start), None)
    right = next((part for part in parts if part.span.start == gap.end), None)
    if left is None or right is None:
        return parts
    joined = Part(Span(left.span.start, right.span.end), left.role)
    return tuple(joined if part is left else part for part in parts if part is not right)
