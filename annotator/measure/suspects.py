"""How good predicted corrections of the hard kinds are: by overlap, by threshold, and as a queue."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.measure.agreement import harmonic
from annotator.measure.fixes import Fix, PageFixes, touches

FIRST = 20
"""So many rows of a page's queue an editor is taken to look at."""

POOLED = (10, 20, 50)
"""So many rows of all pages together, likeliest first."""


# -- by overlap --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Overlap:
    """Precision, recall and F1 of one page, None where there is nothing to measure.

    A page with gold on which nothing is predicted has precision 0. `exact` is the share of gold
    that a prediction touches whose replacement is the gold one.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    exact: float | None


def overlap(gold: Sequence[Fix], found: Sequence[Fix]) -> Overlap:
    """Predictions that touch a correction of the gold, and corrections that one touches."""
    right = sum(any(touches(one, other) for other in gold) for one in found)
    hit = sum(any(touches(one, other) for other in found) for one in gold)
    exact = sum(
        any(touches(one, other) and one.reads == other.reads for other in found) for one in gold
    )
    precision = right / len(found) if found else 0.0 if gold else None
    recall = hit / len(gold) if gold else None
    f1 = harmonic(precision or 0.0, recall or 0.0) if gold or found else None
    return Overlap(precision, recall, f1, exact / len(gold) if gold else None)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Predictions of `score` or more give this precision and recall."""

    score: float
    precision: float
    recall: float


def best_recall(
    pages: Sequence[PageFixes], *, is_pooled: bool = False, least: float = 0.5
) -> Threshold | None:
    """The highest recall of hard kinds at a precision of `least` or more, over all thresholds of score.

    Precision and recall are means over pages as `overlap` gives them or, `is_pooled`, of all
    corrections alike. Of equal recalls that of higher precision. None where no threshold gives
    such a precision.
    """
    sifted = [_Sifted.of(page) for page in pages]
    best: Threshold | None = None
    for score in sorted({fix.score for page in pages for fix in page.hard_found}):
        figures = _pooled(sifted, score) if is_pooled else _means(sifted, score)
        if figures is None or figures[0] < least:
            continue
        if best is None or figures[::-1] > (best.recall, best.precision):
            best = Threshold(score, *figures)
    return best


@dataclass(frozen=True, slots=True)
class _Sifted:
    """Scores in ascending order: of all predictions, of the right ones, and of the best one that touches each gold."""

    found: list[float]
    right: list[float]
    hit: list[float]
    gold: int

    @classmethod
    def of(cls, page: PageFixes) -> "_Sifted":
        gold, found = page.hard_gold, page.hard_found
        right = [f.score for f in found if any(touches(f, g) for g in gold)]
        reached = [[f.score for f in found if touches(f, g)] for g in gold]
        hit = [max(scores) for scores in reached if scores]
        return cls(sorted(f.score for f in found), sorted(right), sorted(hit), len(gold))

    def counts(self, score: float) -> tuple[int, int, int]:
        """Predictions, right ones, and gold found, from `score` on."""
        found, right, hit = (
            len(scores) - bisect_left(scores, score)
            for scores in (self.found, self.right, self.hit)
        )
        return found, right, hit


def _means(pages: Sequence[_Sifted], score: float) -> tuple[float, float] | None:
    precisions: list[float] = []
    recalls: list[float] = []
    for page in pages:
        found, right, hit = page.counts(score)
        if found or page.gold:
            precisions.append(right / found if found else 0.0)
        if page.gold:
            recalls.append(hit / page.gold)
    if not precisions or not recalls:
        return None
    return sum(precisions) / len(precisions), sum(recalls) / len(recalls)


def _pooled(pages: Sequence[_Sifted], score: float) -> tuple[float, float] | None:
    found, right, hit = (sum(each) for each in zip(*(p.counts(score) for p in pages), strict=True))
    gold = sum(page.gold for page in pages)
    return (right / found, hit / gold) if found and gold else None


def recall_by_kind(pages: Iterable[PageFixes]) -> dict[str, tuple[int, int]]:
    """For each kind in the gold: how many corrections any prediction touches, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for page in pages:
        for gold in page.gold:
            hit, total = counts.get(gold.kind, (0, 0))
            is_hit = any(touches(gold, found) for found in page.found)
            counts[gold.kind] = hit + is_hit, total + 1
    return dict(sorted(counts.items()))


# -- as a queue --------------------------------------------------------------------------


def first_recall(pages: Iterable[PageFixes], count: int = FIRST) -> float | None:
    """Share of the hard gold that is touched in the first `count` rows of its page's queue."""
    hit = total = 0
    for page in pages:
        shown = [fix for row in page.rows[:count] for fix in row.fixes]
        hit += sum(any(touches(gold, fix) for fix in shown) for gold in page.hard_gold)
        total += len(page.hard_gold)
    return hit / total if total else None


def first_precision(pages: Iterable[PageFixes], count: int) -> float | None:
    """Share of right rows among the `count` likeliest of all pages; of all rows where there are fewer."""
    rows = sorted((row for page in pages for row in page.rows), key=lambda row: -row.score)
    first = rows[:count]
    return sum(row.is_right for row in first) / len(first) if first else None
