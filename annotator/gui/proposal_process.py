"""The child process that proposes and learns: requests come in through a pipe, replies go out.

Imports no Qt: the child starts from here. It ends with the pipe, so also when the window was killed.
"""

from multiprocessing.connection import Connection

from annotator.propose.worker import Reply, Request, Worker, use_one_thread

Answer = tuple[Reply | None, str]
"""The reply to the request sent last, or None and what went wrong."""


def serve(pipe: "Connection[Answer, Request]") -> None:
    """Answers each request, until the other end is closed."""
    use_one_thread()
    worker = Worker()
    while True:
        try:
            request = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: Answer = worker.answer(request), ""
        except Exception as error:  # handed over, not swallowed: the next page may do better
            answer = None, f"{type(error).__name__}: {error}"
        try:
            pipe.send(answer)
        except OSError:
            return
