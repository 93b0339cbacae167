"""The one seam of all proposers."""

from typing import Protocol

from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText


class Proposer(Protocol):
    """Looks at a page's raw text and says what it takes for articles, furniture, entities or errors.

    Deterministic: the same text gives the same proposals. Runs in the worker process, may be
    slow to make and should be kept; knows no project, no marks and no window.
    """

    @property
    def run(self) -> str:
        """Name and version, as proposals carry it: `segmenter 1`."""
        ...

    def propose(self, raw: RawText) -> list[Proposal]:
        """Proposals in text order; spans in code points of `raw.text`."""
        ...
