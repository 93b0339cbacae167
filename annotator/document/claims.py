"""Which text is taken: by marks, and by proposals that have been given it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from operator import attrgetter

from annotator.document.marks import (
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    place_of,
)
from annotator.document.proposals import (
    ArticleBody,
    Body,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    extent_of,
)
from annotator.document.spans import Span, first_overlap, places_collide


class Claims:
    """Stretches that are taken, kept sorted and apart."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        ordered = sorted(spans, key=attrgetter("start"))
        self._starts = [span.start for span in ordered]
        self._ends = [span.end for span in ordered]

    def is_free(self, span: Span) -> bool:
        """Whether nothing taken shares text with `span`."""
        at = bisect_left(self._starts, span.start)
        if at and self._ends[at - 1] > span.start:
            return False
        return at == len(self._starts) or self._starts[at] >= span.end

    def take(self, spans: Iterable[Span]) -> bool:
        """Takes all of `spans`, or none where one is not free or two of them share text."""
        wanted = tuple(spans)
        if first_overlap(wanted) or not all(self.is_free(span) for span in wanted):
            return False
        for span in wanted:
            at = bisect_left(self._starts, span.start)
            self._starts.insert(at, span.start)
            self._ends.insert(at, span.end)
        return True


class Ground:
    """What `marks` own on a page, by layer: whoever owns text of a proposal has overtaken it."""

    def __init__(self, marks: Iterable[object]) -> None:
        owned: list[Span] = []
        entities: list[Span] = []
        corrections: list[tuple[int, int]] = []
        for mark in marks:
            match mark:
                case ArticleMark():
                    owned += [part.span for part in mark.parts]
                case FurnitureMark():
                    owned.append(mark.span)
                case EntityMark():
                    entities.append(mark.span)
                case CorrectionMark():
                    corrections.append(place_of(mark))
                case _:
                    pass
        self._articles, self._entities = Claims(owned), Claims(entities)
        self._corrections = sorted(corrections)

    def is_free(self, body: Body) -> bool:
        """Whether no mark is in the way of `body`."""
        match body:
            case ArticleBody(parts, _):
                return all(self._articles.is_free(part.span) for part in parts)
            case FurnitureBody(span, _):
                return self._articles.is_free(span)
            case EntityBody(span, _):
                return self._entities.is_free(span)
            case CorrectionBody():
                place = extent_of(body)
                at = bisect_left(self._corrections, place)
                near = self._corrections[max(0, at - 1) : at + 1]
                return not any(places_collide(place, other) for other in near)

    def take(self, body: Body) -> bool:
        """Claims the text that `body` speaks of; False where it is taken."""
        match body:
            case ArticleBody(parts, _):
                return self._articles.take(part.span for part in parts)
            case FurnitureBody(span, _):
                return self._articles.take([span])
            case EntityBody(span, _):
                return self._entities.take([span])
            case CorrectionBody():
                free = self.is_free(body)
                if free:
                    insort(self._corrections, extent_of(body))
                return free


def apart(proposals: Iterable[Proposal]) -> frozenset[str]:
    """The ids of those that share text with no other of their layer, nor with themselves.

    Corrections that only touch count as sharing: what is not apart may still stand beside its neighbour.
    """
    layers: dict[str, list[tuple[int, int, str]]] = {"article": [], "entity": [], "correction": []}
    for each in proposals:
        match each.body:
            case ArticleBody(parts, _):
                layers["article"] += [(p.span.start, p.span.end, each.id) for p in parts]
            case FurnitureBody(span, _):
                layers["article"].append((span.start, span.end, each.id))
            case EntityBody(span, _):
                layers["entity"].append((span.start, span.end, each.id))
            case CorrectionBody():
                start, end = extent_of(each.body)
                layers["correction"].append((start, end + 1, each.id))
    everyone = {each for places in layers.values() for _, _, each in places}
    return frozenset(everyone - {each for places in layers.values() for each in _sharing(places)})


def _sharing(places: list[tuple[int, int, str]]) -> Iterator[str]:
    """Whoever shares text with another: start, end and name of each, ends left out."""
    reach, holder = 0, ""
    for start, end, name in sorted(places):
        if start < reach:
            yield from (holder, name)
        if end > reach:
            reach, holder = end, name
