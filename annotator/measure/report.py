"""The table of `annotator evaluate`: every measure for all pages, by style, and the roles."""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from annotator.errors import (
    BadFormat,
    FileMissing,
    FileUnreadable,
    NoAnnotations,
    WrongEncoding,
)
from annotator.measure.agreement import Agreement, entity_agreement, pooled
from annotator.measure.boundaries import MEASURES, PageScore, score_page

_WIDTH = 11
_NO_PAGE = (AttributeError, KeyError, TypeError, ValueError)
"""What reading foreign JSON as a page raises where it is none."""


@dataclass(frozen=True)
class ScoredPage:
    """One page's figures; `style` is what its gold says of its layout, or empty."""

    name: str
    style: str
    score: PageScore
    entities: dict[str, Agreement]


def evaluate(gold_dir: Path, pred_dir: Path, texts: Path | None = None) -> str:
    """The table as text. Texts are `PAGE_ID.txt` beside the gold, in `../pages` or in `texts`.

    A page without a prediction counts as one on which nothing was found. Raises NoPages,
    FileMissing, FileUnreadable, WrongEncoding or BadFormat.
    """
    return render(score_folder(gold_dir, pred_dir, texts))


def score_folder(gold_dir: Path, pred_dir: Path, texts: Path | None = None) -> list[ScoredPage]:
    """Scores every `*.json` of `gold_dir` against the file of the same page id in `pred_dir`."""
    for folder in (gold_dir, pred_dir):
        if not os.path.isdir(folder):  # noqa: PTH112  False, too, for a name no system takes
            raise FileMissing(path=folder)
    files = sorted(gold_dir.glob("*.json"))
    if not files:
        raise NoAnnotations(path=gold_dir)
    return [_scored(file, pred_dir, texts) for file in files]


def _scored(file: Path, pred_dir: Path, texts: Path | None) -> ScoredPage:
    gold = _read(file)
    name = str(gold.get("page_id") or file.stem)
    text = _text_of(name, file.parent, texts)
    prediction = pred_dir / f"{name}.json"
    predicted: dict[str, Any] = _read(prediction) if prediction.exists() else {"articles": []}
    try:
        score = score_page(text, gold, predicted)
        entities = entity_agreement(gold, predicted)
    except _NO_PAGE as bad:
        blamed = prediction if _is_page(text, gold) else file
        raise BadFormat(path=blamed, line="?", cause=f"{type(bad).__name__}: {bad}") from bad
    return ScoredPage(name, str(gold.get("style") or ""), score, entities)


def _is_page(text: str, page: dict[str, Any]) -> bool:
    """Whether a page's JSON can be compared, at least with itself."""
    try:
        score_page(text, page, page)
        entity_agreement(page, page)
    except _NO_PAGE:
        return False
    return True


def _text_in(file: Path) -> str:
    """UTF-8 with or without byte order mark, lines ending in LF, as offsets count them."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise WrongEncoding(path=file, encoding="utf-8", offset=bad.start) from bad
    except OSError as bad:
        raise FileUnreadable(path=file, cause=bad.strerror or bad) from bad


def _read(file: Path) -> dict[str, Any]:
    try:
        page: Any = json.loads(_text_in(file))
    except json.JSONDecodeError as bad:
        raise BadFormat(path=file, line=bad.lineno, cause=bad.msg) from bad
    except (RecursionError, ValueError) as bad:
        raise BadFormat(path=file, line="?", cause=bad) from bad
    if not isinstance(page, dict) or "articles" not in page:
        raise BadFormat(path=file, line=1, cause="no articles")
    return cast("dict[str, Any]", page)


def _text_of(name: str, beside: Path, texts: Path | None) -> str:
    folders = (texts,) if texts else (beside, beside.parent / "pages")
    for folder in folders:
        file = folder / f"{name}.txt"
        if file.exists():
            return _text_in(file)
    raise FileMissing(path=folders[0] / f"{name}.txt")


def mean_of(pages: Sequence[ScoredPage], measure: str) -> float | None:
    """Mean over the pages on which there is something to measure; None where there is none."""
    values = [getattr(page.score, measure) for page in pages]
    kept = [value for value in values if value is not None]
    return sum(kept) / len(kept) if kept else None


def render(pages: Sequence[ScoredPage]) -> str:
    """All pages, then by style where there is more than one, then the entities where there are any."""
    groups: dict[str, list[ScoredPage]] = defaultdict(list)
    for page in pages:
        groups[page.style].append(page)
    rows = [_row("pages", MEASURES), _means(f"all ({len(pages)})", pages)]
    if len(groups) > 1:
        rows += [
            _means(f"{style or '-'} ({len(groups[style])})", groups[style])
            for style in sorted(groups)
        ]
    entities = pooled(page.entities for page in pages)
    if entities["all"].gold or entities["all"].predicted:
        rows += ["", _row("entities", ("precision", "recall", "f1", "gold"))]
        for label, counts in entities.items():
            cells = [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]
            rows.append(_row(label, (*cells, str(counts.gold))))
    return "\n".join(rows) + "\n"


def _means(name: str, pages: Sequence[ScoredPage]) -> str:
    means = (mean_of(pages, measure) for measure in MEASURES)
    return _row(name, ["-" if mean is None else f"{mean:.3f}" for mean in means])


def _row(name: str, cells: Sequence[str]) -> str:
    return name.ljust(22) + "".join(cell.rjust(_WIDTH + 1) for cell in cells)
