"""Finding what lies over a place among many stretches of a page. Positions are code points of the raw text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotator.document.proposals import CorrectionBody, Proposal, extent_of
from annotator.document.spans import Span


class Shields:
    """Stretches inside which nothing is to be suspected."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._reach: list[tuple[int, Span]] = []
        """For each stretch how far those up to it reach, and the one that does."""
        for span in self._spans:
            before = self._reach[-1] if self._reach else (0, span)
            self._reach.append(max(before, (span.end, span), key=lambda each: each[0]))

    def cover(self, start: int, end: int) -> Span | None:
        """The stretch that covers the place; an insertion at its edge lies inside as well."""
        at = bisect_right(self._spans, start, key=lambda span: span.start) - 1
        if at < 0 or self._reach[at][0] < end:
            return None
        return self._reach[at][1]


class ByPlace:
    """Suspects in text order."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        suspects = [each for each in proposals if isinstance(each.body, CorrectionBody)]
        self._suspects = sorted(suspects, key=lambda each: extent_of(each.body))
        places = [extent_of(each.body) for each in self._suspects]
        self._starts = [start for start, _ in places]
        self._longest = max((end - start for start, end in places), default=0)

    def touching(self, place: tuple[int, int]) -> list[Proposal]:
        """Those that share text with the place, or end where it begins, or the reverse."""
        first = bisect_left(self._starts, place[0] - self._longest)
        near = self._suspects[first : bisect_right(self._starts, place[1])]
        return [each for each in near if extent_of(each.body)[1] >= place[0]]
