"""The proposer of suspects: rules and channel over the page as it reads, and back to raw text."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.document.proposals import Proposal
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.joining import Correction
from annotator.propose.suspects.finding import FLOOR, Rule, Suspect
from annotator.propose.suspects.merging import merged
from annotator.propose.suspects.paragraphs import (
    Block,
    PageReading,
    Paragraph,
    Sources,
    blocks_of,
    names_of,
)
from annotator.propose.suspects.placing import Placed, as_proposals, placed
from annotator.propose.suspects.rules import OF_A_PARAGRAPH, OF_THE_PAGE

Known = Callable[[RawText], Sequence[Proposal]]
"""What is proposed for a page already: its articles, furniture and names."""

_VERSION = 1
_ASSUMED = 0.9
"""Score from which width and blanks are taken for granted by those who look at words."""
_HEARD = frozenset(("headline", "kicker", "deck", "subhead", "body", "caption"))
"""Roles in which the channel is heard."""


@dataclass(frozen=True)
class _Mended:
    """A paragraph without its errors of width and blanks, and what these are."""

    paragraph: Paragraph
    suspects: tuple[Placed, ...]


@dataclass
class _Page:
    """What stays the same from question to question about one page."""

    proposals: Sequence[Proposal]
    sources: Sources
    mended: dict[tuple[int, tuple[Correction, ...]], _Mended]


class SuspectFinder:
    """Keeps the page asked for last, so that one paragraph is asked again in little time.

    `known` says what is proposed for a page already; `channel` finds wrong characters (None:
    rules only).
    """

    def __init__(self, known: Known, channel: Rule | None = None) -> None:
        self._known = known
        self._channel = channel
        self._page: _Page | None = None

    @property
    def run(self) -> str:
        """`suspects 1`."""
        return f"suspects {_VERSION}"

    def propose(self, raw: RawText) -> list[Proposal]:
        """All suspects of a page that nobody has corrected yet, in text order."""
        return self.suspects_of(raw, self._known(raw), ())

    def suspects_of(
        self, raw: RawText, proposals: Sequence[Proposal], corrections: Iterable[Correction]
    ) -> list[Proposal]:
        """All suspects of the page as it reads with `corrections` (raw places), in text order."""
        return self._asked(raw, proposals, corrections, None)

    def again(
        self,
        raw: RawText,
        proposals: Sequence[Proposal],
        corrections: Iterable[Correction],
        around: Span,
    ) -> list[Proposal]:
        """The suspects of the paragraphs that `around` touches."""
        return self._asked(raw, proposals, corrections, around)

    def _asked(
        self,
        raw: RawText,
        proposals: Sequence[Proposal],
        corrections: Iterable[Correction],
        around: Span | None,
    ) -> list[Proposal]:
        page = self._kept(raw, proposals)
        sources = replace(page.sources, corrections=tuple(sorted(corrections)))
        mended = [_mended(page, sources, block) for block in sources.blocks]
        only = None if around is None else _touching(sources.blocks, around)
        reading = PageReading(raw.sha256, tuple(each.paragraph for each in mended), only)
        plain = [
            each
            for paragraph in mended
            if only is None or paragraph.paragraph.number in only
            for each in paragraph.suspects
        ]
        others = placed(self._suspects(reading), {p.number: p for p in reading.asked})
        return as_proposals(plain, others, self.run)

    def _kept(self, raw: RawText, proposals: Sequence[Proposal]) -> _Page:
        page = self._page
        if page is None or page.sources.raw.sha256 != raw.sha256 or page.proposals is not proposals:
            sources = Sources(raw, blocks_of(raw.text, proposals), names_of(proposals))
            page = self._page = _Page(proposals, sources, {})
        return page

    def _suspects(self, reading: PageReading) -> list[Suspect]:
        found = [each for rule in OF_THE_PAGE for each in rule(reading)]
        channel = self._channel
        if channel is not None:
            paragraphs = {each.number: each for each in reading.asked}
            found += [
                each for each in channel(reading) if _is_open_to(paragraphs[each.paragraph], each)
            ]
        return merged(each for each in found if each.score >= FLOOR)


def _mended(page: _Page, sources: Sources, block: Block) -> _Mended:
    key = block.number, sources.fixed(block)
    if key not in page.mended:
        paragraph = sources.paragraph(block)
        alone = PageReading(sources.raw.sha256, (paragraph,))
        found = [each for rule in OF_A_PARAGRAPH for each in rule(alone)]
        suspects = placed(found, {block.number: paragraph})
        assumed = sorted(
            (*each.place, each.suspect.text)
            for each in suspects
            if each.suspect.text is not None and each.suspect.score >= _ASSUMED
        )
        read = sources.paragraph(block, assumed) if assumed else paragraph
        page.mended[key] = _Mended(read, tuple(suspects))
    return page.mended[key]


def _touching(blocks: Sequence[Block], around: Span) -> frozenset[int]:
    return frozenset(
        each.number
        for each in blocks
        if each.span.start <= around.end and around.start <= each.span.end
    )


def _is_open_to(paragraph: Paragraph, suspect: Suspect) -> bool:
    """Whether the channel may speak of that place: no furniture, no byline, no name."""
    heard = paragraph.block.article >= 0 and paragraph.role in _HEARD
    return heard and not paragraph.is_in_name(suspect.start, suspect.end)
