"""Fits the segmenter's weights and says, on pages left out, how good they are."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from annotator.measure.boundaries import MEASURES, Hit, PageScore, article_hits, score_page
from annotator.measure.reliability import reliability
from annotator.measure.report import mean_of
from annotator.propose.fitting import Recipe
from annotator.propose.roles import Weights, default_weights
from annotator.propose.train_folds import Fit, fits
from annotator.propose.train_segmenter import GoldPage, Prediction, calibration
from annotator.workbench.progress import Progress, no_progress, step

PROCESSES = 2
"""Fits at a time: each takes half a gigabyte for 40 pages with their other layouts."""

Plain = dict[str, Any]


@dataclass(frozen=True)
class _Judged:
    """A page left out: how well it was seen; of each article the odds' logarithm, and whether it fits."""

    style: str
    score: PageScore
    odds: tuple[float, ...]
    hits: tuple[Hit, ...]


def fitted_weights(
    pages: Sequence[GoldPage],
    *,
    is_checked: bool = True,
    recipe: Recipe | None = None,
    processes: int = PROCESSES,
    progress: Progress = no_progress,
) -> Plain:
    """What a file of weights holds: chain, slope, offset, and figures.

    `is_checked`: each style is left out once and scored by a fit to all others; the scores'
    calibration is fitted on that. Without, or with one style only, the calibration is the
    shipped one and the figures say only how many pages there were. Raises Cancelled.
    """
    styles: list[str | None] = [*sorted({page.style for page in pages})]
    asked = [*(styles if is_checked and len(styles) > 1 else ()), None]
    chain, judged = Plain(), list[_Judged]()
    step(progress, 0, len(asked), "")
    with closing(fits(pages, asked, recipe or Recipe(), processes)) as found:
        for done, fit in enumerate(found, 1):
            if fit.style is None:
                chain = fit.chain
            judged += _judged(pages, fit)
            step(progress, done, len(asked), fit.style or "")
    judged.sort(key=lambda page: page.style)
    shipped = default_weights()
    slope, offset = _calibrated(judged) or (shipped.slope, shipped.offset)
    figures = {"pages": len(pages), "articles": sum(len(p.gold["articles"]) for p in pages)}
    return {
        "figures": figures | (_figures(judged) if judged else {}),
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "chain": chain,
    }


def _judged(pages: Sequence[GoldPage], fit: Fit) -> list[_Judged]:
    left_out = (page for page in pages if page.style == fit.style)
    return [
        _judgement(page, prediction)
        for page, prediction in zip(left_out, fit.predictions, strict=True)
    ]


def _judgement(page: GoldPage, said: Prediction) -> _Judged:
    score = score_page(page.text, page.gold, said.marks)
    hits = article_hits(page.text, page.gold, said.marks)
    return _Judged(page.style, score, said.odds, tuple(hits))


def _calibrated(judged: Sequence[_Judged]) -> tuple[float, float] | None:
    odds = [odds for page in judged for odds in page.odds]
    right = [hit.exact for page in judged for hit in page.hits]
    return calibration(odds, right) if odds else None


# -- figures -----------------------------------------------------------------------------


def _figures(judged: Sequence[_Judged]) -> Plain:
    styles = {page.style: [p for p in judged if p.style == page.style] for page in judged}
    return {
        "all": _means(judged),
        "left out": {style: _means(pages) for style, pages in styles.items()},
        "reliability": [
            {name: round(value, 4) for name, value in asdict(band).items()}
            for band in reliability(_scored(styles))
        ],
    }


def _means(judged: Sequence[_Judged]) -> Plain:
    """Macro average over pages of every measure, None where there is nothing to measure."""
    scores = [page.score for page in judged]
    means = {name: mean_of(scores, name) for name in MEASURES}
    rounded = {name: None if mean is None else round(mean, 4) for name, mean in means.items()}
    return {"pages": len(judged), "proposed": sum(len(page.hits) for page in judged)} | rounded


def _scored(styles: Mapping[str, Sequence[_Judged]]) -> list[tuple[float, Hit]]:
    """Each article proposed, with the score it gets from a calibration that has not seen its style."""
    scored: list[tuple[float, Hit]] = []
    for style, pages in styles.items():
        others = [page for name, rest in styles.items() if name != style for page in rest]
        shipped = default_weights()
        slope, offset = _calibrated(others) or (shipped.slope, shipped.offset)
        weights = Weights(shipped.chain, slope, offset)
        for page in pages:
            scored += [
                (weights.calibrated(odds), hit)
                for odds, hit in zip(page.odds, page.hits, strict=True)
            ]
    return scored
