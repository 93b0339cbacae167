"""The table of `annotator evaluate`: every measure for all pages, by a field of the gold; entities; corrections."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import BadFormat
from annotator.measure.agreement import Agreement, entity_agreement, pooled
from annotator.measure.boundaries import MEASURES, PageScore, score_page
from annotator.measure.fixes import PageFixes, fixes_of
from annotator.measure.gold import (
    NO_PAGE,
    AnnotatedPage,
    Plain,
    demand_folder,
    is_page,
    read_folder,
    read_marks,
)
from annotator.measure.suspects_table import mean, suspects_table
from annotator.measure.table import figure, row


@dataclass(frozen=True)
class ScoredPage:
    """One page's figures; `group` is what its gold says in the field the table goes by, or empty."""

    name: str
    group: str
    score: PageScore
    entities: dict[str, Agreement]
    corrections: PageFixes


def evaluate(
    gold_dir: Path, pred_dir: Path, texts: Path | None = None, *, by: str = "", worst: int = 0
) -> str:
    """The table as text: all pages; by the values of the gold's field `by`; the `worst` pages by exact F1.

    A page without a prediction counts as one on which nothing was found. Raises NoPages,
    FileMissing, FileUnreadable, WrongEncoding or BadFormat.
    """
    pages = score_folder(gold_dir, pred_dir, texts, by=by)
    return render(pages, is_grouped=bool(by), worst=worst)


def score_folder(
    gold_dir: Path, pred_dir: Path, texts: Path | None = None, *, by: str = ""
) -> list[ScoredPage]:
    """Scores every `*.json` of `gold_dir` against the file of the same page id in `pred_dir`."""
    demand_folder(pred_dir)
    return [_scored(page, pred_dir, by) for page in read_folder(gold_dir, texts)]


def _scored(page: AnnotatedPage, pred_dir: Path, by: str) -> ScoredPage:
    prediction = pred_dir / f"{page.name}.json"
    predicted: Plain = read_marks(prediction) if prediction.exists() else {"articles": []}
    try:
        score = score_page(page.text, page.marks, predicted)
        entities = entity_agreement(page.marks, predicted)
        corrections = PageFixes(page.text, fixes_of(page.marks), fixes_of(predicted))
    except NO_PAGE as bad:
        blamed = prediction if is_page(page.text, page.marks) else page.path
        raise BadFormat(path=blamed, line="?", cause=f"{type(bad).__name__}: {bad}") from bad
    return ScoredPage(page.name, page.field(by) if by else "", score, entities, corrections)


def mean_of(scores: Sequence[PageScore], measure: str) -> float | None:
    """Mean over the pages on which there is something to measure; None where there is none."""
    values = [getattr(score, measure) for score in scores]
    return mean(values)


def worst_of(pages: Sequence[ScoredPage], count: int) -> list[ScoredPage]:
    """The pages of least exact F1, then of least F1 at IoU 0.9; none of those without articles."""

    def figures(page: ScoredPage) -> tuple[float, float, str]:
        return page.score.exact_f1 or 0.0, page.score.iou90_f1 or 0.0, page.name

    return sorted((p for p in pages if p.score.exact_f1 is not None), key=figures)[:count]


def render(pages: Sequence[ScoredPage], *, is_grouped: bool = False, worst: int = 0) -> str:
    """All pages, then each group, then the worst pages, then entities and corrections where there are any."""
    rows = [row("pages", MEASURES), _means(f"all ({len(pages)})", pages)]
    if is_grouped:
        groups: dict[str, list[ScoredPage]] = defaultdict(list)
        for page in pages:
            groups[page.group].append(page)
        rows += [
            _means(f"{name or '-'} ({len(groups[name])})", groups[name]) for name in sorted(groups)
        ]
    if worst:
        rows += ["", row("worst pages", MEASURES)]
        rows += [_means(page.name, [page]) for page in worst_of(pages, worst)]
    entities = pooled(page.entities for page in pages)
    if entities["all"].gold or entities["all"].predicted:
        rows += ["", row("entities", ("precision", "recall", "f1", "gold"))]
        for label, counts in entities.items():
            cells = [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]
            rows.append(row(label, (*cells, str(counts.gold))))
    corrections = suspects_table([page.corrections for page in pages])
    if corrections:
        rows += ["", *corrections]
    return "\n".join(rows) + "\n"


def _means(name: str, pages: Sequence[ScoredPage]) -> str:
    means = (mean_of([page.score for page in pages], measure) for measure in MEASURES)
    return row(name, [figure(each) for each in means])
