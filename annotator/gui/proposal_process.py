"""The child process that proposes: pages come in through a pipe, proposals go out.

Imports no Qt: the child starts from here. It ends with the pipe, so also when the window was killed.
"""

from multiprocessing.connection import Connection

from annotator.document.proposals import Proposal
from annotator.propose.worker import propose_page, use_one_thread

Reply = tuple[list[Proposal] | None, str]
"""The proposals for the page sent last, or None and what went wrong."""


def serve(pipe: "Connection[Reply, str]") -> None:
    """Answers each text with a `Reply`, until the other end is closed."""
    use_one_thread()
    while True:
        try:
            text = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            reply: Reply = propose_page(text), ""
        except Exception as error:  # handed over, not swallowed: the next page may do better
            reply = None, f"{type(error).__name__}: {error}"
        try:
            pipe.send(reply)
        except OSError:
            return
