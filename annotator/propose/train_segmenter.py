"""Fits the weights of the segmenter to finished pages. No line of any page gets into them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from sys import intern
from typing import Any

import numpy as np

from annotator.document.proposals import ArticleBody, FurnitureBody
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.chain import Chain
from annotator.propose.evidence import evidence_of
from annotator.propose.fitting import Example, Recipe, fit
from annotator.propose.lines import Line, lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.segmenter import Segmenter, raw_odds
from annotator.propose.train_layouts import variants
from annotator.propose.train_states import gold_units, laid_out, states_of

ROUNDS = 2
"""How often all other layouts are made of a page: more of them, and the figures change less from fit to fit."""


@dataclass(frozen=True)
class GoldPage:
    """A page's raw text, its gold in JSON form, the style it is left out with, and what is learnt from it."""

    name: str
    style: str
    text: str
    gold: dict[str, Any]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Prediction:
    """A page left out as the segmenter sees it: JSON form, and the odds' logarithm of each article."""

    name: str
    marks: dict[str, Any]
    odds: tuple[float, ...]


def with_examples(pages: Iterable[GoldPage]) -> list[GoldPage]:
    """The pages with themselves and their other layouts to learn from; a page's text is the seed of its own."""
    return [replace(page, examples=_examples(page)) for page in pages]


def _examples(page: GoldPage) -> tuple[Example, ...]:
    units, chance = gold_units(page.text, page.gold), random.Random(page.text)  # noqa: S311 - layouts, not secrets
    others = [other for _ in range(ROUNDS) for other in variants(units, chance)]
    pages = [(lines_of(RawText.of(page.text)), states_of(units)), *map(laid_out, others)]
    return tuple(_example(lines, states, page.name) for lines, states in pages if lines)


def _example(lines: tuple[Line, ...], states: list[str], source: str) -> Example:
    """Each piece of evidence is kept once, however many lines have it: a gigabyte less."""
    evidence = evidence_of(PageView.of(lines))
    return Example([[intern(name) for name in names] for names in evidence], states, source)


def fitted(pages: Iterable[GoldPage], recipe: Recipe) -> Chain:
    """The chain fitted to these pages and their other layouts."""
    return fit([example for page in pages for example in page.examples], recipe)


def predicted(page: GoldPage, segmenter: Segmenter) -> Prediction:
    """What a segmenter whose scores are not calibrated says of the page."""
    articles: list[dict[str, Any]] = []
    furniture: list[dict[str, Any]] = []
    joints: list[dict[str, Any]] = []
    odds: list[float] = []
    for proposal in segmenter.propose(RawText.of(page.text)):
        body = proposal.body
        if isinstance(body, ArticleBody):
            parts = [_bounds(part.span) | {"role": part.role} for part in body.parts]
            articles.append({"segments": parts})
            joints += [_bounds(span) for span in body.soft_breaks]
            odds.append(raw_odds(proposal.score))
        elif isinstance(body, FurnitureBody):
            furniture.append(_bounds(body.span) | {"role": body.role})
    marks = {"articles": articles, "furniture": furniture, "soft_breaks": joints}
    return Prediction(page.name, marks, tuple(odds))


def _bounds(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def calibration(odds: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and offset of the logistic that makes scores come true (Platt 1999), by gradient steps."""
    slope, offset = 0.3, 0.0
    heights, goal = np.array(odds), np.array(right, dtype=np.float64)
    for _ in range(4000):
        error = 1 / (1 + np.exp(-(slope * heights + offset))) - goal
        slope -= 0.05 * float(error @ heights) / len(heights) / 4
        offset -= 0.05 * float(error.sum()) / len(heights)
    return slope, offset
