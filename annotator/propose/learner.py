"""A structured perceptron that learns from an editor's pages where the proposals were wrong.

Collins: Discriminative Training Methods for Hidden Markov Models (2002), averaged, with a margin
(Taskar, Guestrin, Koller: Max-Margin Markov Networks, 2003). It begins as a copy of what
is proposed: the proposed tag has a weight, and what is learnt has to outweigh it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from annotator.propose.crf import Floats, Probabilities
from annotator.propose.learner_features import OUTSIDE, Rows, Sentence, Tags, rows_of
from annotator.propose.learner_gate import Gate
from annotator.propose.learner_weights import PRIOR, TagIds, Weights

PASSES = 3
REPLAYED = 30
"""Sentences of earlier pages that are learnt with every page, so that it does not forget."""
KEPT = 600
"""Sentences kept for that."""
_MARGIN = 8.0
"""By so much the right tag has to win at each character before a sentence counts as known."""
_WARMTH = 6.0
"""Scores are divided by this before they are read as probabilities."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its right tags, and the number of the page it is from."""

    sentence: Sentence
    tags: Tags
    page: int


class Learner:
    """Answers with tags, learns from right ones; keeps some sentences, and its own record."""

    def __init__(
        self,
        weights: Weights | None = None,
        gate: Gate | None = None,
        kept: Sequence[Example] = (),
        pages: Sequence[int] = (),
    ) -> None:
        self.weights = weights or Weights()
        self.gate = gate or Gate()
        self.kept = list(kept)
        self.pages = list(pages)
        """Numbers of the pages learnt, in that order; one that was learnt again stands once."""

    # -- answering -------------------------------------------------------------------------

    def answers(self, sentences: Sequence[Sentence]) -> list[Tags]:
        """The tags of each sentence, by the average of all that was learnt."""
        self._meet([each.base for each in sentences])
        features, steps = self.weights.average()
        scores = [
            self._scores(rows, self.weights.ids(each.base), features)
            for rows, each in zip(rows_of(sentences), sentences, strict=True)
        ]
        tags = self.weights.tags
        paths: list[list[int]] = [path.tolist() for path in self._paths(scores, steps)]
        return [tuple(tags[tag] for tag in path) for path in paths]

    def sureness(self, sentence: Sentence) -> dict[str, Probabilities]:
        """For every tag that is known, how likely it is at each character."""
        self._meet([sentence.base])
        features, steps = self.weights.average()
        rows, base = rows_of([sentence])[0], self.weights.ids(sentence.base)
        warmth = np.float32(_WARMTH)
        field = self.weights.field(steps / warmth)
        table = field.marginals([self._scores(rows, base, features) / warmth])[0]
        return dict(zip(self.weights.tags, table.T, strict=True))

    def _meet(self, rows: Sequence[Tags]) -> None:
        self.weights.grow(tag[2:] for tags in rows for tag in tags if tag != OUTSIDE)

    @staticmethod
    def _scores(rows: Rows, base: TagIds, features: Floats) -> Floats:
        scores: Floats = features[rows].sum(axis=1)
        scores[np.arange(len(base)), base] += np.float32(PRIOR)
        return scores

    def _paths(self, scores: Sequence[Floats], steps: Floats) -> list[TagIds]:
        order = sorted(range(len(scores)), key=lambda number: -len(scores[number]))
        found = [np.zeros(0, np.intp)] * len(scores)
        if order:
            paths = self.weights.field(steps).best_paths([scores[number] for number in order])
            for number, path in zip(order, paths, strict=True):
                found[number] = np.array(path, np.intp)
        return found

    # -- learning --------------------------------------------------------------------------

    def learn(self, page: int, sentences: Sequence[Sentence], right: Sequence[Tags]) -> None:
        """The sentences of a page and their right tags; a page learnt before is learnt anew.

        The gate is not asked: whoever teaches compares the answers first.
        """
        fresh = [
            Example(sentence, tags, page) for sentence, tags in zip(sentences, right, strict=True)
        ]
        self.kept = [each for each in self.kept if each.page != page]
        self._study([*fresh, *self._recalled()])
        if page not in self.pages:
            self.pages.append(page)
        self._keep(fresh)

    def _study(self, examples: Sequence[Example]) -> None:
        self._meet([tags for each in examples for tags in (each.sentence.base, each.tags)])
        weights = self.weights
        rows = rows_of([each.sentence for each in examples])
        bases = [weights.ids(each.sentence.base) for each in examples]
        meant = [weights.ids(each.tags) for each in examples]

        def scores(number: int) -> Floats:
            right = meant[number]
            found = self._scores(rows[number], bases[number], weights.features)
            found[np.arange(len(right)), right] -= np.float32(_MARGIN)
            return found

        for _ in range(PASSES):
            # All at once is quick; only those that it gets wrong are tagged one by one.
            said = self._paths([scores(number) for number in range(len(rows))], weights.steps)
            for number, right in enumerate(meant):
                if not np.array_equal(said[number], right):
                    now = self._paths([scores(number)], weights.steps)[0]
                    weights.correct(rows[number], now, right)
            weights.end_pass()

    def _recalled(self) -> list[Example]:
        """Some of the sentences kept, others in each lesson; the same for the same lessons."""
        count = min(REPLAYED, len(self.kept))
        order = sorted(range(len(self.kept)), key=lambda n: self._draw(f"recall {n}"))
        return [self.kept[number] for number in order[:count]]

    def _draw(self, what: str) -> int:
        return crc32(f"{self.weights.passes} {what}".encode())

    def _keep(self, fresh: Sequence[Example]) -> None:
        """Sentences with names; where there are too many, chance says which of all of them go."""
        telling = [
            each
            for each in fresh
            if any(tag != OUTSIDE for tag in (*each.tags, *each.sentence.base))
        ]
        self.kept += telling
        if len(self.kept) > KEPT:
            order = sorted(range(len(self.kept)), key=lambda n: self._draw(f"keep {n}"))
            self.kept = [self.kept[number] for number in sorted(order[:KEPT])]
