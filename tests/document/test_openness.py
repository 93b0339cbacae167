"""Which proposals can stand together is decided among those that share text, as if all were asked."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.document.claims import Ground, apart
from annotator.document.marks import Part
from annotator.document.openness import compatible
from annotator.document.pages import Page
from annotator.document.proposals import (
    ArticleBody,
    CorrectionBody,
    EntityBody,
    FurnitureBody,
    Proposal,
    propose,
)
from annotator.document.raw_text import RawText
from annotator.document.spans import Gap, Span

LENGTH = 24


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, LENGTH - 2))
    return Span(start, draw(st.integers(start + 1, min(LENGTH, start + 6))))


BODIES = st.one_of(
    spans().map(lambda span: EntityBody(span, "LOC")),
    spans().map(lambda span: FurnitureBody(span, "ad")),
    st.lists(spans(), min_size=1, max_size=3).map(
        lambda found: ArticleBody(tuple(Part(span, "body") for span in found))
    ),
    spans().map(lambda span: CorrectionBody(span, "字", "substitution")),
    st.integers(0, LENGTH).map(lambda at: CorrectionBody(Gap(at), "字", "omission")),
)
PROPOSALS = st.lists(st.builds(propose, BODIES, st.floats(0, 1), st.just(()), st.just("test")))


def greedy(proposals: list[Proposal]) -> list[Proposal]:
    """The likeliest first, each where nothing likelier is in its way."""
    ground = Ground(())
    ordered = sorted(proposals, key=lambda each: (-each.score, each.id))
    return [each for each in ordered if ground.take(each.body)]


@given(PROPOSALS)
def test_those_that_stand_together_are_the_likeliest_first(proposals):
    page = Page("p", RawText.of("字" * LENGTH)).with_proposals(proposals)
    every = list(page.proposals.values())
    assert list(compatible(page, every)) == greedy(every)


@given(PROPOSALS)
def test_what_is_apart_stands_beside_each_other_one(proposals):
    alone = apart(proposals)
    for each in proposals:
        for other in proposals:
            if each.id in alone and other.id != each.id:
                ground = Ground(())
                assert ground.take(other.body) or other.id not in alone
                assert ground.take(each.body)
