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
    """The number of the selected line, or the first and the last, from 1."""
    first, last = situation.lines
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"


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
    parts = _freed(draft, situation, situation.targets)
    draft.add_article(parting.in_order(parts, situation.text))
    return draft.edit("start_article", title)


def _freed(draft: Draft, situation: Situation, spans: tuple[Span, ...]) -> list[Part]:
    """`spans`, taken from whoever had them, as parts of an article: what was nobody's is body."""
    freed = draft.take_out(spans)
    free = parting.outside(spans, (part.span for part in freed), situation.text)
    parts = [*_body_unless_known(freed, situation), *(Part(span, "body") for span in free)]
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
    """The article under the caret becomes the end of the one above it."""
    article = situation.article
    if article is None:
        return NO_ARTICLE
    above = situation.shown.article(article.number - 1)
    if above is None:
        return Refusal(Phrase("refuse.no_article_above"))
    draft = Draft(situation)
    upper, lower = draft.adopt(above), draft.adopt(article)
    draft.drop(lower)
    draft.set_parts(upper, parting.appended(upper.parts, lower.parts))
    return draft.edit("join_article", phrase("edit.join_article", number=above.number))


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
        return NO_ARTICLE
    target = situation.shown.article(situation.article.number + step)
    if target is None:
        return Refusal(Phrase("refuse.no_article_that_way"))
    return _give(situation, target, command)


def _give(situation: Situation, target: ShownArticle, command: str) -> Answer:
    if not situation.targets:
        return NO_TEXT
    own = (part.span for part in target.parts)
    wanted = parting.outside(situation.targets, own, situation.text)
    if not wanted:
        return Refusal(phrase("refuse.already_there", number=target.number))
    draft = Draft(situation)
    freed = _freed(draft, situation, wanted)
    mark = draft.adopt(target)
    draft.set_parts(mark, parting.in_order(freed, situation.text, mark.parts))
    title = phrase("edit.give_lines", lines=line_word(situation), number=target.number)
    return draft.edit(command, title)


# -- soft breaks -------------------------------------------------------------------------


def toggle_soft_break(situation: Situation) -> Answer:
    """The break before this line is soft where it was hard, and hard where it was soft."""
    article = situation.article
    if article is None or not situation.targets:
        return NO_ARTICLE
    here = situation.targets[0].start
    text = situation.text
    start = here
    while start > 0 and text[start - 1].isspace():
        start -= 1
    before = situation.shown.stretch_at(start - 1) if start else None
    if start == here or "\n" not in text[start:here] or before is None or before.owner != article:
        return Refusal(Phrase("refuse.no_break_before"))
    span = Span(start, here)
    line = situation.page.raw.line_at(here) + 1
    if situation.stretch and situation.stretch.role != before.role:
        return Refusal(phrase("refuse.other_role_before", role=Phrase(f"role.{before.role}")))
    draft = Draft(situation)
    mark = draft.adopt(article)
    known = [each for each in draft.records(SoftBreak) if each.span.overlaps(span)]
    for each in known:
        draft.drop(each)
    if known:
        return draft.edit("toggle_soft_break", phrase("edit.harden_break", line=line))
    draft.set_parts(mark, _merged_over(mark.parts, span))
    draft.put(SoftBreak(draft.new_id("b"), span, draft.origin(article.proposal)))
    return draft.edit("toggle_soft_break", phrase("edit.soften_break", line=line))


def _merged_over(parts: tuple[Part, ...], gap: Span) -> tuple[Part, ...]:
    """Two parts of one role that a soft break joins are one."""
    left = next((part for part in parts if part.span.end == gap.start), None)
    right = next((part for part in parts if part.span.start == gap.end), None)
    if left is None or right is None:
        return parts
    joined = Part(Span(left.span.start, right.span.end), left.role)
    return tuple(joined if part is left else part for part in parts if part is not right)


# -- order -------------------------------------------------------------------------------


def part_up(situation: Situation) -> Answer:
    """The part under the caret is read one place earlier."""
    return _move_part(situation, -1, "part_up")


def part_down(situation: Situation) -> Answer:
    """The part under the caret is read one place later."""
    return _move_part(situation, 1, "part_down")


def _move_part(situation: Situation, step: int, command: str) -> Answer:
    article, stretch = situation.article, situation.stretch
    if article is None or stretch is None:
        return NO_ARTICLE
    at = next(i for i, part in enumerate(article.parts) if part.span == stretch.span)
    if not 0 <= at + step < len(article.parts):
        return Refusal(Phrase("refuse.part_at_end"))
    draft = Draft(situation)
    mark = draft.adopt(article)
    parts = list(mark.parts)
    parts[at], parts[at + step] = parts[at + step], parts[at]
    draft.put(mark.with_parts(tuple(parts)))
    return draft.edit(command, phrase("edit.move_part", number=article.number))


def move_article(situation: Situation, source: str, target: str) -> Answer:
    """Article `source` takes the place of article `target` (both from 1) in the page's order."""
    articles = situation.shown.articles
    moved, goal = situation.shown.article(int(source)), situation.shown.article(int(target))
    if moved is None or goal is None or moved is goal:
        return Refusal(phrase("refuse.no_such_article", number=target))
    others = [article for article in articles if article is not moved]
    at = goal.number - 1
    low = others[at - 1].rank if at > 0 else others[0].rank - 2
    high = others[at].rank if at < len(others) else others[-1].rank + 2
    draft = Draft(situation)
    mark = draft.adopt(moved)
    draft.put(replace(mark, rank=(low + high) / 2))
    title = phrase("edit.move_article", source=source, target=target)
    return draft.edit("move_article", title)
