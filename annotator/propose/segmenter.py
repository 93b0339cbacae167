"""Raw text in, articles and furniture out, each with a score and reasons."""

import math
from collections.abc import Sequence

from annotator.document.marks import Part
from annotator.document.proposals import (
    ArticleBody,
    FurnitureBody,
    Proposal,
    extent_of,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.articles import Draft, layout_of
from annotator.propose.fragments import Sheet
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
from annotator.propose.reasons import article_reasons, furniture_reasons
from annotator.propose.roles import Weights, sightings
from annotator.propose.weights_file import weights_in_use

RUN = "segmenter 1"
_COALESCING = frozenset({"ad", "noise"})
_READING_ORDER = {"kicker": 0, "headline": 1, "deck": 2}


class Segmenter:
    """Proposes articles with their soft breaks, and furniture. Without `weights`: the user's own, or those that ship."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or weights_in_use()

    @property
    def run(self) -> str:
        return RUN

    def propose(self, raw: RawText) -> list[Proposal]:
        """In text order. No two of them share text, and no line that is not blank is left out."""
        sheet = self._read(raw)
        layout = layout_of(sheet)
        proposals = [self._article(sheet, draft) for draft in layout.drafts]
        proposals += self._furniture(sheet, layout.furniture)
        return sorted(proposals, key=lambda proposal: (extent_of(proposal.body), proposal.id))

    def _read(self, raw: RawText) -> Sheet:
        view = PageView.of(lines_of(raw))
        return Sheet(view, tuple(sightings(view, self._weights.chain)))

    def _article(self, sheet: Sheet, draft: Draft) -> Proposal:
        runs = _runs(sheet, reading_order(sheet, draft))
        soft = _soft_lines(sheet, runs)
        parts = tuple(Part(_extent(sheet, run), sheet.sights[run[0]].role) for run in runs)
        body = ArticleBody(parts, tuple(_break_above(sheet, at) for at in soft))
        score = self._weights.calibrated(raw_score(sheet, draft))
        return propose(body, score, article_reasons(sheet, draft, soft), RUN)

    def _furniture(self, sheet: Sheet, lines: Sequence[int]) -> list[Proposal]:
        groups: list[list[int]] = []
        for at in lines:
            role = sheet.sights[at].role
            above = groups[-1] if groups else None
            if (
                above
                and above[-1] == at - 1
                and role in _COALESCING
                and sheet.sights[at - 1].role == role
            ):
                above.append(at)
            else:
                groups.append([at])
        return [
            propose(
                FurnitureBody(_extent(sheet, group), sheet.sights[group[0]].role),
                min(sheet.sights[at].sure for at in group),
                furniture_reasons(sheet, group),
                RUN,
            )
            for group in groups
        ]


def reading_order(sheet: Sheet, draft: Draft) -> tuple[int, ...]:
    """Kicker, headline and deck first where they stand together, then as printed, pictures last.

    Heads below all the text are read before it, with the byline that follows them.
    """
    lines, roles = list(draft.lines), [sheet.sights[i].role for i in draft.lines]
    foot = len(lines)
    while foot > 0 and roles[foot - 1] in (*_READING_ORDER, "byline"):
        foot -= 1
    if foot and "headline" in roles[foot:] and not set(_READING_ORDER) & set(roles[:foot]):
        lines, roles = [*lines[foot:], *lines[:foot]], [*roles[foot:], *roles[:foot]]
    top = 0
    while top < len(lines) and roles[top] in _READING_ORDER:
        top += 1
    head = sorted(lines[:top], key=lambda i: (_READING_ORDER[sheet.sights[i].role], i))
    return (*head, *lines[top:], *draft.floats)


def raw_score(sheet: Sheet, draft: Draft) -> float:
    """Logarithm of the odds that every border of the article is right, as the chain sees it."""
    members = sorted(draft.lines)
    sure = math.log(max(draft.sure, 1e-6))
    for at in members:
        sure += math.log(max(sheet.sights[at].sure_start, 1e-6))
    below = members[-1] + 1
    if below < len(sheet.sights):
        sight = sheet.sights[below]
        sure += math.log(max(sight.sure if sight.is_furniture else sight.sure_start, 1e-6))
    chance = min(max(math.exp(sure), 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def raw_odds(score: float) -> float:
    """Inverse of an uncalibrated score: its odds' logarithm."""
    chance = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def _extent(sheet: Sheet, lines: Sequence[int]) -> Span:
    return Span(sheet.view.lines[lines[0]].start, sheet.view.lines[lines[-1]].end)


def _runs(sheet: Sheet, ordered: Sequence[int]) -> list[list[int]]:
    """Neighbouring lines of one role, which are one part."""
    runs: list[list[int]] = []
    for at in ordered:
        run = runs[-1] if runs else None
        if run and run[-1] == at - 1 and sheet.sights[at - 1].role == sheet.sights[at].role:
            run.append(at)
        else:
            runs.append([at])
    return runs


def _soft_lines(sheet: Sheet, runs: Sequence[Sequence[int]]) -> list[int]:
    """The lines that go on softly from the one above, in text order; only within a part."""
    lines = sheet.view.lines
    return sorted(
        at
        for run in runs
        for at in run[1:]
        if sheet.sights[at].is_soft and lines[at - 1].end < lines[at].start
    )


def _break_above(sheet: Sheet, at: int) -> Span:
    return Span(sheet.view.lines[at - 1].end, sheet.view.lines[at].start)
