"""A role for each line, from its look, its words and its neighbours.

A *state* is what the chain gives a line: the name of a furniture role; or a role of an article
with `+` where an article begins (or goes on after another), `~` where the line goes on in
mid-paragraph, or nothing where a paragraph or part begins. `lead` is an article's first
paragraph, `signature` a byline behind the text, `float:…` a picture's text inside a story.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator.propose.chain import Chain
from annotator.propose.evidence import evidence_of
from annotator.propose.page_facts import PageView
from annotator.settings.resources import resource

START = "+"
SOFT = "~"
FLOAT = "float:"

_ROLES = {"lead": "body", "signature": "byline"}
_FURNITURE = frozenset({"section", "masthead", "staff", "ad", "noise"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a line is taken for, and how sure that is (all 0 to 1).

    `opens` an article here; `is_soft` joins it to the line above; `is_floating` for a picture's
    text inside a story. `sure` is the probability of the state, `sure_start` and `sure_soft`
    those of what it says about the border above.
    """

    role: str
    opens: bool
    is_soft: bool
    is_floating: bool
    is_furniture: bool
    sure: float
    sure_start: float
    sure_soft: float


def role_of(state: str) -> str:
    """The role that a state stands for."""
    bare = state.rstrip(START + SOFT).removeprefix(FLOAT)
    return _ROLES.get(bare, bare)


def is_furniture(state: str) -> bool:
    """Whether a line of that state belongs to no article."""
    return state in _FURNITURE


@dataclass(frozen=True)
class Weights:
    """What was fitted: the chain, and how its odds become a score (`slope`, `offset` of a logistic)."""

    chain: Chain
    slope: float = 1.0
    offset: float = 0.0

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """From a file that `train_segmenter` wrote. Raises FileNotFoundError, KeyError or ValueError."""
        plain = json.loads(path.read_text("utf-8"))
        return cls(Chain.from_plain(plain["chain"]), plain["slope"], plain["offset"])

    def calibrated(self, odds: float) -> float:
        """Logarithm of odds to a score from 0 to 1: of those scored 0.9 about nine in ten are right."""
        return 1 / (1 + math.exp(-(self.slope * odds + self.offset)))


@cache
def default_weights() -> Weights:
    """The weights that the program ships."""
    return Weights.load(resource("segmenter.json"))


def sightings(view: PageView, chain: Chain) -> list[Sighting]:
    """One for each line of the page, by the likeliest path through the chain."""
    if not view.lines:
        return []
    scores = chain.scores(evidence_of(view))
    path, odds = chain.best_path(scores), chain.marginals(scores)
    starts = [n for n, state in enumerate(chain.states) if START in state]
    soft = [n for n, state in enumerate(chain.states) if SOFT in state]
    found: list[Sighting] = []
    for at, number in enumerate(path):
        state = chain.states[number]
        starting, joining = float(odds[at, starts].sum()), float(odds[at, soft].sum())
        opens, is_soft = START in state, SOFT in state
        found.append(
            Sighting(
                role_of(state),
                opens,
                is_soft,
                state.startswith(FLOAT),
                is_furniture(state),
                float(odds[at, number]),
                starting if opens else 1 - starting,
                joining if is_soft else 1 - joining,
            )
        )
    return found
