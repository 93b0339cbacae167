"""An editor's own patterns: what they find, what they give way to, and what cannot be kept."""

import time
from collections.abc import Sequence

import pytest

from annotator.document.marks import Part
from annotator.document.patterns import Pattern
from annotator.document.proposals import WEAK, ArticleBody, EntityBody, Proposal, propose
from annotator.document.raw_text import RawText
from annotator.document.spans import Span
from annotator.propose.patterns import PatternFinder, flaw, with_patterns
from annotator.settings.language import LANGUAGES, Language

TEXT = "他读《红楼梦》，也读《春城晚报》。\n春城晚报社在昭通。"
TITLES = Pattern(1, "ORG", "regex", "《[^》]+》")
PAPERS = Pattern(2, "ORG", "words", "春城晚报\n昭通日报")


def spans(found: Sequence[Proposal], text: str = TEXT) -> list[str]:
    strong = [e.body for e in found if isinstance(e.body, EntityBody) and e.score >= WEAK]
    return [body.span.text_in(text) for body in sorted(strong, key=lambda body: body.span)]


def find(*patterns: Pattern, text: str = TEXT) -> list[Proposal]:
    return PatternFinder(patterns, lambda _: ()).propose(RawText.of(text))


def test_an_expression_finds_what_it_matches_and_says_so():
    found = find(TITLES)
    assert spans(found) == ["《红楼梦》", "《春城晚报》"]
    assert {(each.score, each.run) for each in found} == {(0.9, "patterns 1")}
    assert [e.because[0].key for e in found] == ["because.pattern_regex"] * 2
    assert "《[^》]+》" in Language("en").sentence(found[0].because[0])


def test_a_list_finds_its_words_and_the_longest_of_them():
    papers = Pattern(2, "ORG", "words", "春城晚报\n春城晚报社")
    found = find(papers)
    assert spans(found) == ["春城晚报", "春城晚报社"]
    assert {each.score for each in found} == {0.95}
    assert [e.because[0].key for e in found] == ["because.pattern_words"] * 2


def test_patterns_do_not_overlap_and_lists_go_first():
    assert spans(find(TITLES, PAPERS)) == ["《红楼梦》", "春城晚报", "春城晚报"]


def test_a_pattern_that_is_off_finds_nothing():
    assert find(Pattern(1, "ORG", "regex", "春", is_on=False)) == []


def test_no_match_goes_over_a_hard_break_but_one_over_a_soft_break_is_found():
    text = "《红\n楼梦》"
    assert find(TITLES, text=text) == []
    found = PatternFinder([TITLES], lambda _: [Span(2, 3)]).propose(RawText.of(text))
    assert spans(found, text) == [text]


def test_white_space_and_nothing_are_no_names():
    assert find(Pattern(1, "ORG", "regex", " *")) == []
    assert find(Pattern(1, "ORG", "regex", "(?=春)"), text="春 城") == []


def test_white_space_at_the_ends_of_a_match_is_no_part_of_the_name():
    found = find(Pattern(1, "ORG", "regex", r"\s第.届\s*"), text="在　第三届 　会上")
    assert spans(found, "在　第三届 　会上") == ["第三届"]


def test_a_match_longer_than_any_name_is_none():
    assert find(Pattern(1, "ORG", "regex", "中+"), text="中" * 101) == []
    assert len(find(Pattern(1, "ORG", "regex", "中+"), text="中" * 100)) == 1


# -- among other proposals -----------------------------------------------------------------


def base(word: str, label: str, score: float) -> Proposal:
    at = TEXT.index(word)
    return propose(EntityBody(Span(at, at + len(word)), label), score, (), "base 1")


def merged(proposals: Sequence[Proposal], *patterns: Pattern) -> list[Proposal]:
    found, troubles = with_patterns(proposals, RawText.of(TEXT), patterns)
    assert troubles == ()
    return found


def test_the_higher_score_stays_strong():
    sure, unsure = base("红楼梦", "PER", 0.95), base("春城", "LOC", 0.5)
    found = merged([sure, unsure], TITLES)
    assert spans(found) == ["红楼梦", "《春城晚报》"]
    weak = {each.run: each for each in found if each.score < WEAK}
    assert weak.keys() == {"base 1", "patterns 1"}
    assert weak["base 1"].because[-1].key == "because.pattern_overlap"


def test_at_the_same_score_the_pattern_gives_way():
    assert spans(merged([base("红楼梦", "PER", 0.9)], TITLES))[0] == "红楼梦"


def test_what_both_say_stands_once_with_the_higher_score():
    for score in (0.1, 0.5, 0.99):
        found = merged([base("《红楼梦》", "ORG", score)], TITLES)
        same = [each for each in found if each.id == base("《红楼梦》", "ORG", 0.5).id]
        assert [each.score for each in same] == [max(score, 0.9)]


def test_the_soft_breaks_of_the_proposed_articles_are_read_over():
    text = "春城\n晚报"
    body = ArticleBody((Part(Span(0, 5), "body"),), (Span(2, 3),))
    article = propose(body, 0.9, (), "base 1")
    found, _ = with_patterns([article], RawText.of(text), [PAPERS])
    assert spans(found, text) == [text]


def test_without_patterns_nothing_changes():
    given = [base("红楼梦", "PER", 0.95)]
    assert merged(given) == given


# -- what cannot be used -------------------------------------------------------------------

UNUSABLE = [
    ("《[^》+", "pattern.invalid"),
    ("(a+)+$", "pattern.too_slow"),
    ("(中|中中)+$", "pattern.too_slow"),
    ("a{99999999}", "pattern.too_large"),
    ("(?:(?:a{100}){100}){100}", "pattern.too_large"),
    ("(?:中(?R)?)+", "pattern.too_large"),
    ("(" * 2_000 + "a" + ")" * 2_000, "pattern.too_large"),
    ("a" * 5_001, "pattern.too_large"),
    (" ", "pattern.empty"),
]


@pytest.mark.parametrize(("body", "key"), UNUSABLE, ids=[body[:12] for body, _ in UNUSABLE])
def test_an_expression_that_cannot_be_used_is_told_in_a_sentence(body: str, key: str):
    why = flaw(Pattern(0, "ORG", "regex", body))
    assert why is not None
    assert why.key == key
    for language in map(Language, LANGUAGES):
        assert "{" not in language.sentence(why).replace(body, "")


def test_dates_and_titles_are_no_trouble():
    for body in ("《[^》]+》", r"\d{4}年\d{1,2}月\d{1,2}日", r"\p{Han}{2,20}(?:公司|集团){1,3}"):
        assert flaw(Pattern(0, "TIME", "regex", body), [TEXT]) is None


def test_a_list_without_words_is_told():
    why = flaw(Pattern(0, "ORG", "words", " \n"))
    assert why is not None
    assert why.key == "pattern.no_words"
    assert flaw(PAPERS) is None


def test_an_expression_is_tried_on_the_pages():
    slow = Pattern(0, "ORG", "regex", "(?:昭通|昭|通)+。$")
    assert flaw(slow) is None
    why = flaw(slow, ["昭通" * 200 + "。好"])
    assert why is not None
    assert why.key == "pattern.too_slow"


def test_on_a_page_a_slow_pattern_is_left_out_in_time_and_the_others_stay():
    text = "a" * 3_000 + "b《红楼梦》"
    slow = Pattern(1, "ORG", "regex", "(a+)+$")
    bad = Pattern(3, "ORG", "regex", "(")
    begun = time.monotonic()
    found, troubles = with_patterns([], RawText.of(text), [slow, bad, TITLES])
    assert time.monotonic() - begun < 5
    assert spans(found, text) == ["《红楼梦》"]
    assert [said.key for said in troubles] == ["pattern.left_out"] * 2
    assert "(a+)+$" in Language("en").sentence(troubles[0])
