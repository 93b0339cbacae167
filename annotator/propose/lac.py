"""LAC-small, Baidu's word tagger (a two-layer BiGRU-CRF over characters), in plain numpy.

Jiao, Sun, Sun: Chinese Lexical Analysis with Deep Bi-GRU-CRF Network (2018). With row
vectors, a GRU step is

    [u | r] = sigmoid([a_u | a_r] + h G)      c = tanh(a_c + (r * h) C)      h' = (1 - u) h + u c

A batch is packed as the GRU eats it: all sentences' first characters, then all second ones.
Sentences stand longest first, so those still running are always the first rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotator.propose.characters import normalised
from annotator.propose.crf import ConditionalRandomField, Probabilities
from annotator.propose.lac_files import UNKNOWN, WIDTH, Floats, LacFiles, lac_folder, read_lac_files

Indices = NDArray[np.intp]

_BATCH = 2000
"""Characters a batch holds at most; larger ones fall out of the processor's cache."""

_SPELLINGS = {"nr": "PER", "ns": "LOC", "nt": "ORG"}
"""The network names names in two ways, after the two corpora it was trained on. `t` is no TIME: 近年, 目前."""


@dataclass(frozen=True, slots=True)
class Word:
    """Code points `[start, end)` of a sentence are one word of kind `tag`.

    `confidence` is the probability of the tags given the sentence, of the word's least sure
    character; the two spellings of a name count together.
    """

    start: int
    end: int
    tag: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Packing:
    """Where each packed cell's character lies in the batch's text, for both reading directions."""

    forward: Indices
    backward: Indices
    steps: tuple[tuple[int, int], ...]
    """First cell and number of sentences of each step."""

    @classmethod
    def of(cls, lengths: NDArray[np.int64]) -> "_Packing":
        """For sentences that lie one after another, longest first."""
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        forward: list[NDArray[np.int64]] = []
        backward: list[NDArray[np.int64]] = []
        steps: list[tuple[int, int]] = []
        first = 0
        for step in range(int(lengths[0])):
            running = int(np.count_nonzero(lengths > step))
            forward.append(starts[:running] + step)
            backward.append(starts[:running] + lengths[:running] - 1 - step)
            steps.append((first, running))
            first += running
        return cls(
            np.concatenate(forward).astype(np.intp),
            np.concatenate(backward).astype(np.intp),
            tuple(steps),
        )


class _Layer:
    """A forward and a backward GRU side by side."""

    def __init__(self, files: LacFiles, forward: int, backward: int) -> None:
        given = files.parameters
        both = (forward, backward)
        self._input = [np.ascontiguousarray(given[f"fc_{n}.w_0"]) for n in both]
        self._bias = [given[f"fc_{n}.b_0"] + given[f"gru_{n}.b_0"][0] for n in both]
        # Declared 128 x 384, yet the gates' 128 x 256 lie in memory before the state's 128 x 128.
        flat = [given[f"gru_{n}.w_0"].reshape(-1) for n in both]
        cut = 2 * WIDTH * WIDTH
        self._gates = np.stack([each[:cut].reshape(WIDTH, 2 * WIDTH) for each in flat])
        self._state = np.stack([each[cut:].reshape(WIDTH, WIDTH) for each in flat])

    def run(self, vectors: Floats, which: Indices, packing: _Packing) -> Floats:
        """Both GRUs' states, side by side, of each character; it has the vector `vectors[which]`."""
        order = (which[packing.forward], which[packing.backward])
        inputs = np.stack(
            [(vectors @ w + b)[at] for w, b, at in zip(self._input, self._bias, order, strict=True)]
        )
        states = self._recur(inputs, packing)
        out = np.empty((len(which), 2 * WIDTH), np.float32)
        out[packing.forward, :WIDTH] = states[0]
        out[packing.backward, WIDTH:] = states[1]
        return out

    def _recur(self, inputs: Floats, packing: _Packing) -> Floats:
        states = np.empty((2, inputs.shape[1], WIDTH), np.float32)
        state = np.zeros((2, packing.steps[0][1], WIDTH), np.float32)
        for first, running in packing.steps:
            fed = inputs[:, first : first + running]
            state = state[:, :running]
            # sigmoid(x) = (tanh(x / 2) + 1) / 2, which cannot overflow
            gates = np.tanh((state @ self._gates + fed[:, :, : 2 * WIDTH]) * np.float32(0.5))
            gates = gates * np.float32(0.5) + np.float32(0.5)
            update, reset = gates[:, :, :WIDTH], gates[:, :, WIDTH:]
            candidate = np.tanh((reset * state) @ self._state + fed[:, :, 2 * WIDTH :])
            state = state + update * (candidate - state)
            states[:, first : first + running] = state
        return states


class Lac:
    """The network, ready to tag. `Lac.load()` reads it from the installed jieba."""

    def __init__(self, files: LacFiles) -> None:
        given = files.parameters
        self.tags = files.tags
        self._ids = files.ids
        self._vectors = given["word_emb"]
        self._layers = (_Layer(files, 0, 1), _Layer(files, 2, 3))
        self._emission = (given["fc_4.w_0"], given["fc_4.b_0"])
        self._crf = ConditionalRandomField(given["crfw"])
        # X-B and X-I are of kind X; O, which has no place, stays O.
        self._kinds = [_SPELLINGS.get(tag[:-2], tag[:-2]) or tag for tag in self.tags]
        self._begins = [tag.endswith("-B") for tag in self.tags]
        same = np.array(self._kinds)
        inside = np.array([tag.endswith("-I") for tag in self.tags])
        alike = (same[:, None] == same) & (inside[:, None] == inside)
        self._alike = alike.astype(np.float64)

    @classmethod
    def load(cls, folder: Path | None = None) -> "Lac":
        """From `folder`, or from the installed jieba. Raises LacUnusable."""
        return cls(read_lac_files(folder or lac_folder()))

    def ids(self, sentence: str) -> list[int]:
        """The row of each character's vector."""
        return [self._ids.get(character, UNKNOWN) for character in normalised(sentence)]

    def emissions(self, sentences: Sequence[str]) -> list[Floats]:
        """For each sentence, longest first, a score of each character (rows) for each tag (columns)."""
        lengths = np.array([len(each) for each in sentences])
        packing = _Packing.of(lengths)
        ids = np.array([number for each in sentences for number in self.ids(each)])
        distinct, which = np.unique(ids, return_inverse=True)
        hidden = self._layers[0].run(self._vectors[distinct], which.astype(np.intp), packing)
        hidden = self._layers[1].run(hidden, np.arange(len(hidden)), packing)
        weights, bias = self._emission
        return np.split(hidden @ weights + bias, np.cumsum(lengths)[:-1])

    def best_path(self, sentence: str) -> tuple[list[int], float]:
        """The likeliest tag ids of one sentence (not empty) and the score of their path."""
        emissions = self.emissions([sentence])
        path = self._crf.best_paths(emissions)[0]
        return path, self._crf.score(emissions[0], path)

    def tag(self, sentences: Sequence[str]) -> list[list[Word]]:
        """The words of each sentence, in the order given. Positions are code points of the sentence."""
        tagged: list[list[Word]] = [[] for _ in sentences]
        for batch in _batches(sentences):
            emissions = self.emissions([sentences[number] for number in batch])
            paths = self._crf.best_paths(emissions)
            sure = self._crf.marginals(emissions)
            for number, path, marginals in zip(batch, paths, sure, strict=True):
                tagged[number] = self._words(path, marginals)
        return tagged

    def _words(self, path: list[int], marginals: Probabilities) -> list[Word]:
        """A word starts at a `-B` tag, at the first character, and at `O` after another tag; its type is
        that of its first character, whatever follows, for the network has no hard constraints.
        """
        sure = np.einsum("ct,ct->c", marginals, self._alike[path])
        outside = len(self.tags) - 1
        starts = [
            at
            for at, tag in enumerate(path)
            if at == 0 or self._begins[tag] or outside == tag != path[at - 1]
        ]
        least = np.minimum(np.minimum.reduceat(sure, starts), 1.0).tolist()
        ends = [*starts[1:], len(path)]
        return [
            Word(start, end, self._kinds[path[start]], sureness)
            for start, end, sureness in zip(starts, ends, least, strict=True)
        ]


def _batches(sentences: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of the sentences that are not empty, longest first, some 2,000 characters at a time."""
    order = sorted(
        (n for n, each in enumerate(sentences) if each),
        key=lambda n: len(sentences[n]),
        reverse=True,
    )
    batch: list[int] = []
    size = 0
    for number in order:
        if batch and size + len(sentences[number]) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(number)
        size += len(sentences[number])
    if batch:
        yield batch
