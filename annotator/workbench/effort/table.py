"""What pages cost, as a table and as JSON values."""

from collections.abc import Sequence
from typing import Any

from annotator.workbench.effort.play import Played

COLUMNS = {
    "keys": "keys",
    "decisions": "decisions",
    "article_moves": "articles",
    "entity_edits": "entities",
    "correction_edits": "corrections",
    "pointer": "pointer",
    "seconds": "seconds",
    "events": "events",
    "events_wrong_x3": "wrong x 3",
    "events_all_x3": "all x 3",
}
"""Figures of a page, and their headings."""

_NAME, _WIDTH = 24, 12


def in_sum(pages: Sequence[Played]) -> dict[str, Any]:
    """The figures of all pages added up."""
    rows = [page.as_plain() for page in pages]
    names = [*COLUMNS, "article_edits"]
    sums = {name: round(sum(row[name] for row in rows), 1) for name in names}
    return {"pages": len(pages), "equal": sum(page.is_equal for page in pages), **sums}


def as_plain(pages: Sequence[Played]) -> dict[str, Any]:
    """Every page, and the sum."""
    return {"pages": [page.as_plain() for page in pages], "sum": in_sum(pages)}


def as_text(pages: Sequence[Played]) -> str:
    """A line a page, and the sum; below it what differs from the gold."""
    lines = [_line("page", list(COLUMNS.values()))]
    lines += [_figures(page.name, page.as_plain()) for page in pages]
    lines.append(_figures(f"sum of {len(pages)}", in_sum(pages)))
    for page in pages:
        lines += [f"{page.name}: {wrong}" for wrong in page.wrong]
    return "\n".join(lines)


def _figures(name: str, row: dict[str, Any]) -> str:
    return _line(name, [str(row[column]) for column in COLUMNS])


def _line(name: str, cells: Sequence[str]) -> str:
    return name.ljust(_NAME) + "".join(cell.rjust(_WIDTH) for cell in cells)
