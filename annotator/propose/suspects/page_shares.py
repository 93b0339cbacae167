"""How often a page is wrong in each way, as far as its own suspects tell: a clean page and a bad scan differ by a hundred times.

Expectation and maximisation over one number a way (Saerens, Latinne, Decaestecker 2002, "Adjusting
the Outputs of a Classifier to New a Priori Probabilities"), held to `EXPECTED` by what would be
seen on so much text that `PRIOR` errors were expected in it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import exp, log

from annotator.propose.suspects.channel_weights import EXPECTED

PRIOR = 0.5
"""Errors of a way: the more, the less a single page can say."""
ROUNDS = 6
MOST = 40.0
"""A page is taken to be this many times worse than expected, at most; `RAISE` is that in log odds."""
RAISE = log(MOST)


@dataclass(frozen=True)
class Weighed:
    """An edit of a scene's text: `[start, end)` should read `text`.

    `log_odds` that something is wrong there; `rank` orders the edits of one place.
    """

    way: str
    start: int
    end: int
    text: str
    log_odds: float
    rank: float


def shifted(found: Collection[Weighed], shares: Mapping[str, float]) -> list[Weighed]:
    """What was weighed at `EXPECTED`, weighed at other shares."""
    more = {way: log(share / EXPECTED[way]) for way, share in shares.items()}
    return [replace(each, log_odds=each.log_odds + more[each.way]) for each in found]


def shares_of(found: Collection[Collection[Weighed]], size: int) -> dict[str, float]:
    """The shares of a page, from what was weighed at `EXPECTED` in its texts, `size` code points in all.

    Edits of one text that touch are one error, of the likeliest way.
    """
    # How sure it is that something is wrong does not hang on the edit: one of a place and a way speaks for all.
    places = [{(each.way, each.start, each.end): each for each in text}.values() for text in found]
    shares = dict(EXPECTED)
    for _ in range(ROUNDS):
        sums = dict.fromkeys(EXPECTED, 0.0)
        for text in places:
            for each in _likeliest(shifted(text, shares)):
                sums[each.way] += 1 / (1 + exp(-each.log_odds))
        shares = {
            way: min((PRIOR + sums[way]) / (PRIOR / share + size), MOST * share)
            for way, share in EXPECTED.items()
        }
    return shares


def _likeliest(found: Collection[Weighed]) -> list[Weighed]:
    """The edits that touch none which is likelier."""
    kept: list[Weighed] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda weighed: -weighed.log_odds):
        places = range(each.start, each.end + 1)
        if taken.isdisjoint(places):
            kept.append(each)
        taken.update(places)
    return kept
