"""Suspects that hypothesis draws for a page, and what its reading promises."""

from hypothesis import strategies as st

from annotator.document.correcting import kind_of_change
from annotator.document.proposals import CorrectionBody, Proposal, extent_of, propose
from annotator.document.raw_text import RawText
from annotator.document.reading import Side
from annotator.document.spans import Gap, Place
from annotator.workbench.shown import Shown
from tests.strategies import separate_places

READS = st.sampled_from(["", "佤", "，", "北屯", "1"])
SCORES = st.sampled_from([0.1, 0.4, 0.7, 0.95])


def body_of(raw: RawText, place: Place, reads: str | None) -> CorrectionBody | None:
    """The correction of a place, with the kind that it has; None for one that changes nothing."""
    start, end = extent_of(CorrectionBody(place, None, "width"))
    if raw.text[start:end] == reads:
        return None
    kind = "omission" if reads is None else kind_of_change(raw.text, start, end, reads)
    return CorrectionBody(place, reads, kind)


@st.composite
def suspects_for(draw: st.DrawFn, raw: RawText) -> list[Proposal]:
    """Suspects with candidates, of every class, some weak, some damaged, some where text is lost."""
    found: list[Proposal] = []
    places = draw(separate_places(len(raw), 4))
    places += [Gap(at) for at in draw(st.lists(st.integers(0, len(raw)), max_size=2))]
    for place in places:
        readings = draw(st.lists(st.none() | READS, min_size=1, max_size=3, unique=True))
        bodies = [body for reads in readings if (body := body_of(raw, place, reads))]
        if bodies:
            found.append(propose(bodies[0], draw(SCORES), (), "test", tuple(bodies[1:])))
    return found


def assert_reading_holds(shown: Shown) -> None:
    """The corrected text is the raw text with the replacements put in, and every letter finds its way back."""
    text, reading = shown.page.raw.text, shown.page_reading
    at, built = 0, ""
    for piece in sorted(reading.pieces, key=lambda each: (each.raw_start, each.raw_end)):
        assert piece.raw_start == at
        kept = text[piece.raw_start : piece.raw_end]
        read = reading.text[piece.start : piece.end]
        assert read == kept or not piece.verbatim
        built, at = built + read, piece.raw_end
    assert at == len(text)
    assert built == reading.text
    for mark in shown.page.corrections:
        start, end = extent_of(CorrectionBody(mark.place, mark.text, mark.kind))
        if mark.text is not None:
            made = [p for p in reading.pieces if (p.raw_start, p.raw_end) == (start, end)]
            assert [reading.text[p.start : p.end] for p in made if not p.verbatim] == [mark.text]
    for piece in reading.pieces:
        if piece.verbatim:
            for step in range(1, piece.end - piece.start):
                inside = piece.raw_start + step
                read = reading.to_reading(inside, Side.AFTER)
                assert read == piece.start + step
                assert reading.to_raw(read, Side.AFTER) == inside
