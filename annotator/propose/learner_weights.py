"""What the learner has learnt: a table of whole numbers, one row a feature, one column a tag."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.propose.crf import ConditionalRandomField, Floats
from annotator.propose.learner_features import OUTSIDE, ROWS, Rows

TagIds = NDArray[np.intp]

PRIOR = 10.0
"""The weight of the tag that was proposed; what a mistake adds and takes is 1.

A weight of 3 with steps of 0.3 says the same.
"""
_NEVER = -1e6
"""For a step that no tags may take: `I-LOC` follows `B-LOC` and `I-LOC` alone."""


class Weights:
    """The weights of features and steps as they stand, and their sums over all passes so far.

    An average of many states is wiser than the last one. The sums are whole numbers as well,
    so nothing is lost on the way to a file and back.
    """

    def __init__(self, labels: Iterable[str] = ()) -> None:
        self.labels: tuple[str, ...] = ()
        self.passes = 0
        self.features = np.zeros((ROWS, 1), np.float32)
        self.feature_sums = np.zeros((ROWS, 1), np.float32)
        self.steps = np.zeros((2, 1), np.float32)
        """Row 0 starts a sentence, row 1 + j goes from tag j to the tag of the column."""
        self.step_sums = np.zeros((2, 1), np.float32)
        self._average: tuple[Floats, Floats] | None = None
        self.grow(labels)

    def grow(self, labels: Iterable[str]) -> None:
        """Columns for labels that have none."""
        fresh = [label for label in dict.fromkeys(labels) if label not in self.labels]
        self.labels += tuple(fresh)
        self.tags = (OUTSIDE, *(f"{way}-{label}" for label in self.labels for way in "BI"))
        self._ids = {tag: number for number, tag in enumerate(self.tags)}
        more = len(self.tags) - self.features.shape[1]
        if more:
            self.features = np.pad(self.features, ((0, 0), (0, more)))
            self.feature_sums = np.pad(self.feature_sums, ((0, 0), (0, more)))
            self.steps = np.pad(self.steps, ((0, more), (0, more)))
            self.step_sums = np.pad(self.step_sums, ((0, more), (0, more)))
            self._average = None
        self._rules = self._impossible()

    def _impossible(self) -> Floats:
        size = len(self.tags)
        rules = np.zeros((size + 2, size), np.float32)
        for inside in range(2, size, 2):
            rules[0, inside] = rules[2:, inside] = _NEVER
            rules[1 + inside : 3 + inside, inside] = 0
        return rules

    def ids(self, tags: Sequence[str]) -> TagIds:
        """The columns of tags that have one. Raises KeyError."""
        return np.array([self._ids[tag] for tag in tags], np.intp)

    def average(self) -> tuple[Floats, Floats]:
        """Of features and of steps, over all passes."""
        if self._average is None:
            passes = np.float32(max(self.passes, 1))
            self._average = self.feature_sums / passes, self.step_sums / passes
        return self._average

    def field(self, steps: Floats) -> ConditionalRandomField:
        """What finds the best tags of a sentence with those weights of steps."""
        weights = self._rules.copy()
        weights[0] += steps[0]
        weights[2:] += steps[1:]
        return ConditionalRandomField(weights)

    # -- learning --------------------------------------------------------------------------

    def correct(self, rows: Rows, said: TagIds, meant: TagIds) -> None:
        """One step from the tags said to the tags meant, where a sentence with those features differs."""
        differs = np.nonzero(said != meant)[0]
        if not len(differs):
            return
        wrong = rows[differs]
        np.add.at(self.features, (wrong, meant[differs][:, None]), 1)
        np.add.at(self.features, (wrong, said[differs][:, None]), -1)
        for tags, sign in ((meant, 1), (said, -1)):
            before = np.concatenate(([0], tags[:-1] + 1))
            np.add.at(self.steps, (before, tags), sign)

    def end_pass(self) -> None:
        """What has been learnt so far goes into the average."""
        self.feature_sums += self.features
        self.step_sums += self.steps
        self.passes += 1
        self._average = None
