"""An editor's regular expressions: compiled by the package `regex`, because Python's own cannot be stopped."""

from functools import lru_cache

import regex

KEPT = 64
"""So many compiled expressions are kept at hand."""

_REPEATS = regex.compile(r"(\)?)\{(\d*),?(\d*)\}")
_CALLS_ITSELF = regex.compile(r"\(\?(?:R|[+-]?\d|&|P>)")
_MOST_REPEATS = 10_000
_LONGEST_BODY = 5_000


class TooLarge(Exception):
    """An expression that would be compiled into more than memory holds, or calls itself."""


UNUSABLE = (regex.error, TimeoutError, TooLarge, RecursionError, MemoryError, OverflowError)
"""What compiling an expression and looking with it may raise."""


@lru_cache(KEPT)
def compiled(body: str, flags: int = 0) -> "regex.Pattern[str]":
    """Raises one of `UNUSABLE`."""
    if len(body) > _LONGEST_BODY or _CALLS_ITSELF.search(body):
        raise TooLarge
    # The compiler writes repeats out; those of groups may stand in one another.
    single, nested = 1, 1
    for closing, least, most in _REPEATS.findall(body):
        times = max(int(number or 1) for number in (least[:9], most[:9]))
        single, nested = (single, nested * times) if closing else (max(single, times), nested)
    if single * nested > _MOST_REPEATS:
        raise TooLarge
    return regex.compile(body, flags)
