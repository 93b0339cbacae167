"""What proposers have made out of text that nobody has."""

from annotator.document.marks import Part
from annotator.document.proposals import ArticleBody
from annotator.document.spans import Span, trimmed
from annotator.workbench import parts as parting
from annotator.workbench.shown import Shown


def proposed_parts(shown: Shown) -> list[tuple[Span, str, str]]:
    """Of all articles proposed for a page, standing or not: parts, their roles, the proposals' ids; in text order."""
    return sorted(
        (part.span, part.role, each.id)
        for each in shown.page.proposals.values()
        if isinstance(each.body, ArticleBody)
        for part in each.body.parts
    )


def breaks_proposed(shown: Shown, spans: tuple[Span, ...]) -> list[Span]:
    """What any article proposed for a page, standing or not, takes for soft breaks inside `spans`."""
    bodies = (each.body for each in shown.page.proposals.values())
    breaks = {b for body in bodies if isinstance(body, ArticleBody) for b in body.soft_breaks}
    return sorted(each for each in breaks if any(span.covers(each) for span in spans))


def nobodys_parts(shown: Shown, span: Span) -> list[Part]:
    """Text that nobody has, in the roles that a proposer has made out there; body elsewhere."""
    text = shown.page.raw.text
    known: list[Part] = []
    for each, role, _ in proposed_parts(shown):
        meet = each.meet(span)
        inside = trimmed(meet, text) if meet else None
        if inside and not any(part.span.overlaps(inside) for part in known):
            known.append(Part(inside, role))
    rest = parting.outside((span,), (part.span for part in known), text)
    return sorted((*known, *(Part(each, "body") for each in rest)), key=lambda part: part.span)
