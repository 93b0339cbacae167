"""Commands that move the editor."""

from annotator.document.phrases import Phrase
from annotator.document.spans import Selection
from annotator.workbench.situation import Answer, Refusal, Situation


def next_article(situation: Situation) -> Answer:
    """The caret goes to the start of the next article in the page's order."""
    return _go(situation, 1)


def previous_article(situation: Situation) -> Answer:
    """The caret goes to the start of the article before."""
    return _go(situation, -1)


def _go(situation: Situation, step: int) -> Answer:
    articles = situation.shown.articles
    if not articles:
        return Refusal(Phrase("refuse.no_articles"))
    here = situation.article
    if here is None:
        caret = situation.selection.caret
        before = [a for a in articles if a.parts[0].span.start <= caret]
        behind = [a for a in articles if a.parts[0].span.start > caret]
        if step > 0:
            target = behind[0] if behind else articles[-1]
        else:
            target = before[-1] if before else articles[0]
    else:
        found = situation.shown.article(here.number + step)
        if found is None:
            return Refusal(Phrase("refuse.no_article_that_way"))
        target = found
    return Selection.at(target.parts[0].span.start)
