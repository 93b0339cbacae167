"""A page's proposals as the project's lexicon would have them."""

from collections.abc import Iterable

from annotator.document.lexicon import Lexicon
from annotator.document.pages import Page, PageState
from annotator.document.proposals import Proposal
from annotator.propose.learnt import with_lexicon
from annotator.store.project import Project


def adapted(page: Page, lexicon: Lexicon, proposals: Iterable[Proposal] | None = None) -> Page:
    """The page with its proposals (or with `proposals`) as the lexicon would have them.

    Marks and decisions stay, and so do decided proposals. A finished page is left as it is.
    """
    if page.state is PageState.FINISHED:
        return page
    if proposals is not None:
        page = page.with_proposals(proposals)
    given, marked = page.proposals.values(), (mark.span for mark in page.entities)
    return page.with_proposals(with_lexicon(given, page.raw, lexicon, page.decisions, marked))


def adapted_on_disk(project: Project, number: int, page: Page) -> Page:
    """The page of that number, just read, as the lexicon would have it now; the same one where that is so.

    A page without proposals is one that no proposer has looked at. Raises what `put_proposals` does.
    """
    if not page.proposals:
        return page
    now = adapted(page, project.lexicon())
    if now.proposals == page.proposals:
        return page
    project.put_proposals(number, now)
    return now
