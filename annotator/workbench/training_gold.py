"""Finished pages to fit to, from folders of gold and from projects, and how they are left out in turn."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotator.document.raw_text import RawText
from annotator.errors import BadFormat, EmptyFile, NothingToFit, PageDiffers
from annotator.exchange import page_json
from annotator.exchange.form import Order, Written
from annotator.measure.gold import AnnotatedPage, is_page, read_folder
from annotator.propose.train_segmenter import GoldPage
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.project import Project
from annotator.workbench.batch_export import pages_of

GROUPS = 8
"""Into which pages without a style are parted, to be left out in turn."""


def read_gold(sources: Sequence[Path], texts: Path | None, field: str) -> list[GoldPage]:
    """The pages of folders of page.json, and the finished ones of projects.

    They are left out by the value of the gold's `field`; those without one together, under their
    source's name. Where that makes no two groups, neighbours by name are left out together.
    Raises NothingToFit, BadFormat, EmptyFile, PageDiffers, and what reading the sources raises.
    """
    found: list[GoldPage] = []
    for source in sources:
        is_folder = os.path.isdir(source)  # noqa: PTH112  False, too, for a name no system takes
        pages = _checked(read_folder(source, texts)) if is_folder else _finished(source)
        if not any(page.marks["articles"] for page in pages):
            raise NothingToFit(path=source)
        found += [
            GoldPage(
                p.name, p.field(field) or "/".join(source.resolve().parts[-2:]), p.text, p.marks
            )
            for p in pages
        ]
    return found if len({page.style for page in found}) > 1 else _in_groups(found)


def _finished(path: Path) -> list[AnnotatedPage]:
    with Project.open(path) as project:
        return list(_annotated(project, path))


def _annotated(project: Project, path: Path) -> Iterator[AnnotatedPage]:
    for page in pages_of(project, only_finished=True):
        written = page_json.write(page, Order())
        assert isinstance(written, Written)
        marks = _in_shipped_roles(json.loads(written.pieces[0].data))
        yield AnnotatedPage(page.name, page.raw.text, marks, path)


def _in_shipped_roles(marks: dict[str, Any]) -> dict[str, Any]:
    """What the segmenter can learn of a project's own roles: parts of articles are body, the rest is nobody's."""
    known = default_vocabulary()
    for article in marks["articles"]:
        for piece in article["segments"]:
            if known.role(piece["role"]) is None:
                piece["role"] = "body"
    furniture = [row for row in marks["furniture"] if known.role(row["role"]) is not None]
    return marks | {"furniture": furniture}


def _checked(pages: Iterable[AnnotatedPage]) -> list[AnnotatedPage]:
    """The pages of a folder, none of which is damaged, empty, or about another text."""
    pages = list(pages)
    for page in pages:
        if not page.text.strip():
            raise EmptyFile(path=page.path.with_suffix(".txt"))
        digest = page.marks.get("text_sha256")
        if digest is not None and digest != RawText.of(page.text).sha256:
            raise PageDiffers(name=page.name, path=page.path)
        if not is_page(page.text, page.marks):
            raise BadFormat(path=page.path, line="?", cause="no page.json")
        if strange := _strange_roles(page.marks):
            raise BadFormat(path=page.path, line="?", cause=f"role {', '.join(strange)}")
    return pages


def _strange_roles(marks: dict[str, Any]) -> list[str]:
    """Roles that do not stand in an article, or that are no furniture."""
    known = default_vocabulary()
    within: list[tuple[str, Any]] = [
        ("article", piece.get("role")) for row in marks["articles"] for piece in row["segments"]
    ]
    within += [("furniture", piece.get("role")) for piece in marks.get("furniture") or ()]
    strange: set[str] = set()
    for place, name in within:
        role = known.role(name)
        if role is None or role.within != place:
            strange.add(str(name))
    return sorted(strange)


def _in_groups(pages: Sequence[GoldPage]) -> list[GoldPage]:
    """Neighbours together, for they are often of one issue; a page alone where there are few."""
    ordered = sorted(pages, key=lambda page: page.name)
    count = min(GROUPS, len(ordered))
    cuts = [len(ordered) * number // count for number in range(count + 1)]
    grouped: list[GoldPage] = []
    for number, (first, end) in enumerate(pairwise(cuts), 1):
        names = list(dict.fromkeys((ordered[first].name, ordered[end - 1].name)))
        style = f"{number}: {' – '.join(names)}"
        grouped += [GoldPage(p.name, style, p.text, p.gold) for p in ordered[first:end]]
    return grouped
