"""A pattern is tried on the page on the desk before it is kept."""

from annotator.document.marks import Part
from annotator.document.pages import Page
from annotator.document.patterns import Pattern
from annotator.document.proposals import ArticleBody, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.workbench.pattern_trial import Hit, try_pattern
from annotator.workbench.shown import Shown, shown

TEXT = "昨天在北屯\n村，今天在南屯村。\n东屯村也好。"
BREAK = Span(5, 6)


def page() -> Shown:
    """One article, whose first line goes on in the second."""
    body = ArticleBody((Part(Span(0, len(TEXT)), "body"),), (BREAK,))
    found = [propose(body, 0.9, (), "articles 1")]
    return shown(Page("一", RawText.of(TEXT)).with_proposals(found))


def test_the_places_are_read_over_soft_breaks_with_what_stands_around_them_in_the_line():
    trial = try_pattern(page(), Pattern(0, "LOC", "regex", ".屯村"), around=3)
    assert trial.hits == (
        Hit(Span(3, 7), "昨天在", "北屯村", "，今天"),
        Hit(Span(11, 14), "今天在", "南屯村", "。"),
        Hit(Span(16, 19), "", "东屯村", "也好。"),
    )


def test_a_pattern_that_is_off_can_be_tried():
    trial = try_pattern(page(), Pattern(7, "LOC", "words", "南屯村", is_on=False), around=0)
    assert [hit.text for hit in trial.hits] == ["南屯村"]


def test_what_cannot_be_used_says_why_and_finds_nothing():
    trial = try_pattern(page(), Pattern(0, "LOC", "regex", "(屯"), around=3)
    assert trial.why is not None
    assert trial.why.key == "pattern.invalid"
    assert trial.hits == ()
