"""What runs in the worker process: proposers made once, then one page after another.

This module imports nothing heavy, so that the process can be told how many threads to use
before numpy asks.
"""

import os
from collections.abc import Callable
from functools import cache

from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText

_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_thread() -> None:
    """For the matrices of the tagger, which are small; only before numpy is imported."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")


@cache
def _proposers() -> tuple[Callable[[RawText], list[Proposal]], ...]:
    from annotator.propose.catalogue import default_proposers

    return tuple(proposer.propose for proposer in default_proposers())


def propose_page(text: str) -> list[Proposal]:
    """Everything all proposers say about a raw text (LF line ends)."""
    raw = RawText.of(text)
    return [proposal for propose in _proposers() for proposal in propose(raw)]
