"""How work that takes long says how far it is, and is stopped."""

from collections.abc import Callable

from annotator.errors import Cancelled

Progress = Callable[[int, int, str], bool]
"""Told how much is done, of how much, and what is at hand; answers False to stop."""


def no_progress(_done: int, _total: int, _what: str) -> bool:
    """For who does not want to be told."""
    return True


def step(progress: Progress, done: int, total: int, what: str) -> None:
    """Tells; raises Cancelled where the answer is to stop."""
    if not progress(done, total, what):
        raise Cancelled(done=done, total=total)
