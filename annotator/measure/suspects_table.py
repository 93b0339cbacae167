"""The figures of corrections as the lines of `annotator evaluate`."""

from collections.abc import Callable, Iterable, Sequence

from annotator.measure.classes import class_agreement
from annotator.measure.fixes import HARD, PageFixes
from annotator.measure.suspects import (
    FIRST,
    POOLED,
    Overlap,
    Threshold,
    best_recall,
    first_precision,
    first_recall,
    overlap,
    recall_by_kind,
)
from annotator.measure.table import figure, row


def suspects_table(pages: Sequence[PageFixes]) -> list[str]:
    """Classes and hard kinds, the queue, thresholds and kinds; nothing where no page has corrections."""
    if not any(page.gold or page.found for page in pages):
        return []
    return [*_by_kind_of_work(pages), "", *_queue(pages), "", *_kinds(pages)]


def _by_kind_of_work(pages: Sequence[PageFixes]) -> list[str]:
    heads = ("precision", "recall", "f1", "exact", "predicted", "gold")
    lines = [row("corrections", heads)]
    for kind, counts in class_agreement(pages).items():
        rates = [figure(value) for value in (counts.precision, counts.recall, counts.f1)]
        lines.append(
            row(f"{kind} (characters)", (*rates, "", str(counts.predicted), str(counts.gold)))
        )
    hard = [overlap(page.hard_gold, page.hard_found) for page in pages]
    whole = [overlap(page.gold, page.found) for page in pages]
    lines.append(_overlap_row("hard kinds", hard, [(p.hard_found, p.hard_gold) for p in pages]))
    lines.append(_overlap_row("all kinds", whole, [(p.found, p.gold) for p in pages]))
    return lines


def _overlap_row(
    name: str, pages: Sequence[Overlap], counted: Iterable[tuple[Sequence[object], ...]]
) -> str:
    """Means over the pages on which there is something to measure, and how many corrections there are."""
    measures: tuple[Callable[[Overlap], float | None], ...] = (
        lambda page: page.precision,
        lambda page: page.recall,
        lambda page: page.f1,
        lambda page: page.exact,
    )
    rates = [figure(mean([measure(page) for page in pages])) for measure in measures]
    totals = [sum(map(len, each)) for each in zip(*counted, strict=True)]
    return row(name, (*rates, *map(str, totals)))


def mean(values: Iterable[float | None]) -> float | None:
    """Of those that are measured; None where none is."""
    kept = [value for value in values if value is not None]
    return sum(kept) / len(kept) if kept else None


def _queue(pages: Sequence[PageFixes]) -> list[str]:
    rows = sum(len(page.rows) for page in pages)
    return [
        row(f"queue ({rows} rows)", [f"r first {FIRST}", *(f"p first {n}" for n in POOLED)]),
        row(
            "hard kinds",
            [figure(first_recall(pages)), *(figure(first_precision(pages, n)) for n in POOLED)],
        ),
        "",
        row("recall at p >= .5", ("score >=", "precision", "recall")),
        _threshold("mean of pages", best_recall(pages)),
        _threshold("all pages as one", best_recall(pages, is_pooled=True)),
    ]


def _threshold(name: str, best: Threshold | None) -> str:
    if best is None:
        return row(name, ("-", "-", "-"))
    return row(name, [figure(value) for value in (best.score, best.precision, best.recall)])


def _kinds(pages: Sequence[PageFixes]) -> list[str]:
    lines = [row("recall by kind", ("recall", "found", "gold"))]
    counts = recall_by_kind(pages)
    for kind in sorted(counts, key=lambda kind: (kind not in HARD, kind)):
        hit, gold = counts[kind]
        lines.append(row(kind, (figure(hit / gold), str(hit), str(gold))))
    return lines
