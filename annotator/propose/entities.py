"""Persons, places, organisations and calendar times: a tagger, and what newspapers teach about names."""

from collections.abc import Callable, Sequence

from annotator.document.claims import Claims
from annotator.document.proposals import EntityBody, Proposal
from annotator.document.proposals import propose as proposal
from annotator.document.raw_text import RawText
from annotator.document.reading import ReadingMap
from annotator.propose.characters import folded
from annotator.propose.entity_rules import (
    bylines,
    compounds,
    organs,
    persons,
    places,
    propagation,
    times,
)
from annotator.propose.entity_rules.findings import Finding, TaggedPage, settled
from annotator.propose.joining import Correction, SoftBreaks, joined, likely_soft_breaks, sentences
from annotator.propose.lac import Lac, Word
from annotator.propose.lac_files import LacUnusable

Tagger = Callable[[Sequence[str]], list[list[Word]]]
"""Sentences in, the words of each out; positions are code points of the sentence."""

_VERSION = 1
_FALLBACK = "jieba"


class EntityFinder:
    """The proposer of entities. Loads its tagger at the first question and keeps it.

    `soft_breaks` says which white space to join over. Without a `tagger` it is LAC-small, or
    jieba's own where the network's files are missing or differ.
    """

    def __init__(
        self,
        soft_breaks: SoftBreaks = likely_soft_breaks,
        tagger: Tagger | None = None,
        tagger_name: str = "given",
    ) -> None:
        self.soft_breaks = soft_breaks
        self._tagger = tagger
        self._tagger_name = tagger_name
        self._read: tuple[tuple[str, tuple[Correction, ...]], ReadingMap, TaggedPage] | None = None

    @property
    def run(self) -> str:
        """`entities 1 (lac)`, or `entities 1 (jieba)`."""
        self._loaded()
        return f"entities {_VERSION} ({self._tagger_name})"

    def propose(self, raw: RawText, corrections: tuple[Correction, ...] = ()) -> list[Proposal]:
        """Strong proposals without overlap, weak ones where no strong one stands, in text order.

        `corrections` are read as if the text had them.
        """
        reading, tagged = self.read(raw, corrections)
        found = (self._to_raw(reading, each) for each in findings(tagged))
        return [each for each in found if each is not None]

    def read(
        self, raw: RawText, corrections: tuple[Correction, ...] = ()
    ) -> tuple[ReadingMap, TaggedPage]:
        """The page corrected and joined, and its words; the page asked for last is kept."""
        question = raw.sha256, corrections
        if self._read is None or self._read[0] != question:
            reading = joined(raw, self.soft_breaks(raw), corrections)
            self._read = question, reading, self._tagged(reading.text)
        return self._read[1:]

    def _loaded(self) -> Tagger:
        if self._tagger is None:
            try:
                self._tagger, self._tagger_name = Lac.load().tag, "lac"
            except LacUnusable:
                self._tagger, self._tagger_name = tag_with_jieba, _FALLBACK
        return self._tagger

    def _tagged(self, text: str) -> TaggedPage:
        bounds = sentences(text)
        tagged = self._loaded()([text[start:end] for start, end in bounds])
        words = [
            Word(start + word.start, start + word.end, word.tag, word.confidence)
            for (start, _), row in zip(bounds, tagged, strict=True)
            for word in row
        ]
        return TaggedPage(folded(text), words)

    def _to_raw(self, reading: ReadingMap, found: Finding) -> Proposal | None:
        spans = reading.raw_spans(found.start, found.end)
        if len(spans) != 1:
            return None
        return proposal(EntityBody(spans[0], found.label), found.score, found.because, self.run)


def findings(page: TaggedPage) -> list[Finding]:
    """What the page's words and the rules come to: strong findings and weak ones, none overlapping.

    Bylines and times go by their form and come first. The tagger's names are judged one by
    one, repeated where they recur, then put together: places in a row, a place and its organ.
    """
    fixed = settled([bylines.byline_names(page), times.calendar_times(page)])
    claims = Claims(each.span for each in fixed)
    names = [name for name in page.names() if claims.is_free(name.span)]
    judged = [each for name in names for each in _judged(name, page)]
    strong = [each for each in judged if not each.is_weak]

    pieces = settled([strong, places.whole_divisions(page)])
    repeated = propagation.repeated(page, [*pieces, *fixed])
    pieces = settled([pieces, places.named_lines(page), repeated])
    pieces = settled([pieces, places.listed(page, _labelled(pieces, "LOC"))])

    chains = places.chained(page, _labelled(pieces, "LOC"))
    named = compounds.composed(page, [*chains, *_labelled(pieces, "ORG")])
    named += [*organs.level_organs(page), *organs.national_organs(page)]
    sure = settled([fixed, named, _labelled(pieces, "PER")])
    weak = [each for each in judged if each.is_weak]
    return settled([sure, propagation.repeated(page, sure), weak])


def _labelled(found: Sequence[Finding], label: str) -> list[Finding]:
    return [each for each in found if each.label == label]


def _judged(name: Finding, page: TaggedPage) -> list[Finding]:
    match name.label:
        case "PER":
            return [persons.judged(name, page)]
        case "LOC":
            return places.judged(name, page)
        case _:
            return [organs.judged(name, page)]


# -- where the network is not to be had ----------------------------------------------------

_JIEBA_NAMES = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG"}
_JIEBA_SURENESS = 0.5
"""jieba gives no probability. At this one, short and untyped names are weak: half of them are wrong."""


def tag_with_jieba(texts: Sequence[str]) -> list[list[Word]]:
    """Words by jieba's own tagger: weaker, and slow to load."""
    from annotator.propose.words import tagged

    return [_words(tagged(text)) for text in texts]


def _words(pairs: Sequence[tuple[str, str]]) -> list[Word]:
    words: list[Word] = []
    at = 0
    for text, tag in pairs:
        words.append(Word(at, at + len(text), _JIEBA_NAMES.get(tag, tag), _JIEBA_SURENESS))
        at += len(text)
    return words
