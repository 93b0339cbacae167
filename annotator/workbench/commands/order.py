"""Commands on the order in which things are read: parts of an article, articles of a page."""

from collections.abc import Iterable
from dataclasses import replace

from annotator.document.marks import Part
from annotator.document.phrases import Phrase, phrase
from annotator.workbench import parts as parting
from annotator.workbench.commands.articles import NO_ARTICLE, NO_TEXT, freed, line_word
from annotator.workbench.draft import Draft
from annotator.workbench.shown import ShownArticle
from annotator.workbench.situation import Answer, Refusal, Situation

# -- parts -------------------------------------------------------------------------------


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


def place_lines(situation: Situation, number: str, before: str) -> Answer:
    """The selected lines are read in article `number` (from 1) before raw position `before`.

    `before` stands in a part of the article; empty for its end. Lines that are its own change
    their place; those of others come with the role they have.
    """
    target = situation.shown.article(int(number))
    if target is None:
        return Refusal(phrase("refuse.no_such_article", number=number))
    if not situation.targets:
        return NO_TEXT
    text, spans = situation.text, situation.targets
    ends = max(part.span.end for part in target.parts)
    front, behind = parting.split_at(target.parts, int(before) if before else ends, text)
    draft = Draft(situation)
    mark = draft.adopt(target)
    moved = _as_read(freed(draft, situation, spans), situation)
    front, behind = (parting.without(each, spans, text) for each in (front, behind))
    parts = parting.coalesced((*front, *moved, *behind), text)
    if parts == parting.coalesced(target.parts, text):
        return Refusal(Phrase("refuse.stands_there"))
    draft.set_parts(mark, parts)
    title = phrase("edit.place_lines", lines=line_word(situation), number=target.number)
    return draft.edit("place_lines", title)


def _as_read(parts: Iterable[Part], situation: Situation) -> list[Part]:
    """In the order of the article that has them; what is from elsewhere last, in text order."""
    article = situation.article
    order = {part.span: place for place, part in enumerate(article.parts)} if article else {}

    def place(part: Part) -> tuple[int, int]:
        own = (at for span, at in order.items() if span.covers(part.span))
        return next(own, len(order)), part.span.start

    return sorted(parts, key=place)


# -- articles ----------------------------------------------------------------------------


def article_up(situation: Situation) -> Answer:
    """The article under the caret comes one place earlier in the page's order."""
    return _shift_article(situation, -1, "article_up")


def article_down(situation: Situation) -> Answer:
    """The article under the caret comes one place later in the page's order."""
    return _shift_article(situation, 1, "article_down")


def _shift_article(situation: Situation, step: int, command: str) -> Answer:
    article = situation.article
    if article is None:
        return NO_ARTICLE
    goal = situation.shown.article(article.number + step)
    if goal is None:
        return Refusal(Phrase("refuse.no_article_that_way"))
    return _move_article(situation, article, goal, command)


def move_article(situation: Situation, source: str, target: str) -> Answer:
    """Article `source` takes the place of article `target` (both from 1) in the page's order."""
    moved, goal = situation.shown.article(int(source)), situation.shown.article(int(target))
    if moved is None or goal is None or moved is goal:
        return Refusal(phrase("refuse.no_such_article", number=target))
    return _move_article(situation, moved, goal, "move_article")


def _move_article(
    situation: Situation, moved: ShownArticle, goal: ShownArticle, command: str
) -> Answer:
    others = [article for article in situation.shown.articles if article is not moved]
    at = goal.number - 1
    low = others[at - 1].rank if at > 0 else others[0].rank - 2
    high = others[at].rank if at < len(others) else others[-1].rank + 2
    draft = Draft(situation)
    mark = draft.adopt(moved)
    draft.put(replace(mark, rank=(low + high) / 2))
    title = phrase("edit.move_article", source=moved.number, target=goal.number)
    return draft.edit(command, title)
