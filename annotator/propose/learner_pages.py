"""A page as sentences for the learner, and the way back. Positions are code points of the raw text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from annotator.document.claims import Claims
from annotator.document.lexicon import Lexicon, LexiconEntry
from annotator.document.proposals import EntityBody
from annotator.document.reading import ReadingMap
from annotator.document.spans import Span
from annotator.propose.entity_rules.findings import TaggedPage
from annotator.propose.joining import sentences
from annotator.propose.learner_features import Sentence, Tags, named, spelled

_SHORTEST = 2
"""Code points of a string that the lexicon gives a hint on."""
_OFTEN = 4


class ReadPage:
    """A page as the tagger read it: joined text, words, sentences."""

    def __init__(self, reading: ReadingMap, tagged: TaggedPage) -> None:
        self._reading, self._tagged = reading, tagged
        self._bounds = sentences(reading.text)
        self._starts = [start for start, _ in self._bounds]

    def sentences(self, base: Iterable[EntityBody], lexicon: Lexicon) -> list[Sentence]:
        """All sentences of the page, with what was proposed and what the lexicon knows."""
        hints = _hints(self._reading.text, lexicon)
        return [
            Sentence(self._tagged.text[start:end], self._words(start, end), tags, hints[start:end])
            for (start, end), tags in zip(self._bounds, self.tags(base), strict=True)
        ]

    def _words(self, start: int, end: int) -> tuple[tuple[int, str], ...]:
        first = bisect_left(self._tagged.starts, start)
        last = bisect_left(self._tagged.starts, end)
        words = [(each.start - start, each.tag) for each in self._tagged.words[first:last]]
        return tuple(words) if words and words[0][0] == 0 else ((0, ""), *words)

    def tags(self, entities: Iterable[EntityBody]) -> list[Tags]:
        """The tags of each sentence; an entity that no sentence holds whole is left out."""
        rows: list[list[tuple[int, int, str]]] = [[] for _ in self._bounds]
        taken = Claims()
        for body in entities:
            place = self._place(body)
            if place is not None and taken.take([body.span]):
                number, start, end = place
                rows[number].append((start, end, body.label))
        return [
            spelled(end - start, row) for (start, end), row in zip(self._bounds, rows, strict=True)
        ]

    def entities(self, rows: Sequence[Tags]) -> Iterator[EntityBody]:
        """What the tags of all sentences spell, in text order."""
        for (offset, _), tags in zip(self._bounds, rows, strict=True):
            for start, end, label in named(tags):
                spans = self._reading.raw_spans(offset + start, offset + end)
                if len(spans) == 1:
                    yield EntityBody(spans[0], label)

    def is_seen(self, body: EntityBody) -> bool:
        """Whether tags can say that entity: one sentence holds it, and nothing of the raw text is lost."""
        place = self._place(body)
        if place is None:
            return False
        number, start, end = place
        offset = self._starts[number]
        return self._reading.raw_spans(offset + start, offset + end) == (body.span,)

    def place_of(self, body: EntityBody) -> tuple[int, int, int]:
        """The sentence that holds a seen entity, and start and end in it."""
        place = self._place(body)
        assert place is not None
        return place

    def _place(self, body: EntityBody) -> tuple[int, int, int] | None:
        ranges = self._reading.reading_ranges(body.span)
        if len(ranges) != 1:
            return None
        ((start, end),) = ranges
        number = bisect_left(self._starts, start + 1) - 1
        if number < 0 or end > self._bounds[number][1]:
            return None
        offset = self._starts[number]
        return number, start - offset, end - offset


def _hints(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """For each character what the longest string there that was ever accepted tells, "" for none."""
    hints = [""] * len(text)
    found = sorted(lexicon.occurrences(text), key=lambda place: (place[0] - place[1], place[0]))
    taken = Claims()
    for start, end in found:
        known = _known(text[start:end], lexicon)
        if end - start >= _SHORTEST and known and taken.take([Span(start, end)]):
            hints[start:end] = [f"B{known}", *[f"I{known}"] * (end - start - 1)]
    return tuple(hints)


def _known(word: str, lexicon: Lexicon) -> str:
    """The label accepted most, how often (1, 2, 4), and whether the string stands elsewhere, too."""
    best = max(lexicon.entries_of(word), key=_accepted, default=None)
    count = _accepted(best) if best else 0
    if best is None or not count:
        return ""
    often = 1 if count < _SHORTEST else 2 if count < _OFTEN else _OFTEN
    outside = "-" if best.is_mostly_outside else "+" if best.outside else ""
    return f"{best.label}{often}{outside}"


def _accepted(entry: LexiconEntry) -> int:
    return max(entry.accepted, _OFTEN if entry.rule == "always" else 0)
