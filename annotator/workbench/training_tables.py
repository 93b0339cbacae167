"""The figures of a file of weights as markdown tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.measure.boundaries import MEASURES
from annotator.settings.language import Language

Plain = Mapping[str, Any]
_COUNTS = ("pages", "proposed")
_HEADS = ("left_out", "pages_head", "proposed")
_BAND = ("count", "mean", "exact", "exact_share", "iou90", "iou90_share")


def tables(figures: Plain, language: Language) -> str:
    """What was left out and how well it was found; then whether scores come true.

    Empty where the weights were not checked.
    """
    rows: Sequence[Plain] = figures.get("reliability", ())
    parts = [_left_out(figures, language)] if "left out" in figures else []
    parts += [_reliability(rows, language)] if rows and "low" in rows[0] else []
    return "\n\n".join(parts)


def _left_out(figures: Plain, language: Language) -> str:
    names = [language.say(f"train.{name}") for name in _HEADS]
    rows = [*figures["left out"].items(), (language.say("train.all"), figures["all"])]
    body = [[name, *_cells(row)] for name, row in rows]
    return _markdown([*names, *MEASURES], body)


def _cells(row: Plain) -> list[str]:
    counts = [str(row[name]) for name in _COUNTS]
    return counts + ["–" if row[name] is None else f"{row[name]:.3f}" for name in MEASURES]


def _reliability(rows: Sequence[Plain], language: Language) -> str:
    names = [language.say(f"train.{name}") for name in ("band", *_BAND)]
    body: list[list[str]] = []
    for row in rows:
        count, exact, iou90 = row["count"], row["exact"], row["iou90"]
        body.append([f"{row['low']:.1f}–{row['high']:.1f}", str(count), f"{row['mean']:.3f}"])
        body[-1] += [str(exact), f"{exact / count:.3f}", str(iou90), f"{iou90 / count:.3f}"]
    return _markdown(names, body)


def _markdown(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """One line a row, whatever names hold."""
    rule = ["---", *("---:" for _ in names[1:])]
    cells = [[_cell(text) for text in row] for row in (names, rule, *rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
