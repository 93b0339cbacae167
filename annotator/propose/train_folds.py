"""Fits with some pages left out, and one with all, side by side in processes of their own."""

import multiprocessing
import os
import signal
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

from annotator.propose.chain import Chain
from annotator.propose.fitting import Recipe
from annotator.propose.roles import Weights
from annotator.propose.segmenter import Segmenter
from annotator.propose.train_segmenter import (
    GoldPage,
    Prediction,
    fitted,
    predicted,
    with_examples,
)
from annotator.propose.weights_file import fitting_in
from annotator.propose.worker import use_one_thread

Style = str | None
"""What is left out; None: nothing."""

_READY: list[GoldPage] = []
"""Of a process that fits: its pages, with what is learnt from them."""


@dataclass(frozen=True)
class Fit:
    """A chain in JSON form, fitted without the pages of `style`, and what it says of them."""

    style: Style
    chain: dict[str, Any]
    predictions: tuple[Prediction, ...]


def fit_without(pages: Sequence[GoldPage], style: Style, recipe: Recipe) -> Fit:
    """One fit. The chain speaks as it will from its file: rounded, and as large as a file may be."""
    chain = fitted([page for page in pages if page.style != style], recipe).to_plain()
    chain = fitting_in(chain)
    if style is None:
        return Fit(style, chain, ())
    segmenter = Segmenter(Weights(Chain.from_plain(chain)))
    left_out = [page for page in pages if page.style == style]
    return Fit(style, chain, tuple(predicted(page, segmenter) for page in left_out))


def fits(
    pages: Sequence[GoldPage], styles: Sequence[Style], recipe: Recipe, processes: int
) -> Generator[Fit, None, None]:
    """One fit for each of `styles`, as they come. With one process: here, in their order."""
    processes = min(processes, len(styles))
    if processes <= 1:
        ready = with_examples(pages)
        yield from (fit_without(ready, style, recipe) for style in styles)
        return
    use_one_thread()
    before = set(multiprocessing.active_children())
    with ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), _prepare, (list(pages),)
    ) as pool:
        asked = [pool.submit(_fit_here, style, recipe) for style in styles]
        try:
            for done in as_completed(asked):
                yield done.result()
        except BaseException:  # stopped half-way: nobody waits for fits of minutes
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
            raise


def _prepare(pages: list[GoldPage]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()
    _READY.extend(with_examples(pages))


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _fit_here(style: Style, recipe: Recipe) -> Fit:
    return fit_without(_READY, style, recipe)
