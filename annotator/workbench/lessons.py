"""What a finished page teaches, and what the lexicon would say of it without that page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from annotator.document.lexicon import Lexicon, LexiconEntry, outside_counts, string_of
from annotator.document.pages import Page
from annotator.document.proposals import EntityBody


def gold_of(page: Page) -> tuple[EntityBody, ...]:
    """The entities of a page, as proposals would say them."""
    return tuple(EntityBody(mark.span, mark.label) for mark in page.entities)


def outside_on(page: Page, lexicon: Lexicon) -> dict[str, int]:
    """How often the lexicon's strings stand on a page where no entity is."""
    entities = [mark.span for mark in page.entities]
    breaks = [mark.span for mark in page.soft_breaks]
    return outside_counts(page.raw.text, entities, breaks, lexicon)


def without_page(lexicon: Lexicon, page: Page) -> Iterable[LexiconEntry]:
    """The lexicon's entries on a page's strings, less what they owe to that very page."""
    text = page.raw.text
    accepted = Counter((string_of(mark.span.text_in(text)), mark.label) for mark in page.entities)
    rejected = Counter(
        (string_of(each.body.span.text_in(text)), each.body.label)
        for each in page.proposals.values()
        if isinstance(each.body, EntityBody)
        and each.id in page.decisions
        and page.decisions[each.id].verdict == "rejected"
    )
    outside = outside_on(page, lexicon)
    for entry in lexicon.entries_in(text):
        before = replace(
            entry,
            accepted=max(0, entry.accepted - accepted[entry.key]),
            rejected=max(0, entry.rejected - rejected[entry.key]),
            outside=max(0, entry.outside - outside.get(entry.text, 0)),
        )
        if before.accepted or before.rejected or before.rule != "auto":
            yield before
