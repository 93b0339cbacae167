"""Headline blocks that stand apart, and the headless texts they belong to.

Where one block ends and the next begins is often unsure, and so is the border between two
headless texts; the likeliest cuts are tried together with the assignment that they allow.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from annotator.propose.assignment import assign
from annotator.propose.fragments import HEAD_ROLES, TEXT_ROLES, Sheet, begins_block

Fragment = tuple[int, ...]

ADJACENT_BONUS = 0.35
"""What a headline block gains by standing right above the text."""
ORDER_BONUS = 0.3
"""… by standing at the place that the order of the other blocks suggests."""
ALONE = -0.3
"""What a block without text costs, and a text without headline."""
BORDER_WEIGHT = 0.3
"""So much of the logarithm of a border's probability counts beside the words shared."""
MOST_BORDERS = 8
EFFORT = 40_000
"""Pairs of a block and a text that are weighed at most in trying borders: about 0.15 seconds."""
_UNSURE = 0.015
_SURELY_SOFT = 0.8
SCANT = 0.6
"""What a text of almost no characters loses; nothing from `ENOUGH` on."""
ENOUGH = 120
"""Code points of running text that a headline block may well belong to."""


@dataclass(frozen=True, slots=True)
class Match:
    """Texts without headline, blocks without text, and for each block the number of its text or None."""

    texts: tuple[Fragment, ...]
    heads: tuple[Fragment, ...]
    chosen: tuple[int | None, ...]
    gains: tuple[tuple[float, ...], ...]
    others: tuple[Fragment, ...]


@dataclass(frozen=True)
class Matcher:
    """Answers how well blocks and texts of one page fit."""

    sheet: Sheet

    @cached_property
    def _known(self) -> dict[Fragment, Counter[str]]:
        return {}

    def terms(self, text: Fragment) -> Counter[str]:
        """The terms of a fragment, counted once."""
        if text not in self._known:
            self._known[text] = self.sheet.view.topics.terms_between(text[0], text[-1] + 1)
        return self._known[text]

    @cached_property
    def _gains(self) -> dict[tuple[Fragment, Fragment], float]:
        return {}

    def gain(self, head: Fragment, text: Fragment) -> float:
        """What speaks for the block over the text: the share of its words there, and where it stands."""
        pair = head, text
        if pair not in self._gains:
            self._gains[pair] = self._gain(head, text)
        return self._gains[pair]

    def _gain(self, head: Fragment, text: Fragment) -> float:
        weights, sights = self.sheet.view.topics.weights, self.sheet.sights
        by_line = self.sheet.view.topics.by_line
        wanted = {term for i in head if sights[i].role in HEAD_ROLES for term in by_line[i]}
        adjacent = ADJACENT_BONUS if head[-1] + 1 == text[0] else 0.0
        adjacent -= self._scantness(text)
        total = math.fsum(weights.get(term, 0.0) for term in wanted)
        if not total:
            return adjacent
        own, all_terms = self.terms(text), self._in_texts
        there = [term for term in wanted if term in own]
        covered = math.fsum(weights[term] for term in there)
        share = math.fsum(
            weights[term] * own[term] / max(own[term], all_terms[term]) for term in there
        )
        return (covered + share) / (2 * total) + adjacent

    def _scantness(self, text: Fragment) -> float:
        size = sum(len(self.sheet.view.lines[i].text) for i in text)
        return SCANT * max(0.0, 1 - size / ENOUGH)

    @cached_property
    def _in_texts(self) -> Counter[str]:
        """How often each term stands in the running text of the page."""
        found: Counter[str] = Counter()
        for sight, terms in zip(self.sheet.sights, self.sheet.view.topics.by_line, strict=True):
            if sight.role in TEXT_ROLES:
                found.update(terms)
        return found

    def match(self, fragments: Sequence[Fragment]) -> Match:
        """The best assignment for these fragments."""
        sheet = self.sheet
        heads = tuple(f for f in fragments if not sheet.has_text(f))
        texts = tuple(f for f in fragments if sheet.has_text(f) and not sheet.has_head(f))
        others = tuple(f for f in fragments if f not in heads and f not in texts)
        plain = [[self.gain(head, text) for text in texts] for head in heads]
        if not texts or not heads:
            return Match(
                texts, heads, (None,) * len(heads), tuple(tuple(row) for row in plain), others
            )
        tries = [
            Match(
                texts,
                heads,
                tuple(assign(gains, 2 * ALONE)),
                tuple(tuple(row) for row in gains),
                others,
            )
            for gains in (plain, _in_order(plain, mirrored=True), _in_order(plain, mirrored=False))
        ]
        return max(tries, key=self.worth)

    def worth(self, match: Match) -> float:
        """Sum of gains, less what stays alone."""
        pairs = [(row, column) for row, column in enumerate(match.chosen) if column is not None]
        alone = len(match.heads) + len(match.texts) - 2 * len(pairs)
        return sum(match.gains[row][column] for row, column in pairs) + ALONE * alone


def _in_order(gains: Sequence[Sequence[float]], *, mirrored: bool) -> list[list[float]]:
    """With a bonus where blocks follow one another as their texts do, or the other way round."""
    rows, columns = len(gains), len(gains[0])
    found: list[list[float]] = []
    for row in range(rows):
        place = (rows - 1 - row if mirrored else row) / max(1, rows - 1)
        found.append(
            [
                gain + ORDER_BONUS * (0.5 - abs(place - column / max(1, columns - 1)))
                for column, gain in enumerate(gains[row])
            ]
        )
    return found


def best_match(sheet: Sheet, fragments: Sequence[Fragment]) -> Match:
    """The cuts and the assignment that together are worth most."""
    matcher = Matcher(sheet)
    plain = matcher.match(fragments)
    if not plain.heads:
        return plain
    most = min(MOST_BORDERS, _affordable(plain).bit_length() - 1)
    borders = _unsure_borders(sheet, [*plain.heads, *plain.texts], most)
    if not borders:
        return _split_for_lonely_heads(matcher, plain)
    best, worthiest = plain, -math.inf
    for cuts in product((False, True), repeat=len(borders)):
        chosen = dict(zip(borders, cuts, strict=True))
        tried = matcher.match(_cut_again(fragments, chosen))
        likely = sum(_log_odds(sheet, at, begins=begins) for at, begins in chosen.items())
        worth = matcher.worth(tried) + BORDER_WEIGHT * likely
        if worth > worthiest + 1e-9:
            best, worthiest = tried, worth
    return _split_for_lonely_heads(matcher, best)


def _affordable(match: Match) -> int:
    """How often such a match may be made again; 1 at least."""
    return max(1, EFFORT // ((len(match.heads) + 1) * (len(match.texts) + 1)))


def _split_for_lonely_heads(matcher: Matcher, match: Match) -> Match:
    """A headline without text shows that a border is missing: it is drawn where it is worth most.

    Since there must be one somewhere, a border's probability counts only beside the likeliest's.
    """
    sheet = matcher.sheet
    most = _affordable(match) // max(1, match.chosen.count(None))
    for _ in match.heads:
        lonely = [h for h, c in zip(match.heads, match.chosen, strict=True) if c is None]
        borders = [
            i
            for text in match.texts
            for i in text[1:]
            if _may_begin(sheet, i) and sheet.sights[i].role == "body"
        ]
        borders = sorted(borders, key=lambda i: -_log_odds(sheet, i, begins=True))[:most]
        if not borders or not lonely:
            break
        likeliest = _log_odds(sheet, borders[0], begins=True)
        pieces = [*match.heads, *match.texts, *match.others]
        tries = [
            (
                matcher.worth(tried)
                + BORDER_WEIGHT * (_log_odds(sheet, i, begins=True) - likeliest),
                i,
                tried,
            )
            for i in borders
            for tried in [matcher.match(_cut_again(pieces, {i: True}))]
        ]
        worth, _, best = max(tries, key=lambda each: each[:2])
        if worth <= matcher.worth(match):
            break
        match = best
    return match


def _may_begin(sheet: Sheet, at: int) -> bool:
    sight = sheet.sights[at]
    return not sight.is_soft or sight.sure_soft < _SURELY_SOFT


def _starting(sheet: Sheet, at: int) -> float:
    sight = sheet.sights[at]
    return sight.sure_start if sight.opens else 1 - sight.sure_start


def _log_odds(sheet: Sheet, at: int, *, begins: bool) -> float:
    chance = min(max(_starting(sheet, at), 1e-4), 1 - 1e-4)
    return math.log(chance if begins else 1 - chance)


def _unsure_borders(sheet: Sheet, fragments: Sequence[Fragment], most: int) -> list[int]:
    """The lines (`most` of them) of which it is least sure whether an article begins there."""
    inside = sorted(i for fragment in fragments for i in fragment)
    known = [
        i
        for i, above in zip(inside[1:], inside, strict=False)
        if above == i - 1
        and not begins_block(sheet, i)
        and not sheet.sights[i].is_soft
        and _UNSURE < _starting(sheet, i) < 1 - _UNSURE / 3
    ]
    known.sort(key=lambda i: abs(_starting(sheet, i) - 0.4))
    return sorted(known[:most])


def _cut_again(fragments: Sequence[Fragment], borders: dict[int, bool]) -> list[Fragment]:
    """The fragments with those borders set or taken away."""
    found: list[list[int]] = []
    for fragment in fragments:
        for n, at in enumerate(fragment):
            begins = borders.get(at, n == 0)
            if begins or not found or (found[-1][-1] != at - 1 and n == 0):
                found.append([at])
            else:
                found[-1].append(at)
    return [tuple(f) for f in found]
