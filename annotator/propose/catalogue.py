"""All proposers, in the order in which they look at a page."""

from collections.abc import Sequence

from annotator.document.proposals import ArticleBody, Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.entities import EntityFinder
from annotator.propose.proposer import Proposer
from annotator.propose.segmenter import Segmenter
from annotator.propose.suspects.channel import default_channel
from annotator.propose.suspects.finder import Known, SuspectFinder
from annotator.propose.suspects.local_counts import LocalCounts


class PageInHand:
    """A segmenter that keeps its last answer, so that the entity finder can join over its soft breaks."""

    def __init__(self, segmenter: Proposer) -> None:
        self._segmenter = segmenter
        self._page = ""
        self._proposals: list[Proposal] = []

    @property
    def run(self) -> str:
        """The segmenter's own."""
        return self._segmenter.run

    def propose(self, raw: RawText) -> list[Proposal]:
        """What the segmenter says, asked once a page."""
        if self._page != raw.sha256:
            self._proposals = self._segmenter.propose(raw)
            self._page = raw.sha256
        return self._proposals

    def soft_breaks(self, raw: RawText) -> Sequence[Span]:
        """The soft breaks of the proposed articles, in text order."""
        bodies = [each.body for each in self.propose(raw)]
        return sorted(
            s for body in bodies if isinstance(body, ArticleBody) for s in body.soft_breaks
        )


def suspect_finder(known: Known, counts: LocalCounts | None = None) -> SuspectFinder:
    """Rules, and the channel with the counts of a project's finished pages."""
    return SuspectFinder(known, default_channel(counts).suspects)


def default_proposers() -> tuple[PageInHand, EntityFinder, SuspectFinder]:
    """Articles and furniture first, then entities in the text that their soft breaks join, then suspects."""
    segmenter = PageInHand(Segmenter())
    entities = EntityFinder(segmenter.soft_breaks)

    def known(raw: RawText) -> list[Proposal]:
        return [*segmenter.propose(raw), *entities.propose(raw)]

    return segmenter, entities, suspect_finder(known)
