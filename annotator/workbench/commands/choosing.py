"""Commands that select lines for the next command on lines."""

from annotator.document.spans import Selection, Span
from annotator.workbench import parts as parting
from annotator.workbench.commands.articles import NO_TEXT
from annotator.workbench.situation import Answer, Situation


def select_article_lines(situation: Situation) -> Answer:
    """All lines of the article under the caret, wherever they stand; once more, the whole page.

    On furniture or on nobody's lines: the lines around that are nobody's, or the furniture.
    """
    if not situation.targets:
        return NO_TEXT
    wanted = Selection.of(parting.runs(_around(situation), situation.text))
    whole = Span(0, len(situation.text))
    if situation.selection.spans in (wanted.spans, (whole,)):
        return Selection(0, whole.end)
    return wanted


def _around(situation: Situation) -> tuple[Span, ...]:
    if situation.article is not None:
        return tuple(part.span for part in situation.article.parts)
    if situation.stretch is not None:
        return (situation.stretch.span,)
    here = situation.targets[0]
    ends = [0, len(situation.text)]
    ends += [at for each in situation.shown.stretches for at in (each.span.start, each.span.end)]
    low = max(at for at in ends if at <= here.start)
    high = min(at for at in ends if at >= here.end)
    return parting.outside((Span(low, high),), (), situation.text)
