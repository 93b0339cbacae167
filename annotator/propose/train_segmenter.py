"""Fits the weights of the segmenter to finished pages, and says how good they are on pages left out.

    python -m annotator.propose.train_segmenter OUT.json GOLD_DIR [GOLD_DIR ...]

A gold folder holds `PAGE_ID.json` (the form of page.json) and the texts `PAGE_ID.txt` beside it or
in `../pages`. Pages are left out style by style (`style` in the JSON; pages that name none are a
style of their own by folder); the score's calibration is fitted on what was left out. Only weights
and figures are written: no line of any page.
"""

import json
import math
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.document.proposals import ArticleBody
from annotator.document.raw_text import RawText
from annotator.propose.chain import Chain
from annotator.propose.evidence import evidence_of
from annotator.propose.fitting import Example, Recipe, fit
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.roles import Weights
from annotator.propose.segmenter import Segmenter, raw_odds
from annotator.propose.train_layouts import variants
from annotator.propose.train_states import gold_units, laid_out, states_of


@dataclass(frozen=True)
class GoldPage:
    """A page's text, its gold, the style it is left out with, and what is learnt from it."""

    name: str
    style: str
    text: str
    gold: dict[str, Any]
    examples: tuple[Example, ...]


def read_pages(folders: Sequence[Path]) -> list[GoldPage]:
    """All pages of the folders. Raises FileNotFoundError or KeyError for a page that is not whole."""
    pages: list[GoldPage] = []
    for folder in folders:
        for file in sorted(folder.glob("*.json")):
            gold = json.loads(file.read_text("utf-8"))
            name = str(gold.get("page_id") or file.stem)
            beside = (folder / f"{name}.txt", folder.parent / "pages" / f"{name}.txt")
            source = next((path for path in beside if path.exists()), beside[0])
            text = source.read_text("utf-8")
            style = str(gold.get("style") or folder.resolve().parent.name)
            pages.append(GoldPage(name, style, text, gold, _examples(text, gold, len(pages))))
    return pages


def _examples(text: str, gold: dict[str, Any], seed: int) -> tuple[Example, ...]:
    units = gold_units(text, gold)
    found = [Example(evidence_of(PageView.of(lines_of(RawText.of(text)))), states_of(units))]
    for variant in variants(units, random.Random(seed)):  # noqa: S311 - layouts, not secrets
        lines, states = laid_out(variant)
        found.append(Example(evidence_of(PageView.of(lines)), states))
    return tuple(found)


def fitted(pages: Iterable[GoldPage], recipe: Recipe) -> Chain:
    """The chain fitted to these pages and their other layouts."""
    return fit([example for page in pages for example in page.examples], recipe)


def left_out(pages: Sequence[GoldPage], recipe: Recipe) -> list[tuple[str, float, bool]]:
    """Style, raw odds and whether it is exactly right, of each article on a page whose style was not seen."""
    judged: list[tuple[str, float, bool]] = []
    for style in sorted({page.style for page in pages}):
        seen = [page for page in pages if page.style != style]
        segmenter = Segmenter(Weights(fitted(seen, recipe)))
        for page in (page for page in pages if page.style == style):
            judged += [(style, odds, right) for odds, right in _judged(page, segmenter)]
    return judged


def _judged(page: GoldPage, segmenter: Segmenter) -> list[tuple[float, bool]]:
    def characters(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        return frozenset(i for s, e in spans for i in range(s, e) if not page.text[i].isspace())

    gold = {
        characters((piece["start"], piece["end"]) for piece in article["segments"])
        for article in page.gold["articles"]
    }
    found: list[tuple[float, bool]] = []
    for proposal in segmenter.propose(RawText.of(page.text)):
        if isinstance(proposal.body, ArticleBody):
            own = characters((part.span.start, part.span.end) for part in proposal.body.parts)
            found.append((raw_odds(proposal.score), own in gold))
    return found


def calibration(judged: Sequence[tuple[str, float, bool]]) -> tuple[float, float]:
    """Slope and offset of the logistic that makes scores come true (Platt 1999), by gradient steps."""
    slope, offset = 0.3, 0.0
    for _ in range(4000):
        down, side = 0.0, 0.0
        for _, odds, right in judged:
            error = 1 / (1 + math.exp(-(slope * odds + offset))) - right
            down += error * odds
            side += error
        slope -= 0.05 * down / len(judged) / 4
        offset -= 0.05 * side / len(judged)
    return slope, offset


def reliability(
    judged: Sequence[tuple[str, float, bool]], slope: float, offset: float
) -> list[dict[str, float]]:
    """For scores in steps of 0.2: how many articles, their mean score, and the share that was right."""
    table: list[dict[str, float]] = []
    scored = [(1 / (1 + math.exp(-(slope * odds + offset))), right) for _, odds, right in judged]
    for step in range(5):
        inside = [
            (score, right) for score, right in scored if step <= min(score * 5, 4.999) < step + 1
        ]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            table.append(
                {"articles": len(inside), "score": round(mean, 3), "right": round(share, 3)}
            )
    return table


def main(arguments: Sequence[str]) -> int:
    """Fits, leaves out, writes. The exit code is 2 where an argument is missing."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)  # noqa: T201 - a command's usage
        return 2
    recipe, pages = Recipe(), read_pages([Path(folder) for folder in arguments[1:]])
    judged = left_out(pages, recipe)
    slope, offset = calibration(judged)
    figures = {
        "pages": len(pages),
        "articles proposed": len(judged),
        "exactly right, by style left out": {
            style: round(
                sum(r for s, _, r in judged if s == style) / sum(s == style for s, _, _ in judged),
                3,
            )
            for style in sorted({style for style, _, _ in judged})
        },
        "reliability": reliability(judged, slope, offset),
    }
    plain = {
        "figures": figures,
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "chain": fitted(pages, recipe).to_plain(),
    }
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    Path(arguments[0]).write_text(text + "\n", "utf-8")
    print(json.dumps(figures, ensure_ascii=False, indent=1))  # noqa: T201 - a command's answer
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
