"""What hypothesis draws in the tests of several layers: texts, marks, pages and edits.

All marks that are drawn for a text lie in it and share with each other only what marks may.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from hypothesis import strategies as st

from annotator.document.correcting import CorrectionRule
from annotator.document.edits import Change, Edit, RuleChange
from annotator.document.marks import (
    CERTAINTIES,
    CORRECTION_KINDS,
    Accepted,
    Adjusted,
    ArticleMark,
    CorrectionMark,
    EntityMark,
    FurnitureMark,
    Imported,
    Origin,
    Part,
    SoftBreak,
    Typed,
    lead_of,
)
from annotator.document.notes import Flag, Note
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase
from annotator.document.proposals import (
    VERDICTS,
    ArticleBody,
    Body,
    CorrectionBody,
    Decision,
    EntityBody,
    FurnitureBody,
    Proposal,
    Reviewed,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.reading import Replacement
from annotator.document.spans import Gap, Place, Selection, Span

T = TypeVar("T")

# Building a strategy costs more than drawing from it: those that are drawn from often are
# built once, and `_some…` functions draw without a strategy of their own.

# -- text --------------------------------------------------------------------------------

CHARACTERS = (
    "本報訊昭阳区民國中华書局"
    "，。、：；「」（）"
    "𠮷𡃁"  # beyond the 16-bit plane: two units in Qt, one code point here
    "\u3000\u00a0 "  # white space that eager programs change
    "\f\u2028\u0085"  # line ends to str.splitlines(), ordinary characters to a page
    "aZé09０"
    "\n\n\n"
)
"""Thrice the newline, so that drawn pages have lines."""


@cache
def texts(min_size: int = 0, max_size: int = 60) -> st.SearchStrategy[str]:
    """A page's text, sizes in code points."""
    return st.text(st.sampled_from(CHARACTERS), min_size=min_size, max_size=max_size)


@cache
def raw_texts(min_size: int = 0, max_size: int = 60) -> st.SearchStrategy[RawText]:
    """The same with its digests."""
    return texts(min_size, max_size).map(RawText.of)


# -- places ------------------------------------------------------------------------------

_COIN = st.booleans()


@cache
def positions(length: int) -> st.SearchStrategy[int]:
    """Between any two code points, and at both ends."""
    return st.integers(0, length)


@cache
def spans(length: int) -> st.SearchStrategy[Span]:
    """A span in a text of `length` code points, at least 1."""
    ends = st.lists(positions(length), min_size=2, max_size=2, unique=True)
    return ends.map(lambda pair: Span(*sorted(pair)))


@cache
def places(length: int) -> st.SearchStrategy[Place]:
    """A span, or a gap between two code points or at an end."""
    return st.builds(Gap, positions(length)) | spans(length) if length else st.just(Gap(0))


@cache
def separate_spans(length: int, max_size: int = 8) -> st.SearchStrategy[list[Span]]:
    """Spans in text order that share no text; neighbours may touch."""
    cuts = st.lists(st.tuples(positions(length), _COIN), unique_by=_first, max_size=max_size + 1)
    return cuts.map(
        lambda drawn: [
            Span(start, end) for (start, kept), (end, _) in pairwise(sorted(drawn)) if kept
        ]
    )


@cache
def separate_places(length: int, max_size: int = 5) -> st.SearchStrategy[list[Place]]:
    """Spans and gaps in text order, some of them adjoining, as corrections may lie."""
    cuts = st.lists(st.tuples(positions(length), _COIN), unique_by=_first, max_size=2 * max_size)
    return cuts.map(lambda drawn: _adjoining(sorted(drawn)))


def _adjoining(cuts: list[tuple[int, bool]]) -> list[Place]:
    """Each cut opens a span to the next one, or is a gap."""
    ends = [at for at, _ in cuts[1:]]
    return [
        Span(start, ends[number]) if is_stretch and number < len(ends) else Gap(start)
        for number, (start, is_stretch) in enumerate(cuts)
    ]


def _first(pair: tuple[int, bool]) -> int:
    return pair[0]


@cache
def selections(length: int) -> st.SearchStrategy[Selection]:
    """A caret or selected text, from either end."""
    return st.builds(Selection, positions(length), positions(length))


@cache
def replacements(length: int) -> st.SearchStrategy[Replacement]:
    """Any stretch of the text, an insertion point too, reads anything, nothing too."""
    ends = st.tuples(positions(length), positions(length)).map(sorted)
    return st.builds(lambda pair, text: Replacement(*pair, text), ends, texts(max_size=3))


# -- records -----------------------------------------------------------------------------

LABELS = ("PER", "LOC", "ORG")
ROLES = ("headline", "byline", "body")
FURNITURE = ("masthead", "advertisement")
PEOPLE = ("ada", "李四")
TIMES = ("2024-05-01T08:00:00Z", "2024-05-01T08:00:01Z")
PROPOSAL_IDS = ("0123456789abcdef", "fedcba9876543210")
ORIGINS: tuple[Origin, ...] = (
    Typed("ada"),
    Typed("李四"),
    Accepted("ada", PROPOSAL_IDS[0]),
    Adjusted("李四", PROPOSAL_IDS[1]),
    Imported("第一版.json"),
)

_LABELS = st.sampled_from(LABELS)
_ROLES = st.sampled_from(ROLES)
_FURNITURE = st.sampled_from(FURNITURE)
_PEOPLE = st.sampled_from(PEOPLE)
_TIMES = st.sampled_from(TIMES)
_ORIGINS = st.sampled_from(ORIGINS)
_KINDS = st.sampled_from(CORRECTION_KINDS)
_CERTAINTIES = st.sampled_from(CERTAINTIES)
_VERDICTS = st.sampled_from(VERDICTS)
_DECIDED = st.lists(st.sampled_from(PROPOSAL_IDS), unique=True)
_LAYERS = st.lists(st.sampled_from(("articles", "entities", "corrections")), unique=True)

_WHYS = st.sampled_from(("", "第三栏缺一行"))
_SAID = st.sampled_from(("问李四", "seen\ntwice"))
_NOTED = st.lists(st.sampled_from(("", "entity-0", "article-1", "gone")), max_size=2)


def _dealt(draw: st.DrawFn, values: Sequence[T], hands: int) -> list[list[T]]:
    """`values` in any order, dealt out to at most `hands` that are not empty."""
    if not values:
        return []
    dealt: list[list[T]] = [[] for _ in range(hands)]
    seats = draw(st.lists(positions(hands - 1), min_size=len(values), max_size=len(values)))
    for value, seat in zip(draw(st.permutations(values)), seats, strict=True):
        dealt[seat].append(value)
    return [hand for hand in dealt if hand]


def _some_articles_and_furniture(draw: st.DrawFn, length: int) -> Iterator[Record]:
    hands = _dealt(draw, draw(separate_spans(length)), 3)
    if hands and draw(_COIN):
        for number, span in enumerate(hands.pop()):
            yield FurnitureMark(f"furniture-{number}", span, draw(_FURNITURE), draw(_ORIGINS))
    for number, hand in enumerate(hands):
        parts = tuple(Part(span, draw(_ROLES)) for span in hand)
        yield ArticleMark(f"article-{number}", parts, lead_of(parts), draw(_ORIGINS))


def _some_small_marks(draw: st.DrawFn, length: int) -> Iterator[Record]:
    for number, span in enumerate(draw(separate_spans(length, 4))):
        yield EntityMark(f"entity-{number}", span, draw(_LABELS), draw(_ORIGINS))
    for number, span in enumerate(draw(separate_spans(length, 3))):
        yield SoftBreak(f"break-{number}", span, draw(_ORIGINS))
    for number, place in enumerate(draw(separate_places(length, 2))):
        certainty = draw(_CERTAINTIES)
        reads = None if certainty == "suspect" else draw(texts(isinstance(place, Gap), 3))
        told = reads, draw(_KINDS), draw(_ORIGINS), certainty
        yield CorrectionMark(f"correction-{number}", place, *told)


def _some_decisions_and_reviews(draw: st.DrawFn, length: int) -> Iterator[Record]:
    for proposal in draw(_DECIDED):
        yield Decision(proposal, draw(_VERDICTS), draw(_PEOPLE), draw(_TIMES))
    for layer in draw(_LAYERS) if length else ():
        extent = Span(0, length) if draw(_COIN) else draw(spans(length))
        yield Reviewed(layer, extent, draw(_PEOPLE), draw(_TIMES))


def _some_words_between_people(draw: st.DrawFn, length: int) -> Iterator[Record]:
    if draw(_COIN):
        yield Flag(draw(_WHYS), draw(_PEOPLE), draw(_TIMES))
    for number, mark in enumerate(draw(_NOTED)):
        place = draw(spans(length)) if length and (mark or draw(_COIN)) else None
        said = draw(_SAID), draw(_PEOPLE), draw(_TIMES)
        yield Note(f"note-{number}", *said, place, mark if place else "")


@st.composite
def records_over(draw: st.DrawFn, raw: RawText) -> dict[str, Record]:
    """Records that may stand together on a page of that text, under their keys.

    Ids come from a small store, so that two draws have keys in common.
    """
    return _some_records(draw, len(raw))


def _some_records(draw: st.DrawFn, length: int) -> dict[str, Record]:
    found = [
        *_some_articles_and_furniture(draw, length),
        *_some_small_marks(draw, length),
        *_some_decisions_and_reviews(draw, length),
        *_some_words_between_people(draw, length),
    ]
    return {record_key(record): record for record in found}


# -- proposals ---------------------------------------------------------------------------

_PHRASE_KEYS = st.sampled_from(("because.title", "because.surname", "edit.mark_entity"))
_FACT_NAMES = st.sampled_from(("text", "label", "count"))


def _phrases_around(facts: st.SearchStrategy[str | Phrase]) -> st.SearchStrategy[Phrase]:
    named = st.dictionaries(_FACT_NAMES, facts, max_size=2)
    return st.builds(lambda key, given: Phrase(key, tuple(given.items())), _PHRASE_KEYS, named)


_PLAIN_PHRASES = _phrases_around(texts(max_size=5))
_PHRASES = _PLAIN_PHRASES | _phrases_around(_PLAIN_PHRASES | texts(max_size=5))


def phrases() -> st.SearchStrategy[Phrase]:
    """Phrases whose facts may be phrases."""
    return _PHRASES


@cache
def bodies(length: int) -> st.SearchStrategy[Body]:
    """What a machine may say about a text of `length` code points, at least 1."""
    parts = st.lists(st.tuples(positions(length), _ROLES), unique_by=lambda cut: cut[0], min_size=2)
    return st.one_of(
        st.builds(EntityBody, spans(length), _LABELS),
        st.builds(FurnitureBody, spans(length), _FURNITURE),
        st.builds(
            ArticleBody,
            parts.map(_parts_between).flatmap(st.permutations).map(tuple),
            separate_spans(length, 3).map(tuple),
        ),
        _corrections(length),
    )


@cache
def _corrections(length: int) -> st.SearchStrategy[CorrectionBody]:
    return st.builds(CorrectionBody, places(length), st.none() | texts(1, 3), _KINDS)


def _parts_between(cuts: list[tuple[int, str]]) -> list[Part]:
    return [Part(Span(start, end), role) for (start, role), (end, _) in pairwise(sorted(cuts))]


@cache
def proposals(length: int) -> st.SearchStrategy[Proposal]:
    """With the identity of its content, any score and any reason, and other readings of a correction."""
    reasons = st.lists(_PHRASES, max_size=2).map(tuple)
    runs = st.sampled_from(("lexicon 1", "lac 2"))
    others = st.lists(_corrections(length), max_size=2).map(tuple)
    return st.one_of(
        st.builds(propose, bodies(length), st.floats(0, 1), reasons, runs),
        st.builds(propose, _corrections(length), st.floats(0, 1), reasons, runs, others),
    )


# -- pages and edits ---------------------------------------------------------------------

_RAW = raw_texts(min_size=1)
_REVISIONS = st.integers(0, 9)
_COMMANDS = st.sampled_from(("mark_entity", "set_role"))
_JOIN_KEYS = st.none() | st.just("caret")
_MORE = st.integers(0, 2)
_RULES = (
    CorrectionRule("低族", "佤族"),
    CorrectionRule("低族", "", "allow"),
    CorrectionRule("丨丨", "", source="名单.tsv"),
)
_RULE_CHANGES = st.lists(
    st.sampled_from(
        [
            RuleChange(None, _RULES[0]),
            RuleChange(_RULES[0], _RULES[1]),
            RuleChange(_RULES[2], None),
        ]
    ),
    max_size=1,
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page with text, records that may stand together, and proposals."""
    return _some_page(draw)


def _some_page(draw: st.DrawFn) -> Page:
    raw = draw(_RAW)
    said = draw(st.lists(proposals(len(raw)), max_size=2))
    page = Page("第一版", raw, proposals={each.id: each for each in said})
    return page.with_records(_some_records(draw, len(raw)), draw(_REVISIONS))


@st.composite
def edits_for(draw: st.DrawFn, page: Page) -> Edit:
    """An edit that applies to `page`: what leads from its records to others, in any order."""
    return _some_edit(draw, page)


def _some_edit(draw: st.DrawFn, page: Page) -> Edit:
    after = _some_records(draw, len(page.raw))
    changes = [
        Change(page.records.get(key), after.get(key))
        for key in sorted(page.records.keys() | after.keys())
        if page.records.get(key) != after.get(key)
    ]
    return Edit(
        command=draw(_COMMANDS),
        title=draw(_PHRASES),
        changes=tuple(draw(st.permutations(changes))),
        selection=draw(selections(len(page.raw))),
        by=draw(_PEOPLE),
        at=draw(_TIMES),
        join_key=draw(_JOIN_KEYS),
        rules=tuple(draw(_RULE_CHANGES)),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Page, list[Edit]]:
    """A page, and one to three edits that apply to it one after the other."""
    first = page = _some_page(draw)
    edits: list[Edit] = []
    for _ in range(1 + draw(_MORE)):
        edits.append(_some_edit(draw, page))
        page = edits[-1].apply(page)
    return first, edits
