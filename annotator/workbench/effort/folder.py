"""Folders of gold, and of proposals for the same pages, as tasks for the player."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from annotator.document.marks import CorrectionMark, place_of
from annotator.document.pages import Page
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.errors import EmptyFile
from annotator.exchange.page_json import read
from annotator.measure.gold import AnnotatedPage, demand_folder, read_folder, read_marks
from annotator.workbench.effort.play import LAYERS, Task

SCORE = 0.9
"""Of a proposal whose file does not say."""

_FILED = "page.json"
"""The run of such proposals."""

Propose = Callable[[str], list[Proposal]]


def tasks(gold_dir: Path, texts: Path | None, proposals: Path | Propose) -> Iterator[Task]:
    """A task for each `*.json` of `gold_dir`, by file name; texts as in `read_folder`.

    `proposals` is a folder of page.json files such as `annotator propose DIR --out` writes (a page
    without one has no proposals), or who makes them of a raw text. Raises what `read_folder` raises,
    PageDiffers, BadFormat and EmptyFile.
    """
    if isinstance(proposals, Path):
        demand_folder(proposals)
    for page in read_folder(gold_dir, texts):
        if not page.text.strip():
            raise EmptyFile(path=page.path.with_suffix(".txt"))
        raw = RawText.of(page.text)
        gold, unplaced = _page(page.path, raw)
        if isinstance(proposals, Path):
            made = _filed(proposals / f"{page.name}.json", raw)
        else:
            made = tuple(proposals(page.text))
        yield Task(gold, _layers(page), made, unplaced)


def _layers(page: AnnotatedPage) -> tuple[str, ...]:
    """Of a list that the file has not nobody knows what would be right."""
    return tuple(layer for layer in LAYERS if layer in page.marks)


def _page(path: Path, raw: RawText) -> tuple[Page, int]:
    """The marks of a file, and how many found no place."""
    (incoming,) = read(path, lambda _: raw)
    return incoming.page, len(incoming.unplaced)


def _filed(path: Path, raw: RawText) -> tuple[Proposal, ...]:
    if not path.exists():
        return ()
    page, _ = _page(path, raw)
    scores = _scores(read_marks(path))
    made = [propose(body, SCORE, (), _FILED) for body in _bodies(page)]
    for mark in page.corrections:
        body = CorrectionBody(mark.place, mark.text, mark.kind)
        made.append(propose(body, scores.get(_key(mark), SCORE), (), _FILED))
    return tuple(made)


def _bodies(page: Page) -> Iterator[Body]:
    breaks = [mark.span for mark in page.soft_breaks]
    for article in page.articles:
        spans = [part.span for part in article.parts]
        own = (each for each in breaks if any(span.covers(each) for span in spans))
        yield ArticleBody(article.parts, tuple(own))
    for mark in page.furniture:
        yield FurnitureBody(mark.span, mark.role)
    for mark in page.entities:
        yield EntityBody(mark.span, mark.label)


def _key(mark: CorrectionMark) -> tuple[int, int, str | None]:
    return (*place_of(mark), mark.text)


def _scores(plain: dict[str, Any]) -> dict[tuple[int, int, str | None], float]:
    rows = cast("list[dict[str, Any]]", plain.get("corrections") or [])
    return {
        (row["start"], row["end"], row.get("replacement")): float(row["score"])
        for row in rows
        if isinstance(row.get("score"), int | float)
    }
