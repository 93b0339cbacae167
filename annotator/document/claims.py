"""Which text is taken: by marks, and by proposals that have been given it."""

from bisect import bisect_left, insort
from collections.abc import Iterable

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
    extent_of,
)
from annotator.document.spans import Span, first_overlap, places_collide


class Claims:
    """Stretches that are taken, kept sorted and apart."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def is_free(self, span: Span) -> bool:
        """Whether nothing taken shares text with `span`."""
        at = bisect_left(self._spans, span)
        if at and self._spans[at - 1].end > span.start:
            return False
        return at == len(self._spans) or self._spans[at].start >= span.end

    def take(self, spans: Iterable[Span]) -> bool:
        """Takes all of `spans`, or none where one is not free or two of them share text."""
        wanted = tuple(spans)
        if first_overlap(wanted) or not all(self.is_free(span) for span in wanted):
            return False
        for span in wanted:
            insort(self._spans, span)
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
