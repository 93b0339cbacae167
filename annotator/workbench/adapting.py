"""A page's proposals as the project's lexicon and its rules on strings would have them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Edit
from annotator.document.labels import Vocabulary
from annotator.document.lexicon import Lexicon
from annotator.document.marks import CorrectionMark, place_of
from annotator.document.pages import Page
from annotator.document.proposals import CorrectionBody, Decision, Proposal, Reviewed, extent_of
from annotator.document.spans import Span
from annotator.document.succession import as_offered
from annotator.propose.learnt import with_lexicon
from annotator.propose.suspects.rulings import with_corrections_known
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a project knows of strings, and the words it has for them."""

    lexicon: Lexicon
    rules: Collection[CorrectionRule] = ()
    vocabulary: Vocabulary | None = None

    def offered(self, page: Page, proposals: Iterable[Proposal]) -> list[Proposal]:
        """The proposals of the page under words that the project offers."""
        if self.vocabulary is None:
            return list(proposals)
        return list(as_offered(proposals, self.vocabulary, page.decisions))


def knowledge_of(project: Project) -> Knowledge:
    """As of now; quick when little has changed."""
    rules = project.correction_rules().values()
    return Knowledge(project.lexicon(), rules, project.vocabulary())


def adapted(page: Page, known: Knowledge, proposals: Iterable[Proposal] | None = None) -> Page:
    """The page with its proposals (or with `proposals`) as that knowledge would have them.

    Marks and decisions stay, and so do decided proposals. A finished page is left as it is.
    """
    if page.is_looked_over:
        return page
    if proposals is not None:
        page = page.with_proposals(proposals)
    given, marked = known.offered(page, page.proposals.values()), (e.span for e in page.entities)
    named = with_lexicon(given, page.raw, known.lexicon, page.decisions, marked)
    return suspects_adapted(page.with_proposals(known.offered(page, named)), known)


def suspects_adapted(page: Page, known: Knowledge) -> Page:
    """The same for its suspects alone."""
    if page.is_looked_over:
        return page
    ruled = with_corrections_known(
        page.proposals.values(),
        page.raw,
        known.rules,
        known.lexicon,
        entities=[mark.span for mark in page.entities],
        corrections=[place_of(mark) for mark in page.corrections],
        breaks=[mark.span for mark in page.soft_breaks],
        decided=page.decisions,
    )
    return page.with_proposals(ruled)


def with_suspects(page: Page, around: Span, proposals: Iterable[Proposal]) -> Page:
    """The page with other open suspects in `around`; whatever is decided, or is no suspect, stays."""

    def stays(each: Proposal) -> bool:
        if not isinstance(each.body, CorrectionBody) or each.id in page.decisions:
            return True
        start, end = extent_of(each.body)
        return not (around.start <= start and end <= around.end)

    kept = [each for each in page.proposals.values() if stays(each)]
    return page.with_proposals([*kept, *proposals])


def adapted_on_disk(project: Project, number: int, page: Page) -> Page:
    """The page of that number, just read, as the project would have it now; the same one where that is so.

    A page without proposals is one that no proposer has looked at. Raises what `put_proposals` does.
    """
    if not page.proposals:
        return page
    now = adapted(page, knowledge_of(project))
    if now.proposals == page.proposals:
        return page
    project.put_proposals(number, now)
    return now


def adapted_after(project: Project, number: int, edit: Edit, page: Page) -> Page:
    """The page as an edit has just left it on disk, with its suspects as the project would have them now.

    What is undecided again stands under words that the project offers. Only a rule, a correction, a
    decision or a review makes a difference. Raises what `put_proposals` does.
    """
    kinds = CorrectionMark | Decision | Reviewed
    if not (edit.rules or any(isinstance(c.before or c.after, kinds) for c in edit.changes)):
        return page
    known = knowledge_of(project)
    offered = known.offered(page, page.proposals.values())
    now = suspects_adapted(page.with_proposals(offered), known)
    if now.proposals == page.proposals:
        return page
    project.put_proposals(number, now, page)
    return now
