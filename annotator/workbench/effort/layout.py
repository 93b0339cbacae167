"""How far what a page shows is from the articles of its gold: piece by piece, in code points of the raw text."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from annotator.document.marks import ArticleMark, Part
from annotator.document.pages import Page
from annotator.document.spans import Span, trimmed
from annotator.workbench.parts import coalesced
from annotator.workbench.shown import Shown, ShownArticle

FURNITURE, NOBODY = -1, -2
"""Owners that are no article."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with one owner and one role, in the gold and on the page; owners are articles by place in
    their list, `FURNITURE` or `NOBODY`.
    """

    span: Span
    gold: int
    gold_role: str
    now: int
    role: str


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring pieces that one command could put right."""

    span: Span
    gold: int
    gold_role: str
    now: int
    size: int
    """How many pieces it has."""


class Target:
    """The gold of a page as the planner asks for it."""

    def __init__(self, gold: Page) -> None:
        text = gold.raw.text
        self.raw = gold.raw
        self.articles = tuple(coalesced(each.parts, text) for each in gold.articles)
        self.furniture = gold.furniture
        self.breaks = frozenset(mark.span for mark in gold.soft_breaks)
        self.owned = _owned(gold.articles, self.articles)
        self.owned += [(mark.span, FURNITURE, mark.role) for mark in gold.furniture]
        self.owned.sort()


Owned = list[tuple[Span, int, str]]


def _owned(articles: tuple[ArticleMark, ...], parts: tuple[tuple[Part, ...], ...]) -> Owned:
    return [(p.span, number, p.role) for number, _ in enumerate(articles) for p in parts[number]]


class Layout:
    """What shows, against the gold."""

    def __init__(self, target: Target, shown: Shown) -> None:
        self.target, self.shown = target, shown

    # -- pieces --------------------------------------------------------------------------

    @cached_property
    def pieces(self) -> list[Piece]:
        """All text but white space, in text order."""
        raw, gold = self.target.raw, self.target.owned
        now: Owned = []
        for each in self.shown.stretches:
            is_article = isinstance(each.owner, ShownArticle)
            owner = each.owner.number - 1 if isinstance(each.owner, ShownArticle) else FURNITURE
            now.append((each.span, owner if is_article else FURNITURE, each.role))
        cuts = {0, len(raw), *raw.line_starts}
        cuts |= {at for span, _, _ in (*gold, *now) for at in (span.start, span.end)}
        found: list[Piece] = []
        golds, nows = _at(gold), _at(now)
        for start, end in pairwise(sorted(cuts)):
            span = trimmed(Span(start, end), raw.text)
            if span is not None:
                found.append(Piece(span, *golds(span.start), *nows(span.start)))
        return found

    @cached_property
    def twins(self) -> dict[int, int]:
        """For each article of the gold the one on the page that has most of it; each is somebody's once."""
        shared: Counter[tuple[int, int]] = Counter()
        for piece in self.pieces:
            if piece.gold >= 0 and piece.now >= 0:
                shared[piece.gold, piece.now] += len(piece.span)
        found: dict[int, int] = {}
        for (gold, now), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
            if gold not in found and now not in found.values():
                found[gold] = now
        return found

    def _is_home(self, piece: Piece) -> bool:
        if piece.gold < 0:
            return piece.gold == piece.now
        return self.twins.get(piece.gold) == piece.now

    # -- what is wrong -------------------------------------------------------------------

    @cached_property
    def strays(self) -> list[Run]:
        """Text with the wrong owner; text that is furniture in the gold is a matter of its role."""
        wrong = (p if p.gold != FURNITURE and not self._is_home(p) else None for p in self.pieces)
        return list(_runs(wrong, lambda p: (p.gold, p.now, "")))

    @cached_property
    def misnamed(self) -> list[Run]:
        """Text with the wrong role, furniture that is an article's text included."""
        wrong = (
            p if p.gold != NOBODY and (p.gold_role != p.role or _is_lost(p)) else None
            for p in self.pieces
        )
        return list(_runs(wrong, lambda p: (p.gold, 0, p.gold_role)))

    @cached_property
    def wrong_breaks(self) -> list[Span]:
        """Breaks that are soft here and hard there, and the other way round."""
        return sorted(self.target.breaks ^ set(self.shown.break_spans))

    def pieces_of(self, gold: int) -> list[tuple[int, Span]]:
        """The parts of an article of the gold, by their place in its list, as they are read here; a part that is
        read in two goes stands there twice.
        """
        twin = self.shown.article(self.twins.get(gold, NOBODY) + 1)
        if twin is None:
            return []
        wanted = self.target.articles[gold]
        found: list[tuple[int, Span]] = []
        for part in twin.parts:
            hit = [(n, each.span.meet(part.span)) for n, each in enumerate(wanted)]
            met = sorted((span, n) for n, span in hit if span is not None)
            found += [(n, span) for span, n in met]
        groups = groupby(found, key=lambda each: each[0])
        return [(number, next(members)[1]) for number, members in groups]

    def order_of(self, gold: int) -> list[int]:
        """The same without the stretches."""
        return [number for number, _ in self.pieces_of(gold)]

    @cached_property
    def disordered(self) -> list[int]:
        """Articles of the gold whose parts are read in another order."""
        found = range(len(self.target.articles))
        return [each for each in found if self.order_of(each) != sorted(self.order_of(each))]

    @cached_property
    def article_order(self) -> list[int]:
        """The articles of the gold in the order they have here."""
        return sorted(self.twins, key=lambda gold: self.twins[gold])

    @cached_property
    def is_read_right(self) -> bool:
        """Whether all text is where it belongs, in its role and in its order: what is left are breaks."""
        is_ordered = self.article_order == sorted(self.article_order)
        return is_ordered and not (self.strays or self.misnamed or self.disordered)

    @cached_property
    def distance(self) -> float:
        """About the seconds that are left to spend; a part that is not there yet is out of order as well."""
        torn = sum(
            max(len(parts), len(self.order_of(gold))) - len(in_place(self.order_of(gold)))
            for gold, parts in enumerate(self.target.articles)
        )
        return (
            3.6 * len(self.strays)
            + 3.4 * len(self.misnamed)
            + 0.03 * sum(run.size for run in (*self.strays, *self.misnamed))
            + 2.0 * torn
            + 2.9 * len(self.wrong_breaks)
            + 2.0 * (len(self.article_order) - len(in_place(self.article_order)))
        )


def _is_lost(piece: Piece) -> bool:
    """Furniture of the gold that an article has: its role says whose it is."""
    return piece.gold == FURNITURE and piece.now != FURNITURE


def in_place(order: list[int]) -> list[int]:
    """Where in the list the longest run of numbers stands that do not fall: whoever is not in it must move."""
    best: list[list[int]] = []
    for at, number in enumerate(order):
        before = max(
            (run for run in best if order[run[-1]] <= number), key=len, default=list[int]()
        )
        best.append([*before, at])
    return max(best, key=len, default=list[int]())


def _at(owned: Owned) -> Callable[[int], tuple[int, str]]:
    """A look-up of owner and role, asked from left to right."""
    queue = iter(sorted(owned))
    now = next(queue, None)

    def at(position: int) -> tuple[int, str]:
        nonlocal now
        while now is not None and now[0].end <= position:
            now = next(queue, None)
        return (now[1], now[2]) if now is not None and position in now[0] else (NOBODY, "")

    return at


def _runs(
    pieces: Iterable[Piece | None], key: Callable[[Piece], tuple[int, int, str]]
) -> Iterator[Run]:
    """Neighbours of one key as one; a piece that is right (None) stands between two."""
    for wanted, group in groupby(pieces, key=lambda p: None if p is None else key(p)):
        members = [each for each in group if each is not None]
        if wanted is None or not members:
            continue
        span = Span(members[0].span.start, members[-1].span.end)
        first = members[0]
        role = first.gold_role if len({each.gold_role for each in members}) == 1 else ""
        yield Run(span, first.gold, role, first.now, len(members))
